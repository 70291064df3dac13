"""`backup`: the data as it is now into a folder of its own; also while the bot runs."""

import argparse
from pathlib import Path

from bot.clock import SystemClock
from bot.commands.options import add_places, settings
from bot.commands.reader import tell
from domain.refusal import Refusal
from storage.backup import back_up
from storage.look import is_there, names_and_zone
from storage.store import FILE


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("backup", help=tell("备份;机器人在跑也能备份"))
    parser.add_argument("--to", type=Path, metavar=tell("文件夹"), help=tell("备份放在哪里,默认照机器设置"))
    parser.add_argument("--keep", type=_count, default=0, metavar="N", help=tell("这里只留最近 N 份,默认都留着"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    if not is_there(config.data):
        raise Refusal("school.missing")
    _, zone = names_and_zone(config.data / FILE)
    to: Path = args.to.absolute() if args.to else config.backup_folder
    made = back_up(config.data, to, SystemClock().now().astimezone(zone), keep=args.keep)
    print(
        tell(
            "已备份到 {folder}: {records:,}条记录,照片在 {photos}",
            folder=made.folder,
            records=made.records,
            photos=made.photos,
        )
    )
    print(
        tell(
            "校验码 {records:,}条 {head}。令牌和 config.toml 不在里面,请另外收好。",
            records=made.records,
            head=made.head[:16],
        )
    )
    if made.lacking:
        print(tell("! 有{count}张照片的原件本来就不见了,备份里也没有", count=len(made.lacking)))
    print(tell("查这份备份: python -m bot verify {folder};恢复: python -m bot restore {folder}", folder=made.folder))
    return 0


def _count(text: str) -> int:
    """argparse says the sentence."""
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(tell("要写 1 以上的整数"))
    return int(text)
