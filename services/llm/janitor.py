"""Close what the garbage collector finds, in a thread of its own.

A finalizer runs wherever memory happens to be tidied up, also in the middle of code that holds a lock which closing
needs, such as that of every thread pool of the process. So it may do no more than leave a note here.
"""

import atexit
import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

Work = Callable[[], None]
PATIENCE = 10.0
"""Seconds that the end of the process waits for what is left to be closed."""
_log = logging.getLogger(__name__)
_notes: SimpleQueue[Work | None] = SimpleQueue()
"""Its `put` may be called from a finalizer: it takes no lock that the same thread could hold."""
_guard = threading.Lock()
_thread: threading.Thread | None = None


def ready() -> None:
    """Start the thread, from ordinary code: a finalizer could not."""
    global _thread
    with _guard:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_serve, name="aicvgen-janitor", daemon=True)
            _thread.start()


def leave(work: Work) -> None:
    """Have the work done soon, somewhere else. Safe in a finalizer."""
    _notes.put(work)


def _serve() -> None:
    while (work := _notes.get()) is not None:
        try:
            work()
        except (OSError, RuntimeError) as error:
            _log.warning("A client that nobody closed could not be closed: %s", type(error).__name__)


def _end() -> None:
    _notes.put(None)
    if _thread is not None:
        _thread.join(PATIENCE)


# Registered before any finalizer is, so that it runs after the last of them has left its note.
atexit.register(_end)
