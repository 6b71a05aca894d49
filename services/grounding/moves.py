"""Tell "down to 8 %" from "down by 8 %" in French, Spanish and Polish, whose small words mean much else besides."""

from services.grounding.statement import Term

_FROM = {"fr": ("de", "d'", "du"), "es": ("de", "del", "desde"), "pl": ("z", "ze", "od")}
_TO = {"fr": ("a", "au"), "es": ("a", "al", "hasta"), "pl": ("do",)}
_BY = {"fr": ("de", "d'"), "es": ("en",), "pl": ("o",)}
_ARTICLES = frozenset(("un", "el", "le", "los", "les"))
_SHARES = frozenset(("%", "pp"))
_FAR = 6
"""How many terms may stand between the two ends of a move."""


def mark_moves(terms: list[Term], language: str) -> None:
    """Set `step` on the two ends of a move, and on a share that is only one end or the way between."""
    if language not in _FROM:
        return
    for at, term in enumerate(terms):
        if term.value is None or term.year:
            continue
        before = _before(terms, at)
        start = _start(terms, at, language) if before in _TO[language] else None
        if start is not None:
            terms[start].step, term.step = "from", "to"
            term.qualifier = "" if term.qualifier == "<" else term.qualifier
        elif term.value.unit in _SHARES and before in _TO[language]:
            term.step = "to"
        elif (term.value.unit or language != "fr") and before in _BY[language]:
            term.step = "by"


def _start(terms: list[Term], at: int, language: str) -> int | None:
    """Return where the move begins whose end stands at a position."""
    value = terms[at].value
    for other in range(at - 1, max(at - _FAR, 0), -1):
        first = terms[other].value
        if first is None:
            continue
        same = value is not None and (first.unit == value.unit or not first.unit or not value.unit)
        return other if same and _before(terms, other) in _FROM[language] else None
    return None


def _before(terms: list[Term], at: int) -> str:
    """Return the small word before a value, articles left out."""
    place = at - 1
    while place > 0 and terms[place].plain in _ARTICLES:
        place -= 1
    return terms[place].plain if place >= 0 else ""
