"""Number words of four languages up to 999: "trente-deux", "veintidós", "dwudziestu dwóch", "dreiundzwanzig".

A number is the tuple of its words, hyphens left out, so that "quatre-vingt-dix-sept" is four words and one number.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

Numbers = Mapping[tuple[str, ...], float]
_Row = tuple[tuple[str, ...], float]


def _cut(text: str) -> list[str]:
    return text.split("|") if "|" in text else text.split()


_FRENCH = _cut("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
_FRENCH_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
                "huitante": 80, "octante": 80, "nonante": 90}  # fmt: skip
_SPANISH = _cut(
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
    "veintiocho veintinueve"
)
_SPANISH_TENS = _cut("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_SPANISH_HUNDREDS = _cut("doscient trescient cuatrocient quinient seiscient setecient ochocient novecient")
_POLISH = _cut(
    "jeden jedna jednego jednej jednym|dwa dwie dwoch dwu dwom dwoma dwiema dwaj dwoje|trzy trzech trzem trzema trzej "
    "troje|cztery czterech czterem czterema czterej czworo|piec pieciu piecioma piecioro|szesc szesciu szescioma|"
    "siedem siedmiu siedmioma|osiem osmiu osmioma|dziewiec dziewieciu dziewiecioma|dziesiec dziesieciu dziesiecioma|"
    "jedenascie jedenastu|dwanascie dwunastu|trzynascie trzynastu|czternascie czternastu|pietnascie pietnastu|"
    "szesnascie szesnastu|siedemnascie siedemnastu|osiemnascie osiemnastu|dziewietnascie dziewietnastu"
)
_POLISH_TENS = _cut(
    "dwadziescia dwudziestu|trzydziesci trzydziestu|czterdziesci czterdziestu|piecdziesiat piecdziesieciu|"
    "szescdziesiat szescdziesieciu|siedemdziesiat siedemdziesieciu|osiemdziesiat osiemdziesieciu|"
    "dziewiecdziesiat dziewiecdziesieciu"
)
_POLISH_HUNDREDS = _cut(
    "sto stu|dwiescie dwustu|trzysta trzystu|czterysta czterystu|piecset pieciuset|szescset szesciuset|"
    "siedemset siedmiuset|osiemset osmiuset|dziewiecset dziewieciuset"
)
_GERMAN = _cut(
    "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_GERMAN_TENS = _cut("zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig")


@lru_cache(maxsize=8)
def number_words(language: str) -> Numbers:
    """Return the numbers of a language from two up, and one hundred and one thousand where they stand alone."""
    build = _BUILD.get(language)
    return {words: value for words, value in build() if value != 1} if build else {}


def german(word: str) -> float | None:
    """Return the value of a German number in one word, thousands included, else None."""
    table = number_words("de")
    if word.endswith("mal") and (word[:-3],) in table:  # "zweimal"
        return table[(word[:-3],)]
    high, thousand, low = word.partition("tausend")
    if not thousand or not (high or low):
        return None
    values = [1.0 if part in ("", "ein") else table.get((part,)) for part in (high, low.removeprefix("und"))]
    if values[0] is None or values[1] is None:
        return None
    return values[0] * 1000 + (values[1] if low else 0)


def _hundreds(below: Iterable[_Row], names: Iterable[_Row]) -> (
    Iterable[_Row]
):  # fmt: skip
    rest = list(below)
    yield from rest
    for words, value in names:
        yield words, value
        yield from (((*words, *after), value + low) for after, low in rest)


def _french() -> Iterable[_Row]:
    units: list[_Row] = [((word,), float(at)) for at, word in enumerate(_FRENCH, 1)]
    teens = [*units[9:], *(((("dix", _FRENCH[at])), at + 11.0) for at in (6, 7, 8))]
    below = [*units, *teens[-3:], (("quatre", "vingts"), 80.0), (("quatre", "vingt"), 80.0)]
    for ten, value in _FRENCH_TENS.items():
        after = units[:9] if ten != "soixante" else [*units[:9], *teens]
        below.append(((ten,), float(value)))
        below += [((ten, *words), value + low) for words, low in after]
        below += [((ten, "et", word), value + low) for word, low in (("un", 1.0), ("une", 1.0), ("onze", 11.0))]
        below.append(((ten, "une"), value + 1.0))
    below += [(("quatre", "vingt", *words), 80 + low) for words, low in [*units[:9], *teens]]
    hundreds: list[_Row] = [(("cent",), 100.0)]
    hundreds += [((word, cent), at * 100.0) for at, word in enumerate(_FRENCH[:9], 1) for cent in ("cent", "cents")][2:]
    return [*_hundreds(below, hundreds), (("mille",), 1000.0)]


def _spanish() -> Iterable[_Row]:
    below: list[_Row] = [((word,), float(at)) for at, word in enumerate(_SPANISH, 1)]
    below += [(("veintiun",), 21.0), (("veintiuna",), 21.0)]
    for tens, ten in enumerate(_SPANISH_TENS, 3):
        below.append(((ten,), tens * 10.0))
        below += [((ten, "y", word), tens * 10.0 + at) for at, word in enumerate(_SPANISH[:9], 1)]
        below += [((ten, "y", word), tens * 10.0 + 1) for word in ("un", "una")]
    hundreds = [(("ciento",), 100.0), (("cien",), 100.0)]
    hundreds += [
        ((f"{stem}{end}",), at * 100.0) for at, stem in enumerate(_SPANISH_HUNDREDS, 2) for end in ("os", "as")
    ]
    return [*_hundreds(below, hundreds), (("mil",), 1000.0)]


def _polish() -> Iterable[_Row]:
    units: list[_Row] = [((word,), float(at)) for at, forms in enumerate(_POLISH, 1) for word in forms.split()]
    below = list(units)
    for tens, forms in enumerate(_POLISH_TENS, 2):
        for ten in forms.split():
            below.append(((ten,), tens * 10.0))
            below += [((ten, *words), tens * 10.0 + low) for words, low in units if low < 10]
    hundreds = [((word,), at * 100.0) for at, forms in enumerate(_POLISH_HUNDREDS, 1) for word in forms.split()]
    halves = [((word,), 1.5) for word in ("poltora", "poltorej")]
    return [*_hundreds(below, hundreds), *halves, (("tysiac",), 1000.0)]


def _german() -> Iterable[_Row]:
    units = [(word, float(at)) for at, word in enumerate(_GERMAN, 1)]
    below = [*units, ("zwo", 2.0), ("eins", 1.0)]
    for tens, ten in enumerate(_GERMAN_TENS, 2):
        below += [(ten, tens * 10.0), *((f"{one}und{ten}", tens * 10.0 + at) for one, at in units[:9])]
    words = dict(below)
    for hundreds, one in enumerate(["", *_GERMAN[:9]]):
        hundred = max(hundreds, 1) * 100.0
        words[f"{one}hundert"] = hundred
        for low, value in below:
            words[f"{one}hundert{low}"] = words[f"{one}hundertund{low}"] = hundred + value
    words |= {f"{one}einhalb": value + 0.5 for one, value in units[1:9]} | {"anderthalb": 1.5, "eineinhalb": 1.5}
    return [*(((word,), value) for word, value in words.items()), (("tausend",), 1000.0)]


_BUILD: Mapping[str, Callable[[], Iterable[_Row]]] = {
    "de": _german, "fr": _french, "es": _spanish, "pl": _polish
}  # fmt: skip
