"""The cache: what makes two questions one, and how much is kept."""

from dataclasses import replace

import pytest

from services.llm import cache as cache_module
from services.llm.cache import MAX_AGE, MIGRATIONS, Cache, key_of
from services.llm.database import Database
from services.llm.types import Answer, Call
from services.prompts import Message

CALL = Call("m", (Message(role="user", content="q"),), 100, 0.2, schema={"type": "object"}, mode="strict")


@pytest.fixture
def cache(tmp_path, clock):
    """Return an empty cache."""
    database = Database(tmp_path / "cache.sqlite", MIGRATIONS)
    yield Cache(database, clock)
    database.close()


@pytest.mark.parametrize(
    "change",
    [
        {"model": "n"},
        {"messages": (Message(role="user", content="r"),)},
        {"max_tokens": 101},
        {"temperature": 0.3},
        {"schema": {"type": "array"}},
        {"mode": "object"},
        {"params": {"reasoning_effort": "low"}},
    ],
)
def test_another_question_has_another_key(change):
    """Model, parameters, messages and schema each make a question another one; so does the prompt's version."""
    assert key_of(replace(CALL, **change), "p@1") != key_of(CALL, "p@1")
    assert key_of(CALL, "p@2") != key_of(CALL, "p@1")
    assert key_of(replace(CALL), "p@1") == key_of(CALL, "p@1")


async def test_an_answer_ages(cache, clock):
    """What is older than the bound is asked again."""
    await cache.put("k", Answer(text="a"))
    assert (await cache.get("k")).text == "a"
    clock.pass_by(MAX_AGE + 1)
    assert await cache.get("k") is None


async def test_the_oldest_go_when_there_is_too_much(cache, clock, monkeypatch):
    """The size stays within its bound, and what was written last stays."""
    monkeypatch.setattr(cache_module, "MAX_BYTES", 5000)
    for number in range(20):
        clock.pass_by(1)
        await cache.put(str(number), Answer(text="x" * 500))
    kept = [number for number in range(20) if await cache.get(str(number))]
    assert kept == list(range(20 - len(kept), 20))
    assert 5 <= len(kept) <= 9


async def test_what_is_sealed_under_another_key_is_asked_again(tmp_path, clock):
    """A cache that can't be unsealed is empty, and no error."""
    from services.vault import Vault

    database = Database(tmp_path / "sealed.sqlite", MIGRATIONS)
    for vault, found in ((Vault("00" * 32), True), (Vault("11" * 32), False)):
        cache = Cache(database, clock, vault.seal, vault.unseal)
        if found:
            await cache.put("k", Answer(text="the text of a CV"))
        assert bool(await cache.get("k")) is found
    database.close()
    assert b"the text of a CV" not in (tmp_path / "sealed.sqlite").read_bytes()
