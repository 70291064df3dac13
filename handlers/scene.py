"""A scene: one person saying or tapping one thing, and everything at hand to answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.news import Lane, News, Show
from domain.people import Permission, Person
from domain.reading import Reader, Reading
from domain.tickets import Urgency
from handlers.arrivals import Arrival, Kind
from storage import Transaction


@dataclass(frozen=True, slots=True)
class Answer:
    """What the pressed button says at once (a toast); the rest of the answer is in the outbox."""

    about: str
    facts: Mapping[str, Any]


def card_of(draft_id: int) -> str:
    """The card on which a form asks."""
    return f"draft:{draft_id}"


def red_menu(scene: "Scene") -> str:
    """The card with the red buttons: it loses them once one was pressed, so that no thumb finds them again."""
    return f"urgent:{scene.chat_id}"


def red_button(danger: str) -> Reading:
    """What a red button says: the danger, and nothing else yet."""
    return Reading(
        category="非报修",
        category_known=False,
        urgency=Urgency.URGENT,
        alarm=True,
        danger=danger,
        place=None,
        places=(),
        place_words="",
        is_repair=False,
        reasons=("按钮",),
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """`now` is the arrival, `arrival.said_at` the saying; all in one transaction `tx`.

    `device` is the post whose phone speaks (岗位机); `person` tapped their name on it.
    """

    tx: Transaction
    now: datetime
    person: Person
    chat_id: int
    arrival: Arrival
    reader: Reader
    bot_name: str = ""
    device: str | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        """What this person may do."""
        return self.tx.school.permissions[self.person.id]

    def reply(
        self,
        about: str,
        facts: Mapping[str, Any] | None = None,
        *,
        card: str | None = None,
        show: Show = Show.NEW,
        hold: timedelta = timedelta(0),
    ) -> None:
        """An answer in this chat, in the first lane."""
        self.tx.outbox.put(
            News(about, self.chat_id, facts or {}, Lane.REPLY, card=card, show=show, hold=hold), self.now
        )

    def hand_on_card(self, draft_id: int, card: str) -> Show:
        """The form's message becomes the card of what came of it; a new message when the person typed in between."""
        if self.arrival.kind is Kind.SAID:
            return Show.NEW
        self.tx.outbox.hand_on(self.chat_id, card_of(draft_id), card, self.now)
        return Show.EDIT

    def hand_on(self, about: str, facts: Mapping[str, Any], draft_id: int, card: str) -> None:
        """What came of a form, said on its own card: the form's message becomes that one."""
        self.reply(about, facts, card=card, show=self.hand_on_card(draft_id, card))

    def keep_file(self, role: str) -> int | None:
        """Names the photo, voice note or file that came, and queues its fetching; None when none came."""
        file = self.arrival.file
        if file is None:
            return None
        evidence_id = self.tx.evidence.add(
            kind=file.kind,
            file_id=file.file_id,
            file_unique_id=file.unique_id,
            size=file.size,
            role=role,
            person=self.person.id,
            said_at=self.arrival.said_at,
            album=self.arrival.album,
        )
        self.tx.due.put("evidence.fetch", str(evidence_id), self.now)
        return evidence_id

    def read(self, words: str) -> Reading:
        """The sentence, read with the building in mind where this phone's post is, or from which this person reported
        last (312 is then a room)."""
        posts = [post.place for post in self.tx.school.load().posts if post.code == self.device]
        near = posts[0] if posts else self.tx.tickets.last_place(self.person.id)
        area = self.tx.school.tree.area(near) if near else None
        return self.reader.read(words, area.code if area else None)
