"""Get a valid answer out of a model: salvage, one repair turn, a larger size when it was cut off."""

from dataclasses import replace

from pydantic import BaseModel

from services.llm.catalog import ModelInfo
from services.llm.errors import InvalidOutputError, RejectedError, TruncatedOutputError
from services.llm.sender import Sender
from services.llm.structured import parse_answer, repair_messages
from services.llm.tally import Tally
from services.llm.tokens import estimate_messages
from services.llm.types import Answer, Call, Event, OnEvent

ENLARGEMENTS = 2
"""Times that a cut-off answer is asked for again with twice the room."""


class Conversation:
    """One question to one model."""

    def __init__(self, sender: Sender, info: ModelInfo, session: str, tally: Tally, emit: OnEvent) -> None:
        self._sender = sender
        self._info = info
        self._session = session
        self._tally = tally
        self._emit = emit

    async def valid_answer(self, call: Call, output_model: type[BaseModel]) -> Answer:
        """Return an answer that validates.

        Raises:
            InvalidOutputError: neither the answer nor its repair validates, or it stays cut off.
            AicvgenError: the request itself failed; see Sender.
        """
        answer = await self._whole(call)
        try:
            parse_answer(answer.text, output_model)
        except InvalidOutputError as error:
            self._emit(Event("repairing", self._info.name, "The answer had the wrong form; asking for a correction."))
            answer = await self._whole(self._repair(call, answer, error))
            parse_answer(answer.text, output_model)
        return answer

    async def _whole(self, call: Call) -> Answer:
        """Return an answer that was not cut off, right or wrong."""
        for chances in reversed(range(ENLARGEMENTS + 1)):
            answer = await self._any(call)
            if answer.finish_reason != "length":
                return answer
            larger = min(call.max_tokens * 2, self._most(call))
            if not chances or larger <= call.max_tokens:
                break
            self._emit(Event("enlarging", self._info.name, f"The answer was cut off; now up to {larger} tokens."))
            call = replace(call, max_tokens=larger)
        raise TruncatedOutputError(
            f"The answer of {self._info.name} was cut off at {call.max_tokens} tokens.",
            reasons=(f"the answer is longer than {call.max_tokens} tokens",),
        )

    async def _any(self, call: Call) -> Answer:
        """Return the answer, also one that the provider refused to pass on as JSON."""
        try:
            return await self._sender.send(call, self._info, self._session, self._tally, self._emit)
        except RejectedError as error:
            if error.failed_generation is None:
                raise
            answer = Answer(text=error.failed_generation)
            self._tally.answered(call, answer, 0)
            return answer

    def _repair(self, call: Call, answer: Answer, error: InvalidOutputError) -> Call:
        messages = repair_messages(call.messages, answer.text, error.reasons)
        added = estimate_messages(messages[len(call.messages) :])
        return replace(call, messages=messages, estimate=call.estimate + added)

    def _most(self, call: Call) -> int:
        """Return the largest max_tokens that model and limits take for this prompt."""
        bounds = [self._info.max_output, self._info.context - call.estimate]
        caps = (self._info.limits.tpm, self._info.limits.tpd)
        return min(bounds + [int(cap) - call.estimate for cap in caps if cap is not None])
