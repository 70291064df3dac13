"""`verify`: is the history as it was written, and do photos and tables agree with it; also while it runs."""

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.commands import verify_draws as draws
from bot.commands.options import add_places, settings
from bot.commands.reader import Reader, tell
from bot.commands.verify_words import sentence
from domain.refusal import Refusal
from storage.backups import Backup
from storage.look import is_there, names_and_zone
from storage.store import FILE
from storage.verify import Anchor, Report, verify
from words import _, listed

MOST_LINES = 20
"""Our own judgement: a screen; the number of the others is told."""
ANCHOR = re.compile(r"(\d[\d,,]*)\D*?[^0-9a-fA-F]([0-9a-fA-F]{6,64})\W*$")
"""A count and the first digits of a hash, with whatever stands around them in the summary."""
LONG_ENOUGH = 16
"""Hex digits. Fewer can be hit on purpose by trying; the first summaries printed six."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("verify", help=tell("查历史有没有被改过、照片在不在;机器人在跑也能查"))
    parser.add_argument(
        "backup",
        type=Path,
        nargs="?",
        metavar=tell("备份文件夹"),
        help=tell("查一份备份;默认查现在的数据;写 draws 就核对抽检"),
    )
    parser.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar=tell("条数:校验码"),
        help=tell("日报最后一行,照抄整行也行;可以写多个"),
    )
    parser.add_argument("--json", action="store_true", help=tell("输出一行 JSON"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 when anything is wrong."""
    if args.backup and str(args.backup) == draws.WORD:
        return draws.run(args)
    anchors = [anchor_of(text) for text in args.anchor]
    if args.backup:
        backup = Backup.at(args.backup, SystemClock().now())
        database, report = backup.database, verify(backup.database, backup.photos, anchors, backup.lacking)
        if not backup.whole():
            report.add("file.changed", name=FILE)
    else:
        folder = settings(args).data
        if not is_there(folder):
            raise Refusal("school.missing")
        database, report = folder / FILE, verify(folder / FILE, folder / "photos", anchors)
    if args.json:
        print(json.dumps(_facts(report), ensure_ascii=False))
    else:
        print("\n".join(_lines(report, *names_and_zone(database), [a for a in anchors if len(a.head) < LONG_ENOUGH])))
    return 1 if report.found else 0


def anchor_of(text: str) -> Anchor:
    """`12,345:3f9a…` or the summary's whole last line. Raises Refusal for anything else."""
    found = ANCHOR.search(text.strip())
    if found is None:
        raise Refusal("anchor.unclear", {"said": text})
    return Anchor(int(re.sub("[,,]", "", found[1])), found[2].lower())


def _facts(report: Report) -> dict[str, Any]:
    return {
        "holds": not report.found,
        "head": {"records": report.head[0], "hash": report.head[1]},
        "looked_at": report.counts,
        "found": report.found,
        "faults": [{"about": fault.about, **fault.facts} for fault in report.faults],
        "lacking": [{"about": fault.about, **fault.facts} for fault in report.lacking],
        "files_nobody_names": report.unnamed,
        "restored_at": report.restored,
    }


def _lines(report: Report, names: Mapping[str, str], zone: ZoneInfo, weak: list[Anchor]) -> Iterator[str]:
    yield from _standing(report)
    yield from _wrong(report, names, zone)
    yield from lacking_lines(report, names, zone)
    yield from _remarks(report, weak)
    if not report.found:
        yield tell(
            "现在是{records:,}条 {hash}。抄下来放在别处,以后就能拿它来对。",
            records=report.head[0],
            hash=report.head[1][:LONG_ENOUGH],
        )


def _standing(report: Report) -> Iterator[str]:
    """A line for each part that was looked at and stands."""
    counts, wrong = report.counts, {fault.about.partition(".")[0] for fault in report.faults}
    if "record" not in wrong and "anchor" not in wrong:
        yield tell("✓ 历史: {records:,}条记录,一条接一条,没有改过", records=counts.get("records", 0))
        yield tell("✓ 日报印的校验码: {count}个,都对得上", count=counts.get("anchors", 0))
    if "photo" not in wrong:
        yield tell("✓ 照片和录音: {photos:,}个原件都在,内容没变", photos=counts.get("photos", 0) - len(report.lacking))
    if not wrong & {"row", "schema", "database"}:
        rows = [
            tell(word, count=counts[table])
            for table, word in (
                ("ticket", _("单{count:,}")),
                ("alarm", _("警报{count:,}")),
                ("duty", _("任务{count:,}")),
            )
            if table in counts
        ]
        yield tell("✓ 表和历史一致: {rows}", rows=listed(rows, Reader.say) or tell("还没有单"))


def _wrong(report: Report, names: Mapping[str, str], zone: ZoneInfo) -> Iterator[str]:
    for fault in report.faults[:MOST_LINES]:
        yield f"✗ {sentence(fault, names, zone)}"
    if report.found > MOST_LINES:
        yield tell("✗ 还有{count:,}处", count=report.found - MOST_LINES)
    if report.found:
        yield tell(
            "共{found:,}处不对。请先另存一份现在的数据,再告诉维护的人;要恢复见 docs/backup.md", found=report.found
        )


def _remarks(report: Report, weak: Sequence[Anchor]) -> Iterator[str]:
    """What is no fault and should be known."""
    for anchor in weak:
        yield tell(
            "! {records:,}条那一个校验码只有{count}位,太短,有心人凑得出来;越长越可靠",
            records=anchor.records,
            count=len(anchor.head),
        )
    for seq in report.restored:
        yield tell("! 第{seq:,}条是从备份恢复的记号:恢复之前、备份之后印的日报对不上是正常的", seq=seq)
    if report.unnamed:
        yield tell("! 有{unnamed:,}个文件没有登记(刚收到的、或恢复备份前留下的),不碍事", unnamed=report.unnamed)


def lacking_lines(report: Report, names: Mapping[str, str], zone: ZoneInfo) -> Iterator[str]:
    """Photos that were gone, or no longer as received, when the backup was made."""
    for fault in report.lacking[:MOST_LINES]:
        yield tell("! 备份的时候就没有: {which}", which=sentence(fault, names, zone))
    if len(report.lacking) > MOST_LINES:
        yield tell("! 备份的时候就没有的还有{count:,}张", count=len(report.lacking) - MOST_LINES)
