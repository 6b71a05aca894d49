"""A set of phrases that finds itself in a sequence of words."""

from collections.abc import Iterable, Iterator


class Phrases:
    """A set of phrases that finds itself in a sequence of stems."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            if phrase:
                self._by_first.setdefault(phrase[0], []).append(phrase)
        for found in self._by_first.values():
            found.sort(key=len, reverse=True)

    def __contains__(self, stemmed: str) -> bool:
        """Tell whether a single stem is one of the phrases."""
        return (stemmed,) in self._by_first.get(stemmed, ())

    def find(self, stems: list[str]) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each phrase found, the longest at each place."""
        for start, first in enumerate(stems):
            for phrase in self._by_first.get(first, ()):
                if tuple(stems[start : start + len(phrase)]) == phrase:
                    yield start, start + len(phrase)
                    break
