"""Sight: which records somebody may look at behind the figures of a summary."""

from dataclasses import dataclass

from domain.alarms import Alarm
from domain.duties import Duty
from domain.people import Permission, Person, is_manager
from domain.summaries import Reader, reader_of
from domain.tickets import Ticket
from reports.teams import team_of
from storage import Transaction


@dataclass(frozen=True, slots=True)
class Sight:
    """`team` is None for who reads the whole school's summary: they may look at everything."""

    tx: Transaction
    person: str
    team: frozenset[str] | None
    dispatches: bool

    def duty(self, duty: Duty) -> bool:
        """What the own people owe, or were meant to."""
        return self._theirs(duty.owner, duty.assigned)

    def alarm(self, alarm: Alarm) -> bool:
        """What one was called to or raised, and what the own people took."""
        if self._theirs(alarm.owner) or alarm.reporter == self.person:
            return True
        return any(someone.person == self.person for someone in self.tx.alarms.told(alarm.number))

    def ticket(self, ticket: Ticket) -> bool:
        """What the own people reported or put right; whoever gives tickets away sees them all."""
        return self.dispatches or self._theirs(ticket.reporter, ticket.assignee)

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
        return False

    def _theirs(self, *people: str | None) -> bool:
        return self.team is None or any(person in self.team for person in people)


def sight_of(tx: Transaction, person: Person) -> Sight:
    whole = reader_of(person, is_manager(person, tx.school.roles)) is not Reader.PART
    team = None if whole else team_of(tx.school.people, person.id)
    return Sight(tx, person.id, team, Permission.DISPATCH in tx.school.permissions[person.id])
