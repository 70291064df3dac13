"""Options and habits that the commands share: where the data is, and running actions on it alone."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bot.claim import claim
from bot.commands.clocks import behind_the_records
from bot.commands.reader import tell
from bot.settings import NAME, Config, ConfigError
from bot.settings_file import load
from domain.refusal import Refusal
from domain.school import School
from storage import Store
from storage.look import Look, look
from storage.migrate import Newer
from words.sentence import Sentence

T = TypeVar("T")


def add_places(parser: argparse.ArgumentParser) -> None:
    """--config and --data."""
    parser.add_argument("--config", type=Path, metavar="config.toml", help=tell("机器设置,默认是这里的 config.toml"))
    parser.add_argument("--data", type=Path, metavar="DIR", help=tell("数据文件夹,默认照机器设置"))


def settings(args: argparse.Namespace) -> Config:
    """The machine's settings; raises ConfigError."""
    config = load(args.config)
    return config if args.data is None else replace(config, data=args.data.absolute())


def name_of_bot(args: argparse.Namespace, config: Config) -> str:
    """As the command says it, else as the settings do. Raises ConfigError: a link to another name opens nothing."""
    if not NAME.holds(args.bot_name):
        raise ConfigError(Sentence("{key} {rule}", key="--bot-name", rule=NAME.says))
    return args.bot_name.removeprefix("@") or config.bot_name


def present(folder: Path) -> tuple[School, Look]:
    """The school as it is, and what else can be seen. Reads only, so it may be asked while the bot runs.

    Raises Newer, or Refusal where there is no school or an older database.
    """
    seen = look(folder)
    if seen is not None and seen.version != seen.newest:
        raise Newer(seen.version, seen.newest) if seen.version > seen.newest else Refusal("database.older")
    if seen is None or seen.school is None:
        raise Refusal("school.missing")
    return seen.school, seen


def on_store(folder: Path, use: Callable[[Store], Awaitable[T]]) -> T:
    """Uses the store while nobody else does: one process writes. Raises AlreadyRunning while the bot runs.

    Looks first, so that a file that cannot be opened is told by sqlite3.DatabaseError or Newer before a thread starts.
    """

    async def alone() -> T:
        store = await Store.open(folder)
        try:
            return await use(store)
        finally:
            await store.close()

    with claim(folder):
        seen = look(folder)
        if seen is not None and seen.version > seen.newest:
            raise Newer(seen.version, seen.newest)
        if seen is not None and seen.newest_record is not None and (behind := behind_the_records(seen.newest_record)):
            print(behind, file=sys.stderr)
        return asyncio.run(alone())
