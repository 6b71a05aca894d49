"""The nodes of the tailor graph: each adapts the state to an agent and the agent's answer to the state."""

import asyncio
from datetime import date

from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime

from agents import content_writer, cv_analyzer, formatter, quality_assurance
from agents import research as researcher
from graph.chat import farewell
from graph.context import Context, brief_of, caller_of, given, session_of, tell, toolbox_of
from graph.routing import basis_of, next_group
from graph.state import GRAPH_VERSION, SCHEMA_VERSION, TailorState, Update
from models.analysis import Earlier
from models.errors import UserError
from models.facts import facts_of
from models.item import Item
from services.documents.reader import read_text
from services.writing.keep import carry_over
from services.writing.plan import summary_of
from services.writing.tone import tone_of


async def read_cv(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Structure the CV and the owner's talents, and hear the tone of the sample letter."""
    if not state.get("cv"):
        raise UserError("There is no CV: give a path (.pdf .docx .md .txt .json) or its text as `cv`.")
    tell("reading", detail="reading the CV")
    cv, talents, style = await asyncio.to_thread(
        lambda: [given(text or "", runtime) for text in (state["cv"], state.get("talents"), state.get("style"))]
    )
    reading = await cv_analyzer.read(cv, talents or None)
    reading, usage = await cv_analyzer.regrouped(reading, cv, toolbox_of(runtime), caller_of(runtime))
    letter = await asyncio.to_thread(read_text, style) if style else None
    return {
        "schema_version": SCHEMA_VERSION,
        "graph_version": GRAPH_VERSION,
        "day": date.today().isoformat(),
        "source": reading.cv,
        "tone": tone_of(letter.text) if letter else "",
        "notices": [*reading.notices, *cv_analyzer.doubts(reading)],
        "usage": usage,
    }


async def research(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Read the ad, the similar ads and the notes about the employer."""
    if not state.get("job"):
        raise UserError("There is no job ad: give a path (.md .txt .pdf .docx .html) or its text as `job`.")
    tell("reading", detail="reading the job ad")
    main, company, *similar = await asyncio.to_thread(
        lambda: [given(name or "", runtime) for name in (state["job"], state.get("company"), *state.get("similar", []))]
    )
    ads = researcher.Ads(main, similar, company or None)
    job, usage = await researcher.research(ads, toolbox_of(runtime), caller_of(runtime))
    return {"ad": job, "usage": usage, "notices": list(job.notices)}


async def analyse(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Weigh the facts against the requirements, plan the items, and recall how their facts were worded before.

    Items that were decided on an earlier CV or ad stay decided where nothing that they rest on has changed.
    """
    toolbox = toolbox_of(runtime)
    day = date.fromisoformat(state["day"])
    analysis, items = await cv_analyzer.analyse(state["source"], state["ad"], toolbox, day)
    now = Earlier(cv=state["source"], job=state["ad"])
    kept = carry_over(items, now, state.get("items", {}), state.get("earlier", Earlier()))
    return {
        "analysis": analysis,
        "items": {"__overwrite__": kept},  # items of another plan go
        "basis": basis_of(state),
        "earlier": Earlier(),
        "recalled": await asyncio.to_thread(toolbox.memory.recall, facts_of(state["source"])),
    }


async def write(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Write the items whose turn it is, or write again those that were sent back."""
    group = next_group(state)
    return await _written(group, state, runtime)


async def summarise(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Write the executive summary, from the facts that the accepted items show."""
    return await _written([summary_of(state["items"])], state, runtime)


async def _written(group: list[Item], state: TailorState, runtime: Runtime[Context]) -> Update:
    for item in group:
        tell("writing", item)
    drafts, usage = await content_writer.write(group, brief_of(state), toolbox_of(runtime), caller_of(runtime))
    return {"items": {item.id: item for item in drafts}, "current": [item.id for item in drafts], "usage": usage}


async def check(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Judge the current drafts line by line; what fails is sent back, and in the end reverted."""
    drafts = [state["items"][item_id] for item_id in state["current"] if state["items"][item_id].status == "drafted"]
    checked = await quality_assurance.check(drafts, brief_of(state), toolbox_of(runtime), caller_of(runtime))
    for item in checked:
        if item.status != "pending":
            tell("reverted" if item.status == "reverted" else "drafted", item)
    return {"items": {item.id: item for item in checked}}


async def assure(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Judge the whole document once more, whatever way its lines came into the state."""
    items, notices = await quality_assurance.assure(state["items"], brief_of(state), toolbox_of(runtime))
    return {"items": items, "notices": list(notices)}


async def format_documents(state: TailorState, runtime: Runtime[Context]) -> Update:
    """Assemble the tailored CV, fit it to its pages and account for every line."""
    tell("formatting", detail="assembling the documents")
    toolbox = toolbox_of(runtime)
    session = session_of(runtime)
    # The ledger knows of calls that were made ahead of the run, and of those of a run that was killed.
    usage = await toolbox.llm.usage(session) if toolbox.llm and session else state["usage"]
    result = await formatter.format_cv(
        brief_of(state), state["items"], state.get("notices", []), usage, state.get("pages", 0), toolbox
    )
    await asyncio.to_thread(toolbox.memory.learn, session, result)
    tell("done")
    update: Update = {"result": result, "items": {item.id: item for item in result.items}}
    return update | {"messages": [AIMessage(farewell(result))]} if state.get("messages") else update
