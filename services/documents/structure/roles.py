"""Name the fields of roles: title, employer, place, dates; the order of the document decides where words do not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.base import LeftOut, Text
from models.cv import Role
from models.document import LayoutLine
from services.documents.dates import find_date_range
from services.documents.structure.entries import Block, blocks_of, with_indents
from services.documents.structure.pieces import Head, split_commas, split_strong, split_two, take_apart, title_score
from services.documents.structure.sections import style_of
from services.documents.vocabulary import is_organisation, is_place, lexicon

_TAIL = re.compile(r"\t|\s*\|\s*|\s+[·•]\s+")


@dataclass(slots=True)
class _Draft:
    """A role while its fields are being named."""

    block: Block
    head: Head
    texts: list[str]
    title: str = ""
    employer: str = ""
    more: list[str] = field(default_factory=list)


def text_of(line: LayoutLine) -> Text:
    """Return a line as a fact's text; the number of a numbered item is part of it."""
    number = f"{line.bullet} " if any(char.isalnum() for char in line.bullet) and len(line.bullet) > 1 else ""
    return Text(text=(number + line.text).replace("\t", " | "), origin=line.origin)


def body_of(lines: Sequence[LayoutLine], *, glyphless_bullets: bool) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """Return prose and bullets of an entry's body; where a document has no bullet glyphs, its lines are the bullets."""
    if glyphless_bullets and not any(line.bullet for line in lines):
        return (), tuple(text_of(line) for line in lines)
    prose = tuple(text_of(line) for line in lines if not line.bullet)
    return prose, tuple(text_of(line) for line in lines if line.bullet)


def roles_of(lines: Sequence[LayoutLine], left_out: list[LeftOut], *, glyphless_bullets: bool) -> list[Role]:
    """Return the roles of one section in reading order; ids are given by the caller."""
    listed = all(line.bullet and find_date_range(line.text) for line in lines)
    drafts = [_draft(block) for block in blocks_of(with_indents(lines), bullets_are_entries=listed)]
    title_first = _title_first(drafts)
    for draft in drafts:
        _name(draft, title_first)
    _name_towns(drafts)
    _name_towns_of_titles(drafts)
    _inherit_employers(drafts, title_first, left_out)
    roles: list[Role] = []
    for draft in drafts:
        left_out += [LeftOut(text=text, reason="length of time, follows from the dates") for text in draft.head.lengths]
        role = _role(draft, glyphless_bullets)
        if roles and not (role.title or role.employer or role.dates):
            roles[-1] = roles[-1].model_copy(
                update={
                    "description": roles[-1].description + role.description,
                    "bullets": roles[-1].bullets + role.bullets,
                }
            )
        else:
            roles.append(role)
    return roles


def _draft(block: Block) -> _Draft:
    head = take_apart(block.head)
    texts = split_two(head.lines[0]) if len(head.lines) == 1 else list(head.lines)
    if len(texts) == 2 and not head.place and _may_be_town(texts[1]) and not is_organisation(texts[1]):
        pieces = split_strong(texts[0])
        if len(pieces) == 2 and title_score(pieces[1]) > 0 >= title_score(pieces[0]):
            head.place, head.lines, texts = texts[1], pieces, pieces
    return _Draft(block, head, texts)


def _title_first(drafts: Sequence[_Draft]) -> bool:
    votes = sum(title_score(draft.texts[0]) - title_score(draft.texts[1]) for draft in drafts if len(draft.texts) > 1)
    return votes >= 0


def _name(draft: _Draft, title_first: bool) -> None:
    """Decide which text is the title and which the employer."""
    texts = draft.texts
    if len(texts) == 1:
        score = title_score(texts[0])
        is_title = score > 0 or (score == 0 and title_first)
        draft.title, draft.employer = (texts[0], "") if is_title else ("", texts[0])
        return
    if not texts:
        return
    first, second, *rest = texts
    difference = title_score(first) - title_score(second)
    first_is_title = difference > 0 if abs(difference) >= 2 else title_first
    draft.title, draft.employer = (first, second) if first_is_title else (second, first)
    draft.more = rest
    if len(draft.head.lines) > 1:
        _split_tail(draft)


def _split_tail(draft: _Draft) -> None:
    """Take a place off a line that names the employer and, behind a bar, dot or tab, something short."""
    for name in ("employer", "title"):
        text = getattr(draft, name)
        separators = list(_TAIL.finditer(text))
        if separators and not draft.head.place and _may_be_town(text[separators[-1].end() :]):
            draft.head.place = text[separators[-1].end() :]
            setattr(draft, name, text[: separators[-1].start()])


def _may_be_town(text: str) -> bool:
    words = text.replace(",", " ").split()
    return (
        0 < len(words) <= 5 and words[0][:1].isupper() and title_score(text) == 0
        and not any(mark in text for mark in "()&@:")
        and all(word[0].isupper() or word[0].isdigit() or len(word) <= 5 for word in words)
    )  # fmt: skip


def _name_towns(drafts: Sequence[_Draft]) -> None:
    """Take towns that no list knows off employers, where most employers of the section are followed by a place."""
    placed = [draft for draft in drafts if draft.head.place]
    for draft in drafts:
        told = draft.more and _may_be_town(draft.more[0]) and (placed or draft.more[0] in draft.head.beside)
        if told and not draft.head.place:
            draft.head.place = draft.more.pop(0)
    able = [draft for draft in drafts if not draft.head.place and _employer_and_town(draft.employer)]
    for draft in [draft for draft in able if is_organisation(split_commas(draft.employer)[0])]:
        draft.employer, draft.head.place = _employer_and_town(draft.employer)
        able.remove(draft)
        placed.append(draft)
    if len(able) + len(placed) < 2 or len(able) + len(placed) < 0.6 * len(drafts):
        return
    for draft in able:
        draft.employer, draft.head.place = _employer_and_town(draft.employer)


def _name_towns_of_titles(drafts: Sequence[_Draft]) -> None:
    """Take towns off titles (`Midwife, Sleman` below the employer) where each of two or more titles has one."""
    able = [draft for draft in drafts if not draft.head.place and draft.employer and _title_and_town(draft.title)]
    sure = [draft for draft in able if is_place(_title_and_town(draft.title)[1])]
    if len(able) < 2 or len(able) < len(drafts):
        able = sure
    for draft in able:
        draft.title, draft.head.place = _title_and_town(draft.title)


def _title_and_town(title: str) -> list[str]:
    parts = split_commas(title)
    able = len(parts) == 2 and title_score(parts[0]) > 0 and len(parts[1].split()) <= 2 and _may_be_town(parts[1])
    return parts if able and parts[1].casefold() not in lexicon("departments") else []


def _employer_and_town(employer: str) -> list[str]:
    parts = split_commas(employer)
    able = (
        len(parts) == 2 and len(parts[1].split()) <= 3 and _may_be_town(parts[1]) and len(split_strong(employer)) == 1
    )
    return parts if able else []


def _inherit_employers(drafts: list[_Draft], title_first: bool, left_out: list[LeftOut]) -> None:
    """Give the employer of a group to each of its roles; a head that only names the employer is no role."""
    parent: _Draft | None = None
    for draft in list(drafts):
        following = drafts[drafts.index(draft) + 1 :]
        if _is_parent(draft, following):
            parent = draft
            drafts.remove(draft)
            parent.title, parent.employer = "", ", ".join(parent.texts)
            if not parent.head.place and _employer_and_town(parent.employer):
                parent.employer, parent.head.place = _employer_and_town(parent.employer)
            if parent.head.dates:
                left_out.append(
                    LeftOut(text=parent.head.dates.text, reason="dates of the employer, its roles have their own")
                )
            left_out += [
                LeftOut(text=text, reason="length of time, follows from the dates") for text in parent.head.lengths
            ]
            following[0].more = parent.head.extra + parent.more + following[0].more
        elif parent is not None and draft.title and not draft.employer and _same_group(parent, draft, title_first):
            draft.employer = parent.employer
            draft.head.place = draft.head.place or parent.head.place
        elif parent is not None and _is_place_of(draft) and _same_group(parent, draft, title_first=False):
            draft.employer, draft.head.place = parent.employer, f"{draft.employer}, {draft.head.place}"
        elif draft.employer:
            parent = draft


def _is_place_of(draft: _Draft) -> bool:
    """Tell whether what was taken for employer and place is a place alone: `Malmö, Sweden` below a title."""
    place = draft.head.place
    together = f"{draft.employer}, {place}"
    return (
        bool(draft.title and place) and is_place(together) and any(together in line.text for line in draft.block.head)
    )


def _is_parent(draft: _Draft, following: Sequence[_Draft]) -> bool:
    if draft.block.body or not draft.block.head or not following or len(draft.head.lines) != 1:
        return False
    after = following[0]
    nameless = len(split_strong(draft.head.lines[0])) == 1 and all(title_score(text) <= 0 for text in draft.texts)
    return nameless and title_score(" ".join(after.head.lines[:1])) > 0 and len(after.texts) == 1


def _same_group(parent: _Draft, draft: _Draft, title_first: bool) -> bool:
    """Tell whether a role without an employer stands under the one above: its head looks like the title there."""
    if not parent.block.body and not parent.title:
        return True
    if not parent.block.head or not draft.block.head:
        return not title_first
    under = len(draft.block.head) == 1 < len(parent.block.head) == 2 and bool(parent.head.lines)
    if under and parent.employer in parent.head.lines[0] and parent.title not in parent.head.lines[0]:
        return True
    return not title_first and (
        style_of(draft.block.head[0]) != style_of(parent.block.head[0])
        or len(parent.block.head) > len(draft.block.head)
    )


def _role(draft: _Draft, glyphless_bullets: bool) -> Role:
    prose, bullets = body_of(draft.block.body, glyphless_bullets=glyphless_bullets)
    origin = draft.block.head[0].origin if draft.block.head else None
    more = [*draft.more, *draft.head.extra, *([draft.head.after] if draft.head.after else [])]
    return Role(
        id="role", title=_flat(draft.title), employer=_flat(draft.employer), place=draft.head.place,
        dates=draft.head.dates,
        origin=origin,
        description=(*(Text(text=_flat(text), origin=origin) for text in more), *prose), bullets=bullets,
    )  # fmt: skip


def _flat(text: str) -> str:
    return text.replace("\t", " | ").strip(" |,")
