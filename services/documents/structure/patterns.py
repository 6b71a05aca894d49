"""What mail addresses, telephone numbers and web addresses look like."""

import re

EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_HOSTS = {
    "linkedin.com": "LinkedIn", "github.com": "GitHub", "gitlab.com": "GitLab", "twitter.com": "Twitter",
    "xing.com": "XING",
    "stackoverflow.com": "Stack Overflow", "medium.com": "Medium", "behance.net": "Behance", "dribbble.com": "Dribbble",
    "kaggle.com": "Kaggle", "orcid.org": "ORCID",
}  # fmt: skip
PHONE = re.compile(r"(?<![\w@./-])(?:\+|00)?\(?\d[\d\s()./–-]{6,20}\d(?!\w)")
_DOMAINS = "com|org|net|io|dev|app|me|ai|co|de|fr|es|pl|eu|uk|at|ch|it|nl|be|ca|us|in|info|design|tech|example"
URL = re.compile(
    rf"(?:https?://|www\.)[^\s|,;]+|(?<![@\w.])[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})\b(?:/[^\s|,;)]*)?", re.IGNORECASE
)


def network_of(url: str) -> str:
    """Return the name of the network an address belongs to, or "" for any other site."""
    host = re.sub(r"^(?:https?://)?(?:www\.|[a-z]{2}\.)?", "", url.casefold()).split("/")[0]
    return _HOSTS.get(host, "")
