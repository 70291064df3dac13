"""The stage: JSON over HTTP with which tests and the page play the people and turn the clock."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from rehearsal.actor import Actor
from rehearsal.settling import settle
from rehearsal.shapes import Json
from rehearsal.stage import absence, groups, looking, people, props, saying, story, time, weather
from rehearsal.stage.asking import Ask, Wrong, number_in_words
from rehearsal.stage.fields import check_names
from rehearsal.world import World

LONGEST_WAIT = 120.0

# What is done with a JSON body. Looking comes below: it has no body.
DOING: dict[tuple[str, str], Callable[[Ask], Awaitable[Json]]] = {
    ("POST", "/stage/people"): people.add_person,
    ("POST", "/stage/groups"): groups.add_group,
    ("POST", "/stage/join"): groups.join,
    ("POST", "/stage/enter"): groups.enter,
    ("POST", "/stage/leave"): groups.leave,
    ("POST", "/stage/migrate"): groups.migrate,
    ("POST", "/stage/block"): people.block,
    ("POST", "/stage/say"): saying.say,
    ("POST", "/stage/edit"): saying.edit,
    ("POST", "/stage/react"): saying.react,
    ("POST", "/stage/tap"): saying.tap,
    ("POST", "/stage/raw"): weather.raw,
    ("POST", "/stage/faults"): weather.add_fault,
    ("DELETE", "/stage/faults"): weather.clear_faults,
    ("POST", "/stage/latency"): weather.set_latency,
    ("POST", "/stage/revoke"): weather.revoke,
    ("POST", "/stage/privacy"): weather.privacy,
    ("POST", "/stage/samples"): looking.add_sample,
    ("POST", "/stage/papers"): looking.add_paper,
    ("POST", "/stage/files"): props.lend,
    ("POST", "/stage/story"): story.tell,
}


Answer = Callable[[web.Request], Awaitable[Json | web.StreamResponse]]
Look = Callable[[web.Request], Awaitable[Json | web.StreamResponse] | Json | web.StreamResponse]
"""What is looked up is there, or has to be waited for."""


def routes(world: World, actor: Callable[[], Actor | None]) -> list[web.RouteDef]:
    """All stage routes; the actor is asked for at each call because it may come later."""
    playing = time.Playing()

    looking_up: dict[str, Look] = {
        "/stage/people": lambda asked: people.list_people(world),
        "/stage/chats/{chat}": lambda asked: _chat(world, asked),
        "/stage/calls": lambda asked: looking.calls(world, asked),
        "/stage/settled": lambda asked: _settled(world, actor(), asked),
        "/stage/faults": lambda asked: weather.ordered(world),
        "/stage/clock": lambda asked: time.show(world, actor()),
        "/stage/coming": lambda asked: _coming(world, actor()),
        "/stage/story": lambda asked: story.shown(world),
        "/stage/events": lambda asked: looking.stream(world, asked),
        "/stage/samples": lambda asked: {"samples": world.samples.listed()},
        "/stage/papers": lambda asked: {"papers": world.papers.listed()},
        "/stage/samples/{name}": lambda asked: looking.sample(world, asked.match_info["name"]),
        "/stage/files/{unique}": lambda asked: looking.file(world, asked.match_info["unique"]),
    }
    doing: dict[tuple[str, str], Callable[[Ask], Awaitable[Json]]] = {
        **DOING,
        ("POST", "/stage/clock"): lambda ask: playing.play(ask, actor()),
        ("POST", "/stage/outage"): lambda ask: absence.outage(ask, actor(), playing),
        ("POST", "/stage/kill"): lambda ask: absence.kill(ask, actor()),
        ("POST", "/stage/take"): lambda ask: people.take(ask, actor()),
    }
    return [
        *(web.get(path, _answering(_looking(look)), allow_head=False) for path, look in looking_up.items()),
        *(web.route(verb, path, _answering(_reading(world, path, do))) for (verb, path), do in doing.items()),
    ]


def _looking(look: Look) -> Answer:
    async def found(request: web.Request) -> Json | web.StreamResponse:
        here = look(request)
        return await here if isinstance(here, Awaitable) else here

    return found


def _chat(world: World, asked: web.Request) -> Json:
    return looking.screen(world, _id(asked.match_info["chat"]), _id(asked.query.get("user", "0")))


async def _settled(world: World, actor: Actor | None, asked: web.Request) -> Json:
    timeout = number_in_words(asked.query.get("timeout", "10"), "timeout")
    why = await settle(world, actor, min(timeout, LONGEST_WAIT))
    return {"settled": not why, "why": why}


async def _coming(world: World, actor: Actor | None) -> Json:
    return {"coming": await actor.coming() if actor is not None and world.outage is None else []}


def _reading(world: World, path: str, do: Callable[[Ask], Awaitable[Json]]) -> Answer:
    async def read_and_do(request: web.Request) -> Json:
        ask = await Ask.read(world, request, halves=path == "/stage/raw")
        check_names(path.rpartition("/")[2], ask.fields)
        return await do(ask)

    return read_and_do


def _answering(answer: Answer) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def respond(request: web.Request) -> web.StreamResponse:
        try:
            found = await answer(request)
        except Wrong as wrong:
            return web.json_response({"error": str(wrong)}, status=400)
        return found if isinstance(found, web.StreamResponse) else web.json_response(found)

    return respond


def _id(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Wrong(f'"{text[:40]}" is not the id of a chat') from None
