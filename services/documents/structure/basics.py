"""Who the owner is: name, headline and how to reach them, from the lines above the first section and `Contact`."""

import re
from collections.abc import Sequence

from models.base import LeftOut, Text
from models.cv import Basics, Link
from models.document import LayoutLine
from services.documents.structure.names import DOCUMENT, beside_name, name_lines, name_of
from services.documents.structure.names import LABEL as NAME_LABEL
from services.documents.structure.patterns import EMAIL, PHONE, URL, network_of
from services.documents.vocabulary import has, is_place, lexicon, normal

_PIECES = re.compile(r"\t|\s*[|•]\s*|\s+[·‧∙◦○●⋅/]\s+|\s+[—–]\s+| {3,}|\s*;\s+|\s+-\s+")
_PLACE_LABELS = "address|adresse|anschrift|dirección|location|wohnort|ort|lieu|ciudad|adres|standort|a"
_LABEL = re.compile(
    rf"^(?:e-?mail|mail|phone|tel(?:efon|ephone|éfono|éphone)?|mobile?|mobil|cell|handy|{_PLACE_LABELS}|linkedin|github|gitlab|"
    r"portfolio|website|web|homepage|blog|twitter|x|skype|p|m|e|t|w|l)\s*(?::|\.(?!\w))\s*",
    re.IGNORECASE,
)
_PART_OF_PHONE = re.compile(r"\W*\+\d[\d ()]{0,12}|\(?0\d{1,4}\)?(?: \d{2,3})?")
"""A number that is too short for a telephone: the rest of it was wrapped."""
_BARE_LABEL = re.compile(r"^[^\W\d_][\w /-]{0,24}:$")


def basics_of(
    head: Sequence[LayoutLine], contact: Sequence[LayoutLine]
) -> tuple[Basics, list[LayoutLine], list[LeftOut]]:
    """Return the basics, the lines above the first section that are none of them (prose), and what was left out."""
    head = [*head, *(line for line in contact if NAME_LABEL.match(line.text))]
    found = _Collector(head)
    for number, line in enumerate(head):
        found.head_line(number, line)
    for line in contact:
        if not NAME_LABEL.match(line.text):
            found.pieces(line)
    return found.basics(), found.prose, found.left_out


class _Collector:
    """Collect the fields of the basics piece by piece."""

    def __init__(self, head: Sequence[LayoutLine]) -> None:
        self._names = name_lines(head)
        self._fields = {"name": _joined([name_of(head[number].text) for number in self._names])}
        self._links: list[Link] = []
        self._details: list[Text] = []
        self._waiting = ""
        self.prose: list[LayoutLine] = []
        self.left_out: list[LeftOut] = []

    def basics(self) -> Basics:
        """Return what was collected."""
        return Basics(**self._fields, links=_distinct(self._links), details=tuple(self._details))

    def head_line(self, number: int, line: LayoutLine) -> None:
        """Take one line from above the first section."""
        titled = DOCUMENT.search(line.text) and (number in self._names or len(line.text.split()) <= 4)
        if titled:
            self.left_out.append(LeftOut(text=line.text, reason="title of the document", origin=line.origin))
        if number in self._names:
            for text in beside_name(line.text):
                self._piece(text, line, [], in_head=True)
        elif titled:
            return
        elif _is_prose(line):
            self.prose.append(line)
        elif not self._fields.get("headline") and self._is_headline(number, line):
            self._fields["headline"] = line.text.replace("\t", " | ")
        else:
            self.pieces(line, in_head=True)

    def pieces(self, line: LayoutLine, *, in_head: bool = False) -> None:
        """Take the pieces of a contact line; a label at its end belongs to the next line."""
        links = [link for link in line.links if not link.startswith(("mailto:", "tel:"))]
        texts = [text for text in _PIECES.split(self._waiting + line.text) if text.strip()]
        self._waiting = ""
        for text in texts:
            if text is texts[-1] and (_BARE_LABEL.match(text.strip()) or _PART_OF_PHONE.fullmatch(text.strip())):
                self._waiting = f"{text.strip()} "
            else:
                self._piece(text, line, links, in_head=in_head)
        self._links += [Link(url=url) for url in links]

    def _is_headline(self, number: int, line: LayoutLine) -> bool:
        text = line.text
        if EMAIL.search(text) or PHONE.search(text) or URL.search(text) or line.bullet or is_place(text):
            return False
        below_name = bool(self._names) and number == self._names[-1] + 1
        plain = len(text.split()) <= 8 and not re.search(r"[|\t@:,]|\d", text)
        return (has("titles", text) and len(text.split()) <= 16) or (below_name and plain)

    def _piece(self, text: str, line: LayoutLine, links: list[str], *, in_head: bool) -> None:
        """Put one piece where it belongs; what is nothing known is a detail. Links that it shows are used up."""
        text = text.strip(" \t,|·•*") if text.count("(") == text.count(")") else text.strip(" \t,|·•*()")
        label = _LABEL.match(text)
        bare = text[label.end() :].strip() if label else text
        if not any(map(str.isalnum, text)):
            return
        if not bare:
            if text:
                self._details.append(Text(text=text, origin=line.origin))
            return
        for name, pattern in (("email", EMAIL), ("phone", PHONE)):
            found = pattern.search(bare)
            if found and not self._fields.get(name):
                self._fields[name] = found[0].strip()
                for rest in (bare[: found.start()], bare[found.end() :]):
                    if rest.strip(" ,"):
                        self._piece(rest, line, links, in_head=in_head)
                return
        if url := URL.search(bare):
            before, after = bare[: url.start()].strip(), bare[url.end() :]
            named = bool(_BARE_LABEL.match(before))
            self._links.append(Link(url=url[0], label=before.rstrip(":") if named else _shown(label, url[0])))
            for rest in ("" if named else before, after):
                if rest.strip(" ,()"):
                    self._piece(rest, line, links, in_head=False)
        elif shown := _link_shown_as(bare, links):
            links.remove(shown)
            network = "" if bare.casefold() in shown.casefold() and bare.casefold() not in lexicon("networks") else bare
            self._links.append(Link(url=shown, label=network))
        elif not self._fields.get("location") and (is_place(bare) or _is_address(bare) or _says_place(label)):
            self._fields["location"] = bare
        elif in_head and not self._fields.get("headline") and has("titles", bare) and len(bare.split()) <= 12:
            self._fields["headline"] = bare
        else:
            self._details.append(Text(text=text, origin=line.origin))


def _joined(names: Sequence[str]) -> str:
    """Return a name as one: where a line ends in a hyphen the name goes on at once."""
    return re.sub(r"(?<=\w)- (?=\w)", "-", " ".join(names))


def _shown(label: re.Match[str] | None, url: str) -> str:
    return label[0].strip(" :.") if label and normal(label[0]) not in url.casefold() else ""


def _link_shown_as(text: str, links: Sequence[str]) -> str:
    """Return the hidden address a text stands for: one named after it, or the next one for a network's name."""
    word = text.casefold().strip()
    for link in links:
        if word.replace(" ", "") in link.casefold() and " " not in word:
            return link
    return links[0] if links and word in lexicon("networks") else ""


def _says_place(label: re.Match[str] | None) -> bool:
    return bool(label and re.fullmatch(_PLACE_LABELS, label[0].strip(" :."), re.IGNORECASE))


def _is_prose(line: LayoutLine) -> bool:
    text = line.text
    return len(text.split()) > 12 and not EMAIL.search(text) and not re.search(r"\||\t|·|•", text)


def _is_address(text: str) -> bool:
    """Tell whether a text is a postal address: a number, a name, and no sentence."""
    street = re.match(r"^\d{1,5}[a-z]?\s+[A-Z]\w+.*,", text) or re.search(r"\b\d{4,6}\s+[A-ZÀ-Ž]\w+", text)
    return bool(street) and len(text) < 90


def _distinct(links: Sequence[Link]) -> tuple[Link, ...]:
    kept: dict[str, Link] = {}
    for link in links:
        key = re.sub(r"^https?://(www\.)?|/$", "", link.url.casefold())
        link = link if link.label else link.model_copy(update={"label": network_of(link.url)})
        if key not in kept or (link.label and not kept[key].label):
            kept[key] = link
    return tuple(kept.values())
