"""Bot starts it: settings, the machine's clock, the wire to Telegram, the commands of `python -m bot`."""

import os

# python-telegram-bot then gives durations as timedelta, as its next version will; without it each RetryAfter warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")
