"""`rehearse`: a Telegram of our own, the sample school and a page of phones; no token, no account, no internet."""

import argparse
import asyncio
import contextlib
import secrets
import shutil
import signal
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp

from actions.import_school import import_school
from actions.invitations import invite
from actions.place_tokens import link_of, make_tokens, token_of
from bot.claim import claim
from bot.clock import PlayedClock
from bot.understudy import ROOT, Understudy
from domain.school import School
from rehearsal import Rehearsal
from rehearsal.world import BOT_NAME
from storage import Store, Transaction
from storage.workbook import read_school

SAMPLE = ROOT / "rehearsal" / "school" / "sample_school.xlsx"
BEGINS = "2026-11-23T06:45"
"""A Monday of the sample roster, before the school opens (local time)."""
TOKEN = "1234567:rehearsal-token-of-thirty-five-chars"
CAST = (
    ("P53", "班主任"),
    ("P15", "水暖工,白班"),
    ("P03", "后勤主任"),
    ("P21", "保安,早班南门"),
    ("P32", "1号楼宿管"),
    ("P19", "3号教工楼201寝室长"),
    ("P02", "分管副校长"),
    ("P35", "一食堂班长"),
    ("P13", "维修组长,白班电工"),
    ("P100", "总务干事"),
    ("P92", "teacher, English"),
)
"""Whose phones lie on the table: the first three are the story of the README."""
FIRST_USER = 700_000
GROUP, GROUP_MEMBERS = "后勤管理群", ("P03", "P02")
"""The managers' group, which a manager lets the bot into."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("rehearse", help="演练: 不用令牌,不用网络,在网页上试")
    parser.add_argument("--port", type=int, default=8765, help="网页的端口,默认 8765;被占用时另找一个")
    parser.add_argument("--data", type=Path, default=ROOT / "rehearsal-data", metavar="DIR", help="每次从头开始")
    parser.add_argument("--start", default=BEGINS, metavar="YYYY-MM-DDTHH:MM", help="学校时钟从几时开始")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    with claim(args.data, "rehearsal"):
        _sweep(args.data)
    return asyncio.run(_rehearse(args))


def _sweep(folder: Path) -> None:
    """A rehearsal begins on an empty stage; only what we made ourselves is removed."""
    for name in ("zhiqin.db", "zhiqin.db-wal", "zhiqin.db-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "photos", ignore_errors=True)


async def _rehearse(args: argparse.Namespace) -> int:
    school = read_school(SAMPLE)
    clock = PlayedClock(datetime.fromisoformat(args.start).replace(tzinfo=school.settings.zone), flowing=True)
    invitations, posters = await _set_the_stage(args.data, school, clock.now())
    rehearsal = await _open(lambda: clock.now().astimezone(school.settings.zone), args.port)
    actor = Understudy(args.data, rehearsal.url, TOKEN, clock, flowing=True)
    try:
        await actor.start()
        rehearsal.actor = actor
        await _hand_out_phones(rehearsal.url, school, invitations)
        await _hang_up_posters(rehearsal.url, posters)
        print(f"\n  打开 / open:  {rehearsal.url}\n\n  按 Ctrl+C 结束 / Ctrl+C ends it\n", flush=True)
        await _until_stopped()
    finally:
        with contextlib.suppress(AttributeError):
            await actor.stop()
        await rehearsal.stop()
    return 0


async def _open(clock: Callable[[], datetime], port: int) -> Rehearsal:
    """At the wished port, or at any free one when somebody else has it."""
    for wished in (port, 0):
        rehearsal = Rehearsal(clock=clock, token=TOKEN, port=wished)
        try:
            await rehearsal.start()
        except OSError:
            await rehearsal.stop()
            if wished == 0:
                raise
        else:
            return rehearsal
    raise AssertionError("unreachable")


async def _set_the_stage(folder: Path, school: School, now: datetime) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The sample school in a new database; an invitation for each of the cast, and the posters of the routes."""
    store = await Store.open(folder)
    try:
        await store.run(import_school, now, school)
        invitations = {person: secrets.token_urlsafe(18) for person, _ in CAST}
        for person, token in invitations.items():
            await store.run(invite, now, person, token)
        while await store.run(lambda tx: tx.tokens.lacking(1)):
            await store.run(make_tokens, now)
        posters = await store.run(_posters, school)
    finally:
        await store.close()
    return invitations, posters


async def _hand_out_phones(url: str, school: School, tokens: dict[str, str]) -> None:
    """Each of the cast presses Start on the own invitation, as on the first day."""
    people = {person.id: person for person in school.people}
    users = {person: FIRST_USER + number for number, (person, _) in enumerate(CAST)}
    async with aiohttp.ClientSession() as session:
        for person, note in CAST:
            phone = {"id": users[person], "first_name": people[person].name, "note": note, "language_code": "zh"}
            await _post(session, f"{url}/stage/people", phone)
            await _post(session, f"{url}/stage/say", {"user": users[person], "text": f"/start {tokens[person]}"})
        members = [users[person] for person in GROUP_MEMBERS]
        await _post(session, f"{url}/stage/groups", {"title": GROUP, "members": members, "bot": False})


async def _hang_up_posters(url: str, posters: Iterable[dict[str, str]]) -> None:
    """What hangs at the points of the routes lies among the sample photos."""
    async with aiohttp.ClientSession() as session:
        for poster in posters:
            sample = {
                "name": f"poster-{poster['code']}",
                "label": f"{poster['code']} {poster['name']}",
                "poster": poster,
            }
            await _post(session, f"{url}/stage/samples", sample)


def _posters(tx: Transaction, school: School) -> list[dict[str, str]]:
    """One for each point that a route passes, in the order of the routes."""
    points = dict.fromkeys(point for route in school.routes for point in route.points)
    names = {place.code: place.name for place in school.places}
    links = {point: link_of(BOT_NAME, token) for point in points if (token := token_of(tx, point)) is not None}
    return [{"code": point, "name": names[point], "link": link} for point, link in links.items()]


async def _post(session: aiohttp.ClientSession, url: str, body: dict[str, Any]) -> None:
    async with session.post(url, json=body) as answer:
        answer.raise_for_status()


async def _until_stopped() -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    await stopping.wait()
