"""What a checklist asks: one question at a time, on one card that edits itself."""

import re

from handlers.news.forms import options, question, ways_out
from handlers.news.hands import HANDS
from handlers.news.message import Facts, Message, Rows, Wording, in_rows, says
from words import Say, _

UNIT = re.compile(r"[((]([^,,))]{1,8})(?:,[^))]*)?[))]")
UNITS = ("℃", "MPa", "mmol/L", "mg/L", "分钟", "秒", "小时", "天", "月", "克", "%")
ACROSS = 3
"""Buttons side by side that a thumb in a glove still meets."""


def _head(f: Facts, say: Say) -> str:
    return say(_("📋 {name} {step}/{of}")).format(**{**f, "name": f["where"] or f["name"]})


def _told(f: Facts, say: Say) -> Message:
    asks = {
        "数字": _("{item}\n写个数就行。"),
        "计数": _("{item}\n几处?写个数。"),
        "文本": _("{item}\n说一句。"),
        "时间": _("{item}\n几点?比如 21:40。"),
        "照片": _("{item}\n拍一张。"),
        "选项": _("{item}"),
    }
    text = say(asks[f["kind"]]).format(**f)
    if f.get("registered") is not None:
        text = say(_("{item}\n登记里现在{registered}位。")).format(**f)
    return question(_head(f, say) + "\n" + text, f, say)


def _screen(f: Facts, say: Say) -> Message:
    """Six lines and one tap; what is wrong is tapped by its number first."""
    lines = [f"{'❌' if wrong else ''}{number} {text}" for number, text, wrong in f["items"]]
    text = "\n".join([_head(f, say), *lines, say(_("不正常的点号码。"))])
    keys = [key for row in options(f, say) for key in row]
    rows: Rows = ((keys[0],), *in_rows(keys[1:], across=ACROSS))
    return Message(text, (*rows, *ways_out(f, say)))


def _wrong(f: Facts, say: Say) -> Message:
    """What it is, what it should be; when it is urgent, first what to do with the hands."""
    limit, unit = limit_of(f["accept"]), unit_of(f["item"])
    lines = [say(_("⚠️ {item}:{answer}")).format(**f)]
    if limit:
        lines[0] += say(_("。应{limit}{unit}")).format(limit=limit, unit=unit)
    if f["danger"]:
        lines.append(say(HANDS[f["danger"]]))
    lines.append(say(_("拍一张现在的样子。") if f["fixing"] else _("先处理,再往下。怎么办?")))
    return Message("\n".join(lines), options(f, say), bold=say(HANDS[f["danger"]]) if f["danger"] else "")


def limit_of(accept: str) -> str:
    """≤0.7, 45~85; empty where there is no limit in numbers."""
    if ".." in accept:
        return accept.replace("..", "~")
    return accept.replace("<=", "≤").replace(">=", "≥") if accept[:2] in ("<=", ">=") else ""


def unit_of(item: str) -> str:
    """The unit in the item's own brackets (℃)."""
    found = UNIT.search(item)
    return next((unit for unit in UNITS if found and found[1].startswith(unit)), "")


def _picture(f: Facts, say: Say) -> Message:
    ask = _("🔒 最后一步:锁好大门,拍一张锁。") if f["is_lock"] else _("今天请看这一样:{item}\n拍一张给我看。")
    return question(_head(f, say) + "\n" + say(ask).format(**f), f, say)


WORDING: dict[str, Wording] = {
    "check.told": _told,
    "check.screen": _screen,
    "check.wrong": _wrong,
    "check.picture": _picture,
    "check.number_please": says(_("请只写一个数,比如 65。")),
    "check.time_please": says(_("请写几点,比如 21:40。")),
}
