"""What a test needs to make trouble, and to see what it leaves behind."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from storage import Transaction
from tests.stage import Someone, Stage

LATEST = 10.0
"""Seconds of real time within which trouble shows or is over."""


async def fault(stage: Stage, method: str, kind: str, **more: Any) -> None:
    """Weather for calls to come, see docs/rehearsal.md."""
    await stage.post("faults", method=method, kind=kind, **more)


async def clear_weather(stage: Stage) -> None:
    async with stage.session.delete(f"{stage.rehearsal.url}/stage/faults") as answer:
        assert answer.status == 200


async def arrives(stage: Stage, **update: Any) -> int:
    """Any JSON as an update, and what the bot makes of it; returns its number."""
    found = await stage.post("raw", update=update)
    await stage.settle()
    return int(found["update_id"])


async def arrive(stage: Stage, *updates: dict[str, Any]) -> None:
    """One after the other, whatever they are."""
    for update in updates:
        await arrives(stage, **update)


def message_of(someone: Someone, **what: Any) -> dict[str, Any]:
    """A message as Telegram would write it, with whatever a phone of the rehearsal would not send."""
    chat = {"id": someone.user, "type": "private", "first_name": someone.id}
    sender = {"id": someone.user, "is_bot": False, "first_name": someone.id}
    date = int(someone.stage.clock.now().timestamp())
    return {"message_id": 900_001, "date": date, "chat": chat, "from": sender, **what}


async def forges(someone: Someone, data: str, **message: Any) -> str | None:
    """Presses a button that stands under no message; returns what it says, None when nobody answers."""
    press = someone.stage.rehearsal.world.callbacks.press(someone.user)
    query = {
        "id": press.id,
        "from": {"id": someone.user, "is_bot": False, "first_name": someone.id},
        "chat_instance": "1",
        "message": message or message_of(someone, text="…"),
        "data": data,
    }
    await arrives(someone.stage, callback_query=query)
    return str(press.answer.result()["text"]) if press.answer.done() else None


async def calls(stage: Stage, method: str) -> list[Any]:
    """Every call of that method so far."""
    return [call for call in (await stage.get("calls"))["calls"] if call["method"] == method]


async def soon(stage: Stage, holds: Callable[[], Awaitable[bool]], within: float = LATEST) -> None:
    """Waits for something that comes by itself while the bot cannot come to rest."""
    async with asyncio.timeout(within):
        while not await holds():
            await stage.rehearsal.world.pulse.wait(0.05)


async def will_read(someone: Someone, words: str, within: float = LATEST) -> None:
    async def read() -> bool:
        return words in await someone.reads()

    await soon(someone.stage, read, within)


async def count(stage: Stage, sql: str, **values: Any) -> int:
    """One number out of the database."""
    return int(await stage.rows(lambda tx: connection_of(tx).execute(sql, values).fetchone()[0]))


async def change(stage: Stage, sql: str, **values: Any) -> None:
    """A hand in the database, for what no person and no network can do."""
    await stage.rows(lambda tx: connection_of(tx).execute(sql, values).fetchall())


def connection_of(tx: Transaction) -> Any:
    return tx._connection
