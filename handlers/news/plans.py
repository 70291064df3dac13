"""What is said about plans and their switches."""

from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Wording, in_rows
from words import Say, _

STATES: dict[str, str] = {"on": _("🟢 开"), "trial": _("🧪 试行"), "paused": _("⏸ 停")}
TOASTS: dict[str, str] = {
    "on": _("{name}:打开了,到点会提醒。"),
    "trial": _("{name}:试行,只记不催。"),
    "paused": _("{name}:停了,还没开始的都撤下。"),
}
OTHER: dict[str, tuple[str, str]] = {
    "on": (_("{number} 停"), "paused"),
    "trial": (_("{number} 打开"), "on"),
    "paused": (_("{number} 打开"), "on"),
}
"""The one button of each plan: what it says, and where it leads."""


def _list(f: Facts, say: Say) -> Message:
    last = f["offset"] + len(f["plans"])
    title = say(_("🗓 计划 {first}—{last},共{total}。试行的只记不催,停的不排。"))
    lines = [title.format(first=f["offset"] + 1, last=last, total=f["total"])]
    keys = []
    for number, plan in enumerate(f["plans"], f["offset"] + 1):
        lines.append(f"{number} {say(STATES[plan['state']])} {plan['name']}")
        label, to = OTHER[plan["state"]]
        keys.append(Button(say(label).format(number=number), press("x", to, plan["plan"])))
    ways = ((_("上一页"), f["before"]), (_("下一页"), f["after"]))
    pages = tuple(Button(say(label), press("w", "plans", to)) for label, to in ways if to is not None)
    return Message("\n".join(lines), (*in_rows(keys, across=4), *((pages,) if pages else ())))


WORDING: dict[str, Wording] = {
    "plans.list": _list,
    "toast.plan": lambda f, say: Message(say(TOASTS[f["state"]]).format(**f)),
}
