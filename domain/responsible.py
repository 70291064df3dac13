"""Who owes a duty: what a plan's column 执行 means for one place on one day, as people who can do it then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from zlib import crc32

from domain.dispatch import Rostered, Shift, on_duty
from domain.dorms import Bed, Dorm
from domain.leaves import Away
from domain.people import Person, Presence
from domain.places import WHOLE_SCHOOL, PlaceTree
from domain.plans import Plan, Post

ROOM_MEMBER = "room_member"
"""The role whose holders take turns by bed: 教工寝室值日."""


@dataclass(frozen=True, slots=True)
class Owner:
    """`post` is where they stand then, if anywhere; `instead_of` whose turn it was, when that one is at work then."""

    person: str | None
    post: str | None = None
    instead_of: str | None = None


NOBODY = Owner(None)


@dataclass(frozen=True)
class Crew:
    """The people of a school on one local day. `roster` is the effective one of that day and of the day before.

    `away` are those on leave that day, each with whoever stands in. `turns` says whose turn it is in each staff room.
    """

    day: date
    people: dict[str, Person]
    places: PlaceTree
    posts: Sequence[Post]
    shifts: dict[str, Shift]
    roster: Sequence[Rostered]
    rostered_roles: frozenset[str]
    dorms: dict[str, Dorm]
    beds: Sequence[Bed]
    away: Away = field(default_factory=dict)
    turns: Mapping[str, str | None] = field(default_factory=dict)

    def owner(self, plan: Plan, place: str | None, points: Sequence[str], local: datetime) -> Owner:
        """Who owes the plan's duty that begins at the local moment, at `place` or along several `points`.

        Whoever is on leave or has left never does, nor whoever works with a certificate that has run out (a room is
        swept without one). Who stands in for somebody on leave does. Nobody at all is an answer, too: then the lead
        has to be told.
        """
        if plan.who in self.people:
            return self._at_post(self._able(self._here([plan.who])), local)
        if plan.who in self.shifts:
            return self._of_shift(plan, place or (points[0] if len(points) == 1 else None))
        if plan.who == ROOM_MEMBER and place in self.dorms:
            return self._of_room(self.dorms[place], local)
        return self._of_role(plan, place or (points[0] if points else None), local)

    def _of_shift(self, plan: Plan, place: str | None) -> Owner:
        """Whoever stands at the place; else whoever patrols, for others are needed where they stand; else by turns."""
        rows = [row for row in self.roster if (row.day, row.shift) == (self.day, plan.who)]
        rows = [row for row in rows if self._able([row.person])]
        for wanted in (place, self._campus):
            for row in rows:
                for post in row.posts:
                    if wanted is not None and self._place_of_post.get(post) == wanted:
                        return Owner(row.person, post)
        if not rows:
            return NOBODY
        row = rows[self._turn(plan, len(rows))]
        return Owner(row.person, row.posts[0] if row.posts else None)

    def _of_role(self, plan: Plan, place: str | None, local: datetime) -> Owner:
        holders = self._able(self._here(person for person in self.people if self.people[person].holds(plan.who)))
        for node in self.places.path(place) if place else ():
            for owner in self._here([node.owner] if node.owner else ()):
                if owner in holders:
                    return self._at_post([owner], local)
        if plan.who in self.rostered_roles:
            working, today = self._working(local), {row.person for row in self.roster if row.day == self.day}
            holders = [p for p in holders if p in working] or [p for p in holders if p in today] or holders
        own = self.places.get(place)
        for section in (own.section if own else WHOLE_SCHOOL, WHOLE_SCHOOL):
            if near := [person for person in holders if self.people[person].section == section]:
                holders = near
                break
        return self._at_post([holders[self._turn(plan, len(holders))]], local) if holders else NOBODY

    def _of_room(self, dorm: Dorm, local: datetime) -> Owner:
        """Whose turn the list says; without a list a bed a day, from the first on the day the term of office began.

        Morning and evening are the same one's. Who is at work then is stood in for by the next who is not.
        """
        beds = sorted((bed for bed in self.beds if bed.place == dorm.place), key=lambda bed: bed.number)
        if not beds:
            return NOBODY
        first = (self.day - (dorm.since or date.min)).days % len(beds)
        people = [bed.person for bed in (*beds[first:], *beds[:first])]
        listed = self.turns.get(dorm.place)
        in_turn = self._present([listed, *(it for it in people if it != listed)] if listed in people else people)
        working = self._working(local)
        free = [person for person in in_turn if person not in working] or in_turn
        if not free:
            return NOBODY
        return Owner(free[0], instead_of=in_turn[0] if free[0] != in_turn[0] else None)

    def _at_post(self, persons: Sequence[str], local: datetime) -> Owner:
        """The first of them, with the post at which the roster puts them at that moment."""
        if not persons:
            return NOBODY
        theirs = [row for row in self.roster if row.person == persons[0] and row.posts and self._runs(row, local)]
        return Owner(persons[0], theirs[0].posts[0] if theirs else None)

    def _runs(self, row: Rostered, local: datetime) -> bool:
        return row.shift in self.shifts and self.shifts[row.shift].covers(row.day, local)

    def _working(self, local: datetime) -> frozenset[str]:
        return on_duty(self.roster, self.shifts, local)

    def _present(self, persons: Iterable[str]) -> list[str]:
        here = (p for p in persons if p in self.people and p not in self.away)
        return [p for p in here if self.people[p].presence is Presence.IN_SERVICE]

    def _here(self, persons: Iterable[str]) -> list[str]:
        """For who is on leave whoever stands in, each once."""
        stand = (self.away.get(p, p) for p in persons)
        return list(dict.fromkeys(p for p in stand if p is not None))

    def _able(self, persons: Iterable[str]) -> list[str]:
        until = {person: self.people[person].certificate_until for person in self._present(persons)}
        return [person for person, last in until.items() if last is None or last >= self.day]

    def _turn(self, plan: Plan, count: int) -> int:
        """Whose turn it is today; plans begin at different people, or the first would have all of them."""
        return (self.day.toordinal() + crc32(plan.code.encode())) % count

    @cached_property
    def _place_of_post(self) -> dict[str, str]:
        return {post.code: post.place for post in self.posts}

    @cached_property
    def _campus(self) -> str | None:
        """The school itself, where the post of the patrol is."""
        return next((place.code for place in self.places if place.parent is None), None)
