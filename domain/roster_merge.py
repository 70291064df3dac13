"""Two hands on one roster: what an office wrote in its workbook, and what was said in a chat since it was exported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from domain.dispatch import RosterChange, Rostered, changed

Group = tuple[date, str]
"""The local day on which a shift begins, and the shift."""
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Decided:
    """A change with its moments; `taken_at` is when an import that knew of it made it part of the roster."""

    change: RosterChange
    at: datetime
    undone_at: datetime | None = None
    taken_at: datetime | None = None

    @property
    def group(self) -> Group:
        return self.change.day, self.change.shift

    @property
    def stands(self) -> bool:
        return self.undone_at is None and self.taken_at is None

    def stood(self, moment: datetime) -> bool:
        """Whether somebody who looked at that moment saw it beside the rows of today."""
        return self.taken_at is None and self.at <= moment and (self.undone_at is None or self.undone_at > moment)

    def later(self, moment: datetime) -> bool:
        """Whether anything happened to it that somebody who looked at that moment cannot know."""
        return self.at > moment or (self.undone_at is not None and self.undone_at > moment)


@dataclass(frozen=True, slots=True)
class Seen:
    """When the roster was exported that a workbook holds, shift by shift; a workbook of its own has seen nothing."""

    groups: dict[Group, datetime]

    def of(self, group: Group) -> datetime:
        """A shift without a moment of its own was typed into the newest export."""
        return self.groups.get(group) or max(self.groups.values(), default=NEVER)


NOTHING_SEEN = Seen({})


@dataclass(frozen=True, slots=True)
class Merged:
    """`rows` are kept, `real` is who then works, `taken` are changes that the rows now hold; a clash forbids it all."""

    rows: tuple[Rostered, ...]
    real: tuple[Rostered, ...]
    taken: tuple[int, ...] = ()
    clashes: tuple[Decided, ...] = ()


def merge(
    base: Iterable[Rostered],
    wanted: Iterable[Rostered],
    decided: Iterable[Decided],
    seen: Seen,
    since: date = date.min,
) -> Merged:
    """The roster after an import of `wanted` over `base`, the rows of the last one.

    A shift that the office left as it had seen it keeps what was said in the chat. One that it changed is taken, unless
    something was said of it that the office could not know: that is a clash, and people decide. Shifts that began
    before `since`, a local day, are over, and nobody quarrels about them.
    """
    ours, theirs = _grouped(base), _grouped(wanted)
    said: dict[Group, list[Decided]] = {}
    for one in decided:
        said.setdefault(one.group, []).append(one)
    rows: list[Rostered] = []
    real: list[Rostered] = []
    taken: list[int] = []
    clashes: list[Decided] = []
    for group in sorted({*ours, *theirs, *said}):
        mine, their, talk = ours.get(group, ()), theirs.get(group, ()), said.get(group, [])
        moment = seen.of(group)
        known = changed(mine, [one.change for one in talk if one.stood(moment)])
        now = changed(mine, [one.change for one in talk if one.stands])
        if talk and set(their) in (set(known), set(now)):
            rows += mine
            real += now
            continue
        rows += their
        real += their
        clashes += [one for one in talk if one.later(moment) and group[0] >= since]
        taken += [one.change.id for one in talk if one.stands]
    return Merged(_sorted(rows), _sorted(real), tuple(taken), tuple(clashes))


def real_roster(base: Iterable[Rostered], decided: Iterable[Decided]) -> tuple[Rostered, ...]:
    """Who works, with everything that was said."""
    return _sorted(list(changed(base, (one.change for one in decided if one.stands))))


def _grouped(rows: Iterable[Rostered]) -> dict[Group, tuple[Rostered, ...]]:
    found: dict[Group, tuple[Rostered, ...]] = {}
    for row in rows:
        group = (row.day, row.shift)
        found[group] = (*found.get(group, ()), row)
    return found


def _sorted(rows: list[Rostered]) -> tuple[Rostered, ...]:
    return tuple(sorted(rows, key=lambda row: (row.day, row.shift, row.person)))
