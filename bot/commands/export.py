"""`export [school.xlsx]`: the school as a workbook, with what was changed in chats; may be asked while the bot runs."""

import argparse
from pathlib import Path

from bot.clock import SystemClock
from bot.commands.options import add_places, present, settings
from bot.commands.reader import tell
from bot.commands.target import target
from storage.workbook.present import write_present


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("export", help=tell("把现在的数据写成工作簿,手机上换的班也在里面"))
    parser.add_argument(
        "workbook", type=Path, nargs="?", metavar="school.xlsx", help=tell("默认是这里的 学校-日期.xlsx")
    )
    parser.add_argument("--overwrite", action="store_true", help=tell("已经有这个文件也写"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    school, seen = present(config.data)
    now = SystemClock().now()
    path: Path = args.workbook or Path(tell("学校-{day:%Y-%m-%d}.xlsx", day=now.astimezone(school.settings.zone)))
    with target(path, ".xlsx", config, overwrite=args.overwrite) as unfinished:
        write_present(unfinished, seen, now)
    print(
        tell("{school}: 已写到 {path}。改好后: python -m bot import {path}", school=school.settings.school, path=path)
    )
    return 0
