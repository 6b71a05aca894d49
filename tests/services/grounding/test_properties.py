"""Properties that hold for every line of a CV, not only for the lines somebody thought of."""

import unicodedata
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from models.base import Text
from models.cv import CV, Role
from models.dates import DateRange, YearMonth
from services.grounding.gate import Gate

VERBS = ("Built", "Led", "Assisted", "Wrote", "Reduced", "Supervised", "Taught", "Repaired", "Did not change", "Helped")
THINGS = ("the order service", "a team of 12 cooks", "patient records", "wiring in 30 houses", "monthly accounts")
TAILS = ("in Go and Python", "for 40 clients", "by 18 %", "with the head chef", "without overtime", "since 2019", "")
LINES = st.builds(
    lambda verb, thing, tail: f"{verb} {thing} {tail}".strip(),
    st.sampled_from(VERBS),
    st.sampled_from(THINGS),
    st.sampled_from(TAILS),
)
LIMITS = {"assisted", "helped", "not", "did", "without", "%", "to", "of", "up", "no", "with"}
"""Words whose loss changes what is said: negations, limits and units."""


def cv_of(lines: list[str]) -> CV:
    """Return a CV with one role that has these lines."""
    dates = DateRange(start=YearMonth(year=2018, month=1), present=True, text="Jan 2018 – present")
    bullets = tuple(Text(text=line) for line in lines)
    role = Role(id="role-1", title="Cook", employer="Hart & Vale", dates=dates, bullets=bullets)
    return CV(roles=(role,))


def gate_of(lines: list[str]) -> Gate:
    """Return the gate of that CV on a fixed day."""
    return Gate(cv_of(lines), today=date(2026, 11, 20))


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=6))
def test_verbatim_line_always_passes(lines: list[str]) -> None:
    """A line of the source under its own heading passes, whatever stands beside it."""
    gate = gate_of(lines)
    assert all(gate.judge(line, "role-1").grounded for line in lines)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_is_true_of_itself(line: str) -> None:
    """Whatever the owner wrote passes word for word: also in other scripts, and when it is odd."""
    assert gate_of([line]).judge(line, "role-1").grounded


@settings(max_examples=150, deadline=None)
@given(LINES, st.data())
def test_taking_words_out_passes(line: str, data: st.DataObject) -> None:
    """A shortened line passes unless a negation, a limit or a unit went with the words."""
    words = line.split()
    removable = [at for at, word in enumerate(words) if word.lower() not in LIMITS and not word.isdigit()]
    gone = data.draw(st.sets(st.sampled_from(removable), max_size=max(len(removable) - 1, 0)))
    shorter = " ".join(word for at, word in enumerate(words) if at not in gone)
    assert gate_of([line]).judge(shorter, "role-1").reasons == ()


@settings(max_examples=60, deadline=None)
@given(LINES, st.integers(min_value=41, max_value=1800))
def test_new_number_always_fails(line: str, number: int) -> None:
    """A number that no fact has is refused wherever it is added."""
    gate = gate_of([line])
    assert not gate.judge(f"{line}, {number} times", "role-1").grounded
    assert not gate.judge(f"{number} {line}", "role-1").grounded


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=2, max_size=6, unique=True), LINES, st.randoms(use_true_random=False))
def test_order_of_facts_does_not_matter(lines: list[str], claim: str, random: object) -> None:
    """The verdict is the same however the owner ordered the lines."""
    shuffled = sorted(lines, key=lambda line: (len(line), line))
    first, second = gate_of(lines).judge(claim, "role-1"), gate_of(shuffled).judge(claim, "role-1")
    assert first.grounded == second.grounded
    assert [reason.rule for reason in first.reasons] == [reason.rule for reason in second.reasons]


@settings(max_examples=60, deadline=None)
@given(LINES, LINES)
def test_form_of_the_letters_does_not_matter(line: str, claim: str) -> None:
    """NFC or NFD, capitals and spacing never change the verdict."""
    gate = gate_of([f"{line} à Orléans"])
    claim = f"{claim} à Orléans"
    expected = gate.judge(claim, "role-1").grounded
    variants = (unicodedata.normalize("NFD", claim), claim.upper(), claim.lower(), "  ".join(claim.split(" ")))
    assert all(gate.judge(variant, "role-1").grounded == expected for variant in variants)
