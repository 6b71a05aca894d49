"""The conversation around the graph: take what a person typed or attached, and show each item before asking about it.

A run may begin at any time, also while an item waits (what is typed then is feedback to it) and after the end. Clients
of LangGraph need messages for that; our own sessions don't, and have none.
"""

import asyncio
import base64
import binascii
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from langchain_core.messages import AIMessage, HumanMessage
from langgraph.runtime import Runtime

from agents import cv_analyzer
from graph.context import INPUTS, Context, brief_of, folder_of, is_ours, journal_of, toolbox_of
from graph.history import catch_up, redo, undo
from graph.request import describe, escape
from graph.review import decide
from graph.routing import asked, basis_of, onward
from graph.state import TailorState, Update
from models.analysis import Earlier
from models.errors import UserError
from models.review import Decision
from models.tailored import TailoredCV
from services.documents.reader import read_text
from services.documents.sources import Stored
from services.home import private_folder
from services.rendering.render import render
from services.vault import Vault

_MIN_WORDS = 12
"""Fewer words are talk, not a CV or an ad."""

MISSING_BOTH = "Send me your CV (a PDF, or its text) and the job ad."
MISSING_JOB = "I have your CV. Now send me the job ad."
READING = "I read your CV and the ad, then I ask you about each item."
FINISHED = "This CV is finished. Type undo to take the last decision back, or start a new thread for another job."
GOING_ON = "I go on where we were."


async def receive(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Take what came in since the last run: inputs, feedback, a wish to undo, or nothing."""
    late = await asyncio.to_thread(_not_heard, state, runtime) | _set_aside(state)
    now = _merged(state, late)
    messages = state.get("messages") or []
    said = messages[-1] if messages else None
    if not isinstance(said, HumanMessage):
        opens = not is_ours(runtime) and not state.get("messages") and state.get("cv")
        return late | ({"messages": [AIMessage(READING)]} if opens else {})
    try:
        return late | await asyncio.to_thread(_answered, said, now, runtime)
    except UserError as error:
        return late | {"messages": [AIMessage(escape(str(error)))]}


def _not_heard(state: TailorState, runtime: Runtime[Context]) -> Update:
    journal = journal_of(runtime)
    return catch_up(state, journal) if journal and "items" in state else {}


def _set_aside(state: TailorState) -> Update:
    """Keep what the items rest on when other inputs have come, to tell what they change."""
    stays = "analysis" not in state or state.get("basis") == basis_of(state)
    if stays or state.get("earlier", Earlier()) != Earlier():
        return {}
    return {"earlier": Earlier(cv=state["source"], job=state["ad"])}


def _merged(state: TailorState, update: Update) -> TailorState:
    items = {**state.get("items", {}), **update.get("items", {})}
    return cast(TailorState, {**state, **update, "items": items})


def _answered(said: HumanMessage, state: TailorState, runtime: Runtime[Context]) -> Update:
    if not (state.get("cv") and state.get("job")):
        return _inputs(said, state, runtime)
    text, journal = said.text.strip(), journal_of(runtime)
    if text.casefold() in ("undo", "redo") and journal:
        step = undo if text.casefold() == "undo" else redo
        return step(state, journal)
    if items := asked(state):
        feedback = Decision(action="regenerate", item=items[0].id, feedback=text)
        return decide([feedback], state, runtime)
    return {"messages": [AIMessage(FINISHED if onward(state) == "__end__" else GOING_ON)]}


def _inputs(said: HumanMessage, state: TailorState, runtime: Runtime[Context]) -> Update:
    """Return CV and job out of a message; an attached file is kept beside the session, and a note stands for it."""
    parts: list[tuple[str, bytes | str]] = list(_files(said))
    if len(said.text.split()) >= _MIN_WORDS:
        parts.append(("text", str(said.text)))
    update: Update = {"review": state.get("review") or "each"}  # who chats wants to be asked
    missing = [name for name in ("cv", "job") if not state.get(name)]
    for name, (filename, content) in zip(missing, parts, strict=False):
        update[name] = _kept(name, filename, content, runtime)
    left = [name for name in missing if name not in update]
    reply = READING if not left else MISSING_BOTH if "cv" in left else MISSING_JOB
    note = HumanMessage(content=_without_files(said), id=said.id)
    return update | {"messages": [note, AIMessage(reply)]}


def _files(said: HumanMessage) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files in a message; each client has its own spelling of the same block."""
    for block in said.content if isinstance(said.content, list) else ():
        if not isinstance(block, dict) or block.get("type") != "file":
            continue
        data = block.get("data") or block.get("base64") or ""
        about = block.get("metadata") or block.get("extras") or {}
        name = about.get("filename") or about.get("name") or block.get("filename") or "file.pdf"
        try:
            yield Path(str(name)).name, base64.b64decode(str(data), validate=True)
        except binascii.Error as error:
            raise UserError(f"The file {name} did not arrive whole; attach it again.") from error


def _without_files(said: HumanMessage) -> str:
    names = "".join(f"[file {name}, kept beside the session]\n" for name, _ in _files(said))
    return (names + said.text).strip() or "(nothing)"


def _kept(name: str, filename: str, content: bytes | str, runtime: Runtime[Context]) -> str:
    """Return what stands in the state for an input: its text, or where the session keeps the file.

    Raises:
        UserError: it can't be read; better said now, while the person is there, than in the middle of the run.
    """
    stored = content if isinstance(content, str) else Stored(content, filename)
    reference = content if isinstance(content, str) else f"{INPUTS}{name}{Path(filename).suffix.lower()}"
    asyncio.run(cv_analyzer.read(stored)) if name == "cv" else read_text(stored)
    folder = folder_of(runtime)
    if isinstance(content, bytes) and folder:
        _keep(folder / reference, content, toolbox_of(runtime).vault)
    return reference


def _keep(path: Path, content: bytes, vault: Vault) -> None:
    private_folder(path.parent)
    vault.write(path, content)


async def present(state: TailorState) -> Update:
    """Show the items that are asked about next: what changed, the facts behind it, and what it serves."""
    brief = brief_of(state)
    shown = [
        AIMessage(content=describe(item, brief.facts, brief.job), id=f"{item.id}-{item.attempt}")
        for item in asked(state)
    ]
    return {"messages": shown}


def farewell(result: TailoredCV) -> str:
    """Return the last message of a chat: the score before and after, and the CV, as text that no client renders."""
    text = render(result.cv, "md").decode().replace("`", "'")
    return f"Your CV is tailored: score {result.before.value:.0f} → {result.after.value:.0f}.\n\n```\n{text}\n```"
