"""Batch work on the stand-in, beside the plain ways in the same run: `python -m benchmarks.batch [SECTION…]`."""

import asyncio
import sys

from benchmarks import batch_candidates, batch_faults, batch_profile, batch_ranking, batch_rows

SECTIONS = {
    "profile": batch_profile.section,
    "rows": batch_rows.section,
    "candidates": batch_candidates.section,
    "offline": batch_candidates.offline,
    "faults": batch_faults.section,
    "ranking": batch_ranking.section,
}


def main() -> None:
    """Print the tables of all sections, or of those named."""
    for name in sys.argv[1:] or SECTIONS:
        asyncio.run(SECTIONS[name]())
        print(flush=True)


if __name__ == "__main__":
    main()
