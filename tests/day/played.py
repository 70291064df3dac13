"""The played day: the real bot over HTTP, everybody's phones, a clock that goes from line to line, and what is left."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from actions.begin_duty import begin_duty
from actions.check_in import check_in
from actions.import_school import import_school
from actions.roll_call import floors_of
from actions.submit_duty import submit_duty
from domain.dorms import AbsenceKind
from domain.duties import Duty, Shape, Task
from domain.people import Phone
from storage import Store, Transaction
from tests.day.script import HABITS, ROOMS, Habit, Line
from tests.duties.rows import of_plan
from tests.sample import sample
from tests.stage import Group, Someone, Stage

ZONE_OFFSET = "+08:00"
STEP = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)


def local(text: str) -> datetime:
    """A moment of the school's zone, `11-24 20:30` of 2026."""
    return datetime.fromisoformat(f"2026-{text}{ZONE_OFFSET}")


BEGIN, NEXT_MORNING, NEXT_SUMMARY = local("11-23 06:15"), local("11-24 06:15"), local("11-24 20:31")
MONDAY = BEGIN.date()
FIRST_IMPORT = local("11-23 05:00")


@dataclass(frozen=True)
class Sent:
    """One message as it was sent, worded; `silent` when it made no sound."""

    at: datetime
    chat: int
    number: int
    text: str
    silent: bool


@dataclass
class Played:
    """What is left of a day: the database as a file, every message as it was sent, and whose phones they are."""

    database: Path
    sent: list[Sent]
    edited: list[Sent]
    phones: Mapping[int, str]
    groups: tuple[int, ...]
    seconds: float

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Raw rows, by plain SQL; nothing of the bot's own reading."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def to(self, phone: str) -> list[Sent]:
        """What came to the phone of a person or a post."""
        return [sent for sent in self.sent if self.phones.get(sent.chat) == phone]

    def became(self, phone: str) -> list[str]:
        """What messages on that phone said after they edited themselves."""
        return [sent.text for sent in self.edited if self.phones.get(sent.chat) == phone]


@dataclass
class Play:
    """Plays lines, and between them whatever duties ask for."""

    stage: Stage
    lines: tuple[Line, ...]
    habits: Mapping[tuple[str, str], Habit]
    rooms: Mapping[tuple[str, str], Habit]
    phones: dict[str, Someone] = field(default_factory=dict)

    async def begin(self) -> None:
        school = await self.stage.rows(lambda tx: tx.school.load())
        for person in school.people:
            if person.phone is Phone.OWN:
                self.phones[person.id] = await self.stage.person(person.id)
        for post in school.posts:
            if post.phone:
                self.phones[post.code] = await self.stage.post_phone(post.code)

    async def until(self, end: datetime) -> None:
        waiting = sorted((line for line in self.lines if local(line.at) < end), key=lambda line: line.at)
        now = self.stage.clock.now()
        while now < end:
            following = min(now + STEP, end, *(local(line.at) for line in waiting[:1]))
            if following > now:
                await self.stage.post("clock", to=following.isoformat())
                await self.stage.settle()
            now = max(now, following)
            while waiting and local(waiting[0].at) <= now:
                line = waiting.pop(0)
                await DOES[line.does](self, line)
                now = max(now, self.stage.clock.now())
            await self.stage.house.store.run(self._everybody_else, self.stage.clock.now())
            await self.stage.settle()

    def _everybody_else(self, tx: Transaction, now: datetime) -> None:
        for duty in tx.duties.unfinished(now):
            habit = self.habits.get((duty.plan, _begins(duty))) or self.rooms.get((duty.plan, duty.target))
            moment = MOMENTS.get(habit or Habit.ON_TIME)
            if moment is not None and duty.owner and duty.opens <= now and moment(duty) <= now < duty.closes:
                report(tx, now, duty, duty.owner)

    async def taps(self, line: Line) -> None:
        await self.phones[line.who].taps(line.what)

    async def says(self, line: Line) -> None:
        await self.phones[line.who].says(line.what)

    async def sends(self, line: Line) -> None:
        await self.phones[line.who].sends(line.what)

    async def signs_on(self, line: Line) -> None:
        """On the phone of a post: it asks who uses it, and a name is tapped."""
        await self.phones[line.who].says("🔦 巡查")
        await self.phones[line.who].taps(line.what)

    async def walks(self, line: Line) -> None:
        """A photo of each poster, two minutes apart."""
        for point in line.what.split():
            await self.phones[line.who].sends_poster(point)
            await self.stage.later(minutes=2)

    async def blocks(self, line: Line) -> None:
        await self.stage.post("block", user=self.phones[line.who].user, blocked=True)
        await self.stage.settle()

    async def reports(self, line: Line) -> None:
        """By whoever owes it now; what was missed is made up."""
        plan, begins = line.what.split(" ", 1)

        def do(tx: Transaction) -> None:
            now = self.stage.clock.now()
            for duty in of_plan(tx, plan, MONDAY):
                if _begins(duty) == begins and duty.owner:
                    report(tx, now, duty, duty.owner)

        await self.stage.house.store.run(do)
        await self.stage.settle()

    async def loses_the_bot(self, line: Line) -> None:
        await self.stage.outage(minutes=int(line.what))


DOES: dict[str, Callable[[Play, Line], Awaitable[None]]] = {
    "taps": Play.taps,
    "says": Play.says,
    "signs on": Play.signs_on,
    "sends": Play.sends,
    "walks": Play.walks,
    "blocks": Play.blocks,
    "reports": Play.reports,
    "loses the bot": Play.loses_the_bot,
}
MOMENTS: dict[Habit, Callable[[Duty], datetime]] = {
    Habit.ON_TIME: lambda duty: duty.starts - STEP if duty.shape is Shape.POINT else duty.starts + _walk(duty),
    Habit.LATE: lambda duty: duty.due + MINUTE,
}
"""When it is sent: a point a little before its moment, a window soon after it opens. Others are not done by habit."""


def _walk(duty: Duty) -> timedelta:
    """Two minutes a point, and never less than ten."""
    return max(2 * STEP, 2 * MINUTE * len(duty.points))


def report(tx: Transaction, now: datetime, duty: Duty, person: str) -> None:
    """Begun, all points reached by their posters, sent: what a conversation keeps, at one moment."""
    duty, _draft = begin_duty(tx, now, duty, person)
    points = duty.points if duty.task is Task.ROUND else ()
    pace = (now - duty.opens) / (len(points) or 1)
    for number, point in enumerate(points, start=1):
        there = duty.opens + number * pace
        duty = check_in(tx, there, duty, person, point, "码", said_at=there)
    body = _heads(tx, now, duty) if duty.task is Task.ROLL else {}
    submit_duty(tx, now, duty, person=person, said_at=now, device=duty.post, body=body)


def _heads(tx: Transaction, now: datetime, duty: Duty) -> dict[str, int]:
    floors = floors_of(tx, now, duty)
    leave = sum(floor.absent(AbsenceKind.LEAVE) for floor in floors)
    sickbay = sum(floor.absent(AbsenceKind.SICKBAY) for floor in floors)
    beds = sum(floor.beds for floor in floors)
    return {"beds": beds, "present": beds - leave - sickbay, "leave": leave, "sickbay": sickbay, "missing": 0}


def _begins(duty: Duty) -> str:
    return duty.starts.astimezone(BEGIN.tzinfo).strftime("%m-%d %H:%M")


async def play(folder: Path, lines: tuple[Line, ...], *, scripted: bool, end: datetime) -> Played:
    """A day from Monday 06:15 on. Without `scripted` everybody does everything in time."""
    began = perf_counter()
    store = await Store.open(folder)
    await store.run(import_school, FIRST_IMPORT, sample())
    await store.close()
    stage = Stage(folder, at=BEGIN)
    await stage.open()
    playing = Play(stage, lines, HABITS if scripted else {}, ROOMS if scripted else {})
    await playing.begin()
    group = await _managers_group(stage, playing.phones["P03"], playing.phones["P02"])
    await playing.until(end)
    calls = (await stage.get("calls"))["calls"]
    await stage.close()
    phones = {someone.user: who for who, someone in playing.phones.items()}
    return Played(
        folder / "zhiqin.db", _shown(calls, SENDING), _shown(calls, EDITING), phones, (group.id,),
        perf_counter() - began,
    )  # fmt: skip


async def _managers_group(stage: Stage, *members: Someone) -> Group:
    group = await stage.group("后勤管理", *members)
    await members[0].says("/group")
    await members[0].opens((await members[0].last()).split("\n")[-1], group)
    return group


SENDING = ("sendMessage", "sendPhoto")
EDITING = ("editMessageText", "editMessageCaption")


def _shown(calls: list[dict[str, Any]], methods: tuple[str, ...]) -> list[Sent]:
    """What came to a chat by these methods, oldest first."""
    return [
        Sent(
            datetime.fromisoformat(call["clock"]).astimezone(BEGIN.tzinfo),
            int(call["params"]["chat_id"]),
            int(call["outcome"]["result"]["message_id"]),
            str(call["params"].get("text") or call["params"].get("caption") or ""),
            str(call["params"].get("disable_notification")).lower() == "true",
        )
        for call in calls
        if call["method"] in methods and call["outcome"]["ok"]
    ]
