"""Notices that nothing arrives any more, starts polling anew, and ends the process when that does not help."""

import asyncio
import logging
import os
import socket
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable

from telegram.error import Conflict, TelegramError

from bot.logs import event
from bot.polling import Outcome

log = logging.getLogger(__name__)

SILENT = (
    "已有 {seconds:.0f} 秒没有从 Telegram 收到回答,程序退出,等待重新启动;请检查网络和代理"
    " / no answer from Telegram for {seconds:.0f} s: ending to be started again; check the network and the proxy"
)
UNKEPT = (
    "已有 {seconds:.0f} 秒什么也存不下来,程序退出,等待重新启动;新消息都还在 Telegram,请看磁盘和数据文件夹"
    " / nothing could be kept for {seconds:.0f} s: ending to be started again; what arrives stays at Telegram,"
    " look at the disk and the data folder"
)
CONFLICT = (
    "另一个进程正在使用同一个令牌(token)收消息,本程序退出;一个令牌只能由一个程序使用"
    " / another process uses this token to fetch updates: ending; one token serves one program only"
)
REFUSED = (
    "Telegram 不认这个令牌(token),程序退出;请在 @BotFather 核对后写进 config.toml"
    " / Telegram refuses this token: ending; check it with @BotFather and put it into config.toml"
)
CONFLICTS_WITHIN = 60.0
"""Seconds in which conflicts are counted together."""
CONFLICTS, CONFLICTS_OF_THE_YOUNG, CONFLICTS_OF_A_NEWCOMER = 6, 4, 2
JUST_COME = 5.0
"""The one that was there first stays: whoever began less than a minute ago gives up sooner, and soonest whoever met a
conflict within so many seconds of its start, for of the two that one came later."""
REFUSED_FOR = 30.0
"""A single 401 passes (Telegram has sent some by mistake); half a minute of them does not."""
LOOK_EVERY = 5.0
RESTART_WITHIN = 60.0
"""PTB's stop may sleep through a back-off of 30 s before it returns."""


class Systemd:
    """Says READY, WATCHDOG and STATUS to the service manager; to nobody when there is none."""

    def __init__(self, address: str | None = None) -> None:
        """`address` is what NOTIFY_SOCKET holds; a leading @ means Linux's abstract namespace."""
        address = os.environ.get("NOTIFY_SOCKET", "") if address is None else address
        self._address = "\0" + address[1:] if address.startswith("@") else address

    def say(self, *lines: str) -> None:
        if not self._address:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth:
            try:
                mouth.sendto("\n".join(lines).encode(), self._address)
            except OSError as error:
                event(log, "systemd.deaf", logging.WARNING, error=type(error).__name__)


class Watchdog:
    """Looks every few seconds at the time of the last success. All times are monotonic seconds.

    PTB: pass `on_error` to start_polling as error_callback. Request class: `on_outcome` is its hook.
    `give_up` is called once, with the sentence to print, and must make the process end with a failure.
    """

    def __init__(
        self,
        last_success: Callable[[], float | None],
        restart: Callable[[], Awaitable[None]],
        give_up: Callable[[str], None],
        *,
        restart_after: float = 90.0,
        give_up_after: float = 180.0,
        systemd: Systemd | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._last_success = last_success
        self._restart = restart
        self._give_up = give_up
        self._restart_after = restart_after
        self._give_up_after = give_up_after
        self._systemd = systemd or Systemd()
        self._now = now
        self._began = now()
        self._restarted = False
        self._ended = False
        self._gives_way = False
        """Ending because of a conflict takes its time, see bot/serve.py: more than a supervisor allows for stopping."""
        self._conflicts: deque[float] = deque(maxlen=CONFLICTS)
        self._refused_since: float | None = None
        self._unkept = False
        """Telegram answers, but nothing could be kept of it: of the last poll."""
        self.outcomes: Counter[str] = Counter()
        """How many polls ended in each way since the start."""

    async def run(self) -> None:
        """Watches until cancelled, or until it has given up. The silence counts from here at the earliest."""
        self._began = self._now()
        try:
            while not self._ended:
                await self.look()
                await asyncio.sleep(LOOK_EVERY)
        finally:
            if not self._gives_way:
                self._systemd.say("STOPPING=1")

    async def look(self) -> None:
        """One look: says that all is well, or starts polling anew, or gives up."""
        last = self._last_success()
        silent = self._now() - (self._began if last is None else max(last, self._began))
        if silent >= self._give_up_after:
            why, sentence = ("unkept", UNKEPT) if self._unkept else ("silent", SILENT)
            self._end(why, sentence.format(seconds=silent))
        elif silent >= self._restart_after:
            await self._begin_again(silent)
        else:
            self._restarted = False
            if last is not None:
                self._systemd.say("READY=1", "WATCHDOG=1", f"STATUS=值勤中 / on duty, {silent:.0f} s ago")

    def on_outcome(self, outcome: Outcome) -> None:
        """Hears how each getUpdates ended, before PTB does."""
        self.outcomes[outcome.value] += 1
        self._unkept = outcome is Outcome.UNKEPT
        if outcome is not Outcome.REFUSED:
            self._refused_since = None if outcome is Outcome.KEPT else self._refused_since
            return
        if self._refused_since is None:
            self._refused_since = self._now()
            event(log, "poll.refused", logging.ERROR)
        elif self._now() - self._refused_since >= REFUSED_FOR:
            self._end("refused", REFUSED)

    def on_error(self, error: TelegramError) -> None:
        """Counts conflicts. Successes between them do not matter: two processes succeed by turns, each with half."""
        event(log, "poll.failed", logging.WARNING, error=type(error).__name__)
        if not isinstance(error, Conflict):
            return
        self._conflicts.append(self._now())
        lately = [moment for moment in self._conflicts if self._now() - moment <= CONFLICTS_WITHIN]
        young = self._now() - self._began <= CONFLICTS_WITHIN
        borne = CONFLICTS_OF_THE_YOUNG if young else CONFLICTS
        if len(lately) >= (CONFLICTS_OF_A_NEWCOMER if lately[0] - self._began <= JUST_COME else borne):
            self._gives_way = True
            self._end("conflict", CONFLICT)

    async def _begin_again(self, silent: float) -> None:
        """Once a silence, until it has worked; what fails here is tried again at the next look."""
        if self._restarted:
            return
        event(log, "poll.restart", logging.WARNING, silent_s=round(silent))
        self._systemd.say("STATUS=联系不上 Telegram,正在重新连接 / no answer from Telegram, connecting anew")
        try:
            async with asyncio.timeout(min(RESTART_WITHIN, self._give_up_after - silent)):
                await self._restart()
            self._restarted = True
        except Exception as error:
            event(log, "poll.not_restarted", logging.ERROR, error=type(error).__name__)

    def _end(self, why: str, sentence: str) -> None:
        if self._ended:
            return
        self._ended = True
        event(log, "poll.given_up", logging.CRITICAL, why=why, sentence=sentence)
        self._systemd.say(f"STATUS={sentence}")
        self._give_up(sentence)
