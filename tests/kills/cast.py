"""The people of the half hour: what they do goes over the stage API, and what they see is what their phones show."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.kills.half_hour import POSTS, Step
from tests.stage import text_of

PATIENCE = 150.0
"""Real seconds within which somebody must see what they wait for; more means that they were left alone."""
LOOK_AGAIN = 0.08
ANSWER_IN = 0.7
"""Real seconds for which a person waits for a button's answer before doing the next thing."""


class LeftAlone(AssertionError):
    """Somebody waited and nothing came."""


@dataclass(frozen=True, slots=True)
class Said:
    """One update that a person caused: its moment (monotonic), and by what it is known in the inbox."""

    chat: int
    at: float
    key: str
    step: str


@dataclass
class Cast:
    """Everybody's phones. `said` is the record of what was sent, kept as it is sent."""

    url: str
    session: aiohttp.ClientSession
    said: list[Said] = field(default_factory=list)
    _acted: dict[str, int] = field(default_factory=dict)
    _taps: set[asyncio.Task[Any]] = field(default_factory=set)

    async def enter(self, people: tuple[str, ...]) -> None:
        for person in people:
            await self._post("people", id=user_of(person), first_name=person)

    async def hang_posters(self, links: Mapping[str, str]) -> None:
        """What hangs at each place can be photographed."""
        for place, link in links.items():
            poster = {"code": place, "name": place, "link": link}
            await self._post("samples", name=f"poster-{place}", poster=poster)

    async def perform(self, step: Step, now: int) -> None:
        """Does one step at a school time (seconds since 1970); raises LeftAlone when what it needs does not come."""
        try:
            await self._perform(step)
        finally:
            self._acted |= dict.fromkeys(step.people, now)

    async def _perform(self, step: Step) -> None:
        if "+" in step.person:
            await asyncio.gather(*(VERBS[step.verb](self, step, person) for person in step.people))
        elif "|" in step.person:
            await self._whoever(step)
        else:
            await VERBS[step.verb](self, step, step.person)

    async def hear_the_last_answers(self) -> None:
        await asyncio.gather(*self._taps)

    async def screen(self, person: str) -> list[Any]:
        found = await self._get(f"chats/{user_of(person)}")
        return [message for message in found["messages"] if message["from"]["is_bot"]]

    async def says(self, step: Step, person: str) -> None:
        await self._say(step, person, text=step.what[0])

    async def sends(self, step: Step, person: str) -> None:
        sample, caption = step.what
        await self._say(step, person, photo={"name": sample, "shot": step.second}, **_caption(caption))

    async def sends_poster(self, step: Step, person: str) -> None:
        """A photo of the poster that hangs there, with its code."""
        await self._say(step, person, photo={"name": f"poster-{step.what[0]}", "shot": step.second})

    async def sends_album(self, step: Step, person: str) -> None:
        samples, caption = step.what
        files = [{"name": name, "shot": step.second + i} for i, name in enumerate(samples.split(","))]
        await self._say(step, person, album=files, **_caption(caption))

    async def speaks(self, step: Step, person: str) -> None:
        await self._say(step, person, voice={"seconds": 4, "title": str(step)})

    async def reads(self, step: Step, person: str) -> None:
        async def seen() -> bool:
            return any(step.what[0] in text_of(message) for message in await self.screen(person))

        await self._until(seen, step, person)

    async def taps(self, step: Step, person: str, times: int = 1) -> None:
        async def done() -> bool:
            found = _button(await self.screen(person), *step.what)
            return found is not None and await self._tap(step, person, *found, times)

        await self._until(done, step, person)

    async def answers(self, step: Step, person: str) -> None:
        """Taps under a message that came after what this person did last: an older question is not this one."""

        async def done() -> bool:
            screen = [it for it in await self.screen(person) if it["date"] >= self._acted.get(person, 0)]
            found = _button(screen, *step.what)
            return found is not None and await self._tap(step, person, *found, 1)

        await self._until(done, step, person)

    async def taps_twice(self, step: Step, person: str) -> None:
        await self.taps(step, person, times=2)

    async def _whoever(self, step: Step) -> None:
        async def done() -> bool:
            for person in step.people:
                found = _button(await self.screen(person), *step.what)
                if found is not None:
                    return await self._tap(step, person, *found, 1)
            return False

        await self._until(done, step, step.person)

    async def _until(self, done: Callable[[], Awaitable[bool]], step: Step, person: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not await done():
            if time.monotonic() > deadline:
                seen = {who: [text_of(message) for message in await self.screen(who)] for who in step.people}
                raise LeftAlone(f"{step}\n{person} sees only: {seen}")
            await asyncio.sleep(LOOK_AGAIN)

    async def _say(self, step: Step, person: str, **what: Any) -> None:
        at = time.monotonic()
        told = await self._post("say", user=user_of(person), **what)
        self.said += [
            Said(user_of(person), at, f"message:{user_of(person)}:{message['message_id']}", str(step))
            for message in told["messages"]
        ]

    async def _tap(self, step: Step, person: str, message_id: int, data: str, times: int) -> bool:
        """False when the button was gone before it was reached; the answer is waited for a little only."""
        at = time.monotonic()
        taps = [asyncio.create_task(self._press(step, person, at, message_id, data)) for _ in range(times)]
        self._taps.update(taps)
        await asyncio.wait(taps, timeout=ANSWER_IN)
        return any(not tap.done() or tap.result() for tap in taps)

    async def _press(self, step: Step, person: str, at: float, message_id: int, data: str) -> bool:
        body = {"user": user_of(person), "message_id": message_id, "data": data}
        async with self.session.post(f"{self.url}/stage/tap", json=body) as answer:
            found = await answer.json()
        if answer.status == 200:
            self.said.append(Said(user_of(person), at, f"tap:{found['callback_id']}", str(step)))
        return answer.status == 200

    async def _post(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"{self.url}/stage/{path}", json=body) as answer:
            found = await answer.json()
            assert answer.status == 200, found
            return found

    async def _get(self, path: str) -> Any:
        async with self.session.get(f"{self.url}/stage/{path}") as answer:
            found = await answer.json()
            assert answer.status == 200, found
            return found


def user_of(person: str) -> int:
    return 800_000 + POSTS.index(person) if person in POSTS else 700_000 + int(person[1:])


def _caption(caption: str) -> dict[str, str]:
    return {"caption": caption} if caption else {}


def _button(screen: list[Any], label: str, words: str) -> tuple[int, str] | None:
    """The newest button whose label begins so, under a message that has these words."""
    for message in reversed(screen):
        if words not in text_of(message):
            continue
        for row in message.get("buttons") or []:
            for button in row:
                if button["text"].startswith(label):
                    return message["message_id"], button["data"]
    return None


VERBS: dict[str, Callable[[Cast, Step, str], Awaitable[None]]] = {
    "says": Cast.says,
    "sends": Cast.sends,
    "sends_poster": Cast.sends_poster,
    "sends_album": Cast.sends_album,
    "speaks": Cast.speaks,
    "reads": Cast.reads,
    "taps": Cast.taps,
    "answers": Cast.answers,
    "taps_twice": Cast.taps_twice,
}
