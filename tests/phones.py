"""People with phones, and the groups they are in: what they say, send and tap, and what they see."""

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.stage import Stage


@dataclass
class Someone:
    """A person with a phone: says, sends, taps, reads."""

    stage: "Stage"
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

    async def sends_poster(self, place: str, *, shot: int = 0, **more: Any) -> None:
        """A photo of the poster that hangs at this place, its code and its surroundings."""
        name = await self.stage.poster(place)
        await self.stage.post("say", user=self.user, photo={"name": name, "shot": shot}, **more)
        await self.stage.settle()

    async def sends_picture(self, picture: bytes, **more: Any) -> None:
        """A photo of one's own."""
        await self.stage.post("say", user=self.user, photo={"base64": b64encode(picture).decode()}, **more)
        await self.stage.settle()

    async def opens(self, link: str, group: "Group | None" = None) -> None:
        """A link to the bot, from a message or a code: `?start=` in private, `?startgroup=` with the group chosen."""
        what, token = link.partition("?")[2].split("=")
        if what == "startgroup":
            assert group is not None, "a startgroup link asks in which group"
            await group.joins(self, token)
        else:
            await self.says(f"/start {token}")

    async def speaks(self) -> None:
        """A voice note."""
        await self.stage.post("say", user=self.user, voice={"seconds": 4})
        await self.stage.settle()

    async def taps(self, label: str, chat: int | None = None) -> str:
        """The newest button with that label; returns what the button answered."""
        for message in reversed(await self.messages(chat)):
            for row in message.get("buttons") or []:
                for button in row:
                    if label in button["text"] and button["data"]:
                        return await self.presses(message["message_id"], button["data"], chat)
        raise AssertionError(f"{self.id} sees no button {label!r}: {await self.reads(chat)}")

    async def presses(self, message_id: int, data: str, chat: int | None = None) -> str:
        """A certain button, however old."""
        where = {"chat": chat} if chat else {}
        answer = await self.stage.post("tap", user=self.user, message_id=message_id, data=data, **where)
        await self.stage.settle()
        return str((answer["answer"] or {}).get("text") or "")

    async def messages(self, chat: int | None = None) -> list[Any]:
        found = await self.stage.get(f"chats/{chat or self.user}")
        return [message for message in found["messages"] if message["from"]["is_bot"] and "service" not in message]

    async def reads(self, chat: int | None = None) -> str:
        """Everything that the bot's messages say now, oldest first."""
        return "\n---\n".join(text_of(message) for message in await self.messages(chat))

    async def last(self, chat: int | None = None) -> str:
        return text_of((await self.messages(chat))[-1])

    async def pinned(self) -> str:
        """What the bar at the top of the chat says; empty without one."""
        return "".join(text_of(message) for message in await self.messages() if message["on_top"])

    async def sees_photos(self) -> int:
        return sum(1 for message in await self.messages() if message.get("photo"))


@dataclass
class Group:
    """A group chat, seen by any of its members."""

    stage: "Stage"
    id: int
    title: str

    async def joins(self, by: Someone, token: str = "", *, admin: bool = True) -> None:
        """The bot is let in by a member through `t.me/<bot>?startgroup=<token>`."""
        await self.stage.post("join", user=by.user, chat=self.id, token=token, admin=admin)
        await self.stage.settle()

    async def throws_out_the_bot(self, by: Someone) -> None:
        await self.stage.post("block", user=by.user, chat=self.id, blocked=True)
        await self.stage.settle()

    async def becomes_a_supergroup(self, by: Someone) -> None:
        self.id = (await self.stage.post("migrate", user=by.user, chat=self.id))["id"]
        await self.stage.settle()

    async def hears(self, who: Someone, text: str) -> None:
        """A member says something here."""
        await who.says(text, chat=self.id)

    async def taps(self, who: Someone, label: str) -> str:
        return await who.taps(label, self.id)

    async def messages(self) -> list[Any]:
        found = await self.stage.get(f"chats/{self.id}")
        return [message for message in found["messages"] if message["from"]["is_bot"] and "service" not in message]

    async def reads(self) -> str:
        return "\n---\n".join(text_of(message) for message in await self.messages())

    async def last(self) -> str:
        return text_of((await self.messages())[-1])

    async def pinned(self) -> str:
        return "".join(text_of(message) for message in await self.messages() if message["on_top"])


def text_of(message: Any) -> str:
    return str(message.get("text") or message.get("caption") or "")
