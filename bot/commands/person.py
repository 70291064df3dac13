"""`person NAME`: what is kept about somebody; out as one file, or erased for good."""

import argparse
import sqlite3
import sys
from datetime import datetime
from pathlib import Path

from actions.erase_person import Erased, erase_person
from bot.clock import SystemClock
from bot.commands.elsewhere import elsewhere
from bot.commands.invite import find_among
from bot.commands.options import add_places, on_store, present, settings
from bot.commands.person_zip import write_zip
from bot.commands.target import target
from bot.settings import Config
from bot.shelves import remove
from domain.people import Person
from domain.refusal import Refusal
from storage import Store, Transaction
from storage.compact import compact
from storage.person_rows import everybody, person_data

NAMES = {
    "record": "记录(话没了,时间和种类还在)",
    "ticket": "工单的内容",
    "alarm": "警报的内容",
    "duty": "没做的原因",
    "evidence": "照片和语音",
    "outbox": "消息",
    "inbox": "收到的原文",
    "draft": "没填完的",
    "account": "账号",
    "invitation": "邀请链接",
    "named": "别人那里提到的",
}

NOT_CLEARED = "注销已经做完,撤不回了;但旧的字节还在文件里,没能清掉({why})。清出地方再运行一次: {again}"
"""What is said when the rows are gone and the file could not be written anew."""


class OnlyTried(Exception):
    """Ends the transaction of an erasure that was only tried."""

    def __init__(self, erased: Erased) -> None:
        super().__init__()
        self.erased = erased


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("person", help="一个人的资料: 看有多少,导出,注销")
    parser.add_argument("who", metavar="NAME", help="姓名、称呼或编号")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--export", type=Path, metavar="FILE.zip", help="写成一个压缩包,交给本人")
    what.add_argument("--erase", action="store_true", help="注销: 姓名、说过的话、照片都删;先只看会删什么")
    parser.add_argument("--overwrite", action="store_true", help="已经有这个文件也写")
    parser.add_argument("--by", default="", metavar="NAME", help="注销由哪位管理员确认,记在记录里")
    parser.add_argument("--yes", action="store_true", help="真的注销,不能撤回")
    parser.add_argument("--even-in-service", action="store_true", help="还在岗的人也注销(同时改为离职)")
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    school, _ = present(config.data)
    person = find_among(everybody(config.data), args.who)
    if args.erase:
        return _erase(args, config, person.id)
    data = person_data(config.data, person.id)
    if args.export is None:
        print(f"{person.name}({person.id}):")
        print("\n".join(f"  {name} {len(rows)}" for name, (_, rows) in data.tables.items()))
        print(f"  消息 {len(data.messages)}\n导出加 --export 文件.zip,注销加 --erase --by 管理员")
        return 0
    path: Path = args.export
    zone, now = school.settings.zone, SystemClock().now()
    with target(path, ".zip", config, overwrite=args.overwrite, private=True) as unfinished:
        missing = write_zip(unfinished, data, config.data / "photos", school.settings.school, person.name, zone, now)
    print(f"已写到 {path}:只有{person.name}自己的资料。请当面交给本人,交完删掉。")
    if missing:
        print(f"有{missing}个文件不在 photos 里,请运行 python -m bot verify")
    return 0


def _erase(args: argparse.Namespace, config: Config, person: str) -> int:
    if not args.by:
        raise Refusal("erase.by_whom")

    async def keep(store: Store) -> tuple[Person, Erased]:
        who: Person = await store.run(lambda tx: tx.school.people[person])
        by = await store.run(lambda tx: find_among(tx.school.load().people, args.by))
        try:
            return who, await store.run(_do, SystemClock().now(), who, by.id, args.even_in_service, args.yes)
        except OnlyTried as tried:
            return who, tried.erased

    who, erased = on_store(config.data, keep)
    print(f"{who.name}({who.id}){'已注销' if args.yes else ',注销会删掉'}:")
    print("\n".join(f"  {NAMES[name]} {count}" for name, count in erased.rows.items() if count and name in NAMES))
    print(f"  文件 {len(erased.files)}")
    if not args.yes:
        print("做过的事还在,只是不再写谁。不能撤回。没有改动;真的注销请加 --yes")
        return 0
    failed = _clear(config.data, erased)
    if failed is not None:
        said = {"config": args.config, "data": args.data, "by": args.by}
        options = "".join(f' --{name} "{value}"' for name, value in said.items() if value is not None)
        print(
            NOT_CLEARED.format(why=failed, again=f"python -m bot person {person} --erase{options} --yes"),
            file=sys.stderr,
        )
    print("\n".join(elsewhere(config)))
    return 0 if failed is None else 1


def _clear(folder: Path, erased: Erased) -> str | None:
    """Takes the files away and the old bytes out of the database; why that could not be done."""
    try:
        remove([folder / "photos" / sha256[:2] / sha256[2:] for sha256 in erased.files])
        compact(folder)
    except OSError as error:
        return error.strerror or str(error)
    except sqlite3.Error as error:
        return "磁盘满了" if "full" in str(error) else str(error)
    return None


def _do(tx: Transaction, now: datetime, who: Person, by: str, even_in_service: bool, really: bool) -> Erased:
    erased = erase_person(tx, now, who.id, by, even_in_service=even_in_service)
    if not really:
        raise OnlyTried(erased)
    return erased
