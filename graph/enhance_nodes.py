"""The nodes of the enhance graph: read the profile, improve its sections, save what passed."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from langgraph.runtime import Runtime

from agents import cv_analyzer
from graph.batch_state import EnhanceState
from graph.context import Context, toolbox_of
from graph.state import Update
from graph.watching import Watcher
from models.batch import Enhancement
from models.cv import CV
from models.errors import ProviderError, UserError
from services.batch.store import key_of
from services.batch.workshop import model_of, workshop
from services.documents.reader import read_text
from services.documents.sources import as_path
from services.profiles.enhancing import Enhancer
from services.profiles.sections import with_wordings
from services.profiles.store import ProfileStore
from services.rendering.files import write_files
from services.rendering.render import render
from services.toolbox import Toolbox
from services.writing.tone import tone_of

ONE_CALL = 40_000
"""Tokens that one call for a whole profile may have where the limits take it."""


async def read(state: EnhanceState, runtime: Runtime[Context]) -> Update:
    """Read the CV, or take a stored profile, and hear the tone of the sample letter."""
    toolbox = toolbox_of(runtime)
    model_of(toolbox, "enhance")
    given = state["profile"]
    stored = await asyncio.to_thread(_stored, given, _profiles(toolbox))
    cv = stored or (await cv_analyzer.read(given)).cv
    letter = await asyncio.to_thread(read_text, state["style"]) if state.get("style") else None
    name = state.get("name") or (given if stored else _name(given))
    return {"cv": cv, "tone": tone_of(letter.text) if letter else "", "name": name}


async def improve(state: EnhanceState, runtime: Runtime[Context]) -> Update:
    """Ask about all sections in as few calls as fit; what passes the gate is kept, the rest keeps its original."""
    toolbox = toolbox_of(runtime)
    model = model_of(toolbox, "enhance").models("quality")[0]
    building = ThreadPoolExecutor(1)  # the gate is built while the model writes
    gate = building.submit(toolbox.gate, state["cv"])
    building.shutdown(wait=False)
    enhancer = Enhancer(state["cv"], gate.result, wish=state.get("prompt", ""), tone=state["tone"], model=model)
    watcher = Watcher(len(enhancer.sections))
    session = f"enhance-{key_of(state['profile'])[:12]}"
    counted: set[int] = set()
    overnight = state.get("overnight", False)
    async with workshop(toolbox, "quality", overnight=overnight, note=watcher.note, most=ONE_CALL) as engine:
        failure: ProviderError | None = None
        try:
            async for outcome in enhancer.run(engine, session):
                if outcome.status != "failed" and outcome.row.number not in counted:
                    counted.add(outcome.row.number)
                    watcher.count(outcome.status, engine.tally.usage)
        except ProviderError as error:
            failure = error
        if failure and not enhancer.wordings:
            raise failure
        tally = engine.tally
        result = Enhancement(
            profile=state["name"],
            sections=enhancer.results(),
            model=tally.model or model,
            usage=tally.usage,
            ordinary_cost=getattr(engine.asker, "ordinary_cost", None),
            seconds=round(watcher.seconds, 3),
            unknown=tuple(tally.unknown),
            double=tuple(tally.double),
            missing=tuple(tally.missing),
        )
    return {"result": result, "wordings": enhancer.wordings}


async def save(state: EnhanceState, runtime: Runtime[Context]) -> Update:
    """Store the profile with both texts, and write it as JSON Resume where a path is given."""
    result = state["result"]
    cv = with_wordings(state["cv"], state["wordings"])
    await asyncio.to_thread(_save, _profiles(toolbox_of(runtime)), cv, result)
    if not state.get("out"):
        return {"cv": cv}
    out = Path(state["out"])
    await asyncio.to_thread(lambda: write_files({out.name: render(cv, "json")}, out.absolute().parent))
    return {"cv": cv, "result": result.model_copy(update={"out": str(out)})}


def _profiles(toolbox: Toolbox) -> ProfileStore:
    return ProfileStore(toolbox.home, toolbox.vault)


def _stored(given: str, store: ProfileStore) -> CV | None:
    """Return the stored profile of this name, when what is given names no file and is no text."""
    if as_path(given) is not None or "\n" in given:
        return None
    return store.get(given) if given in store.names() else None


def _name(given: str) -> str:
    path = as_path(given)
    if path is None:
        raise UserError("A profile given as text needs a name to be stored under.")
    return path.stem


def _save(store: ProfileStore, cv: CV, result: Enhancement) -> None:
    store.put(result.profile, cv, result.sections, result.model)
