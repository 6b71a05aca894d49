"""What a list of requirements asks for, laid out so that many texts are compared with all of them at once."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from services.jobs.words import common_stems
from services.scoring.features import Features, needs
from services.scoring.values import is_open, meant, speaks

Rows = NDArray[np.int64]
Matrix = NDArray[np.float64]

CONTAINED = 0.6
NAMED = 0.75
"""Least strength of a text that names what a requirement asks for by name."""


class Asked:
    """The requirements of one job or of many. Rows are requirements, columns the texts they are compared with."""

    def __init__(self, requirements: Sequence[str]) -> None:
        self._needs = [needs(text) for text in requirements]
        self._open = np.array([is_open(text) for text in requirements])[:, None]
        self._by_word = _postings([need.words for need in self._needs])
        self._by_stem = _postings([need.stems for need in self._needs])
        self._by_field = _postings([need.fields for need in self._needs])
        self._by_name = _postings([need.named for need in self._needs])
        self._words_asked = np.array([max(1, sum(map(weight, need.words))) for need in self._needs])
        self._with_names = np.array([bool(need.named) for need in self._needs])
        self._degree = np.array([need.values.degree for need in self._needs])
        self._years = np.array([need.values.years for need in self._needs])

    def words_shared(self, given: Sequence[Features]) -> Matrix:
        """Return the share of each requirement's content words that stand in each text."""
        shared = self._counted(self._by_word, [text.words for text in given], weight)
        return shared / self._words_asked[:, None]

    def degree_held(self, given: Sequence[Features]) -> Matrix:
        """Return 1 where a requirement asks for a degree and the text states one as high."""
        return (self._asks_degree & self._degree_enough(given)).astype(np.float64)

    def corrected(self, strength: Matrix, given: Sequence[Features], threshold: float) -> Matrix:
        """Apply what is compared by name or value: named tools, degrees, years, driving licences, languages."""
        below = np.minimum(strength, threshold - 0.01)
        names = self._counted(self._by_name, [text.named for text in given]) > 0
        fields = self._counted(self._by_field, [text.fields for text in given]) > 0
        # "Tableau or similar" is open to a text about the same field; "Tableau" is not.
        met = self._with_names[:, None] & (names | (self._open & fields))
        missing = self._with_names[:, None] & ~met
        strength = np.where(missing, below, np.where(met, NAMED + (1 - NAMED) * strength, strength))
        strength = np.where(self._phrase_of(given), np.maximum(strength, CONTAINED), strength)
        years = np.array([text.values.years for text in given])
        too_few = (years[None, :] > 0) & (years[None, :] < self._years[:, None])
        no_degree = self._asks_degree & ~self._open & ~self._degree_enough(given)
        strength = np.where(too_few | no_degree | self._not_meant(given), below, strength)
        for row, need in enumerate(self._needs):
            if need.values.driving:
                strength[row] = [float(text.values.driving) for text in given]
            elif need.values.languages:
                strength[row] = [
                    NAMED + 0.2 if speaks(need.values.languages, text.values.languages) else 0.0 for text in given
                ]
        return strength

    def _phrase_of(self, given: Sequence[Features]) -> NDArray[np.bool_]:
        """Tell which texts, of two content words and more, stand whole in which requirement: a title, a skill."""
        sizes = np.array([len(text.stems) for text in given])
        shared = self._counted(self._by_stem, [text.stems for text in given])
        return (shared == sizes[None, :]) & (sizes >= 2)[None, :]

    def _not_meant(self, given: Sequence[Features]) -> NDArray[np.bool_]:
        """Tell which texts name what a requirement asks for without claiming it: a wish, a vacancy, a lower grade."""
        result = np.zeros((len(self._needs), len(given)), dtype=np.bool_)
        for column, text in enumerate(given):
            if text.values.manner or text.values.grades:
                result[:, column] = [not meant(need.values, text.values) for need in self._needs]
        return result

    @property
    def _asks_degree(self) -> NDArray[np.bool_]:
        return (self._degree > 0)[:, None]

    def _degree_enough(self, given: Sequence[Features]) -> NDArray[np.bool_]:
        held = np.array([text.values.highest_degree for text in given])
        return (held[None, :] > 0) & (held[None, :] >= self._degree[:, None])

    def _counted(
        self, postings: dict[str, Rows], keys: Sequence[frozenset[str]], weigh: Callable[[str], float] = lambda _: 1.0
    ) -> Matrix:
        """Return the weight of what each text has in common with each requirement."""
        counts = np.zeros((len(self._needs), len(keys)))
        for column, names in enumerate(keys):
            for name in names:
                if name in postings:
                    counts[postings[name], column] += weigh(name)
        return counts


def weight(stem: str) -> float:
    """Return how much a shared word says: a rare one 1, one that half of all ads have 0.5."""
    return 0.5 if stem in common_stems() else 1.0


def _postings(keys: Sequence[frozenset[str]]) -> dict[str, Rows]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, names in enumerate(keys):
        for name in names:
            rows[name].append(row)
    return {name: np.array(found) for name, found in rows.items()}
