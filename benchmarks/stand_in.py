"""A Bot API as small as it can be, in a process of its own: canned answers, and people who talk with the bots.

Each person says a sentence, taps the first button of the answer, reads what it becomes and begins anew. One token is
one bot with people of its own. `POST /run` starts a course and answers when everything that was asked for has come.
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

from benchmarks.child import ready_until_let_go
from benchmarks.conversation import CALLS_A_ROUND, MOMENT, UPDATES_A_ROUND, chat_of

THINKING = 0.02
"""Seconds between reading and tapping: shorter than anybody's, longer than any answer takes to come back."""
QUIET = 10.0
"""Seconds without a call after which a course is given up: somebody does not do what the conversation says."""
ME = {"id": 1234567, "is_bot": True, "first_name": "值勤", "username": "zhiqin_bot"}


@dataclass
class Bot:
    """What one token's server side holds."""

    updates: list[dict[str, Any]] = field(default_factory=list)
    next_update: int = 1
    poll: asyncio.Event = field(default_factory=asyncio.Event)
    to_say: dict[int, list[str]] = field(default_factory=dict)
    tapped: set[int] = field(default_factory=set)
    surprise: str = ""
    message_id: int = 0
    calls: int = 0
    sent: int = 0
    latency: float = 0.0
    last_call: float = 0.0
    finished: asyncio.Event = field(default_factory=asyncio.Event)
    expected: int = 0

    def put(self, kind: str, payload: dict[str, Any]) -> None:
        self.updates.append({"update_id": self.next_update, kind: payload})
        self.next_update += 1
        self.poll.set()

    def says(self, chat: int) -> None:
        words = self.to_say[chat].pop()
        self.message_id += 1
        message = {"message_id": self.message_id, "date": MOMENT, "chat": _private(chat), "from": _user(chat)}
        self.put("message", {**message, "text": words})

    def taps(self, chat: int, message: dict[str, Any]) -> None:
        keys = message.get("reply_markup", {}).get("inline_keyboard")
        if not keys:
            self.surprise = f"no button to tap: {message['text']}"
            return
        query = {"id": str(self.next_update), "from": _user(chat), "chat_instance": "1", "message": message}
        self.put("callback_query", {**query, "data": keys[0][0]["callback_data"]})

    def read(self, chat: int, message: dict[str, Any]) -> None:
        """A message, new or changed, reached the person: the guess is confirmed, and what is filed makes room."""
        later = asyncio.get_running_loop().call_later
        if chat not in self.tapped:
            self.tapped.add(chat)
            later(THINKING, self.taps, chat, message)
        elif self.to_say.get(chat):
            self.tapped.discard(chat)
            later(THINKING, self.says, chat)

    async def fetch(self, offset: int, wait: float) -> list[dict[str, Any]]:
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        if not self.updates and wait:
            self.poll.clear()
            try:
                async with asyncio.timeout(wait):
                    await self.poll.wait()
            except TimeoutError:
                pass
        return self.updates[:100]

    async def called(self, method: str, fields: dict[str, str], size: int) -> Any:
        if self.latency:
            await asyncio.sleep(self.latency)
        answer: Any = True
        if method in ("sendMessage", "editMessageText"):
            chat = int(fields["chat_id"])
            if method == "sendMessage":
                self.message_id += 1
            message = {
                "message_id": int(fields.get("message_id", self.message_id)),
                "date": MOMENT,
                "chat": _private(chat),
                "from": ME,
                "text": fields["text"],
            }
            if "reply_markup" in fields:
                markup = fields["reply_markup"]
                message["reply_markup"] = json.loads(markup) if isinstance(markup, str) else markup
            self.read(chat, message)
            answer = message
        elif method != "answerCallbackQuery":
            return True
        self.calls += 1
        self.sent += size
        self.last_call = time.perf_counter()
        if self.calls == self.expected:
            self.finished.set()
        return answer


def _fields(kind: str, body: str) -> dict[str, str]:
    if kind == "application/json":
        found: dict[str, str] = json.loads(body)
        return found
    return {name: values[0] for name, values in parse_qs(body).items()}


def _private(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private", "first_name": f"老师{chat}"}


def _user(chat: int) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": f"老师{chat}", "language_code": "zh-hans"}


class StandIn:
    def __init__(self) -> None:
        self.bots: dict[str, Bot] = {}

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        body = (await request.read()).decode()
        if request.path == "/run":
            return web.json_response(await self._run(**json.loads(body)))
        token, _, method = request.path.removeprefix("/bot").partition("/")
        bot = self.bots.setdefault(token, Bot())
        if method == "getMe":
            return _ok(ME)
        fields = _fields(request.content_type, body)
        if method == "getUpdates":
            return _ok(await bot.fetch(int(fields.get("offset", 0)), float(fields.get("timeout", 0))))
        return _ok(await bot.called(method, fields, len(body)))

    async def _run(self, token: str, people: int, sentences: list[str], latency: float) -> dict[str, Any]:
        bot = self.bots[token]
        bot.calls = bot.sent = 0
        bot.surprise = ""
        bot.tapped.clear()
        bot.finished.clear()
        bot.latency = latency
        bot.expected = len(sentences) * CALLS_A_ROUND
        began = bot.last_call = time.perf_counter()
        for number in range(people):
            bot.to_say[chat_of(number)] = sentences[number::people]
            bot.says(chat_of(number))
        while not bot.finished.is_set() and time.perf_counter() - bot.last_call < QUIET:
            try:
                async with asyncio.timeout(QUIET):
                    await bot.finished.wait()
            except TimeoutError:
                continue
        return {
            "seconds": bot.last_call - began,
            "updates": len(sentences) * UPDATES_A_ROUND,
            "calls": bot.calls,
            "asked": bot.expected,
            "surprise": bot.surprise,
            "sent": bot.sent,
        }


def _ok(result: Any) -> web.Response:
    text = json.dumps({"ok": True, "result": result}, ensure_ascii=False)
    return web.Response(text=text, content_type="application/json")


async def main() -> None:
    runner = web.ServerRunner(web.Server(StandIn().answer, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    await ready_until_let_go(str(runner.addresses[0][1]))


if __name__ == "__main__":
    asyncio.run(main())
