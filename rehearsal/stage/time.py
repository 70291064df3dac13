"""The school's clock as the stage turns it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from rehearsal.actor import Actor
from rehearsal.settling import settle
from rehearsal.shapes import Json
from rehearsal.stage.asking import Ask, Wrong
from rehearsal.world import World

STEP_TIMEOUT = 30.0
# An actor whose next row never moves on would otherwise keep the clock here for ever.
TURNS_ON_THE_SPOT = 20


class Playing:
    """Turns the clock from due row to due row; one turning at a time."""

    def __init__(self) -> None:
        self._at_it = False
        self._stopping = False

    async def play(self, ask: Ask, actor: Actor | None) -> Json:
        bot = there(actor)
        ways = [name for name in ("to", "next", "stop", "flow") if ask.has(name)]
        if len(ways) != 1:
            raise Wrong('say one of "to" (a time), "next": true, "stop": true, "flow": true or false')
        if ways == ["stop"]:
            self._stopping = self._at_it
            return await show(ask.world, bot)
        if ways == ["flow"]:
            await bot.flow(ask.must("flow", bool))
            return await show(ask.world, bot)
        with self.alone():
            to = time_ahead(ask, "to") if ask.has("to") else await _next(bot)
            if ask.world.outage is None:
                return await self._play(ask.world, bot, to, ask.seconds("timeout", STEP_TIMEOUT))
            await jump(ask.world, bot, to)
            return {"now": ask.world.clock().isoformat(), "steps": 1, "settled": True, "why": ""}

    async def _play(self, world: World, actor: Actor, to: datetime, timeout: float) -> Json:
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
            if why or target >= to or self._stopping:
                return {"now": world.clock().isoformat(), "steps": steps, "settled": not why, "why": why}

    @contextmanager
    def alone(self) -> Iterator[None]:
        if self._at_it:
            raise Wrong("the clock is being turned already")
        self._at_it, self._stopping = True, False
        try:
            yield
        finally:
            self._at_it = False


def time_ahead(ask: Ask, name: str) -> datetime:
    """The clock keeps its own zone, whatever zone the request was written in, and never goes back."""
    now = ask.world.clock()
    to = ask.time(name).astimezone(now.tzinfo)
    if to < now:
        raise Wrong(f"the clock stands at {now.isoformat()} and does not go back to {to.isoformat()}")
    return to


async def jump(world: World, actor: Actor, to: datetime) -> None:
    """During an outage there is nobody to stop for; what waits at the server grows old."""
    gone = (to - world.clock()).total_seconds()
    await (actor.outage(to) if world.outage == "network" else actor.turn(to))
    world.updates.grow_old(gone)
    world.callbacks.grow_old(gone)
    world.files.grow_old(gone)
    world.webhook.hurry()
    world.events.tell("clock", {"now": world.clock().isoformat(), "to": to.isoformat()})


async def _next(actor: Actor) -> datetime:
    due = await actor.next_due()
    if due is None:
        raise Wrong("nothing is due: the bot waits for nothing but people")
    return due


async def show(world: World, actor: Actor | None) -> Json:
    due = await actor.next_due() if actor is not None and world.outage is None else None
    return {
        "now": world.clock().isoformat(),
        "next_due": due.isoformat() if due is not None else None,
        "bot": actor is not None,
        "up": world.listening,
        "outage": world.outage,
        "flows": actor is not None and actor.flowing,
    }


def there(actor: Actor | None) -> Actor:
    if actor is None:
        raise Wrong("no bot belongs to this rehearsal, so its clock cannot be turned and it cannot be killed")
    return actor
