"""Read title, employer and place of an ad: by label, by the first line that names an occupation, or by wording."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from services.jobs.data import load_json
from services.jobs.headings import heading_section
from services.jobs.sections import Placed
from services.jobs.words import fold, tokens

_LABELLED = re.compile(r"^(?P<label>[^:：]{2,40}?)\s*[:：]\s*(?P<value>\S.*)$")
_GENDER = re.compile(
    r"\s*[(\[](?:[mwfdhxi](?:\s*[/|*,-]\s*[mwfdhxi])+|all genders?|gn|mwd|m/w/divers|f/h|h/f|k/m|m/k)[)\]]|"
    r"\s+\b[mwfdhx](?:/[mwfdhx]){1,2}\b",
    re.IGNORECASE,
)
_TITLE_TAIL = re.compile(
    r"\s*(?:[|–—]|\s-)\s*(?:jobs?|careers?|vacanc|stellen|offre|oferta|linkedin|indeed|glassdoor|cdi|cdd|vollzeit|teilzeit|"
    r"full-time|part-time|unbefristet|permanent)\b.*$",
    re.I,
)
_AT = re.compile(r"^(?P<title>.{3,80}?)\s+(?:at|@|bei|chez)\s+(?P<employer>[A-ZÄÖÜÉ0-9].{1,60})$")
_SUBJECT = re.compile(
    r"^(?:job title|title|vacancy for|vacancy|job|position|stellenangebot|offre d'emploi|oferta(?: de empleo)?)"
    r"\s*[:–-]?\s+",
    re.I,
)
_EMPLOYER_PLACE = re.compile(
    r"^(?P<employer>[A-ZÄÖÜÉŁŚŻ][^,|·–—:;.!?]{1,60}?(?: (?:Inc|Ltd|Corp|Co)\.)?)"
    r"(?:\s*[,|·–—]\s*(?P<place>[A-ZÄÖÜÉŁŚŻ][^|·–—;:.(\d]{1,45}?))?\s*(?=$|[|·–—(.]|\s-\s)"
)
_NO_VALUE = re.compile(r"^[$£€\d]|.*[$£€]\s?\d|(?:in person|remote|hybrid|on-?site|various|vor ort)\W*$", re.IGNORECASE)
_ARTICLE = re.compile(
    r"^(?:an?|eine[nr]?|ein|une?|un/a|una|(?:experienced|motivated|enthusiastic|reliable|friendly|qualified|skilled))\s+",
    re.IGNORECASE,
)
_DASHED = re.compile(r"^(?P<title>.{3,70}?)\s+[-–—|]\s+(?P<rest>.{2,60})$")


class Header(NamedTuple):
    """What the ad is for, who placed it, and where the work is; "" where it does not say."""

    title: str
    employer: str
    place: str


@cache
def _labels() -> dict[str, str]:
    labels = load_json("header")["labels"]
    return {label: field for field, names in labels.items() for label in names}


@cache
def _occupations() -> frozenset[str]:
    return frozenset(load_json("header")["occupations"].split())


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    # Titles are found whatever the case of the verb before them; names are found by their capitals.
    flags = re.IGNORECASE if name == "title_patterns" else re.NOFLAG
    return tuple(re.compile(pattern, flags) for pattern in load_json("header")[name])


def header_of(placed: Sequence[Placed]) -> Header:
    """Return title, employer and place of an ad."""
    found = {"title": "", "employer": "", "place": ""}
    for position in range(min(60, len(placed))):
        field, value = _labelled(placed, position)
        if field and value and not found[field] and len(value) <= 90 and not _NO_VALUE.match(value):
            found[field] = value
    texts = [item.row.text for item in placed]
    start = [item.row.text for item in placed if item.section in ("start", "heading", "intro", "facts")][:12]
    title = found["title"] or _first_title(start)
    if at := _AT.match(title):
        title, found["employer"] = at["title"], found["employer"] or at["employer"]
    title = title or _searched("title", texts) or _plain_start(placed)
    beside = _beside_title(placed, title)
    employer = found["employer"] or _searched("employer", texts[:1]) or beside[0] or _searched("employer", texts)
    place = found["place"] or beside[1] or _searched("place", texts)
    return Header(_tidy_title(title, employer), employer.strip(" .,:"), place.strip(" .,;"))


def is_label(text: str) -> bool:
    """Tell whether a row says title, employer or place by a label."""
    match = _LABELLED.match(text)
    return match is not None and fold(match["label"]).strip() in _labels()


def _labelled(placed: Sequence[Placed], position: int) -> tuple[str, str]:
    """Return the field and value of `Label: value`, or of a label with its value in the next row."""
    text = placed[position].row.text
    if match := _LABELLED.match(text):
        return _labels().get(fold(match["label"]).strip(), ""), match["value"].strip()
    field = _labels().get(fold(text).strip(" :"), "")
    following = placed[position + 1].row if position + 1 < len(placed) else None
    if field in ("employer", "place") and following and len(following.text.split()) <= 8:
        return field, following.text
    return "", ""


def _names_occupation(text: str) -> bool:
    words = tokens(_GENDER.sub("", re.sub(r"[/*:_]in(?:nen)?\b|\(in\)", "in", text)))
    known = _occupations()
    return any(
        word in known
        or (word.endswith("s") and word[:-1] in known)
        or any(len(word) > len(tail) + 2 and word.endswith(tail) for tail in load_json("header")["compound_tails"])
        for word in words
    )


def _first_title(texts: Sequence[str]) -> str:
    for number, text in enumerate(texts):
        if text.count("(") > text.count(")") and number + 1 < len(texts) and len(texts[number + 1].split()) <= 8:
            text = f"{text} {texts[number + 1]}"
        candidate = _TITLE_TAIL.sub("", _SUBJECT.sub("", text))
        short = len(candidate.split()) <= 12 and not candidate.endswith((".", ";", ":", "…", "..."))
        if short and (_names_occupation(candidate) or _GENDER.search(candidate)):
            return candidate
    return ""


def _beside_title(placed: Sequence[Placed], title: str) -> tuple[str, str]:
    """Return employer and place from the line after the title: "Employer, Place (hybrid). Permanent"."""
    at = next((number for number, item in enumerate(placed[:12]) if title and title in item.row.text), None)
    if at is None or at + 1 >= len(placed) or placed[at + 1].section not in ("start", "other"):
        return "", ""
    found = _EMPLOYER_PLACE.match(placed[at + 1].row.text)
    known = set(load_json("header")["contract_words"])
    if found is None or _names_occupation(found["employer"]) or tokens(found["employer"])[0] in known:
        return "", ""
    place = found["place"] or ""
    return found["employer"], "" if known & set(tokens(place)) else place


def _plain_start(placed: Sequence[Placed]) -> str:
    """Return the first short line before any section: what is left to be the title."""
    texts = (
        item.row.text
        for item in placed[:4]
        if item.section == "start" or (item.section == "heading" and not heading_section(item.row.text, shaped=True))
    )
    return next((text for text in texts if len(text.split()) <= 10 and text[-1] not in ".:;!?"), "")


def _searched(field: str, texts: Sequence[str]) -> str:
    for pattern in _patterns(f"{field}_patterns"):
        for text in texts:
            match = pattern.search(text)
            if match and match[field].casefold() not in load_json("header")["no_names"]:
                return match[field].strip()
    return ""


def _tidy_title(title: str, employer: str) -> str:
    title = _ARTICLE.sub("", _GENDER.sub("", title).strip(" .,:;–—-|"))
    if (dashed := _DASHED.match(title)) and employer and fold(employer) in fold(dashed["rest"]):
        title = dashed["title"]
    return title[:1].upper() + title[1:]
