"""已换新证: somebody above has seen the new paper and says until when it holds; the workbook follows."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from actions.certificates import certificate_line, item_of
from actions.facts import name_of
from actions.plan_duties import replan
from actions.rostered import local_day
from actions.team import may_change
from domain.news import News
from domain.people import Person, Presence
from domain.refusal import Refusal
from domain.school import School
from storage import Transaction
from storage.history import History

RENEWED = "certificate.renewed"
"""Its record says which day the workbook had (`listed`) and until when it holds now (`until`)."""


def check_may_renew(tx: Transaction, by: str, person: str) -> Person:
    """The person; Refusal `certificate.not_yours` for one's own and for who is not below."""
    found = tx.school.people.get(person)
    if found is None or found.presence is Presence.LEFT or not found.certificate:
        raise Refusal("button.old")
    if by == person or not may_change(tx, by, person):
        raise Refusal("certificate.not_yours", {"name": found.name})
    return found


def renew_certificate(
    tx: Transaction, now: datetime, by: str, person: str, until: date, *, said_at: datetime
) -> Person:
    """Keeps the day, plans anew who may work, and tells the person once. Refuses as check_may_renew does."""
    was = check_may_renew(tx, by, person)
    tx.school.renew_certificate(person, until)
    had, before = str(was.certificate_until or ""), tx.history.last(item_of(person), (RENEWED,))
    body = {"listed": before["listed"] if before.get("until") == had else had, "until": str(until)}
    tx.history.append(RENEWED, now, person=by, said_at=said_at, item=item_of(person), body=body)
    replan(tx, now)
    found = tx.school.people[person]
    facts = {**certificate_line(found, local_day(tx, now)), "by": name_of(tx, by)}
    tx.outbox.put(News("certificate.known", person, facts, item=item_of(person)), now)
    return found


def renewed(history: History) -> Mapping[str, tuple[str, str]]:
    """What was said in chats, by person: the day that the workbook had, and the one that was said."""
    items = history.items_of("certificate")
    said = {item.partition(":")[2]: history.last(item, (RENEWED,)) for item in items}
    return {person: (it["listed"], it["until"]) for person, it in said.items() if it}


def with_renewed(school: School, said: Mapping[str, tuple[str, str]]) -> School:
    """A workbook that still has the day which a chat put right gets that of the chat; another day is the office's."""
    return replace(school, people=tuple(_renewed(school.people, said)))


def _renewed(people: Iterable[Person], said: Mapping[str, tuple[str, str]]) -> Iterable[Person]:
    for person in people:
        listed, until = said.get(person.id, ("", ""))
        same = until and listed == str(person.certificate_until or "")
        yield replace(person, certificate_until=date.fromisoformat(until)) if same else person
