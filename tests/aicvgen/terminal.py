"""A terminal of 80 columns for tests: starts the command in it, types, and waits for what is printed."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Self

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b[=>]")
_SECONDS = 60

# Makes the pseudo-terminal the controlling one, so that Ctrl-C reaches the command, and becomes the command.
_BECOME = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.executable, sys.argv[1:])"


class Terminal:
    """`aicvgen` with these arguments, in a terminal of its own."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
        program = [sys.executable, "-c", "from aicvgen.cli import main; main()", *arguments]
        root = str(Path(__file__).parents[2])
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BECOME, *program],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": root, **environment},
        )  # fmt: skip
        os.close(slave)
        self.seen = ""
        self._from = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._master)

    def expect(self, text: str) -> str:
        """Wait until this text is printed, and return everything printed since the last time."""
        deadline = time.monotonic() + _SECONDS
        while (found := self.seen.find(text, self._from)) < 0:
            assert time.monotonic() < deadline and self._read(), f"never printed {text!r}:\n{self.seen[-3000:]}"
        since, self._from = self.seen[self._from : found], found + len(text)
        return since

    def type(self, line: str) -> None:
        """Type a line and press Enter."""
        os.write(self._master, f"{line}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C, and again while only its echo comes: Python loses one that arrives just before a read."""
        while self._process.poll() is None:
            before = len(self.seen)
            os.write(self._master, b"\x03")
            while self._read(5):
                if self.seen[before:].replace("^C", "").strip():
                    return

    def kill(self) -> None:
        """End the command as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def ends(self) -> int:
        """Wait for the end and return the exit code."""
        while self._read():
            pass
        return self._process.wait(_SECONDS)

    def _read(self, seconds: float = _SECONDS) -> bool:
        """Take in what was printed; return False at the end, or when nothing comes."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says so when the other side is closed
            return False
        self.seen += _ESCAPES.sub("", data.decode("utf-8", "replace")).replace("\r", "")
        return bool(data)
