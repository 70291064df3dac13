"""`python -m bot`, in a hurry: every patience of the watchdog divided, so that a test need not wait three minutes.

python -m tests.promises.hasty 30 run --config CONFIG
"""

import sys

from bot import serve, watchdog
from bot.commands import main

CONFLICTS_WITHIN = 6.0
"""Not less: PTB takes a second between two polls that failed, whoever is in a hurry."""
PATIENCE = {
    watchdog: ("REFUSED_FOR", "LOOK_EVERY", "RESTART_WITHIN"),
    serve: ("FIRST_PAUSE", "LONGEST_PAUSE", "GIVE_WAY", "LOOK_EVERY"),
}


def hurry(times: float) -> None:
    for module, names in PATIENCE.items():
        for name in names:
            setattr(module, name, getattr(module, name) / times)
    watchdog.CONFLICTS_WITHIN = CONFLICTS_WITHIN
    asked = watchdog.Watchdog.__init__.__kwdefaults__
    for name in ("restart_after", "give_up_after"):
        asked[name] /= times


if __name__ == "__main__":
    hurry(float(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
