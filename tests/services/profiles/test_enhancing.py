"""Enhancing a profile: one call, every line judged, failed sections keep their originals."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.batch import Enhancement
from models.cv import CV
from models.errors import UserError
from services.llm.types import Call
from services.profiles.sections import wording_of
from services.settings import Settings
from sessions.batch import aenhance, list_profiles, profile
from tests.groq_server.scripted import ScriptedProvider

PROFILE = """# Ines Ravenscroft

## Summary

Nurse with nine years on wards.

## Experience

**Nurse**, Elm Ward, January 2020 – present
- Cared for five patients a shift.
- Wrote the falls checklist with two doctors.

**Care Assistant**, Oak Home, January 2016 – December 2019
- Helped twelve residents a shift.

**Kitchen Hand**, Ash Canteen, January 2014 – December 2015
- Washed dishes for two hundred guests.
"""
Sections = list[dict[str, Any]]


def shown(call: Call) -> dict[int, str]:
    """Return the sections of a call by number, without their headings."""
    parts = re.split(r"^section (\d+), .*$", call.messages[1].content, flags=re.M)
    return {int(n): body.split("</data>")[0].strip() for n, body in zip(parts[1::2], parts[2::2], strict=True)}


def truthful(call: Call) -> Sections:
    """Return each section in its own words."""
    return [{"section_number": n, "enhanced_text": text.split("\n(your last")[0]} for n, text in shown(call).items()]


@pytest.fixture
def enhance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., "tuple[ScriptedProvider, Callable[..., Any]]"]:
    """Return a maker of a scripted model and of the call that uses it."""
    path = tmp_path / "ines.md"
    path.write_text(PROFILE)
    settings = Settings(home=tmp_path / "home", GROQ_API_KEY="k", plan="developer")

    def make(answer: Callable[[Call], Sections]) -> tuple[ScriptedProvider, Callable[..., Any]]:
        provider = ScriptedProvider(lambda call: json.dumps({"sections": answer(call)}))
        monkeypatch.setattr("services.llm.engine.make_provider", lambda name, settings: provider)
        return provider, lambda **more: aenhance(more.pop("given", path), settings=settings, **more)

    return make


Maker = Callable[[Callable[[Call], Sections]], tuple[ScriptedProvider, Callable[..., Any]]]


async def test_a_profile_goes_in_one_call(enhance: Maker, tmp_path: Path) -> None:
    """The answer carries model, tokens, counts and cost; both texts are stored and written."""
    provider, run = enhance(truthful)
    done: Enhancement = await run(out=tmp_path / "out.json", prompt="emphasise leadership")
    assert len(provider.calls) == 1
    assert "emphasise leadership" in provider.calls[0].messages[1].content
    assert (done.sections_requested, done.sections_enhanced, done.success_rate) == (4, 4, 1.0)
    assert done.tokens > 0
    assert done.cost
    assert done.model == "groq:openai/gpt-oss-120b"
    kept = profile("ines", Settings(home=tmp_path / "home"))
    assert wording_of(kept, "role-2").lines == (("Helped twelve residents a shift.", ("role-2/line-1",)),)
    assert "enhanced_description" in (tmp_path / "out.json").read_text()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Led twelve residents.", "Led"),
        ("Helped twelve residents a shift. 🎉", "emoji"),
        ("Helped twelve residents a shift. " * 80, "characters"),
        ("Cared for five patients a shift.", ""),
        (" \n- \n", "empty"),
    ],
)
async def test_a_section_that_says_more_keeps_its_original(enhance: Maker, text: str, why: str) -> None:
    """Another verb, an emoji, too long, another role's words, nothing at all; the other sections are enhanced."""

    def answer(call: Call) -> Sections:
        return [{**entry, "enhanced_text": text} if entry["section_number"] == 3 else entry for entry in truthful(call)]

    _, run = enhance(answer)
    done: Enhancement = await run()
    third = done.sections[2]
    assert third.enhanced_description == ""
    assert third.description == "Helped twelve residents a shift."
    assert why in " ".join(third.reasons)
    assert done.success_rate == 0.75


async def test_few_sections_are_asked_about_again_together_then_alone(enhance: Maker) -> None:
    """Under seven tenths: once more those missing, then each by itself."""
    provider, run = enhance(lambda call: truthful(call) if len(shown(call)) == 1 else truthful(call)[:1])
    done: Enhancement = await run()
    assert [len(shown(call)) for call in provider.calls[:2]] == [4, 3]
    assert {len(shown(call)) for call in provider.calls[2:]} == {1}
    assert done.success_rate == 1.0
    assert set(done.missing) == {2, 3, 4}


async def test_enough_is_enough(enhance: Maker) -> None:
    """At seven tenths and more nothing is asked again."""
    provider, run = enhance(lambda call: truthful(call)[:3])
    done: Enhancement = await run()
    assert len(provider.calls) == 1
    assert (done.success_rate, done.missing) == (0.75, (4,))


async def test_numbers_that_are_wrong_are_reported(enhance: Maker) -> None:
    """Unknown, double and missing ones."""
    extra = {"section_number": 9, "enhanced_text": "Cared."}
    _, run = enhance(lambda call: [*truthful(call)[:3], truthful(call)[0], extra])
    done: Enhancement = await run()
    assert 9 in done.unknown
    assert 1 in done.double
    assert 4 in done.missing


async def test_a_stored_profile_asks_only_about_what_is_missing(enhance: Maker) -> None:
    """By name, and without a call where nothing is."""
    _, run = enhance(lambda call: truthful(call)[:3])
    await run()
    provider, again = enhance(truthful)
    done: Enhancement = await again(given="ines")
    assert [list(shown(call)) for call in provider.calls] == [[4]]
    assert done.success_rate == 1.0


async def test_a_structured_cv_is_taken_as_it_is(enhance: Maker, tmp_path: Path) -> None:
    """It is stored under the name that is given."""
    from services.documents.reader import read_cv

    cv: CV = read_cv(PROFILE.encode()).cv
    _, run = enhance(truthful)
    await run(given=cv, name="mine")
    assert list_profiles(Settings(home=tmp_path / "home")) == ("mine",)


async def test_large_profiles_are_split_into_as_few_calls_as_fit(
    enhance: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By tokens, in order."""
    monkeypatch.setattr("graph.enhance_nodes.ONE_CALL", 2300)
    provider, run = enhance(truthful)
    done: Enhancement = await run()
    assert sorted(len(shown(call)) for call in provider.calls) == [1, 3]
    assert done.success_rate == 1.0


async def test_without_a_model_it_is_one_sentence(tmp_path: Path) -> None:
    """Nothing can be enhanced offline, and nothing pretends to be."""
    with pytest.raises(UserError, match="needs a model"):
        await aenhance(PROFILE, name="x", settings=Settings(home=tmp_path / "home"))
