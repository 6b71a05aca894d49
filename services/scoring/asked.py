"""What a list of requirements asks for, laid out so that many texts are compared with all of them at once."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from services.jobs.words import common_stems
from services.scoring.features import Features, needs
from services.scoring.values import Values, graded_enough, is_open, speaks

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]
Postings = dict[str, NDArray[np.int64]]

CONTAINED = 0.6
"""Least strength of a text that stands whole in the requirement, as a title or a skill may."""
NAMED = 0.75
"""Least strength of a text that names what a requirement asks for by name."""
SPOKEN = 0.95
"""Strength of a text that states the language a requirement asks for, in no lower level."""
MAX_BESIDE = 5
"""A requirement with more content words asks for more than the language or the licence that it names."""
MIN_WORDS = 2.0
"""A requirement of one word would be met by whatever has that word, so it is measured as one of two."""


class Asked:
    """The requirements of one job or of many. Rows are requirements, columns the texts they are compared with."""

    def __init__(self, requirements: Sequence[str]) -> None:
        self._needs = [needs(text) for text in requirements]
        self._by_word = _postings([need.words for need in self._needs])
        self._by_stem = _postings([need.stems for need in self._needs])
        self._by_field = _postings([need.fields for need in self._needs])
        self._by_name = _postings([need.named for need in self._needs])
        self._words_asked = np.array([max(MIN_WORDS, sum(map(weight, need.words))) for need in self._needs])[:, None]
        self._open = np.array([is_open(text) for text in requirements])[:, None]
        self._names = self._flags(lambda need: bool(need.named))
        self._degree = np.array([need.values.degree for need in self._needs])[:, None]
        self._years = np.array([need.values.years for need in self._needs])[:, None]
        alone = [row for row, need in enumerate(self._needs) if len(need.stems) <= MAX_BESIDE]
        self._driving = [row for row in alone if self._needs[row].values.driving]
        self._speaking = [row for row in alone if self._needs[row].values.languages and row not in self._driving]
        self._willing = self._flags(lambda need: "willing" in need.values.manner)
        self._recruiting = self._flags(lambda need: "recruiting" in need.values.manner)

    def words_shared(self, given: Sequence[Features]) -> Matrix:
        """Return the share of each requirement's content words that stand in each text; rare words count double."""
        shared: Matrix = self._counted(self._by_word, [text.words for text in given], weight) / self._words_asked
        return shared

    def degree_held(self, given: Sequence[Features]) -> Matrix:
        """Return 1 where a requirement asks for a degree and the text states one as high."""
        return np.where((self._degree > 0) & self._degree_enough(given), 1.0, 0.0)

    def corrected(self, strength: Matrix, given: Sequence[Features], threshold: float) -> Matrix:
        """Apply what is compared by name or value: named tools, degrees, years, driving licences, languages."""
        below = np.minimum(strength, threshold - 0.01)
        named = self._counted(self._by_name, [text.named for text in given]) > 0
        fields = self._counted(self._by_field, [text.fields for text in given]) > 0
        # "Tableau or similar" is open to a text about the same field; "Tableau" is not.
        met = self._names & (named | (self._open & fields))
        strength = np.where(self._phrase_of(given), np.maximum(strength, CONTAINED), strength)
        strength = np.where(met, NAMED + (1 - NAMED) * strength, strength)
        years = np.array([text.values.years for text in given])[None, :]
        too_few = (years > 0) & (years < self._years)
        no_degree = (self._degree > 0) & ~self._open & ~self._degree_enough(given)
        unmet = (self._names & ~met) | too_few | no_degree | self._not_meant(given)
        return self._by_value(np.where(unmet, below, strength), [text.values for text in given])

    def _by_value(self, strength: Matrix, stated: Sequence[Values]) -> Matrix:
        """Decide requirements of a driving licence or a language by what the texts state, and nothing else."""
        strength[self._driving] = [float(values.driving) for values in stated]
        for row in self._speaking:
            asked = self._needs[row].values.languages
            strength[row] = [
                SPOKEN if values.languages and speaks(asked, values.languages) else 0.0 for values in stated
            ]
        return strength

    def _phrase_of(self, given: Sequence[Features]) -> Flags:
        """Tell which texts, of two content words and more, stand whole in which requirement."""
        sizes = np.array([len(text.stems) for text in given])[None, :]
        whole: Flags = (self._counted(self._by_stem, [text.stems for text in given]) == sizes) & (sizes >= 2)
        return whole

    def _not_meant(self, given: Sequence[Features]) -> Flags:
        """Tell which texts name what is asked for without claiming it: a wish, others' vacancies, a lower grade."""
        result = np.zeros((len(self._needs), len(given)), dtype=np.bool_)
        for column, text in enumerate(given):
            manner = text.values.manner
            if "lacking" in manner:
                result[:, column] = True
            if "wish" in manner:
                result[:, column] |= ~self._willing[:, 0]
            if "recruiting" in manner:
                result[:, column] |= ~self._recruiting[:, 0]
            if "unfinished" in manner:
                result[:, column] |= self._degree[:, 0] > 0
            if text.values.grades:
                result[:, column] |= [not graded_enough(need.values, text.values) for need in self._needs]
        return result

    def _degree_enough(self, given: Sequence[Features]) -> Flags:
        held = np.array([text.values.highest_degree for text in given])[None, :]
        enough: Flags = (held > 0) & (held >= self._degree)
        return enough

    def _flags(self, tell: Callable[[Features], bool]) -> Flags:
        return np.array([tell(need) for need in self._needs], dtype=np.bool_)[:, None]

    def _counted(
        self, postings: Postings, keys: Sequence[frozenset[str]], weigh: Callable[[str], float] = lambda _: 1.0
    ) -> Matrix:
        """Return the weight of what each text has in common with each requirement."""
        counts = np.zeros((len(self._needs), len(keys)))
        for column, names in enumerate(keys):
            for name in names & postings.keys():
                counts[postings[name], column] += weigh(name)
        return counts


def weight(stem: str) -> float:
    """Return how much a shared word says: a rare one 1, one that half of all ads have 0.5."""
    return 0.5 if stem in common_stems() else 1.0


def _postings(keys: Sequence[frozenset[str]]) -> Postings:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, names in enumerate(keys):
        for name in names:
            rows[name].append(row)
    return {name: np.array(found) for name, found in rows.items()}
