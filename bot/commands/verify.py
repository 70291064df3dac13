"""`verify`: is the history as it was written, and do photos and tables agree with it; also while it runs."""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.commands import verify_draws as draws
from bot.commands.options import add_places, settings
from domain.refusal import Refusal
from storage.backups import Backup
from storage.look import is_there, names_and_zone
from storage.store import FILE
from storage.verify import Anchor, Fault, Report, verify

MOST_LINES = 20
COLUMNS = {
    "words": "内容", "place": "地点", "place_words": "地点的说法", "category": "类别", "urgency": "缓急",
    "reporter": "报的人", "assignee": "派给谁", "reported_at": "报的时间", "owner": "谁在处理", "raised_at": "报的时间",
    "danger": "险情", "said_at": "完成的时间", "cover": "谁来顶", "assigned": "本来归谁", "reason": "原因",
    "plan": "哪项计划", "target": "对象", "issuer": "谁发的", "issued_at": "发出的时间", "deadline": "期限",
    "grade": "轻重", "responsible": "谁来改", "inspection": "哪次抽查", "decided_by": "谁定的", "points": "分数变动",
    "kind": "种类", "bed": "床位", "host": "找谁", "opened_by": "谁登的", "due": "该结束的时间", "how": "怎样结束",
    "closed_by": "谁关的", "commitment": "封条", "numbers": "大家给的数", "seed": "种子", "draw": "结果",
    "asker": "谁提的", "other": "跟谁换", "day": "日期", "code": "哪一班", "back_day": "还的日期",
    "back_code": "还的哪一班", "state": "结果", "person": "谁", "first": "第一天", "last": "最后一天",
    "deputy": "谁来代",
}  # fmt: skip
ANCHOR = re.compile(r"(\d[\d,,]*)\D*?[^0-9a-fA-F]([0-9a-fA-F]{6,64})\W*$")
"""A count and the first digits of a hash, with whatever stands around them in the summary."""
LONG_ENOUGH = 16
"""Hex digits. Fewer can be hit on purpose by trying; the first summaries printed six."""
ITEMS = {
    "ticket": "{}号单", "duty": "任务{}", "alarm": "警报{}", "notice": "整改{}号", "assessment": "从重{}",
    "appeal": "意见{}", "entry": "登记{}",
}  # fmt: skip
TABLES = {
    "ticket": "{number}号单", "duty": "任务{number}", "alarm": "警报{number}", "notice": "整改{number}号",
    "inspection": "抽查(任务{number})", "assessment": "从重{number}", "appeal": "意见{number}", "entry": "登记{number}",
    "draw": "抽签({number})", "draw_day": "抽签({number})", "swap": "换班{number}", "staff_leave": "请假{number}",
}  # fmt: skip
SCHEMA = {
    ("trigger", "missing"): "保护历史的机关「{name}」被拆掉了,从那时起历史可能被改过",
    ("trigger", "changed"): "保护历史的机关「{name}」被改过",
}
FAULTS: Mapping[str, str] = {
    "record.changed": "{record}:内容被改过",
    "record.broken": "{record}:接不上前一条,前面的记录被换过",
    "record.removed": "{gone}不见了",
    "anchor.differs": "{source}印的是{records:,}条 {said},现在第{records:,}条是 {head}:这之前的记录被改过",
    "anchor.short": "{source}说有{records:,}条记录,现在只有{have:,}条:后面的被剪掉了",
    "database.damaged": "数据库文件坏了({where})。请停机,用备份恢复:python -m bot restore",
    "row.points_nowhere": "{table}表第{row}行指向{parent}表里没有的东西",
    "row.differs": "{which}:表里写的是「{state}」,历史里是「{recorded}」,表被人直接改过",
    "row.person": "{which}:表里写的人是{says},历史里是{recorded},表被人直接改过",
    "row.gone": "{record}:表里没有这一件了,被人直接删掉",
    "row.says": "{which}:表里的{column}和历史里的不一样,表被人直接改过",
    "photo.row_gone": "{record}:第{evidence}号照片的登记不见了,被人直接删掉",
    "photo.state": "{photo}:登记写的是「{state}」,历史里没有这一步,登记被人直接改过",
    "photo.moved": "{photo}:历史里它不属于这一件,登记被人直接改过",
    "photo.person": "{record}:第{evidence}号照片登记的人和历史里的不一样,登记被人直接改过",
    "photo.exchanged": "{record}:这张照片的登记被换过,和历史里的不是同一张",
    "photo.missing": "{photo}:原件不见了",
    "photo.changed": "{photo}:原件的内容变了,和收到时不一样",
    "photo.unreadable": "{photo}:原件读不出来,请检查磁盘和权限",
    "file.changed": "备份里的 {name} 和备份时不一样",
}


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("verify", help="查历史有没有被改过、照片在不在;机器人在跑也能查")
    parser.add_argument(
        "backup", type=Path, nargs="?", metavar="备份文件夹", help="查一份备份;默认查现在的数据;写 draws 就核对抽检"
    )
    parser.add_argument(
        "--anchor", action="append", default=[], metavar="条数:校验码", help="日报最后一行,照抄整行也行;可以写多个"
    )
    parser.add_argument("--json", action="store_true", help="输出一行 JSON")
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
    counts, wrong = report.counts, {fault.about.partition(".")[0] for fault in report.faults}
    if "record" not in wrong and "anchor" not in wrong:
        yield f"✓ 历史: {counts.get('records', 0):,}条记录,一条接一条,没有改过"
        yield f"✓ 日报印的校验码: {counts.get('anchors', 0)}个,都对得上"
    if "photo" not in wrong:
        yield f"✓ 照片和录音: {counts.get('photos', 0) - len(report.lacking):,}个原件都在,内容没变"
    if not wrong & {"row", "schema", "database"}:
        rows = "、".join(
            f"{word}{counts[table]:,}"
            for table, word in (("ticket", "单"), ("alarm", "警报"), ("duty", "任务"))
            if table in counts
        )
        yield f"✓ 表和历史一致: {rows or '还没有单'}"
    for fault in report.faults[:MOST_LINES]:
        yield f"✗ {_sentence(fault, names, zone)}"
    if report.found > MOST_LINES:
        yield f"✗ 还有{report.found - MOST_LINES:,}处"
    if report.found:
        yield f"共{report.found:,}处不对。请先另存一份现在的数据,再告诉维护的人;要恢复见 docs/backup.md"
    yield from lacking_lines(report, names, zone)
    for anchor in weak:
        yield f"! {anchor.records:,}条那一个校验码只有{len(anchor.head)}位,太短,有心人凑得出来;越长越可靠"
    for seq in report.restored:
        yield f"! 第{seq:,}条是从备份恢复的记号:恢复之前、备份之后印的日报对不上是正常的"
    if report.unnamed:
        yield f"! 有{report.unnamed:,}个文件没有登记(刚收到的、或恢复备份前留下的),不碍事"
    if not report.found:
        yield f"现在是{report.head[0]:,}条 {report.head[1][:LONG_ENOUGH]}。抄下来放在别处,以后就能拿它来对。"


def lacking_lines(report: Report, names: Mapping[str, str], zone: ZoneInfo) -> Iterator[str]:
    """Photos that were gone, or no longer as received, when the backup was made."""
    for fault in report.lacking[:MOST_LINES]:
        yield f"! 备份的时候就没有: {_sentence(fault, names, zone)}"
    if len(report.lacking) > MOST_LINES:
        yield f"! 备份的时候就没有的还有{len(report.lacking) - MOST_LINES:,}张"


def _sentence(fault: Fault, names: Mapping[str, str], zone: ZoneInfo) -> str:
    facts = dict(fault.facts)
    if fault.about == "schema.differs":
        otherwise = "数据库里的{kind}「{name}」和程序建的不一样"
        return SCHEMA.get((facts["kind"], facts["how"]), otherwise).format(**facts)
    for what, words in WORDS.items():
        if what in FAULTS[fault.about]:
            facts[what.strip("{}")] = words(facts, names, zone)
    if fault.about == "row.says":
        facts["column"] = COLUMNS[facts["column"]]
    for who in ("says", "recorded"):
        if fault.about == "row.person":
            facts[who] = names.get(facts[who], facts[who]) or "没有人"
    if fault.about == "row.differs":
        facts["recorded"] = facts["recorded"] or "没有这一步"
    if "head" in facts:
        facts["head"] = facts["head"][: len(facts["said"])]
    return FAULTS[fault.about].format_map(facts)


def _record(facts: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo) -> str:
    who = names.get(facts["person"] or "", facts["person"] or "机器人")
    item = f",{_item(facts['item'])}" if facts["item"] else ""
    return f"第{facts['seq']:,}条记录({_moment(facts['arrived_at'], zone)},{who}{item},{facts['kind']})"


def _gone(facts: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo) -> str:
    last = f"到第{facts['last']:,}条" if facts["last"] > facts["first"] else ""
    return f"第{facts['first']:,}条{last}记录({_moment(facts['arrived_at'], zone)}之前)"


def _photo(facts: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo) -> str:
    who = names.get(facts["person"] or "", facts["person"] or "?")
    item = f",{_item(facts['item'])}" if facts["item"] else ""
    return f"第{facts['evidence']}号照片({_moment(facts['said_at'], zone)},{who}发的{item})"


def _source(facts: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo) -> str:
    return f"{facts['day']}的日报" if facts["day"] else "您给的校验码"


def _which(facts: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo) -> str:
    return TABLES[facts["table"]].format(**facts)


WORDS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, str], ZoneInfo], str]] = {
    "{gone}": _gone, "{record}": _record, "{photo}": _photo, "{source}": _source, "{which}": _which,
}  # fmt: skip


def _item(item: str) -> str:
    kind, _, number = item.partition(":")
    return ITEMS[kind].format(number) if kind in ITEMS else item


def _moment(text: str, zone: ZoneInfo) -> str:
    """A moment that somebody spoilt is shown as it stands."""
    try:
        local = datetime.fromisoformat(text).astimezone(zone)
    except ValueError:
        return text
    return f"{local:%Y}年{local.month}月{local.day}日 {local:%H:%M}"
