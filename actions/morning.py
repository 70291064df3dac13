"""The lines between two summaries: 06:45 (its absence means that the bot is dead), lights out, and two bundles."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from actions.absences import absent_beds
from actions.certificates import unlicensed
from actions.day_facts import alarm_line, duty_line, lines_of, tally_facts
from actions.decisions import decisions_for, waiting_now
from actions.facts import hour, name_of, span
from actions.roll_call import level_of, still_missing
from actions.rostered import holders, local_day
from actions.sickbay import resolved, unpapered
from actions.staffing import Staffing
from domain.dorms import AbsenceKind
from domain.duties import Duty, State, Task
from domain.news import Lane, News
from domain.people import Permission, is_manager
from domain.plans import Grade
from domain.spans import DAY
from domain.tally import tally
from domain.tickets import State as TicketState
from storage import Transaction
from storage.stamps import BUNDLED

BUNDLES = (time(10), time(15, 30))
MORNING = time(6, 45)
LATE = timedelta(minutes=10)
"""A line sent later than that says so: whoever waited for it thought the bot dead."""
NOT_LATER = time(23)
"""Of the lights-out line: roll calls that are still open by then are named in it."""
NEXT_DAY = time(12)
"""A lights-out line before noon is that of the night before."""
READ_UNTIL = timedelta(hours=6)
"""After that a line of the morning is no news."""


def send_morning(tx: Transaction, now: datetime) -> None:
    """Night, today, gaps: to the managers and to today's duty leader, once a local date.

    After an outage it comes neither before its time nor so late that it is no line of the morning.
    """
    day = local_day(tx, now)
    meant = datetime.combine(day, MORNING, tx.school.load().settings.zone)
    if not meant <= now <= meant + READ_UNTIL:
        return
    late_by = {"meant": hour(tx, meant)} if now - meant > LATE else None
    facts = {**morning_facts(tx, now, day), "late_by": late_by}
    for person in morning_readers(tx, now, holders(tx, day, "duty_leader")):
        tx.outbox.put(
            News("morning", person, facts, Lane.SUMMARY, once=f"morning:{day}:{person}", good_until=now + READ_UNTIL),
            now,
        )


def morning_facts(tx: Transaction, now: datetime, day: date) -> dict[str, Any]:
    settings = tx.school.load().settings
    last = tx.summaries.last(day)
    evening = datetime.combine(day - DAY, settings.summary_at, settings.zone)
    began = last.ended if last and last.day == day - DAY else evening
    closed = [duty for duty in tx.duties.closing_between(began, now) if not duty.trial]
    rounds = [
        duty
        for duty in closed
        if duty.task is Task.ROUND and settings.night.holds(duty.starts.astimezone(settings.zone))
    ]
    leaders = holders(tx, day, "duty_leader")
    today = [duty for duty in tx.duties.of_day(day) if not duty.trial]
    return {
        "night": tally_facts(tally(duty.state for duty in rounds)),
        "missed": lines_of(tx, rounds, State.MISSED),
        "also_missed": lines_of(tx, [duty for duty in closed if duty not in rounds], State.MISSED),
        "late": lines_of(tx, rounds, State.LATE),
        "excused": lines_of(tx, closed, State.EXCUSED),
        "outages": [span(tx, *outage) for outage in tx.figures.outages(began, now)],
        "alarms": [alarm_line(tx, alarm) for alarm in tx.figures.alarms(began, now)],
        "running": len(tx.figures.running_alarms()),
        "sick": _in_sickbay(tx, now),
        "today": len(today),
        "unlicensed": unlicensed(tx, day),
        "waiting": len(tx.services.late()),
        "leader": name_of(tx, leaders[0]) if leaders else "",
        "gaps": sum(duty.owner is None and not duty.is_over for duty in today),
    }


def send_bundle(tx: Transaction, now: datetime) -> None:
    """What a manager would otherwise get piece by piece since the last such message; nothing when there is nothing.

    A 关键 duty that was missed was told at once and is not told again; the head reads it in the evening.
    """
    zone = tx.school.load().settings.zone
    local = now.astimezone(zone)
    since, told = datetime.combine(local.date(), MORNING, zone), tx.stamps.get(BUNDLED)
    since = max(since, told) if told and told <= now else since
    if since >= now:
        return
    tx.stamps.set(BUNDLED, now)
    closed = [duty for duty in tx.duties.closing_between(since, now) if not duty.trial]
    missed = lines_of(tx, [duty for duty in closed if duty.grade is Grade.ORDINARY], State.MISSED)
    unreachable = [name_of(tx, person) for person in tx.figures.unreachable(since, now)]
    waiting = [t.number for t in tx.figures.open_tickets() if t.state is TicketState.WAITING and t.reported_at > since]
    if not (missed or unreachable or waiting):
        return
    facts = {"since": hour(tx, since), "missed": missed, "unreachable": unreachable, "waiting": waiting}
    found = waiting_now(tx, now)
    for person in morning_readers(tx, now):
        if tx.school.people[person].superior is None:
            continue
        own = {**facts, "decisions": decisions_for(tx, now, tx.school.people[person], found)}
        once = f"bundle:{local:%Y-%m-%d %H}:{person}"
        tx.outbox.put(News("bundle", person, own, Lane.SUMMARY, once=once, good_until=now + READ_UNTIL), now)


def send_lights_out(tx: Transaction, now: datetime) -> None:
    """To the duty leader, once a night: as soon as the last roll call is over, at the latest at 23:00."""
    local = now.astimezone(tx.school.load().settings.zone)
    day = local.date() if local.time() >= NEXT_DAY else local.date() - DAY
    rolls = [duty for duty in tx.duties.of_day(day) if duty.task is Task.ROLL]
    waiting = [duty for duty in rolls if not duty.is_over]
    if not rolls or (waiting and local.date() == day and local.time() < NOT_LATER):
        return
    facts = {**roll_facts(tx, rolls), "open": [duty_line(tx, it) for it in rolls if it.state in UNDONE]}
    for person in Staffing(tx, now).people("duty_leader", None):
        tx.outbox.put(News("lights_out", person.id, facts, Lane.SUMMARY, once=f"lights_out:{day}:{person.id}"), now)


COUNTED = ("beds", "present", "leave", "sickbay", "missing", "unpapered")
UNDONE = (State.UPCOMING, State.OPEN, State.MISSED)


def roll_facts(tx: Transaction, rolls: Iterable[Duty]) -> dict[str, int]:
    """Beds = present + on leave + in the sickbay + missing, as the last roll call of each house and level counted them;
    who was found since is present."""
    last: dict[tuple[str, str], dict[str, Any]] = {}
    for duty in rolls:
        if record := tx.history.last(duty.item, ("duty.done", "duty.late", "duty.made_up")):
            last[duty.target, level_of(tx, duty)] = record
    counted = {name: sum(int(record.get(name, 0)) for record in last.values()) for name in COUNTED}
    said = [it for record in last.values() for it in record.get("gone", ())]
    gone = resolved(tx, said)
    sickbay = counted["sickbay"] - sum(was["where"] != it["where"] for was, it in zip(said, gone, strict=True))
    missing = still_missing(tx, gone)
    return {
        **counted,
        "sickbay": sickbay,
        "missing": missing,
        "present": counted["beds"] - counted["leave"] - sickbay - missing,
        "unpapered": unpapered(tx, gone),
    }


def _in_sickbay(tx: Transaction, now: datetime) -> int:
    return sum(kind is AbsenceKind.SICKBAY for kind in absent_beds(tx, now).values())


def morning_readers(tx: Transaction, now: datetime, more: Iterable[str] = ()) -> list[str]:
    """Managers who read summaries, then these; only who can be reached."""
    staffing = Staffing(tx, now)
    readers = [p.id for p in staffing.holding(Permission.READ_SUMMARY) if is_manager(p, tx.school.roles)]
    others = [person for person in more if staffing.reachable(tx.school.people[person])]
    return list(dict.fromkeys([*readers, *others]))
