"""One rule says which text shows which requirement."""

from collections.abc import Callable

import pytest

from models.facts import Fact
from models.job import Job
from services.scoring.support import THRESHOLD, Matcher, rank_facts

Jobs = Callable[..., Job]
Facts = Callable[..., list[Fact]]


@pytest.mark.parametrize(
    ("requirement", "text"),
    [
        ("Experience in wound care", "Dressed surgical wounds and pressure ulcers"),
        ("Knowledge of SQL", "PostgreSQL"),
        ("Knowledge of Kubernetes", "Moved eleven services to k8s"),
        ("Leading a team", "Led 18 pickers"),
        ("Tableau, Looker or similar tools for data visualisation", "Power BI reports for regional managers"),
        ("Bachelor's degree in economics or a related field", "MSc Economics"),
        ("Fluent English", "English C1"),
        ("Gute Englischkenntnisse", "Englisch (Muttersprache)"),
        ("Driving licence", "Führerschein Klasse B"),
        ("At least two years as a sous chef", "Sous Chef"),
        ("3+ years of bookkeeping", "7 years of bookkeeping for a bakery"),
        ("Level 2 food safety", "Food Safety Level 3"),
        ("Experience in recruiting candidates", "Recruited nine candidates for the night shift"),
    ],
)
def test_what_supports(matcher: Matcher, requirement: str, text: str) -> None:
    """Other words, other spellings, what a skill implies and higher values support a requirement."""
    assert matcher.strengths([requirement], [text])[0, 0] >= THRESHOLD


@pytest.mark.parametrize(
    ("requirement", "text"),
    [
        ("Knowledge of Tableau", "Power BI reports for regional managers"),
        ("Knowledge of PostgreSQL", "SQL"),
        ("Experience with React", "Built the shop front in Vue"),
        ("Master's degree in economics", "BSc Economics"),
        ("Degree in accounting", "Accountant in a packaging firm"),
        ("Fluent German", "German A2"),
        ("Fluent German", "Fluent French"),
        ("Driving licence", "Drove a forklift truck"),
        ("5+ years of bookkeeping", "2 years of bookkeeping for a bakery"),
        ("Level 3 food safety", "Food Safety Level 2"),
        ("Experience as a head chef", "Commis chef who wants to become a head chef"),
        ("Experience with Apache Spark", "Filled vacancies for engineers with Apache Spark"),
        ("Experience with Apache Spark", "No experience with Apache Spark"),
        ("Wound care", "Kept the stock list of a warehouse"),
    ],
)
def test_what_does_not_support(matcher: Matcher, requirement: str, text: str) -> None:
    """Another tool, a lower value, a wish, others' vacancies and plain likeness of words support nothing."""
    assert matcher.strengths([requirement], [text])[0, 0] < THRESHOLD


def test_supports_names_facts_strongest_first(matcher: Matcher, job: Jobs, facts: Facts) -> None:
    """Each requirement has its facts, the strongest first, and a gap has none."""
    found = matcher.supports(
        job("Experience in beekeeping", "Welding certificate"),
        facts("Painted fences", "Kept bees", "Four years of experience in beekeeping with 60 hives"),
    )
    assert found["req-1"][0][0] == "f3"
    assert found["req-2"] == ()
    strengths = [strength for _, strength in found["req-1"]]
    assert strengths == sorted(strengths, reverse=True)


def test_fact_and_line_are_judged_alike(matcher: Matcher, job: Jobs, facts: Facts) -> None:
    """The same text supports as a fact exactly where it shows as a line."""
    wanted = job("Experience in baking bread", "Leading a team", "Knowledge of HACCP")
    lines = facts("Baked sourdough bread", "Led six cooks", "Kept the HACCP records", "Sold flowers")
    found = matcher.supports(wanted, lines)
    for need in wanted.requirements:
        shown = matcher.shows(need, [line.text for line in lines])
        assert {line.id for line, value in zip(lines, shown, strict=True) if value >= THRESHOLD} == {
            fact_id for fact_id, _ in found[need.id]
        }


def test_a_degree_is_read_with_its_field(matcher: Matcher, job: Jobs) -> None:
    """Degree and field are two facts of a CV and one statement."""
    facts = [
        Fact(id="education-1/degree", kind="degree", text="Bachelor of Science", scope="education-1"),
        Fact(id="education-1/field", kind="field", text="Marine Biology", scope="education-1"),
    ]
    wanted = job("Degree in marine biology", "Degree in law")
    found = matcher.supports(wanted, facts)
    assert {fact_id for fact_id, _ in found["req-1"]} == {fact.id for fact in facts}
    assert found["req-2"] == ()


def test_who_and_where_support_nothing(matcher: Matcher, job: Jobs) -> None:
    """Name, contact, place and employer are no evidence of a skill."""
    facts = [Fact(id="role-1/employer", kind="employer", text="Bread Baking School", scope="role-1")]
    assert matcher.supports(job("Experience in baking bread"), facts)["req-1"] == ()


def test_too_few_years_are_a_gap(matcher: Matcher, job: Jobs, facts: Facts) -> None:
    """Where the years worked are known and too few, nothing supports the requirement that asks for more."""
    wanted, known = job("5+ years of experience in beekeeping"), facts("Kept bees for a monastery, beekeeping")
    assert matcher.supports(wanted, known, years=6)["req-1"]
    assert matcher.supports(wanted, known)["req-1"]
    assert matcher.supports(wanted, known, years=3)["req-1"] == ()


def test_years_are_read_from_a_computed_fact(matcher: Matcher, job: Jobs, facts: Facts) -> None:
    """A fact that a caller computed from dates says how many years there are."""
    wanted, known = job("5+ years of experience in beekeeping"), facts("Kept bees for a monastery, beekeeping")
    computed = Fact(id="computed/experience", kind="dates", text="Beekeeper with 3 years of experience.")
    more = computed.model_copy(update={"text": "Beekeeper with 7 years of experience."})
    assert matcher.supports(wanted, [*known, computed])["req-1"] == ()
    assert "computed/experience" in dict(matcher.supports(wanted, [*known, more])["req-1"])


def test_the_same_input_gives_the_same_numbers(matcher: Matcher) -> None:
    """Strengths do not depend on what else is compared at the same time."""
    needs, texts = ["Baking bread", "Leading a team"], ["Baked rolls", "Led six cooks", "Sold flowers"]
    alone = [[matcher.strengths([need], [text])[0, 0] for text in texts] for need in needs]
    many = Matcher(matcher.embedder).strengths(needs * 3000, texts * 3)
    assert many[:2, :3].tolist() == alone


def test_rank_puts_relevant_facts_first(matcher: Matcher, job: Jobs, facts: Facts) -> None:
    """Facts come by relevance, every one of them, and equal ones in the CV's order."""
    known = facts("Sold flowers", "Baked sourdough bread", "Sold flowers", "Led a team of bakers")
    ranked = [fact_id for fact_id, _ in rank_facts(job("Baking bread", "Leading a team"), known, matcher)]
    assert set(ranked[:2]) == {"f2", "f4"}
    assert ranked[2:] == ["f1", "f3"]


def test_nothing_to_compare(matcher: Matcher, job: Jobs, facts: Facts) -> None:
    """No facts, no requirements, or an empty text are answered without an error."""
    assert matcher.supports(job("Baking"), []) == {"req-1": ()}
    assert matcher.rank(job(), facts("Baked")) == [("f1", 0.0)]
    assert matcher.strengths(["Baking"], [""])[0, 0] < THRESHOLD
