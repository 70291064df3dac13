"""Photos are fetched after they were named: kept by their content, safe on the disk, then chained into history."""

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from pathlib import Path

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from actions import offers
from actions.erase_picture import UNSEND
from bot.attendant import Attendant
from bot.clock import PlayedClock, SystemClock
from bot.codes import codes_in, viewable
from bot.fetched import ask_for_a_picture, file_kept, not_fetched
from bot.kinds import FILMS, PICTURES, Kind
from bot.safekeeping import Empty, Shelved, arriving, discard, keep, make_room
from bot.shelves import VERBS as TIDY
from bot.shelves import Shelves
from bot.stripping import Unstrippable
from bot.unsend import Unsend
from bot.wire import TooLarge, Wire
from storage import Store, Transaction
from storage.due import DueRow
from storage.evidence import Evidence

LOG = logging.getLogger(__name__)
VERB = "evidence.fetch"
SERVED = frozenset({VERB, UNSEND, *TIDY})
POINT = "point"
"""The role of a photo that may show a poster: what its code says is read as soon as it is here."""
NO_ROOM_PAUSE = timedelta(minutes=5)
"""A disk that takes nothing is the operator's to mend, not the sender's: tried until it does."""
LOOK_AGAIN = 5.0
"""Seconds, our own judgement: a round waits for what a photo of its poster says."""
AT_ONCE = 4
"""Files on their way together; our own judgement: an album comes as fast as the line allows, and memory stays small."""
LARGEST = 20 * 1024 * 1024
"""Bytes. Telegram lends no larger file to a bot, and what it says of the size is not relied on."""
ASKED = frozenset({"after", "sign", "lock", "check"})
"""Roles of what was sent because a photo was asked for. Of a point's, the round says itself that it saw no code."""


class Fetcher(Attendant):
    """Serves the due rows of `evidence.fetch`; a fetch that is cut short is simply done again."""

    def __init__(
        self,
        store: Store,
        bot: Bot,
        clock: SystemClock | PlayedClock,
        folder: Path,
        trouble: Callable[[BaseException], Awaitable[None]],
        read: Callable[[Transaction, datetime, int, list[str]], None],
        typing: Callable[[int | None], AbstractAsyncContextManager[None]],
    ) -> None:
        super().__init__("evidence", LOOK_AGAIN)
        self._store = store
        self._bot = bot
        self._clock = clock
        self._folder = folder
        self._trouble = trouble
        self._read = read
        self._typing = typing
        self._shelves = Shelves(store, folder, clock.now, SystemClock().now)
        self._unsend = Unsend(store, bot, clock.now)

    async def run(self) -> None:
        await asyncio.to_thread(make_room, self._folder)
        await super().run()

    async def _look(self) -> float | None:
        await self._serve()
        if await self._shelves.tidy() or await self._unsend.some():
            self.poke()
            return None
        due = await self._store.run(lambda tx: tx.due.next_at(SERVED))
        return self._clock.real_delay(due) if due else None

    async def _serve(self) -> None:
        """Until nothing is wanted now. A photo that does not come holds up none that was sent after it."""
        under_way: set[str] = set()

        async def one(row: DueRow) -> None:
            try:
                async with self._typing(await self._store.run(_who_waits, int(row.subject))):
                    await self._fetch(row)
            finally:
                under_way.discard(row.subject)
                self.poke()

        async with asyncio.TaskGroup() as group:
            while True:
                self._poked.clear()
                rows = await self._store.run(lambda tx: tx.due.ready(self._clock.now(), [VERB], 2 * AT_ONCE))
                waiting = [row for row in rows if row.subject not in under_way]
                for row in waiting[: AT_ONCE - len(under_way)]:
                    under_way.add(row.subject)
                    group.create_task(one(row))
                if not under_way:
                    return
                await self._poked.wait()

    async def _fetch(self, row: DueRow) -> None:
        evidence = await self._store.run(lambda tx: tx.evidence.get(int(row.subject)))
        if evidence is None or evidence.state != "wanted":
            await self._store.run(lambda tx: tx.due.take(row))
            return
        came = arriving(self._folder, evidence.id)
        try:
            await self._download(evidence, came)
            shelved = await asyncio.to_thread(keep, self._folder, came)
            seen = await asyncio.to_thread(_looked_at, shelved, evidence.role)
        except OSError as error:
            LOG.error("evidence.no_room id=%d error=%s", evidence.id, type(error).__name__)
            await self._trouble(error)
            await self._store.run(lambda tx: tx.due.later(row, self._clock.now() + NO_ROOM_PAUSE))
        except (TelegramError, TooLarge, Unstrippable, Empty) as error:
            LOG.warning("evidence.not_fetched id=%d error=%s", evidence.id, type(error).__name__)
            await self._store.run(self._failed, self._clock.now(), row, evidence, _hopeless(error))
        except Exception:
            # An answer or a file of a kind that nobody thought of: it may hold up nobody else's photo.
            LOG.exception("evidence.not_fetched id=%d", evidence.id)
            await self._store.run(self._failed, self._clock.now(), row, evidence, "")
        else:
            await self._store.run(self._kept, self._clock.now(), row, evidence, shelved, *seen)
        finally:
            await asyncio.to_thread(discard, came)

    async def _download(self, evidence: Evidence, came: Path) -> None:
        """From Telegram, or from the disk of a Bot API server of one's own that runs on this machine."""
        if (evidence.size or 0) > LARGEST:
            raise TooLarge
        await asyncio.to_thread(came.parent.mkdir, parents=True, exist_ok=True)
        file = await self._bot.get_file(evidence.file_id)
        assert file.file_path is not None
        if not file.file_path.startswith(("http://", "https://")):
            await asyncio.to_thread(_copy, Path(file.file_path), came)
        else:
            wire = self._bot.request
            assert isinstance(wire, Wire)
            await wire.download(file.file_path, came, LARGEST)

    def _failed(self, tx: Transaction, now: datetime, row: DueRow, evidence: Evidence, hopeless: str) -> None:
        """Nobody waits for a photo that does not come: its point is asked for, and it may still arrive."""
        not_fetched(tx, now, row, evidence, hopeless)
        if evidence.role == POINT:
            self._read(tx, now, evidence.id, [])

    def _kept(
        self,
        tx: Transaction,
        now: datetime,
        row: DueRow,
        evidence: Evidence,
        shelved: Shelved,
        codes: Sequence[str],
        picture: bool,
    ) -> None:
        if not file_kept(tx, now, row, evidence, shelved):
            return
        if evidence.role == POINT:
            self._read(tx, now, evidence.id, list(codes))
        elif evidence.role == offers.ROLE:
            offers.came(tx, now, evidence.id)
        elif evidence.role in ASKED and not picture and evidence.person:
            ask_for_a_picture(tx, now, evidence.id, evidence.person)


def _who_waits(tx: Transaction, evidence_id: int) -> int | None:
    """The chat in which a round waits for what this photo says."""
    draft = tx.drafts.reading(evidence_id) or tx.drafts.begun_with(evidence_id)
    return draft.chat_id if draft else None


def _copy(there: Path, came: Path) -> None:
    if there.stat().st_size > LARGEST:
        raise TooLarge
    shutil.copyfile(there, came)


def _looked_at(shelved: Shelved, role: str) -> tuple[Sequence[str], bool]:
    """What codes the picture shows where a poster may be in it, and whether it is one where one was asked for."""
    if role == POINT:
        return codes_in(shelved.path), True
    if role in ASKED:
        return (), shelved.kind is Kind.HEIF or (shelved.kind in PICTURES and viewable(shelved.path))
    return (), True


def _hopeless(error: Exception) -> str:
    """Why it is of no use to try again; empty when it is."""
    match error:
        case TooLarge():
            return "too_big"
        case Unstrippable():
            return "film" if error.kind in FILMS else "not_kept"
        case BadRequest() if "too big" in str(error).lower():
            return "too_big"
    return ""
