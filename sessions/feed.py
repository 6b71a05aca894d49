"""The events of a session, for whoever wants them: a callback, or an iterator that waits for more."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from models.event import Event

OnEvent = Callable[[Event], None]


class Feed:
    """What happened since the last run began. Safe to publish and to read from different threads."""

    def __init__(self, on_event: OnEvent | None = None) -> None:
        self._on_event = on_event
        self._events: list[Event] = []
        self._running = 0
        self._ended = False
        self._changed = threading.Condition()

    def __call__(self, event: Event) -> None:
        """Publish an event."""
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()
        if self._on_event:
            self._on_event(event)

    def begin(self) -> None:
        """Hold iterators open; the first to begin forgets the events of the last run."""
        with self._changed:
            if self._ended and not self._running:
                self._events = []
            self._running += 1

    def end(self) -> None:
        """Let iterators end when nobody else has begun."""
        with self._changed:
            self._running -= 1
            self._ended = True
            self._changed.notify_all()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Begin, and end with the block."""
        self.begin()
        try:
            yield
        finally:
            self.end()

    def __iter__(self) -> Iterator[Event]:
        """Yield the events of the run under way as they come, or those of the last one, and end with it."""
        seen = 0
        while (event := self._next(seen)) is not None:
            seen += 1
            yield event

    async def __aiter__(self) -> AsyncIterator[Event]:
        """Yield the same for a coroutine."""
        seen = 0
        while (event := await asyncio.to_thread(self._next, seen)) is not None:
            seen += 1
            yield event

    def _next(self, seen: int) -> Event | None:
        with self._changed:
            events = self._events
            self._changed.wait_for(lambda: len(events) > seen or not self._running or events is not self._events)
            return events[seen] if len(events) > seen else None
