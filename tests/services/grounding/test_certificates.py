"""Who is certified is so in what a certificate says, at its level, and by the word that it is called by."""

import pytest

from models.cv import CV, Certification
from services.grounding.gate import Gate
from tests.services.grounding.builders import RulesOf


@pytest.mark.parametrize(
    "line",
    [
        "SMSTS-certified site manager",
        "Certified in First Aid at Work",
        "SMSTS certification",
        "Trained in First Aid at Work",
        "Certified Lean Builder (Associate)",
        "Site manager with SMSTS and First Aid at Work certificates",
        "SMSTS and First Aid at Work credentials",
    ],
)
def test_a_certificate_may_be_told_in_other_words(career: RulesOf, line: str) -> None:
    """A certificate before a title, after "in", or in a list of certificates is the same certificate."""
    assert career(line) == set()


@pytest.mark.parametrize(
    "line",
    [
        "Certified joiner",
        "Certified in scaffolding",
        "Licensed electrician",
        "Chartered site manager",
        "Diploma in First Aid at Work",
        "SMSTS licence",
    ],
)
def test_no_certificate_covers_other_work(career: RulesOf, line: str) -> None:
    """Work is not certified by being done, and a certificate is no licence, charter or diploma."""
    assert "certification" in career(line)


@pytest.mark.parametrize("level", ["Professional", "Expert", "Advanced"])
def test_a_certificate_keeps_its_level(career: RulesOf, level: str) -> None:
    """A level after the name of a certificate is the level that the certificate has."""
    assert "certification" in career(f"Certified Lean Builder – {level}")


@pytest.mark.parametrize(
    ("name", "line", "rules"),
    [
        ("CPA candidate", "Certified CPA", {"certification"}),
        ("ISTQB Tester (expected 2027)", "Certified ISTQB Tester", {"certification"}),
        ("ISTQB Tester (expected 2027)", "ISTQB Tester certification, expected 2027", set()),
        ("Certificate in Beekeeping", "Certified in beekeeping", set()),
    ],
)
def test_a_beginning_is_not_left_out(name: str, line: str, rules: set[str]) -> None:
    """A certificate that is not earned yet certifies nobody without that word."""
    gate = Gate(CV(certifications=(Certification(id="certification-1", name=name),)))
    assert {reason.rule for reason in gate.judge(line).reasons} == rules
