"""Grouping by line numbers: others may group the lines and can't write one."""

from services.documents.reader import read_document
from services.documents.structure.conserve import words_of
from services.documents.structure.grouping import Group, numbered, regroup
from services.documents.text import words

TEXT = (
    "Ana Ruiz\nana@example.org\n\nWas ich tat und wo\nAcme\nBuilt the ferry timetable\n\n"
    "Bolt\nRan it for years\n\nsailing, rowing\n"
)


def test_lines_are_numbered() -> None:
    """Each line is shown with its number, and nothing else."""
    shown = numbered(read_document(TEXT)).splitlines()
    assert shown[0] == "1: Ana Ruiz"
    assert len(shown) == len(read_document(TEXT).lines)


def test_groups_make_the_sections() -> None:
    """Lines grouped as roles are roles, cut where entries begin."""
    document = read_document(TEXT)
    at = {line.text: number for number, line in enumerate(document.lines, 1)}
    roles = tuple(range(at["Acme"], at["sailing, rowing"]))
    groups = [
        Group(kind=None, lines=(1, 2)),
        Group(kind="experience", lines=roles, heading=3, entries=(at["Acme"], at["Bolt"])),
        Group(kind="skills", lines=(at["sailing, rowing"],)),
    ]
    cv = regroup(document, groups).cv
    assert [role.title or role.employer for role in cv.roles] == ["Acme", "Bolt"]
    assert cv.skills[0].skills == ("sailing", "rowing")


def test_nothing_is_lost_or_invented() -> None:
    """Numbers that name no line, or a line twice, change nothing; ungrouped lines are kept."""
    document = read_document(TEXT)
    reading = regroup(
        document, [Group(kind="skills", lines=(999, 1, 1, -4)), Group(kind="summary", lines=(1, 2), heading=77)]
    )
    have = set(words_of((reading.cv, reading.left_out)))
    assert set(words(document.text)) <= have
    assert reading.cv.skills[0].skills == ("Ana Ruiz",)
