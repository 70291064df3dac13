"""The steps of a workbook in the chat: read apart, compared beside the store, imported in one unit; or written."""

import asyncio
import base64
import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from actions.import_offer import apply
from actions.import_school import RosterClash
from actions.offer_differences import differences, look, made_ready
from actions.offers import APPLY, READ, WRITE, may_offer, refuse, show
from bot.apart import read_apart, write_apart
from bot.clock import PlayedClock, SystemClock
from domain.news import Lane, News
from domain.offers import State
from domain.reading import Vocabulary, reader_of
from domain.refusal import Refusal
from storage import Store, Transaction
from storage.due import DueRow
from storage.evidence import path_of
from storage.workbook import Workbook, WorkbookErrors
from words.sentence import packed

LOG = logging.getLogger(__name__)
TOLD = {"person.erased": "offer.erased"}
"""What is told otherwise here than on the command line."""
MOST_FAULTS = 500
"""Faults that are told one by one; of the others how many there are."""


class Steps:
    def __init__(self, store: Store, clock: SystemClock | PlayedClock, data: Path) -> None:
        self._store = store
        self._clock = clock
        self._data = data
        self._last: tuple[str, Workbook] | None = None
        """What was read last, by its sha256: mostly what is imported next."""

    async def take(self, row: DueRow) -> None:
        """What the row asks for; it is taken in the unit that does it."""
        await {READ: self._read, APPLY: self._apply, WRITE: self._write}[row.verb](row)

    async def _read(self, row: DueRow) -> None:
        """Says what it would change. The school that it is compared with may change meanwhile: then once more."""
        try:
            workbook, by = await self._workbook(int(row.subject))
            while True:
                present = await self._store.run(look)
                _changes, facts = await asyncio.to_thread(differences, present, self._clock.now(), workbook, by)
                if not facts:
                    await self._store.run(refuse, self._clock.now(), row, State.SAME, "offer.same", {})
                    return
                if await self._store.run(show, self._clock.now(), row, present.base, facts):
                    return
        except WorkbookErrors as error:
            faults = [packed(fault.sentence) for fault in error.faults[:MOST_FAULTS]]
            await self._refuse(row, "offer.wrong", {"faults": faults, "count": len(error.faults)})
        except FileNotFoundError:
            await self._refuse(row, "offer.lost", {})
        except RosterClash as clash:
            await self._clashed(row, clash)
        except Refusal as no:
            await self._refuse(row, TOLD.get(no.about, no.about), no.facts)

    async def _clashed(self, row: DueRow, clash: RosterClash) -> None:
        await self._refuse(row, "offer.clash", {"said": list(clash.said[:MOST_FAULTS]), "count": len(clash.said)})

    async def _refuse(self, row: DueRow, about: str, facts: Mapping[str, Any]) -> None:
        await self._store.run(refuse, self._clock.now(), row, State.WRONG, about, facts)

    async def _apply(self, row: DueRow) -> None:
        """In one unit, for which everything is made ready before; and the words of its places are learnt, too."""
        try:
            workbook, _by = await self._workbook(int(row.subject))
        except (Refusal, FileNotFoundError, WorkbookErrors):
            # Gone since it was shown, by hand or by a restored backup.
            await self._refuse(row, "offer.lost", {})
            return
        await asyncio.to_thread(reader_of, Vocabulary(workbook.school.places, workbook.school.settings))
        present = await self._store.run(look)
        try:
            ready = await asyncio.to_thread(made_ready, present, workbook, self._clock.now())
        except RosterClash as clash:
            await self._clashed(row, clash)
            return
        if await self._store.run(apply, self._clock.now(), row, workbook, present.base, ready):
            LOG.info("workbook.imported offer=%s", row.subject)

    async def _workbook(self, number: int) -> tuple[Workbook, str]:
        """What was sent, and by whom."""
        sha256, name, by = await self._store.run(_file_of, number)
        if self._last is None or self._last[0] != sha256:
            self._last = None
            self._last = sha256, await read_apart(self._data, path_of(self._data / "photos", sha256), name)
        return self._last[1], by

    async def _write(self, row: DueRow) -> None:
        now = self._clock.now()
        content = await write_apart(self._data, now)
        await self._store.run(_send, now, row, content)


def _file_of(tx: Transaction, number: int) -> tuple[str, str, str]:
    """The sha256 of what was sent, its name, and whose it is."""
    offer = tx.offers.get(number)
    evidence = tx.evidence.get(offer.evidence) if offer is not None else None
    if offer is None or evidence is None or evidence.sha256 is None or evidence.state != "kept":
        raise Refusal("offer.lost")
    return evidence.sha256, offer.name, offer.person


def _send(tx: Transaction, now: datetime, row: DueRow, content: bytes) -> None:
    """To whoever asked, for good: the row is forgotten as soon as it was delivered."""
    if tx.due.take(row) and may_offer(tx, row.subject):
        day = now.astimezone(tx.school.load().settings.zone).date().isoformat()
        facts = {"file": base64.b85encode(content).decode(), "day": day}
        tx.outbox.put(News("workbook.file", row.subject, facts, Lane.REPLY), now)
