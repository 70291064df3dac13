"""Trouble on order: faults, slowness, a revoked token, unreadable updates, a killed bot."""

import time

from rehearsal.between import INSTEAD
from rehearsal.errors import REFUSALS, refusal
from rehearsal.faults import DELIVERY, KINDS, Fault
from rehearsal.methods import BY_LOWER_NAME
from rehearsal.shapes import Json
from rehearsal.stage.asking import Ask, Wrong, number
from rehearsal.world import World


def ordered(world: World) -> Json:
    return {"faults": [each.as_json() for each in world.faults.coming()], "latency": world.faults.latency}


async def add_fault(ask: Ask) -> Json:
    """`times` calls meet it (default 1; null: all to come); with `lasts` all within that many real seconds."""
    method, kind = ask.get("method", str, "*"), ask.must("kind", str)
    known = {"*", "file", DELIVERY, *BY_LOWER_NAME.values()}
    if method not in known:
        others = '"*" is all of them, "file" a download, "webhook" an update on its way'
        raise Wrong(f'"{method}" is not a method here; {others}')
    if kind not in KINDS and kind not in REFUSALS and kind not in INSTEAD:
        names = ", ".join([*INSTEAD, *REFUSALS])
        raise Wrong(f'"kind" must be one of {", ".join(KINDS)}, or the name of a stranger or a refusal: {names}')
    lasting = ask.has("lasts") or ("times" in ask.fields and ask.fields["times"] is None)
    fault = Fault(
        method,
        kind,
        times=None if lasting and not ask.has("times") else ask.get("times", int, 1),
        chat=ask.get("chat", int, 0) or None,
        retry_after=ask.get("retry_after", int, 1),
        seconds=ask.seconds("seconds", 1.0),
        description=ask.get("description", str, ""),
        moved_to=ask.get("moved_to", int, 0),
        until=time.monotonic() + number(ask.fields["lasts"], "lasts") if ask.has("lasts") else None,
    )
    if fault.times is not None and fault.times < 1:
        raise Wrong('"times" must be 1 or more, or null for all calls to come')
    ask.world.faults.order(fault)
    if kind == "drop" and ask.has("lasts") and method in ("*", "getUpdates"):
        # A network that is gone takes the waiting poll with it.
        ask.world.updates.interrupt(ConnectionAbortedError())
    return {"faults": [each.as_json() for each in ask.world.faults.coming()]}


async def clear_faults(ask: Ask) -> Json:
    ask.world.faults.clear()
    return {"faults": []}


async def set_latency(ask: Ask) -> Json:
    ask.world.faults.latency = number(ask.fields.get("seconds"), "seconds")
    return {"seconds": ask.world.faults.latency}


async def revoke(ask: Ask) -> Json:
    """A revoked token is answered 401; the waiting poll hears of it at once."""
    ask.world.revoked = ask.must("revoked", bool)
    if ask.world.revoked:
        ask.world.updates.interrupt(refusal("unauthorized"))
    return {"revoked": ask.world.revoked}


async def privacy(ask: Ask) -> Json:
    """BotFather's /setprivacy: `on` false lets the bot hear everything in groups."""
    ask.world.hears_all = not ask.must("on", bool)
    return {"on": not ask.world.hears_all}


async def raw(ask: Ask) -> Json:
    """Any JSON into the queue of updates, for updates that no library can read."""
    return {"update_id": ask.world.updates.put(ask.must("update", dict))}
