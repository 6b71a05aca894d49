"""The thirteen lies that resume tools are known to let through, and two truths that must pass."""

import pytest

from services.grounding.gate import Gate

ATTACKS = {
    "a skill of the ad only": ("", "Go, Python, PostgreSQL, Kafka"),
    "an unrelated skill": ("", "Go, Python and watercolour painting"),
    "an invented percentage": ("role-1", "Reduced flour waste by 43 % by rescheduling deliveries"),
    "a magnitude": ("role-1", "Built the order service in Go and PostgreSQL, which handles 500K orders per day"),
    "a new employer": ("", "Operations engineer at Bellweather Bakeries and Amazon"),
    "a changed title": ("", "Operations Manager at Bellweather Bakeries"),
    "a rank in the summary": ("", "Principal operations engineer at home between bakeries and databases"),
    "an invented certificate": ("", "AWS Certified Solutions Architect"),
    "a changed start date": ("role-1", "Operations Engineer, Bellweather Bakeries, Mar 2017 – Jun 2023"),
    "a woven-in tool": ("role-1", "Built the order service in Go, Kafka and PostgreSQL"),
    "a team size in words": ("role-2", "Led a team of twelve"),
    "a raised degree": ("", "M.S. in Computer Science, University of Exmoor"),
    "doubled years": ("", "Engineer with 12 years of experience"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_is_blocked(gate: Gate, attack: str) -> None:
    """Each of the thirteen attacks is refused, with a reason that says why."""
    under, line = ATTACKS[attack]
    verdict = gate.judge(line, under)
    assert not verdict.grounded
    assert all(reason.rule and reason.why for reason in verdict.reasons)


@pytest.mark.parametrize(
    "line",
    [
        "Headed a twelve-strong team of engineers and technicians",
        "By rescheduling deliveries, cut flour waste by 18 percent",
    ],
)
def test_truthful_rewording_passes(gate: Gate, line: str) -> None:
    """A truthful paraphrase and a reordered line pass."""
    assert gate.judge(line, "role-1").grounded
