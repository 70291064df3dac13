"""Facts about a period looked back on: what its review says, and what each of its figures was counted from."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from actions.facts import day_of, place_name
from domain.notices import State as NoticeState
from domain.reviews import Period
from domain.tally import tally_of
from reports import review
from reports.review import Gathered
from storage import Transaction
from storage.review_figures import QUERIES, Figure

MOST = 5
"""Of what comes most often, so many are named."""
BY_MONTH = ("duties", "scores", "signatures", "counts")
MOST_COUNTED = 4
"""Pairs of pictures are shown of so many kinds; our own judgement: a page."""
MOST_PAIRS = 4
"""Pictures before and after in a paper."""
OF_PEOPLE = ("学生", "幼儿", "人数", "访客")
"""Counts of people stand in no review."""


def review_facts(tx: Transaction, now: datetime, period: Period, gathered: Gathered) -> dict[str, Any]:
    """Everything that a review says, and what each of its figures was counted from."""
    ended = min(review.bounds(tx, period)[1], now)
    whole: dict[str, Figure] = {name: {} for name in QUERIES} | review.total(gathered)
    before, after = review.tickets_open(tx, whole, ended, now)
    return {
        **span_facts(tx, now, period),
        "figures": {**whole, "repeats": _most(whole["repeats"]), "plan_days": _counted(whole["plan_days"])}
        | tx.review_figures.standing(now),
        "open_before": before,
        "open_after": after,
        "notices_open": len(tx.notices.open()),
        "notices_overdue": sum(it.deadline < now and it.state is not NoticeState.TO_CHECK for it in tx.notices.open()),
        "months": {month: {name: figures.get(name, {}) for name in BY_MONTH} for month, figures in gathered.items()},
        "gaps": _gaps(tx, whole["plan_days"]),
        "names": _names(tx, whole),
        "before": _completion_before(tx, now, period),
        "pairs": _pairs(tx, review.bounds(tx, period)[0], ended),
    }


def _pairs(tx: Transaction, began: datetime, ended: datetime) -> list[dict[str, Any]]:
    """Repairs to be shown before and after; pictures by their names only: one that is erased is in no paper."""
    return [
        {
            "number": it.number,
            "place": place_name(tx.school.tree, it.place, it.place_words),
            "trade": it.category,
            "day": day_of(tx, it.ended),
            "before": it.before,
            "after": it.after,
        }
        for it in tx.picture_pairs.of(began, ended, MOST_PAIRS)
    ]


def own_facts(tx: Transaction, now: datetime, period: Period, gathered: Gathered, person: str) -> dict[str, Any]:
    """What one person did, for their own eyes."""
    return {**span_facts(tx, now, period), "name": tx.school.people[person].name, "figures": review.total(gathered)}


def span_facts(tx: Transaction, now: datetime, period: Period) -> dict[str, Any]:
    """The period as it is written above a review, in the school's own time."""
    settings = tx.school.load().settings
    began, ended = review.bounds(tx, period)
    since = review.recorded_since(tx, period)
    local = [moment.astimezone(settings.zone) for moment in (began, min(ended, now), now)]
    return {
        **kept(period),
        "school": settings.school,
        "began": f"{local[0]:%Y-%m-%d %H:%M}",
        "ended": f"{local[1]:%Y-%m-%d %H:%M}",
        "made": f"{local[2]:%Y-%m-%d %H:%M}",
        "so_far": now < ended,
        "since": f"{since:%Y-%m-%d}" if since else "",
        "days": review.school_days(tx, period, local[1].date()),
    }


def kept(period: Period) -> dict[str, Any]:
    """The period as facts."""
    found = asdict(period)
    return {**found, "kind": str(period.kind), "first": period.first.isoformat(), "last": period.last.isoformat()}


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
    """Codes of plans and places among the keys, as people call them; nobody is named."""
    plans = {plan.code: plan.name for plan in tx.school.load().plans}
    found = {code: plans.get(code, code) for code in whole["missed"]}
    places = {key.partition("|")[0] for key in _most(whole["repeats"])}
    counted = {
        f"{sheet.code}|{item.number}": item.text.removesuffix("处数").removesuffix("数")
        for sheet in tx.school.load().checklists
        for item in sheet.items
        if not any(word in item.text for word in OF_PEOPLE)
    }
    shown = sorted(counted.keys() & whole["counts"].keys(), key=lambda key: (-whole["counts"][key][0], key))
    found |= {key: counted[key] for key in shown[:MOST_COUNTED]}
    return found | {code: place_name(tx.school.tree, code, code) for code in places}


def _completion_before(tx: Transaction, now: datetime, period: Period) -> float | None:
    """Per cent of the period of its kind before it; None for a first term, for one of which the beginning was not
    recorded, or when nothing was owed."""
    earlier = period.before(tx.school.load().calendar)
    if earlier is None or review.recorded_since(tx, earlier):
        return None
    percent = tally_of(Counter(tx.figures.ends(*review.bounds(tx, earlier)))).completion
    return None if percent is None else round(percent, 1)
