"""Get questions answered by the provider's Batch API, at half the price, and survive a restart while it works.

What was asked is written down before it is sent, so a new process finds the batch that is under way, by its id or by
the tag it carries, and fetches it instead of paying again.
"""

import json
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from models.errors import ProviderError, UserError
from models.usage import Usage
from services.batch.asking import Answered
from services.batch.rows import Question, Row, Task
from services.batch.store import RowStore, key_of
from services.llm.catalog import ModelInfo, catalog
from services.llm.clock import Clock, WallClock
from services.llm.errors import BudgetError, InvalidOutputError, RejectedError, TruncatedOutputError, UnavailableError
from services.llm.groq_batch import DISCOUNT, MAX_BYTES, MAX_LINES, BatchGoneError, BatchState, GroqBatch, request_line
from services.llm.structured import parse_answer
from services.llm.tokens import estimate_messages
from services.llm.types import Answer, Reply

if TYPE_CHECKING:
    from services.llm.client import LLM

POLL = 20.0
"""Seconds between two looks at a batch."""


class BatchCancelledError(UserError):
    """The batch was cancelled; what it had answered by then is kept."""


@dataclass(frozen=True)
class Job:
    """One batch as it is written down: the rows of each question by custom_id; the provider's id is "" at first."""

    id: str
    rows: dict[str, tuple[Row, ...]]
    batch: str = ""


@dataclass
class Overnight:
    """Ask by batches of the provider. `tell` hears one sentence whenever the state changes."""

    llm: "LLM"
    store: RowStore
    clock: Clock = field(default_factory=WallClock)
    tell: Callable[[str], None] = lambda _: None
    poll: float = POLL
    ordinary_cost: float | None = 0.0
    """What the answers would have cost by ordinary calls."""

    async def ask(self, questions: Iterable[Question]) -> AsyncGenerator[Answered]:
        """Yield answers in whatever order they come; see Asker. A batch of an earlier process is fetched first.

        Raises:
            BatchCancelledError: the batch was cancelled at the provider.
        """
        asked = list(questions)
        if not asked:
            return
        info = self._info(asked[0].task)
        tasks = {row.key: question.task for question in asked for row in question.rows}
        covered: set[str] = set()
        async with GroqBatch(self.llm.settings) as groq:
            for job in await self._open_jobs(asked[0].task):
                found = [Question(tasks[key], rows) for rows in job.rows.values() if (key := _first(rows, tasks))]
                covered.update(row.key for question in found for row in question.rows)
                async for answered in self._fetch(groq, job, found, info):
                    yield answered
            left = [question for question in asked if any(row.key not in covered for row in question.rows)]
            for part in _parts(left, info):
                await self._check_budget(part, info)
                job = await self._written_down(part)
                async for answered in self._fetch(groq, job, part, info):
                    yield answered

    async def _check_budget(self, questions: Sequence[Question], info: ModelInfo) -> None:
        """Refuse a batch that could pass the session's own limits: nothing of it could be held back later.

        Raises:
            BudgetError: it could.
        """
        settings = self.llm.settings
        if settings.max_cost is None and settings.max_tokens is None:
            return
        spent = await self.llm.usage(questions[0].task.session)
        prompts = sum(estimate_messages(one.prompt.messages(one.inputs)) + info.overhead for one in questions)
        answers = sum(one.prompt.max_tokens for one in questions)
        tokens = spent.input_tokens + spent.output_tokens + prompts + answers
        if settings.max_tokens is not None and tokens > settings.max_tokens:
            raise BudgetError(f"The batch may come to {tokens} tokens; raise --max-tokens above that to submit it.")
        cost = info.cost(prompts, answers)
        if settings.max_cost is not None and cost is not None:
            most = (spent.cost or 0.0) + cost * DISCOUNT
            if most > settings.max_cost:
                raise BudgetError(f"The batch may come to ${most:.4f}; raise --max-cost above that to submit it.")

    def _info(self, task: Task) -> ModelInfo:
        model = self.llm.models(task.prompt.role)[0]
        if not model.startswith("groq:"):
            raise UserError(f"--overnight uses Groq's Batch API; {model} is no model of Groq's.")
        return catalog().info(model, self.llm.settings.plan)

    async def _fetch(
        self, groq: GroqBatch, job: Job, questions: Sequence[Question], info: ModelInfo
    ) -> AsyncGenerator[Answered]:
        """Submit the job if it is not, wait for its end and yield what came of each of its questions."""
        if not questions:  # everything it asked is known by now: the process died between keeping and forgetting
            await self._done(job)
            return
        answers: dict[str, Answer | ProviderError] = {}
        try:
            state = await self._ended(groq, await self._submitted(groq, job, questions, info))
            answers = {custom_id: answer async for custom_id, answer in groq.results(state)}
        except BatchGoneError as error:
            state, answers = BatchState(job.batch, "gone"), dict.fromkeys(job.rows, error)
        for question in questions:
            answer = answers.get(_custom_id(question))
            if answer is None and state.status == "cancelled":
                continue
            yield question, await self._read(question, answer or _unanswered(state), info)
        await self._done(job)
        if state.status == "cancelled":
            raise BatchCancelledError("The batch was cancelled; run the command again to ask about the rows left.")

    async def _submitted(self, groq: GroqBatch, job: Job, questions: Sequence[Question], info: ModelInfo) -> str:
        """Return the id of the job's batch; it is looked for before it is made, in case a process died in between."""
        if job.batch:
            return job.batch
        batch = await groq.find(job.id)
        if batch is None:
            batch = await groq.submit((_line(question, info) for question in questions), job.id)
        await self.store.database.run(lambda c: c.execute("UPDATE overnight SET state=? WHERE id=?", (batch, job.id)))
        self.tell(f"Batch {batch}, {len(job.rows)} calls, is under way; you may stop, and run the command again later.")
        return batch

    async def _ended(self, groq: GroqBatch, batch: str) -> BatchState:
        """Return the state of the batch once nothing more will happen to it."""
        seen = ""
        while True:
            state = await groq.state(batch)
            said = f"Batch {batch}: {state.status}, {state.done} of {state.total} calls done"
            if said != seen:
                self.tell(said + (f", {state.failed} failed." if state.failed else "."))
                seen = said
            if state.ended:
                return state
            await self.clock.sleep(self.poll)

    async def _read(
        self, question: Question, answer: Answer | ProviderError, info: ModelInfo
    ) -> Reply[BaseModel] | ProviderError:
        """Return the valid answer with what it cost, or the error; either way the ledger knows of it."""
        if isinstance(answer, ProviderError):
            return answer
        full = info.cost(answer.input_tokens, answer.output_tokens)
        cost = None if full is None else full * DISCOUNT
        usage = Usage(calls=1, input_tokens=answer.input_tokens, output_tokens=answer.output_tokens, cost=cost)
        await self.llm.record(question.prompt, info.name, usage, session=question.task.session)
        self.ordinary_cost = None if full is None or self.ordinary_cost is None else self.ordinary_cost + full
        if answer.finish_reason == "length":
            return TruncatedOutputError(f"The answer of {info.name} was cut off.")
        try:
            return Reply(parse_answer(answer.text, question.output), usage, info.name)
        except InvalidOutputError as error:
            return error

    # --- what is written down ----------------------------------------------------------------------------------------

    async def _written_down(self, questions: Sequence[Question]) -> Job:
        rows = {_custom_id(question): question.rows for question in questions}
        place = _place(questions[0].task)
        job = Job(key_of(place, str(self.clock.now()), *rows), rows)
        body = {
            custom_id: [(row.number, row.text, row.key, row.refused) for row in asked]
            for custom_id, asked in rows.items()
        }
        record = (job.id, place, "", self.store.vault.seal_text(json.dumps(body)))
        await self.store.database.run(
            lambda c: c.execute("INSERT INTO overnight VALUES (?,?,?,?,datetime('now'))", record)
        )
        return job

    async def _open_jobs(self, task: Task) -> list[Job]:
        query = "SELECT id, body, state FROM overnight WHERE task=? ORDER BY at"
        rows = await self.store.database.run(lambda c: c.execute(query, (_place(task),)).fetchall())
        unseal = self.store.vault.unseal_text
        return [Job(job_id, _rows_of(json.loads(unseal(body))), state) for job_id, body, state in rows]

    async def _done(self, job: Job) -> None:
        """Forget the job: its answers are kept, and what it held of the rows goes with it."""
        await self.store.database.run(lambda c: c.execute("DELETE FROM overnight WHERE id=?", (job.id,)))


def _rows_of(body: dict[str, list[list[Any]]]) -> dict[str, tuple[Row, ...]]:
    return {
        custom_id: tuple(Row(number, text, key, refused=tuple(refused)) for number, text, key, refused in rows)
        for custom_id, rows in body.items()
    }


def _place(task: Task) -> str:
    """Return what the batches of one run are kept under."""
    return f"{task.name} {task.session}"


def _first(rows: Sequence[Row], tasks: Mapping[str, Task]) -> str:
    """Return the key of the first row that is still asked about, or ""."""
    return next((row.key for row in rows if row.key in tasks), "")


def _custom_id(question: Question) -> str:
    return key_of(*(f"{row.key} {row.number} {row.shown()}" for row in question.rows))


def _line(question: Question, info: ModelInfo) -> dict[str, Any]:
    from services.llm.engine import make_call

    call = make_call(info, question.prompt, question.prompt.messages(question.inputs), question.output)
    return request_line(_custom_id(question), call)


def _parts(questions: Sequence[Question], info: ModelInfo) -> Iterator[list[Question]]:
    """Split questions into batches that the provider takes."""
    part: list[Question] = []
    size = 0
    for question in questions:
        need = len(json.dumps(_line(question, info), ensure_ascii=False).encode()) + 1
        if part and (len(part) >= MAX_LINES or size + need > MAX_BYTES):
            yield part
            part, size = [], 0
        part.append(question)
        size += need
    if part:
        yield part


def _unanswered(state: BatchState) -> ProviderError:
    if state.status == "failed":
        return RejectedError(f"The provider refused the batch: {state.complaint or 'no reason given'}.")
    return UnavailableError(f"The batch {state.status} without an answer to this row.")
