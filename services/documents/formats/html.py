"""Read HTML: the text a person sees, block by block; scripts and hidden elements are not read."""

import re
from typing import Any

from models.base import LeftOut, Notice, Origin
from models.document import Document, LayoutLine
from models.errors import UserError
from services.documents.layout.bullets import split_bullet
from services.documents.sources import MOST_LINES, decode, too_long
from services.documents.text import clean, unspace

_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "summary",
        "caption",
        "center",
    ]
)
_NEVER = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "iframe",
        "object",
        "select",
        "option",
        "button",
        "input",
        "textarea",
    ]
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*[0-2](?:\.\d+)?(?:px|pt)?\s*(?:;|$)|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}|(?<![-\w])color\s*:\s*(?:#fff(?:fff)?|white)\b(?!.*background)",
    re.IGNORECASE,
)
_MOST_DEPTH = 200


def read_html(data: bytes, name: str, *, main_only: bool = False) -> Document:
    """Return the lines of a page in reading order; with `main_only` without the page around the main content.

    Raises:
        UserError: no text in it.
    """
    from lxml import etree, html

    text = decode(data, name)
    try:
        root = html.fromstring(
            text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
        )
    except (etree.LxmlError, ValueError) as error:
        raise UserError(f"{name} holds no HTML that can be read.") from error
    walker = _Walker(name, navigation=main_only)
    walker.walk(root, 0, 0, "")
    walker.flush(0, "")
    if not walker.lines:
        raise UserError(f"{name} holds no text.")
    lines, left_out = _main_content(text, walker.lines) if main_only else (walker.lines, walker.left_out)
    return Document(kind="html", lines=tuple(lines), left_out=tuple(left_out), notices=tuple(walker.notices))


def _main_content(text: str, lines: list[LayoutLine]) -> tuple[list[LayoutLine], list[LeftOut]]:
    """Return the lines that trafilatura takes for the main content, the others as left out; all if it finds little."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    main = trafilatura.extract(
        text, output_format="txt", include_tables=True, favor_recall=True, include_comments=False
    )
    blocks = {_key(block) for block in (main or "").split("\n")} - {""}
    whole = " ".join(blocks)
    kept = [
        number
        for number, line in enumerate(lines)
        if (key := _key(line.text)) in blocks or (len(key) > 30 and len(whole) < 200_000 and key in whole)
    ]
    if sum(len(lines[number].text) for number in kept) < 0.25 * sum(len(line.text) for line in lines):
        return lines, []
    taken = set(kept) | {number for number in range(kept[0], kept[-1]) if lines[number].heading}
    left_out = [
        LeftOut(text=line.text, reason="page around the text", origin=line.origin)
        for number, line in enumerate(lines)
        if number not in taken
    ]
    return [lines[number] for number in sorted(taken)], left_out


def _key(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


_INLINE = frozenset(("span", "time", "a", "b", "strong", "i", "em", "small"))


def _follows(node: Any) -> bool:
    after = node.getnext()
    return after is not None and after.tag in _INLINE


def _is_piece(node: Any) -> bool:
    """Tell whether an element and the next one are pieces of a row: the row holds nothing but such elements."""
    row = node.getparent()
    bare = not (row.text or "").strip() and not any((child.tail or "").strip() for child in row)
    return bare and all(child.tag == node.tag for child in (node, node.getnext()))


class _Walker:
    """Collect the lines of a tree."""

    def __init__(self, name: str, *, navigation: bool) -> None:
        self._navigation = navigation
        self._name = name
        self.lines: list[LayoutLine] = []
        self.notices: list[Notice] = []
        self.left_out: list[LeftOut] = []
        self._text: list[str] = []
        self._links: list[str] = []
        self._bold = [0, 0]

    def walk(self, node: Any, depth: int, heading: int, bullet: str, bold: bool = False) -> None:
        """Walk one element; text outside of blocks gathers until the next block begins or ends."""
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _NEVER or depth > _MOST_DEPTH:
            return
        if (
            node.get("hidden") is not None
            or _HIDDEN.search(node.get("style") or "")
            or node.get("aria-hidden") == "true"
        ):
            hidden = " ".join(node.text_content().split())
            if hidden and len(hidden) > 1:
                self.notices.append(Notice(kind="hidden text", text=f"not displayed: {hidden}"))
            return
        if tag == "nav" and not self._navigation:
            shown = " ".join(text for part in node.itertext() if (text := part.strip()))
            self.left_out += [LeftOut(text=shown, reason="navigation of the page")] if shown else []
            return
        if tag in _BLOCK:
            self.flush(heading, bullet)
        if re.fullmatch(r"h[1-6]", tag):
            heading = int(tag[1])
        if tag == "li":
            bullet = "•"
        bold = bold or tag in ("b", "strong", "th")
        self._say(node.text, bold)
        if tag == "a":
            self._link(node)
        for child in node:
            if child.tag == "br":
                self.flush(heading, bullet)
                bullet = "" if tag == "li" else bullet
            elif child.tag in ("td", "th", "dd") and self._text:
                self._text.append("\t")
                self._inline(child, depth, bold)
            elif child.tag in ("td", "th"):
                self._inline(child, depth, bold)
            else:
                self.walk(child, depth + 1, heading, bullet, bold)
            if child.tag in _BLOCK and child.tag not in ("td", "th", "dd") and bullet and self.lines:
                bullet = ""
            if child.tag in _INLINE and not (child.tail or "").strip() and _follows(child):
                self._text.append("\t" if _is_piece(child) else " ")
            self._say(child.tail, bold)
        if tag in _BLOCK:
            self.flush(heading, bullet)

    def _inline(self, cell: Any, depth: int, bold: bool) -> None:
        blocks = [child for child in cell.iter() if child is not cell and child.tag in _BLOCK]
        if blocks:
            self.walk(cell, depth + 1, 0, "", bold)
        else:
            self._say(" ".join(cell.text_content().split()), bold or cell.tag == "th")
            for link in cell.iter("a"):
                self._link(link)

    def _link(self, node: Any) -> None:
        url, shown = node.get("href") or "", node.text_content().strip()
        bare = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", url)
        if url.startswith("http") and bare not in shown:
            self._links.append(url)

    def _say(self, text: str | None, bold: bool) -> None:
        if text:
            self._text.append(re.sub(r"[ \n\r\f\v]+", " ", text))
            self._bold[bold] += len(text.strip())

    def flush(self, heading: int, bullet: str) -> None:
        """End the line that has gathered."""
        text = re.sub(r"\s*\t\s*", "\t", unspace(clean("".join(self._text)))).strip()
        text = re.sub(r" {2,}", " ", text)
        plain, bold = self._bold
        self._text.clear()
        if text:
            if len(self.lines) > MOST_LINES:
                raise too_long(self._name)
            if not bullet and not heading:
                bullet, text = split_bullet(text)
            self.lines.append(
                LayoutLine(text=text, origin=Origin(line=len(self.lines) + 1), bullet=bullet, heading=heading,
                           bold=bool(bold and not plain), size=10.0, links=tuple(self._links))
            )  # fmt: skip
            self._links.clear()
        self._bold = [0, 0]
