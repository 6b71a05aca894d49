"""Ask a model about the best candidates of each job: several a call, quotes checked against the CV."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from models.base import Text
from models.cv import CV
from models.errors import InternalError
from models.job import Job
from models.match import Opinion, Quoted
from services.batch.engine import Engine
from services.batch.form import Form
from services.batch.rows import Row, Task
from services.batch.store import key_of
from services.matching.privacy import Sheet
from services.prompts import load

if TYPE_CHECKING:
    from services.grounding.gate import Gate

PER_CALL = 5
"""Candidates a call: more are judged less carefully, fewer pay for the job's text again."""


class Reason(BaseModel):
    """One reason as the model gives it."""

    model_config = ConfigDict(extra="forbid")

    requirement: int = Field(description="number of the requirement")
    quote: str = Field(description="the candidate's exact words that show it, from one line")


class CandidateOpinion(BaseModel):
    """One candidate as the model judges it."""

    model_config = ConfigDict(extra="forbid")

    candidate: int = Field(description="number of the candidate, as given")
    reasons: list[Reason] = Field(max_length=12)
    gaps: list[int] = Field(description="numbers of requirements that nothing shows")
    fit: int = Field(ge=0, le=100)


FORM = Form("Opinions", "candidates", "candidate", CandidateOpinion)


@dataclass(frozen=True)
class Finalist:
    """A candidate to ask about: its place in the matrix, and what the model sees of it."""

    cv: int
    sheet: Sheet


@dataclass(frozen=True)
class Asked:
    """One job, by its place in the matrix, and its finalists."""

    place: int
    job: Job
    finalists: tuple[Finalist, ...]

    @property
    def described(self) -> str:
        """Return the job as the model reads it: title, and the requirements with their numbers."""
        needs = (f"{number}. [{need.level}] {need.text}" for number, need in enumerate(self.job.requirements, 1))
        return "\n".join((self.job.title or "(no title)", *needs))

    def row(self, number: int, model: str) -> Row:
        """Return a finalist, by its number from 1, as a row of the batch engine."""
        prompt, text = load("rerank"), self.finalists[number - 1].sheet.text
        key = key_of(prompt.name, str(prompt.version), model, self.described, text)
        return Row(number, f"candidate {number}\n{text}\n", key, f"{self.place}/{number}")


class Jury:
    """Asks about the finalists of one run. `gate_over` returns the truth gate over a CV."""

    def __init__(self, asked: Sequence[Asked], model: str, gate_over: "Callable[[CV], Gate]") -> None:
        self._asked = {one.place: one for one in asked}
        self._model = model
        self._gate_over = gate_over

    async def run(self, engine: Engine, session: str) -> AsyncGenerator[tuple[int, int, Opinion | None]]:
        """Yield job, CV and the model's opinion as it comes, None where there is none in the end."""
        work = [
            (
                Task(load("rerank"), FORM, {"job": one.described}, partial(self._refuse, one), PER_CALL, session),
                [one.row(number, self._model) for number in range(1, len(one.finalists) + 1)],
            )
            for one in self._asked.values()
        ]
        async for outcome in engine.run(*work):
            place, number = map(int, outcome.row.label.split("/"))
            one = self._asked[place]
            opinion = None
            if outcome.status in ("done", "cached"):
                answer = CandidateOpinion.model_validate({"candidate": number, **outcome.value})
                opinion = await asyncio.to_thread(self._opinion, answer, one, number, outcome.model or self._model)
            yield place, one.finalists[number - 1].cv, opinion

    def _refuse(self, asked: Asked, row: Row, answer: BaseModel) -> tuple[str, ...]:
        """Return why an opinion is not taken: numbers the job does not have, or a claim without a quote."""
        if not isinstance(answer, CandidateOpinion):
            raise InternalError("an opinion has another form")
        numbers = {reason.requirement for reason in answer.reasons} | set(answer.gaps)
        unknown = numbers - set(range(1, len(asked.job.requirements) + 1))
        if unknown:
            return (f"the job has no requirements {', '.join(map(str, sorted(unknown)))}",)
        sheet = asked.finalists[row.number - 1].sheet
        quoting = any(sheet.quoted(reason.quote)[0] for reason in answer.reasons)
        if (answer.reasons or answer.fit >= 50) and not quoting:
            return ("no reason quotes the candidate's own words exactly",)
        return ()

    def _opinion(self, answer: CandidateOpinion, asked: Asked, number: int, model: str) -> Opinion:
        """Return what a model said, without reasons whose quote stands in no line, or says other than its line."""
        needs = {place: need.text for place, need in enumerate(asked.job.requirements, 1)}
        sheet = asked.finalists[number - 1].sheet
        quotes = [(needs[reason.requirement], *sheet.quoted(reason.quote)) for reason in answer.reasons]
        parts = [(quote, line) for _, quote, line in quotes if quote != line]
        refused = self._refused(parts, sheet.language) if parts else frozenset()
        reasons = tuple(
            Quoted(requirement=need, quote=quote) for need, quote, _ in quotes if quote and quote not in refused
        )
        gaps = tuple(needs[gap] for gap in dict.fromkeys(answer.gaps))
        return Opinion(fit=answer.fit, reasons=reasons, gaps=gaps, model=model)

    def _refused(self, parts: Sequence[tuple[str, str]], language: str) -> frozenset[str]:
        """Return the quotes that say other than the line they were cut from: "used Scala" of "never used Scala"."""
        lines = tuple(Text(text=line) for line in dict.fromkeys(line for _, line in parts))
        gate = self._gate_over(CV(summary=lines, language=language))
        return frozenset(quote for quote, _ in parts if not gate.judge(quote).grounded)
