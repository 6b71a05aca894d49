"""Who the owner is: name, headline and how to reach them, from the lines above the first section and `Contact`."""

import re
from collections.abc import Sequence

from models.base import LeftOut, Text
from models.cv import Basics, Link
from models.document import LayoutLine
from services.documents.structure.pieces import split_commas
from services.documents.structure.projects import _URL as URL
from services.documents.vocabulary import has, is_place, lexicon, normal, tokens

EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w@./-])(?:\+|00)?\(?\d[\d\s()./–-]{6,20}\d(?!\w)")
_PIECES = re.compile(r"\t|\s*[|•]\s*|\s+[·‧∙◦○●⋅/]\s+|\s+[—–]\s+| {3,}|\s*;\s+|\s+-\s+")
_LABEL = re.compile(
    r"^(?:e-?mail|mail|phone|tel(?:efon|ephone|éfono|éphone)?|mobile?|mobil|cell|handy|address|adresse|anschrift|dirección|location|"
    r"wohnort|linkedin|github|gitlab|portfolio|website|web|homepage|blog|twitter|x|skype|ort|lieu|ciudad|adres|standort|p|m|e|t|a|w|l)\s*(?::|\.(?!\w))\s*",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:resume|résumé|curriculum|vitae|vitæ|cv|lebenslauf|currículum|życiorys|hoja de vida|sample|template)\b",
    re.IGNORECASE,
)
_NAME_LABEL = re.compile(
    r"^(?:full name|name|nom et prénom|nom|vor- und nachname|nombre(?: y apellidos)?|imię i nazwisko)\s*(?::|\t)\s*(?=\S)",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(r"^[^\W\d_][\w /-]{0,24}:$")
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "y",
        "e",
        "zu",
        "zum",
        "of",
    ]
)


def basics_of(
    head: Sequence[LayoutLine], contact: Sequence[LayoutLine]
) -> tuple[Basics, list[LayoutLine], list[LeftOut]]:
    """Return the basics, the lines above the first section that are none of them (prose), and what was left out."""
    left_out: list[LeftOut] = []
    head = [*head, *(line for line in contact if _NAME_LABEL.match(line.text))]
    contact = [line for line in contact if not _NAME_LABEL.match(line.text)]
    names = _name_lines(head)
    name = " ".join(_name_of(head[number].text) for number in names)
    fields: dict[str, str] = {"name": name}
    links: list[Link] = []
    details: list[Text] = []
    rest: list[LayoutLine] = []
    waiting = ""
    for number, line in enumerate([*head, *contact]):
        in_head = number < len(head)
        links += [Link(url=url) for url in line.links if not url.startswith(("mailto:", "tel:"))]
        if in_head and number in names:
            for text in _beside_name(line.text):
                _place_piece(text, line, fields, links, details, headline=True)
            if _DOCUMENT.search(line.text):
                left_out.append(LeftOut(text=line.text, reason="title of the document", origin=line.origin))
            continue
        if in_head and _is_prose(line):
            rest.append(line)
            continue
        if in_head and _DOCUMENT.search(line.text) and len(line.text.split()) <= 4:
            left_out.append(LeftOut(text=line.text, reason="title of the document", origin=line.origin))
            continue
        alone = in_head and names and number == names[-1] + 1 and _may_be_headline(line)
        if in_head and (alone or _is_headline(line, fields)) and not fields.get("headline"):
            fields["headline"] = line.text.replace("\t", " | ")
            continue
        for text in _PIECES.split(waiting + line.text):
            waiting = ""
            if _BARE_LABEL.match(text.strip()) and text == _PIECES.split(line.text)[-1]:
                waiting = f"{text.strip()} "
            else:
                _place_piece(text, line, fields, links, details, headline=in_head)
    basics = Basics(**fields, links=_distinct(links), details=tuple(details))
    return basics, rest, left_out


def _is_headline(line: LayoutLine, fields: dict[str, str]) -> bool:
    text = line.text
    return (
        not fields.get("headline") and not EMAIL.search(text) and not PHONE.search(text) and not URL.search(text)
        and has("titles", text) and not line.bullet and len(text.split()) <= 16
    )  # fmt: skip


def _may_be_headline(line: LayoutLine) -> bool:
    """Tell whether the line below the name can be a headline without a title in it: a few words and no contact."""
    text = line.text
    return (
        len(text.split()) <= 8 and not line.bullet and not re.search(r"[|\t@:]|\d", text) and not is_place(text)
        and not URL.search(text) and "," not in text
    )  # fmt: skip


def _is_prose(line: LayoutLine) -> bool:
    text = line.text
    return len(text.split()) > 12 and not EMAIL.search(text) and not re.search(r"\||\t|·|•", text)


def _place_piece(
    text: str, line: LayoutLine, fields: dict[str, str], links: list[Link], details: list[Text], *, headline: bool
) -> None:
    """Put one piece of a contact line where it belongs; what is nothing known is a detail."""
    text = text.strip(" \t,|·•*()") if not text.strip().startswith("(") else text.strip(" \t,|·•*")
    if not text:
        return
    label = _LABEL.match(text)
    bare = text[label.end() :].strip() if label else text
    for name, pattern in (("email", EMAIL), ("phone", PHONE)):
        found = pattern.search(bare)
        if found and not fields.get(name):
            fields[name] = found[0].strip()
            for rest in (bare[: found.start()], bare[found.end() :]):
                _place_piece(_LABEL.sub("", rest.strip(" ,")), line, fields, links, details, headline=headline)
            return
    url = URL.search(bare)
    if url:
        links.append(
            Link(url=url[0], label=label[0].strip(" :.") if label and normal(label[0]) not in url[0].casefold() else "")
        )
        for rest in (bare[: url.start()], bare[url.end() :]):
            _place_piece(rest, line, fields, links, details, headline=False)
    elif not fields.get("location") and (
        is_place(bare) or _is_address(bare) or (label and normal(label[0]) in _PLACE_LABELS)
    ):
        fields["location"] = bare
    elif headline and not fields.get("headline") and has("titles", bare) and len(bare.split()) <= 12:
        fields["headline"] = bare
    else:
        details.append(Text(text=text, origin=line.origin))


_PLACE_LABELS = frozenset(
    (
        "address",
        "adresse",
        "anschrift",
        "dirección",
        "location",
        "wohnort",
        "ort",
        "lieu",
        "ciudad",
        "adres",
        "standort",
        "a",
    )
)


def _is_address(text: str) -> bool:
    """Tell whether a text is a postal address: a number, a name, and no sentence."""
    street = re.match(r"^\d{1,5}[a-z]?\s+[A-Z]\w+.*,", text) or re.search(r"\b\d{4,6}\s+[A-ZÀ-Ž]\w+", text)
    return bool(street) and len(text) < 90


def _name_lines(head: Sequence[LayoutLine]) -> list[int]:
    """Return the numbers of the lines that are the name: the largest that can be one, over one or two lines."""
    labelled = [number for number, line in enumerate(head) if _NAME_LABEL.match(line.text)]
    if labelled:
        return labelled[:1]
    able = [number for number, line in enumerate(head) if _can_be_name(line)]
    if not able:
        return []
    largest = max(head[number].size for number in able)
    best = next(number for number in able if head[number].size >= largest - 0.3)
    titled = [number for number in able if not has("titles", _name_of(head[number].text))]
    if best not in titled and titled:
        best = max(titled, key=lambda number: (head[number].size, -number))
    following = best + 1
    if len(head[best].text.split()) == 1 and following in able and abs(head[following].size - head[best].size) < 0.6:
        if head[best].size > 0 and len(head[following].text.split()) <= 2 and not has("titles", head[following].text):
            return [best, following]
    return [best]


def _name_of(text: str) -> str:
    """Return the name in a line: without `CV of` before it and without what stands beside it."""
    text = re.split(r"\t|\s*\|\s*|\s+[·•]\s+", _NAME_LABEL.sub("", text))[0]
    if _DOCUMENT.search(text):
        parts = [
            part for part in re.split(r"\s*(?:--|[-–—:|])\s+|\s+of\s+|\s+[-–—]+\s*", text) if not _DOCUMENT.search(part)
        ]
        text = parts[0] if parts else text
    return text.strip(" ,-–—")


def _beside_name(text: str) -> list[str]:
    return re.split(r"\t|\s*\|\s*|\s+[·•]\s+", text)[1:]


def _can_be_name(line: LayoutLine) -> bool:
    text = _name_of(line.text)
    words = [word for word in text.replace(",", " ").split() if word]
    if not 1 <= len(words) <= 7 or any(char.isdigit() for char in text) or "@" in text or line.bullet:
        return False
    if (
        _DOCUMENT.search(text)
        or URL.fullmatch(text)
        or (text.rstrip().endswith((".", ":", "!")) and not re.search(r"\b(?:Jr|Sr|[A-Z])\.$|Ph\.?D\.$|M\.D\.$", text))
    ):
        return False
    if is_place(text) and line.size == 0 and len(words) > 1 and "," in text:
        return False
    known = lexicon("places")
    if (
        all(word.casefold() in known for word in tokens(text))
        and len(words) == 1
        and "," not in text
        and line.size == 0
    ):
        return False
    return all(word[0].isupper() or word.casefold() in _PARTICLES or not word[0].isalpha() for word in words) or (
        len(words) <= 4 and line.size > 13
    )


def _distinct(links: Sequence[Link]) -> tuple[Link, ...]:
    kept: dict[str, Link] = {}
    for link in links:
        key = re.sub(r"^https?://(www\.)?|/$", "", link.url.casefold())
        if key not in kept or (link.label and not kept[key].label):
            kept.setdefault(key, link)
    return tuple(kept.values())


__all__ = ["EMAIL", "PHONE", "basics_of", "split_commas"]
