"""The duty list of a staff room: filled where it has a hole, and left as it hangs on the door everywhere else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from domain.fair import Done, Kind, longest_free

AHEAD = 30
"""Days for which a list is kept."""
Days = Sequence[tuple[date, Kind]]


def fill(
    days: Days,
    members: Sequence[str],
    away: Mapping[date, Collection[str]],
    busy: Mapping[date, Collection[str]],
    standing: Mapping[date, str | None],
    before: Iterable[Done] = (),
) -> dict[date, str | None]:
    """Who takes each day that nobody has any more, or that nobody ever had; None where nobody can.

    A day is nobody's any more when its person has moved out or is `away` then. Whoever is `busy` (at work when the
    room is signed for) comes only where everybody is. `members` are in the order of their beds.
    """
    kept = {day: person for day, person in standing.items() if person in members and person not in away.get(day, ())}
    kinds = dict(days)
    done = [*before, *(Done(day, kinds[day], person) for day, person in kept.items() if person and day in kinds)]
    found: dict[date, str | None] = {}
    for day, kind in days:
        if day in kept:
            continue
        here = [person for person in members if person not in away.get(day, ())]
        able = [person for person in here if person not in busy.get(day, ())] or here
        chosen = longest_free(day, kind, able, done)
        if chosen is not None:
            done.append(Done(day, kind, chosen))
        if day not in standing or standing[day] != chosen:
            found[day] = chosen
    return found
