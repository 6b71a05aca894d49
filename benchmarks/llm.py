"""The LLM client at the limits, under faults, and on the clock: `python -m benchmarks.llm [section …]`."""

import asyncio
import sys

from benchmarks import llm_faults, llm_forecast, llm_overhead, llm_saturation


def saturation() -> None:
    """Print how much of the limits is used, by cell and way."""
    print("### Saturated: the share of the allowed tokens that was used\n")
    print(llm_saturation.HEAD)
    for cell, ways in llm_saturation.cells():
        for way in ways:
            print(asyncio.run(llm_saturation.run(cell, way)).row(), flush=True)


def faults() -> None:
    """Print how a thousand calls end when three in ten go wrong."""
    print(f"\n### {llm_faults.CALLS} calls, {llm_faults.SHARE:.0%} faults of {len(llm_faults.KINDS)} kinds\n")
    print(llm_faults.HEAD)
    for way in llm_saturation.WAYS:
        print(asyncio.run(llm_faults.run(way)), flush=True)


def overhead() -> None:
    """Print what the client adds to a call."""
    print("\n### Overhead of a call, one after the other\n")
    print(asyncio.run(llm_overhead.table()), flush=True)


def forecasts() -> None:
    """Print forecasts beside what happened."""
    print("\n### The forecast and the run\n")
    print(llm_forecast.HEAD)
    for plan in llm_forecast.PLANS:
        print(asyncio.run(llm_forecast.rows(plan)), flush=True)


SECTIONS = {"overhead": overhead, "forecasts": forecasts, "faults": faults, "saturation": saturation}


def main() -> None:
    """Run the named sections, or all."""
    for name in sys.argv[1:] or SECTIONS:
        SECTIONS[name]()


if __name__ == "__main__":
    main()
