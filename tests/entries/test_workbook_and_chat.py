"""Whatever a workbook and a chat say of the same bed, in whatever order: one entry, and the chat has the last word."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.absences import absent_beds, follow_rows
from actions.entries import close_entry, move_due
from actions.overdue import time_is_over
from domain.dorms import Absence, AbsenceKind
from domain.entries import BACK, LEAVE, Entry
from storage import Transaction
from tests.sample import sample
from tests.stage import MONDAY_QUARTER_TO_SEVEN as MORNING
from tests.storage.rows import empty_database

HOUR = timedelta(hours=1)
STARTS = datetime.fromisoformat("2026-11-23T06:00")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("listed"), st.sampled_from((None, 1, 5, 5, 30))),
        st.tuples(st.just("listed"), st.sampled_from((None, 5))),
        st.tuples(st.just("back"), st.none()),
        st.tuples(st.just("moved"), st.sampled_from((2, 9))),
        st.tuples(st.just("later"), st.sampled_from((1, 6))),
    ),
    min_size=3,
    max_size=8,
)


@pytest.fixture(scope="module")
def tx() -> Iterator[Transaction]:
    connection = empty_database()
    connection.execute("BEGIN")
    here = Transaction(connection)
    here.school.replace(replace(sample(), absences=()))
    yield here
    connection.close()


class Life:
    """One bed through imports, taps and hours."""

    def __init__(self, tx: Transaction) -> None:
        self.tx, self.now, self.spoken = tx, MORNING, False
        self.sheet: datetime | None = None
        self.until: datetime | None = None
        """Until when the bed is away: the newest word of sheet and chat."""

    @property
    def entries(self) -> list[Entry]:
        return self.tx.entries.open_of(LEAVE)

    def listed(self, hours: int | None) -> None:
        """An import, and a restart: the row lasts so many hours, or is not there."""
        ends = None if hours is None else STARTS + hours * HOUR
        was_open = bool(self.entries)
        rows = () if ends is None else (Absence(AbsenceKind.LEAVE, "R1-103", 2, STARTS, ends, "P53"),)
        follow_rows(self.tx, self.now, rows)
        follow_rows(self.tx, self.now, rows)
        if ends is None and was_open:
            self.sheet = self.until = None
        elif ends is not None and ends != self.sheet:
            self.sheet = self.until = ends

    def back(self, _: None) -> None:
        for entry in self.entries:
            close_entry(self.tx, self.now, entry, BACK, "P53")
            self.spoken = True

    def moved(self, hours: int) -> None:
        """The class teacher says another end."""
        for entry in self.entries:
            move_due(self.tx, self.now, entry, self.now + hours * HOUR, "P53")
            self.until = (self.now + hours * HOUR).replace(tzinfo=None)

    def later(self, hours: int) -> None:
        self.now += hours * HOUR
        for entry in self.entries:
            time_is_over(self.tx, self.now, entry.number)
            time_is_over(self.tx, self.now, entry.number)


class Undone(Exception):
    """Takes back what an example did."""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_bed_is_away_when_the_sheet_says_so_and_nobody_said_otherwise(
    tx: Transaction, steps: list[tuple[str, int | None]]
) -> None:
    with suppress(Undone), tx.attempt():
        walk(Life(tx), steps)
        raise Undone


def walk(life: Life, steps: list[tuple[str, int | None]]) -> None:
    for what, how in steps:
        getattr(life, what)(how)
        local = life.now.replace(tzinfo=None)
        said = life.until is not None and local < life.until
        away = ("R1-103", 2) in absent_beds(life.tx, life.now)
        assert len(life.tx.entries.open_of(LEAVE)) <= 1
        assert away == (said and not life.spoken)
