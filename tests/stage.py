"""The stage: the real bot against the rehearsal over HTTP, people who say and tap, and a clock that one turns."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from actions import room_lists
from actions.import_school import import_school
from actions.invitations import invite, invite_post
from actions.place_tokens import link_of, token_of
from bot.clock import PlayedClock
from bot.coming import coming
from bot.house import House
from bot.settings import Backups, Config, Hook, Telegram
from domain.plans import Switch
from rehearsal import Rehearsal
from schedules.timetable import serve
from storage import Store, Transaction
from tests.buttons.table import unknown
from tests.phones import Group, Someone, text_of
from tests.sample import SAMPLE, sample

__all__ = ["SAMPLE", "Group", "Someone", "Stage", "copy_school", "free_port", "made_school", "text_of"]
ZONE_OFFSET = "+08:00"
MONDAY_QUARTER_TO_SEVEN = datetime.fromisoformat(f"2026-11-23T06:45{ZONE_OFFSET}")
LOCAL = "http://127.0.0.1"
TOKEN = "1234567:rehearsal-token-of-thirty-five-chars"


class InProcess:
    """The bot as the rehearsal's actor, in the same process."""

    def __init__(self, stage: "Stage") -> None:
        self._stage = stage

    async def settled(self) -> bool:
        return await self._stage.house.settled()

    async def next_due(self) -> datetime | None:
        return await self._stage.house.next_due()

    async def coming(self) -> list[dict[str, Any]]:
        return await self._stage.house.store.run(coming, self._stage.clock.now(), None)

    async def turn(self, to: datetime) -> None:
        self._stage.clock.turn(to)
        if self._stage.up:
            await self._stage.house.turned()

    @property
    def flowing(self) -> bool:
        return self._stage.clock.flowing

    async def flow(self, on: bool) -> None:
        self._stage.clock.flow(on)
        await self._stage.house.turned()

    async def take(self, user: int) -> None:
        """Nobody plays themselves here."""

    async def die(self) -> None:
        await self._stage.stop_bot()

    async def start(self) -> None:
        await self._stage.start_bot()

    async def outage(self, to: datetime) -> None:
        self._stage.clock.turn(to)
        self._stage.house.outage()


@dataclass
class Stage:
    """One school on one evening of its own: rehearsal server, bot, database and clock."""

    folder: Path
    at: datetime = MONDAY_QUARTER_TO_SEVEN
    backups: int = 0
    """How many nightly backups are kept; none are made unless a test is about them."""
    webhook: int = 0
    """The port to which updates are brought; 0: the bot fetches them."""
    people: dict[str, Someone] = field(default_factory=dict)
    gave_up: list[str] = field(default_factory=list)

    async def open(self) -> None:
        self.clock = self.make_clock()
        self.rehearsal = Rehearsal(clock=self.true_time, limits=False, token=TOKEN)
        await self.rehearsal.start()
        self.rehearsal.actor = InProcess(self)
        self.session = aiohttp.ClientSession()
        await self.start_bot()

    def make_clock(self) -> PlayedClock:
        return PlayedClock(self.at)

    def true_time(self) -> datetime:
        """What time it is at Telegram."""
        return self.clock.now()

    @property
    def config(self) -> Config:
        url = self.rehearsal.url
        return Config(
            data=self.folder,
            backup=Backups(keep=self.backups),
            webhook=Hook(url=f"{LOCAL}:{self.webhook}/telegram", listen=f"127.0.0.1:{self.webhook}")
            if self.webhook
            else Hook(),
            telegram=Telegram(token=TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot", poll_timeout=20),
        )

    async def start_bot(self) -> None:
        self.house = self.make_house()
        await self.house.start()
        self.up = True

    def make_house(self) -> House:
        return House(self.config, self.clock, give_up=self.gave_up.append, limits_off=True)

    async def stop_bot(self) -> None:
        self.up = False
        await self.house.stop()

    async def restart(self) -> None:
        await self.stop_bot()
        await self.start_bot()

    async def close(self) -> None:
        """Whatever was played: no button was sent that tests/buttons/ever_sent.txt does not know."""
        await self.house.stop()
        await self.session.close()
        await self.rehearsal.stop()
        strange = unknown(self.rehearsal.world.calls.since(0))
        assert not strange, f"buttons that no row of tests/buttons/ever_sent.txt pins: {strange}"

    async def post(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"{self.rehearsal.url}/stage/{path}", json=body) as answer:
            found = await answer.json()
            assert answer.status == 200, found
            return found

    async def get(self, path: str) -> Any:
        async with self.session.get(f"{self.rehearsal.url}/stage/{path}") as answer:
            found = await answer.json()
            assert answer.status == 200, found
            return found

    async def settle(self) -> None:
        found = await self.get("settled?timeout=15")
        assert found["settled"], found

    async def until(self, clock: str) -> None:
        """Plays to a local time of the same day (or the next, when it has passed)."""
        hour, minute = map(int, clock.split(":"))
        local = self.clock.now().astimezone(self.at.tzinfo)
        to = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if to <= local:
            to += timedelta(days=1)
        await self.post("clock", to=to.isoformat())
        await self.settle()

    async def skip(self) -> None:
        """Plays to the next thing that is due."""
        await self.post("clock", next=True)
        await self.settle()

    async def outage(self, *, kind: str = "process", **by: float) -> None:
        """So much time in which the bot does not run ("process") or reaches nobody ("network")."""
        to = self.clock.now() + timedelta(**by)
        await self.post("outage", to=to.isoformat(), kind=kind)
        await self.settle()

    @asynccontextmanager
    async def away(self, *, kind: str = "process", **by: float) -> AsyncIterator[None]:
        """The same, with people who say and tap meanwhile: inside, the time has gone by and nobody answers."""
        await self.post("outage", kind=kind)
        await self.post("clock", to=(self.clock.now() + timedelta(**by)).isoformat())
        yield
        await self.post("outage", over=True)
        await self.settle()

    async def later(self, **by: float) -> None:
        """Plays so much time."""
        await self.post("clock", to=(self.clock.now() + timedelta(**by)).isoformat())
        await self.settle()

    async def person(self, person_id: str) -> Someone:
        """Somebody of the sample school, with a phone that has opened the invitation."""
        if person_id in self.people:
            return self.people[person_id]
        someone = await self.stranger(person_id)
        token = f"invitation-for-{person_id}-of-the-school"
        await self.house.store.run(invite, self.clock.now(), person_id, token)
        await someone.says(f"/start {token}")
        self.people[person_id] = someone
        return someone

    async def post_phone(self, code: str) -> Someone:
        """The phone of a post (岗位机) that has opened its link; nobody has tapped a name yet."""
        posts = (await self.rows(lambda tx: tx.school.load())).posts
        number, post = next((number, post) for number, post in enumerate(posts) if post.code == code)
        phone = Someone(self, 800_000 + number, code)
        await self.post("people", id=phone.user, first_name=post.name)
        token = f"invitation-for-the-phone-of-{code}"
        await self.house.store.run(invite_post, self.clock.now(), post, token)
        await phone.says(f"/start {token}")
        return phone

    async def stranger(self, name: str) -> Someone:
        user = 700_000 + int("".join(c for c in name if c.isdigit()) or 99)
        await self.post("people", id=user, first_name=name)
        return Someone(self, user, name)

    async def group(self, title: str, *members: Someone, bot: bool = False, bot_admin: bool = True) -> Group:
        """A group of these people. The bot is in it when `bot`; otherwise let it in with `joins`."""
        users = [member.user for member in members]
        made = await self.post("groups", title=title, members=users, bot=bot, bot_admin=bot_admin)
        await self.settle()
        return Group(self, made["id"], title)

    async def poster(self, place: str) -> str:
        """The sample photo of the poster that hangs there."""
        token = await self.rows(lambda tx: token_of(tx, place))
        assert token, f"{place} has no token yet"
        poster = {"code": place, "name": place, "link": link_of("rehearsal_bot", token)}
        await self.post("samples", name=f"poster-{place}", poster=poster)
        return f"poster-{place}"

    async def rows(self, action: Callable[[Transaction], Any]) -> Any:
        """A look into the database."""
        return await self.house.store.run(action)


async def make_school(folder: Path, *, at_rest: bool) -> None:
    """A data folder with the sample school imported and nobody bound; `at_rest` nothing is planned for anybody."""
    store = await Store.open(folder)
    await store.run(import_school, MONDAY_QUARTER_TO_SEVEN, sample())
    await store.run(make_lists)
    if at_rest:
        await store.run(pause_everything)
    await store.close()


def make_lists(tx: Transaction) -> None:
    """The duty lists of the staff rooms, which a house would make room after room as soon as it runs."""
    while rows := tx.due.of_verb(room_lists.VERB):
        serve(tx, MONDAY_QUARTER_TO_SEVEN, rows[0])


def pause_everything(tx: Transaction) -> None:
    for plan in tx.school.load().plans:
        tx.switches.set(plan.code, Switch.PAUSED, MONDAY_QUARTER_TO_SEVEN)


def made_school(into: Path, *, at_rest: bool = True) -> Path:
    """The folder, made in a loop of its own."""
    into.mkdir(parents=True, exist_ok=True)
    asyncio.run(make_school(into, at_rest=at_rest))
    return into


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def copy_school(school: Path, into: Path) -> Path:
    into.mkdir(parents=True, exist_ok=True)
    shutil.copy(school / "zhiqin.db", into / "zhiqin.db")
    return into
