"""Kill -9 at random instants of sessions with a model: what is lost, asked twice, paid twice or different then."""

import multiprocessing
import random
import time
from collections import Counter
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.sessions_cv import make_ad, make_cv, work
from services.journal import Journal
from services.vault import Vault
from tests.groq_server.server import GroqServer
from tests.sessions.writer import WRITER

ITEMS = 12
LATENCY = 0.05
DOCUMENTS = ("cv.md", "cv.html", "cv.pdf", "cv.docx", "cv.json")
_PRELOAD = ["benchmarks.sessions_cv", "graph.tailor", "services.embeddings.static", "services.grounding.gate"]
_STORING = 0.1
"""Seconds in which an answer that left the server may not have reached the client's cache yet."""


class Harness:
    """Sessions in processes of their own, each in a home of its own, over one stand-in for the model's server."""

    def __init__(self, folder: Path, server: GroqServer, seed: int = 1) -> None:
        self._folder, self._server = folder, server
        self._dice = random.Random(seed)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(_PRELOAD)
        self._cv, self._ad = make_cv(folder, ITEMS - 2), make_ad(folder)
        self.sessions = self.kills = self.lost = self.twice = self.different = self.paid_again = self.in_flight = 0
        self.calls = 0

    def reference(self) -> float:
        """Run two sessions without a kill, keep the documents of the second, and return its seconds."""
        self._start("calm", self._folder / "calm").join()  # warms the server of processes
        began, known = time.perf_counter(), len(self._server.log)
        self._start("calm-2", self._folder / "reference").join()
        self.calls = len(self._server.log) - known
        return time.perf_counter() - began

    def run(self, kills: int, seconds: float) -> None:
        """Kill so many times, one to six times in each session, and bring each session to its end."""
        while self.kills < kills:
            self.sessions += 1
            self._one(f"home-{self.sessions}", self._folder / f"out-{self.sessions}", seconds)

    def _one(self, home: str, out: Path, seconds: float) -> None:
        known, acknowledged = len(self._server.log), 0
        for _ in range(self._dice.randint(1, 6)):
            process = self._start(home, out)
            time.sleep(self._dice.uniform(0, seconds))
            process.kill()
            process.join()
            self.kills += 1
            now = self._server.clock.now()
            self.in_flight += sum(not call.status or now - call.end < _STORING for call in self._server.log[known:])
            acknowledged = max(acknowledged, _count(out / "acknowledged"))
        self._start(home, out).join()
        decided = [(revision.item, revision.attempt) for revision in self._journal(home, out).since()]
        self.lost += acknowledged > len(decided) or len({item for item, _ in decided}) != ITEMS
        self.twice += len(decided) - len(set(decided))
        self.different += any(_bytes(out / name) != _bytes(self._folder / "reference" / name) for name in DOCUMENTS)
        asked = Counter(str(call.request["messages"]) for call in self._server.log[known:])
        self.paid_again += sum(count - 1 for count in asked.values())

    def _journal(self, home: str, out: Path) -> Journal:
        return Journal(self._folder / home / "sessions" / (out / "id").read_text(), Vault())

    def _start(self, home: str, out: Path) -> BaseProcess:
        arguments = (str(self._folder / home), self._server.url, str(self._cv), str(self._ad), str(out))
        process = self._context.Process(target=work, args=arguments)
        process.start()
        return process


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _count(path: Path) -> int:
    return int(path.read_text() or 0) if path.exists() else 0


def table(folder: Path, kills: int) -> str:
    """Kill, and return what came of it as Markdown."""
    with GroqServer(WRITER, latency=LATENCY) as server:
        harness = Harness(folder, server)
        seconds = harness.reference()
        harness.run(kills, seconds)
    return (
        f"kill -9 at {harness.kills} random instants of {harness.sessions} sessions with {ITEMS} items and"
        f" {harness.calls} model calls of {LATENCY * 1000:.0f} ms (undisturbed: {seconds:.1f} s)\n\n"
        "| | count |\n|---|---:|\n"
        f"| sessions that lost an accepted decision | {harness.lost} |\n"
        f"| items decided twice | {harness.twice} |\n"
        f"| sessions whose five documents differ in a byte from the undisturbed run | {harness.different} |\n"
        f"| calls in flight at the kills | {harness.in_flight} |\n"
        f"| calls paid again | {harness.paid_again} |\n"
    )
