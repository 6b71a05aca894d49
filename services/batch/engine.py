"""The batch engine: many rows to few calls, each answer checked, what is bad asked again in smaller calls.

One engine serves tables (`enrich`), the sections of a profile (`enhance`) and candidates (`match`).
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from itertools import chain

from pydantic import BaseModel, JsonValue

from models.errors import AicvgenError
from models.usage import Usage
from services.batch.asking import Asker
from services.batch.packing import pack
from services.batch.rows import Outcome, Question, Row, Task
from services.batch.store import RowStore
from services.llm.clock import Clock, WallClock
from services.llm.errors import (
    CircuitOpenError,
    InvalidOutputError,
    RejectedError,
    TooLargeError,
)
from services.llm.types import Reply

BATCH_TOKENS = 12_000
OUTAGES = 3
"""Times that a row is asked about although the provider failed; the client has tried each of them several times."""
PATIENCE = 900.0
"""Seconds to wait in all for a provider that is left alone, while nothing at all is answered."""
TRIES_ALONE = 2
ROUNDS = 40
"""Bound of the rounds of asking again. Each makes the calls smaller, so it is never reached."""


@dataclass
class Tally:
    """What the answers of a run add up to. The numbers are of sections or rows that were named wrongly."""

    usage: Usage = field(default_factory=Usage)
    model: str = ""
    unknown: list[int] = field(default_factory=list)
    double: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)


Settled = tuple[list[Outcome], list[Question]]
"""What an answer settles, and what is to be asked again."""


@dataclass
class Engine:
    """One run. Without `halve` each row has one chance; `rounds` bounds how often bad rows are asked about again."""

    asker: Asker
    store: RowStore | None = None
    capacity: int = BATCH_TOKENS
    halve: bool = True
    rounds: int = ROUNDS
    clock: Clock = field(default_factory=WallClock)
    tally: Tally = field(default_factory=Tally)
    _idle: float = 0.0

    async def run(self, *work: tuple[Task, Sequence[Row]]) -> AsyncGenerator[Outcome]:
        """Yield what happens to each row of each task, exactly once, as it happens. Rows of one key are asked once.

        Raises:
            DayLimitError: a day's limit is used up; outcomes so far stand, the other rows are left.
            UserError: the key, the model's name or the budget is at fault; likewise.
        """
        twins: dict[str, list[Row]] = {}
        for _, rows in work:
            for row in rows:
                twins.setdefault(row.key, []).append(row)
        known = await self.store.known(list(twins)) if self.store else {}
        for key, value in known.items():
            for row in twins.pop(key):
                yield Outcome(row, "cached", value)
        firsts = {id(same[0]) for same in twins.values()}
        left = [(task, [row for row in rows if id(row) in firsts]) for task, rows in work]
        questions: Iterable[Question] = chain.from_iterable(pack(task, rows, self.capacity) for task, rows in left)
        for number in range(1, self.rounds + 1):
            again: list[Question] = []
            async with aclosing(self._round(questions, again, last=number == self.rounds)) as outcomes:
                async for outcome in outcomes:
                    for row in twins.pop(outcome.row.key, ()):
                        yield replace(outcome, row=row)
            if not again:
                return
            questions = again

    async def _round(self, questions: Iterable[Question], again: list[Question], last: bool) -> AsyncGenerator[Outcome]:
        """Ask, and yield what is settled; `again` takes the questions for the next round."""
        wait = 0.0
        async with aclosing(self.asker.ask(questions)) as answers:
            async for question, reply in answers:
                if isinstance(reply, CircuitOpenError):
                    wait = max(wait, reply.seconds or 1.0)
                else:
                    self._idle = 0.0
                outcomes, retries = await self._settle(question, reply)
                for outcome in outcomes:
                    yield outcome
                if not last:
                    again += retries
                    continue
                for row in (row for retry in retries for row in retry.rows):
                    yield Outcome(row, "failed", reasons=row.refused or (str(reply),))
        if wait:
            self._idle += wait
            await self.clock.sleep(wait)

    async def _settle(self, question: Question, reply: Reply[BaseModel] | AicvgenError) -> Settled:
        match reply:
            case Reply():
                return await self._take(question, reply)
            case CircuitOpenError() if self._idle <= PATIENCE:
                return [], [question]
            case InvalidOutputError() | RejectedError() | TooLargeError():
                reasons = (str(reply), *getattr(reply, "reasons", ()))
                bad = {row.number: reasons for row in question.rows}
                return self._sort_bad(question, bad, fits=not isinstance(reply, TooLargeError))
            case _:
                return self._after_outage(question, reply)

    async def _take(self, question: Question, reply: Reply[BaseModel]) -> Settled:
        self.tally.usage += reply.usage
        self.tally.model = reply.model
        found = question.task.form.sort([row.number for row in question.rows], reply.value)
        self.tally.unknown += found.unknown
        self.tally.double += found.double
        self.tally.missing += found.missing
        refused = await asyncio.to_thread(_checked, question, found.good)
        good = [row for row in question.rows if row.number in found.good and row.number not in refused]
        values = {row.number: _answer(found.good[row.number], question.task.form.number) for row in good}
        if self.store and good:
            await self.store.put(question.task.name, reply.model, [(row.key, values[row.number]) for row in good])
        outcomes = [Outcome(row, "done", values[row.number], model=reply.model) for row in good]
        failed, again = self._sort_bad(question, {**found.bad, **refused}, cached=reply.cached)
        return outcomes + failed, again

    def _sort_bad(
        self, question: Question, bad: dict[int, tuple[str, ...]], *, cached: bool = False, fits: bool = True
    ) -> Settled:
        """Give rows up, or ask about them again.

        The rest of a batch is smaller than the batch; a batch that is bad as a whole is halved; a row alone has two
        tries, of which none is answered by a cache.
        """
        rows = tuple(replace(row, refused=bad[row.number]) for row in question.rows if row.number in bad)
        if not rows:
            return [], []
        if self.halve and len(question.rows) > 1:
            rest = replace(question, rows=rows, fresh=False)
            return [], [*rest.halves()] if 2 * len(rows) > len(question.rows) else [rest]
        row = replace(rows[0], alone=rows[0].alone + (not cached))
        if self.halve and fits and row.alone < TRIES_ALONE:
            return [], [replace(question, rows=(row,), fresh=True)]
        return [Outcome(row, "failed", reasons=row.refused) for row in rows], []

    def _after_outage(self, question: Question, error: AicvgenError) -> Settled:
        rows = tuple(replace(row, outages=row.outages + 1) for row in question.rows)
        if self.halve and rows[0].outages < OUTAGES and not isinstance(error, CircuitOpenError):
            return [], [replace(question, rows=rows)]
        return [Outcome(row, "failed", reasons=(str(error),)) for row in rows], []


def _checked(question: Question, good: dict[int, BaseModel]) -> dict[int, tuple[str, ...]]:
    """Return the reasons of the task's own check, by number, for the answers that it refuses."""
    rows = {row.number: row for row in question.rows}
    found = {number: question.task.check(rows[number], answer) for number, answer in good.items()}
    return {number: reasons for number, reasons in found.items() if reasons}


def _answer(entry: BaseModel, number: str) -> dict[str, JsonValue]:
    return entry.model_dump(mode="json", exclude={number})
