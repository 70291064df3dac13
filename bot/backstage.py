"""The bot as a rehearsal's child process: told the time and asked whether it is idle, by lines of JSON on its stdin.

    {"id": 1, "ask": "settled"}                    -> {"id": 1, "is": true}
    {"id": 2, "ask": "next_due"}                   -> {"id": 2, "is": "2026-11-22T23:10:00+00:00"} or null
    {"id": 7, "ask": "coming"}                     -> {"id": 7, "is": [...]}: the next moments in words, bot/coming.py
    {"id": 3, "ask": "turn", "to": "2026-11-…"}    -> {"id": 3, "is": true} when what became due is done
    {"id": 4, "ask": "outage", "to": "2026-11-…"}  -> {"id": 4, "is": true}: the clock jumped while nobody was reached
    {"id": 5, "ask": "flow", "on": false}          -> {"id": 5, "is": true}: the clock stands, or goes on by itself
    {"id": 6, "ask": "take", "user": 700003}       -> {"id": 6, "is": true}: that phone is played at the page now

The first line it writes is {"ready": true}. When its stdin ends, its parent is gone, and it stops.
"""

import argparse
import asyncio
import json
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.chorus import Chorus
from bot.claim import claim
from bot.clock import PlayedClock
from bot.coming import coming
from bot.house import House
from bot.logs import set_up
from bot.serve import serve
from bot.settings import Backups, Config, Hook, Telegram


class Lifeline(asyncio.StreamReaderProtocol):
    """When the parent is gone we go, too, even in the middle of a start: the data folder is wanted by the next one."""

    def eof_received(self) -> bool | None:
        signal.raise_signal(signal.SIGTERM)
        return super().eof_received()


async def lifeline() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: Lifeline(reader), sys.stdin)
    return reader


async def listen(
    house: House, clock: PlayedClock, stopping: asyncio.Event, reader: asyncio.StreamReader, by_hand: list[int]
) -> None:
    """Answers until the parent goes. With phones `by_hand` everybody else plays themselves."""
    chorus = Chorus(house.store, clock, by_hand)
    house.tasks.start(chorus.run(), "chorus")
    _say({"ready": True})
    while line := await reader.readline():
        asked = json.loads(line)
        house.tasks.start(_answer(house, clock, chorus, asked), f"backstage {asked['ask']}")
    stopping.set()


async def _answer(house: House, clock: PlayedClock, chorus: Chorus, asked: dict[str, Any]) -> None:
    found: object = True
    if asked["ask"] == "settled":
        found = chorus.idle and await house.settled()
    elif asked["ask"] == "next_due":
        moments = (await house.next_due(), chorus.next_at)
        moment = min((at for at in moments if at is not None), default=None)
        found = moment.isoformat() if moment else None
    elif asked["ask"] == "coming":
        found = await house.store.run(coming, clock.now(), chorus.next_at)
    elif asked["ask"] == "turn":
        clock.turn(datetime.fromisoformat(asked["to"]))
        await house.turned()
        await chorus.act()
    elif asked["ask"] == "flow":
        clock.flow(asked["on"])
    elif asked["ask"] == "take":
        chorus.leave_to_the_page(asked["user"])
    elif asked["ask"] == "outage":
        clock.turn(datetime.fromisoformat(asked["to"]))
        house.outage()
    _say({"id": asked["id"], "is": found})


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.backstage")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--url", required=True, help="of the rehearsal server")
    parser.add_argument("--token", required=True)
    parser.add_argument("--now", type=datetime.fromisoformat, required=True)
    parser.add_argument("--flowing", action="store_true")
    parser.add_argument("--limits-off", action="store_true")
    parser.add_argument("--webhook", type=int, default=0, metavar="PORT", help="updates are brought to this port")
    parser.add_argument("--by-hand", type=int, nargs="*", default=[], help="phones that are played; others play along")
    args = parser.parse_args()
    telegram = Telegram(
        token=args.token, base_url=f"{args.url}/bot", base_file_url=f"{args.url}/file/bot", poll_timeout=20
    )
    hook = Hook(url=f"http://127.0.0.1:{args.webhook}/telegram", listen=f"127.0.0.1:{args.webhook}")
    config = Config(data=args.data, telegram=telegram, webhook=hook if args.webhook else Hook(), backup=Backups(keep=0))
    set_up("WARNING", as_json=False, secrets=config.secrets)
    clock = PlayedClock(args.now, flowing=args.flowing)

    async def rehearse() -> int:
        reader = await lifeline()
        return await serve(
            config,
            clock,
            while_running=lambda house, stopping: listen(house, clock, stopping, reader, args.by_hand),
            limits_off=args.limits_off,
        )

    with claim(args.data, "rehearsal"):
        return asyncio.run(rehearse())


if __name__ == "__main__":
    sys.exit(main())
