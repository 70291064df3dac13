"""The timetable: jobs by the school's clock, each once a day and time, whatever the clocks do."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from actions.import_school import import_school
from domain.school import School
from schedules.jobs import VERB, Job, always, arrange, next_moment, run_job
from storage import Transaction
from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana",
                         "Africa/Cairo", "Africa/Casablanca"]).map(ZoneInfo)  # fmt: skip
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@dataclass
class Bell:
    """A job that only remembers: when it ran, and when it was meant."""

    rung: list[tuple[datetime, datetime]] = field(default_factory=list)

    def job(self, *times: str) -> Job:
        return Job("bell", always(*times), lambda tx, now, meant: self.rung.append((now, meant)))


def ring(tx: Transaction, now: datetime, job: Job) -> None:
    for row in tx.due.ready(now, [VERB]):
        tx.due.take(row)
        run_job(tx, now, row, (job,))


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def test_a_job_runs_at_each_of_its_times_and_only_then(tx: Transaction) -> None:
    bell = Bell()
    job = bell.job("10:00", "15:30")
    arrange(tx, NOW, (job,))
    for now in ("2026-11-23T09:59", "2026-11-23T10:00", "2026-11-23T10:01", "2026-11-23T15:30"):
        ring(tx, local(now), job)
    assert [meant for _, meant in bell.rung] == [local("2026-11-23T10:00"), local("2026-11-23T15:30")]
    assert tx.due.next_at([VERB]) == local("2026-11-24T10:00")


def test_after_days_away_it_runs_once_and_knows_how_late_it_is(tx: Transaction) -> None:
    bell = Bell()
    job = bell.job("20:30")
    arrange(tx, NOW, (job,))
    ring(tx, local("2026-11-26T09:00"), job)
    assert bell.rung == [(local("2026-11-26T09:00"), local("2026-11-23T20:30"))]
    assert tx.due.next_at([VERB]) == local("2026-11-26T20:30")


def test_a_start_leaves_a_row_where_it_stands_and_a_changed_setting_moves_it(tx: Transaction, sample: School) -> None:
    job = Job("bell", lambda settings: (settings.summary_at,), lambda tx, now, meant: None)
    arrange(tx, NOW, (job,))
    arrange(tx, local("2026-11-24T09:00"), (job,))
    assert tx.due.next_at([VERB]) == local("2026-11-23T20:30")
    import_school(tx, NOW, replace(sample, settings=replace(sample.settings, summary_at=time(21, 15))))
    arrange(tx, NOW, (job,))
    assert tx.due.next_at([VERB]) == local("2026-11-23T21:15")


def test_a_job_that_ran_today_does_not_run_again_because_its_time_was_moved(tx: Transaction) -> None:
    bell = Bell()
    arrange(tx, NOW, (bell.job("08:00"),))
    ring(tx, local("2026-11-23T08:00"), bell.job("08:00"))
    arrange(tx, local("2026-11-23T08:05"), (bell.job("09:00"),))
    assert tx.due.next_at([VERB]) == local("2026-11-24T09:00")


def test_a_job_that_is_gone_leaves_no_row(tx: Transaction) -> None:
    arrange(tx, NOW, (Bell().job("08:00"),))
    arrange(tx, NOW, ())
    assert tx.due.next_at([VERB]) is None


def test_an_hour_that_comes_twice_rings_once() -> None:
    before = datetime(2026, 10, 24, 12, tzinfo=UTC)
    first, key = next_moment((time(2, 30),), BERLIN, before)
    second, _ = next_moment((time(2, 30),), BERLIN, first, key)
    assert (first, second) == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 26, 1, 30, tzinfo=UTC))


@given(ZONES, st.dates(date(2024, 1, 1), date(2030, 12, 31)), CLOCKS)
def test_a_daily_job_rings_once_on_each_of_sixty_days(zone: ZoneInfo, day: date, at: time) -> None:
    moment, key = next_moment((at,), zone, datetime(day.year, day.month, day.day, tzinfo=UTC))
    days = [key[0]]
    for _ in range(60):
        moment, key = next_moment((at,), zone, moment, key)
        days.append(key[0])
    first = date.fromisoformat(days[0])
    assert days == [(first + timedelta(days=n)).isoformat() for n in range(61)]
