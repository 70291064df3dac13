"""Behind the figures of repairs: those that are open or were reported, and those whose promised time ran out."""

from collections.abc import Mapping
from typing import Any

from actions.day_facts import ticket_line
from handlers import buttons
from handlers.managers.figure_pages import page_of, show_list
from handlers.scene import Scene
from reports.sight import sight_of


def list_tickets(scene: Scene, what: str, which: str) -> None:
    """Those that are open, and those that were reported in the period, whatever became of them; oldest first."""
    summary, offset = page_of(scene, which)
    flow = scene.tx.figures.tickets(summary.began, summary.ended)
    numbers = {int(item.partition(":")[2]) for item in flow.reported} | {ticket.number for ticket in flow.open}
    tickets = filter(None, (scene.tx.tickets.get(number) for number in sorted(numbers)))
    seen = filter(sight_of(scene.tx, scene.person).ticket, tickets)
    show_list(scene, what, summary, offset, [ticket_line(scene.tx, ticket, scene.now) for ticket in seen])


def list_overdue(scene: Scene, what: str, which: str) -> None:
    """Repairs whose promised time ran out in the period, and which of the times did."""
    summary, offset = page_of(scene, which)
    show_list(
        scene, what, summary, offset, _overdue(scene, scene.tx.figures.late_tickets(summary.began, summary.ended))
    )


def list_overdue_now(scene: Scene, what: str, which: str) -> None:
    """What still waits of them at this moment; behind the morning's line and the board."""
    show_list(scene, what, None, buttons.number(which), _overdue(scene, scene.tx.services.late()))


def _overdue(scene: Scene, found: Mapping[int, list[str]]) -> list[dict[str, Any]]:
    tickets = filter(None, (scene.tx.tickets.get(number) for number in sorted(found)))
    seen = filter(sight_of(scene.tx, scene.person).ticket, tickets)
    return [{**ticket_line(scene.tx, it, scene.now), "ran_out": found[it.number]} for it in seen]
