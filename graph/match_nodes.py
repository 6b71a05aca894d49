"""The nodes of the match graph: find the files, score every pair, let a model judge the best, report."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Literal

from langgraph.runtime import Runtime

from graph.batch_state import MatchState
from graph.context import Context, toolbox_of
from graph.enrich_nodes import STOPS
from graph.state import Update
from graph.watching import Watcher, show
from models.match import Matching, Opinion, Pair
from models.usage import Usage
from services.batch.store import key_of
from services.batch.workshop import model_of, workshop
from services.matching.board import Cells, Filters, Rows, Scored, ranked, score_all, unreadable
from services.matching.files import files_in, read_ads
from services.matching.finalists import finalists
from services.matching.rerank import Jury
from services.matching.scoring import PairScorer
from services.matching.store import MatchStore
from services.matching.writing import write_report
from services.toolbox import Toolbox


async def read(state: MatchState, runtime: Runtime[Context]) -> Update:
    """Find the files and read the ads, and find out now what could not work."""
    if state.get("rerank", 0):
        model_of(toolbox_of(runtime), "Reranking")
    places = [state.get("jobs", []), state.get("cvs", [])]
    found = await asyncio.to_thread(
        lambda: [list(dict.fromkeys(path for place in some for path in files_in(Path(place)))) for some in places]
    )
    ads = await asyncio.to_thread(read_ads, found[0])
    return {"ads": ads, "paths": [str(path) for path in found[1]], "day": date.today().isoformat()}


async def score(state: MatchState, runtime: Runtime[Context]) -> Update:
    """Score every candidate against every job; pairs go out as they come unless they are to be judged or paged."""
    ads, paths, rows = state["ads"], [Path(path) for path in state["paths"]], Rows(state["ads"])
    watcher = Watcher(len(ads) * len(paths))
    why = {ad.name: ad.why for ad in ads if ad.why}
    known = 0
    async with _board(state, toolbox_of(runtime)) as (scorer, store):
        filters = Filters(
            threshold=state.get("threshold", 0.0),
            all_musts=state.get("all_musts", False),
            wishes=tuple(state.get("wishes", [])),
        )
        scored = score_all(ads, paths, scorer, store, filters)
        while row := await asyncio.to_thread(next, scored, None):
            rows.add(row)
            known += row.known
            why |= {row.candidate.name: row.candidate.why} if row.candidate.why else {}
            _count(watcher, row)
            if _streams(state):
                for pair in await asyncio.to_thread(_pairs, state, scorer, row):
                    show(pair)
    matrix = rows.matrix()
    result = Matching(
        jobs=len(ads),
        cvs=len(paths),
        pairs=len(ads) * len(paths),
        selected=sum(sum(row) for row in matrix.selected),
        unreadable=why,
        known=known,
        seconds=round(watcher.seconds, 3),
    )
    return {"matrix": matrix, "opinions": [], "result": result}


def after_score(state: MatchState) -> Literal["rerank", "report"]:
    """Ask a model where that was wanted and anybody is left to ask about."""
    return "rerank" if state.get("rerank", 0) and state["result"].selected else "report"


async def rerank(state: MatchState, runtime: Runtime[Context]) -> Update:
    """Ask a model about the best candidates of each job; those it can't judge keep their place by our number."""
    toolbox, matrix, result = toolbox_of(runtime), state["matrix"], state["result"]
    model = model_of(toolbox, "Reranking").models("quality")[0]
    session = f"match-{key_of(*state.get('jobs', []), '/', *state.get('cvs', []))[:12]}"
    opinions: dict[tuple[int, int], Opinion] = {}
    async with _board(state, toolbox) as (scorer, store):
        cells = Cells(state["ads"], matrix, scorer, store)
        asked = await asyncio.to_thread(finalists, state["ads"], matrix, cells, state["rerank"])
        watcher = Watcher(sum(len(one.finalists) for one in asked))
        failed, stopped = 0, ""
        overnight = state.get("overnight", False)
        async with workshop(toolbox, "quality", overnight=overnight, note=watcher.note) as engine:
            try:
                async for job, cv, opinion in Jury(asked, model, toolbox.gate).run(engine, session):
                    watcher.count("done" if opinion else "failed", engine.tally.usage)
                    failed += opinion is None
                    if opinion:
                        opinions[job, cv] = opinion
            except STOPS as error:
                stopped = str(error)
            ordinary = getattr(engine.asker, "ordinary_cost", None)
            usage = engine.tally.usage
    update = {
        "reranked": len(opinions), "rerank_failed": failed, "stopped": stopped, "cost": usage.cost,
        "calls": usage.calls, "ordinary_cost": ordinary, "seconds": round(result.seconds + watcher.seconds, 3),
    }  # fmt: skip
    kept = [(job, cv, opinion) for (job, cv), opinion in opinions.items()]
    return {"opinions": kept, "result": result.model_copy(update=update)}


async def report(state: MatchState, runtime: Runtime[Context]) -> Update:
    """Hand on the pairs that did not go out as they came, in order, and write the pages."""
    result, matrix = state["result"], state["matrix"]
    opinions = {(job, cv): opinion for job, cv, opinion in state["opinions"]}
    async with _board(state, toolbox_of(runtime)) as (scorer, store):
        cells = Cells(state["ads"], matrix, scorer, store)
        if not _streams(state):
            page, size = state.get("page", 0), state.get("per_page", 20)
            for job in range(len(state["ads"])):
                order = list(enumerate(ranked(matrix, job, opinions), 1))
                for rank, cv in order[(page - 1) * size : page * size] if page else order:
                    show(await asyncio.to_thread(cells.pair, job, cv, rank, opinions.get((job, cv))))
                blank = [cv for cv, row in enumerate(matrix.fit) if row[job] is None and not page]
                for cv in blank:
                    show(await asyncio.to_thread(cells.pair, job, cv))
        if state.get("out") and result.pairs:
            folder = Path(state["out"])
            await asyncio.to_thread(write_report, folder, state["ads"], matrix, cells, opinions, result)
            result = result.model_copy(update={"out": str(folder / "matches.html")})
    return {"result": result}


@asynccontextmanager
async def _board(state: MatchState, toolbox: Toolbox) -> AsyncGenerator[tuple[PairScorer, MatchStore]]:
    """Open the store and set up the scorer for the ads of the run."""
    usable = [ad for ad in state["ads"] if not ad.why]
    scorer = await asyncio.to_thread(lambda: PairScorer(usable, toolbox.matcher, date.fromisoformat(state["day"])))
    store = MatchStore(toolbox.home, toolbox.vault)
    try:
        yield scorer, store
    finally:
        await asyncio.to_thread(store.close)


def _streams(state: MatchState) -> bool:
    """Tell whether pairs can go out as they come: neither judged by a model nor cut into pages."""
    return not state.get("rerank", 0) and not state.get("page", 0)


def _count(watcher: Watcher, row: Scored) -> None:
    empty = sum(cell is None for cell in row.numbers)
    watcher.count("cached", Usage(), number=row.known)
    watcher.count("done", Usage(), number=len(row.numbers) - empty - row.known)
    watcher.count("failed", Usage(), number=empty)


def _pairs(state: MatchState, scorer: PairScorer, row: Scored) -> list[Pair]:
    """Return the pairs of a candidate that a person wants to see, those that can't be read among them."""
    return [
        unreadable(ad, row.candidate) if numbers is None else scorer.pair(ad, row.candidate, numbers)
        for ad, numbers, selected in zip(state["ads"], row.numbers, row.selected, strict=True)
        if numbers is None or selected
    ]
