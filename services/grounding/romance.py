"""Bring French and Spanish words to what their forms share: verb, participle and the noun of the act are one.

"J'ai rédigé", "rédiger" and "rédaction" say one thing in a CV, and so do "emití" and "emisión". Nouns of people
("formateur", "gestora") keep their ending: somebody who trained others is not thereby a trainer.
"""

import re

_SHORTEST = 3
_FRENCH = (
    ("uctions", "uct"), ("uction", "uct"), ("uisons", "uct"), ("uisent", "uct"), ("uisant", "uct"), ("uisais", "uct"),
    ("uisait", "uct"), ("uites", "uct"), ("uite", "uct"), ("uits", "uct"), ("uire", "uct"), ("uit", "uct"),
    ("uis", "uct"),
    ("tiennent", "ten"), ("tiens", "ten"), ("tient", "ten"), ("tenues", "ten"), ("tenue", "ten"), ("tenus", "ten"),
    ("tenu", "ten"), ("tenais", "ten"), ("tenait", "ten"), ("tenant", "ten"), ("tenir", "ten"), ("tien", "ten"),
    ("ifications", "if"), ("ification", "if"), ("ications", "iqu"), ("ication", "iqu"),
    ("issements", ""), ("issement", ""), ("issaient", ""), ("issait", ""), ("issons", ""), ("issent", ""),
    ("issant", ""), ("atrices", "ateu"), ("atrice", "ateu"), ("trices", "teu"), ("trice", "teu"),
    ("euses", "eu"), ("euse", "eu"), ("eures", "eu"), ("eure", "eu"), ("eurs", "eu"), ("eur", "eu"), ("eux", "eu"),
    ("ections", "ect"), ("ection", "ect"), ("cutions", "cut"), ("cution", "cut"), ("utions", "u"), ("ution", "u"),
    ("ements", ""), ("ement", ""), ("aisons", ""), ("aison", ""), ("ations", ""), ("ation", ""), ("itions", ""),
    ("ition", ""), ("ances", ""), ("ance", ""), ("ives", "if"), ("ive", "if"), ("ifs", "if"), ("if", "if"),
    ("iennes", "ien"), ("ienne", "ien"), ("iens", "ien"), ("ien", "ien"),
    ("lleres", "ll"), ("llere", "ll"), ("aient", ""), ("erent", ""), ("irent", ""), ("antes", ""), ("ante", ""),
    ("ants", ""), ("ant", ""), ("ales", "al"), ("ale", "al"), ("aux", "al"), ("al", "al"),
    ("ions", ""), ("iez", ""), ("ees", ""), ("ons", ""), ("ait", ""),
    ("ais", ""), ("oir", ""), ("ers", ""), ("ies", ""), ("ues", "u"), ("uee", "u"), ("ie", ""),
    ("ee", ""), ("es", ""), ("er", ""), ("ez", ""), ("ai", ""), ("as", ""), ("ir", ""), ("is", ""), ("it", ""),
    ("us", "u"), ("ue", "u"), ("e", ""), ("s", ""), ("x", ""), ("a", ""), ("i", ""),
)  # fmt: skip
_SPANISH = (
    ("ducciones", "duc"), ("duccion", "duc"), ("cciones", "ct"), ("ccion", "ct"),
    ("erias", "ery"), ("eria", "ery"), ("orias", "ory"), ("oria", "ory"),
    ("amientos", ""), ("amiento", ""), ("imientos", ""), ("imiento", ""), ("aciones", ""), ("acion", ""),
    ("iciones", ""), ("icion", ""), ("siones", "s"), ("sion", "s"),
    ("abamos", ""), ("asteis", ""), ("iendo", ""), ("yendo", ""), ("ieron", ""), ("iamos", ""), ("ando", ""),
    ("aron", ""), ("adas", ""), ("ados", ""), ("idas", ""), ("idos", ""), ("aban", ""), ("abas", ""), ("amos", ""),
    ("emos", ""), ("imos", ""), ("aste", ""), ("iste", ""), ("ada", ""), ("ado", ""), ("ida", ""), ("ido", ""),
    ("aba", ""), ("ian", ""), ("ias", ""), ("ia", ""), ("io", ""), ("ar", ""), ("er", ""), ("ir", ""), ("an", ""),
    ("en", ""), ("es", ""), ("os", ""), ("as", ""), ("o", ""), ("a", ""), ("e", ""), ("i", ""), ("s", ""),
)  # fmt: skip
_SHORT_SPANISH = tuple((ending, "") for ending in ("es", "os", "as", "o", "a", "e", "i", "s"))
_CLITIC = re.compile(r"(?<=[aei]r)(?:se|lo|la|los|las|le|les|nos|me)$")
_GLIDE = re.compile(r"(?<=\w{2}u)y(?=(?:o|e|es|en|eron|endo|a|an|amos)$)")
"""What Spanish puts between "disminu-" and its endings, where others have an i."""
_DIPHTHONG = re.compile(r"(ie|ue)(?=[^aeiou]{1,2}$)")
_TRADE = re.compile(r"(?<!f)(?<!d)(?<!bl)(?<!pl)(?<!goc)(?<!soc)(?<!prec)(?<!tr)(?:iere?s?)$")
"""What somebody is (infirmière) or what there is (chantier), other than verbs in -ier (planifier)."""
_PEOPLE = re.compile(r"(?:dor|tor|sor)(?:es|as?)?$")
_NAMING = {
    "fr": ("er", "ir", "re", "oir", "tion", "tions", "ment", "ments", "age", "ages", "ance", "sion"),
    "es": ("ar", "er", "ir", "cion", "ciones", "sion", "miento", "ado", "ada", "ido", "ida", "ando", "iendo"),
}


def french(word: str) -> str:
    """Return what the forms of a plain French word have in common."""
    word = re.sub(r"(?<=\w{4})ages?$", "e", word)
    if trade := _TRADE.search(word):
        return word[: trade.start()] + "ier"
    for ending, instead in _FRENCH if len(word) > 4 else (("es", ""), ("s", ""), ("x", ""), ("e", "")):
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST:
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > _SHORTEST and word[-1] in "eiy" else word


def spanish(word: str) -> str:
    """Return what the forms of a plain Spanish word have in common."""
    if _PEOPLE.search(word) and len(word) > 5:
        return re.sub(r"(?:es|as?)$", "", word)
    word = _GLIDE.sub("i", _CLITIC.sub("", word))
    if re.search(r"duj(?:e|o|imos|eron)$", word):
        return word[: word.rindex("duj")] + "duc"
    shortest = _SHORTEST if len(word) > 4 else 2
    for ending, instead in _SPANISH if len(word) > 4 else _SHORT_SPANISH:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= shortest:
            word = word[: -len(ending)] + instead
            break
    word = word[:-1] if len(word) > _SHORTEST and word[-1] == "i" else word
    if len(word) > _SHORTEST and word[-2:] in ("qu", "gu"):
        word = word[:-2] + ("c" if word[-2] == "q" else "g")
    word = _DIPHTHONG.sub(lambda match: "e" if match[1] == "ie" else "o", word) if len(word) > 4 else word
    return word[:-1] + "c" if word[-1:] == "z" else word


def is_infinitive(word: str, language: str) -> bool:
    """Tell whether a word may be an infinitive."""
    return word.endswith(("er", "ir", "re") if language == "fr" else ("ar", "er", "ir", "se", "lo", "la", "los", "las"))


def names_an_act(word: str, language: str) -> bool:
    """Tell whether a form names what is done without saying who did it: an infinitive, a participle or a noun."""
    return word.endswith(_NAMING[language])


def names_somebody(word: str, language: str) -> bool:
    """Tell whether a French or Spanish word names who does something: "trabajadora", "formatrice"."""
    ends = {"fr": r"(?:teurs?|trices?|euses?)$", "es": _PEOPLE.pattern}.get(language)
    return bool(ends and re.search(ends, word))
