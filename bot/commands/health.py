"""`health`: is the bot that has this data folder at work; quick, for supervisors and for cron."""

import argparse
import sqlite3

from bot.clock import SystemClock
from bot.commands.options import add_places, settings
from bot.commands.reader import tell, told
from bot.health import troubles
from domain.refusal import Refusal
from storage.pulse import pulse
from storage.store import HalfRestored


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("health", help=tell("机器人好不好: 好退出码 0,不好 1 并说哪里;给看护程序用"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 when something is wrong. Looks at the database from beside: needs no port, and no token."""
    config = settings(args)
    try:
        felt = pulse(config.data, SystemClock().now())
    except (sqlite3.Error, HalfRestored) as error:
        print(tell("数据库现在读不了({error})", error=told(error.args[0])))
        return 1
    if felt is None:
        raise Refusal("school.missing")
    found = list(troubles(felt, config.data))
    print("\n".join(told(it.says) for it in found) or tell("一切都好"))
    return 1 if found else 0
