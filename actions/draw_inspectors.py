"""Who could go: the people a plan means, without those who must not, cannot, or have had enough for one shift."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property

from actions.roster import effective_roster
from actions.staffing import Staffing
from domain.cover import at_a_peak
from domain.dispatch import Rostered, Shift
from domain.draw_plans import draw_settings
from domain.draws import Drawn, Outcome
from domain.duties import Task
from domain.leaves import in_their_place
from domain.people import Permission, Person
from domain.plans import Plan
from domain.spans import DAY
from domain.targets import Target, Targets
from storage import Transaction

EDGE = timedelta(minutes=15)
"""Nobody is sent in the first or last minutes of a shift."""


class Inspectors:
    """A look at everybody who may be sent at one moment of one local day."""

    def __init__(self, tx: Transaction, now: datetime, plan: Plan, busy: str | None = None) -> None:
        """`busy` is sent by this very word to another place already, which does not count."""
        self._tx = tx
        self._sent = busy
        self._staffing = Staffing(tx, now)
        self._school = tx.school.load()
        self._local = self._staffing.local
        self._day = self._local.date()
        self._last = tx.draws.last(plan.code)
        self._today = [one for one in tx.draws.of_day(self._day) if one.outcome is Outcome.DRAWN]
        self._most = draw_settings(self._school.settings.rest).most_a_shift
        self._asks = is_prompt(tx, plan)
        meant = [person for person in self._meant(plan) if self._is_free(person, now)]
        self._free = tuple(dict.fromkeys(meant))

    def for_target(self, target: Target, *, but: Iterable[str] = (), slot: tuple[str, int]) -> list[str]:
        """Ids, sorted. Not of one's own: post, room, place one answers for. Not the same pair twice running, unless
        there is nobody else; `but` have said no."""
        able = [p for p in self._free if p.id not in {*but} and self._may(p, target)]
        able = [p for p in able if self._prompts(p.id, slot) < self._most]
        before = self._last.get(target.code)
        others = [p for p in able if before is None or p.id != before.inspector]
        return sorted(p.id for p in others or able)

    def _meant(self, plan: Plan) -> list[Person]:
        """A role or a person; of a shift, whoever works it now. Only who may inspect at all."""
        may = {person.id for person in self._tx.school.able(Permission.SPOT_CHECK)}
        if plan.who in self._tx.school.shifts:
            rows = [row for row in self._rows if row.shift == plan.who]
            found = [self._tx.school.people[row.person] for row in rows if row.person in self._tx.school.people]
        else:
            serving = self._tx.school.serving.get(plan.who, ())
            found = list(in_their_place(serving, self._staffing.away, self._tx.school.people))
        return [person for person in found if self._asks or person.id in may]

    def _is_free(self, person: Person, now: datetime) -> bool:
        """Reachable, not at the edge of a shift or at a peak, and without another inspection in hand."""
        if person.id in self._staffing.away or not self._staffing.reachable(person):
            return False
        theirs = [row for row in self._rows if row.person == person.id]
        running = [row for row in theirs if self._school_shift(row).covers(row.day, self._local)]
        if (theirs or self._asks) and not running:
            return False
        posts = {post.code: post for post in self._school.posts}
        if any(self._at_an_edge(row) or at_a_peak(row.posts, posts, self._local) for row in running):
            return False
        return person.id == self._sent or not any(
            duty.task is Task.INSPECT for duty in self._tx.duties.owed_by(person.id, now)
        )

    @cached_property
    def _rows(self) -> list[Rostered]:
        rows = (*effective_roster(self._tx, self._day - DAY), *effective_roster(self._tx, self._day))
        known = [row for row in rows if row.shift in self._tx.school.shifts]
        return [row for row in known if row.day == self._day or self._school_shift(row).covers(row.day, self._local)]

    def _school_shift(self, row: Rostered) -> Shift:
        return self._tx.school.shifts[row.shift]

    def _at_an_edge(self, row: Rostered) -> bool:
        shift = self._school_shift(row)
        return not (shift.covers(row.day, self._local - EDGE) and shift.covers(row.day, self._local + EDGE))

    def _may(self, person: Person, target: Target) -> bool:
        """A prompt goes to whoever stands there; an inspection to anybody but those whose own it is."""
        if not self._asks:
            return not self._is_their_own(person, target)
        there = {post.code for post in self._school.posts if post.place == target.place}
        running = [row for row in self._rows if self._school_shift(row).covers(row.day, self._local)]
        return any(row.person == person.id and there & {*row.posts} for row in running)

    def _is_their_own(self, person: Person, target: Target) -> bool:
        """Their room, their post, or a place they answer for themselves."""
        if target.place is None:
            return False
        path = self._tx.school.tree.path(target.place)[:-1] or self._tx.school.tree.path(target.place)
        here = {place.code for place in path}
        lives = any(bed.place in here and bed.person == person.id for bed in self._school.beds)
        leads = any(dorm.place in here and person.id in (dorm.leader, dorm.deputy) for dorm in self._school.dorms)
        stands = {post for row in self._rows if row.person == person.id for post in row.posts}
        at_post = any(post.code in stands and post.place in here for post in self._school.posts)
        return lives or leads or at_post or any(place.owner == person.id for place in path)

    def _prompts(self, person: str, slot: tuple[str, int]) -> int:
        """How often they were sent today, other than by this very slot."""
        return len({(one.plan, one.slot) for one in self._today if one.inspector == person} - {slot})

    def sent(self, drawn: Drawn) -> None:
        """Counts a draw of this very moment."""
        self._today.append(drawn)


def is_prompt(tx: Transaction, plan: Plan) -> bool:
    """抽问: its places are posts and its people may not inspect, so whoever stands there is asked to show it."""
    school = tx.school.load()
    places = {target.place for target in Targets(school, tx.school.tree).of(plan)}
    may = {person.id for person in tx.school.able(Permission.SPOT_CHECK)}
    means = {person.id for person in tx.school.serving.get(plan.who, ())}
    return bool(places) and places <= {post.place for post in school.posts} and not means & may
