"""Run a command as a whole process several times and report what the operating system accounts for it."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """Medians over the runs: wall seconds, processor seconds and peak memory in MB."""

    wall: float
    cpu: float
    peak: float


def measure(command: Sequence[str], environment: Mapping[str, str], runs: int = 7) -> Figures:
    """Return the medians of several runs, after one that is not counted.

    Raises:
        SystemExit: the command failed; its output says why.
    """
    once(command, environment)
    walls, cpus, peaks = zip(*(once(command, environment) for _ in range(runs)), strict=True)
    return Figures(statistics.median(walls), statistics.median(cpus), statistics.median(peaks))


def once(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float, float]:
    """Run the command once; return wall seconds, processor seconds and peak memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{output.decode(errors='replace')}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale
