"""Put questions to the model, many at once and never more than allowed, and hand answers on as they come."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pydantic import BaseModel

from models.errors import AicvgenError
from services.batch.rows import Question
from services.llm.errors import BudgetError, DayLimitError, KeyRefusedError, UnknownModelError
from services.llm.types import OnEvent, Reply

if TYPE_CHECKING:
    from services.llm.client import LLM

Answered = tuple[Question, Reply[BaseModel] | AicvgenError]

REFUSALS = 3
"""Calls refused for key or model before anything was answered, after which nobody is asked any more."""


class Asker(Protocol):
    """A way to get questions answered: now, or overnight."""

    def ask(self, questions: Iterable[Question]) -> AsyncGenerator[Answered]:
        """Yield each question with its reply or the error that it ended in, in any order.

        Raises:
            DayLimitError: a day's limit is used up; what had been asked was answered first.
            UserError: the key, the model's name or the budget is at fault; likewise.
        """
        ...


@dataclass
class Live:
    """Ask through the client, at most `at_once` calls under way. The questions are taken as there is room for them."""

    llm: "LLM"
    at_once: int
    on_event: OnEvent | None = None
    answered: bool = False
    refusals: int = 0

    async def ask(self, questions: Iterable[Question]) -> AsyncGenerator[Answered]:
        """Yield answers as they come; see Asker. Calls go on while whoever reads the answers works on one.

        An error that ends the run waits for calls that are under way: their answers are paid for.
        """
        waiting = iter(questions)
        answers: asyncio.Queue[Answered | None] = asyncio.Queue()
        fatal: list[AicvgenError] = []

        async def work() -> None:
            """Answer questions until there are none left."""
            while not fatal and (question := next(waiting, None)):
                question, reply = await self._one(question)
                if isinstance(reply, AicvgenError) and self._ends_the_run(reply):
                    fatal.append(reply)
                else:
                    self.answered |= isinstance(reply, Reply)
                    answers.put_nowait((question, reply))

        workers = asyncio.gather(*(work() for _ in range(self.at_once)))
        workers.add_done_callback(lambda _: answers.put_nowait(None))
        try:
            while answered := await answers.get():
                yield answered
            await workers  # an error of ours in a worker is raised here
        finally:
            workers.cancel()
        if fatal:
            raise fatal[0]

    async def _one(self, question: Question) -> Answered:
        session = question.task.session
        try:
            return question, await self.llm.complete(
                question.prompt,
                question.inputs,
                question.output,
                session=session,
                fresh=question.fresh,
                on_event=self.on_event,
            )
        except AicvgenError as error:
            return question, error

    def _ends_the_run(self, error: AicvgenError) -> bool:
        """Tell whether other calls would fare no better. A key that worked once is not wrong at the next refusal."""
        if isinstance(error, KeyRefusedError | UnknownModelError):
            self.refusals += 1
            return not self.answered and self.refusals >= REFUSALS
        return isinstance(error, DayLimitError | BudgetError)
