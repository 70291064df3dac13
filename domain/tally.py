"""Tallies: duties counted by how they ended, so that the parts always make up the whole."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from domain.duties import Duty, State, Task


@dataclass(frozen=True, slots=True)
class Tally:
    """`due` = done + late + missed + excused + undecided; undecided are those whose end nobody has noted yet."""

    due: int = 0
    done: int = 0
    late: int = 0
    missed: int = 0
    excused: int = 0

    @property
    def undecided(self) -> int:
        return self.due - self.done - self.late - self.missed - self.excused

    @property
    def completion(self) -> float | None:
        """Per cent of what came to an end: late counts as done; what was excused, or is still open, counts for
        neither side. None when nothing did."""
        ended = self.done + self.late + self.missed
        return 100 * (self.done + self.late) / ended if ended else None


@dataclass(frozen=True, slots=True)
class Points:
    """Points of rounds: due = reached + missed + excused."""

    due: int = 0
    reached: int = 0
    excused: int = 0

    @property
    def missed(self) -> int:
        return self.due - self.reached - self.excused


def tally(states: Iterable[State]) -> Tally:
    return tally_of(Counter(states))


def tally_of(counts: Counter[State]) -> Tally:
    return Tally(
        counts.total(), counts[State.DONE], counts[State.LATE], counts[State.MISSED], counts[State.EXCUSED]
    )  # fmt: skip


def points(duties: Iterable[Duty]) -> Points:
    """Of an excused round the points that were not reached are excused; sign-offs and roll calls have none."""
    due = reached = excused = 0
    for duty in duties:
        if duty.task is Task.ROUND:
            due += len(duty.points)
            reached += duty.reached
            excused += len(duty.points) - duty.reached if duty.state is State.EXCUSED else 0
    return Points(due, reached, excused)
