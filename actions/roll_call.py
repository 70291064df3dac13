"""晚点名: how many should be in on each floor now, and what is done about a bed that nobody can account for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from actions.absences import absent_beds
from actions.raise_alarm import raise_alarm
from domain.alarms import RUNNING, Alarm
from domain.dorms import AbsenceKind, Dorm, Dwellers
from domain.duties import Duty
from domain.reading import Reading
from domain.tickets import Urgency
from storage import Transaction


@dataclass(frozen=True, slots=True)
class Floor:
    """Pupils' rooms of one floor. `known` are the beds that are known to be empty, by room code and bed."""

    place: str
    rooms: tuple[Dorm, ...]
    known: dict[tuple[str, int], AbsenceKind]

    @property
    def beds(self) -> int:
        return sum(room.beds for room in self.rooms)

    @property
    def expected(self) -> int:
        return self.beds - len(self.known)

    def absent(self, kind: AbsenceKind) -> int:
        return sum(it is kind for it in self.known.values())

    def besides(self, said: Iterable[Mapping[str, Any]]) -> "Floor":
        """The floor without what is known of beds of which the warden has said something: no bed counts twice."""
        beds = {(it["room"], it["bed"]) for it in said}
        return replace(self, known={bed: kind for bed, kind in self.known.items() if bed not in beds})


def floors_of(tx: Transaction, now: datetime, duty: Duty) -> tuple[Floor, ...]:
    """The floors beneath the duty's place that have pupils' rooms, from below; 请假 and 留观 as they hold `now`.

    A roll call of one level (学段) has the rooms of that level and no others.
    """
    school, tree = tx.school.load(), tx.school.tree
    known = absent_beds(tx, now)
    level = level_of(tx, duty)
    rooms: dict[str, list[Dorm]] = {}
    for dorm in school.dorms:
        path = [node.code for node in tree.path(dorm.place)]
        if dorm.dwellers is Dwellers.PUPILS and duty.target in path and level in ("", dorm.level):
            rooms.setdefault(path[1] if len(path) > 1 else dorm.place, []).append(dorm)
    return tuple(
        Floor(place, tuple(there), {bed: kind for bed, kind in known.items() if bed[0] in {d.place for d in there}})
        for place, there in sorted(rooms.items())
    )


def level_of(tx: Transaction, duty: Duty) -> str:
    """Which level the duty's plan counts; empty for all of them."""
    return next((plan.level for plan in tx.school.load().plans if plan.code == duty.plan), "")


def still_missing(tx: Transaction, gone: Iterable[Mapping[str, Any]]) -> int:
    """Of those who could not be found at a roll call, how many are still looked for."""
    alarms = [tx.alarms.get(int(it["alarm"])) for it in gone if it.get("alarm")]
    return sum(alarm is not None and alarm.state in RUNNING for alarm in alarms)


def raise_missing(
    tx: Transaction, now: datetime, duty: Duty, person: str, room: str, bed: int, device: str | None
) -> Alarm:
    """Nobody knows where the pupil of this bed is: the chain of the plan hears at once. Named by room and bed only."""
    place = tx.school.tree.get(room)
    words = f"{place.name if place else room} {bed}床"
    reading = Reading(
        category="非报修",
        category_known=False,
        urgency=Urgency.URGENT,
        alarm=True,
        danger="missing",
        place=room,
        places=(),
        place_words="",
        is_repair=False,
        reasons=("点名",),
    )
    alarm = raise_alarm(
        tx, now, reporter=person, reading=reading, words=words, said_at=now, chain=duty.chain or None, device=device
    )
    body = {"room": room, "bed": bed, "alarm": alarm.number}
    tx.history.append("duty.missing", now, person=person, said_at=now, place=room, item=duty.item, body=body)
    return alarm
