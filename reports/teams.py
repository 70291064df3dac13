"""Teams: who works under whom, as the workbook's column 上级编号 says."""

from collections.abc import Mapping

from domain.people import Person


def team_of(people: Mapping[str, Person], lead: str) -> frozenset[str]:
    """The lead and everybody below, however many steps."""
    team = {lead}
    while below := {person.id for person in people.values() if person.superior in team} - team:
        team |= below
    return frozenset(team)
