"""`python -m benchmarks [--quick] [name ...]`: measures and prints a table of ratios. Never fails on speed."""

import argparse
import platform
import sqlite3
import sys
import time

from benchmarks import burst, commits, latency, memory, notices, planning, stalls, start, summary, whole_bot
from benchmarks.processes import CORES

MEASURES = {
    "burst": burst.measure,
    "commits": commits.measure,
    "memory": memory.measure,
    "notices": notices.measure,
    "planning": planning.measure,
    "latency": latency.measure,
    "start": start.measure,
    "stalls": stalls.measure,
    "summary": summary.measure,
    "whole_bot": whole_bot.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="name", help=" ".join(MEASURES))
    parser.add_argument("--quick", action="store_true", help="fewer pairs")
    args = parser.parse_args()
    if unknown := set(args.names) - set(MEASURES):
        parser.error(f"no such measure: {' '.join(sorted(unknown))}")
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {len(CORES) or '?'} cores")
    print("ratios: median of interleaved pairs (lowest-highest); more is better")
    began = time.monotonic()
    for name in args.names or MEASURES:
        for line in MEASURES[name](args.quick):
            print(line, flush=True)
    print(f"measured in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
