"""Tell a job ad from a CV, so that nobody tailors an ad."""

import re

from models.document import Document, Reading
from services.documents.structure.pieces import title_score

_PHRASES = re.compile(
    r"\b(?:we are looking for|we're looking for|we are seeking|we're hiring|we are hiring|you will (?:be|have|work|lead|own)|you'll|you have|you are|your profile|"
    r"your (?:tasks|role|responsibilities|mission)|what you(?:'ll| will)? (?:do|bring|need)|who you are|what we offer|we offer|about the (?:role|job|team|company)|"
    r"about us|apply (?:now|here|by|today)|how to apply|equal opportunity|equal[- ]opportunities|reasonable accommodation|job (?:description|summary|title|type|id|purpose)|"
    r"the (?:ideal|successful) candidate|requirements?:|(?:key |main )?responsibilities:?(?=\s*$)|requirements(?=\s*$)|minimum qualifications|preferred qualifications|required qualifications|basic qualifications|essential duties|"
    r"main duties|person specification|about our \w+|terms and conditions|how we hire|work mode|vacancies|start date|salary|pay range|compensation range|benefits include|our benefits|closing date|reports to|employment type|position summary|"
    r"wir (?:suchen|bieten)|dein(?:e)? (?:profil|aufgaben)|ihr(?:e)? (?:profil|aufgaben)|das (?:bringst|erwartet|bieten)|was (?:dich|sie) erwartet|m/w/d|w/m/d|jetzt bewerben|"
    r"nous recherchons|votre profil|vos missions|profil recherché|le poste|postulez|rejoignez|nous offrons|h/f|f/h|"
    r"buscamos|ofrecemos|tu perfil|tus funciones|requisitos|se ofrece|inscríbete|szukamy|oferujemy|wymagania|aplikuj)(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)


def looks_like_ad(document: Document, reading: Reading) -> bool:
    """Tell whether a document speaks like an employer: many phrases of ads, few dated roles of one person."""
    said = {match[0].casefold() for match in _PHRASES.finditer(document.text)}
    dated = sum(role.dates is not None and title_score(role.title) > 0 for role in reading.cv.roles)
    personal = bool(reading.cv.basics.email or reading.cv.basics.phone) + (dated >= 2) + 2 * (dated >= 3)
    if not dated and not reading.cv.education:
        return len(said) >= 2
    return len(said) >= 3 + 3 * personal
