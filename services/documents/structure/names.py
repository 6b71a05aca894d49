"""Find the owner's name among the first lines of a CV."""

import re
from collections.abc import Sequence

from models.document import LayoutLine
from services.documents.structure.patterns import URL
from services.documents.vocabulary import has, is_place, lexicon, tokens

DOCUMENT = re.compile(
    r"\b(?:resume|résumé|curriculum|vitae|vitæ|cv|lebenslauf|currículum|życiorys|hoja de vida|sample|template)\b", re.I
)
"""Words that title a document and are no name."""
LABEL = re.compile(
    r"^(?:full name|name|nom et prénom|nom|vor- und nachname|nombre(?: y apellidos)?|imię i nazwisko)\s*[:\t]\s*(?=\S)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\t|\s*\|\s*|\s+[·•]\s+")


def name_lines(head: Sequence[LayoutLine]) -> list[int]:
    """Return the numbers of the lines that are the name: the largest that can be one, over one or two lines."""
    labelled = [number for number, line in enumerate(head) if LABEL.match(line.text)]
    if labelled:
        return labelled[:1]
    able = [number for number, line in enumerate(head) if _can_be_name(line)]
    if not able:
        return []
    largest = max(head[number].size for number in able)
    best = next(number for number in able if head[number].size >= largest - 0.3)
    untitled = [number for number in able if not has("titles", name_of(head[number].text))]
    if best not in untitled and untitled:
        best = max(untitled, key=lambda number: (head[number].size, -number))
    found = [best]
    for number in able:
        if number == found[-1] + 1 and len(found) < 3 and _goes_on(head, found, number):
            found.append(number)
    return found


def _goes_on(head: Sequence[LayoutLine], found: Sequence[int], number: int) -> bool:
    """Tell whether a name goes on in the next line: one word above, or both set alike in the largest letters."""
    first, second = head[found[0]], head[number]
    if has("titles", second.text) or first.size <= 0 or len(second.text.split()) > 2:
        return False
    if len(first.text.split()) == 1 and len(found) == 1:
        return abs(second.size - first.size) < 0.6
    large = first.size > 1.35 * min((line.size for line in head), default=0.0)
    return large and second.size == first.size and second.bold == first.bold and abs(second.x0 - first.x0) < 3


def name_of(text: str) -> str:
    """Return the name in a line: without `CV of` before it and without what stands beside it."""
    text = _BESIDE.split(LABEL.sub("", text))[0]
    if DOCUMENT.search(text):
        parts = re.split(r"\s*(?:--|[-–—:|])\s+|\s+of\s+|\s+[-–—]+\s*", text)
        text = next((part for part in parts if part and not DOCUMENT.search(part)), text)
    return text.strip(" ,–—").lstrip("-")


def beside_name(text: str) -> list[str]:
    """Return what stands on the line of the name behind it."""
    return _BESIDE.split(LABEL.sub("", text))[1:]


def _can_be_name(line: LayoutLine) -> bool:
    text = name_of(line.text)
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 7 or any(map(str.isdigit, text)) or "@" in text or line.bullet or DOCUMENT.search(text):
        return False
    if URL.fullmatch(text) or (
        text.endswith((".", ":", "!")) and not re.search(r"\b(?:Jr|Sr|Esq|[A-Z])\.$|Ph\.?D\.$|M\.D\.$", text)
    ):
        return False
    if is_place(text) and ("," in text or _only_place(text)) and line.size <= 12:
        return False
    named = all(map(_in_name, words)) and (len(words) > 1 or words[0][0].isupper())
    return named or (len(words) <= 4 and line.size > 13)


def _in_name(word: str) -> bool:
    """Tell whether a word can be part of a name: a capital, a particle, an abbreviation (`Dr. med.`), `d'Ormesson`."""
    capital = word[0].isupper() or not word[0].isalpha() or bool(re.match(r"[a-z]{1,2}['’-][A-ZÀ-Ž]", word))
    return capital or word.casefold() in lexicon("particles") or (word.endswith(".") and len(word) <= 5)


def _only_place(text: str) -> bool:
    return all(word in lexicon("places") for word in tokens(text))
