"""Read a job ad: what it asks for, what the work is, and what is neither. No model, no network."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.base import LeftOut, Notice, Origin, Text
from models.document import Document
from models.errors import UserError
from models.job import Job, Level, Requirement
from services.jobs.header import Header, header_of, is_label
from services.jobs.headings import Section
from services.jobs.requirements import level_of, number, sentences, split
from services.jobs.rows import Row, rows_of
from services.jobs.sections import Placed, place
from services.jobs.skills import skills_in
from services.jobs.wording import REASONS, first_of, says
from services.jobs.words import content_words, language_of, stem, tokens

MIN_WORDS = 8
MAX_KEYWORDS = 20

# What a sentence may be anywhere, and what even an item under "Requirements" or "Tasks" may be.
_STRONG = ("instruction", "legal", "condition", "apply", "salary")
_OF_ITEMS = ("instruction", "condition")
_WEAK = ("benefit", "about")
_UNSORTED = ("unclear", "intro")


class _Sorted(NamedTuple):
    """One sentence with what it is: must, nice, duty, unclear, or a reason for leaving it out."""

    text: str
    what: str
    origin: Origin | None
    bullet: bool


def parse_job(document: Document) -> Job:
    """Read one job ad.

    Raises:
        UserError: there is too little text to be an ad, it asks for nothing, or it is a CV.
    """
    words = len(tokens(document.text))
    if words < MIN_WORDS:
        raise UserError(f"The job ad has only {words} words: give the whole ad, with its tasks and requirements.")
    rows, noise = rows_of(document)
    _refuse_cv(rows, document.text)
    placed = list(place(rows))
    header = header_of(placed)
    parts = _smoothed([part for item in _loosened(placed) for part in _sorted(item, header)])
    requirements = tuple(number(_wanted(parts)))
    duties = tuple(Text(text=part.text, origin=part.origin) for part in parts if part.what == "duty")
    fallback = () if requirements else tuple(number(_fallback(parts, duties)))
    if not requirements and not fallback:
        raise UserError("The job ad names no requirement and no task: give the whole text of the ad.")
    used = {part.text for part in parts if fallback and not duties and part.what in _UNSORTED}
    return Job(
        title=header.title,
        employer=header.employer,
        place=header.place,
        requirements=requirements or fallback,
        responsibilities=duties,
        skills=_skills(header, requirements or fallback, duties),
        keywords=_keywords(header, requirements or fallback, duties),
        left_out=(*document.left_out, *noise, *_left_out(parts, used)),
        notices=(*document.notices, *_notices(parts)),
        language=language_of(document.text),
    )


def _loosened(placed: Sequence[Placed]) -> Iterator[Placed]:
    """Yield the rows, where a paragraph after the end of a list is no longer taken for one of its items."""
    before: Placed | None = None
    for item in placed:
        listed = before is not None and before.row.bullet and before.section == item.section
        if listed and not item.row.bullet and item.row.gap and item.section in ("must", "nice", "duties"):
            yield item._replace(section="other")
        else:
            before = item
            yield item


def _sorted(item: Placed, header: Header) -> Iterator[_Sorted]:
    row = item.row
    if (
        item.section == "start"
        and header.title
        and header.title in row.text
        and len(row.text) < 2 * len(header.title) + 20
    ):
        yield _Sorted(row.text, "title", row.origin, row.bullet)
        return
    if item.section in ("start", "other", "intro") and is_label(row.text):
        yield _Sorted(row.text, "facts", row.origin, row.bullet)
        return
    if item.section == "heading":
        kind = "instruction" if says("instruction", row.text) else "heading"
        yield _Sorted(row.text, kind, row.origin, row.bullet)
        return
    for sentence in sentences(row.text):
        yield _Sorted(sentence, _what(sentence, item.section, row), row.origin, row.bullet)


def _smoothed(parts: Sequence[_Sorted]) -> list[_Sorted]:
    """Let the items of a list under no known heading follow the majority: a list is of one kind."""
    result = list(parts)
    if not parts:
        return []
    starts = [at for at, part in enumerate(parts) if at == 0 or not part.bullet or not parts[at - 1].bullet]
    for first, last in zip(starts, [*starts[1:], len(parts)], strict=True):
        counts = Counter(part.what for part in parts[first:last])
        unclear = counts.pop("unclear", 0)
        kind, count = counts.most_common(1)[0] if counts else ("", 0)
        if unclear and kind in ("duty", "must", "nice") and 2 * count >= last - first:
            result[first:last] = [
                part._replace(what=kind) if part.what == "unclear" else part for part in parts[first:last]
            ]
    return result


def _what(sentence: str, section: Section, row: Row) -> str:
    listed = row.bullet and section in ("must", "nice", "duties")
    strong = first_of(_OF_ITEMS if listed else _STRONG, sentence)
    if strong == "salary" and says("requirement", sentence) and section in ("start", "other", "intro"):
        # "Welder, own tools, driving licence, 19 € an hour": one sentence may be the whole ad.
        strong = ""
    if strong or section in ("salary", "legal", "apply", "facts", "benefits"):
        return strong or section
    if sentence.endswith("?") and not listed:
        return "question"
    if section in ("must", "nice"):
        if kind := first_of(("introduces", "asks_nothing"), sentence):
            return kind
        if not row.bullet and not says("requirement", sentence):
            weak = first_of(_WEAK, sentence) or ("about" if says("first_person", sentence) else "")
            if weak:
                return weak
        return level_of(sentence, "must" if section == "must" else "nice")
    if section == "duties":
        if not row.bullet and says("seeks", sentence):
            return "intro"
        if not row.bullet and first_of(("nice", "must"), sentence):
            return level_of(sentence, "must")
        weak = "" if row.bullet or says("duty", sentence) else first_of(_WEAK, sentence)
        return "introduces" if says("introduces", sentence) else weak or "duty"
    return _by_wording(sentence, section, row)


def _by_wording(sentence: str, section: Section, row: Row) -> str:
    """Judge a sentence of a section that says little: the start of an ad, "about the role", or no known heading."""
    if weak := first_of(_WEAK, sentence):
        return weak
    if says("duty_start", sentence) and section != "about":
        return "duty"
    if says("requirement", sentence):
        return level_of(sentence, "must") if section != "about" else "about"
    if says("nice", sentence) and section != "about":
        return "nice"
    if section == "about":
        return "about"
    if says("duty", sentence) or (row.bullet and says("duty_verb", sentence)):
        return "duty"
    if section == "intro" or says("seeks", sentence):
        return "intro"
    return "unclear"


def _wanted(parts: Sequence[_Sorted]) -> Iterator[tuple[str, Level]]:
    for part in parts:
        if part.what in ("must", "nice"):
            level: Level = "must" if part.what == "must" else "nice"
            for piece in split(part.text):
                if tokens(piece):
                    yield piece, level_of(piece, level)


def _fallback(parts: Sequence[_Sorted], duties: Sequence[Text]) -> Iterator[tuple[str, Level]]:
    """Take the responsibilities, and where there are none the unclear sentences, as wishes."""
    texts = [duty.text for duty in duties] or [part.text for part in parts if part.what in _UNSORTED]
    yield from ((piece, "nice") for text in texts for piece in [text.rstrip(" .;")] if content_words(piece))


def _left_out(parts: Sequence[_Sorted], used: set[str]) -> Iterator[LeftOut]:
    for part in parts:
        if part.what in ("must", "nice", "duty") or part.text in used:
            continue
        yield LeftOut(text=part.text, reason=REASONS.get(part.what, "neither task nor requirement"), origin=part.origin)


def _notices(parts: Sequence[_Sorted]) -> Iterator[Notice]:
    for part in parts:
        if part.what == "instruction":
            yield Notice(kind="instruction", text=part.text, origin=part.origin)


def _skills(header: Header, requirements: Sequence[Requirement], duties: Sequence[Text]) -> tuple[str, ...]:
    asked = [skill for need in requirements for skill in need.skills]
    named = [skill for duty in duties for skill in skills_in(duty.text)]
    return tuple(dict.fromkeys([*asked, *skills_in(header.title), *named]))


def _keywords(header: Header, requirements: Sequence[Requirement], duties: Sequence[Text]) -> tuple[str, ...]:
    """Return the words that the ad repeats, the most frequent first, each in the form it has first."""
    texts = [header.title, *(need.text for need in requirements), *(duty.text for duty in duties)]
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for text in texts:
        for word in dict.fromkeys(content_words(text)):
            counts[stem(word)] += 1
            forms.setdefault(stem(word), word)
    return tuple(forms[key] for key, count in counts.most_common(MAX_KEYWORDS) if count > 1)


_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


def _refuse_cv(rows: Sequence[Row], text: str) -> None:
    """Refuse what has the marks of a CV: its headings, periods of work, an address, and nobody who is addressed."""
    headings = sum(says("cv_heading", row.text) for row in rows)
    if not headings or not _MAIL.search(text):
        return
    periods = sum(says("period", row.text) for row in rows)
    asks = sum(bool(first_of(("requirement", "duty", "apply"), row.text)) for row in rows)
    if periods >= 2 and asks <= periods + headings:
        raise UserError("This looks like a CV, not a job ad: give the text of the ad as the job.")
