"""Sessions under kill -9, in crowds, with many items, and with a person who thinks.

Run as `python -m benchmarks.sessions [KILLS]`; 200 kills take about ten minutes.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks import sessions_crowd, sessions_kill, sessions_size, sessions_waiting

KILLS = 200


def main(kills: int) -> None:
    """Measure one thing after the other, each in a folder that goes away."""
    print("# Sessions\n\n`python -m benchmarks.sessions`\n")
    parts = (
        ("Waiting", sessions_waiting.table),
        ("Size", sessions_size.table),
        ("A thousand sessions", sessions_size.listing),
        ("A crowd", sessions_crowd.table),
        ("Killed", lambda folder: sessions_kill.table(folder, kills)),
    )
    for title, measure in parts:
        with tempfile.TemporaryDirectory(prefix="aicvgen-bench-") as folder:
            print(f"## {title}\n\n{measure(Path(folder))}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)
