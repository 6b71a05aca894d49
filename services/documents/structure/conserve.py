"""Nothing may be lost: find the words of a source that stand nowhere in what was understood."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import BaseModel

from models.base import LeftOut, Text
from models.cv import CV
from models.document import LayoutLine
from services.documents.text import words
from services.documents.vocabulary import lexicon


def words_of(value: object) -> Iterable[str]:
    """Yield the words of every text in a value: models, tuples, mappings."""
    if isinstance(value, str):
        yield from words(value)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in ("origin", "id"):
                yield from words_of(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from words_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from words_of(inner)


def unplaced(cv: CV, lines: Sequence[LayoutLine], left_out: list[LeftOut]) -> list[Text]:
    """Return what stands in the lines but neither in the CV nor in `left_out`, to which labels of fields are added."""
    have = Counter(words_of(cv))
    have.update(word for item in left_out for word in words(item.text))
    lost: list[Text] = []
    for line in lines:
        missing = _take(have, line.bullet)
        if missing:
            left_out.append(LeftOut(text=line.bullet, reason="number of a list", origin=line.origin))
        missing = _take(have, line.text)
        if not missing:
            continue
        if all(word in lexicon("labels") for word in missing):
            left_out.append(LeftOut(text=" ".join(missing), reason="label of a field", origin=line.origin))
        elif len(missing) > 0.5 * len(words(line.text)):
            lost.append(Text(text=line.text.replace("\t", " | "), origin=line.origin))
        else:
            lost.append(Text(text=_stretch(line.text, missing), origin=line.origin))
    return lost


def _take(have: Counter[str], text: str) -> list[str]:
    """Take the words of a text off those that are placed, and return the ones that are not."""
    missing = []
    for word in words(text):
        if have[word] > 0:
            have[word] -= 1
        else:
            missing.append(word)
    return missing


def _stretch(text: str, missing: Sequence[str]) -> str:
    """Return the missing words in the owner's spelling."""
    wanted = Counter(missing)
    found = []
    for token in re.findall(r"\S+", text):
        inner = words(token)
        if inner and any(wanted[word] > 0 for word in inner):
            found.append(token)
            wanted.subtract(inner)
    return " ".join(found) or " ".join(missing)
