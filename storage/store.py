"""The store: opens the one file, runs units of work, and says when something changed."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from storage.damage import Damaged, check_not_emptied, in_kind
from storage.engine import Writer
from storage.migrate import check_whose, migrate
from storage.transaction import Transaction
from words.sentence import Sentence

P = ParamSpec("P")
T = TypeVar("T")
FILE = "zhiqin.db"
RESTORING = ".restoring"
"""Where a backup is made ready to take the place of the data (storage/restore.py)."""


class HalfRestored(Exception):
    """A restore was cut short: there is no database, and one must not be made from nothing."""

    def __init__(self) -> None:
        super().__init__(Sentence("上次恢复备份没有做完,请再运行一次: python -m bot restore 备份文件夹"))


def half_restored(folder: Path) -> bool:
    return not (folder / FILE).exists() and (folder / RESTORING).exists()


class Store:
    """One SQLite file with one writer. `await store.run(action, now, …)` runs one action in one transaction.

    Raises what the action raises, and NotKept when the disk would not have what it wrote; nothing of a failed action is
    kept. A damaged file is Damaged: `on_damage` hears of it, and no unit is run any more.
    Results come after the commit has reached the disk (`synchronous=FULL`).

    Whoever appends a callback hears, in the loop's thread, of each commit that changed a row (`changed`), or of what
    was queued in it (`queued`): `outbox`, and the verbs of due rows.
    """

    def __init__(self, writer: Writer, transaction: Transaction, folder: Path) -> None:
        self._folder = folder
        self._writer = writer
        self._transaction = transaction
        self.changed: list[Callable[[], None]] = []
        self.queued: list[Callable[[frozenset[str]], None]] = []
        self.on_damage: Callable[[Damaged], None] = lambda damaged: None
        writer.on_change = self._tell
        writer.on_begin = transaction.look_again

    @classmethod
    async def open(cls, folder: Path) -> "Store":
        """Opens `zhiqin.db` in an existing folder, made or migrated as needed."""
        path = folder / FILE
        if half_restored(folder):
            raise HalfRestored
        check_not_emptied(path)
        made: list[Transaction] = []

        def prepare(connection: sqlite3.Connection) -> None:
            connection.row_factory = sqlite3.Row
            check_whose(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA busy_timeout = 5000")
            connection.execute("PRAGMA foreign_keys = ON")
            # Each unit's savepoint copies the pages it changes: beyond 64 KB that would be a temporary file.
            connection.execute("PRAGMA temp_store = MEMORY")
            # What is forgotten leaves nothing in the file's gaps; no slower (docs/reliability.md).
            connection.execute("PRAGMA secure_delete = ON")
            # Else INSERT OR REPLACE would remove a record of the history past its trigger.
            connection.execute("PRAGMA recursive_triggers = ON")
            migrate(connection, path)
            made.append(Transaction(connection))

        writer = Writer(path, prepare)
        try:
            await writer
        except BaseException as error:
            # aiosqlite tells its thread to stop but does not wait: it must not outlive the loop it reports to.
            await asyncio.to_thread(writer.ended)
            if isinstance(error, sqlite3.Error):
                raise in_kind(error, folder) from error
            raise
        return cls(writer, made[0], folder)

    async def run(self, action: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def unit() -> T:
            try:
                return action(self._transaction, *args, **kwargs)
            except BaseException:
                self._transaction.look_again()
                raise

        try:
            result: T = await self._writer.submit(unit)
        except sqlite3.DatabaseError as error:
            meant = in_kind(error, self._folder)
            if meant is error:
                raise
            if isinstance(meant, Damaged):
                self.on_damage(meant)
            raise meant from error
        return result

    async def close(self) -> None:
        """Waits for what is under way and closes the file."""
        await self._writer.drained()
        await self._writer.close()

    def _tell(self) -> None:
        for hears_all in self.changed:
            hears_all()
        # The next group begins only after this, so the writer's thread does not touch what is read here.
        if what := self._transaction.touched():
            for listener in self.queued:
                listener(what)
