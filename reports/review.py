"""A review: the figures of a week, a month or a term, gathered piece by piece, each with what it was counted from."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from domain.reviews import Period
from domain.spans import DAY
from storage import Transaction
from storage.own_figures import OWN_QUERIES
from storage.review_figures import Figure

Gathered = dict[str, dict[str, Figure]]
"""By month (YYYY-MM), by figure."""


def bounds(tx: Transaction, period: Period) -> tuple[datetime, datetime]:
    """Where its days begin and end: at the summaries of the evening before and of its last day, as they were sent, so
    that seven summaries add up to their week; where one is lacking, at the hour at which it would have come."""
    return _evening(tx, period.first - DAY), _evening(tx, period.last)


def _evening(tx: Transaction, day: date) -> datetime:
    kept = tx.summaries.of(day)
    settings = tx.school.load().settings
    return kept.ended if kept else datetime.combine(day, settings.summary_at, settings.zone)


def gather(tx: Transaction, now: datetime, piece: Period, of: str | None = None) -> Gathered:
    """The figures of one piece of a period, of the school or `of` one person, until now at most; nothing of what has
    not begun."""
    began, ended = bounds(tx, piece)
    if began >= now:
        return {}
    asked = tx.review_figures
    ended = min(ended, now)
    found = asked.of(began, ended) if of is None else asked.own(of, OWN_QUERIES, began, ended)
    return {f"{piece.first:%Y-%m}": found}


def joined(one: Mapping[str, Mapping[str, Figure]], other: Mapping[str, Mapping[str, Figure]]) -> Gathered:
    """Both together: months side by side, figures added up."""
    return {month: added(one.get(month, {}), other.get(month, {})) for month in sorted({*one, *other})}


def added(one: Mapping[str, Figure], other: Mapping[str, Figure]) -> dict[str, Figure]:
    names = dict.fromkeys([*one, *other])
    return {name: _sum(one.get(name, {}), other.get(name, {})) for name in names}


def _sum(one: Figure, other: Figure) -> Figure:
    found = dict(one)
    for key, it in other.items():
        n, records = found.get(key, (0, 0))
        found[key] = (n + it[0], records + it[1])
    return found


def total(gathered: Mapping[str, Mapping[str, Figure]]) -> dict[str, Figure]:
    """All months as one."""
    found: dict[str, Figure] = {}
    for figures in gathered.values():
        found = added(found, figures)
    return found


def tickets_open(tx: Transaction, whole: Mapping[str, Figure], ended: datetime, now: datetime) -> tuple[int, int]:
    """How many tickets were open when the period began and when it ended: those open now, without what came since and
    with what went since; and so again over the period (`whole`)."""
    after = sum(it[1] for it in tx.review_figures.standing(now)["open_tickets"].values())
    if ended < now:
        after -= _grown(tx.review_figures.some(("tickets", "ended"), ended, now))
    return after - _grown(whole), after


def _grown(figures: Mapping[str, Figure]) -> int:
    """By how many there were more at the end."""
    went = _n(figures, "ended", "confirmed", "unrated", "withdrawn")
    return _n(figures, "tickets") + _n(figures, "ended", "reopened") - went


def _n(figures: Mapping[str, Figure], name: str, *keys: str) -> int:
    figure = figures.get(name, {})
    return sum(it[0] for key, it in figure.items() if not keys or key in keys)


def recorded_since(tx: Transaction, period: Period) -> date | None:
    """The first day of which there are records, where the period began before it; None where it is whole, or lies
    before all records."""
    oldest = tx.history.oldest()
    day = oldest.astimezone(tx.school.load().settings.zone).date() if oldest else period.first
    return day if period.first < day <= period.last else None


def school_days(tx: Transaction, period: Period, until: date) -> int:
    """Teaching days of the period that have come and of which there are records."""
    first, last = recorded_since(tx, period) or period.first, min(period.last, until)
    days = (last - first).days + 1
    calendar = tx.school.calendar
    return sum("教学日" in calendar.kinds(first + number * DAY) for number in range(max(0, days)))


def gaps(plan_days: Figure) -> dict[str, dict[str, Any]]:
    """By plan: how many days it was owed, and the longest row of owed days on which nobody did any of it."""
    found: dict[str, dict[str, Any]] = {}
    for key in sorted(plan_days):
        plan, _, day = key.partition("|")
        it = found.setdefault(plan, {"days": 0, "longest": 0, "from": "", "until": "", "_since": ""})
        it["days"] += 1
        if plan_days[key][0]:
            it["_since"] = ""
            continue
        it["_since"] = it["_since"] or day
        span = (date.fromisoformat(day) - date.fromisoformat(it["_since"])).days + 1
        if span > it["longest"]:
            it |= {"longest": span, "from": it["_since"], "until": day}
    return {plan: {name: value for name, value in it.items() if name != "_since"} for plan, it in found.items()}
