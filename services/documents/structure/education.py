"""Name the fields of courses of study: degree, field, institution, place, dates, grade; the rest are its lines."""

import re
from collections.abc import Sequence

from models.base import Text
from models.cv import Education
from models.document import LayoutLine
from services.documents.dates import find_date_range
from services.documents.structure.entries import Block, blocks_of
from services.documents.structure.pieces import Head, split_commas, split_strong, take_apart
from services.documents.structure.roles import body_of
from services.documents.vocabulary import is_place, lexicon, phrases, tokens

_GRADE = re.compile(rf"^(?:{'|'.join(phrases('grades'))})$", re.IGNORECASE)
_GRADE_LABEL = re.compile(r"^(?:grade|note|nota|ocena|mention|moyenne)\s*:\s*(?=\d)", re.IGNORECASE)
_DETAIL = re.compile(r"^[^\W\d][\w &/'’-]{2,40}:\s")


def education_of(lines: Sequence[LayoutLine]) -> list[Education]:
    """Return the courses of study of one section in reading order; ids are given by the caller."""
    blocks = _merged(blocks_of(lines, bullets_are_entries=True))
    found: list[Education] = []
    heads = [(block, _head_and_details(block)) for block in blocks]
    degree_first = _degree_first([pieces for _, (_, pieces, _) in heads])
    for block, (head, pieces, details) in heads:
        study = _study(head, pieces, details, block, degree_first)
        if found and not study.degree and not study.institution:
            last = found[-1]
            found[-1] = last.model_copy(
                update={"description": last.description + study.description, "bullets": last.bullets + study.bullets,
                        "grade": last.grade or study.grade, "dates": last.dates or study.dates}
            )  # fmt: skip
        else:
            found.append(study)
    return found


def degree_score(text: str) -> float:
    """Return how much a text looks like a degree (positive) or an institution (negative)."""
    words = [word.rstrip(".").removesuffix("'s") for word in tokens(text)]
    raw = tokens(text)
    degrees, places = lexicon("degrees"), lexicon("institutions")
    degree = any(word in degrees for word in (*words, *raw))
    institution = any(word in places for word in words) or any(
        word.endswith(("universität", "hochschule", "schule", "gymnasium", "kolleg", "akademie", "schulzentrum"))
        for word in words
    )
    return 1.5 * degree - 2.0 * institution


def _merged(blocks: list[Block]) -> list[Block]:
    """Join a head that is only a grade, a detail or a date to the entry before it."""
    merged: list[Block] = []
    for block in blocks:
        text = block.head[0].text if block.head else ""
        detail = bool(_GRADE.match(text.strip()) or (_is_detail(text) and len(block.head) == 1))
        if merged and block.head and detail:
            merged[-1].body += block.head + block.body
        else:
            merged.append(block)
    return merged


def _is_detail(text: str) -> bool:
    """Tell whether a line is a labelled detail (`Coursework: …`); dates before a colon are no label."""
    label = _DETAIL.match(text)
    return label is not None and not find_date_range(label[0])


def _head_and_details(block: Block) -> tuple[Head, list[str], list[LayoutLine]]:
    """Return the head taken apart, its pieces, and the head lines that are details (coursework, honours)."""
    details = [line for line in block.head if _is_detail(line.text) and not _GRADE.match(line.text.strip())]
    pieces: list[str] = []
    heads = []
    for line in block.head:
        parts = re.split(r"\t|\s*\|\s*", line.text)
        graded = [part for part in parts if _GRADE.match(part)]
        if line not in details and len(graded) < len(parts):
            heads.append(line.model_copy(update={"text": "\t".join(part for part in parts if part not in graded)}))
        pieces += graded if line not in details else []
    head = take_apart(heads)
    for text in head.lines:
        pieces += _split_apart(text)
    return head, pieces, details


def _split_apart(text: str) -> list[str]:
    """Return the pieces of a head line; a dash inside a degree (`Bachelor of Science - BS, Physics`) parts nothing."""
    pieces: list[str] = []
    for part in re.split(r"\t|\s*\|\s*|\s+[·•]\s+|\s*;\s+", text):
        dashed = split_strong(part)
        scores = [degree_score(piece) for piece in dashed]
        whole = len(dashed) > 1 and min(scores) >= 0 < max(scores) and scores[0] > 0
        pieces += [part.strip()] if whole else dashed
    return [piece for piece in pieces if piece]


def _degree_first(all_pieces: Sequence[Sequence[str]]) -> bool:
    votes = 0.0
    for pieces in all_pieces:
        if len(pieces) > 1:
            votes += degree_score(pieces[0]) - degree_score(pieces[1])
    return votes >= 0


def _study(head: Head, pieces: list[str], details: list[LayoutLine], block: Block, degree_first: bool) -> Education:
    pieces = [part for piece in pieces for part in _without_grade(piece)]
    grades = [piece for piece in pieces if _GRADE.match(piece)]
    names = [piece for piece in pieces if piece not in grades]
    names = [part for name in names for part in _split_both(name)]
    names = [part for name in names for part in _without_grade(name)]
    grades += [name for name in names if _GRADE.match(name)]
    names = [name for name in names if name not in grades]
    if len(names) == 1:
        names = _split_names(names)
    degree, field, institution, rest = _assigned(names, degree_first)
    institution, field, place = _tail(institution, degree, field, head.place)
    if not place and rest and _may_be_town(rest[0]):
        place = rest.pop(0)
    body = block.body
    if not grades:
        grades = [line.text for line in body if _is_grade(line)][:1]
        body = [line for line in body if line.text not in grades]
    prose, bullets = body_of(body, glyphless_bullets=False)
    more = [Text(text=text) for text in rest + grades[1:] + head.extra + ([head.after] if head.after else [])]
    return Education(
        id="education",
        origin=block.head[0].origin if block.head else None,
        degree=degree, field=field, institution=institution, place=place, dates=head.dates,
        grade=_GRADE_LABEL.sub("", grades[0]) if grades else "",
        description=tuple(more) + tuple(Text(text=line.text, origin=line.origin) for line in details) + prose,
        bullets=bullets,
    )  # fmt: skip


def _without_grade(piece: str) -> list[str]:
    """Split a grade off the end of a piece: `BSc Mathematics, 2:1`, `BSc Physics (GPA 3.8)`."""
    parts = split_commas(piece)
    if len(parts) > 1 and _GRADE.match(parts[-1]):
        return [", ".join(parts[:-1]), parts[-1]]
    match = re.search(r"\s*[(\[]([^()\[\]]+)[)\]]$", piece)
    if match and _GRADE.match(match[1]):
        return [piece[: match.start()], match[1]]
    return [piece]


def _split_both(name: str) -> list[str]:
    """Split a piece that names both a degree and an institution between its commas, or around `at` or `from`."""
    parts = split_commas(name)
    scores = [degree_score(part) for part in parts]
    if len(parts) > 1 and max(scores) > 0 > min(scores):
        return _split_names([name])
    around = re.split(r"\s+(?:at|from|an der|à l['’]|en la|na)\s+", name, maxsplit=1)
    if len(around) == 2 and degree_score(around[0]) > 0 > degree_score(around[1]):
        return around
    return [name]


def _tail(institution: str, degree: str, field: str, place: str) -> tuple[str, str, str]:
    """Name what stands behind a comma after the institution: a place, or the subject of a bare degree."""
    start, _, tail = institution.rpartition(",")
    tail = tail.strip()
    if not start or not tail:
        return institution, field, place
    if not place and is_place(tail):
        return start.strip(), field, tail
    if not degree and not place and _may_be_town(tail) and degree_score(start) < 0:
        return start.strip(), field, tail
    if degree and not field and len(degree.split()) <= 2 and degree_score(tail) == 0 and degree_score(start) < 0:
        return start.strip(), tail, place
    return institution, field, place


def _may_be_town(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= 3 and all(word[0].isupper() for word in words) and not any(map(str.isdigit, text))


def _is_grade(line: LayoutLine) -> bool:
    return not line.bullet and bool(_GRADE.match(line.text.strip())) and len(line.text) < 60


def _split_names(names: list[str]) -> list[str]:
    """Split the only piece at the comma that parts degree and institution."""
    parts = [part for name in names for part in split_commas(name)]
    lone = len(parts) == 2 and degree_score(parts[0]) < 0 == degree_score(parts[1]) and _may_be_town(parts[1])
    if len(parts) < 2 or lone:
        return names
    scores = [degree_score(part) for part in parts]
    if min(scores) < 0:
        at = scores.index(min(scores))
        before, after = parts[:at], parts[at + 1 :]
        return (
            [", ".join(part) for part in (before, [parts[at]], after) if part]
            if before
            else [parts[at], ", ".join(after)]
        )
    return [", ".join(parts[:-1]), parts[-1]]


def _assigned(names: list[str], degree_first: bool) -> tuple[str, str, str, list[str]]:
    """Return degree, field, institution and what is neither."""
    if not names:
        return "", "", "", []
    if len(names) == 1:
        return (*_degree_and_field(names[0]), "", []) if degree_score(names[0]) >= 0 else ("", "", names[0], [])
    scores = [degree_score(name) for name in names]
    institution = names[scores.index(min(scores))] if min(scores) < 0 else names[1] if degree_first else names[0]
    others = [name for name in names if name is not institution]
    degree = max(others, key=degree_score)
    rest = [name for name in others if name is not degree]
    return (*_degree_and_field(degree), institution, rest)


def _degree_and_field(text: str) -> tuple[str, str]:
    """Split `MSc, Physics` into degree and field; `B.S. in Physics` stays as its owner wrote it."""
    parts = split_commas(text)
    if len(parts) == 2 and degree_score(parts[0]) > 0 and not any(char.isdigit() for char in parts[1]):
        return parts[0], parts[1]
    return text, ""
