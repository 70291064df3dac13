"""The bot, as the rehearsal sees it: something that works, waits for a time, dies, returns and loses its line."""

from datetime import datetime
from typing import Protocol

from rehearsal.shapes import Json


class Actor(Protocol):
    """Given by the caller; without one the server still serves, only the clock cannot be turned nor the bot killed."""

    async def settled(self) -> bool:
        """True while inbox, outbox and due rows are idle."""

    async def next_due(self) -> datetime | None:
        """The earliest due row after now, None when nothing waits."""

    async def coming(self) -> list[Json]:
        """What is to happen next, in words: moments `{at, lines: [{zh, en}], more}`, soonest first."""

    async def turn(self, to: datetime) -> None:
        """The clock now stands at `to`; the bot, unless it is dead, does what became due."""

    @property
    def flowing(self) -> bool:
        """Whether the clock goes on by itself at the pace of real time."""

    async def flow(self, on: bool) -> None:
        """Let the clock go on by itself, or stand where it is."""

    async def take(self, user: int) -> None:
        """This phone is played at the page from now on; a bot that plays people lets them be."""

    async def die(self) -> None:
        """SIGKILL; the clock can still be turned, and a dead bot does nothing about it."""

    async def start(self) -> None:
        """Start the bot after `die`; returns when it is ready."""

    async def outage(self, to: datetime) -> None:
        """The clock jumps to `to` while the bot lives and reaches nobody."""
