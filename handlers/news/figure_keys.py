"""The buttons behind a summary's figures: at most six on a message, what needs its reader first."""

from collections.abc import Callable, Sequence

from handlers.buttons import press
from handlers.news.certificates import certificates_key
from handlers.news.decisions import acts_of
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows
from words import Say, _

MOST = 6
"""Keys on a message."""
FIGURES: dict[str, tuple[str, Callable[[Facts], object]]] = {
    "alarms": (_("紧急"), lambda f: f.get("alarms")),
    "missed": (_("漏报"), lambda f: f.get("missed")),
    "overdue": (_("超时"), lambda f: f.get("tickets", {}).get("late")),
    "samples": (_("留样"), lambda f: f.get("samples")),
    "papers": (_("📇 证件"), lambda f: f.get("tomorrow", {}).get("unlicensed")),
    "tickets": (_("报修"), lambda f: f.get("tickets", {}).get("open") or f.get("tickets", {}).get("new")),
    "checks": (_("抽检"), lambda f: f.get("inspected", {}).get("looked")),
    "notices": (_("整改"), lambda f: f.get("notices", {}).get("open") or f.get("notices", {}).get("new")),
    "visitors": (_("访客"), lambda f: f.get("visitors", {}).get("inside")),
    "late": (_("迟报"), lambda f: f.get("late")),
    "covered": (_("顶班"), lambda f: f.get("covered")),
    "duties": (_("任务"), lambda f: f.get("tasks", {}).get("due")),
    "trial": (_("试行"), lambda f: f.get("trial", {}).get("due")),
    "photos": (_("照片"), lambda f: f.get("photos")),
}
"""What can be looked behind: the figure's button, and whether there is anything to see; what is most pressing first."""
SIGNS: dict[str, str] = {
    "m": "missed",
    "l": "late",
    "t": "tickets",
    "o": "overdue",
    "a": "alarms",
    "v": "visitors",
    "s": "samples",
    "c": "covered",
    "d": "duties",
    "r": "trial",
    "k": "checks",
    "n": "notices",
    "p": "photos",
    "e": "papers",
}
"""How a figure is written on the key that opens the others; a sign never gets another meaning."""

OVERDUE_NOW = "overdue_now"


def overdue_key(say: Say) -> Button:
    """The repairs that wait now whose promised time is over, from the first on."""
    return Button(say(_("超时")), press("w", OVERDUE_NOW, 0))


def summary_keys(f: Facts, say: Say) -> Rows:
    """What there is to decide, then the figures; what has no room stands behind 更多."""
    acts = acts_of(f, say)
    there = [what for what, (_label, is_there) in FIGURES.items() if is_there(f)]
    if len(acts) + bool(there) > MOST:
        # Two keys of one decision stay together.
        acts = [*acts[: MOST - 2], Button(say(_("✋ 要我定")), press("c", "decide"))]
    return in_rows([*acts, *_keys(there, f["summary"], MOST - len(acts), "more", say)], across=3)


def _keys(there: Sequence[str], summary: int, room: int, opens: str, say: Say) -> list[Button]:
    shown = there if len(there) <= room else there[: room - 1]
    keys = [_key(what, summary, say) for what in shown]
    if left := there[len(shown) :]:
        signs = {what: sign for sign, what in SIGNS.items()}
        keys.append(Button(say(_("更多")), press("w", opens, f"{summary}-{''.join(signs[it] for it in left)}")))
    return keys


def _key(what: str, summary: int, say: Say) -> Button:
    return certificates_key(say) if what == "papers" else Button(say(FIGURES[what][0]), press("w", what, summary))


def _more(f: Facts, say: Say) -> Message:
    keys = _keys([SIGNS[sign] for sign in f["signs"]], f["summary"], MOST, "rest", say)
    return Message(say(_("📊 还可以看:")), in_rows(keys, across=3))


WORDING: dict[str, Wording] = {"figure.more": _more}
