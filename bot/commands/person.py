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
from bot.commands.reader import tell
from bot.commands.target import target
from bot.settings import Config
from bot.shelves import remove
from domain.people import Person
from domain.refusal import Refusal
from storage import Store, Transaction
from storage.compact import compact
from storage.evidence import path_of
from storage.person_rows import everybody, person_data
from words import _

NAMES = {
    "record": _("记录(话没了,时间和种类还在)"),
    "ticket": _("工单的内容"),
    "alarm": _("警报的内容"),
    "duty": _("没做的原因"),
    "evidence": _("照片和语音"),
    "outbox": _("消息"),
    "inbox": _("收到的原文"),
    "draft": _("没填完的"),
    "account": _("账号"),
    "invitation": _("邀请链接"),
    "named": _("别人那里提到的"),
}

KEPT = {
    "本人": _("  本人 {count}"),
    "账号": _("  账号 {count}"),
    "邀请链接": _("  邀请链接 {count}"),
    "记录": _("  记录 {count}"),
    "工单": _("  工单 {count}"),
    "警报": _("  警报 {count}"),
    "警报通知": _("  警报通知 {count}"),
    "任务": _("  任务 {count}"),
    "整改": _("  整改 {count}"),
    "抽查": _("  抽查 {count}"),
    "意见": _("  意见 {count}"),
    "排班": _("  排班 {count}"),
    "换班": _("  换班 {count}"),
    "互相换班": _("  互相换班 {count}"),
    "请假": _("  请假 {count}"),
    "寝室值日": _("  寝室值日 {count}"),
    "登记": _("  登记 {count}"),
    "没填完的": _("  没填完的 {count}"),
    "照片和语音": _("  照片和语音 {count}"),
}

NOT_CLEARED = _("注销已经做完,撤不回了;但旧的字节还在文件里,没能清掉({why})。清出地方再运行一次: {again}")
"""What is said when the rows are gone and the file could not be written anew."""


class OnlyTried(Exception):
    """Ends the transaction of an erasure that was only tried."""

    def __init__(self, erased: Erased) -> None:
        super().__init__()
        self.erased = erased


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("person", help=tell("一个人的资料: 看有多少,导出,注销"))
    parser.add_argument("who", metavar="NAME", help=tell("姓名、称呼或编号"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--export", type=Path, metavar="FILE.zip", help=tell("写成一个压缩包,交给本人"))
    what.add_argument("--erase", action="store_true", help=tell("注销: 姓名、说过的话、照片都删;先只看会删什么"))
    parser.add_argument("--overwrite", action="store_true", help=tell("已经有这个文件也写"))
    parser.add_argument("--by", default="", metavar="NAME", help=tell("注销由哪位管理员确认,记在记录里"))
    parser.add_argument("--yes", action="store_true", help=tell("真的注销,不能撤回"))
    parser.add_argument("--even-in-service", action="store_true", help=tell("还在岗的人也注销(同时改为离职)"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    school = present(config.data)[0]
    person = find_among(everybody(config.data), args.who)
    if args.erase:
        return _erase(args, config, person.id)
    data = person_data(config.data, person.id)
    if args.export is None:
        print(tell("{name}({id}):", name=person.name, id=person.id))
        print("\n".join(tell(KEPT[name], count=len(rows)) for name, (_heads, rows) in data.tables.items()))
        print(tell("  消息 {count}\n导出加 --export 文件.zip,注销加 --erase --by 管理员", count=len(data.messages)))
        return 0
    path: Path = args.export
    now = SystemClock().now()
    with target(path, ".zip", config, overwrite=args.overwrite, private=True) as unfinished:
        missing = write_zip(unfinished, data, config.data / "photos", school, person, now)
    print(tell("已写到 {path}:只有{name}自己的资料。请当面交给本人,交完删掉。", path=path, name=person.name))
    if missing:
        print(tell("有{missing}个文件不在 photos 里,请运行 python -m bot verify", missing=missing))
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
    words = _("{name}({id})已注销:") if args.yes else _("{name}({id}),注销会删掉:")
    print(tell(words, name=who.name, id=who.id))
    print("\n".join(f"  {tell(NAMES[name])} {count}" for name, count in erased.rows.items() if count and name in NAMES))
    print(tell("  文件 {count}", count=len(erased.files)))
    if not args.yes:
        print(tell("做过的事还在,只是不再写谁。不能撤回。没有改动;真的注销请加 --yes"))
        return 0
    failed = _clear(config.data, erased)
    if failed is not None:
        said = {"config": args.config, "data": args.data, "by": args.by}
        options = "".join(f' --{name} "{value}"' for name, value in said.items() if value is not None)
        print(
            tell(NOT_CLEARED, why=failed, again=f"python -m bot person {person} --erase{options} --yes"),
            file=sys.stderr,
        )
    print("\n".join(elsewhere(config)))
    return 0 if failed is None else 1


def _clear(folder: Path, erased: Erased) -> str | None:
    """Takes the files away and the old bytes out of the database; why that could not be done."""
    try:
        remove([path_of(folder / "photos", sha256) for sha256 in erased.files])
        compact(folder)
    except OSError as error:
        return error.strerror or str(error)
    except sqlite3.Error as error:
        return tell("磁盘满了") if "full" in str(error) else str(error)
    return None


def _do(tx: Transaction, now: datetime, who: Person, by: str, even_in_service: bool, really: bool) -> Erased:
    erased = erase_person(tx, now, who.id, by, even_in_service=even_in_service)
    if not really:
        raise OnlyTried(erased)
    return erased
