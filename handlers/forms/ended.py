"""Buttons of a form that is over: what came of it, and how that stands now."""

from collections.abc import Callable
from typing import Any

from actions.duty_facts import duty_facts
from actions.facts import ticket_facts
from actions.gate import gate_facts
from actions.move_alarm import stands
from domain.refusal import Refusal
from handlers.scene import Scene


def what_became(scene: Scene, draft_id: int) -> Refusal:
    """The refusal that says it; `form.gone` for a form of another chat, or of a version that did not note it."""
    over = scene.tx.drafts.ended(draft_id, scene.chat_id)
    if over is not None and over.how == "dropped":
        return Refusal("form.dropped", {"form": over.form})
    kind, _, which = (over.item or "" if over else "").partition(":")
    about, facts_now = NOW.get(kind, ("form.gone", lambda scene, which: None))
    facts = facts_now(scene, which)
    return Refusal(about, facts) if facts else Refusal("form.gone")


def _ticket(scene: Scene, which: str) -> dict[str, Any] | None:
    ticket = scene.tx.tickets.get(int(which))
    return ticket_facts(scene.tx, ticket) if ticket else None


def _alarm(scene: Scene, which: str) -> dict[str, Any] | None:
    alarm = scene.tx.alarms.get(int(which))
    return stands(scene.tx, alarm, scene.person.id) if alarm else None


def _duty(scene: Scene, which: str) -> dict[str, Any] | None:
    duty = scene.tx.duties.get(int(which))
    return duty_facts(scene.tx, duty, scene.person.id) if duty else None


def _gate(scene: Scene, which: str) -> dict[str, Any] | None:
    facts = gate_facts(scene.tx, scene.now, which, scene.person.id)
    return facts if facts["state"] else None


NOW: dict[str, tuple[str, Callable[[Scene, str], dict[str, Any] | None]]] = {
    "ticket": ("form.ticket", _ticket),
    "alarm": ("form.alarm", _alarm),
    "duty": ("form.duty", _duty),
    "gate": ("form.gate", _gate),
}
"""By what the form made or moved: which news says it, and its facts."""
