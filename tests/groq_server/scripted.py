"""A provider without a network, for tests that need words and not wires."""

from collections.abc import AsyncGenerator, Callable

from services.llm.types import Answer, Call


class ScriptedProvider:
    """Answer each call with what a function makes of it: text, an Answer, or an error to raise.

        LLM(settings, provider=ScriptedProvider(lambda call: '{"lines": []}'))

    `call.schema_name` names the output model, `call.messages[-1].content` is the user part; `calls` keeps them all.
    """

    def __init__(self, respond: Callable[[Call], str | Answer | Exception]) -> None:
        self._respond = respond
        self.calls: list[Call] = []

    async def send(self, call: Call, within: float) -> Answer:
        """Answer at once."""
        self.calls.append(call)
        answer = self._respond(call)
        if isinstance(answer, Exception):
            raise answer
        return Answer(text=answer) if isinstance(answer, str) else answer

    async def stream(self, call: Call, within: float) -> AsyncGenerator[str | Answer]:
        """Answer word by word."""
        answer = await self.send(call, within)
        for number, word in enumerate(answer.text.split(" ")):
            yield word if number == 0 else f" {word}"
        yield answer

    async def aclose(self) -> None:
        """Do nothing."""
