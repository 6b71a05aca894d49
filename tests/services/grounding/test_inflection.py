"""Forms of one word have one stem, in each language; number words are read as what they count."""

import pytest

from services.grounding.inflection import root
from services.grounding.lexicons import Lexicons
from services.grounding.number_words import german, number_words
from services.grounding.text import plain
from services.grounding.tokens import elided, tokenise

SAME = [
    ("de", "Verwaltung verwalte verwaltet verwalten verwaltete"),
    ("de", "Entwicklung entwickle entwickelte entwickelt"),
    ("de", "Krankenhaus Krankenhauses Krankenhäuser Krankenhäusern"),
    ("de", "Ausbilder Ausbilders Ausbildern"),
    ("de", "Verein Vereine Vereinen"),
    ("de", "Gehölz Gehölze Gehölzen"),
    ("fr", "distribution distribuées distribuer"),
    ("fr", "exécution exécuté exécuter"),
    ("pl", "wydział wydziału wydziałem"),
    ("fr", "rédige rédigé rédiger rédaction"),
    ("fr", "encadre encadré encadrement"),
    ("fr", "réduit réduire réduction réduites"),
    ("fr", "infirmier infirmière infirmiers"),
    ("es", "concilio conciliación concilié conciliar"),
    ("es", "organicé organización organizo"),
    ("es", "redacción redacté redactados"),
    ("es", "disminución disminuyeron disminuyendo"),
    ("es", "reduje reducción reducir"),
    ("pl", "planuję planowanie planowałem planować"),
    ("pl", "kierownik kierownika kierownikiem kierownicy"),
    ("pl", "logistyka logistyce logistykę"),
    ("pl", "zamówienie zamówień zamówienia"),
]
OTHER = [
    ("fr", "former formateur"),
    ("fr", "cuisine cuisinier"),
    ("fr", "assister assistante"),
    ("es", "coordinar coordinadora"),
    ("es", "enfermero enfermería"),
    ("pl", "kierować kierowca"),
]
NUMBERS = [
    ("fr", "quatre-vingt-dix-sept", 97),
    ("fr", "deux cent vingt et un", 221),
    ("es", "treinta y dos", 32),
    ("es", "doscientas cincuenta", 250),
    ("pl", "dwudziestu dwóch", 22),
    ("pl", "siedmiuset", 700),
    ("de", "dreihundertfünfundzwanzig", 325),
]


def stems(language: str, words: str) -> set[str]:
    """Return the stems of words in a language."""
    lexicons = Lexicons.load(language=language)
    return {lexicons.stem(plain(word)) for word in words.split()}


@pytest.mark.parametrize(("language", "words"), SAME)
def test_forms_of_a_word_share_a_stem(language: str, words: str) -> None:
    """Person, tense, case and the noun of the act make no difference."""
    assert len(stems(language, words)) == 1


@pytest.mark.parametrize(("language", "words"), OTHER)
def test_somebody_is_not_what_they_do(language: str, words: str) -> None:
    """A noun of a person keeps a stem of its own: who trained others is not a trainer by that."""
    assert len(stems(language, words)) == 2


@pytest.mark.parametrize(("language", "words", "value"), NUMBERS)
def test_number_words_are_read(language: str, words: str, value: int) -> None:
    """A number of several words is one number, in every gender and case."""
    assert number_words(language)[tuple(plain(words).replace("-", " ").split())] == value


def test_german_thousands_are_one_word() -> None:
    """Thousands are read from one word, and other words are no numbers."""
    assert german("zweitausendfunfhundert") == 2500
    assert german("tausendfach") is None


def test_elision_makes_two_words() -> None:
    """What French elides is a word of its own; "aujourd'hui" is one."""
    assert [token.text for token in elided(tokenise("J'ai dit aujourd'hui qu'il"))] == [
        "J'", "ai", "dit", "aujourd'hui", "qu'", "il"
    ]  # fmt: skip


def test_a_language_without_rules_keeps_its_words() -> None:
    """A word of another language is left as it is."""
    assert root("talossa", "fi") == "talossa"
