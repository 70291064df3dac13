"""What a plan's column 对象 means: a route, one place, or one duty for each place of a group."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.checklists import EvidenceRule
from domain.dorms import Dorm, Dwellers
from domain.duties import Task
from domain.places import PlaceTree
from domain.plans import Plan, Route
from domain.school import School

GROUP = "组:"
BY_DWELLERS = "宿舍类型="
ROLL_CHAIN = "缺寝"
"""Whoever is missing at roll call is looked for by this chain; a plan with it is a roll call."""


@dataclass(frozen=True, slots=True)
class Target:
    """`place` is None for a route over several buildings; `points` are looked at one after the other."""

    code: str
    place: str | None
    points: tuple[str, ...]


class Targets:
    """The routes, groups and dorms of a school, ready to be asked; built once for many plans."""

    def __init__(self, school: School, tree: PlaceTree) -> None:
        self._school = school
        self._tree = tree
        self._routes = {route.code: route for route in school.routes}
        self._dorms = {dorm.place: dorm for dorm in school.dorms}

    @property
    def dorms(self) -> dict[str, Dorm]:
        return self._dorms

    def of(self, plan: Plan) -> tuple[Target, ...]:
        """One target a duty. A group that the settings do not know has none."""
        if plan.target in self._routes:
            return (self._along(self._routes[plan.target]),)
        if plan.target.startswith(GROUP):
            return tuple(Target(place, place, (place,)) for place in self._members(plan.target))
        points = self._floors(plan) if self.task(plan, plan.target) is Task.ROLL else ()
        return (Target(plan.target, plan.target, points or (plan.target,)),)

    def task(self, plan: Plan, place: str | None) -> Task:
        """A staff room is signed for; pupils are counted where they sleep; everything else is looked at."""
        dorm = self._dorms.get(place or "")
        if dorm is not None and dorm.dwellers is Dwellers.STAFF:
            return Task.SIGN
        counted = plan.evidence is EvidenceRule.NONE and any(place == above for above, _, _ in self._sleeping)
        return Task.ROLL if plan.chain == ROLL_CHAIN or counted else Task.ROUND

    def _along(self, route: Route) -> Target:
        """Its place is the building that holds all its points, or the only point."""
        areas = {area.code for point in route.points if (area := self._tree.area(point))}
        place = route.points[0] if len(route.points) == 1 else areas.pop() if len(areas) == 1 else None
        return Target(route.code, place, route.points)

    def _members(self, group: str) -> Iterator[str]:
        said = self._school.settings.rest.get(group, "")
        if said.startswith(BY_DWELLERS):
            dwellers = said.removeprefix(BY_DWELLERS)
            yield from (dorm.place for dorm in self._school.dorms if dorm.dwellers == dwellers)
        else:
            yield from (code for code in said.split("、") if self._tree.get(code))

    def _floors(self, plan: Plan) -> tuple[str, ...]:
        """The floors beneath the plan's place on which its pupils sleep, as the dorms are listed."""
        found = (
            floor
            for above, floor, level in self._sleeping
            if above == plan.target and (not plan.level or level == plan.level)
        )
        return tuple(dict.fromkeys(found))

    @cached_property
    def _sleeping(self) -> tuple[tuple[str, str, str], ...]:
        """Of each pupils' room everything above it, with its floor and its level."""
        return tuple(
            (above.code, path[1].code, dorm.level)
            for dorm in self._school.dorms
            if dorm.dwellers is Dwellers.PUPILS and len(path := self._tree.path(dorm.place)) > 1
            for above in path[1:-1]
        )
