"""Improve the wording of a profile's sections in as few calls as fit; the truth gate judges every line."""

import re
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from models.batch import SectionResult
from models.cv import CV
from models.facts import facts_of
from models.item import Verdict
from services.batch.engine import Engine
from services.batch.form import Form
from services.batch.rows import Outcome, Row, Task
from services.batch.store import key_of
from services.profiles.sections import Section, Wording, sections_of
from services.prompts import Prompt, load

if TYPE_CHECKING:
    from services.grounding.gate import Gate

ENOUGH = 0.7
"""Share of sections enhanced with which a profile is done; under it, those missing are asked about again."""

_EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
_MARKUP = re.compile(r"^\s*(?:[-*•–#>]+|\d+[.)])\s+|\*\*|__|`")


class EnhancedSection(BaseModel):
    """One section as the model answers it."""

    model_config = ConfigDict(extra="forbid")

    section_number: int = Field(description="the number of the section, as given")
    enhanced_text: str = Field(description="the improved text, one statement a line", min_length=1)


FORM = Form("Enhanced", "sections", "section_number", EnhancedSection)


class Enhancer:
    """One profile to enhance. `wish` is what the owner wants stressed, `tone` how they write.

    `gate` is called when the first answer is there, so that the gate can be built while the model writes.
    """

    def __init__(self, cv: CV, gate: "Callable[[], Gate]", *, wish: str = "", tone: str = "", model: str = "") -> None:
        self.cv = cv
        self.sections = sections_of(cv)
        self._by_number = {section.number: section for section in self.sections}
        self._gate = gate
        self._verdicts: dict[tuple[str, str], Verdict] = {}
        self._fixed = {"wish": wish or "(nothing in particular)", "tone": tone or "plain and factual"}
        self._keyed = (self.prompt.name, str(self.prompt.version), model, wish, tone)
        self._facts = "\n".join(fact.text for fact in facts_of(cv))
        self.wordings: dict[str, Wording] = {}
        self.reasons: dict[int, tuple[str, ...]] = {}

    @property
    def prompt(self) -> Prompt:
        """Return the prompt."""
        return load("enhance")

    async def run(self, engine: Engine, session: str) -> AsyncGenerator[Outcome]:
        """Yield what happens to each section, once more for one that is asked about again.

        First all sections in as few calls as fit; while under seven tenths are enhanced, those missing once more in one
        go, then each alone.
        """
        engine.halve = False
        for max_rows in (len(self.sections), len(self.sections), 1):
            missing = [section for section in self.sections if section.id not in self.wordings]
            if not missing or len(self.wordings) >= ENOUGH * len(self.sections):
                return
            task = Task(self.prompt, FORM, self._fixed, self.refuse, max_rows, session)
            async for outcome in engine.run((task, [self._row(section) for section in missing])):
                self._keep(outcome)
                yield outcome

    def refuse(self, row: Row, answer: BaseModel) -> tuple[str, ...]:
        """Return what is wrong with an enhanced text: too long, emoji, markup, or a line that is not grounded."""
        section = self._by_number[row.number]
        text = str(getattr(answer, "enhanced_text", ""))
        if len(text) > section.limit:
            return (f"it has {len(text)} characters, at most {section.limit} are allowed",)
        if _EMOJI.search(text):
            return ("it has an emoji",)
        lines = lines_of(text)
        if not lines:
            return ("it is empty",)
        verdicts = [(line, self._judge(line, section.scope)) for line in lines]
        return tuple(
            f"«{line}»: {reason.why}"
            for line, verdict in verdicts
            if not verdict.grounded
            for reason in verdict.reasons
        )

    def _judge(self, line: str, scope: str) -> Verdict:
        """Return the verdict on a line, which is looked at when it comes and again when it is kept."""
        if (line, scope) not in self._verdicts:
            self._verdicts[line, scope] = self._gate().judge(line, under=scope)
        return self._verdicts[line, scope]

    def results(self) -> tuple[SectionResult, ...]:
        """Return each section with its original, its enhanced text or the reasons why there is none."""
        return tuple(self._result(section) for section in self.sections)

    def _result(self, section: Section) -> SectionResult:
        wording = self.wordings.get(section.id)
        return SectionResult(
            section_number=section.number,
            section=section.id,
            title=section.title,
            description=section.text,
            enhanced_description="\n".join(text for text, _ in wording.lines) if wording else "",
            reasons=() if wording else self.reasons.get(section.number, ("it was not asked about",)),
        )

    def _row(self, section: Section) -> Row:
        key = key_of(*self._keyed, section.shown(), "" if section.scope else self._facts)
        return Row(section.number, section.shown(), key, refused=self.reasons.get(section.number, ()))

    def _keep(self, outcome: Outcome) -> None:
        section = self._by_number[outcome.row.number]
        if outcome.status not in ("done", "cached"):
            self.reasons[section.number] = outcome.reasons
            return
        lines = lines_of(str(_text(outcome.value)))
        verdicts = [self._judge(line, section.scope) for line in lines]
        if all(verdict.grounded for verdict in verdicts):  # a kept answer may be older than a stricter gate
            pairs = zip(lines, verdicts, strict=True)
            self.wordings[section.id] = Wording(lines=tuple((line, verdict.facts) for line, verdict in pairs))
        else:
            self.reasons[section.number] = ("the kept answer is no longer grounded",)


def _text(value: Mapping[str, object]) -> object:
    return value.get("enhanced_text", "")


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a model's text without bullets and markup."""
    cleaned = (_MARKUP.sub("", line).strip() for line in text.splitlines())
    return tuple(" ".join(line.split()) for line in cleaned if line)
