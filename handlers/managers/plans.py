"""Plans switched in the chat: one list, one tap pauses a plan or lets it chase."""

from typing import Any

from actions.switch_plan import check_may_switch, plan_lines, switch_plan
from domain.news import Show
from domain.plans import Switch
from domain.refusal import Refusal
from handlers.scene import Answer, Scene

PAGE = 8
"""Plans of one message, a line each."""
CARD = "plans"


def show_plans(scene: Scene, offset: int = 0, show: Show = Show.NEW) -> None:
    """A page of the list; Refusal `person.may_not` for anybody but a manager."""
    check_may_switch(scene.tx, scene.person.id)
    plans = plan_lines(scene.tx, scene.person.id)
    at = min(offset, max(0, len(plans) - 1))
    scene.reply("plans.list", _page(plans, at - at % PAGE), card=CARD, show=show)


def switched(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """The tap decides; the list, if it stands in this chat, shows it."""
    to, plan = parts
    if to not in set(Switch):
        raise Refusal("button.old")
    switch_plan(scene.tx, scene.now, scene.person.id, plan, Switch(to), said_at=scene.arrival.said_at)
    plans = plan_lines(scene.tx, scene.person.id)
    at = next(number for number, known in enumerate(plans) if known["plan"] == plan)
    scene.reply("plans.list", _page(plans, at - at % PAGE), card=CARD, show=Show.ONLY_EDIT)
    return Answer("toast.plan", {"name": plans[at]["name"], "state": to})


def _page(plans: list[dict[str, Any]], offset: int) -> dict[str, Any]:
    """The plans of one page, and where the pages around it begin."""
    shown, after = plans[offset : offset + PAGE], offset + PAGE
    return {
        "plans": shown,
        "offset": offset,
        "total": len(plans),
        "before": max(0, offset - PAGE) if offset else None,
        "after": after if after < len(plans) else None,
    }
