"""The bot's death and return, and outages: time that goes by while it does not run or reaches nobody."""

import time as real
from datetime import timedelta

from rehearsal.actor import Actor
from rehearsal.outage import KINDS
from rehearsal.shapes import Json
from rehearsal.stage.asking import Ask, Wrong
from rehearsal.stage.time import Playing, jump, there, time_ahead
from rehearsal.world import World

BACK_WITHIN = 60.0


async def kill(ask: Ask, actor: Actor | None) -> Json:
    """SIGKILL and a new start; answers when the bot hears of updates again, with the seconds it was away."""
    world, bot = ask.world, there(actor)
    polls, began = world.updates.polls, real.monotonic()
    world.events.tell("kill", {"up": False})
    await bot.die()
    await bot.start()
    return await _back(world, polls, began)


async def outage(ask: Ask, actor: Actor | None, playing: Playing) -> Json:
    """With `to` or `minutes` a whole outage; without either it begins and lasts until `over` is said."""
    world, bot = ask.world, there(actor)
    with playing.alone():
        if ask.get("over", bool, False):
            return await _end(world, bot)
        if world.outage is not None:
            raise Wrong('the bot is away already: say "over": true first')
        if ask.has("to") and ask.has("minutes"):
            raise Wrong('say "to" or "minutes", not both')
        to = time_ahead(ask, "to") if ask.has("to") else world.clock() + timedelta(minutes=ask.seconds("minutes", 0))
        await _begin(world, bot, ask.get("kind", str, "process"))
        if not (ask.has("to") or ask.has("minutes")):
            return {"outage": world.outage, "now": world.clock().isoformat()}
        await jump(world, bot, to)
        return await _end(world, bot)


async def _begin(world: World, bot: Actor, kind: str) -> None:
    if kind == "process":
        world.outage = "process"
        await bot.die()
    elif kind == "network":
        world.outage = "network"
        world.updates.interrupt(ConnectionAbortedError())
    else:
        raise Wrong(f'"kind" must be one of {", ".join(KINDS)}')
    world.events.tell("kill", {"up": False})


async def _end(world: World, bot: Actor) -> Json:
    """What was said meanwhile waits in the queue, and is fetched first."""
    polls, began, kind = world.updates.polls, real.monotonic(), world.outage
    if kind is None:
        raise Wrong("there is no outage")
    world.outage = None
    world.webhook.hurry()
    if kind == "process":
        await bot.start()
    back = await _back(world, polls, began)
    if kind == "network":
        # The timer of a bot that stood still through a jump has not rung.
        await bot.turn(world.clock())
    return {"outage": None, "now": world.clock().isoformat(), **back}


async def _back(world: World, polls: int, began: float) -> Json:
    while not (world.listening and (world.updates.polls > polls or world.webhook.works)):
        if real.monotonic() - began > BACK_WITHIN:
            return {"up": False, "seconds": round(real.monotonic() - began, 1)}
        await world.pulse.wait(0.05)
    away = round(real.monotonic() - began, 2)
    world.events.tell("kill", {"up": True, "seconds": away})
    return {"up": True, "seconds": away}
