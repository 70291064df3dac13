"""The school's clock as the stage turns it, and the bot's death and return."""

import time as real
from datetime import datetime

from rehearsal.actor import Actor
from rehearsal.settling import settle
from rehearsal.shapes import Json
from rehearsal.stage.asking import Ask, Wrong
from rehearsal.world import World

STEP_TIMEOUT = 30.0
BACK_WITHIN = 60.0
# An actor whose next row never moves on would otherwise keep the clock here for ever.
TURNS_ON_THE_SPOT = 20


class Playing:
    """Turns the clock from due row to due row; one turning at a time."""

    def __init__(self) -> None:
        self._at_it = False

    async def play(self, ask: Ask, actor: Actor | None) -> Json:
        # The clock keeps its own zone whatever zone the request was written in.
        to, bot = ask.time("to").astimezone(ask.world.clock().tzinfo), _there(actor)
        if to < ask.world.clock():
            raise Wrong(f"the clock stands at {ask.world.clock().isoformat()} and does not go back to {to.isoformat()}")
        if self._at_it:
            raise Wrong("the clock is being turned already")
        self._at_it = True
        try:
            return await _play(ask.world, bot, to, ask.seconds("timeout", STEP_TIMEOUT))
        finally:
            self._at_it = False


async def _play(world: World, actor: Actor, to: datetime, timeout: float) -> Json:
    steps = on_the_spot = 0
    while True:
        due = await actor.next_due()
        # A row that is overdue already gets no earlier than now.
        target = to if due is None else min(to, max(due, world.clock()))
        on_the_spot = on_the_spot + 1 if target <= world.clock() else 0
        await actor.turn(target)
        steps += 1
        why = await settle(world, actor, timeout)
        if on_the_spot > TURNS_ON_THE_SPOT:
            why = why or f"the bot stays due at {target.isoformat()} however often it is turned there"
        world.events.tell("clock", {"now": world.clock().isoformat(), "to": to.isoformat()})
        if why or target >= to:
            return {"now": world.clock().isoformat(), "steps": steps, "settled": not why, "why": why}


async def kill(ask: Ask, actor: Actor | None) -> Json:
    """SIGKILL; answers when the bot fetches updates again, with the seconds it was away."""
    world, bot = ask.world, _there(actor)
    polls, began = world.updates.polls, real.monotonic()
    world.events.tell("kill", {"up": False})
    await bot.kill()
    while not (world.updates.polls > polls and world.updates.polled):
        if real.monotonic() - began > BACK_WITHIN:
            return {"up": False, "seconds": round(real.monotonic() - began, 1)}
        await world.pulse.wait(0.05)
    away = round(real.monotonic() - began, 2)
    world.events.tell("kill", {"up": True, "seconds": away})
    return {"up": True, "seconds": away}


async def show(world: World, actor: Actor | None) -> Json:
    due = await actor.next_due() if actor is not None else None
    return {
        "now": world.clock().isoformat(),
        "next_due": due.isoformat() if due is not None else None,
        "bot": actor is not None,
        "up": world.updates.polled,
    }


def _there(actor: Actor | None) -> Actor:
    if actor is None:
        raise Wrong("no bot belongs to this rehearsal, so its clock cannot be turned and it cannot be killed")
    return actor
