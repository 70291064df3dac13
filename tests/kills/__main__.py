"""`python -m tests.kills [--kills 500] [--each 20] [--at-once 2]`: the half hour again and again, killed all the time.

With --webhook updates are brought to the bot. Each half hour has its own seed and is compared with one without kills.
Prints a row for each, then all together; the exit code is 1 when any promise was broken, and what was broken is
printed with the seed that shows it again.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.understudy import ROOT
from tests.kills.pieces import pieces


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--each", type=int, default=20, help="kills in one half hour")
    parser.add_argument("--seed", type=int, default=1, help="of the first half hour; the next has the next")
    parser.add_argument("--at-once", type=int, default=1, help="half hours side by side")
    parser.add_argument("--webhook", action="store_true", help="updates are brought to the bot")
    args = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    total: dict[str, float] = {}
    broken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        os.environ.setdefault("PYTHONPYCACHEPREFIX", f"{folder}/bytecode")
        subprocess.run([sys.executable, "-c", "import bot.backstage"], cwd=ROOT, check=True)  # compiled once
        for piece in pieces(Path(folder), args.kills, args.each, args.seed, args.at_once, webhook=args.webhook):
            print(f"seed {piece.seed}: {dict(piece.figures)} {'' if not piece.broken else 'BROKEN'}", flush=True)  # noqa: T201
            for line in piece.broken:
                broken.append(f"seed {piece.seed}: {line}")
                print(f"  {line}", flush=True)  # noqa: T201
            for name, number in piece.figures.items():
                total[name] = total.get(name, 0) + number
    print(f"all together: {total}\n{len(broken)} promises broken, load {os.getloadavg()[0]:.1f}")  # noqa: T201
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
