"""The bot, as the rehearsal sees it: something that works, waits for a time, and can be killed."""

from datetime import datetime
from typing import Protocol


class Actor(Protocol):
    """Given by the caller; without one the server still serves, only the clock cannot be turned nor the bot killed."""

    async def settled(self) -> bool:
        """True while inbox, outbox and due rows are idle."""

    async def next_due(self) -> datetime | None:
        """The earliest due row after now, None when nothing waits."""

    async def turn(self, to: datetime) -> None:
        """The clock now stands at `to`; the bot does what became due."""

    async def kill(self) -> None:
        """SIGKILL the bot and start it again."""
