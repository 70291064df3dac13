"""The sums behind a review's sentences, and the footnotes that they leave."""

from collections.abc import Mapping
from typing import Any

from handlers.news.message import Facts
from reports.paper import Note
from storage.review_figures import STANDING
from words import Say, _

WHAT: dict[str, str] = {
    "duties": _("任务,按怎样结束"),
    "trial": _("试行的任务"),
    "missed": _("漏的任务,按计划"),
    "covers": _("顶班,按谁顶的"),
    "plan_days": _("每个计划每天做没做"),
    "points_due": _("巡查应到的点"),
    "points_reached": _("巡查到了的点"),
    "prompts": _("大门抽问"),
    "faults": _("巡查发现的问题"),
    "tickets": _("报修,按工种"),
    "urgencies": _("报修,按急缓"),
    "repeats": _("同一处同一类的报修"),
    "ended": _("报修怎样结束"),
    "rejected": _("返修(还不行)"),
    "open_tickets": _("还没修好的单,按工种"),
    "on_hold": _("挂起的单,按工种"),
    "counts": _("巡查时数的数"),
    "alarms": _("紧急,按种类"),
    "to_site": _("紧急从报到人到场的分钟"),
    "missing": _("缺寝找到的分钟"),
    "notices": _("发的整改通知"),
    "notices_over": _("办完的整改通知"),
    "scores": _("抽检的分"),
    "signatures": _("签字和抽检比"),
    "photos": _("照片"),
    "entries": _("登记"),
    "outages": _("停机"),
    "messages": _("机器人发的消息"),
    "owned": _("地点和责任人"),
    "own_duties": _("本人的任务"),
    "own_trial": _("试行里做了的"),
    "own_covers": _("替别人顶的"),
    "own_covered": _("别人替着做的"),
    "own_points": _("走到的点"),
    "own_faults": _("查出的问题"),
    "own_photos": _("拍的照片"),
    "own_reported": _("报的修"),
    "own_repaired": _("修好的单"),
    "own_rejected": _("返修的单"),
    "own_alarms": _("赶去的紧急"),
    "own_looks": _("做的抽检"),
    "own_notices": _("办完的整改"),
    "own_entries": _("做的登记"),
}
"""Each figure of storage/review_figures.py that a sentence may quote, as a school would call it."""


class Sums:
    """The figures of one review. `quote` leaves a footnote, the same one each time."""

    def __init__(self, f: Facts, say: Say) -> None:
        self.f = f
        self.say = say
        self.notes: list[str] = []

    def n(self, name: str, *keys: str) -> int:
        """The sum, of all keys or of these."""
        return sum(it[0] for key, it in self._figure(name).items() if not keys or key in keys)

    def records(self, name: str) -> int:
        return sum(it[1] for it in self._figure(name).values())

    def keys(self, name: str) -> list[tuple[str, int]]:
        """Each key with its sum, the largest first."""
        return sorted(((key, it[0]) for key, it in self._figure(name).items()), key=lambda it: (-it[1], it[0]))

    def by_prefix(self, name: str, prefix: str) -> int:
        """Of keys like fire|resolved, those of the first part."""
        return sum(it[0] for key, it in self._figure(name).items() if key.partition("|")[0] == prefix)

    def by_suffix(self, name: str, *suffixes: str) -> int:
        """Of keys like fire|resolved, those of the second part."""
        return sum(it[0] for key, it in self._figure(name).items() if key.partition("|")[2] in suffixes)

    def median(self, name: str) -> int | None:
        """Of a figure whose keys are minutes; the lower one of two. None of nothing."""
        rows = sorted((int(key), it[1]) for key, it in self._figure(name).items() if key.lstrip("-").isdecimal())
        left = (sum(count for _, count in rows) + 1) // 2
        for minutes, count in rows:
            left -= count
            if left <= 0:
                return minutes
        return None

    def quote(self, *names: str) -> str:
        """[3] for each figure, as it stands behind a sentence."""
        for name in names:
            if name not in self.notes:
                self.notes.append(name)
        return "".join(f"[{self.notes.index(name) + 1}]" for name in names)

    def written(self) -> tuple[Note, ...]:
        """The footnotes in their order."""
        f, say = self.f, self.say
        now = say(_("{made}当时")).format(**f)
        span = say(_("{began} 到 {ended}")).format(**f)
        return tuple(
            Note(
                number,
                say(WHAT[name]),
                name,
                now if name in STANDING else span,
                self.records(name),
                str(f["made"]),
            )
            for number, name in enumerate(self.notes, 1)
        )

    def _figure(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.f["figures"].get(name, {})
        return found


def percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
