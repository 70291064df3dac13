"""The writer: one connection, one thread, and units of work that arrive together kept in one commit."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite

from storage.damage import DAMAGE, PRIMARY

LOG = logging.getLogger(__name__)
LONGEST_UNIT = 0.020
"""Seconds. A longer unit keeps everybody waiting; it is logged."""
MOST_IN_A_GROUP = 256
"""Units in one commit; bounds how long the last of them waits for the first."""

Unit = Callable[[], Any]
Begins = Callable[[], None]
"""Hears, in the writer's thread, that a transaction has begun: until then other programs may have written."""


@dataclass(frozen=True, slots=True)
class Kept:
    value: Any


@dataclass(frozen=True, slots=True)
class Failed:
    error: BaseException


Group = asyncio.Future[tuple[list[Kept | Failed], bool]]


class GroupLost(Exception):
    """SQLite gave up the whole transaction (a full disk does that), so nothing of the group is kept."""


def run_one(connection: sqlite3.Connection, unit: Unit, begins: Begins) -> Kept | Failed:
    """The unit in a transaction of its own."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        begins()
        value = _timed(unit)
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        return Failed(error)
    return Kept(value)


def run_group(
    connection: sqlite3.Connection, units: Sequence[Unit], begins: Begins
) -> tuple[list[Kept | Failed], bool]:
    """The units' results, and whether any of them changed a row."""
    before = connection.total_changes
    alone = len(units) == 1
    results = [run_one(connection, units[0], begins)] if alone else run_together(connection, units, begins)
    return results, connection.total_changes != before


def run_together(connection: sqlite3.Connection, units: Sequence[Unit], begins: Begins) -> list[Kept | Failed]:
    """All units in one commit, each in its own savepoint; one by one when the group as a whole cannot be kept."""
    try:
        return _one_commit(connection, units, begins)
    except (GroupLost, sqlite3.Error) as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if is_damage(error) or is_busy(error):
            return [Failed(error) for _ in units]
        LOG.warning("storage.group_lost units=%d", len(units))
        return [run_one(connection, unit, begins) for unit in units]


def _one_commit(connection: sqlite3.Connection, units: Sequence[Unit], begins: Begins) -> list[Kept | Failed]:
    results: list[Kept | Failed] = []
    connection.execute("BEGIN IMMEDIATE")
    begins()
    for unit in units:
        connection.execute("SAVEPOINT unit")
        try:
            results.append(Kept(_timed(unit)))
        except Exception as error:
            if is_damage(error):
                raise
            if not connection.in_transaction:
                raise GroupLost from error
            connection.execute("ROLLBACK TO unit")
            results.append(Failed(error))
        connection.execute("RELEASE unit")
    connection.execute("COMMIT")
    return results


def is_damage(error: BaseException) -> bool:
    """Whether the file itself is at fault: then nothing more may be written into it."""
    return isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorcode", 0) & PRIMARY in DAMAGE


def is_busy(error: BaseException) -> bool:
    """Whether another program writes: each unit alone would wait as long in vain as all of them together did."""
    code = getattr(error, "sqlite_errorcode", 0) & PRIMARY
    return isinstance(error, sqlite3.OperationalError) and code == sqlite3.SQLITE_BUSY


def _timed(unit: Unit) -> Any:
    began = time.perf_counter()
    value = unit()
    took = time.perf_counter() - began
    if took > LONGEST_UNIT:
        LOG.info("storage.long_unit ms=%.1f", took * 1000)
    return value


class Writer(aiosqlite.Connection):
    """aiosqlite's connection and thread, with one verb more: run units of work, grouped.

    Uses aiosqlite's own queue (`_tx`), which is why its version is pinned below 0.23.
    """

    def __init__(self, path: Path, prepare: Callable[[sqlite3.Connection], None]) -> None:
        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(path, isolation_level=None, cached_statements=512)
            try:
                prepare(connection)
            except BaseException:
                connection.close()
                raise
            return connection

        super().__init__(connect, iter_chunk_size=64)
        self._thread.daemon = True  # or a program that ends without closing the store would never end
        self._waiting: list[tuple[Unit, asyncio.Future[Any]]] = []
        self._busy = False
        self._damage: BaseException | None = None
        self.on_change: Callable[[], None] = lambda: None
        self.on_begin: Begins = lambda: None

    @property
    def idle(self) -> bool:
        return not self._busy and not self._waiting

    def submit(self, unit: Unit) -> asyncio.Future[Any]:
        """The unit's result, set only after its commit. Cancelling the caller does not cancel the unit."""
        if not self._running or self._connection is None:
            raise ValueError("the store is closed")
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if self._damage is not None:
            future.set_exception(self._damage)
            return future
        self._waiting.append((unit, future))
        self._call_for_group()
        return future

    def _call_for_group(self) -> None:
        """A group is made up at the loop's next turn: whoever is woken by the last commit is in time for the next."""
        if not self._busy and self._waiting:
            self._busy = True
            asyncio.get_running_loop().call_soon(self._next_group)

    def _next_group(self) -> None:
        group, self._waiting = self._waiting[:MOST_IN_A_GROUP], self._waiting[MOST_IN_A_GROUP:]
        done: Group = asyncio.get_running_loop().create_future()
        done.add_done_callback(partial(self._committed, group))
        self._tx.put_nowait((done, partial(run_group, self._conn, [unit for unit, _ in group], self.on_begin)))

    def _committed(self, group: Sequence[tuple[Unit, asyncio.Future[Any]]], done: Group) -> None:
        self._busy = False
        error = done.exception()
        if error is None:
            failed = (it.error for it in done.result()[0] if isinstance(it, Failed))
            self._damage = next((it for it in failed if is_damage(it)), None)
        if self._damage is not None:
            group, self._waiting = [*group, *self._waiting], []
            error = self._damage
        results, changed = ([Failed(error) for _ in group], False) if error else done.result()
        for (_, future), result in zip(group, results, strict=True):
            if future.done():
                continue
            if isinstance(result, Kept):
                future.set_result(result.value)
            else:
                future.set_exception(result.error)
        if changed:
            self.on_change()
        self._call_for_group()

    async def drained(self) -> None:
        """When nothing waits and nothing runs any more."""
        while not self.idle and self._damage is None:
            await self.submit(lambda: None)

    def ended(self) -> None:
        """Blocks until the thread has ended."""
        self._thread.join()
