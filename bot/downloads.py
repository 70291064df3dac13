"""Photos are fetched after they were named: kept by their content, safe on the disk, then chained into history."""

import asyncio
import contextlib
import hashlib
import logging
import os
import threading
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.clock import PlayedClock, SystemClock
from bot.codes import codes_in
from bot.shelves import VERBS as TIDY
from bot.shelves import Shelves
from domain.news import Lane, News
from storage import Store, Transaction
from storage.due import DueRow
from storage.evidence import Evidence

LOG = logging.getLogger(__name__)
VERB = "evidence.fetch"
SERVED = frozenset({VERB, *TIDY})
POINT = "point"
"""The role of a photo that may show a poster: what its code says is read as soon as it is here."""
PAUSES = (timedelta(seconds=20), timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1))
"""After each failed attempt; after the last the sender is asked to send it again."""
NO_ROOM_PAUSE = timedelta(minutes=5)
"""A disk that takes nothing is the operator's to mend, not the sender's: tried until it does."""
LOOK_AGAIN = 5.0
AT_ONCE = 4
ONE_AT_A_TIME = threading.Lock()
"""The same picture twice in one album would be written by two threads into one file."""


class Fetcher:
    """Serves the due rows of `evidence.fetch`; a fetch that is cut short is simply done again."""

    def __init__(
        self,
        store: Store,
        bot: Bot,
        clock: SystemClock | PlayedClock,
        folder: Path,
        trouble: Callable[[BaseException], Awaitable[None]],
        read: Callable[[Transaction, datetime, int, list[str]], None],
    ) -> None:
        self._store = store
        self._bot = bot
        self._clock = clock
        self._folder = folder
        self._trouble = trouble
        self._read = read
        self._shelves = Shelves(store, folder, clock.now, SystemClock().now)
        self._timer: asyncio.TimerHandle | None = None
        self._poked = asyncio.Event()
        self._busy = False

    def poke(self) -> None:
        self._poked.set()

    @property
    def idle(self) -> bool:
        return not self._busy and not self._poked.is_set()

    async def run(self) -> None:
        self.poke()
        while True:
            await self._poked.wait()
            self._poked.clear()
            self._busy = True
            try:
                while rows := await self._store.run(lambda tx: tx.due.ready(self._clock.now(), [VERB], AT_ONCE)):
                    await asyncio.gather(*(self._fetch(row) for row in rows))
                if await self._shelves.tidy():
                    self.poke()
                    continue
                due = await self._store.run(lambda tx: tx.due.next_at(SERVED))
                self._wake_in(self._clock.real_delay(due) if due else None)
            except Exception:
                LOG.exception("evidence.look_failed")
                self._wake_in(LOOK_AGAIN)
            finally:
                self._busy = False

    def _wake_in(self, seconds: float | None) -> None:
        """None for never: a clock that stands still is turned by hand."""
        self.stop()
        if seconds is not None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self.poke)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    async def _fetch(self, row: DueRow) -> None:
        evidence = await self._store.run(lambda tx: tx.evidence.get(int(row.subject)))
        if evidence is None or evidence.state != "wanted":
            await self._store.run(lambda tx: tx.due.take(row))
            return
        try:
            file = await self._bot.get_file(evidence.file_id)
            content = bytes(await file.download_as_bytearray())
            sha256 = await asyncio.to_thread(keep, self._folder, content)
            codes = await asyncio.to_thread(codes_in, content) if evidence.role == POINT else []
        except OSError as error:
            LOG.error("evidence.no_room id=%d error=%s", evidence.id, type(error).__name__)
            await self._trouble(error)
            await self._store.run(lambda tx: tx.due.later(row, self._clock.now() + NO_ROOM_PAUSE))
        except TelegramError as error:
            LOG.warning("evidence.not_fetched id=%d error=%s", evidence.id, type(error).__name__)
            hopeless = isinstance(error, BadRequest) and "too big" in str(error).lower()
            await self._store.run(self._failed, self._clock.now(), row, evidence, hopeless)
        else:
            await self._store.run(self._kept, self._clock.now(), row, evidence, sha256, len(content), codes)

    def _failed(self, tx: Transaction, now: datetime, row: DueRow, evidence: Evidence, hopeless: bool) -> None:
        """Nobody waits for a photo that does not come: its point is asked for, and it may still arrive."""
        _failed(tx, now, row, evidence, hopeless)
        if evidence.role == POINT:
            self._read(tx, now, evidence.id, [])

    def _kept(
        self, tx: Transaction, now: datetime, row: DueRow, evidence: Evidence, sha256: str, size: int, codes: list[str]
    ) -> None:
        if _kept(tx, now, row, evidence, sha256, size) and evidence.role == POINT:
            self._read(tx, now, evidence.id, codes)


def keep(folder: Path, content: bytes) -> str:
    """Writes the bytes under their sha256 (hex), on the disk before it returns; the same bytes are kept once."""
    sha256 = hashlib.sha256(content).hexdigest()
    with ONE_AT_A_TIME:
        _keep(folder, sha256, content)
    return sha256


def _keep(folder: Path, sha256: str, content: bytes) -> None:
    shelf = folder / sha256[:2]
    shelf.mkdir(parents=True, exist_ok=True)
    target = shelf / sha256[2:]
    if not target.exists():
        draft = target.with_suffix(".part")
        try:
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        except OSError:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise
        handle = os.open(shelf, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# What the evidence belongs to is not said here: it may be attached before or after its bytes have come, and the record
# that attaches it names it.
def _kept(tx: Transaction, now: datetime, row: DueRow, evidence: Evidence, sha256: str, size: int) -> bool:
    if not tx.due.take(row):
        return False
    tx.evidence.kept(evidence.id, sha256)
    tx.history.append(
        "evidence.kept",
        now,
        person=evidence.person,
        said_at=evidence.said_at,
        body={"evidence": evidence.id, "file": evidence.file_unique_id, "sha256": sha256, "size": size},
    )
    return True


def _failed(tx: Transaction, now: datetime, row: DueRow, evidence: Evidence, hopeless: bool) -> None:
    tries = tx.evidence.tried(evidence.id)
    if not hopeless and tries <= len(PAUSES):
        tx.due.later(row, now + PAUSES[tries - 1])
        return
    tx.due.take(row)
    tx.evidence.lost(evidence.id)
    tx.history.append(
        "evidence.lost",
        now,
        person=evidence.person,
        said_at=evidence.said_at,
        body={"evidence": evidence.id, "file": evidence.file_unique_id},
    )
    if evidence.person:
        about = "evidence.too_big" if hopeless else "evidence.lost"
        tx.outbox.put(News(about, evidence.person, {}, Lane.ORDINARY, once=f"evidence:{evidence.id}:lost"), now)
