"""The pieces that lines about a day are made of: a duty, an alarm, how many ended how, and that it comes late."""

import re
from collections.abc import Iterable

from handlers.news.alarm_words import KINDS
from handlers.news.duty_words import timed
from handlers.news.message import Facts
from words import Say, _

HOUSE = re.compile(r"(\d+号)[^-]*楼$")
MOST_NAMED = 5
"""More duties than that are counted in a line; the button behind the figure names them all."""


def lateness(f: Facts, say: Say) -> str:
    late = f["late_by"]
    if not late:
        return ""
    why = say(_("({began}—{ended}停机)")).format(**late) if "began" in late else ""
    return say(_("⏳ 迟发,应在{meant}{why}\n")).format(meant=late["meant"], why=why)


def ends(it: Facts, say: Say) -> str:
    """按时73 迟3 漏2 免1: they add up to what was due; what did not happen is not said."""
    rest = (("late", _("迟{n}")), ("missed", _("漏{n}")), ("excused", _("免{n}")), ("undecided", _("未定{n}")))
    said = [say(_("按时{n}")).format(n=it["done"]), *(say(text).format(n=it[key]) for key, text in rest if it[key])]
    return in_a_row(said, say)


def before_words(place: str) -> str:
    """The place, parted from the words behind it."""
    return f"{place} " if place else ""


def _where(it: Facts) -> str:
    """A duty's place, where its name does not say the house: 1号楼晚点名 is in 1号宿舍楼."""
    house = HOUSE.match(it["place"])
    return "" if house and f"{house[1]}楼" in it["name"] else it["place"]


def duty(it: Facts, say: Say) -> str:
    """One duty in a line: 13:40环境巡查(汤翠花:请假)."""
    named = timed(it["at"], it["name"], say) + (f" {_where(it)}" if _where(it) else "")
    who = it["who"] or say(_("没有人"))
    inside = f"{who}:{it['why']}" if it["why"] else who
    made_up = say(_(",{made_up}补报")).format(**it) if it["made_up"] else ""
    return named + say(_("({inside})")).format(inside=inside + made_up)


def late_duty(it: Facts, say: Say) -> str:
    why = say(_("({why})")).format(**it) if it["why"] else ""
    arrived = say(_("{what} {place} {said}到") if _where(it) else _("{what}{said}到"))
    return arrived.format(**{**it, "place": _where(it)}, what=timed(it["at"], it["name"], say)) + why


def in_a_row(parts: Iterable[str], say: Say) -> str:
    """Short things side by side, as the reader's language parts them."""
    return say(_(" ")).join(parts)


def some(lines: Iterable[str], say: Say) -> str:
    """The first few, and how many more there are."""
    every = list(lines)
    more = say(_(" 等{number}件")).format(number=len(every)) if len(every) > MOST_NAMED else ""
    return say(_(";")).join(every[:MOST_NAMED]) + more


def alarm(it: Facts, say: Say) -> str:
    """One alarm in a line: 3号楼201跑水,6分钟到,53分钟处理好."""
    place, kind = it["place"] or say(_("地点没说")), say(KINDS.get(it["danger"], KINDS["other"]))
    ends = {
        "open": _(",{went}去过,没回话") if it.get("went") else _(",还没人去"),
        "owned": _(",{owner}正在过去"),
        "on_site": _(",{owner}正在处理"),
        "resolved": _(",{to_end}分钟处理好"),
        "false_alarm": _(",误报"),
        "not_urgent": _(",转报修"),
    }
    there = say(_(",{to_site}分钟到")).format(**it) if it["to_site"] is not None else ""
    return say(_("{place}{kind}")).format(place=place, kind=kind) + there + say(ends[it["state"]]).format(**it)
