"""Until when: a few likely moments as buttons, or a time in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.entries import LEAVE, ROOM, SICKBAY, VISITOR
from domain.moments import utc
from domain.refusal import Complaint
from domain.said_days import SMALL_HOURS
from domain.said_moments import moment_said
from domain.spans import DAY
from handlers.forms.form import Answers, Field, Option
from handlers.scene import Scene
from words import _

Next = Callable[[datetime], datetime | None]
"""From a local moment to a later one; None when it makes no sense at that hour."""
SUNDAY, MONDAY = 6, 0
HOLD_UNTIL = "hold"
ENDS_AT = {HOLD_UNTIL: 17}
"""Of a day that is said without a time: a part that is to come on Thursday comes by its end, as the buttons mean it."""
LONGEST = timedelta(days=60)
"""Our own judgement: a later day is a slip of the finger."""


def _on(days: int, hour: int) -> Next:
    return lambda local: datetime.combine(local.date() + days * DAY, time(hour))


def _weekday(weekday: int, hour: int) -> Next:
    """The next such day that is not today or tomorrow."""

    def moment(local: datetime) -> datetime | None:
        days = (weekday - local.weekday()) % 7
        return datetime.combine(local.date() + days * DAY, time(hour)) if days > 1 else None

    return moment


def _this_morning(local: datetime) -> datetime | None:
    return datetime.combine(local.date(), time(7)) if local.hour < SMALL_HOURS else None


def _morning(local: datetime) -> datetime | None:
    return None if local.hour < SMALL_HOURS else datetime.combine(local.date() + DAY, time(7))


def _tonight(local: datetime) -> datetime | None:
    return datetime.combine(local.date(), time(20, 30)) if SMALL_HOURS <= local.hour < 20 else None


def _this_afternoon(local: datetime) -> datetime | None:
    return datetime.combine(local.date(), time(17)) if SMALL_HOURS <= local.hour < 16 else None


def _in(minutes: int) -> Next:
    return lambda local: local + timedelta(minutes=minutes)


OFFERED: Mapping[str, tuple[tuple[str, str, Next], ...]] = {
    LEAVE: (
        ("today", _("今早7点"), _this_morning),
        ("morning", _("明早7点"), _morning),
        ("evening", _("明晚6点"), _on(1, 18)),
        ("sunday", _("周日晚6点"), _weekday(SUNDAY, 18)),
        ("monday", _("周一早7点"), _weekday(MONDAY, 7)),
    ),
    SICKBAY: (
        ("tonight", _("今晚8点半"), _tonight),
        ("today", _("今早7点"), _this_morning),
        ("morning", _("明早7点"), _morning),
        ("evening", _("明晚6点"), _on(1, 18)),
    ),
    VISITOR: (
        ("half", _("半小时"), _in(30)),
        ("hour", _("1小时"), _in(60)),
        ("two", _("2小时"), _in(120)),
        ("four", _("半天"), _in(240)),
    ),
    HOLD_UNTIL: (
        ("tonight", _("今天下班前"), _this_afternoon),
        ("morning", _("明天"), _on(1, 17)),
        ("days", _("3天"), _on(3, 17)),
        ("week", _("1周"), _on(7, 17)),
    ),
    ROOM: (
        ("lesson", _("1节课"), _in(45)),
        ("lessons", _("2节课"), _in(90)),
        ("four", _("半天"), _in(240)),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Until(Field):
    """Puts a moment (UTC, ISO text) into the answers."""

    kind: str

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        local = _local(scene)
        return tuple(Option(value, label) for value, label, moment in OFFERED[self.kind] if moment(local))

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return {"kind": self.kind}

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        moment = next((moment(_local(scene)) for it, _, moment in OFFERED[self.kind] if it == value), None)
        if moment is None:
            raise Complaint("button.old")
        return {**answers, self.name: self._utc(scene, moment)}

    def said(self, scene: Scene, answers: Answers) -> Answers:
        zone = scene.tx.school.load().settings.zone
        moment = moment_said(scene.arrival.words, scene.now, zone, hour=ENDS_AT.get(self.kind))
        if moment is None or moment > scene.now + LONGEST:
            raise Complaint("entry.when")
        return {**answers, self.name: moment.isoformat()}

    @staticmethod
    def _utc(scene: Scene, local: datetime) -> str:
        return utc(local, scene.tx.school.load().settings.zone).isoformat()


def _local(scene: Scene) -> datetime:
    return scene.now.astimezone(scene.tx.school.load().settings.zone).replace(tzinfo=None)
