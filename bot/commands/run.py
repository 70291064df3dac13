"""`run`: the bot, for a school, until it is stopped."""

import argparse
import asyncio
import contextlib

from bot.claim import claim
from bot.clock import SystemClock
from bot.commands.options import add_places, settings
from bot.commands.reader import tell
from bot.logs import set_up
from bot.serve import serve
from bot.settings import Config
from storage.draw_key import make_key, never_had_a_key


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("run", help=tell("值勤: 用 config.toml 里的令牌运行"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    _ = config.token  # without one nothing else needs to be tried
    set_up(config.log.level, config.log.json, config.secrets)
    with claim(config.data):
        if never_had_a_key(config.data):
            with contextlib.suppress(OSError):  # a full disk is said once the house stands, and so is a lost key
                make_key(config.data)
        return asyncio.run(_serve(config))


async def _serve(config: Config) -> int:
    return await serve(config, SystemClock())
