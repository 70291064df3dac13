"""`python -m benchmarks [--quick] [name ...]`: measures and prints what it found. Never fails on speed.

`reliability` stands for the figures of docs/reliability.md, `speed` for the ratios of docs/performance.md.
"""

import argparse
import os
import platform
import sqlite3
import sys
import time

from benchmarks import (
    burst,
    commits,
    draws,
    latency,
    memory,
    notices,
    planning,
    resident,
    stalls,
    start,
    summary,
    whole_bot,
)
from benchmarks.processes import CORES

MEASURES = {
    "burst": burst.measure,
    "commits": commits.measure,
    "draws": draws.measure,
    "memory": memory.measure,
    "notices": notices.measure,
    "planning": planning.measure,
    "latency": latency.measure,
    "resident": resident.measure,
    "start": start.measure,
    "stalls": stalls.measure,
    "summary": summary.measure,
    "whole_bot": whole_bot.measure,
}
RELIABILITY = ("stalls", "notices", "burst", "memory")
GROUPS = {"reliability": RELIABILITY, "speed": tuple(name for name in MEASURES if name not in RELIABILITY)}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="name", help=" ".join((*MEASURES, *GROUPS)))
    parser.add_argument("--quick", action="store_true", help="fewer pairs")
    args = parser.parse_args()
    if unknown := set(args.names) - {*MEASURES, *GROUPS}:
        parser.error(f"no such measure: {' '.join(sorted(unknown))}")
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {len(CORES) or '?'} cores")
    print("ratios: median of interleaved pairs (lowest-highest); more is better")
    began = time.monotonic()
    for name in (one for named in args.names or ("speed",) for one in GROUPS.get(named, (named,))):
        for line in MEASURES[name](args.quick):
            print(line, flush=True)
    print(f"measured in {time.monotonic() - began:.0f} s, load {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
