"""Runs a house until somebody says stop, or until it cannot go on and says why."""

import asyncio
import contextlib
import gc
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from telegram.error import InvalidToken, TelegramError

from bot.house import Clock, House
from bot.settings import Config, ConfigError
from bot.trouble import sentence_for
from bot.watchdog import CONFLICT, LOOK_EVERY, REFUSED, Systemd
from bot.wire import NotTelegram
from storage.damage import NotKept, in_kind

if TYPE_CHECKING:
    from bot.monitor import Monitor

CANNOT_GO_ON = 75
"""EX_TEMPFAIL of sysexits.h: the supervisor starts us again."""
WRONG_SETTINGS = 78
"""EX_CONFIG: somebody has to mend the settings. The systemd unit tries again all the same: Telegram may be wrong."""
UNREACHABLE = (
    "连不上 Telegram({why}),请检查网络、代理和 base_url,稍后会再试"
    " / cannot reach Telegram ({why}): check network, proxy and base_url"
)
NOT_TELEGRAM = (
    "答话的不是 Telegram:网络可能要先登录,或者代理、base_url 不对;稍后会再试"
    " / what answers is not Telegram: the network may want a login, or proxy or base_url are wrong; trying again"
)
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0
GIVE_WAY = 60.0
"""Seconds between the conflicts that a second process makes: fewer than the first one bears (bot/watchdog.py). Two that
began together both end; each waits up to as long again, so that one of them comes back to a free place."""


async def serve(
    config: Config,
    clock: Clock,
    *,
    while_running: Callable[[House, asyncio.Event], Coroutine[Any, Any, None]] | None = None,
    limits_off: bool = False,
) -> int:
    """The exit code. SIGINT and SIGTERM stop it in order; without a network it waits for one."""
    stopping, told = asyncio.Event(), asyncio.Event()
    reasons: list[str] = []

    def stop() -> None:
        told.set()
        stopping.set()

    def give_up(sentence: str) -> None:
        reasons.append(sentence)
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    monitor = await _monitor(config, clock)
    house = await _started(config, clock, give_up, stopping, limits_off)
    if house is not None:
        if monitor is not None:
            monitor.house = house
        # What the start has made stays for good: no collection need look at it again, and fewer are needed.
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)
        try:
            if while_running is not None:
                house.tasks.start(while_running(house, stopping), "backstage")
            await stopping.wait()
            if CONFLICT in reasons:
                await house.trouble.tell_of_a_conflict()
        finally:
            await house.stop()
    if monitor is not None:
        await monitor.stop()
    with contextlib.suppress(OSError):
        for reason in reasons:
            sys.stderr.write(reason + "\n")
    if house is None and REFUSED in reasons:
        return WRONG_SETTINGS
    if CONFLICT in reasons:
        await _give_way(told)
    return CANNOT_GO_ON if reasons else 0


async def _monitor(config: Config, clock: Clock) -> "Monitor | None":
    """Where somebody wants to watch; loaded only there, it would cost each start a tenth of a second."""
    if not config.monitor.port:
        return None
    from bot.monitor import Monitor

    monitor = Monitor(config, clock)
    await monitor.start()
    return monitor


async def _give_way(told: asyncio.Event) -> None:
    """A supervisor starts us again at once; the process that was there first would lose its patience with us. Meanwhile
    the supervisor hears that we wait on purpose, and do not hang."""
    systemd = Systemd()
    until = time.monotonic() + GIVE_WAY * (1 + os.getpid() % 30 / 30)
    while not told.is_set() and (left := until - time.monotonic()) > 0:
        systemd.say("WATCHDOG=1", "STATUS=让开,另一个程序在用这个令牌 / giving way to another program with this token")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(left, LOOK_EVERY)):
                await told.wait()


async def _started(
    config: Config, clock: Clock, give_up: Callable[[str], None], stopping: asyncio.Event, limits_off: bool
) -> House | None:
    """A house that has started; None when the token is refused or we are told to stop before there is a network."""
    pause, systemd = FIRST_PAUSE, Systemd()
    while not stopping.is_set():
        house = House(config, clock, give_up=give_up, limits_off=limits_off)
        starting = house.tasks.start(_against(house), "start")
        told = house.tasks.start(stopping.wait(), "told to stop")
        await asyncio.wait([starting, told], return_when=asyncio.FIRST_COMPLETED)
        if stopping.is_set() and not starting.done():
            starting.cancel()
            await asyncio.wait([starting])
            return None
        error = await starting
        told.cancel()
        if error is None:
            return house
        if isinstance(error, InvalidToken):
            give_up(REFUSED)
            return None
        if isinstance(error, ConfigError):
            raise error
        if not isinstance(error, TelegramError):
            await house.tell_of_the_start(error)
            if not _passes(error):
                raise error
        systemd.say(f"EXTEND_TIMEOUT_USEC={int(2 * LONGEST_PAUSE * 1e6)}")
        said = _said_of(error)
        with contextlib.suppress(OSError):  # where it goes may be full, too
            sys.stderr.write(said + "\n")
        try:
            async with asyncio.timeout(pause):
                await stopping.wait()
        except TimeoutError:
            pause = min(pause * 2, LONGEST_PAUSE)
    return None


def _said_of(error: Exception) -> str:
    if isinstance(error, NotTelegram):
        return NOT_TELEGRAM
    return UNREACHABLE.format(why=type(error).__name__) if isinstance(error, TelegramError) else sentence_for(error)


def _passes(error: Exception) -> bool:
    """What somebody may mend while we wait: a full disk, rights, a database that another program holds."""
    return isinstance(error, NotKept) or (
        isinstance(error.__cause__, sqlite3.OperationalError) and isinstance(in_kind(error.__cause__), NotKept)
    )


async def _against(house: House) -> Exception | None:
    """Starts the house; what speaks against it, if anything. A network that goes away meanwhile makes it last."""
    try:
        await house.start()
    except Exception as error:
        return error
    return None
