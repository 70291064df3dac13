"""Who is meant, here and now: the workbook's targets turned into people that can be told."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from actions.roster import working
from domain.dispatch import DispatchRule, people_for, rule_for
from domain.escalation import BACKUP, FIRST_RESPONDER, MANAGERS_GROUP, Rung
from domain.leaves import Away, in_their_place
from domain.people import Permission, Person, Presence
from domain.places import WHOLE_SCHOOL
from storage import Transaction

OFFICE = ("clerk", "logistics_deputy", "logistics_head")
"""Roles that keep the list of people, the nearest first."""


class Staffing:
    """The school's people as they stand at one moment; built anew in each unit of work."""

    def __init__(self, tx: Transaction, now: datetime) -> None:
        self._tx = tx
        self.school = tx.school.load()
        self.local = now.astimezone(self.school.settings.zone)

    @cached_property
    def duty(self) -> frozenset[str]:
        """Ids of everybody whose shift runs."""
        return working(self._tx, self.local)

    @cached_property
    def away(self) -> Away:
        """Who is on leave today, and who stands in."""
        return self._tx.leaves.on(self.local.date())

    def rule(self, place: str | None, category: str) -> DispatchRule | None:
        """The dispatch row of the place's building for this hour."""
        area = self._tx.school.tree.area(place) if place else None
        return rule_for(
            self.school.dispatch, area.code if area else None, category, self.school.settings.night, self.local
        )

    def people(self, target: str, place: str | None) -> tuple[Person, ...]:
        """Whom a role code or person id means for that place now; for who is on leave whoever stands in."""
        node = self._tx.school.tree.get(place)
        serving = self._tx.school.serving
        if self.away:
            serving = {target: in_their_place(serving.get(target, ()), self.away, self._tx.school.people)}
        return people_for(
            target,
            serving,
            self.duty,
            rostered_roles=self._tx.school.rostered_roles,
            section=node.section if node else WHOLE_SCHOOL,
        )

    def of_rung(self, rung: Rung, place: str | None, category: str) -> tuple[Person, ...]:
        """The people of one rung; the managers' group is nobody in particular."""
        if rung.target == MANAGERS_GROUP:
            return ()
        if rung.target in (FIRST_RESPONDER, BACKUP):
            rule = self.rule(place, category)
            if rule is None:
                return ()
            return self.people(rule.responder if rung.target == FIRST_RESPONDER else rule.backup, place)
        return self.people(rung.target, place)

    def reachable(self, person: Person) -> bool:
        """Whether a message can arrive: bound to an account that has not blocked the bot."""
        return self._tx.accounts.can_be_told(person.id)

    def at_hand(self, person: Person | None) -> bool:
        """Whether it makes sense to ask somebody who has work: reachable, and not on leave."""
        here = person is not None and person.presence is Presence.IN_SERVICE and person.id not in self.away
        return person is not None and here and self.reachable(person)

    def technicians(self, place: str | None, category: str) -> tuple[Person, ...]:
        """Who could put it right, best first: the rule's first, then its backup; the least laden first within each."""
        rule = self.rule(place, category)
        if rule is None:
            return ()
        found: dict[str, Person] = {}
        targets = [self.people(target, place) for target in (rule.first, rule.backup)]
        loads = self._tx.tickets.loads(person.id for people in targets for person in people)
        for people in targets:
            for person in sorted(people, key=lambda person: loads[person.id]):
                found.setdefault(person.id, person)
        return tuple(found.values())

    def reached(self, people: Iterable[Person]) -> tuple[Person, ...]:
        """Those of them at whom a message can arrive, in their order."""
        people = tuple(people)
        told = self._tx.accounts.who_can_be_told(person.id for person in people)
        return tuple(person for person in people if person.id in told)

    def holding(self, permission: Permission) -> tuple[Person, ...]:
        """Everybody in service who may do that and can be reached; for those on leave the deputies who may, too.

        When nobody else is left, those on leave: what is only theirs must not be nobody's.
        """
        able = self._tx.school.able(permission)
        if not self.away:
            return self.reached(able)
        here = in_their_place(able, self.away, self._tx.school.people)
        may = tuple(person for person in here if permission in self._tx.school.permissions[person.id])
        return self.reached(may) or self.reached(able)

    @cached_property
    def dispatchers(self) -> tuple[Person, ...]:
        """Who is told of a ticket that nobody has: the clerk, else the repair lead, else whoever may dispatch."""
        may = self.holding(Permission.DISPATCH)
        for role in ("clerk", "repair_lead"):
            if holders := tuple(person for person in may if person.holds(role)):
                return holders
        return may

    def above(self, person: Person | None) -> tuple[Person, ...]:
        """Who hears of somebody: the nearest superior in service whom a message reaches, else the office.

        For a superior on leave whoever stands in, else the next one up.
        """
        seen: set[str] = set()
        superior = person.superior if person else None
        while superior is not None and superior not in seen:
            seen.add(superior)
            found = self._tx.school.people.get(superior)
            if found is None:
                break
            for stands in in_their_place((found,), self.away, self._tx.school.people):
                if stands.id != (person.id if person else None) and self.reachable(stands):
                    return (stands,)
            superior = found.superior
        return self.office()

    def office(self) -> tuple[Person, ...]:
        """Who hears what is nobody's in particular about people and phones: the clerk, else whoever manages people."""
        may = self.holding(Permission.MANAGE_PEOPLE)
        for role in OFFICE:
            if holders := tuple(person for person in may if person.holds(role)):
                return holders
        return may[:1]
