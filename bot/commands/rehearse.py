"""`rehearse`: a Telegram of our own, the sample school and a page of phones; no token, no account, no internet."""

import argparse
import asyncio
import contextlib
import secrets
import shutil
import signal
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.cast import Handset, hand_out, handsets, hang_up, invite_handset, lend_photos, posters, tell_story
from bot.claim import claim
from bot.clock import PlayedClock
from bot.commands.reader import tell
from bot.papers import lay_out
from bot.past.school import make_school
from bot.understudy import ROOT, Understudy
from domain.school import School
from rehearsal import Rehearsal
from storage import Store
from storage.workbook import Workbook, read_workbook

SAMPLE = ROOT / "rehearsal" / "school" / "sample_school.xlsx"
BEGINS = "2026-11-23T06:45"
"""A Monday of the sample roster, before the school opens (local time)."""
DAYS_BEFORE = 7
"""Of history, so that the first summary has a trend."""
TOKEN = "1234567:rehearsal-token-of-thirty-five-chars"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("rehearse", help=tell("演练: 不用令牌,不用网络,在网页上试"))
    parser.add_argument("--port", type=int, default=8765, help=tell("网页的端口,默认 8765;被占用时另找一个"))
    parser.add_argument("--data", type=Path, default=ROOT / "rehearsal-data", metavar="DIR", help=tell("每次从头开始"))
    parser.add_argument("--start", default=BEGINS, metavar="YYYY-MM-DDTHH:MM", help=tell("学校时钟从几时开始"))
    parser.add_argument("--past", type=int, default=DAYS_BEFORE, metavar="DAYS", help=tell("之前有几天的记录,默认 7"))
    parser.add_argument("--webhook", action="store_true", help=tell("消息送上门(webhook),而不是自己去取"))
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
    workbook = read_workbook(SAMPLE)
    school = workbook.school
    start = datetime.fromisoformat(args.start).replace(tzinfo=school.settings.zone)
    clock = PlayedClock(start)
    rehearsal = await _open(lambda: clock.now().astimezone(school.settings.zone), args.port)
    phones = handsets(school)
    by_hand = [phone.user for phone in phones if phone.on_the_table] if args.past else []
    actor = Understudy(
        args.data,
        rehearsal.url,
        TOKEN,
        clock,
        flowing=True,
        limits_off=True,  # the clock is to go as fast as people can read, not as Telegram may send
        by_hand=by_hand,
        webhook=_free_port() if args.webhook else 0,
    )
    print(tell("\n  打开:  {url}\n\n  按 Ctrl+C 结束\n", url=rehearsal.url), flush=True)
    try:
        await _set_the_stage(args.data, workbook, phones, timedelta(days=args.past), start, rehearsal, actor, clock)
        await _until_stopped()
    finally:
        with contextlib.suppress(AttributeError):
            await actor.stop()
        await rehearsal.stop()
    return 0


async def _set_the_stage(
    folder: Path,
    workbook: Workbook,
    phones: list[Handset],
    past: timedelta,
    start: datetime,
    rehearsal: Rehearsal,
    actor: Understudy,
    clock: PlayedClock,
) -> None:
    """The page is open already; the school comes in behind it, and then the time begins to flow."""
    school = workbook.school
    await make_school(folder, SAMPLE, school, phones, past, start)
    tokens, sheets = await _set_the_table(folder, school, phones, start)
    await hand_out(rehearsal.url, phones, tokens, bound=bool(past))
    await hang_up(rehearsal.url, sheets)
    clock.flow(True)
    await actor.start()
    rehearsal.actor = actor
    await lend_photos(rehearsal.url)
    await tell_story(rehearsal.url, phones, start.date())
    await lay_out(rehearsal.url, workbook, start)


async def _set_the_table(
    folder: Path, school: School, phones: list[Handset], now: datetime
) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """A link for each phone on the table, and the posters of the routes."""
    tokens = {phone.code: secrets.token_urlsafe(18) for phone in phones if phone.on_the_table}
    store = await Store.open(folder)
    try:
        for phone in phones:
            if phone.on_the_table:
                await store.run(invite_handset, now, phone, tokens[phone.code])
        return tokens, await store.run(posters, school)
    finally:
        await store.close()


async def _open(clock: Callable[[], datetime], port: int) -> Rehearsal:
    """At the wished port, or at any free one when somebody else has it."""
    for wished in (port, 0):
        rehearsal = Rehearsal(clock=clock, token=TOKEN, port=wished, limits=False)
        try:
            await rehearsal.start()
        except OSError:
            await rehearsal.stop()
            if wished == 0:
                raise
        else:
            return rehearsal
    raise AssertionError("unreachable")


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


async def _until_stopped() -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    await stopping.wait()
