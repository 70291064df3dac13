"""News: facts for somebody, waiting to be worded and delivered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any


class Lane(IntEnum):
    """Who goes first when Telegram's limits make a queue; lower is sooner."""

    REPLY = 0
    URGENT = 1
    CARD = 2
    ORDINARY = 3
    SUMMARY = 4


class Show(StrEnum):
    """How news that belongs to a card appears."""

    NEW = "new"
    """Always a new message, which becomes the card."""
    EDIT = "edit"
    """The card edits itself; a new message when there is none yet."""
    ONLY_EDIT = "only_edit"
    """The card edits itself; nothing when there is none, for somebody who was never told need not be."""

    def or_plainer(self, other: "Show") -> "Show":
        """How one piece of news appears that stands for two: as the one that is seen more plainly."""
        return min(self, other, key=list(Show).index)


@dataclass(frozen=True, slots=True)
class News:
    """What somebody is to be told. The sentence is chosen at delivery, in the reader's language, from `about`.

    `to` is a person id (text) or a chat id (number). `item` names what the news is about (`alarm:7`), so that owning
    it can withdraw what is still queued. `card` makes it one message in that chat that edits itself (`show` says how);
    newer news of a card takes the place of what is still queued. `once` keeps the same news from being queued twice,
    ever. After `good_until` it is never sent. `hold` waits real time for what may follow (an album's other photos).
    """

    about: str
    to: str | int
    facts: Mapping[str, Any] = field(default_factory=dict)
    lane: Lane = Lane.ORDINARY
    item: str | None = None
    card: str | None = None
    show: Show = Show.EDIT
    once: str | None = None
    not_before: datetime | None = None
    good_until: datetime | None = None
    hold: timedelta = timedelta(0)
