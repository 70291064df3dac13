"""A machine whose clock is wrong, and a stage on which the bot lives by it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from bot.clock import PlayedClock, SystemClock
from bot.house import House
from tests.stage import MONDAY_QUARTER_TO_SEVEN, Stage


@dataclass
class Machine:
    """`true` is what time it is, `off` how far the machine's clock is ahead; frozen, it counts no seconds."""

    true: datetime
    off: timedelta = timedelta()
    frozen: timedelta = timedelta()

    def __post_init__(self) -> None:
        self._began = self.true

    def wall(self) -> datetime:
        return self.true + self.off

    def seconds(self) -> float:
        return (self.true - self._began - self.frozen).total_seconds()

    def freeze(self, by: timedelta) -> None:
        self.true += by
        self.frozen += by


class MachineClock(SystemClock):
    """The bot's own clock on that machine; turning it lets true time pass."""

    flowing = False

    def __init__(self, machine: Machine) -> None:
        self._on = machine
        super().__init__(machine.wall, machine.seconds)

    def turn(self, to: datetime, *, back: bool = False) -> datetime:
        self._on.true = max(to, self._on.true)
        return self.now()


@dataclass
class OnAMachine(Stage):
    """`elsewhere`: Telegram answers with its own clock's Date; else its server runs on our machine."""

    machine: Machine = field(default_factory=lambda: Machine(MONDAY_QUARTER_TO_SEVEN))
    elsewhere: bool = True

    def make_clock(self) -> PlayedClock:
        return cast(Any, MachineClock(self.machine))

    def true_time(self) -> datetime:
        return self.machine.true

    def make_house(self) -> House:
        house = super().make_house()
        house.wire.elsewhere = house.polling.elsewhere = self.elsewhere
        return house

    async def hear(self) -> None:
        """Telegram answers twice, and then a poll."""
        await self.house.application.bot.get_me()
        await self.house.application.bot.get_me()
        self.rehearsal.world.updates.answer()
        await self.settle()
