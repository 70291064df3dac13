"""`person NAME`: what is kept about somebody; out as one file, or erased for good."""

import argparse
from datetime import datetime
from pathlib import Path

from actions.erase_person import Erased, erase_person
from bot.clock import SystemClock
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
from storage.store import FILE

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


COPIES = (".db", ".zip", ".bak", ".tar", ".gz")


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
    remove([config.data / "photos" / sha256[:2] / sha256[2:] for sha256 in erased.files])
    compact(config.data)
    print("\n".join(_elsewhere(config.data)))
    return 0


def _do(tx: Transaction, now: datetime, who: Person, by: str, even_in_service: bool, really: bool) -> Erased:
    erased = erase_person(tx, now, who.id, by, even_in_service=even_in_service)
    if not really:
        raise OnlyTried(erased)
    return erased


def _elsewhere(folder: Path) -> list[str]:
    """What an erasure does not reach, so that somebody does."""
    copies = sorted(path for path in folder.rglob("*") if path.suffix in COPIES and path != folder / FILE)
    return [
        "还有这些地方机器人删不到,请您处理:",
        *(f"  旧备份 {path}" for path in copies),
        "  别处的备份:到期换掉之前还有",
        "  工作簿:请把这个人的行删掉,不然再导入会被拒绝",
        "  聊天:已发出的消息在各人的手机和 Telegram 上,请本人在 Telegram 里删除和机器人的对话",
    ]
