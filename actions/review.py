"""Make a review: gather it piece by piece, a unit of work each, then tell whoever asked, or all managers."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from actions.review_facts import kept, own_facts, review_facts
from actions.staffing import Staffing
from domain.news import Lane, News, Show
from domain.people import Permission, Person, is_manager
from domain.refusal import Refusal
from domain.reviews import UNLESS_SAID, WEEKLY, Kind, Period, week_to_tell, weekly_at
from domain.school import Settings
from domain.summaries import Reader, reader_of
from reports import review
from reports.review import Gathered
from storage import Transaction
from storage.due import DueRow

VERB = "review.gather"
"""The due row of a review that is being made: one piece of its period a unit."""
ANYTHING = ("duties", "trial", "tickets", "alarms", "entries")
"""A week in which there was none of these is a holiday, and not talked about."""


def may_review(tx: Transaction, person: Person) -> bool:
    """Whoever reads the whole school's summary."""
    if Permission.READ_SUMMARY not in tx.school.permissions[person.id]:
        return False
    return _reader(tx, person) is not Reader.PART


def _reader(tx: Transaction, person: Person) -> Reader:
    return reader_of(person, is_manager(person, tx.school.roles))


def ask_for_review(
    tx: Transaction, now: datetime, period: Period, *, to: str | None, form: str, own: bool = False
) -> None:
    """The review begins to be made; `to` is who asked, nobody for all managers. `form` is text, word or sheet.

    `own` is what the asker did, and nobody else's affair. Refusal `review.making` while it is being made already.
    """
    subject = f"{to}:{'own' if own else period.kind}:{period.first}:{form}"
    begun = tx.due.of(VERB, subject) is not None
    if to is not None and (begun or tx.cards.is_under_way(card_of(period, form, own=own), to)):
        raise Refusal("review.making")
    facts = {"form": form, "to": to, "own": own, "done": 0, "gathered": {}, **kept(period)}
    tx.due.put(VERB, subject, now, facts)


def card_of(period: Period, form: str, *, own: bool = False) -> str:
    """The message in which it comes to whoever asked."""
    return f"review:{'own' if own else period.kind}:{period.first}:{form}"


def gather_on(tx: Transaction, now: datetime, row: DueRow) -> None:
    """One more piece; after the last one the review is told."""
    facts = row.facts
    period = _period(facts)
    pieces = list(period.pieces())
    done = int(facts["done"])
    gathered: Gathered = facts["gathered"]
    if done < len(pieces):
        gathered = review.joined(gathered, review.gather(tx, now, pieces[done], facts["to"] if facts["own"] else None))
    if done + 1 < len(pieces) and review.bounds(tx, pieces[done + 1])[0] < now:
        tx.due.put(VERB, row.subject, now, {**facts, "done": done + 1, "gathered": gathered})
        return
    if facts["own"]:
        told = {**own_facts(tx, now, period, gathered, facts["to"]), "form": facts["form"]}
        card = card_of(period, facts["form"], own=True)
        tx.outbox.put(News("review.own", facts["to"], told, Lane.REPLY, card=card, show=Show.NEW), now)
    else:
        _tell(tx, now, facts["to"], period, facts["form"], gathered)


def gathered_at_once(tx: Transaction, now: datetime, period: Period) -> Gathered:
    """All pieces, where nobody waits for the database (the command line reads beside)."""
    found: Gathered = {}
    for piece in period.pieces():
        found = review.joined(found, review.gather(tx, now, piece))
    return found


def _period(facts: Mapping[str, Any]) -> Period:
    first, last = (date.fromisoformat(facts[name]) for name in ("first", "last"))
    return Period(Kind(facts["kind"]), first, last, facts["name"])


def send_weekly(tx: Transaction, now: datetime, meant: datetime) -> None:
    """On its day of the week, to every manager of the whole school, once a week."""
    settings = tx.school.load().settings
    today, weekly = meant.astimezone(settings.zone).date(), _weekly(settings)
    if weekly is not None and weekly[0] == today.isoweekday():
        ask_for_review(tx, now, week_to_tell(today), to=None, form="text")


def weekly_times(settings: Settings) -> tuple[time, ...]:
    """The time of day at which the weekly review is thought of, on every day."""
    weekly = _weekly(settings)
    return (weekly[1] if weekly else time(7),)


def _weekly(settings: Settings) -> tuple[int, time] | None:
    return weekly_at(settings.rest.get(WEEKLY) or UNLESS_SAID)


def _tell(tx: Transaction, now: datetime, to: str | None, period: Period, form: str, gathered: Gathered) -> None:
    facts = {**review_facts(tx, now, period, gathered), "form": form}
    if to is not None:
        card = card_of(period, form)
        tx.outbox.put(News("review.made", to, facts, Lane.REPLY, card=card, show=Show.NEW), now)
        return
    if not any(facts["figures"].get(name) for name in ANYTHING):
        return
    for person in Staffing(tx, now).holding(Permission.READ_SUMMARY):
        if may_review(tx, person):
            told = {**facts, "reader": _reader(tx, person)}
            once = f"review:{period.kind}:{period.first}:{person.id}"
            tx.outbox.put(News("review.made", person.id, told, Lane.SUMMARY, once=once), now)
