"""What happens by the clock of the school: jobs by name, each at its times of day, kept as rows like everything else.

A job here is a line of `TIMETABLE`. Its row (verb `timetable`, subject the job's name) stands at the next moment; once
a local day and time of day is the key, so that an hour that daylight saving repeats fires once. A job may run late (by
days, after an outage) and is told the moment at which it was meant: it runs once then, not once for each day missed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from actions import (
    backup,
    certificates,
    draw,
    draw_days,
    morning,
    plan_duties,
    prune,
    review,
    room_facts,
    room_lists,
    roster_gaps,
    summary,
)
from domain.moments import is_a_day, utc
from domain.school import Settings
from domain.spans import DAY
from storage import Transaction
from storage.due import DueRow

VERB = "timetable"
Do = Callable[[Transaction, datetime, datetime], None]
Key = tuple[str, int]
"""A local date and which of the job's times of that day."""


@dataclass(frozen=True, slots=True)
class Job:
    """`at` are local times of day, at least one, earliest first; a setting of the school may decide them.

    `do(tx, now, meant)` runs in a transaction of its own; `meant` is the timetable's moment, before `now` when late.
    """

    name: str
    at: Callable[[Settings], tuple[time, ...]]
    do: Do


def always(*times: str) -> Callable[[Settings], tuple[time, ...]]:
    """The same times of day in every school."""
    fixed = tuple(time.fromisoformat(text) for text in times)
    return lambda settings: fixed


def _open_draws(tx: Transaction, now: datetime) -> None:
    """Today's numbers are closed and its slots looked at; yesterday is laid open."""
    draw_days.close_numbers(tx, now)
    draw.finish_past(tx, now)
    draw_days.reveal_past(tx, now)
    draw.begin_day(tx, now)


HOURLY = tuple(f"{hour:02}:00" for hour in range(24))
TIMETABLE: tuple[Job, ...] = (
    Job("plan", always(*HOURLY), lambda tx, now, meant: plan_duties.plan_ahead(tx, now)),
    # Whatever went wrong by day is put right while most people sleep: planning again changes only what differs.
    Job("replan", always("03:30"), lambda tx, now, meant: plan_duties.replan(tx, now)),
    Job("rooms", always("03:10"), lambda tx, now, meant: room_lists.ask_for_lists(tx, now)),
    Job("certificates", always("09:00"), lambda tx, now, meant: certificates.tell_of_certificates(tx, now)),
    Job("gaps", always("09:55"), lambda tx, now, meant: roster_gaps.tell_of_gaps(tx, now)),
    Job("room_week", always("18:30"), lambda tx, now, meant: room_facts.send_lists(tx, now)),
    Job("prune", always("02:40"), lambda tx, now, meant: prune.begin_pruning(tx, now)),
    Job("backup", always("04:10"), lambda tx, now, meant: backup.ask_for_backup(tx, now)),
    Job("morning", lambda settings: (morning.MORNING,), lambda tx, now, meant: morning.send_morning(tx, now)),
    Job("bundle", lambda settings: morning.BUNDLES, lambda tx, now, meant: morning.send_bundle(tx, now)),
    Job("summary", lambda settings: (settings.summary_at,), lambda tx, now, meant: summary.send_summary(tx, now)),
    Job("review", review.weekly_times, review.send_weekly),
    Job("draws_open", always("06:00"), lambda tx, now, meant: _open_draws(tx, now)),
    Job("draws_fixed", lambda settings: (draw_days.FIXED_AT,), draw_days.fix_tomorrow),
    Job("lights_out", lambda settings: (morning.NOT_LATER,), lambda tx, now, meant: morning.send_lights_out(tx, now)),
)


def arrange(tx: Transaction, now: datetime, jobs: tuple[Job, ...] = TIMETABLE) -> None:
    """A row for each job. One that waits already is moved only when its times or the zone changed since."""
    if not tx.school.imported():
        return
    waiting = {row.subject: row for row in tx.due.of_verb(VERB)}
    for gone in waiting.keys() - {job.name for job in jobs}:
        tx.due.drop(VERB, gone)
    for job in jobs:
        row = waiting.get(job.name)
        if row is None or row.facts["times"] != _times(tx, job):
            _put(tx, now, job, row.facts if row else {})


def arrange_anew(tx: Transaction, now: datetime, jobs: tuple[Job, ...] = TIMETABLE) -> None:
    """The clock was put back: each job waits for its next time from now. What ran today does not run again; what ran
    on a day that is still to come runs then."""
    waiting = {row.subject: row.facts for row in tx.due.of_verb(VERB)}
    today = now.astimezone(tx.school.load().settings.zone).date().isoformat() if tx.school.imported() else ""
    for job in jobs:
        if (facts := waiting.get(job.name)) is not None:
            last = facts["last"]
            _put(tx, now, job, {**facts, "last": last if last and last[0] <= today else None})


def run_job(tx: Transaction, now: datetime, row: DueRow, jobs: tuple[Job, ...] = TIMETABLE) -> None:
    """Does what the row says and waits for the next time; a job that no longer exists is forgotten."""
    for job in jobs:
        if job.name == row.subject:
            _put(tx, now, job, {**row.facts, "last": row.facts["next"]})
            job.do(tx, now, row.at)


def next_moment(
    times: tuple[time, ...], zone: ZoneInfo, after: datetime, last: Key | None = None
) -> tuple[datetime, Key]:
    """The first moment (UTC) after `after` at one of the local times, with its key; its key is always past `last`."""
    return min(_from(times, zone, after.astimezone(zone).date() - DAY, after, last))


def _from(
    times: tuple[time, ...], zone: ZoneInfo, day: date, after: datetime, last: Key | None
) -> list[tuple[datetime, Key]]:
    """What is left of the first local day, from `day` on, of which anything is left."""
    if not is_a_day(day, zone):
        return _from(times, zone, day + DAY, after, last)
    found = [(utc(datetime.combine(day, at), zone), (day.isoformat(), number)) for number, at in enumerate(times)]
    left = [(moment, key) for moment, key in found if moment > after and (last is None or key > last)]
    return left or _from(times, zone, day + DAY, after, last)


def _put(tx: Transaction, now: datetime, job: Job, facts: Mapping[str, Any]) -> None:
    settings = tx.school.load().settings
    last, times = facts.get("last"), job.at(settings)
    moment, key = next_moment(times, settings.zone, now, (last[0], last[1]) if last else None)
    tx.due.put(VERB, job.name, moment, {"times": _times(tx, job), "next": key, "last": last})


def _times(tx: Transaction, job: Job) -> list[str]:
    settings = tx.school.load().settings
    return [settings.zone.key, *(at.isoformat("minutes") for at in job.at(settings))]
