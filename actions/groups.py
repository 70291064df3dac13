"""Groups that are bound: told of alarms and how they end, never of misses; lost when the bot is put out."""

from datetime import datetime

from actions.facts import alarm_facts
from actions.staffing import Staffing
from domain.alarms import PAGES_UNTIL, Alarm
from domain.escalation import MANAGERS_GROUP
from domain.news import Lane, News, Show
from domain.people import Permission
from storage import Transaction


def lose_group(tx: Transaction, now: datetime, chat_id: int) -> None:
    """The bot was put out, or the group is gone: it is bound no more, and who manages people hears of it."""
    group = tx.groups.unbind(chat_id, now)
    if group is None:
        return
    body = {"chat": chat_id, "kind": group.kind, "title": group.title}
    tx.history.append("group.lost", now, person=None, said_at=now, body=body)
    for person in Staffing(tx, now).holding(Permission.MANAGE_PEOPLE):
        facts = {"title": group.title, "kind": group.kind}
        tx.outbox.put(News("group.lost", person.id, facts, once=f"group.lost:{chat_id}:{now}:{person.id}"), now)


def call_groups(tx: Transaction, now: datetime, alarm: Alarm) -> None:
    """A card in each managers' group, once an alarm; it goes on editing itself."""
    facts = alarm_facts(tx, alarm)
    for group in tx.groups.bound(MANAGERS_GROUP):
        tx.outbox.put(
            News(
                "alarm.group",
                group.chat_id,
                facts,
                Lane.URGENT,
                item=alarm.item,
                card=alarm.item,
                show=Show.NEW,
                once=f"{alarm.item}:group:{group.chat_id}",
                good_until=alarm.raised_at + PAGES_UNTIL,
            ),
            now,
        )


def show_groups(tx: Transaction, now: datetime, alarm: Alarm) -> None:
    """Brings the cards in the groups up to what is true now."""
    facts = alarm_facts(tx, alarm)
    for group in tx.groups.bound(MANAGERS_GROUP):
        tx.outbox.put(
            News("alarm.group", group.chat_id, facts, Lane.CARD, item=f"{alarm.item}:state", card=alarm.item,
                 show=Show.ONLY_EDIT),
            now,
        )  # fmt: skip


def told_in_a_group(tx: Transaction, now: datetime, alarm: Alarm, person: str) -> None:
    """Whoever answers in a group was told there: they may own it, and their own card says what comes next."""
    tx.alarms.tell(alarm.number, person, alarm.level, now)
