"""Playing a duty in memory: due rows served at their moments, and what everybody was told by then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from actions.close_duty import STEP
from domain.duties import Draft, Duty
from domain.ladder import first_step_at
from domain.news import Show
from domain.plans import Switch
from handlers.news import render
from schedules import timetable
from storage import Transaction
from storage.parcel import Parcel


def plan(tx: Transaction, draft: Draft) -> int:
    """Keeps the duty with its first step, as planning does."""
    number = tx.duties.plan(draft)
    assert number is not None
    tx.switches.set(draft.plan, Switch.ON, draft.opens)
    tx.due.put(STEP, str(number), first_step_at(draft))
    return number


def chased(draft: Draft) -> Callable[[Transaction], int]:
    """The same, as a unit of work on the stage."""
    return lambda tx: plan(tx, draft)


@dataclass(frozen=True)
class Heard:
    """A message that rang, at its moment, as its reader read it."""

    at: datetime
    person: str
    text: str
    duty: int
    role: str
    prompt: str
    good_until: datetime | None


@dataclass
class Day:
    """Serves what is due up to a moment and delivers what was queued, at once."""

    tx: Transaction
    now: datetime
    heard: list[Heard] = field(default_factory=list)

    def until(self, moment: datetime) -> None:
        while (at := timetable.next_at(self.tx)) is not None and at <= moment:
            self.now = max(self.now, at)
            self._serve()
        self.now = moment
        self._serve()

    def jump(self, moment: datetime) -> None:
        """Nothing runs until then; what was due is served late."""
        self.now = moment
        self._serve()

    def of(self, person: str) -> list[str]:
        return [heard.text for heard in self.heard if heard.person == person]

    def duty(self, number: int) -> Duty:
        found = self.tx.duties.get(number)
        assert found is not None
        return found

    def _serve(self) -> None:
        while rows := timetable.ready(self.tx, self.now):
            for row in rows:
                timetable.serve(self.tx, self.now, row)
            self._deliver()
        self._deliver()

    def _deliver(self) -> None:
        while parcels := self.tx.deliveries.look(self.now, (), ()):
            for parcel in parcels:
                self._hand_over(parcel)

    def _hand_over(self, parcel: Parcel) -> None:
        """As the sender does: what is out of date is never said, an edit rings for nobody."""
        self.tx.deliveries.claim([parcel.id])
        if parcel.good_until is not None and parcel.good_until < self.now:
            self.tx.deliveries.expired(parcel.id, self.now)
            return
        if parcel.chat_id is None:
            self.tx.deliveries.never(parcel.id, "nobody", self.now)
            return
        edits = parcel.card_message is not None and parcel.show is not Show.NEW
        if edits or parcel.show is Show.ONLY_EDIT:
            self.tx.deliveries.delivered(parcel, parcel.card_message, self.now)
            return
        text = render(parcel.about, parcel.facts, parcel.language).text
        facts = parcel.facts
        self.heard.append(
            Heard(self.now, parcel.person or "", text, facts.get("duty", 0), facts.get("role", ""),
                  facts.get("prompt", ""), parcel.good_until)
        )  # fmt: skip
        self.tx.deliveries.delivered(parcel, len(self.heard), self.now)
