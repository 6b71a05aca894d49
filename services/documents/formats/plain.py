"""Read plain text and Markdown: lines as on a page of fixed pitch, so that wrapping is found as in a PDF."""

import re
from itertools import count
from typing import Literal

from models.base import Notice, Origin
from models.document import Document, LayoutLine
from models.errors import UserError
from services.documents.layout.bullets import split_bullet
from services.documents.layout.lines import join_wrapped
from services.documents.sources import MOST_CHARACTERS, MOST_LINES, decode, too_long
from services.documents.text import clean, unspace

_PITCH = 6.0
_LONG = 5_000
"""Characters beyond which a line is no paragraph of a person, and its emphasis is not looked for."""
_RULE = re.compile(r"^\s*([-=_*~#.]\s?){3,}\s*$")
_UNDERLINE = re.compile(r"^\s*(={3,}|-{3,}|~{3,})\s*$")
_FRAMED = re.compile(r"^\s*([-=*~_#+:])\1+\s*([^\W\d_].{1,50}?)\s*\1{2,}\s*$")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.+?)\s*#*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\(\s*<?([^()\s>]*(?:\([^()]*\)[^()\s>]*)*)>?(?:\s+[\"'][^)]*)?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^\s<>@]+(?:@[^\s<>]+)?)>")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|(?<![\w\\*])\*(?!\s)|(?<![\w\\_])_(?!\s))(.+?)(?<!\\)\1(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|&:=-])")
_BOLD_LINE = re.compile(r"^\s*(\*\*|__)(?=\S)(.+?)\1[:\s]*$")
_CODE = re.compile(r"(?<!\\)`+([^`]+)`+")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_HARD_BREAK = re.compile(r"( {2,}|\\|<br\s*/?>)$", re.IGNORECASE)
_BULLET_LINE = re.compile(r"^\s*([-*+]|\d{1,3}[.)])\s+")


def read_plain(data: bytes, kind: Literal["md", "txt"], name: str) -> Document:
    """Return the lines of a text or Markdown file.

    Raises:
        UserError: the bytes are no text.
    """
    if len(data) > 4 * MOST_CHARACTERS:
        raise too_long(name)
    text = decode(data, name)
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        raise too_long(name)
    notices: list[Notice] = []
    if kind == "md":
        comments = (" ".join(comment.split()) for comment in _COMMENT.findall(text))
        notices += [Notice(kind="hidden text", text=f"comment: {comment}") for comment in comments if comment]
        text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    lines = _markdown(text) if kind == "md" else _text(text)
    if not lines:
        raise UserError(f"{name} is empty.")
    return Document(kind=kind, lines=tuple(join_wrapped(lines, typed=True)), notices=tuple(notices))


def _text(text: str) -> list[LayoutLine]:
    raw = text.expandtabs(8).split("\n")
    found: list[LayoutLine] = []
    blank = 1.0
    for number, line in enumerate(raw, 1):
        line = clean(line).rstrip()
        if not line.strip() or _RULE.match(line):
            if _UNDERLINE.match(line) and found and not blank and len(found[-1].text) < 60:
                found[-1] = found[-1].model_copy(update={"heading": 1 if "=" in line else 2, "bullet": ""})
            blank += 1.0
            continue
        framed = _FRAMED.match(line)
        found.append(_line(framed[2], number, blank, heading=2) if framed else _line(line, number, blank))
        blank = 0.0
    return found


def _line(
    line: str, number: int, blank: float, heading: int = 0, bold: bool = False, links: tuple[str, ...] = ()
) -> LayoutLine:
    indent = len(line) - len(line.lstrip())
    bullet, text = split_bullet(line.strip())
    if bullet and (heading or _is_rule_or_date(bullet, text)):
        bullet, text = "", line.strip()
    start = indent + len(line.strip()) - len(text)
    text = re.sub(r"\s{3,}", "\t", unspace(text.strip()))
    text = re.sub(r"^([A-ZÀ-Ž][^\t]{1,40})\t(?=\S)", "\\1\t", text)
    return LayoutLine(
        text=text, origin=Origin(line=number), bullet=bullet, heading=heading, size=10.0, bold=bold,
        x0=start * _PITCH, x1=len(line) * _PITCH, top=number * 12.0, bottom=number * 12.0 + 11.0, gap=blank,
    )  # fmt: skip


def _is_rule_or_date(bullet: str, text: str) -> bool:
    return bullet in "–—-" and not text


def _markdown(text: str) -> list[LayoutLine]:
    found: list[LayoutLine] = []
    blank, broken = 1.0, False
    fenced = False
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.replace("\t", "    ")
        if re.match(r"^\s*(```|~~~)", line):
            fenced = not fenced
            continue
        if (
            not line.strip()
            or (_RULE.match(line) and not _UNDERLINE.match(line))
            or (_TABLE_RULE.match(line) and "|" in line)
        ):
            blank += 1.0
            continue
        if _UNDERLINE.match(line):
            if found and not blank and not found[-1].bullet and len(found[-1].text) < 60:
                found[-1] = found[-1].model_copy(update={"heading": 1 if "=" in line else 2})
            blank += 1.0
            continue
        parsed = _markdown_line(line, number, blank, fenced)
        if broken and not parsed.bullet:
            parsed = parsed.model_copy(update={"gap": 0.5, "top": parsed.top + 1000.0 * (number % 7 + 1)})
        found.append(parsed)
        blank, broken = 0.0, bool(_HARD_BREAK.search(raw))
    return found


def _markdown_line(line: str, number: int, blank: float, fenced: bool) -> LayoutLine:
    line = re.sub(r"^\s*>\s?", "", _HARD_BREAK.sub("", line))
    heading = 0
    match = None if fenced else _HEADING.match(line)
    framed = None if fenced or match else _FRAMED.match(line)
    if match:
        heading, line = len(match[1]), match[2]
    elif framed and framed[1] in "-=~#+":
        heading, line = 2, framed[2]
    if line.strip().startswith("|"):
        line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|") if cell.strip())
    bold = bool(_BOLD_LINE.match(line)) or bool(re.match(r"^\s*\*\*[^*]+\*\*(\s*[|,·—–-].*)?$", line))
    mark = _BULLET_LINE.match(line)
    indent = len(line) - len(line.lstrip())
    bullet, rest = (mark[1], line[mark.end() :]) if mark and not heading else ("", line.strip())
    rest = re.sub(r"^\[[ xX]\]\s+", "", rest)
    shown, links = _inline(rest)
    shown = re.sub(r" {3,}", "\t", unspace(clean(shown).strip()))
    start = indent + (len(mark[0]) - indent if mark and bullet else 0)
    return LayoutLine(
        text=shown, origin=Origin(line=number), bullet=bullet, heading=heading, size=10.0, bold=bold,
        x0=start * _PITCH, x1=(start + len(rest.rstrip())) * _PITCH, top=number * 12.0, bottom=number * 12.0 + 11.0,
        gap=blank, links=links,
    )  # fmt: skip


def _inline(text: str) -> tuple[str, tuple[str, ...]]:
    """Return text without markup and the addresses that its links hide."""
    links: list[str] = []

    def link(match: re.Match[str]) -> str:
        label, url = match[1].strip(), match[2]
        if match[0].startswith("!"):
            return ""
        bare = re.sub(r"^(?:mailto:|tel:|https?://)(?:www\.)?|/$", "", url)
        shown = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", label)
        if bare != shown and url and not url.startswith(("#", "tel:")) and bare not in label:
            links.append(url)
        return label or url

    text = _LINK.sub(link, text)
    text = _AUTOLINK.sub(lambda match: match[1].removeprefix("mailto:"), text)
    text = re.sub(
        r"<(?:br|/?(?:b|i|em|strong|u|sup|sub|span|div|p|a|center|font|small)\b[^>]*)/?>",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    codes = _CODE.findall(text)
    numbers = count()
    text = _CODE.sub(lambda _: f"\ue000{next(numbers)}\ue001", text)
    for _ in range(3 if len(text) < _LONG else 0):
        text = _EMPHASIS.sub(r"\2", text)
    text = _ESCAPE.sub(r"\1", text)
    text = re.sub(r"&(amp|lt|gt|quot|nbsp|ndash|mdash);", lambda match: _ENTITIES[match[1]], text)
    return re.sub("\ue000(\\d+)\ue001", lambda match: codes[int(match[1])], text), tuple(links)


_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "nbsp": " ", "ndash": "–", "mdash": "—"}
