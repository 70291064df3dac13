"""Waiting until the bot has nothing left to do, so that nobody needs to sleep."""

import time

from rehearsal.actor import Actor
from rehearsal.world import World

LOOK_AGAIN = 0.01
# Without an actor nobody can say what the bot still has in mind; then this long a silence must do.
SILENCE = 0.15


async def settle(world: World, actor: Actor | None, timeout: float) -> str:
    """Empty when all is done, otherwise after `timeout` real seconds what is still going on.

    During an outage nothing more will happen: what was said waits.
    """
    if world.outage is not None:
        return ""
    deadline = time.monotonic() + timeout
    while why := await _busy(world, actor):
        left = deadline - time.monotonic()
        if left <= 0:
            return why
        await world.pulse.wait(min(left, LOOK_AGAIN))
    return ""


async def _busy(world: World, actor: Actor | None) -> str:
    if why := _unfinished(world):
        return why
    beats = world.pulse.beats
    if actor is None:
        await world.pulse.wait(SILENCE)
    elif not (await actor.settled() and await actor.settled()):
        return "the bot's inbox, outbox or due rows are not idle"
    return _unfinished(world) or ("" if world.pulse.beats == beats else "the bot is still calling")


def _unfinished(world: World) -> str:
    if world.updates.unconfirmed:
        return f"{world.updates.unconfirmed} updates are not confirmed by the bot"
    if world.calls.in_flight:
        return f"{world.calls.in_flight} calls are being answered"
    if not world.listening:
        return "the bot is not waiting in a long poll, nor has it a webhook that works"
    return ""
