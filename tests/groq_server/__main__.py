"""Run the stand-in by hand: `python -m tests.groq_server --plan free --port 8080`."""

import argparse
import time

from services.llm.clock import WallClock
from tests.groq_server.faults import KINDS, mixed
from tests.groq_server.limits import DEVELOPER, FREE, NONE, Switches
from tests.groq_server.server import GroqServer

PLANS = {"free": FREE, "developer": DEVELOPER, "none": NONE}


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.groq_server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 = any free one")
    parser.add_argument("--plan", choices=sorted(PLANS), default="free", help="whose limits to keep")
    parser.add_argument("--refund", action="store_true", help="give unused max_tokens back at completion")
    parser.add_argument("--stamp", choices=("admission", "completion"), default="admission")
    parser.add_argument("--latency", type=float, default=0.5, help="seconds per answer")
    parser.add_argument("--speed", type=float, default=1.0, help="how fast its clock runs")
    parser.add_argument("--faults", type=float, default=0.0, help="share of calls that go wrong")
    parser.add_argument("--fault-kinds", nargs="+", choices=KINDS, default=["500", "503", "reset", "not_json"])
    options = parser.parse_args()
    server = GroqServer(
        limits=PLANS[options.plan],
        switches=Switches(refund=options.refund, stamp=options.stamp),
        latency=options.latency,
        clock=WallClock(options.speed),
        faults=mixed(options.faults, options.fault_kinds),
        port=options.port,
    )
    with server:
        print(f"GROQ_API_BASE={server.url} GROQ_API_KEY=anything", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            print(f"{len(server.log)} requests")


if __name__ == "__main__":
    main()
