"""Our bot as a process: the real house, against the stand-in, limits off; made with a school whose staff is bound."""

import argparse
import asyncio
import sys
from functools import partial
from pathlib import Path
from unittest.mock import patch

from actions.import_school import import_school
from benchmarks.child import ready_until_let_go
from benchmarks.conversation import BEGIN, FAULTS, ORDINARY, chat_of
from benchmarks.processes import ROOT
from bot.clock import PlayedClock
from bot.house import House
from bot.logs import set_up
from bot.order import InOrder
from bot.serve import serve
from bot.settings import Config, Limits, Telegram
from domain.people import Permission, permissions_of
from domain.places import PlaceTree
from domain.reading import Reader
from domain.school import School
from storage import Store, Transaction
from storage.workbook import read_school

SAMPLE = ROOT / "rehearsal" / "school" / "sample_school.xlsx"
WORKERS = {Permission.TAKE, Permission.DISPATCH, Permission.MANAGE_PEOPLE}


def bind_reporters(tx: Transaction) -> int:
    """Binds whoever reports and is told of nobody else's reports; returns how many they are."""
    school, roles = tx.school.load(), tx.school.roles
    called = {target for rule in school.dispatch for target in (rule.first, rule.backup)}
    may = {person: permissions_of(person, roles) for person in school.people}
    reporters = [
        person.id
        for person, able in may.items()
        if Permission.REPORT in able and not able & WORKERS and not called & {person.id, *person.roles}
    ]
    for number, person_id in enumerate(reporters):
        tx.accounts.bind(person_id, chat_of(number), BEGIN)
    return len(reporters)


def sentences(school: School) -> list[str]:
    """What people say: each another fault, so that nobody is asked whether it is the same; read without a doubt."""
    reader = Reader(PlaceTree(school.places), school.settings)
    found: list[str] = []
    for fault, trade in FAULTS.items():
        for place in school.places:
            reading = reader.read(place.name + fault)
            sure = reading.place == place.code and reading.is_repair and not reading.alarm
            if sure and (reading.category, reading.urgency) == (trade, ORDINARY):
                found.append(place.name + fault)
    return found


def sample() -> School:
    return read_school(SAMPLE)


async def make(folder: Path, school: School) -> int:
    """A data folder with the school; returns how many people can talk with the bot."""
    store = await Store.open(folder)
    await store.run(import_school, BEGIN, school)
    reporters = await store.run(bind_reporters)
    await store.close()
    return reporters


async def until_let_go(house: House, stopping: asyncio.Event) -> None:
    await ready_until_let_go()
    stopping.set()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.our_bot")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", required=True)
    at_once = "updates worked on, and messages on their way, at once"
    parser.add_argument("--at-once", type=int, default=Limits().in_flight, help=at_once)
    parser.add_argument("--limits-on", action="store_true")
    args = parser.parse_args()
    set_up("WARNING", as_json=False, secrets=())
    telegram = Telegram(
        token=args.token, base_url=f"{args.url}/bot", base_file_url=f"{args.url}/file/bot", poll_timeout=20
    )
    config = Config(data=args.data, telegram=telegram, limits=Limits(in_flight=args.at_once))
    clock = PlayedClock(BEGIN, flowing=True)
    with patch("bot.house.InOrder", partial(InOrder, workers=args.at_once)):
        return asyncio.run(serve(config, clock, while_running=until_let_go, limits_off=not args.limits_on))


if __name__ == "__main__":
    sys.exit(main())
