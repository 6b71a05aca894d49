"""Bring words of German, French, Spanish and Polish to the form under which they are compared."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from services.grounding import romance, slavic

_PREFIXES = "ab|an|auf|aus|bei|durch|ein|fest|her|hin|los|mit|nach|teil|um|vor|weiter|zu|zurück|zusammen"
SEPARABLE = frozenset(_PREFIXES.replace("zurück", "zuruck").split("|"))
"""Prefixes that German sends to the end of the clause: "baute … aus"."""
_PARTICIPLE = re.compile(
    rf"^({_PREFIXES}|zuruck)?ge(?!b|n[au]|s[cu]|m[ei]|ra|wi|re)(\w{{3,}}?)(?:e?t|en)(?:e[rsnm]?)?$"
)
_REGULAR = re.compile(
    r"^(ab|an|auf|aus|bei|durch|ein|mit|um|vor|zu|zusammen)?ge(?!stalt|nehmig|fahrd|wahr|statt|brauch)(\w{3,}?)(?:et|t)(?:e[rsnm]?)?$"
)
_PREFIXED = re.compile(r"^(?:be|ver|er|ent|zer|unter|uber)\w{3,}[^e]t$")
"""Participles without ge-: "beteiligt", "unterstützt"."""
_GERMAN = (
    ("ierungen", "ier"), ("ierung", "ier"), ("ationen", "ier"), ("ation", "ier"), ("ungen", ""), ("ung", ""),
    ("ionen", "ion"),
    ("enden", "en"), ("ender", "en"), ("endes", "en"), ("ende", "en"), ("ischer", "isch"), ("iger", "ig"),
    ("tscher", "tsch"), ("ener", "en"), ("licher", "lich"), ("liches", "lich"),
    ("lichen", "lich"), ("liche", "lich"), ("eten", ""), ("ete", ""), ("ten", ""), ("te", ""), ("ern", "er"),
    ("erin", "er"), ("erinnen", "er"), ("en", ""), ("em", ""), ("es", ""), ("et", ""), ("e", ""), ("eln", "el"),
    ("s", ""), ("t", ""),
)  # fmt: skip
_PLURAL = re.compile(
    r"(haus|kind|(?<!aus)bild|(?<!aus)land|buch|dorf|glas|rad|blatt|fach|feld|gut|lied|amt|band|wort|brett|tuch|glied|dach|loch|schloss"
    r"|volk|geist|nest|schild|bad|grab|kraut|fass|mann|weib)(?:ern?|e?s)$"
)
"""Neuter nouns whose plural is in -er: "Krankenhäusern" is of "Krankenhaus"."""
_SHORTEST = 4
OWN_RULES: dict[str, Callable[[str], str]] = {"fr": romance.french, "es": romance.spanish, "pl": slavic.polish}
"""Languages whose verbs are told by rules of their own too, not by where English has them."""
KNOWN = frozenset(("de", *OWN_RULES))
"""Languages whose words English rules would only spoil."""
_PERSONS = ("", "s", "e", "es", "a", "as", "os", "o")


def root(word: str, language: str) -> str:
    """Return what the forms of a word have in common, for a plain word that English rules went over already."""
    if language == "de":
        return _single(_german(word))
    rules = OWN_RULES.get(language)
    return _single(rules(word)) if rules else word


def forms_of(own: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return irregular forms with their base. A base after "=" is a stem: a noun of a person that looks like a verb."""
    people = (name.strip() for name in own.get("people", "").split(",") if name.strip())
    forms: dict[str, str] = own.get("forms", {})
    parted = SEPARABLE if language == "de" else ()
    whole = {f"{prefix}{form}": f"{prefix}{base}" for prefix in parted for form, base in forms.items()}
    return {**whole, **forms, **{f"{name}{end}": f"={name}" for name in people for end in _PERSONS}}


def is_past(word: str, language: str) -> bool:
    """Tell whether a word looks like a past form or a participle of a German verb, or a finite form of another."""
    if language in ("fr", "es"):
        return not romance.names_an_act(word, language)
    if language == "pl":
        return not slavic.names_an_act(word)
    if language != "de":
        return False
    return bool(_REGULAR.match(word) or _PREFIXED.match(word)) or word.endswith(
        ("te", "ten", "iert", "tet", "det", "net")
    )


_TYPED = re.compile(r"(?<![aeq])([aou])e(?=[^aeiou])")
"""An umlaut typed as two letters: "fuehrte" for "führte"."""


def is_infinitive(word: str, language: str) -> bool:
    """Tell whether a word of a language with rules of its own may be an infinitive."""
    return word.endswith(("ac", "ic", "yc", "ec")) if language == "pl" else romance.is_infinitive(word, language)


def _german(word: str) -> str:
    word = _TYPED.sub(r"\1", word) if len(word) > 4 else word
    if plural := _PLURAL.search(word):
        word = word[: plural.end(1)]
    if len(word) > 5 and word[-1] == "s" and word[-2] not in "saeiou":
        word = word[:-1]
    participle = _REGULAR.match(word) or _PARTICIPLE.match(word)
    if participle:
        word = (participle[1] or "") + participle[2]
    for ending, instead in () if participle else _GERMAN:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST:
            word = word[: -len(ending)] + instead
            break
    if word.endswith("en") and len(word) > 5:
        word = word[:-2]
    word = word[:-1] if word.endswith("t") and len(word) > 5 else word
    return word[:-2] + "l" if word.endswith("el") and len(word) > 5 else word  # "entwickle", "entwickelt"


def _single(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word
