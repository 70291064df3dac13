"""Sight: which records somebody may look at behind the figures of a summary."""

from dataclasses import dataclass

from domain.alarms import Alarm
from domain.duties import Duty
from domain.people import Permission, Person, is_manager
from domain.places import WHOLE_SCHOOL
from domain.summaries import Reader, reader_of
from domain.tickets import Ticket
from reports.teams import team_of
from storage import Transaction


@dataclass(frozen=True, slots=True)
class Sight:
    """`team` is None for who reads the whole school's summary: they may look at everything.

    `section` is what somebody answers for who manages a section, or gives its tickets away: its places are theirs.
    """

    tx: Transaction
    person: str
    team: frozenset[str] | None
    dispatches: bool
    section: str | None = None

    def duty(self, duty: Duty) -> bool:
        """What the own people owe, or were meant to; whatever is owed in the own section."""
        places = [duty.place] if duty.place else [*duty.points]
        return self._theirs(duty.owner, duty.assigned) or any(self._here(place) for place in places)

    def alarm(self, alarm: Alarm) -> bool:
        """What one was called to or raised, and what the own people took."""
        if self._theirs(alarm.owner) or alarm.reporter == self.person or self._here(alarm.place):
            return True
        return any(someone.person == self.person for someone in self.tx.alarms.told(alarm.number))

    def ticket(self, ticket: Ticket) -> bool:
        """What the own people reported or put right; whoever gives tickets away sees them all."""
        return self.dispatches or self._theirs(ticket.reporter, ticket.assignee) or self._here(ticket.place)

    def works(self, person: str) -> bool:
        """Whether somebody is of the own people, or of the own section."""
        who = self.tx.school.people.get(person)
        return self._theirs(person) or (who is not None and who.section == self.section)

    def item(self, item: str | None) -> bool:
        """The record that a photo belongs to (duty:12); a photo of no record is for those who see everything."""
        if self.team is None:
            return True
        kind, _, number = (item or "").partition(":")
        if kind == "duty":
            duty = self.tx.duties.get(int(number))
            return duty is not None and self.duty(duty)
        if kind == "alarm":
            alarm = self.tx.alarms.get(int(number))
            return alarm is not None and self.alarm(alarm)
        if kind == "ticket":
            ticket = self.tx.tickets.get(int(number))
            return ticket is not None and self.ticket(ticket)
        if kind == "notice":
            notice = self.tx.notices.get(int(number))
            return notice is not None and (self._theirs(notice.responsible) or self._here(notice.place))
        return False

    def _here(self, place: str | None) -> bool:
        node = self.tx.school.tree.get(place)
        return node is not None and node.section == self.section

    def _theirs(self, *people: str | None) -> bool:
        return self.team is None or any(person in self.team for person in people)


def sight_of(tx: Transaction, person: Person) -> Sight:
    manager = is_manager(person, tx.school.roles)
    whole = reader_of(person, manager) is not Reader.PART
    team = None if whole else team_of(tx.school.people, person.id)
    dispatches = Permission.DISPATCH in tx.school.permissions[person.id]
    answers_for = person.section if person.section != WHOLE_SCHOOL and (manager or dispatches) else None
    return Sight(tx, person.id, team, dispatches, answers_for)
