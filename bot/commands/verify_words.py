"""What `verify` finds, in words: which record, row or photo, and how it differs from what the history says."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands.reader import tell
from storage.verify import Fault
from words import _

COLUMNS = {
    "words": _("内容"),
    "place": _("地点"),
    "place_words": _("地点的说法"),
    "category": _("类别"),
    "urgency": _("缓急"),
    "reporter": _("报的人"),
    "assignee": _("派给谁"),
    "reported_at": _("报的时间"),
    "owner": _("谁在处理"),
    "raised_at": _("报的时间"),
    "danger": _("险情"),
    "said_at": _("完成的时间"),
    "cover": _("谁来顶"),
    "assigned": _("本来归谁"),
    "reason": _("原因"),
    "plan": _("哪项计划"),
    "target": _("对象"),
    "issuer": _("谁发的"),
    "issued_at": _("发出的时间"),
    "deadline": _("期限"),
    "grade": _("轻重"),
    "responsible": _("谁来改"),
    "inspection": _("哪次抽查"),
    "decided_by": _("谁定的"),
    "points": _("分数变动"),
    "kind": _("种类"),
    "bed": _("床位"),
    "host": _("找谁"),
    "opened_by": _("谁登的"),
    "due": _("该结束的时间"),
    "how": _("怎样结束"),
    "closed_by": _("谁关的"),
    "commitment": _("封条"),
    "numbers": _("大家给的数"),
    "seed": _("种子"),
    "draw": _("结果"),
    "asker": _("谁提的"),
    "other": _("跟谁换"),
    "day": _("日期"),
    "code": _("哪一班"),
    "back_day": _("还的日期"),
    "back_code": _("还的哪一班"),
    "state": _("结果"),
    "person": _("谁"),
    "first": _("第一天"),
    "last": _("最后一天"),
    "deputy": _("谁来代"),
    "ticket": _("哪张单"),
    "rule": _("时限"),
    "began": _("从几时算"),
    "waits_from": _("等人接的时间"),
    "taken_at": _("接单的时间"),
    "answered_at": _("回话的时间"),
    "held_at": _("挂起的时间"),
    "held_until": _("等到几时"),
    "paused": _("停了多久"),
    "finished_at": _("修好的时间"),
    "closed_at": _("关单的时间"),
    "rating": _("评价"),
    "returns": _("返修次数"),
    "chases": _("催单次数"),
    "chased_at": _("催单的时间"),
    "told": _("提醒过的"),
}
ITEMS = {
    "ticket": _("{number}号单"),
    "duty": _("任务{number}"),
    "alarm": _("警报{number}"),
    "notice": _("整改{number}号"),
    "assessment": _("从重{number}"),
    "appeal": _("意见{number}"),
    "entry": _("登记{number}"),
}
TABLES = {
    "ticket": _("{number}号单"),
    "duty": _("任务{number}"),
    "alarm": _("警报{number}"),
    "notice": _("整改{number}号"),
    "inspection": _("抽查(任务{number})"),
    "assessment": _("从重{number}"),
    "appeal": _("意见{number}"),
    "entry": _("登记{number}"),
    "draw": _("抽签({number})"),
    "draw_day": _("抽签({number})"),
    "swap": _("换班{number}"),
    "staff_leave": _("请假{number}"),
    "service": _("{number}号单"),
}
SCHEMA = {
    ("trigger", "missing"): _("保护历史的机关「{name}」被拆掉了,从那时起历史可能被改过"),
    ("trigger", "changed"): _("保护历史的机关「{name}」被改过"),
}
FAULTS: Mapping[str, str] = {
    "record.changed": _("{record}:内容被改过"),
    "record.broken": _("{record}:接不上前一条,前面的记录被换过"),
    "record.removed": _("{gone}不见了"),
    "anchor.differs": _("{source}印的是{records:,}条 {said},现在第{records:,}条是 {head}:这之前的记录被改过"),
    "anchor.short": _("{source}说有{records:,}条记录,现在只有{have:,}条:后面的被剪掉了"),
    "database.damaged": _("数据库文件坏了({where})。请停机,用备份恢复:python -m bot restore"),
    "row.points_nowhere": _("{table}表第{row}行指向{parent}表里没有的东西"),
    "row.differs": _("{which}:表里写的是「{state}」,历史里是「{recorded}」,表被人直接改过"),
    "row.person": _("{which}:表里写的人是{says},历史里是{recorded},表被人直接改过"),
    "row.gone": _("{record}:表里没有这一件了,被人直接删掉"),
    "row.says": _("{which}:表里的{column}和历史里的不一样,表被人直接改过"),
    "photo.row_gone": _("{record}:第{evidence}号照片的登记不见了,被人直接删掉"),
    "photo.state": _("{photo}:登记写的是「{state}」,历史里没有这一步,登记被人直接改过"),
    "photo.moved": _("{photo}:历史里它不属于这一件,登记被人直接改过"),
    "photo.person": _("{record}:第{evidence}号照片登记的人和历史里的不一样,登记被人直接改过"),
    "photo.exchanged": _("{record}:这张照片的登记被换过,和历史里的不是同一张"),
    "photo.missing": _("{photo}:原件不见了"),
    "photo.changed": _("{photo}:原件的内容变了,和收到时不一样"),
    "photo.unreadable": _("{photo}:原件读不出来,请检查磁盘和权限"),
    "file.changed": _("备份里的 {name} 和备份时不一样"),
}


def sentence(fault: Fault, names: Mapping[str, str], zone: ZoneInfo) -> str:
    facts = dict(fault.facts)
    if fault.about == "schema.differs":
        otherwise = _("数据库里的{kind}「{name}」和程序建的不一样")
        return tell(SCHEMA.get((facts["kind"], facts["how"]), otherwise), **facts)
    for what, words in WORDS.items():
        if what in FAULTS[fault.about]:
            facts[what.strip("{}")] = words(facts, names, zone)
    if fault.about == "row.says":
        column = facts["column"]
        facts["column"] = tell(COLUMNS[column])
    for who in ("says", "recorded"):
        if fault.about == "row.person":
            facts[who] = names.get(facts[who], facts[who]) or tell("没有人")
    if fault.about == "row.differs":
        facts["recorded"] = facts["recorded"] or tell("没有这一步")
    if "head" in facts:
        facts["head"] = facts["head"][: len(facts["said"])]
    return tell(FAULTS[fault.about], **facts)


def _record(facts: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo) -> str:
    who = names.get(facts["person"] or "", facts["person"] or tell("机器人"))
    item = tell(",{item}", item=_item(facts["item"])) if facts["item"] else ""
    return tell(
        "第{seq:,}条记录({at},{who}{item},{kind})",
        seq=facts["seq"],
        at=_moment(facts["arrived_at"], zone),
        who=who,
        item=item,
        kind=facts["kind"],
    )


def _gone(facts: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo) -> str:
    last = tell("到第{last:,}条", last=facts["last"]) if facts["last"] > facts["first"] else ""
    return tell(
        "第{first:,}条{last}记录({at}之前)", first=facts["first"], last=last, at=_moment(facts["arrived_at"], zone)
    )


def _photo(facts: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo) -> str:
    who = names.get(facts["person"] or "", facts["person"] or "?")
    item = tell(",{item}", item=_item(facts["item"])) if facts["item"] else ""
    return tell(
        "第{evidence}号照片({at},{who}发的{item})",
        evidence=facts["evidence"],
        at=_moment(facts["said_at"], zone),
        who=who,
        item=item,
    )


def _source(facts: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo) -> str:
    return tell("{day}的日报", day=facts["day"]) if facts["day"] else tell("您给的校验码")


def _which(facts: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo) -> str:
    words = TABLES[facts["table"]]
    return tell(words, **facts)


WORDS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, str], ZoneInfo], str]] = {
    "{gone}": _gone, "{record}": _record, "{photo}": _photo, "{source}": _source, "{which}": _which,
}  # fmt: skip


def _item(item: str) -> str:
    kind, _, number = item.partition(":")
    return tell(ITEMS[kind], number=number) if kind in ITEMS else item


def _moment(text: str, zone: ZoneInfo) -> str:
    """A moment that somebody spoilt is shown as it stands."""
    try:
        local = datetime.fromisoformat(text).astimezone(zone)
    except ValueError:
        return text
    return tell("{local:%Y}年{m}月{d}日 {local:%H:%M}", local=local, m=local.month, d=local.day)
