"""What mail addresses, telephone numbers and web addresses look like."""

import re

EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w@./-])(?:\+|00)?\(?\d[\d\s()./–-]{6,20}\d(?!\w)")
_DOMAINS = "com|org|net|io|dev|app|me|ai|co|de|fr|es|pl|eu|uk|at|ch|it|nl|be|ca|us|in|info|design|tech|example"
URL = re.compile(
    rf"(?:https?://|www\.)[^\s|,;]+|(?<![@\w.])[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})\b(?:/[^\s|,;)]*)?", re.IGNORECASE
)
