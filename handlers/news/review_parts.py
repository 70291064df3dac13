"""What the parts of a figure are called: codes of states, dangers, plans and places as people say them."""

from collections.abc import Mapping

from domain.areas import area_of
from handlers.news.alarm_words import KINDS
from handlers.news.figures import DUTY_STATES
from handlers.news.message import Facts
from words import Say, _

PARTS: Mapping[str, str] = {
    "owned": _("有责任人"),
    "nobody": _("没有责任人"),
    "confirmed": _("点了好了"),
    "unrated": _("没等到回话"),
    "withdrawn": _("撤回了"),
    "reopened": _("重开"),
    "rejected": _("返修"),
    "in time": _("按期"),
    "after": _("过期"),
    "resolved": _("已处理好"),
    "false_alarm": _("误报"),
    "not_urgent": _("不是紧急"),
    "on_site": _("到场了"),
    "photo": _("照片"),
    "outage": _("停机"),
    **DUTY_STATES,
    **KINDS,
}


def part(key: str, f: Facts, say: Say) -> str:
    """漏报-保安|missed is 保安 漏; a number, and what no table knows, stays as it is."""
    if key in f["names"]:
        return str(f["names"][key])
    return " ".join(_called(it, f, say) for it in key.split("|"))


def _called(code: str, f: Facts, say: Say) -> str:
    if code in PARTS:
        return say(PARTS[code])
    return str(f["names"].get(code) or say(area_of(code)))
