"""Make a review: gather it piece by piece, a unit of work each, then tell whoever asked, or all managers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from actions.facts import name_of, place_name
from actions.staffing import Staffing
from domain.news import Lane, News
from domain.notices import State as NoticeState
from domain.people import Permission, Person, is_manager
from domain.reviews import Kind, Period, period_of
from domain.summaries import Reader, reader_of
from domain.tally import tally_of
from reports import review
from reports.review import Gathered
from storage import Transaction
from storage.due import DueRow
from storage.review_figures import QUERIES, Figure

VERB = "review.gather"
"""The due row of a review that is being made: one piece of its period a unit."""
ANYTHING = ("duties", "trial", "tickets", "alarms", "entries")
"""A week in which there was none of these is a holiday, and not talked about."""
MOST = 5
"""Of what comes most often, so many are named."""
WEEKLY = time(7)
"""On Monday morning, before the week is talked about."""


def may_review(tx: Transaction, person: Person) -> bool:
    """Whoever reads the whole school's summary."""
    if Permission.READ_SUMMARY not in tx.school.permissions[person.id]:
        return False
    return reader_of(person, is_manager(person, tx.school.roles)) is not Reader.PART


def ask_for_review(tx: Transaction, now: datetime, period: Period, *, to: str | None, form: str) -> None:
    """The review begins to be made; `to` is who asked, nobody for all managers. `form` is text, word or sheet."""
    facts = {"form": form, "done": 0, "gathered": {}, **_kept(period)}
    tx.due.put(VERB, f"{to or 'managers'}:{period.kind}:{period.first}:{form}", now, facts)


def gather_on(tx: Transaction, now: datetime, row: DueRow) -> None:
    """One more piece; after the last one the review is told."""
    facts = row.facts
    period = _period(facts)
    pieces = list(period.pieces())
    done = int(facts["done"])
    gathered: Gathered = facts["gathered"]
    if done < len(pieces):
        gathered = review.joined(gathered, review.gather(tx, now, pieces[done]))
    if done + 1 < len(pieces) and review.bounds(tx, pieces[done + 1])[0] < now:
        tx.due.put(VERB, row.subject, now, {**facts, "done": done + 1, "gathered": gathered})
        return
    _tell(tx, now, row.subject.partition(":")[0], period, facts["form"], gathered)


def gathered_at_once(tx: Transaction, now: datetime, period: Period) -> Gathered:
    """All pieces, where nobody waits for the database (the command line reads beside)."""
    found: Gathered = {}
    for piece in period.pieces():
        found = review.joined(found, review.gather(tx, now, piece))
    return found


def review_facts(tx: Transaction, now: datetime, period: Period, gathered: Gathered) -> dict[str, Any]:
    """Everything that a review says, and what each of its figures was counted from."""
    settings = tx.school.load().settings
    began, ended = review.bounds(tx, period)
    ended = min(ended, now)
    whole: dict[str, Figure] = {name: {} for name in QUERIES} | review.total(gathered)
    standing = tx.review_figures.standing(now)
    local = [moment.astimezone(settings.zone) for moment in (began, ended, now)]
    return {
        **_kept(period),
        "school": settings.school,
        "began": f"{local[0]:%Y-%m-%d %H:%M}",
        "ended": f"{local[1]:%Y-%m-%d %H:%M}",
        "made": f"{local[2]:%Y-%m-%d %H:%M}",
        "so_far": ended < review.bounds(tx, period)[1],
        "days": review.school_days(tx, period, local[1].date()),
        "figures": {**whole, "repeats": _most(whole["repeats"]), "plan_days": _counted(whole["plan_days"]), **standing},
        "open_before": review.tickets_at(tx, began, now),
        "open_after": review.tickets_at(tx, ended, now),
        "notices_open": len(tx.notices.open()),
        "notices_overdue": sum(it.deadline < now and it.state is not NoticeState.TO_CHECK for it in tx.notices.open()),
        "months": {month: {name: figures.get(name, {}) for name in BY_MONTH} for month, figures in gathered.items()},
        "gaps": _gaps(tx, whole["plan_days"]),
        "names": _names(tx, whole),
        "before": _completion_before(tx, now, period),
    }


BY_MONTH = ("duties", "scores", "signatures")


def _kept(period: Period) -> dict[str, Any]:
    kept = asdict(period)
    return {**kept, "kind": str(period.kind), "first": period.first.isoformat(), "last": period.last.isoformat()}


def _period(facts: Mapping[str, Any]) -> Period:
    first, last = (date.fromisoformat(facts[name]) for name in ("first", "last"))
    return Period(Kind(facts["kind"]), first, last, facts["name"])


def _most(figure: Figure) -> Figure:
    """What came more than once, the most often first."""
    found = sorted(figure.items(), key=lambda pair: (-pair[1][0], pair[0]))
    return {key: it for key, it in found[:MOST] if it[0] > 1}


def _counted(figure: Figure) -> Figure:
    """How many keys there are, and how many records stand behind them."""
    return {"": (len(figure), sum(it[1] for it in figure.values()))}


def _gaps(tx: Transaction, plan_days: Figure) -> list[dict[str, Any]]:
    """How many plans never paused long, and those that did, the longest first."""
    found = review.gaps(plan_days)
    names = {plan.code: plan.name for plan in tx.school.load().plans}
    rows = [{"plan": names.get(plan, plan), **it} for plan, it in found.items()]
    return sorted(rows, key=lambda it: (-it["longest"], it["plan"]))


def _names(tx: Transaction, whole: Mapping[str, Figure]) -> dict[str, str]:
    """Codes of plans and places among the keys, as people call them."""
    plans = {plan.code: plan.name for plan in tx.school.load().plans}
    found = {code: plans.get(code, code) for code in whole["missed"]}
    places = {key.partition("|")[0] for key in _most(whole["repeats"])}
    people = {key: name_of(tx, key) for key in whole["covers"]}
    return found | {code: place_name(tx.school.tree, code, code) for code in places} | people


def _completion_before(tx: Transaction, now: datetime, period: Period) -> float | None:
    """Per cent of the period of its kind before it; None for a first term, or when nothing was owed."""
    earlier = period.before(tx.school.load().calendar)
    if earlier is None:
        return None
    percent = tally_of(Counter(tx.figures.ends(*review.bounds(tx, earlier)))).completion
    return None if percent is None else round(percent, 1)


def send_weekly(tx: Transaction, now: datetime, meant: datetime) -> None:
    """On Mondays, the week that ended: to every manager of the whole school, once a week."""
    zone = tx.school.load().settings.zone
    today = meant.astimezone(zone).date()
    if today.isoweekday() == 1:
        period = period_of(Kind.WEEK, today - review.DAY, ())
        assert period is not None
        ask_for_review(tx, now, period, to=None, form="text")


def _tell(tx: Transaction, now: datetime, to: str, period: Period, form: str, gathered: Gathered) -> None:
    facts = {**review_facts(tx, now, period, gathered), "form": form}
    if to != "managers":
        tx.outbox.put(News("review.made", to, facts, Lane.REPLY), now)
        return
    if not any(facts["figures"].get(name) for name in ANYTHING):
        return
    for person in Staffing(tx, now).holding(Permission.READ_SUMMARY):
        if may_review(tx, person):
            once = f"review:{period.kind}:{period.first}:{person.id}"
            tx.outbox.put(News("review.made", person.id, facts, Lane.SUMMARY, once=once), now)


__all__ = ["ask_for_review", "gather_on", "may_review", "review_facts", "send_weekly"]
