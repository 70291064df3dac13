"""`health`: is the bot that has this data folder at work; quick, for supervisors and for cron."""

import argparse
import sqlite3

from bot.clock import SystemClock
from bot.commands.options import add_places, settings
from bot.commands.reader import tell, told
from bot.health import SILENT, troubles, unwritable
from domain.refusal import Refusal
from storage.held import why_not_written
from storage.pulse import pulse
from storage.store import FILE, HalfRestored


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("health", help=tell("机器人好不好: 好退出码 0,不好 1 并说哪里;给看护程序用"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 when something is wrong. Looks at the database from beside: needs no port, and no token."""
    config = settings(args)
    try:
        now = SystemClock().now()
        felt = pulse(config.data, now)
        alive = felt is not None and felt.polled is not None and now - felt.polled < SILENT
        held = why_not_written(config.data / FILE) if alive else None
    except (sqlite3.Error, HalfRestored) as error:
        print(tell("数据库现在读不了({error})", error=told(error.args[0])))
        return 1
    if felt is None:
        raise Refusal("school.missing")
    found = [*troubles(felt, config.data), *([unwritable(held)] if held else [])]
    print("\n".join(told(it.says) for it in found) or tell("一切都好"))
    return 1 if found else 0
