"""Every card that a duty can have can be said, to everybody who may read it, in both languages."""

from itertools import product

import pytest

from actions.duty_facts import duty_facts
from domain.duties import State, Task
from domain.ladder import Kind
from handlers.news import render
from handlers.news.duties import TOASTS, WORDING
from storage import Transaction
from tests.duties.drafts import at, point
from tests.duties.played import Day, plan

STAGES = tuple(product(State, Task, (None, 20, 0, -5)))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("role", ["owner", "assigned", "above", "asked", "gone"])
def test_every_reader_can_be_told_of_every_stage(tx: Transaction, role: str, language: str) -> None:
    number = plan(tx, point("23:00", owner="P34", place="R1-1"))
    facts = duty_facts(tx, Day(tx, at("22:00")).duty(number), "P34")
    for (state, task, left), reason, by in product(STAGES, ("", "忙"), ("", "金老师")):
        more = {
            "role": role,
            "state": state,
            "task": task,
            "left": left,
            "reason": reason,
            "by": by,
            "prompt": Kind.NOW,
        }
        text = render("duty.card", {**facts, **more}, language).text
        assert text != ""
        assert "{" not in text


@pytest.mark.parametrize("about", sorted(WORDING.keys() - {"toast.duty"}))
def test_every_refusal_has_words(tx: Transaction, about: str) -> None:
    facts = duty_facts(tx, Day(tx, at("22:00")).duty(plan(tx, point("23:00"))), "P21")
    assert render(about, facts, "en").text


@pytest.mark.parametrize("move", sorted(TOASTS))
def test_every_tap_is_answered(tx: Transaction, move: str) -> None:
    facts = duty_facts(tx, Day(tx, at("22:00")).duty(plan(tx, point("23:00"))), "P21", move=move, again="23:10")
    assert render("toast.duty", facts, "en").text


def test_a_reason_is_noted_and_says_so_without_any_facts() -> None:
    assert render("duty.reason_kept", {}, "zh").text == "记下了,组长看得到。"
