"""Tell a job ad from a CV, so that nobody tailors an ad."""

import re

from models.document import Document, Reading
from services.documents.structure.pieces import title_score
from services.documents.vocabulary import phrases

_PHRASES = re.compile(rf"\b(?:{'|'.join(phrases('advert'))})(?!\w)", re.IGNORECASE | re.MULTILINE)


def looks_like_ad(document: Document, reading: Reading) -> bool:
    """Tell whether a document speaks like an employer: many phrases of ads, few dated roles of one person."""
    said = {match[0].casefold() for match in _PHRASES.finditer(document.text)}
    dated = sum(role.dates is not None and title_score(role.title) > 0 for role in reading.cv.roles)
    personal = bool(reading.cv.basics.email or reading.cv.basics.phone) + (dated >= 2) + 2 * (dated >= 3)
    if not dated and not reading.cv.education:
        return len(said) >= 2
    return len(said) >= 3 + 3 * personal
