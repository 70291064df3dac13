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


def routes(world: World, actor: Callable[[], Actor | None]) -> list[web.RouteDef]:
    """All stage routes; the actor is asked for at each call because it may come later."""
    playing = time.Playing()

    async def settled(request: web.Request) -> Json:
        timeout = number_in_words(request.query.get("timeout", "10"), "timeout")
        why = await settle(world, actor(), min(timeout, LONGEST_WAIT))
        return {"settled": not why, "why": why}

    async def chat(request: web.Request) -> Json:
        return looking.screen(world, _id(request.match_info["chat"]), _id(request.query.get("user", "0")))

    async def cast(request: web.Request) -> Json:
        return people.list_people(world)

    async def log(request: web.Request) -> Json:
        return looking.calls(world, request)

    async def samples(request: web.Request) -> Json:
        return {"samples": world.samples.listed()}

    async def papers(request: web.Request) -> Json:
        return {"papers": world.papers.listed()}

    async def faults(request: web.Request) -> Json:
        return {"faults": [each.as_json() for each in world.faults.coming()], "latency": world.faults.latency}

    async def clock(request: web.Request) -> Json:
        return await time.show(world, actor())

    async def coming(request: web.Request) -> Json:
        bot = actor()
        return {"coming": await bot.coming() if bot is not None and world.outage is None else []}

    async def told(request: web.Request) -> Json:
        return story.shown(world)

    async def sample(request: web.Request) -> web.StreamResponse:
        return await looking.sample(world, request.match_info["name"])

    async def file(request: web.Request) -> web.StreamResponse:
        return looking.file(world, request.match_info["unique"])

    async def events(request: web.Request) -> web.StreamResponse:
        return await looking.stream(world, request)

    async def play(ask: Ask) -> Json:
        return await playing.play(ask, actor())

    async def kill(ask: Ask) -> Json:
        return await absence.kill(ask, actor())

    looking_up: dict[str, Callable[[web.Request], Awaitable[Json | web.StreamResponse]]] = {
        "/stage/people": cast,
        "/stage/chats/{chat}": chat,
        "/stage/calls": log,
        "/stage/settled": settled,
        "/stage/faults": faults,
        "/stage/clock": clock,
        "/stage/coming": coming,
        "/stage/story": told,
        "/stage/events": events,
        "/stage/samples": samples,
        "/stage/papers": papers,
        "/stage/samples/{name}": sample,
        "/stage/files/{unique}": file,
    }

    async def outage(ask: Ask) -> Json:
        return await absence.outage(ask, actor(), playing)

    async def take(ask: Ask) -> Json:
        return await people.take(ask, actor())

    with_actor = {"clock": play, "outage": outage, "kill": kill, "take": take}
    doing = {**DOING, **{("POST", f"/stage/{name}"): do for name, do in with_actor.items()}}
    return [
        *(web.get(path, _answering(look), allow_head=False) for path, look in looking_up.items()),
        *(web.route(verb, path, _answering(_reading(world, path, do))) for (verb, path), do in doing.items()),
    ]


Answer = Callable[[web.Request], Awaitable[Json | web.StreamResponse]]


def _reading(world: World, path: str, do: Callable[[Ask], Awaitable[Json]]) -> Answer:
    async def read_and_do(request: web.Request) -> Json:
        ask = await Ask.read(world, request)
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
