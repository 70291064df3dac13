"""What can be looked at: screens, the log of calls, samples, files, and the stream of events."""

import asyncio
import base64
import binascii
import json
from concurrent.futures import ThreadPoolExecutor

from aiohttp import web

from rehearsal.methods.menus import menu_for
from rehearsal.papers import Paper
from rehearsal.people import Persona
from rehearsal.pictures.album import UnknownSample
from rehearsal.pictures.posters import Poster
from rehearsal.screen import keyboard_of, shown
from rehearsal.shapes import Json
from rehearsal.stage.asking import Ask, Wrong
from rehearsal.world import World

HEARTBEAT = 15.0
FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}
# The page's picker asks for all samples at once; one thread draws them, so that no sending queues behind.
EASEL = ThreadPoolExecutor(1, thread_name_prefix="easel")
# Only what we made or encoded ourselves is shown in the page; everything else is a download.
SHOWN_AS = {"photo": "image/jpeg", "voice": "audio/ogg", "video": "video/mp4"}


def screen(world: World, chat_id: int, user: int) -> Json:
    """A chat as its screen shows it now; `user` is whose phone it is, in a private chat that person's."""
    chat = world.directory.people.get(chat_id) or world.directory.groups.get(chat_id)
    if chat is None:
        raise Wrong(f"there is no chat {chat_id}")
    here = world.chats.of(chat_id)
    persona = chat if isinstance(chat, Persona) else world.directory.people.get(user)
    return {
        "chat": chat.chat(),
        "messages": [shown(world, chat_id, posted) for posted in here.messages.values()],
        "keyboard": keyboard_of(world, chat_id),
        "commands": menu_for(world, chat, persona) if persona is not None else [],
        "event": world.events.number,
    }


def calls(world: World, request: web.Request) -> Json:
    since = request.query.get("since", "0")
    if not since.isdecimal() or len(since) > len(str(2**63)):
        raise Wrong('"since" must be the number of a call')
    return {"calls": world.calls.since(int(since))}


async def add_sample(ask: Ask) -> Json:
    """A picture of the caller's own among the samples, or a poster to be photographed where it hangs."""
    if ask.has("base64") == ask.has("poster"):
        raise Wrong('send "base64" or a "poster"')
    name = ask.must("name", str)
    picture = _decoded(ask) if ask.has("base64") else _poster(ask)
    ask.world.samples.add(name, ask.get("label", str, name), ask.get("label_en", str, name), picture)
    return {"samples": ask.world.samples.listed()}


async def add_paper(ask: Ask) -> Json:
    """A file that lies ready to be sent as a document."""
    name = ask.must("name", str)
    kind = ask.get("mime_type", str, "application/octet-stream")
    file_name = ask.get("file_name", str, name)
    paper = Paper(ask.get("label", str, name), ask.get("label_en", str, name), file_name, kind, _decoded(ask))
    ask.world.papers.add(name, paper)
    return {"papers": ask.world.papers.listed()}


def _decoded(ask: Ask) -> bytes:
    try:
        return base64.b64decode(ask.must("base64", str), validate=True)
    except (binascii.Error, ValueError):
        raise Wrong('"base64" is not base64') from None


def _poster(ask: Ask) -> Poster:
    said = Ask(ask.world, ask.must("poster", dict))
    outside = said.get("outside", bool, False)
    return Poster(said.must("code", str), said.must("name", str), said.must("link", str), outside)


async def sample(world: World, name: str) -> web.Response:
    try:
        data = await asyncio.get_running_loop().run_in_executor(EASEL, world.samples.shot, name, 0)
    except UnknownSample as unknown:
        raise Wrong(str(unknown)) from None
    return web.Response(body=data, content_type="image/jpeg")


def file(world: World, unique: str) -> web.Response:
    """A sent file by its file_unique_id."""
    found = world.files.by_fingerprint(unique)
    if found is None:
        raise Wrong("there is no such file")
    kind, stored = found
    if kind in SHOWN_AS:
        return web.Response(body=stored.data, content_type=SHOWN_AS[kind], headers=FOREVER)
    download = {"Content-Disposition": "attachment", **FOREVER}
    return web.Response(body=stored.data, content_type="application/octet-stream", headers=download)


async def stream(world: World, request: web.Request) -> web.StreamResponse:
    """Server-sent events; after a gap the listener reloads its chats, so nothing is replayed."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    with world.events.listen() as events:
        await response.prepare(request)
        await response.write(f"retry: 1000\nevent: hello\nid: {world.events.number}\ndata: {{}}\n\n".encode())
        while not world.closing.is_set():
            try:
                event = await asyncio.wait_for(events.get(), HEARTBEAT)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if event is None:
                break
            number, name, facts = event
            data = json.dumps(facts, ensure_ascii=False)
            await response.write(f"id: {number}\nevent: {name}\ndata: {data}\n\n".encode())
    return response
