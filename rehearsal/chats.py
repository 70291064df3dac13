"""What stands in each chat now: messages, the reply keyboard, pins and reactions."""

from collections import defaultdict
from dataclasses import dataclass, field

from rehearsal.errors import ApiError
from rehearsal.people import SUPERGROUPS_BELOW
from rehearsal.shapes import Json


@dataclass
class Posted:
    """One message on a screen. `body` is the Message object that the Bot API shows."""

    body: Json
    silent: bool = False
    # Telegram edits messages without a keyboard or with an inline one; a reply keyboard fixes the message.
    fixed: bool = False
    reactions: dict[int, list[str]] = field(default_factory=dict)
    """Whoever reacted, and how."""


@dataclass
class Chat:
    id: int
    messages: dict[int, Posted] = field(default_factory=dict)
    keyboard: Json | None = None
    pinned: list[int] = field(default_factory=list)
    """In the order of pinning: the last one is shown."""

    def found(self, message_id: int, otherwise: ApiError) -> Posted:
        if message_id not in self.messages:
            raise otherwise
        return self.messages[message_id]


class Chats:
    """All chats. Private chats and small groups share one row of message ids, each supergroup has its own."""

    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}
        self._last_id: dict[int, int] = defaultdict(int)

    def of(self, chat_id: int) -> Chat:
        return self._chats.setdefault(chat_id, Chat(chat_id))

    def next_message_id(self, chat_id: int) -> int:
        row = chat_id if chat_id < SUPERGROUPS_BELOW else 0
        self._last_id[row] += 1
        return self._last_id[row]

    def find(self, chat_id: int, message_id: int) -> Posted | None:
        return self.of(chat_id).messages.get(message_id)
