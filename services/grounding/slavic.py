"""Bring Polish words to what their forms share: cases, persons, tenses, and the noun of the act beside its verb."""

import re

_SHORTEST = 3
_LISTED = """
    owywalismy owywalem owywalam owywanie owywania owywaniu owywaniem owywany owywana owywal owywala owywac
    owalismy owalysmy owaniem owaniach owanych owanymi owanego owanej owaniu owanie owania owalem owalam owali owala
    owalo owal owany owana owane owani owano owac owawszy
    ywalismy ywalem ywalam ywaniem ywanie ywania ywaniu ywal ywala ywali ywany ywana ywane ywac ywam ywa ywaja
    iwalismy iwalem iwalam iwaniem iwanie iwania iwaniu iwal iwala iwali iwany iwana iwane iwac iwam iwa iwaja
    owujac owujemy owuje owuja ujacych ujacego ujacej ujacym ujemy ujecie ujacy ujaca ujace ujesz uje uja ujac
    alismy alysmy aniem aniach anych anymi anego anej aniu anie ania alem alam ali ala alo al an any ana ane ani ano ac
    ajacych ajacego ajacej ajacym ajacy ajaca ajace ajac amy asz am aja
    ilismy ilysmy eniem eniach eniami ionych ionego ionej ieniem ieniach ieniami eniu enie enia ieniu ienie ienia ien
    ilem ilam ili ila ilo il iony iona ione iono ic imy isz ilabym
    ylismy ylysmy ylem ylam yli yla ylo yl ony ona one ono onych onego onej yc ymy ysz
    elismy elem elam eli ela el iel ieli iecie iecia ieciu ieciem
    acjami acjach acjom acja acji acje cjami cjach cja cji cje
    iami iach iego iemu iej ami ach ego emu ych ymi ich imi ej om ow iow em iem im ym ii ie ia io iu
    y i a e o u
"""
_ENDINGS = sorted(_LISTED.split(), key=lambda ending: (-len(ending), ending))
"""Endings of verbs, of the nouns of acts, of adjectives and of nouns, the longest first."""
_MOBILE = re.compile(r"(?<=[^aeiouy])i?e(?=[^aeiouy]$)")


def polish(word: str) -> str:
    """Return what the forms of a plain Polish word have in common."""
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST), "")
    if len(word) > _SHORTEST:
        word = word[: len(word) - len(ending)] if ending else word
    if not ending and len(word) > 6 and word[-2:] == "en" and word[-3] in "zlc":  # "wynagrodzeń" of "wynagrodzenie"
        word = word[:-2]
    word = word[:-1] if word.endswith("i") and len(word) > _SHORTEST else word
    if word.endswith(("al", "il", "yl", "el")) and len(word) - 2 >= _SHORTEST:  # "oddział" looks like a past tense
        word = word[:-2]
        word = word[:-1] if word.endswith("i") and len(word) > _SHORTEST else word
    word = _hardened(word, ending)
    return _MOBILE.sub("", word) if len(word) > 4 else word


def _hardened(word: str, ending: str) -> str:
    """Undo what an ending does to the consonant before it: "logistyce" is of "logistyka", "świecie" of "świat"."""
    if ending == "ie" and word[-1:] == "c":
        return word[:-1] + "t"
    for soft, hard in (("rz", "r"), ("dz", "d"), ("g", "d"), ("c", "k")):
        if word.endswith(soft):
            return word[: -len(soft)] + hard
    return word


def names_an_act(word: str) -> bool:
    """Tell whether a form names what is done without saying who did it: an infinitive or a noun."""
    return word.endswith(("ac", "ic", "yc", "anie", "enie", "ania", "enia", "aniu", "eniu", "cja", "cji", "cje"))
