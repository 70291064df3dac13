"""Each way in which a sending can fail, all of them at once on one stage: who reads what, and who hears of it."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.escalation import MANAGERS_GROUP
from domain.news import Lane, News
from handlers.news import WORDING
from handlers.news.message import Button, Message
from rehearsal.between import INSTEAD
from rehearsal.errors import REFUSALS
from rehearsal.faults import KINDS
from storage import Transaction
from storage.groups import Group
from tests.stage import Stage, copy_school, text_of
from tests.trouble.fates import (
    DOUBT,
    FAILING,
    MANAGERS,
    NOBODY,
    NOTHING,
    ONCE,
    OPERATOR,
    SUPERIOR,
    THRICE,
    TWICE,
    Failing,
)
from tests.trouble.props import connection_of, fault

ROOT = Path(__file__).parents[2]
REPEAT, PICTURE = "(可能重复)", "a-picture-that-telegram-knows"
GROUP = "to a group"
TEXTS = {"long words": "words " + "水" * 4000, "a long caption": "words " + "水" * 2000}
LOOKS: dict[str, Callable[[str], Message]] = {
    "words": lambda text: Message(text),
    "bold words": lambda text: Message(text, bold="words"),
    "long words": lambda text: Message(text),
    "a photo": lambda text: Message(text, photo=PICTURE),
    "a long caption": lambda text: Message(text, photo=PICTURE),
    "buttons": lambda text: Message(text, buttons=((Button("接单", "t:take:1"),),)),
    "an edit": lambda text: Message(text),
    "the same edit": lambda text: Message(text),
    GROUP: lambda text: Message(text),
}
Left = Mapping[Failing, Failing]


class Trial:
    """One way to fail, in a chat of its own."""

    def __init__(self, failing: Failing, number: int) -> None:
        self.failing = failing
        self.person = f"P{number + 20:02}"
        self.chat = -9_000_000 - number
        self.about = f"trial.{number}"
        self.text = TEXTS.get(failing.what, f"{failing.what} {number}")
        self.name = ""
        self.before = 0

    @property
    def in_a_group(self) -> bool:
        return self.failing.what == GROUP

    @property
    def ends_in(self) -> int:
        """A chat that moves goes on as the one a hundred further."""
        return self.chat - 100 if self.failing.fault == "upgraded" else self.chat

    async def prepare(self, stage: Stage) -> None:
        WORDING[self.about] = lambda facts, say: LOOKS[self.failing.what](facts["text"])
        if self.in_a_group:
            member = await stage.person("P53")
            for chat in (self.chat, self.chat - 100):
                await stage.post("groups", id=chat, title=self.about, members=[member.user])
            await stage.rows(
                lambda tx: tx.groups.bind(Group(self.chat, MANAGERS_GROUP, self.about, "P01"), stage.clock.now())
            )
            return
        someone = await stage.person(self.person)
        self.chat = someone.user
        self.name = await stage.rows(lambda tx: tx.school.people[self.person].name)
        if "edit" in self.failing.what:
            await self.say(stage, self.text if self.failing.what == "the same edit" else "an older text")
            await stage.settle()

    async def say(self, stage: Stage, text: str) -> None:
        card = self.about if "edit" in self.failing.what else None
        lane = Lane.CARD if card else Lane.ORDINARY
        to: str | int = self.chat if self.in_a_group else self.person
        news = News(self.about, to, {"text": text}, lane, card=card)
        await stage.rows(lambda tx: tx.outbox.put(news, stage.clock.now()))

    async def fail(self, stage: Stage) -> None:
        self.before = len(self._calls(stage))
        times = {"times": None} if self.failing.for_ever else {}
        await fault(stage, "*", self.failing.fault, chat=self.chat, retry_after=1, moved_to=self.ends_in, **times)
        await self.say(stage, self.text)

    async def left(self, stage: Stage) -> Failing:
        found = (await stage.get(f"chats/{self.ends_in}"))["messages"]
        read = [text for text in map(text_of, found) if self._says_it(text)]
        state, told = await stage.rows(self._kept)
        calls = len(self._calls(stage)) - self.before
        return Failing(
            self.failing.what, self.failing.fault, state, READ[len(read), _marks(read)], calls, told,
            self.failing.for_ever,
        )  # fmt: skip

    def _calls(self, stage: Stage) -> list[Any]:
        chats = {str(self.chat), str(self.ends_in)}
        return [
            it
            for it in stage.rehearsal.world.calls.since(0)
            if it["params"].get("chat_id") in chats and self._says_it(text_of(it["params"]))
        ]

    def _says_it(self, text: str) -> bool:
        return text.removeprefix(REPEAT)[:500] == self.text[:500]

    def _kept(self, tx: Transaction) -> tuple[str, str]:
        database = connection_of(tx)
        state = database.execute(
            "SELECT state FROM outbox WHERE about = ? ORDER BY id DESC LIMIT 1", (self.about,)
        ).fetchone()[0]
        hearing = {
            SUPERIOR: ("about = 'person.unreachable' AND json_extract(facts, '$.name') = ?", self.name),
            OPERATOR: ("about = 'error.failed' AND once LIKE ? || '%'", f"failed:unsent:{self.about}:"),
            MANAGERS: ("about = 'group.lost' AND json_extract(facts, '$.title') = ?", self.about),
        }
        told = [
            who
            for who, (where, value) in hearing.items()
            if database.execute(f"SELECT 1 FROM outbox WHERE {where}", (value,)).fetchone()
        ]
        return state, " and ".join(told) or NOBODY


READ = {(0, 0): NOTHING, (1, 0): ONCE, (1, 1): DOUBT, (2, 1): TWICE, (3, 2): THRICE}


def _marks(read: list[str]) -> int:
    return sum(text.startswith(REPEAT) for text in read)


async def all_at_once(folder: Path) -> Left:
    """Every trial fails at the same time, but for the one in which nothing is answered at all: it takes patience."""
    stage = Stage(folder)
    await stage.open()
    try:
        await stage.person("P100")
        await stage.post("files", file_id=PICTURE, photo={"name": "leaking-pipe"})
        trials = [Trial(failing, number) for number, failing in enumerate(FAILING)]
        for trial in trials:
            await trial.prepare(stage)
        await stage.settle()
        silent = [trial for trial in trials if trial.failing.fault == "timeout"]
        for trial in trials:
            if trial not in silent:
                await trial.fail(stage)
        await stage.settle()
        stage.house.application.bot.request._times = (0.5, 0.5, 0.5, 0.5)  # type: ignore[attr-defined]
        for trial in silent:
            await trial.fail(stage)
        await stage.settle()
        return {trial.failing: await trial.left(stage) for trial in trials}
    finally:
        await stage.close()
        for about in [about for about in WORDING if about.startswith("trial.")]:
            del WORDING[about]


@pytest.fixture(scope="module")
def left(school: Path, tmp_path_factory: pytest.TempPathFactory) -> Left:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.delivery.SHORTEST_PAUSE", 0.02)
        patch.setattr("bot.delivery.LONGEST_PAUSE", 0.1)
        patch.setattr("bot.delivery.MOST_ATTEMPTS", 2)
        return asyncio.run(all_at_once(copy_school(school, tmp_path_factory.mktemp("fates") / "data")))


@pytest.mark.parametrize("failing", FAILING, ids=lambda it: f"{it.what}: {it.fault}")
def test_what_is_left_of_a_sending_that_fails(left: Left, failing: Failing) -> None:
    assert left[failing] == failing


def test_every_fault_is_one_that_the_rehearsal_can_make() -> None:
    assert {it.fault for it in FAILING} <= {*REFUSALS, *KINDS, *INSTEAD}


def test_every_fault_stands_in_the_document() -> None:
    said = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert [it.fault for it in FAILING if f"`{it.fault}`" not in said] == []
