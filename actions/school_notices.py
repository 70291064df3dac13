"""What a school's data allows and somebody should know all the same; one sentence each, none stops an import."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from actions import roster_notices
from actions.roster_notices import named
from domain.calendar import HEATING, SchoolCalendar
from domain.dispatch import Rostered
from domain.hours import Hours
from domain.people import Presence
from domain.places import WHOLE_SCHOOL, PlaceTree
from domain.plans import CalendarKind
from domain.school import School
from domain.targets import Targets
from domain.tickets import CATEGORIES
from words import _
from words.sentence import Sentence

OVER = _("人员: {who}的{certificate}已经过期({until}),过期的不得排班")
ROSTERED_AFTER = _("人员: {who}的{certificate}到期后还排了班({until}),过期的不得排班")
PHONE_NUMBER = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
ROSTER_AHEAD = timedelta(days=3)
"""A roster that ends sooner is told of."""


def notices(school: School, today: date, before: School | None = None) -> tuple[str, ...]:
    """`today` is local; `before` is what an import would replace."""
    found = [line for notice in NOTICES for line in notice(school, today)]
    return (*found, *_versions_left_alone(before, school)) if before else tuple(found)


def _years_not_announced(school: School, today: date) -> Iterator[str]:
    terms = [entry.last.year for entry in school.calendar if entry.kind is CalendarKind.TERM and entry.last >= today]
    calendar = SchoolCalendar(school.calendar, school.settings.rest)
    for year in range(today.year, max([today.year, *terms]) + 1):
        if school.plans and calendar.unannounced(year):
            yield Sentence(
                "校历: {year}年的放假安排还没有公布,校历里也没有写,先按周一到周五排;公布后请补上放假和调课上班",
                year=year,
            )


def _certificates(school: School, today: date) -> Iterator[str]:
    """Past its day nobody may be rostered with it."""
    last_days = _last_days(school.roster)
    for person in school.people:
        until = person.certificate_until
        if until is None or person.presence is Presence.LEFT or until >= max(today, last_days.get(person.id, today)):
            continue
        words = OVER if until < today else ROSTERED_AFTER
        yield Sentence(words, who=f"{person.id} {person.name}", certificate=person.certificate, until=until)


def _phone_numbers(school: School, today: date) -> Iterator[str]:
    """A workbook goes from hand to hand; the bot reaches people without their numbers."""
    told = [p.id for p in school.people if PHONE_NUMBER.search(f"{p.name} {p.address} {p.note}")]
    if told:
        yield Sentence("人员: {names}那里像写了手机号,工作簿里不写号码", names=named(told))


def _categories_nobody_takes(school: School, today: date) -> Iterator[str]:
    for hours in (Hours.DAY, Hours.NIGHT):
        taken = {r.category for r in school.dispatch if r.area == WHOLE_SCHOOL and r.hours in (hours, Hours.ALWAYS)}
        if missing := [category for category in CATEGORIES if category not in taken]:
            yield Sentence("派单: 全校{hours}没有写谁接单: {names}", hours=Sentence(hours), names=named(missing))


def _plans_for_nobody(school: School, today: date) -> Iterator[str]:
    here = [person for person in school.people if person.presence is not Presence.LEFT]
    held = {role for person in here for role in person.roles} | {person.id for person in here}
    worked = {row.shift for row in school.roster if row.day >= today}
    if lonely := [plan.code for plan in school.plans if plan.who not in held | worked]:
        yield Sentence("计划: {names}没有人做(角色没有人,或值班表今天起没有这个班)", names=named(lonely))


def _plans_without_a_season(school: School, today: date) -> Iterator[str]:
    heated = any(entry.kind is CalendarKind.HEATING for entry in school.calendar)
    if cold := [plan.code for plan in school.plans if plan.day_kind == HEATING and not heated]:
        yield Sentence("计划: {names}只在供暖期有,校历里没有写供暖期", names=named(cold))


def _plans_for_nowhere(school: School, today: date) -> Iterator[str]:
    targets = Targets(school, PlaceTree(school.places))
    if empty := [plan.code for plan in school.plans if not targets.of(plan)]:
        yield Sentence("计划: {names}的对象里一个地方也没有", names=named(empty))


def _end_of_the_roster(school: School, today: date) -> Iterator[str]:
    shifts = {shift.code for shift in school.shifts}
    last = max((row.day for row in school.roster), default=None)
    if last and last < today + ROSTER_AHEAD and any(plan.who in shifts for plan in school.plans):
        yield Sentence("值班表: 只排到{last},之后写班次的计划没有人", last=last)


def _who_left_is_still_named(school: School, today: date) -> Iterator[str]:
    """Everywhere a workbook can still mean somebody who left; each sheet in a line, in whose place nobody comes."""
    left = {person.id: f"{person.id} {person.name}" for person in school.people if person.presence is Presence.LEFT}
    everywhere: dict[str, list[str | None]] = {
        _("值班表: {today}起还排着{names},已经离职,请换人"): [row.person for row in school.roster if row.day >= today],
        _("计划: 负责人还写着{names},已经离职,请换人"): [plan.who for plan in school.plans],
        _("派单: 还写着{names},已经离职,请换人"): [
            who for rule in school.dispatch for who in (rule.first, rule.backup, rule.responder)
        ],
        _("升级链: 还写着{names},已经离职,请换人"): [rung.target for rung in school.rungs],
        _("宿舍: 寝室长还写着{names},已经离职,请换人"): [who for it in school.dorms for who in (it.leader, it.deputy)],
        _("宿舍成员: 还写着{names},已经离职,请换人"): [bed.person for bed in school.beds],
        _("地点: 责任人还写着{names},已经离职,请换人"): [place.owner for place in school.places],
        _("人员: 上级还写着{names},已经离职,请换人"): [
            person.superior for person in school.people if person.presence is not Presence.LEFT
        ],
    }
    for words, people in everywhere.items():
        if gone := [left[who] for who in dict.fromkeys(people) if who in left]:
            yield Sentence(words, today=today, names=named(gone))


NOTICES: tuple[Callable[[School, date], Iterator[str]], ...] = (
    _years_not_announced,
    _certificates,
    _phone_numbers,
    _categories_nobody_takes,
    _plans_for_nobody,
    _plans_for_nowhere,
    _plans_without_a_season,
    _end_of_the_roster,
    roster_notices.holes,
    roster_notices.on_leave_and_on_duty,
    roster_notices.rooms,
    _who_left_is_still_named,
)


def _versions_left_alone(before: School, after: School) -> Iterator[str]:
    """A record keeps the version of its list, so another content wants another version."""
    old = {checklist.code: checklist for checklist in before.checklists}
    same = [
        checklist.code
        for checklist in after.checklists
        if (was := old.get(checklist.code)) and was.items != checklist.items and was.version == checklist.version
    ]
    if same:
        yield Sentence("检查表: {names}的检查项改了,版本没有改,请加一", names=named(same))


def _last_days(roster: Iterable[Rostered]) -> dict[str, date]:
    found: dict[str, date] = {}
    for row in roster:
        found[row.person] = max(row.day, found.get(row.person, row.day))
    return found
