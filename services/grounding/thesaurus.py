"""The open thesaurus: groups of words of equal meaning, found by whatever form a word has."""

from collections.abc import Iterable, Mapping

_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", ""), ("ied", "y"), ("ing", ""), ("ing", "e"))
"""What an English word may have lost or gained when it was inflected."""
_SHORTEST = 3


class Thesaurus:
    """Groups of equal words, each a line of words with commas between; `forms` names irregular forms."""

    def __init__(self, groups: Iterable[str], forms: Mapping[str, str]) -> None:
        self._forms = forms
        self._table: dict[str, list[str]] = {}
        for number, group in enumerate(groups):
            for word in group.split(", "):
                self._table.setdefault(word, []).append(f"=t{number}")

    def groups_of(self, text: str) -> set[str]:
        """Return the groups that a word, or what it may be inflected from, belongs to."""
        found = {self._forms.get(text, text), text}
        for ending, instead in _ENDINGS:
            if len(text) > len(ending) + 2 and text.endswith(ending):
                base = text[: -len(ending)] + instead
                found |= {base, base[:-1]} if base[-1:] == base[-2:-1] else {base}
        return {group for word in found if len(word) >= _SHORTEST for group in self._table.get(word, ())}
