"""The list of a staff room in words."""

from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Wording
from words import Say, _

WEEKDAYS = (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))


def days(f: Facts, say: Say) -> str:
    """A day a line: 11-23 一 温俊杰."""
    lines = []
    for day, weekday, name in f["days"]:
        who = name or say(_("(没有人)"))
        lines.append(say(_("{day} {weekday} {who}")).format(day=day[5:], weekday=say(WEEKDAYS[weekday - 1]), who=who))
    return "\n".join(lines)


def _list(f: Facts, say: Say) -> Message:
    head = say(_("🧹 {name}值日")).format(**f)
    leaders = say(_("寝室长{leader},副寝室长{deputy}")).format(leader=f["leader"] or "—", deputy=f["deputy"] or "—")
    body = days(f, say) or say(_("这两周没有要签字的日子。"))
    swap = (Button(say(_("🔁 换班")), press("c", "swap")),)
    return Message("\n".join([head, leaders, body]), (swap,))


def _week(f: Facts, say: Say) -> Message:
    text = "\n".join([say(_("🧹 {name}下周值日")).format(**f), days(f, say)])
    return Message(text, ((Button(say(_("🔁 换班")), press("c", "swap")),),), silent=True)


def _none(f: Facts, say: Say) -> Message:
    return Message(say(_("没有这间教工寝室,或者不归您看。住教工寝室的写 /room 就行。")))


WORDING: dict[str, Wording] = {"dorm.list": _list, "dorm.week": _week, "dorm.none": _none}
