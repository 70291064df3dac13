"""The summary of a day: once a local date, to each reader their own part, with the anchor of the history."""

from datetime import date, datetime, timedelta
from typing import Any

from actions.certificates import unlicensed
from actions.check_facts import check_facts
from actions.day_facts import day_facts, duties_facts
from actions.decisions import decisions_for, waiting_now
from actions.facts import hour, span
from actions.quiet import after_quiet
from actions.rostered import tomorrow_facts
from actions.samples import over_facts
from actions.staffing import Staffing
from actions.visitors import inside_facts
from domain.areas import area_of
from domain.calendar import TEACHING
from domain.escalation import MANAGERS_GROUP
from domain.gates import GUARDS
from domain.news import Lane, News
from domain.people import Permission, is_manager
from domain.spans import DAY
from domain.summaries import Reader, reader_of
from reports.day import Day, day_of, days_before, mean_of
from reports.teams import team_of
from storage import Transaction

LATE = timedelta(minutes=10)
"""A summary sent later than that says so: silence must never look like a quiet day."""
FOR_GROUPS = ("tasks", "mean", "mean_days", "alarms")
"""What a group reads; who missed what is not even among the facts that are sent there."""
SHOWN_OF_THE_HEAD = 16
"""Hex digits of the history's head that are printed: with fewer, a changed one could be tried until it fits."""


def send_summary(tx: Transaction, now: datetime) -> None:
    """Sends the summary that is due: of today once its time has come, of yesterday before. A second time does nothing.

    The period runs from the end of the last summary to now, so that every duty is counted exactly once; but not into
    that of a day to come, which a clock that was ahead has had already.
    """
    settings = tx.school.load().settings
    local = now.astimezone(settings.zone)
    meant = datetime.combine(local.date(), settings.summary_at, settings.zone)
    if meant > local:
        meant -= DAY
    last = tx.summaries.last(meant.date())
    began = last.ended if last else _first_of_all(tx, meant)
    told = tx.summaries.next(meant.date())
    day = day_of(tx, began, min(now, max(told.began, began)) if told else now)
    percents = days_before(tx, meant.date(), settings.zone, settings.summary_at, lambda it: is_school_day(tx, it))
    mean = mean_of(percents)
    anchor = tx.history.head()
    facts = {
        **day_facts(tx, day),
        **check_facts(tx, day),
        "mean": None if mean is None else round(mean, 1),
        "mean_days": len(percents),
        "visitors": inside_facts(tx, now),
        "samples": over_facts(tx, now),
        "tomorrow": {**tomorrow_facts(tx, now), "unlicensed": unlicensed(tx, local.date() + DAY)},
        "anchor": {"records": anchor[0], "head": anchor[1][:SHOWN_OF_THE_HEAD]},
    }
    summary = tx.summaries.keep(meant.date(), day.began, day.ended, facts, anchor)
    if summary is not None:
        head = {
            "summary": summary,
            **_heading(tx, day, meant.date()),
            "late_by": _lateness(tx, meant, now),
            "outages": facts["outages"],
            "without": _days_without(last.day if last else began.astimezone(settings.zone).date(), meant.date()),
        }
        _tell(tx, now, day, head, facts)


def is_school_day(tx: Transaction, day: date) -> bool:
    return TEACHING in tx.school.calendar.kinds(day)


def _heading(tx: Transaction, day: Day, of: date) -> dict[str, Any]:
    """The local date and the period, as the first line says it; `days` is how many days back it began.

    `dated` is the period with its dates, when it is none that ends on the day and began on the one before.
    """
    zone = tx.school.load().settings.zone
    local_began = day.began.astimezone(zone).date()
    usual = (of - local_began).days in (0, 1) and day.ended.astimezone(zone).date() == of
    return {
        "month": of.month,
        "day": of.day,
        "weekday": of.isoweekday(),
        "days": (of - local_began).days,
        "began": hour(tx, day.began),
        "ended": hour(tx, day.ended),
        "dated": None if usual else span(tx, day.began, day.ended),
    }


def _lateness(tx: Transaction, meant: datetime, now: datetime) -> dict[str, Any] | None:
    """When it should have come and, when an outage explains it, which; None in time."""
    if now - meant <= LATE:
        return None
    outages = tx.figures.outages(meant, now)
    found: dict[str, Any] = {"meant": hour(tx, meant)}
    if outages:
        found |= span(tx, outages[0][0], outages[-1][1])
    return found


def _first_of_all(tx: Transaction, meant: datetime) -> datetime:
    """The period of the first summary is a day, or as many as an outage kept from having one."""
    began = meant - DAY
    while any(outage.began < began for outage in tx.outages.ended_since(began)):
        began -= DAY
    return began


def _days_without(last: date, of: date) -> dict[str, Any] | None:
    """The local days between that had no summary of their own: they are counted in this one."""
    first, until = last + DAY, of - DAY
    if first > until:
        return None
    return {"first": [first.month, first.day], "last": [until.month, until.day], "number": (until - first).days + 1}


def _tell(tx: Transaction, now: datetime, day: Day, head: dict[str, Any], facts: dict[str, Any]) -> None:
    found, later = waiting_now(tx, now), after_quiet(tx, now) if head["late_by"] else None
    gaps = [area_of(duty.chain) for duty in found.gaps]
    for person in Staffing(tx, now).holding(Permission.READ_SUMMARY):
        reader = reader_of(person, is_manager(person, tx.school.roles))
        own = {**head, "reader": person.id, "decisions": decisions_for(tx, now, person, found)}
        if reader is Reader.PART:
            team = team_of(tx.school.people, person.id)
            at_gates = any(GUARDS.intersection(tx.school.people[it].roles) for it in team)
            own |= {"visitors": facts["visitors"]} if at_gates else {}
            _tell_part(tx, now, day.part_of(team), person.id, own, gaps, later)
        else:
            about = "summary.head" if reader is Reader.HEAD else "summary.full"
            tx.outbox.put(News(about, person.id, {**facts, **own}, Lane.SUMMARY, not_before=later), now)
    told = {**head, **{name: facts[name] for name in FOR_GROUPS}}
    for group in tx.groups.bound(MANAGERS_GROUP):
        tx.outbox.put(News("summary.group", group.chat_id, told, Lane.SUMMARY, not_before=later), now)


def _tell_part(
    tx: Transaction, now: datetime, part: Day, person: str, own: dict[str, Any], gaps: list[str], later: datetime | None
) -> None:
    """A lead reads what the own people owed; who leads nobody that owed anything reads nothing."""
    if part.duties or part.trial:
        found = duties_facts(tx, part)
        areas = {row["area"] for row in found["areas"]}
        own = {**own, **found, "gaps": sum(area in areas for area in gaps)}
        tx.outbox.put(News("summary.part", person, own, Lane.SUMMARY, not_before=later), now)
