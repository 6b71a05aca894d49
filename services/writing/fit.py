"""Fit a document to a number of pages by leaving out its least relevant lines, each of them named."""

from collections.abc import Callable, Mapping, Sequence

from models.base import LeftOut
from models.item import Item, Line

Measure = Callable[[Mapping[str, Item]], int]
"""The number of pages that a document of these items takes."""


def fit(items: Mapping[str, Item], pages: int, cost: Callable[[Line], float], measure: Measure) -> dict[str, Item]:
    """Return the items without as few of their lines as make the document fit, the cheapest of them first.

    `cost` says what leaving a line out costs. Each entry keeps its best line. Where the pages can't be met, the fewest
    pages that can be are, with no line more left out than these need.
    """
    if measure(items) <= pages:
        return dict(items)
    order = sorted(_droppable(items, cost), key=lambda pair: cost(pair[1]))
    target = max(pages, measure(_without(items, order, pages)))
    low, high = 0, len(order)
    while low < high:  # the fewest lines that make it fit; pages shrink as lines go
        middle = (low + high) // 2
        low, high = (low, middle) if measure(_without(items, order[:middle], pages)) <= target else (middle + 1, high)
    return _without(items, order[:low], pages)


def _droppable(items: Mapping[str, Item], cost: Callable[[Line], float]) -> list[tuple[str, Line]]:
    pairs: list[tuple[str, Line]] = []
    for item in items.values():
        if item.scope and item.lines and item.status != "skipped":
            best = max(item.lines, key=cost)
            pairs += [(item.id, line) for line in item.lines if line is not best]
    return pairs


def _without(items: Mapping[str, Item], dropped: Sequence[tuple[str, Line]], pages: int) -> dict[str, Item]:
    gone = {(item_id, line.text) for item_id, line in dropped}
    reason = f"dropped to fit {pages} page{'s' if pages > 1 else ''}"
    return {item.id: _shortened(item, gone, reason) for item in items.values()}


def _shortened(item: Item, gone: set[tuple[str, str]], reason: str) -> Item:
    keep = [number for number, line in enumerate(item.lines) if (item.id, line.text) not in gone]
    if len(keep) == len(item.lines):
        return item
    named = tuple(LeftOut(text=line.text, reason=reason) for line in item.lines if (item.id, line.text) in gone)
    verdicts = tuple(item.verdicts[number] for number in keep) if item.verdicts else ()
    lines = tuple(item.lines[number] for number in keep)
    return item.model_copy(update={"lines": lines, "verdicts": verdicts, "left_out": (*item.left_out, *named)})
