"""A workbook that somebody sent in the chat: from its arrival to the tap that takes it or leaves it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LASTS = timedelta(hours=24)
"""After so long without a tap it is put away: it holds everybody's names, and the school goes on."""
ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ett", ".ods", ".csv", ".numbers")
"""What spreadsheets are called; those that cannot be read are answered with how to save them."""


class State(StrEnum):
    FETCHING = "fetching"
    READING = "reading"
    SHOWN = "shown"
    """What it would change was shown; it waits for a tap."""
    ACCEPTED = "accepted"
    """照这个改 was tapped; it is being imported."""
    KEPT = "kept"
    """The school is as it says."""
    WRONG = "wrong"
    SAME = "same"
    """Nothing would change."""
    DROPPED = "dropped"
    LAPSED = "lapsed"
    REPLACED = "replaced"
    """Its sender sent another one."""
    LOST = "lost"
    """It did not come from Telegram."""


OPEN = frozenset({State.FETCHING, State.READING, State.SHOWN, State.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Offer:
    """`name` is what the file is called; `base` says on which school its differences were shown; `newcomers` are people
    who came with it and have no link yet."""

    number: int
    person: str
    evidence: int
    name: str
    said_at: datetime
    state: State
    base: str
    newcomers: tuple[str, ...] = ()

    @property
    def item(self) -> str:
        return f"offer:{self.number}"


def is_spreadsheet(name: str) -> bool:
    return name.casefold().endswith(ENDINGS)
