"""The entries of the lexicons: each phrase with the concept it stands for, in one form for every kind of list."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from services.grounding.text import plain

EXACT = "≡"
"""Marks the concepts of abbreviations and of titles that have equals; `=` marks those of other equal words."""
VERB = "=v"
"""Marks the concepts of equal verbs, which their nouns do not share: who reviewed code did not write it."""
PEOPLE = ">staff"
"""The concept of the first general word in `equivalents.json`: staff, people, team."""
_STUDIED = 3
"""The lowest level of a degree that takes studies."""


class Entry(NamedTuple):
    """A phrase of the lexicon: its stems, the concept it stands for, whether it counts only as a whole."""

    stems: tuple[str, ...]
    concept: str
    strict: bool = False
    provides: tuple[str, ...] = ()


def entries(
    files: Mapping[str, Any], own: Mapping[str, Any], language: str, phrase: Callable[[str], tuple[str, ...]]
) -> Iterator[Entry]:
    """Yield every entry for one language; `own` is its file, `phrase` gives the stems of a phrase."""
    yield from _equal(files, own, phrase)
    yield from _general(files, phrase)
    yield from _degrees(files, language, phrase)
    cognates = frozenset(split(own.get("cognates", "")))
    for name, aliases, *_ in files["tools"]["tools"]:
        for alias in (name, *split(aliases)):
            if alias.lower() in cognates:
                continue
            yield Entry(phrase(alias), f"tool:{plain(name)}")


def _equal(
    files: Mapping[str, Any], own: Mapping[str, Any], phrase: Callable[[str], tuple[str, ...]]
) -> Iterator[Entry]:
    english = () if own else files["equivalents"]["groups"]
    verbs = () if own else files["verbs"]["same"]
    loose = (*english, *files["languages"]["same"], *own.get("groups", ()))
    exact = (*files["abbreviations"]["groups"], *files["titles"]["same"])
    past = frozenset(files["irregular"]["past"])
    for mark, groups in (("=", loose), (VERB, verbs), (EXACT, exact)):
        for number, group in enumerate(groups):
            acts = mark == "=" and any(" " not in text and _is_past(text, past) for text in split(group))
            concept = f"{VERB}e{number}" if acts else f"{mark}{number}"
            for text in split(group):
                yield Entry(phrase(text), concept)


def _is_past(word: str, past: frozenset[str]) -> bool:
    """Tell whether a word is the past of a verb: the words equal to it are verbs too."""
    return word in past or (len(word) > 5 and word.endswith("ed"))


def _general(files: Mapping[str, Any], phrase: Callable[[str], tuple[str, ...]]) -> Iterator[Entry]:
    for general, specific in files["equivalents"]["broader"].items():
        concept = f">{next(split(general))}"
        for text in split(general):
            yield Entry(phrase(text), concept)
        for text in split(specific):
            yield Entry(phrase(text), "", provides=(concept,))


def _degrees(files: Mapping[str, Any], language: str, phrase: Callable[[str], tuple[str, ...]]) -> Iterator[Entry]:
    names = {2: "vocational", 3: "bachelor", 4: "master", 5: "doctor"}
    own = files["degrees"]["by_language"].get(language, [])
    cognates = frozenset(split(files.get(language, {}).get("cognates", "")))
    for name, level, phrases in (*own, *files["degrees"]["degrees"]):
        general: tuple[str, ...] = (f"degree:{names[level]}",) if level in names else ()
        general += ("degree:studies",) if level >= _STUDIED else ()
        for text in split(phrases):
            if text not in cognates or [name, level, phrases] in own:
                yield Entry(phrase(text), f"degree:{name}", True, general)


def split(text: str) -> Iterator[str]:
    """Yield the parts of a comma-separated list."""
    return (part for piece in text.split(",") if (part := piece.strip()))
