"""What a workbook's roster and staff rooms allow and somebody should know: holes, people on leave, rooms without."""

from collections.abc import Iterator, Sequence
from datetime import date

from actions.planned import holds_on
from domain.calendar import SchoolCalendar
from domain.dorms import Dwellers
from domain.gaps import AHEAD, missing, runs
from domain.people import Presence
from domain.plans import Manner
from domain.responsible import ROOM_MEMBER
from domain.school import School
from domain.spans import DAY
from words.sentence import Sentence

ROOM_LEADER = "room_leader"
MOST_NAMED = 6
"""Of a longer list the number is told; our own judgement."""


def holes(school: School, today: date) -> Iterator[str]:
    """Days before the roster ends on which a shift that some plan needs has nobody; each shift in a line."""
    shifts = {shift.code: shift.name for shift in school.shifts}
    last = min(max((row.day for row in school.roster), default=today), today + AHEAD * DAY)
    plans = [plan for plan in school.plans if plan.who in shifts and plan.manner is not Manner.DRAWN]
    calendar = SchoolCalendar(school.calendar, school.settings.rest)
    days = [today + number * DAY for number in range((last - today).days + 1)]
    here = {person.id for person in school.people if person.presence is Presence.IN_SERVICE}
    needed = {
        day: {it.who for it in plans if it.day_kind in calendar.kinds(day) and holds_on(it.weekdays, day)}
        for day in days
    }
    there = {day: {row.shift for row in school.roster if row.day == day and row.person in here} for day in days}
    worked = {row.shift for row in school.roster if row.day >= today}
    for code, found in missing(needed, there).items():
        if code in worked:  # a shift that nobody works at all is told of with its plans
            spans = [
                str(it.first) if it.first == it.last else Sentence("{first}到{last}", first=it.first, last=it.last)
                for it in runs(found)
            ]
            yield Sentence("值班表: {shift}({code})没有人: {days}", shift=shifts[code], code=code, days=named(spans))


def on_leave_and_on_duty(school: School, today: date) -> Iterator[str]:
    away = {person.id: person.name for person in school.people if person.presence is Presence.ON_LEAVE}
    found = dict.fromkeys(row.person for row in school.roster if row.day >= today and row.person in away)
    if found:
        yield Sentence(
            "值班表: 状态是请假,{today}起还排着: {names},他们的班算没有人",
            today=today,
            names=named([f"{it} {away[it]}" for it in found]),
        )


def rooms(school: School, today: date) -> Iterator[str]:
    """Staff rooms that nobody lives in or leads, that two are called the leader of, or whose term is over."""
    people = {person.id: person for person in school.people}
    signed = any(plan.who == ROOM_MEMBER for plan in school.plans)
    for dorm in school.dorms if signed else ():
        if dorm.dwellers is not Dwellers.STAFF:
            continue
        sleeps = [bed.person for bed in school.beds if bed.place == dorm.place]
        here = [it for it in sleeps if it in people and people[it].presence is Presence.IN_SERVICE]
        called = [it for it in here if people[it].holds(ROOM_LEADER)]
        if not here:
            yield Sentence("宿舍: {room}没有住人(或都不在岗),值日没有人签", room=dorm.place)
        elif dorm.leader is None:
            yield Sentence("宿舍: {room}没有寝室长,值日签字没有人看", room=dorm.place)
        elif len(called) > 1:
            yield Sentence(
                "宿舍: {room}有两个人的角色是寝室长: {names};签字由宿舍表里写的{leader}看",
                room=dorm.place,
                names=named(called),
                leader=dorm.leader,
            )
        if here and dorm.until is not None and dorm.until < today:
            yield Sentence("宿舍: {room}寝室长的任期到{until},已经过了,请改选", room=dorm.place, until=dorm.until)


def named(all_of_them: Sequence[str]) -> Sentence:
    """The first few, and how many there are when that is not all."""
    first = tuple(all_of_them[:MOST_NAMED])
    if len(all_of_them) <= MOST_NAMED:
        return Sentence("{names}", names=first)
    return Sentence("{names}等{count}个", names=first, count=len(all_of_them))
