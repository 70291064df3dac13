"""The stage: the real bot against the rehearsal over HTTP, people who say and tap, and a clock that one turns."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from actions.import_school import import_school
from actions.invitations import invite
from bot.clock import PlayedClock
from bot.house import House
from bot.settings import Config, Telegram
from rehearsal import Rehearsal
from storage import Store, Transaction
from storage.workbook import read_school

ZONE_OFFSET = "+08:00"
MONDAY_QUARTER_TO_SEVEN = datetime.fromisoformat(f"2026-11-23T06:45{ZONE_OFFSET}")
SAMPLE = Path(__file__).parent.parent / "rehearsal" / "school" / "sample_school.xlsx"
TOKEN = "1234567:rehearsal-token-of-thirty-five-chars"


class InProcess:
    """The bot as the rehearsal's actor, in the same process."""

    def __init__(self, stage: "Stage") -> None:
        self._stage = stage

    async def settled(self) -> bool:
        return await self._stage.house.settled()

    async def next_due(self) -> datetime | None:
        return await self._stage.house.next_due()

    async def turn(self, to: datetime) -> None:
        self._stage.clock.turn(to)
        await self._stage.house.turned()

    async def kill(self) -> None:
        await self._stage.restart()


@dataclass
class Stage:
    """One school on one evening of its own: rehearsal server, bot, database and clock."""

    folder: Path
    at: datetime = MONDAY_QUARTER_TO_SEVEN
    people: dict[str, "Someone"] = field(default_factory=dict)
    gave_up: list[str] = field(default_factory=list)

    async def open(self) -> None:
        self.clock = PlayedClock(self.at)
        self.rehearsal = Rehearsal(clock=self.clock.now, limits=False, token=TOKEN)
        await self.rehearsal.start()
        self.rehearsal.actor = InProcess(self)
        self.session = aiohttp.ClientSession()
        await self.start_bot()

    @property
    def config(self) -> Config:
        url = self.rehearsal.url
        return Config(
            data=self.folder,
            telegram=Telegram(token=TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot", poll_timeout=20),
        )

    async def start_bot(self) -> None:
        self.house = House(self.config, self.clock, give_up=self.gave_up.append, limits_off=True)
        await self.house.start()

    async def restart(self) -> None:
        await self.house.stop()
        await self.start_bot()

    async def close(self) -> None:
        await self.house.stop()
        await self.session.close()
        await self.rehearsal.stop()

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

    async def later(self, **by: float) -> None:
        """Plays so much time."""
        await self.post("clock", to=(self.clock.now() + timedelta(**by)).isoformat())
        await self.settle()

    async def person(self, person_id: str) -> "Someone":
        """Somebody of the sample school, with a phone that has opened the invitation."""
        if person_id in self.people:
            return self.people[person_id]
        someone = await self.stranger(person_id)
        token = f"invitation-for-{person_id}-of-the-school"
        await self.house.store.run(invite, self.clock.now(), person_id, token)
        await someone.says(f"/start {token}")
        self.people[person_id] = someone
        return someone

    async def stranger(self, name: str) -> "Someone":
        user = 700_000 + int("".join(c for c in name if c.isdigit()) or 99)
        await self.post("people", id=user, first_name=name)
        return Someone(self, user, name)

    async def rows(self, action: Callable[[Transaction], Any]) -> Any:
        """A look into the database."""
        return await self.house.store.run(action)


@dataclass
class Someone:
    """A person with a phone: says, sends, taps, reads."""

    stage: Stage
    user: int
    id: str

    async def says(self, text: str, **more: Any) -> None:
        await self.stage.post("say", user=self.user, text=text, **more)
        await self.stage.settle()

    async def sends(self, *photos: str, caption: str | None = None, **more: Any) -> None:
        """A photo, or an album when there are several, by the names of the samples."""
        files = [{"name": name} for name in photos]
        what: dict[str, Any] = {"photo": files[0]} if len(files) == 1 else {"album": files}
        if caption:
            what["caption"] = caption
        await self.stage.post("say", user=self.user, **what, **more)
        await self.stage.settle()

    async def speaks(self) -> None:
        """A voice note."""
        await self.stage.post("say", user=self.user, voice={"seconds": 4})
        await self.stage.settle()

    async def taps(self, label: str) -> str:
        """The newest button with that label; returns what the button answered."""
        for message in reversed(await self.messages()):
            for row in message.get("buttons") or []:
                for button in row:
                    if label in button["text"]:
                        return await self.presses(message["message_id"], button["data"])
        raise AssertionError(f"{self.id} sees no button {label!r}: {await self.reads()}")

    async def presses(self, message_id: int, data: str) -> str:
        """A certain button, however old."""
        answer = await self.stage.post("tap", user=self.user, message_id=message_id, data=data)
        await self.stage.settle()
        return str((answer["answer"] or {}).get("text") or "")

    async def messages(self) -> list[Any]:
        found = await self.stage.get(f"chats/{self.user}")
        return [message for message in found["messages"] if message["from"]["is_bot"]]

    async def reads(self) -> str:
        """Everything that the bot's messages say now, oldest first."""
        return "\n---\n".join(text_of(message) for message in await self.messages())

    async def last(self) -> str:
        return text_of((await self.messages())[-1])

    async def sees_photos(self) -> int:
        return sum(1 for message in await self.messages() if message.get("photo"))


def text_of(message: Any) -> str:
    return str(message.get("text") or message.get("caption") or "")


async def make_school(folder: Path) -> None:
    """A data folder with the sample school imported and nobody bound."""
    store = await Store.open(folder)
    await store.run(import_school, MONDAY_QUARTER_TO_SEVEN, read_school(SAMPLE))
    await store.close()


def made_school(into: Path) -> Path:
    """The folder, made in a loop of its own."""
    into.mkdir(parents=True, exist_ok=True)
    asyncio.run(make_school(into))
    return into


def copy_school(school: Path, into: Path) -> Path:
    into.mkdir(parents=True, exist_ok=True)
    shutil.copy(school / "zhiqin.db", into / "zhiqin.db")
    return into
