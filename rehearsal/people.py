"""Who there is: personas with a phone each, groups, and the bot itself."""

from dataclasses import dataclass, field
from typing import Literal

from rehearsal.errors import moved, refusal
from rehearsal.shapes import Json

SUPERGROUPS_BELOW = -1_000_000_000_000
Standing = Literal["left", "member", "administrator", "kicked"]
RIGHTS = (
    "manage_chat", "delete_messages", "manage_video_chats", "restrict_members", "promote_members", "change_info",
    "invite_users", "pin_messages", "post_stories", "edit_stories", "delete_stories",
    "manage_topics", "send_welcome_messages",
)  # fmt: skip


@dataclass
class Persona:
    """A person one can play; the private chat with the bot has the person's id. `in_drawer`: not shown at first."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "zh-hans"
    note: str = ""
    note_en: str = ""
    in_drawer: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> Json:
        return {"id": self.id, "is_bot": False, **self._names(), "language_code": self.language_code}

    def chat(self) -> Json:
        return {"id": self.id, **self._names(), "type": "private"}

    def _names(self) -> Json:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: value for key, value in names.items() if value}

    def refuse_if_unreachable(self, known_from_a_group: bool) -> None:
        """Telegram lets a bot write only to people who started it and have not blocked it since."""
        if self.deactivated:
            raise refusal("deactivated")
        if self.blocked:
            raise refusal("blocked")
        if not self.started:
            raise refusal("cannot initiate" if known_from_a_group else "chat not found")


@dataclass
class Group:
    """A group of people, maybe with the bot in it. Unless administrator, it hears commands, mentions and replies only.

    The first member made the group. `moved_to` is the supergroup that it became, `was` the group that it had been.
    """

    id: int
    title: str
    members: list[int] = field(default_factory=list)
    bot: Standing = "member"
    moved_to: int | None = None
    was: int | None = None
    forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    """Names by thread; messages outside of all stand in the general one."""

    @property
    def type(self) -> str:
        return "supergroup" if self.id < SUPERGROUPS_BELOW else "group"

    @property
    def has_bot(self) -> bool:
        return self.bot in ("member", "administrator")

    @property
    def bot_admin(self) -> bool:
        return self.bot == "administrator"

    def chat(self) -> Json:
        forum = {"is_forum": True} if self.forum else {}
        return {"id": self.id, "title": self.title, "type": self.type, **forum}

    def refuse_if_unreachable(self) -> None:
        if self.moved_to is not None:
            raise moved(self.moved_to)
        if self.bot == "kicked":
            raise refusal("kicked", type=self.type)
        if self.bot == "left":
            raise refusal("not a member", type=self.type)


class Directory:
    """Everybody and every group, by id."""

    def __init__(self, bot: Json) -> None:
        self.bot = bot
        self.people: dict[int, Persona] = {}
        self.groups: dict[int, Group] = {}

    def reachable(self, chat_id: int) -> Persona | Group:
        """Where the bot may write; otherwise the refusal Telegram would give."""
        if (persona := self.people.get(chat_id)) is not None:
            persona.refuse_if_unreachable(any(chat_id in group.members for group in self.groups.values()))
            return persona
        if (group := self.groups.get(chat_id)) is not None:
            group.refuse_if_unreachable()
            return group
        raise refusal("chat not found")

    def bot_as(self, standing: Standing) -> Json:
        """The bot's own membership, as my_chat_member tells it."""
        return member(self.bot, standing)


def member(user: Json, standing: Standing) -> Json:
    """A ChatMember."""
    if standing == "kicked":
        return {"user": user, "status": standing, "until_date": 0}
    if standing == "administrator":
        rights = {f"can_{right}": right != "promote_members" for right in RIGHTS}
        return {"user": user, "status": standing, "can_be_edited": False, "is_anonymous": False, **rights}
    return {"user": user, "status": standing}
