"""`check`: is everything there that the bot needs; each line ✓, ✗ with what to do, or ! for what to know."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from bot.clock import SystemClock
from bot.commands.border import in_one_sentence
from bot.commands.checks import data, machine, school, telegram, webhook
from bot.commands.checks.line import Line, wrong
from bot.commands.options import add_places, settings
from bot.commands.reader import tell
from bot.settings import ConfigError
from domain.refusal import Refusal
from storage.store import FILE
from storage.workbook import WorkbookErrors, read_workbook


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("check", help=tell("检查设置、令牌、时钟、磁盘、数据和名单"))
    parser.add_argument(
        "workbook", type=Path, nargs="?", metavar="school.xlsx", help=tell("也查一遍还没有导入的工作簿;什么都不改")
    )
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 when a line is ✗."""
    sound = True
    for line in _lines(args):
        print(line, flush=True)
        sound = sound and line.holds
    return 0 if sound else 1


def _lines(args: argparse.Namespace) -> Iterator[Line]:
    if args.workbook is not None:
        yield from _workbook(args.workbook)
    try:
        config = settings(args)
    except ConfigError as error:
        yield wrong(tell("机器设置: {fault}", fault=in_one_sentence(error)))
        return
    yield machine.written_down(args.config)
    yield (token := machine.token(config))
    yield from machine.secrecy(config, args.config)
    if token.holds:
        yield from telegram.lines(config)
    yield from webhook.lines(config, tried=token.holds)
    yield from machine.watched(config)
    yield from machine.folder(config.data)
    yield from data.lines(config)
    if config.backup.keep and (config.data / FILE).exists():
        yield from machine.backup(config.backup_folder, config.data, SystemClock().now())


def _workbook(file: Path) -> Iterator[Line]:
    """What `init` and `import` would say of it, without doing anything."""
    try:
        read = read_workbook(file)
    except (WorkbookErrors, Refusal, OSError) as error:
        yield wrong(f"{file.name}: {in_one_sentence(error)}")
        return
    yield from school.filled(read.school, file.name)
