"""The one door, over real sockets with the real langchain-groq client."""

import asyncio
import threading

from tests.groq_server.replies import by_schema
from tests.groq_server.server import GroqServer
from tests.services.llm.words import GOOD, Draft


async def test_a_question_is_answered_once_and_then_from_the_cache(connect, prompt):
    """The same question costs one request, in this process and in the next."""
    async with GroqServer(by_schema({"Draft": GOOD})) as server:
        for cached in (False, True):
            async with connect(server) as llm:
                reply = await llm.complete(prompt, {"facts": "night shift"}, Draft)
                assert reply.value.lines == ["Ran the night shift of a ward."]
                assert reply.cached is cached
        assert len(server.log) == 1


async def test_equal_questions_at_once_are_one_call(connect, prompt):
    """Three callers who ask the same at the same time share one flight, and one pays."""
    async with GroqServer(by_schema({"Draft": GOOD}), latency=0.05) as server, connect(server) as llm:
        replies = await asyncio.gather(*(llm.complete(prompt, {"facts": "a"}, Draft) for _ in range(3)))
        assert sorted(reply.usage.calls for reply in replies) == [0, 0, 1]
        assert len(server.log) == 1


async def test_the_client_outlives_the_loops_that_use_it(connect, prompt):
    """Loops come and go in threads of their own; the connections are the client's."""
    async with GroqServer(by_schema({"Draft": GOOD})) as server, connect(server) as llm:

        def in_a_loop_of_its_own(number: int) -> None:
            asyncio.run(llm.complete(prompt, {"facts": f"fact {number}"}, Draft))

        for number in range(3):
            thread = threading.Thread(target=in_a_loop_of_its_own, args=(number,))
            thread.start()
            await asyncio.to_thread(thread.join)
        assert len(server.calls(200)) == 3
