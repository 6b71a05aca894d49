"""Fitting a document to its pages."""

from collections.abc import Mapping

from models.item import Item, Line
from services.writing.fit import fit


def role(number: int, *lines: str) -> Item:
    """Return a drafted role with these lines."""
    return Item(
        id=f"role-{number}",
        kind="role",
        title="",
        scope=f"role-{number}",
        lines=tuple(Line(text=line) for line in lines),
        status="drafted",
    )


def pages(items: Mapping[str, Item]) -> int:
    """Measure two lines a page."""
    return -(-sum(len(item.lines) for item in items.values()) // 2)


def cost(line: Line) -> float:
    """Keep long lines longest."""
    return len(line.text)


def test_as_few_lines_as_possible_go_the_cheapest_first_and_each_is_named() -> None:
    """Five lines take three pages; dropping the shortest one makes two."""
    items = {"role-1": role(1, "aaaa", "b", "ccc"), "role-2": role(2, "dd", "eeeee")}
    fitted = fit(items, 2, cost, pages)
    assert pages(fitted) == 2
    assert [left.text for item in fitted.values() for left in item.left_out] == ["b"]
    assert fitted["role-1"].left_out[0].reason == "dropped to fit 2 pages"


def test_every_entry_keeps_its_best_line() -> None:
    """A role is never emptied, even when the document stays too long."""
    items = {
        "role-1": role(1, "aaaa", "b", "cc"),
        "role-2": role(2, "dd"),
        "role-3": role(3, "e"),
        "role-4": role(4, "f"),
    }
    fitted = fit(items, 1, cost, pages)
    assert [[line.text for line in item.lines] for item in fitted.values()] == [["aaaa"], ["dd"], ["e"], ["f"]]


def test_no_line_goes_that_saves_no_page() -> None:
    """Four single-line roles take two pages whatever goes, so a line that fits on them stays."""
    items = {"role-1": role(1, "aaaa", "b"), "role-2": role(2, "dd"), "role-3": role(3, "e")}
    assert fit(items, 1, cost, pages) == items


def test_nothing_goes_where_everything_fits() -> None:
    """A document within its pages is left alone."""
    items = {"role-1": role(1, "aaaa", "b")}
    assert fit(items, 1, cost, pages) == items
