"""Name the fields of roles: title, employer, place, dates; the order of the document decides where words do not."""

from collections.abc import Sequence

from models.base import Text
from models.cv import Role
from models.document import LayoutLine
from services.documents.structure.entries import Block, blocks_of
from services.documents.structure.pieces import Head, split_two, take_apart, title_score


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


def roles_of(lines: Sequence[LayoutLine], *, glyphless_bullets: bool) -> list[Role]:
    """Return the roles of one section in reading order; ids are given by the caller."""
    blocks = blocks_of(lines)
    heads = [take_apart(block.head) for block in blocks]
    pairs = [_pair(head) for head in heads]
    title_first = _title_first(pairs)
    roles: list[Role] = []
    employer: str = ""
    waiting: list[Text] = []
    for block, head, pair in zip(blocks, heads, pairs, strict=True):
        title, company, extra = _named(pair, head, title_first)
        below = _is_parent(block, title, head, roles, blocks)
        if below:
            employer, waiting = company or title, [Text(text=text) for text in _rest(head, extra)]
            parent_place = head.place
            continue
        prose, bullets = body_of(block.body, glyphless_bullets=glyphless_bullets)
        more = [Text(text=text) for text in extra + head.extra + ([head.after] if head.after else [])]
        if not company and employer and title:
            company, place = employer, head.place or parent_place
        else:
            place, employer = head.place, company
            parent_place = head.place
        if not (title or company or head.dates) and roles:
            roles[-1] = roles[-1].model_copy(
                update={
                    "description": roles[-1].description + tuple(more) + prose,
                    "bullets": roles[-1].bullets + bullets,
                }
            )
            continue
        roles.append(
            Role(id="role", title=title, employer=company, place=place, dates=head.dates,
                 description=(*waiting, *more, *prose), bullets=bullets)
        )  # fmt: skip
        waiting = []
    return roles


def _rest(head: Head, extra: list[str]) -> list[str]:
    return extra + head.extra + ([head.dates.text] if head.dates else [])


def _is_parent(block: Block, title: str, head: Head, roles: Sequence[Role], blocks: Sequence[Block]) -> bool:
    """Tell whether a head without a body names an employer for the roles below it."""
    number = next(at for at, other in enumerate(blocks) if other is block)
    if block.body or not block.head or number + 1 >= len(blocks) or len(head.lines) > 1:
        return False
    return (
        title_score(" ".join(head.lines)) <= 0
        and title_score(" ".join(take_apart(blocks[number + 1].head).lines[:1])) > 0
    )


def _pair(head: Head) -> list[str]:
    """Return the texts among which title and employer are: one per line, or the pieces of the only line."""
    if len(head.lines) == 1:
        return split_two(head.lines[0])
    return list(head.lines)


def _title_first(pairs: Sequence[Sequence[str]]) -> bool:
    votes = sum(title_score(pair[0]) - title_score(pair[1]) for pair in pairs if len(pair) > 1)
    return votes >= 0


def _named(pair: Sequence[str], head: Head, title_first: bool) -> tuple[str, str, list[str]]:
    """Return title, employer and what is neither."""
    if not pair:
        return "", "", []
    if len(pair) == 1:
        return (
            (pair[0], "", [])
            if title_score(pair[0]) > 0 or (title_first and title_score(pair[0]) == 0)
            else ("", pair[0], [])
        )
    first, second, *rest = pair
    difference = title_score(first) - title_score(second)
    first_is_title = difference > 0 if abs(difference) >= 2 else title_first
    title, company = (first, second) if first_is_title else (second, first)
    return title.replace("\t", " | "), company.replace("\t", " | "), list(rest)
