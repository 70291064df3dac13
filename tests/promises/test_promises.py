"""Anything may happen, in any order, to a bot that is killed for real while Telegram fails: every promise holds.

A few such lives are in the suite; `make soak` leads as many as ZHIQIN_LIVES says.
"""

import asyncio
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from domain.news import Lane
from tests.promises.left import complaints
from tests.promises.world import PEOPLE, World, with_phones
from tests.stage import copy_school

LIVES = int(os.environ.get("ZHIQIN_LIVES", "200"))
STEPS = 14
LED: Counter[str] = Counter()
"""What happened in all lives of this run; `pytest -s` shows it after the long one."""
PERSON = st.sampled_from(sorted(PEOPLE))
ITEM = st.sampled_from(["alarm:901", "ticket:902"])
NEWS = st.lists(PERSON, min_size=1, max_size=4)
SENDING = ("too many", "internal", "bad gateway", "drop", "drop_after", "latency")
POLLING = ("drop", "drop_after", "bad gateway", "unauthorized", "latency")


class Life(RuleBasedStateMachine):
    school: Path

    @initialize()
    def a_school(self) -> None:
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(copy_school(self.school, Path(self.folder.name) / "data"))
        self.does(self.world.open())

    def does(self, what: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(what)

    @rule(person=PERSON)
    def somebody_asks(self, person: str) -> None:
        self.does(self.world.asks(person))

    @rule(person=PERSON, lane=st.sampled_from([Lane.ORDINARY, Lane.ORDINARY, Lane.URGENT, Lane.CARD]), item=ITEM,
          good_for=st.none() | st.integers(1, 200), buttons=st.booleans())  # fmt: skip
    def news_is_queued(self, person: str, lane: Lane, item: str, good_for: int | None, buttons: bool) -> None:
        self.does(self.world.puts(person, lane=lane, item=item, good_for=good_for, buttons=buttons))

    @rule(person=PERSON, count=st.integers(2, 4), item=ITEM)
    def lines_follow_one_another(self, person: str, count: int, item: str) -> None:
        for _ in range(count):
            self.does(self.world.puts(person, lane=Lane.ORDINARY, item=item, good_for=None, buttons=False))

    @rule(item=ITEM)
    def somebody_owns(self, item: str) -> None:
        self.does(self.world.owns(item))

    @rule(person=PERSON, item=ITEM)
    def a_follower_is_owned_while_it_waits(self, person: str, item: str) -> None:
        for about in ("alarm:900", item):
            self.does(self.world.puts(person, lane=Lane.ORDINARY, item=about, good_for=None, buttons=False))
            self.does(self.world.rests())
        self.does(self.world.owns(item))

    @rule(kind=st.sampled_from(SENDING), person=st.none() | PERSON, times=st.integers(1, 3))
    def sending_fails(self, kind: str, person: str | None, times: int) -> None:
        self.does(self.world.fails("sendMessage", kind, person, times))

    @rule(kind=st.sampled_from(POLLING))
    def polling_fails(self, kind: str) -> None:
        self.does(self.world.fails("getUpdates", kind, None, 1))

    @rule(news=NEWS, after=st.integers(0, 4))
    def it_is_killed(self, news: list[str], after: int) -> None:
        """Mostly in the middle of sending, right after Telegram has taken something."""
        for person in news:
            self.does(self.world.puts(person, lane=Lane.URGENT, item="alarm:901", good_for=None, buttons=False))
        self.does(self.world.is_killed(after))

    @rule(news=NEWS, seconds=st.sampled_from([20, 100]))
    def it_is_dead_for_a_while(self, news: list[str], seconds: int) -> None:
        for person in news:
            self.does(self.world.puts(person, lane=Lane.CARD, item="ticket:902", good_for=60, buttons=True))
        self.does(self.world.is_dead_for(seconds))

    @rule(seconds=st.sampled_from([10, 60, 120, 300]))
    def time_goes_by(self, seconds: int) -> None:
        self.does(self.world.goes_on(seconds))

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            left = self.does(self.world.ends())
            LED.update(left.figures())
            assert complaints(left) == []
        finally:
            self.does(self.world.close())
            self.runner.close()
            self.folder.cleanup()


def lead(school: Path, folder: Path, lives: int) -> None:
    """Nothing is shrunk: no life is like another, the instant of a kill is chance."""
    asyncio.run(with_phones(school, folder))
    led = type("Led", (Life,), {"school": folder})
    run_state_machine_as_test(
        led,
        settings=settings(
            max_examples=lives,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_promise_holds_through_faults_and_kills(school: Path, tmp_path: Path) -> None:
    lead(school, tmp_path, lives=4)


@pytest.mark.soak
def test_every_promise_holds_for_long(school: Path, tmp_path: Path) -> None:
    lead(school, tmp_path, lives=LIVES)
    sys.stdout.write(f"{dict(LED)}\n")
