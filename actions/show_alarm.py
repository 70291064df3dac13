"""Show how an alarm stands: every card of it, wherever it is read, edits itself to what is true now."""

from datetime import datetime

from actions.board import note_change
from actions.facts import alarm_facts
from actions.groups import show_groups
from domain.alarms import Alarm
from domain.news import Lane, News, Show
from storage import Transaction


def show_everybody(tx: Transaction, now: datetime, alarm: Alarm) -> None:
    """Brings the cards of all who were told, the groups' and the reporter's, up to what is true now."""
    note_change(tx, now)
    show_groups(tx, now, alarm)
    facts = alarm_facts(tx, alarm)
    for someone in tx.alarms.told(alarm.number):
        tx.outbox.put(
            News(
                "alarm.card",
                someone.person,
                {**facts, "mine": someone.person == alarm.owner, "answer": someone.answer},
                Lane.CARD,
                item=f"{alarm.item}:state",
                card=alarm.item,
                show=Show.ONLY_EDIT,
            ),
            now,
        )
    reads = (tx.accounts.phone_of(alarm.device) if alarm.device else None) or alarm.reporter
    if reads:
        tx.outbox.put(
            News(
                "alarm.raised",
                reads,
                facts,
                Lane.CARD,
                item=f"{alarm.item}:reporter",
                card=f"{alarm.item}:reporter",
                show=Show.ONLY_EDIT,
            ),
            now,
        )


def ask_no_more(tx: Transaction, now: datetime, alarm: Alarm) -> None:
    """Where it is need not be said any more, and nobody is reminded of the question."""
    for draft in tx.drafts.about("alarm_place", alarm.number):
        tx.drafts.close(draft.id)
        tx.due.drop("draft.remind", str(draft.id), "draft.leave")
        facts, card = {"number": alarm.number}, f"draft:{draft.id}"
        tx.outbox.put(News("alarm.where_over", draft.chat_id, facts, Lane.CARD, card=card, show=Show.ONLY_EDIT), now)
