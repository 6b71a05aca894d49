"""Similar ads raise weights; notes about the employer give words for emphasis."""

from collections.abc import Callable

from models.document import Document
from models.job import Job
from services.jobs.company import with_company
from services.jobs.similar import with_similar

Read = Callable[[str], Job]
MAIN = "Gardener\n\nRequirements\n- Experience in pruning fruit trees\n- Driving licence\n- Knowledge of AutoCAD\n"


def test_what_recurs_weighs_more(read: Read) -> None:
    """A requirement that both similar ads repeat weighs twice as much; the others keep their weight."""
    similar = read("Gardener\n\nYou bring\n- A driving licence\n- Skill in bricklaying of walls and paths\n")
    job = with_similar(read(MAIN), [similar, similar])
    assert [(need.recurs, need.weight) for need in job.requirements] == [(1, 3.0), (3, 6.0), (1, 3.0)]


def test_similar_ads_add_no_requirement(read: Read) -> None:
    """What only a similar ad asks for is not asked of the candidate."""
    similar = read("Gardener\n\nRequirements\n- Experience with SketchUp\n- Chainsaw certificate of competence\n")
    assert len(with_similar(read(MAIN), [similar]).requirements) == 3


def test_company_notes_give_values_only(read: Read, document: Callable[[str], Document]) -> None:
    """The words that an employer repeats become values, and nothing else changes."""
    notes = document("We grow gardens that feed bees.\nBees and biodiversity come first.\nBiodiversity is our measure.")
    before = read(MAIN)
    after = with_company(before, notes)
    assert set(after.values) == {"bees", "biodiversity"}
    assert after.model_copy(update={"values": ()}) == before
