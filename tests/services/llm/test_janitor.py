"""A client that nobody closed is closed in a thread of its own."""

import concurrent.futures.thread as pools
import gc
import threading
from collections.abc import Callable

from services.llm import janitor
from services.llm.client import LLM
from services.settings import Settings
from tests.groq_server.scripted import ScriptedProvider
from tests.services.llm.words import GOOD, KEY, Draft


async def test_a_client_may_be_dropped_while_its_thread_holds_the_lock_of_all_pools(tmp_path, clock, prompt):
    """The collector may run inside a pool's submit; closing there would wait for that very lock, for ever."""
    llm = LLM(
        Settings(home=tmp_path, groq_api_key=KEY), provider=ScriptedProvider(lambda call: GOOD), clock=clock
    )  # fmt: skip
    await llm.complete(prompt, {"facts": "a"}, Draft)
    held = [llm]
    del llm

    def drop() -> None:
        with pools._global_shutdown_lock:
            held.clear()
            gc.collect()

    thread = threading.Thread(target=drop, daemon=True)
    thread.start()
    thread.join(5)
    assert not thread.is_alive()


def test_what_fails_does_not_end_the_janitor():
    """A client that can't be closed does not keep the next one open."""
    done = threading.Event()

    def fail() -> None:
        raise OSError("the disk is gone")

    work: tuple[Callable[[], None], ...] = (fail, done.set)
    janitor.ready()
    for note in work:
        janitor.leave(note)
    assert done.wait(5)
