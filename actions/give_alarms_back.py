"""Whoever went cannot be reached any more: their alarms are everybody's again at once, and the ladder goes on."""

from datetime import datetime
from typing import Any

from actions.call_out import schedule_next_rung
from actions.facts import alarm_facts
from actions.still_on_it import no_answer
from domain.alarms import State
from storage import Transaction


def give_alarms_back(tx: Transaction, now: datetime, person: str) -> list[dict[str, Any]]:
    """Everybody is called anew, also by an alarm whose owner had arrived; returns the facts, for who hears of it."""
    given = [alarm for alarm in tx.alarms.running() if alarm.owner == person]
    facts = [alarm_facts(tx, alarm) for alarm in given]
    for alarm in given:
        if alarm.state is State.ON_SITE:
            tx.alarms.change(alarm.number, state=State.OWNED)
        no_answer(tx, now, alarm.number, person)
        for verb in ("alarm.still_on_it", "alarm.no_answer"):
            tx.due.drop(verb, str(alarm.number))
        if (open_again := tx.alarms.get(alarm.number)) is not None:
            schedule_next_rung(tx, now, open_again)
    return facts
