"""The buttons behind a summary's figures."""

from collections.abc import Callable

from handlers.buttons import press
from handlers.news.certificates import certificates_key
from handlers.news.message import Button, Facts, Rows, in_rows
from words import Say, _

FIGURES: dict[str, tuple[str, Callable[[Facts], object]]] = {
    "missed": (_("漏报"), lambda f: f.get("missed")),
    "late": (_("迟报"), lambda f: f.get("late")),
    "tickets": (_("报修"), lambda f: f.get("tickets", {}).get("open") or f.get("tickets", {}).get("new")),
    "overdue": (_("超时"), lambda f: f.get("tickets", {}).get("late")),
    "alarms": (_("紧急"), lambda f: f.get("alarms")),
    "visitors": (_("访客"), lambda f: f.get("visitors", {}).get("inside")),
    "samples": (_("留样"), lambda f: f.get("samples")),
    "covered": (_("顶班"), lambda f: f.get("covered")),
    "duties": (_("任务"), lambda f: f.get("tasks", {}).get("due")),
    "trial": (_("试行"), lambda f: f.get("trial", {}).get("due")),
    "checks": (_("抽检"), lambda f: f.get("inspected", {}).get("looked")),
    "notices": (_("整改"), lambda f: f.get("notices", {}).get("open") or f.get("notices", {}).get("new")),
    "photos": (_("照片"), lambda f: f.get("photos")),
}
"""What can be looked behind: the figure's button, and whether there is anything to see."""


OVERDUE_NOW = "overdue_now"


def overdue_key(say: Say) -> Button:
    """The repairs that wait now whose promised time is over, from the first on."""
    return Button(say(_("超时")), press("w", OVERDUE_NOW, 0))


def figures_of(f: Facts, say: Say) -> Rows:
    keys = [
        Button(say(label), press("w", what, f["summary"])) for what, (label, is_there) in FIGURES.items() if is_there(f)
    ]
    if f.get("tomorrow", {}).get("unlicensed"):
        keys.append(certificates_key(say))
    return in_rows(keys, across=4)
