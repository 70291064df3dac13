"""The two ways of being away: the bot does not run, or it runs and cannot reach anybody."""

from typing import Literal, get_args

Outage = Literal["process", "network"]
KINDS: tuple[str, ...] = get_args(Outage)
