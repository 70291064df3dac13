"""Doors: links made for somebody, phones that open them, and what waits in a chat."""

from typing import Any

from actions.invitations import invite
from storage import Transaction
from tests.stage import Someone, Stage


async def link_for(stage: Stage, person: str, token: str) -> str:
    """A new link for somebody, with a token that the test knows."""
    await stage.rows(lambda tx: invite(tx, stage.clock.now(), person, token))
    return f"/start {token}"


async def another_phone(stage: Stage, number: str = "900001") -> Someone:
    return await stage.stranger(number)


async def count(stage: Stage, sql: str) -> Any:
    """What one SELECT says."""

    def look(tx: Transaction) -> Any:
        return tx._connection.execute(sql).fetchone()[0]

    return await stage.rows(look)
