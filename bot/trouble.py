"""Trouble of the machine: one clear sentence to the person who can act, even when nothing can be written down."""

import asyncio
import contextlib
import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from telegram import Bot
from telegram.error import Conflict, TelegramError

from bot.commands.reader import tell
from bot.limits import in_lane
from domain.news import Lane
from domain.people import Permission, permissions_of
from handlers.news import render
from handlers.news.machine import TROUBLES
from storage import Store, Transaction
from storage.backups import backups_in
from storage.damage import Damaged
from storage.migrate import NotMigrated
from storage.store import FILE

LOG = logging.getLogger(__name__)
AGAIN_AFTER = 3600.0
"""Seconds before the same trouble is told again."""
LOOKING = 3.0
"""Seconds for reading, when somebody holds the database so that nobody else may even read."""
SIGNS: tuple[tuple[str, str], ...] = (
    ("升级没有做成", "upgrade"),
    ("terminated by other", "conflict"),
    ("full|no space|quota", "full"),
    ("readonly|read-only|permission|not a directory", "readonly"),
    ("i/o|input/output", "disk"),
    ("malformed|not a database|数据库坏了", "damaged"),
    ("locked", "locked"),
)
"""What an error says of itself, and which trouble that is; handlers/news/machine.py has the sentences."""
Chat = tuple[int, str | None]
"""Where an operator reads, and in which language."""
KNOWN = (sqlite3.Error, OSError, Damaged, NotMigrated, Conflict)


def kind_of(error: BaseException) -> str:
    text = str(error).lower()
    return next((kind for signs, kind in SIGNS if any(it in text for it in signs.split("|"))), "other")


def sentence_for(error: BaseException) -> str:
    """For the terminal, in its language."""
    return tell(TROUBLES[kind_of(error)])


class Trouble:
    """Tells the operators directly, past the outbox: it is the outbox that cannot be written."""

    def __init__(
        self, bot: Bot, operator: str, data: Path, backups: Path, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._bot = bot
        self._operator = operator
        self._data, self._backups = data, backups
        self._now = now
        self._chats: list[Chat] = []
        self._told: dict[str, float] = {}

    def operators(self, tx: Transaction) -> list[str]:
        """The operator of config.toml, else everybody who may manage people and is bound."""
        bound = tx.accounts.bound()
        if self._operator in bound:
            return [self._operator]
        roles = tx.school.roles
        may = [p.id for p in tx.school.people.values() if Permission.MANAGE_PEOPLE in permissions_of(p, roles)]
        return [person for person in may if person in bound]

    async def remember(self, store: Store) -> None:
        """Keeps the operators' chats at hand for the day on which the database cannot be asked."""
        self._chats = await store.run(_chats, self.operators)

    async def tell_without_a_house(self, error: BaseException) -> None:
        """The start has failed: who is to hear is read from the database as it lies there, else from a backup."""
        if said_lately(self._data):
            return
        self._chats = await asyncio.to_thread(chats_in, self._data, self._backups, self.operators)
        if not self._chats:
            return
        try:
            async with asyncio.timeout(20):
                await self._bot.initialize()
            await self.tell(error)
        except (TelegramError, TimeoutError) as lost:
            LOG.error("trouble.not_told error=%s", type(lost).__name__)

    async def tell_of_a_conflict(self) -> None:
        """To whoever can stop one of the two programs, once an hour however often we are started; never raises."""
        if not await asyncio.to_thread(said_lately, self._data, "told-conflict"):
            await self.tell(Conflict("terminated by other getUpdates request"))

    async def _look_again(self) -> None:
        """Who became an operator since the start, read beside the writer: it may be the writer that waits for somebody.

        A database that cannot even be read leaves those of before.
        """
        with contextlib.suppress(Exception):
            found = await asyncio.to_thread(chats_in, self._data, self._backups, self.operators)
            self._chats = found or self._chats

    async def tell(self, error: BaseException) -> None:
        """One sentence an hour and kind of trouble, and again as long as nobody got it; never raises."""
        kind = kind_of(error) if isinstance(error, KNOWN) else "other"
        if self._now() - self._told.get(kind, -AGAIN_AFTER) < AGAIN_AFTER:
            return
        self._told[kind] = self._now()
        LOG.critical("trouble sentence=%s error=%s", TROUBLES[kind], error)
        await self._look_again()
        told = 0
        for chat, language in self._chats:
            text = render("trouble", {"kind": kind}, language).text
            try:
                async with asyncio.timeout(10):
                    await self._bot.send_message(chat, text, rate_limit_args=in_lane(Lane.URGENT))  # type: ignore[call-arg]
                told += 1
            except (TelegramError, TimeoutError) as lost:
                LOG.error("trouble.not_told chat=%d error=%s", chat, type(lost).__name__)
        if not told:
            del self._told[kind]


def _chats(tx: Transaction, operators: Callable[[Transaction], list[str]]) -> list[Chat]:
    bound = tx.accounts.bound()
    return [(bound[person], tx.accounts.language_of(bound[person])) for person in operators(tx)]


def said_lately(data: Path, name: str = "told") -> bool:
    """Whether a start said so within the hour; a supervisor starts us every few seconds. Says that it does so now.

    Where the data folder takes no mark it stands in the machine's folder for what passes.
    """
    elsewhere = sha256(str(data.absolute()).encode()).hexdigest()[:16]
    marks = (data / name, Path(tempfile.gettempdir()) / f"zhiqin-{name}-{os.getuid()}-{elsewhere}")
    for mark in marks:
        with contextlib.suppress(OSError):
            # A mark of a time to come was made by a clock that was wrong.
            if abs(time.time() - mark.stat().st_mtime) < AGAIN_AFTER:  # noqa: TID251
                return True
    for mark in marks:
        with contextlib.suppress(OSError):
            mark.touch(mode=0o600)
            return False
    return False


def chats_in(data: Path, backups: Path, operators: Callable[[Transaction], list[str]]) -> list[Chat]:
    """From the database, else as it lies there without its log (on a full disk nobody can open that), else from the
    newest backup."""
    as_it_lies = [data / FILE, *(backup.database for backup in backups_in(backups)[-1:])]
    ways = [(data / FILE, "mode=ro"), *((database, "mode=ro&immutable=1") for database in as_it_lies)]
    for database, how in ways:
        with (
            contextlib.suppress(sqlite3.Error, ValueError, LookupError),
            contextlib.closing(sqlite3.connect(f"{database.absolute().as_uri()}?{how}", LOOKING, uri=True)) as beside,
        ):
            beside.row_factory = sqlite3.Row
            return _chats(Transaction(beside), operators)
    return []
