"""`restore FOLDER`: a backup takes the place of the data; says what is lost since, and what has to be done again."""

import argparse
import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from actions.restored import note_restored
from bot.claim import Kind, claim
from bot.clock import SystemClock
from bot.commands.options import add_places, settings
from bot.commands.reader import tell
from bot.commands.verify import lacking_lines
from domain.refusal import Refusal
from storage import Store
from storage.backups import Backup
from storage.look import names_and_zone
from storage.migrate import Newer, migrations
from storage.restore import is_occupied, put_in_place, stage
from storage.verify import Report, verify


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("restore", help=tell("用一份备份恢复;要先停机器人"))
    parser.add_argument(
        "backup", type=Path, metavar=tell("备份文件夹"), help=tell("一份备份,或放备份的文件夹(取最新的一份)")
    )
    parser.add_argument("--replace", action="store_true", help=tell("数据文件夹里已经有数据:挪到一边,再恢复"))
    parser.add_argument("--anyway", action="store_true", help=tell("备份有查出不对的地方也用它"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    data = settings(args).data
    now = SystemClock().now()
    backup = Backup.at(args.backup.absolute(), now)
    done = restore(backup, data, now, replace=args.replace, anyway=args.anyway)
    print("\n".join(_lines(backup, now, done)))
    return 0


@dataclass(frozen=True, slots=True)
class Done:
    """`records` of the backup; how many messages may repeat and how many open links are void; where the old data is."""

    records: int
    repeats: int
    links: int
    photos: int
    aside: Path | None
    report: Report


def restore(backup: Backup, data: Path, now: datetime, *, replace: bool = False, anyway: bool = False) -> Done:
    """Looks at the backup first and changes nothing unless it is sound. Raises Refusal, Newer, AlreadyRunning."""
    if backup.version > migrations()[-1][0]:
        raise Newer(backup.version, migrations()[-1][0])
    with claim(data, cast(Kind, backup.kind)):
        if is_occupied(data) and not replace:
            raise Refusal("restore.occupied", {"path": str(data)})
        report = verify(backup.database, backup.photos, lacking=backup.lacking)
        if (report.found or not backup.whole()) and not anyway:
            raise Refusal("restore.not_sound", {"path": str(backup.folder)})
        draft, _ = stage(backup, data)
        told = asyncio.run(_note(draft, now, min(backup.made_at, now)))
        aside = data / f"replaced-{now:%Y-%m-%dT%H%M%SZ}"
        kept = put_in_place(draft, data, aside)
    return Done(**told, photos=report.counts.get("photos", 0) - len(report.lacking), aside=kept, report=report)


async def _note(draft: Path, now: datetime, made_at: datetime) -> dict[str, Any]:
    store = await Store.open(draft)
    try:
        return await store.run(note_restored, now, made_at)
    finally:
        await store.close()


def _lines(backup: Backup, now: datetime, done: Done) -> Iterator[str]:
    names, zone = names_and_zone(backup.database)
    made = backup.made_at.astimezone(zone)
    yield tell(
        "恢复好了: 数据回到{made:%Y年%m月%d日 %H:%M},{records:,}条记录,照片和录音{photos:,}个。",
        made=made,
        records=done.records,
        photos=done.photos,
    )
    yield from lacking_lines(done.report, names, zone)
    if backup.made_at > now:
        yield tell("! 这份备份写的时间比现在还晚:做它的时候,或者现在,时钟不对。请先看看时钟,再启动")
    yield tell("从那时到现在({span})的事都没有了。启动以后:", span=_span(now - backup.made_at))
    yield tell("· 每个有账号的人都会收到一句话,请他们把这段时间报过的再报一次")
    yield tell("· 停着的时候发来的,Telegram 替我们留最多 24 小时,会照常收到;已经收过的不会再来")
    yield tell("· 这段时间算停机,到期的任务算免,不算漏")
    yield tell(
        "· 备份时还没发完的{repeats}条会再发,写着「可能重复」;这段时间的旧按钮不灵,单号从整千往后排",
        repeats=done.repeats,
    )
    yield tell("· 备份时还没用过的{links}个链接作废,请重新发: python -m bot invite --all-unbound", links=done.links)
    yield tell("· 这段时间绑定、换手机、离职、删过个人资料的,都退回去了,请再办一次。换过手机的最急:旧手机又能用了")
    if done.aside is not None:
        yield tell("原来的数据在 {aside},确认没问题再删。", aside=done.aside)
    yield tell("现在可以启动: python -m bot run")


def _span(gone: timedelta) -> str:
    minutes = max(int(gone.total_seconds() // 60), 0)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return tell("{days}天{hours}小时", days=days, hours=hours)
    if hours:
        return tell("{hours}小时{minutes}分", hours=hours, minutes=minutes % 60)
    return tell("{count}分钟", count=minutes)
