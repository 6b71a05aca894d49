"""Run every benchmark, one after the other: `make bench`."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main() -> None:
    """Run each script that has a main, and fail at the end if one failed."""
    names = sorted(path.stem for path in FOLDER.glob("*.py") if "\ndef main()" in path.read_text())
    failed = [name for name in names if name != "__main__" and not succeeded(name)]
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


def succeeded(name: str) -> bool:
    """Run one benchmark and tell whether it came to its end."""
    print(f"\n## {name}\n", flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode == 0


if __name__ == "__main__":
    main()
