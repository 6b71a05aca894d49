"""A stand-in server with a scripted writer, and a toolbox that talks to it through the real client."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from services.settings import Settings
from services.toolbox import Toolbox
from tests.groq_server.replies import Responder
from tests.groq_server.server import GroqServer

Connect = Callable[..., tuple[Toolbox, GroqServer]]


@pytest.fixture
def connect(home: Path) -> Iterator[Connect]:
    """Return a function that starts a server with a responder and a toolbox that uses it.

    The plan has room: on the free one, repairs of a large answer would wait for their tokens.
    """
    with ExitStack() as stack:

        def make(responder: Responder, **more: object) -> tuple[Toolbox, GroqServer]:
            server = stack.enter_context(GroqServer(responder))
            settings = Settings(
                home=home, groq_api_base=server.url, groq_api_key="gsk_of_this_test", plan="developer", **more
            )
            toolbox = Toolbox(settings)
            stack.callback(toolbox.close)
            return toolbox, server

        yield make
