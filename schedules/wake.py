"""The one wake-up: APScheduler holds a single job at the earliest due row; the rows are the truth."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from actions.report_failure import report_failure
from domain.clock import Clock
from schedules import timetable
from storage import NotKept, Store, Transaction
from storage.due import DueRow

LOG = logging.getLogger(__name__)
SAFETY_NET = 60.0
"""Seconds. Looks at the rows at least so often, whatever became of the timer."""
TRY_AGAIN = timedelta(minutes=1)
"""With `MOST_TRIES` five minutes in all; our own judgement: what fails for longer needs the operator, who then
hears."""
MOST_TRIES = 5


class WakingClock(Clock, Protocol):
    def real_delay(self, to: datetime) -> float | None:
        """Real seconds until this clock shows `to`; None for a clock that stands still."""


class Wake:
    """Serves due rows one unit of work each. Rows are served in the order of their moments, late ones too."""

    def __init__(
        self,
        store: Store,
        clock: WakingClock,
        machine_time: Callable[[], datetime],
        trouble: Callable[[BaseException], Awaitable[None]],
        operators: Callable[[Transaction], list[str]],
        may_decide: Callable[[], bool] = lambda: True,
    ) -> None:
        """`machine_time` is what APScheduler compares with, right or wrong. `may_decide` says whether people can be
        heard; while not, nobody is found missing."""
        self._may_decide = may_decide
        self._store = store
        self._clock = clock
        self._machine_time = machine_time
        self._trouble = trouble
        self._operators = operators
        self._one_at_a_time = asyncio.Lock()
        self._armed_for: datetime | None = None
        self._rung = asyncio.Event()
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    async def start(self) -> None:
        self._scheduler.start()
        await self.serve_what_is_due()

    async def tick(self, every: float = SAFETY_NET) -> None:
        """Serves when the timer rings, and as a safety net every so many seconds that nobody can set.

        APScheduler's own intervals stand still for as long as the machine's clock was set back.
        """
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._rung.wait(), every)
            self._rung.clear()
            try:
                await self.clock_turned()
            except Exception:
                LOG.exception("due.look_failed")

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def serve_what_is_due(self) -> int:
        """Serves everything whose moment has come and sets the timer for the next; returns how many rows.

        While nothing can be kept nothing is served: the operator is told, and the next tick tries again.
        """
        served = 0
        async with self._one_at_a_time:
            try:
                while rows := await self._store.run(timetable.ready, self._clock.now(), deciding=self._may_decide()):
                    for row in rows:
                        served += await self._serve(row)
                await self._arm()
            except NotKept as error:
                LOG.error("due.not_kept error=%s", error)
                await self._trouble(error)
        return served

    async def _serve(self, row: DueRow) -> int:
        try:
            return int(await self._store.run(timetable.serve, self._clock.now(), row))
        except NotKept:
            raise
        except Exception:
            error_id = secrets.token_hex(3)
            LOG.exception("due.failed verb=%s subject=%s tries=%d error_id=%s", row.verb, row.subject, row.attempts + 1,
                          error_id)  # fmt: skip
            await self._store.run(_put_off, self._clock.now(), row, error_id, self._operators)
            return 0

    async def clock_turned(self) -> None:
        """The timer was set by the clock as it stood before."""
        self._armed_for = None
        await self.serve_what_is_due()

    async def rearm(self) -> None:
        """Something changed: the next moment may be sooner now."""
        async with self._one_at_a_time:
            await self._arm()

    async def _arm(self) -> None:
        at = await self._store.run(timetable.next_at, deciding=self._may_decide())
        if at == self._armed_for:
            return
        self._armed_for = at
        delay = self._clock.real_delay(at) if at is not None else None
        if delay is None:
            if self._scheduler.get_job("wake"):
                self._scheduler.remove_job("wake")
            return
        self._scheduler.add_job(
            self._woken,
            "date",
            run_date=self._machine_time() + timedelta(seconds=delay),
            id="wake",
            replace_existing=True,
        )

    async def _woken(self) -> None:
        """Only rings. A job that served by itself would still run when it arms the next moment, and APScheduler skips
        for good what comes due while the job of that name runs."""
        self._rung.set()


def _put_off(
    tx: Transaction, now: datetime, row: DueRow, error_id: str, operators: Callable[[Transaction], list[str]]
) -> None:
    """A row that fails is tried again; of one that always fails the operator hears, and it is no longer asked."""
    if row.attempts + 1 < MOST_TRIES:
        tx.due.later(row, now + TRY_AGAIN)
        return
    tx.due.take(row)
    body = {"verb": row.verb, "facts": row.facts, "error": error_id}
    tx.history.append("due.given_up", now, person=None, said_at=now, item=row.subject, body=body)
    report_failure(tx, now, error_id, operators(tx), kind=f"{row.verb}:{row.subject}")
