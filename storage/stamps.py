"""Stamps: single moments that the house has to remember over a restart."""

import sqlite3
from datetime import datetime

from storage.moments import from_text, to_text

POLLED = "stamp/polled"
"""When Telegram last answered a poll, by the house's clock; at most half a minute old while it does."""
BACKED_UP = "stamp/backed_up"
"""When the last nightly backup was made."""
PLANNED = "stamp/planned"
"""The local midnight up to which duties are planned."""
BUNDLED = "stamp/bundled"
"""Up to when managers were told, in a bundle, what is not urgent."""
CLOCK_WRONG = "stamp/clock-wrong"
"""When it was last noted that the machine's clock is wrong."""


class Stamps:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> datetime | None:
        row = self._connection.execute("SELECT value FROM setting WHERE key = ?", (name,)).fetchone()
        return from_text(row["value"]) if row else None

    def set_again(self, name: str) -> None:
        """To what it is: whoever asks whether anything can be written writes this."""
        self._connection.execute("UPDATE setting SET value = value WHERE key = ?", (name,))

    def set(self, name: str, moment: datetime) -> None:
        self._connection.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (name, to_text(moment)),
        )
