"""Find under which heading each line of a whole CV stands, and judge it there."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from models.cv import Education, Project, Role
from models.item import JudgedLine, Reason, Verdict
from services.grounding.gate import Gate
from services.grounding.index import View
from services.grounding.mentions import holds
from services.grounding.statement import Statement
from services.grounding.text import fold
from services.grounding.tokens import normal

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"^\s*(?:[-*+•–▪◦‣·]|\d{1,2}[.)])\s+")
_BOLD = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__)")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_MARKS = re.compile(r"(\*\*|__|`|(?<!\w)[*_]|[*_](?!\w))")
_RULE = re.compile(r"^[\s\-*_=|:+]*$")
_ENTRY_SECTIONS = frozenset({"roles", "projects", "education"})
NAMED = 2.0
"""The score from which a heading names an entry: its title or degree alone, or its employer."""
NOWHERE = "?"
"""The scope of lines under a heading that names no entry of the CV: nothing carries them."""


class Part(NamedTuple):
    """One line of a document: what it says, whether it is a heading or a bullet."""

    text: str
    heading: bool
    bullet: bool
    bold: bool


class Outline:
    """Walk through a document line by line, keeping the section and the entry in force."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._index = gate.index

    def judge(self, lines: Iterable[str]) -> Iterator[JudgedLine]:
        """Yield each line that states something with its verdict; section headings and rules are passed over."""
        parts = self._joined(part for line in lines if (part := _part(line)))
        section, scope, under, at = "", "", "", 0
        while at < len(parts):
            part = parts[at]
            kind = None if part.bullet else self.section(part.text)
            if kind is not None:
                section, scope, under = kind, "", part.text
            elif block := self._header(parts, at, section):
                scope = self.entry(" ".join(part.text for part in block)) or NOWHERE
                under = block[0].text
                for line in block:
                    verdict = self._judge_header(self._unlabelled(line.text), scope)
                    yield JudgedLine(text=line.text, under=under, verdict=verdict)
                at += len(block) - 1
            else:
                verdict = self._gate.judge(self._unlabelled(part.text), scope)
                yield JudgedLine(text=part.text, under=under, verdict=verdict)
            at += 1

    def _joined(self, parts: Iterable[Part]) -> list[Part]:
        """Join a line that the page broke: what follows a bullet and begins in lower case belongs to it."""
        joined: list[Part] = []
        for part in parts:
            broken = joined and joined[-1].bullet and part.text[0].islower() and " | " not in part.text
            if broken and not (part.heading or part.bullet or part.bold or self.entry(part.text)):
                joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} {part.text}")
            else:
                joined.append(part)
        return joined

    def section(self, text: str) -> str | None:
        """Return the kind of section that a heading opens ("summary", "roles", …), or None."""
        return self._sections.get(normal(fold(text)))

    def entry(self, text: str) -> str:
        """Return the id of the entry that a heading names, or ""."""
        statement = self._index.parser.parse(text)
        scores = {entry.id: self._score(entry, statement) for entry in self._index.entries}
        best = max(scores, key=lambda entry_id: scores[entry_id], default="")
        return best if best and scores[best] >= NAMED else ""

    def _opens_another(self, block: list[Part], follower: Part) -> bool:
        """Tell whether a line names an entry that the lines before it do not: the next header has begun."""
        mine, other = self.entry(" ".join(part.text for part in block)), self.entry(follower.text)
        if not mine or not other or mine == other:
            return False
        statement = self._index.parser.parse(follower.text)
        scores = {entry.id: self._score(entry, statement) for entry in self._index.entries}
        return scores[other] > scores[mine]

    def _score(self, entry: Role | Project | Education, statement: Statement) -> float:
        stems, phrase = statement.stems, self._index.stems
        names: tuple[tuple[str, float], ...]
        if isinstance(entry, Role):
            names = ((entry.employer, 3.0), (entry.title, 2.0))
        elif isinstance(entry, Project):
            names = ((entry.name, 3.0),)
        else:
            names = ((entry.institution, 2.0), (entry.degree, 2.0), (entry.field, 1.0))
        score = 0.0
        for name, weight in names:
            wanted = phrase(name)
            if wanted and holds(stems, wanted):
                score += weight + 0.05 * len(wanted)  # the longer of two titles that fit
            elif wanted:
                score += weight * 0.6 * len(set(wanted) & set(stems)) / len(set(wanted))
        dates = self._index.header(entry.id).keys
        return score + 0.5 * sum(
            any(key[0] == "y" and key in dates for key in term.provides) for term in statement.terms if term.value
        )

    def _header(self, parts: list[Part], at: int, section: str) -> list[Part]:
        """Return the lines of the entry header that begins here, or nothing."""
        part = parts[at]
        if part.bullet or not (section in _ENTRY_SECTIONS or (part.heading and self.entry(part.text))):
            return []
        if not part.heading and not part.bold and not self.entry(part.text):
            return []
        if not (part.heading or part.bold or _short(part.text)):
            return []
        block = [part]
        for follower in parts[at + 1 : at + 4]:
            if follower.bullet or follower.heading or follower.bold or not self._header_like(follower.text):
                break
            if self._opens_another(block, follower):
                break
            block.append(follower)
        return block

    def _header_like(self, text: str) -> bool:
        if self.section(text) is not None or not _short(text):
            return False
        statement = self._index.parser.parse(text)
        terms = [statement.terms[at] for at in statement.content]
        carried = [term for term in terms if not term.needs.isdisjoint(self._header_keys)]
        dates = [term for term in terms if term.value is not None and any(key[0] == "y" for key in term.provides)]
        return bool(terms) and len({id(term) for term in (*carried, *dates)}) * 2 >= len(terms)

    def _unlabelled(self, text: str) -> str:
        """Return a line without the labels a document prints: "Grade: 2:1" and "Skills: Go" state "2:1" and "Go"."""
        pieces = [piece.strip() for piece in text.split(" | ")]
        return " | ".join(self._without_label(piece) for piece in pieces)

    def _without_label(self, piece: str) -> str:
        label, colon, rest = piece.partition(": ")
        known = colon and normal(fold(label)) in (*self._labels, *self._sections)
        return rest if known else piece

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(normal(fold(label)) for label in self._gate.lexicons.listed("sections", "labels"))

    def _judge_header(self, text: str, scope: str) -> Verdict:
        if scope == NOWHERE:
            why = f"“{text}” names no role, project or course of study of the CV."
            return Verdict(reasons=(Reason(rule="employer", words=(text,), why=why),), grounded=False)
        return self._gate.judge_in(text, self._index.header(scope))

    @cached_property
    def _header_keys(self) -> frozenset[str]:
        views: list[View] = [self._index.header(entry.id) for entry in self._index.entries]
        return frozenset(key for view in views for key in view.keys)

    @cached_property
    def _sections(self) -> dict[str, str]:
        table: dict[str, str] = {}
        for kind, names in self._gate.lexicons.raw("sections")["sections"].items():
            for name in names.split(","):
                table.setdefault(normal(fold(name)), kind)
        for section in self._index.cv.other:
            if section.heading:
                table.setdefault(normal(fold(section.heading)), "other")
        return table


def _part(line: str) -> Part | None:
    """Return what a line of Markdown or plain text says, or None for an empty line or a rule."""
    if _RULE.match(line):
        return None
    heading = _HEADING.match(line)
    bullet = None if heading else _BULLET.match(line)
    body = heading[2] if heading else line[bullet.end() :] if bullet else line
    bold = bool(_BOLD.match(body)) and not bullet
    body = _LINK.sub(lambda match: match[1] if match[1] == match[2] else f"{match[1]} ({match[2]})", body)
    text = _MARKS.sub("", body.strip().strip("|").strip()).replace("\\", "")
    return Part(text.strip(), bool(heading), bool(bullet), bold) if text.strip() else None


def _short(text: str) -> bool:
    return len(text.split()) <= 20 and not text.rstrip().endswith(".")
