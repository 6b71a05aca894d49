"""What the owner accepted before is offered again, for the same facts, and through the gate."""

from pathlib import Path

import pytest

from models.facts import Fact
from services.memory import Memory
from services.settings import Settings
from services.toolbox import Toolbox
from sessions.session import Session
from sessions.start import astart
from tests.groq_server.server import GroqServer

REWORDED = "Baked 400 rye bread loaves a day."
FACT = Fact(id="role-1/line-1", kind="line", text="Baked 400 loaves of rye bread a day.", scope="role-1")


async def taught(cv: Path, ad: Path, settings: Settings, text: str = REWORDED) -> Session:
    """Return a finished session in which the first line of the first role was reworded."""
    session = await astart(cv, ad, settings=settings)
    await session.aaccept("key-qualifications")
    lines = [line.text for line in session.pending[0].item.lines]
    await session.aedit("role-1", [text if line == FACT.text else line for line in lines], confirm=True)
    while session.pending:
        await session.aaccept(session.pending[0].id)
    return session


def memory_of(settings: Settings) -> Memory:
    """Return the memory of a home."""
    return Toolbox(settings).memory


async def test_offline_the_last_accepted_wording_is_preferred(cv: Path, ad: Path, settings: Settings) -> None:
    """The extractive writer says a fact as its owner last said it, and the gate has judged it."""
    await taught(cv, ad, settings)
    later = await astart(cv, ad, review="none", settings=settings)
    line = next(line for line in later.items[1].lines if line.text == REWORDED)
    assert line.facts == (FACT.id,)


async def test_the_writer_is_shown_the_wording(
    cv: Path, ad: Path, settings: Settings, with_model: Settings, server: GroqServer
) -> None:
    """As a suggestion beside the facts."""
    await taught(cv, ad, settings)
    await astart(cv, ad, review="none", settings=with_model)
    assert any(f"«{REWORDED}»" in str(call.request["messages"]) for call in server.log)


async def test_what_only_its_owner_asserts_is_not_learned(cv: Path, ad: Path, settings: Settings) -> None:
    """It is no other wording of the fact."""
    await taught(cv, ad, settings, "Baked 9,000 loaves of rye bread a day.")
    assert memory_of(settings).all() == ()


async def test_nothing_is_learned_from_lines_as_they_stand(cv: Path, ad: Path, settings: Settings) -> None:
    """Only other words are worth remembering."""
    session = await astart(cv, ad, settings=settings)
    while session.pending:
        await session.aaccept(session.pending[0].id)
    assert memory_of(settings).all() == ()


async def test_the_last_word_of_a_session_counts(cv: Path, ad: Path, settings: Settings) -> None:
    """After undoing and deciding otherwise, the first wording is gone."""
    session = await taught(cv, ad, settings)
    await session.aundo(len(session.items) - 1)
    await session.askip("role-1")
    while session.pending:
        await session.aaccept(session.pending[0].id)
    assert memory_of(settings).all() == ()


async def test_a_near_fact_is_found_and_told_from_the_same_one(cv: Path, ad: Path, settings: Settings) -> None:
    """Near wording is for the model's eyes; only the same fact's is used as it is."""
    await taught(cv, ad, settings)
    near = FACT.model_copy(update={"text": "Baked 400 loaves of rye bread each day."})
    far = FACT.model_copy(update={"text": "Repaired the espresso machine."})
    recalled = memory_of(settings).recall([FACT]) + memory_of(settings).recall([near, far])
    assert [(line.text, line.same) for line in recalled] == [(REWORDED, True), (REWORDED, False)]


async def test_it_can_be_turned_off_and_made_to_forget(cv: Path, ad: Path, settings: Settings) -> None:
    """Off neither learns nor offers; forgetting is for good."""
    session = await taught(cv, ad, settings)
    memory = memory_of(settings)
    memory.turn(on=False)
    assert memory.recall([FACT]) == []
    memory.turn(on=True)
    assert memory.forget(session=session.id) == 1
    assert memory.recall([FACT]) == []


@pytest.mark.parametrize("damage", [b"", b"rubbish"])
async def test_a_damaged_index_is_built_again(damage: bytes, cv: Path, ad: Path, settings: Settings) -> None:
    """The texts are what counts."""
    await taught(cv, ad, settings)
    assert memory_of(settings).recall([FACT])
    break_file(settings.home / "memory" / "index" / "vectors.faiss", damage)
    assert memory_of(settings).recall([FACT])


def break_file(path: Path, content: bytes) -> None:
    """Put something else into a file that is there."""
    assert path.exists()
    path.write_bytes(content)
