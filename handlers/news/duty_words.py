"""What every sentence about a duty has in common: its name, its facts, its buttons."""

from handlers.buttons import press
from handlers.news.message import Button, Facts
from words import Say, _, listed

EXCUSES = (_("停机"), _("计划改了"))
"""What the house itself gives as the reason that a duty is excused; every other is somebody's own words."""


def what(f: Facts, say: Say) -> str:
    """02:30男生楼夜间防火, 21:40 1号楼晚点名."""
    return timed(f["starts"], f["name"], say)


def timed(at: str, name: str, say: Say) -> str:
    """The time, then the name; two numbers are kept apart, and in English all words."""
    return say(_("{at}{name}")).format(at=at, name=f" {name}" if name[:1].isdigit() else name)


def said(sentence: str, f: Facts, say: Say) -> str:
    return say(sentence).format(
        **{
            **f,
            "what": what(f, say),
            "excuse": say(f["excuse"]),
            "reason": say(f["reason"]),
            "asked": listed(f["asked"], say),
            "asked_names": listed(f["asked_names"], say),
            "going": listed(f["going"], say),
        }
    )


def key(f: Facts, say: Say, label: str, move: str) -> Button:
    return Button(say(label), press("y", move, f["duty"]))
