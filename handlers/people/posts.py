"""The phone of a post (岗位机): who uses it now is asked once, and nothing that was said before is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from actions.file_unnamed import keep_unnamed, take_unnamed
from actions.gate import is_at_gate, take_over
from actions.practise import interrupt_practice
from actions.raise_alarm import raise_alarm
from actions.stand_at_posts import hold_post, let_go, names_at, team_of
from domain.dangers import DANGERS
from domain.news import Lane, News, Show
from domain.people import Permission, Person, Presence
from domain.plans import Post
from domain.powers import may_share_a_phone
from domain.reading import Reader, Reading
from domain.refusal import Refusal
from handlers import buttons
from handlers.arrivals import Arrival, File, Kind
from handlers.asked import BUTTON_HOLDS, called_by
from handlers.menu import command_of_label, menu_facts
from handlers.scene import Answer, Scene
from handlers.short_words import bare
from storage import Transaction
from storage.unnamed import Said

NAMES = 6
"""At most so many names as buttons; the others are one tap further."""
MORE_NAMES = 24
"""Of the team, one tap further; our own judgement."""
LONGEST_NAME = 6
"""Characters; our own judgement: a longer word is no name that somebody says to a phone."""


@dataclass(frozen=True, slots=True)
class PostPhone:
    """A post's phone while nobody has tapped their name, or while somebody does."""

    tx: Transaction
    now: datetime
    post: Post
    chat_id: int
    arrival: Arrival
    reader: Reader

    def reply(self, about: str, facts: Mapping[str, Any], *, card: str | None = None, show: Show = Show.NEW) -> None:
        self.tx.outbox.put(News(about, self.chat_id, facts, Lane.REPLY, card=card, show=show), self.now)

    @property
    def rostered(self) -> str | None:
        """Whom the roster has here now."""
        return next((holder.person for holder in self.tx.holders.at(self.post.code)), None)


def welcome(phone: PostPhone) -> None:
    """The link was opened: whose phone this is from now on, and who uses it."""
    menu = menu_facts(None, frozenset({Permission.PATROL}), at_gate=is_at_gate(phone.tx, phone.post.code))
    phone.reply("post.bound", {"post": phone.post.name, **menu})
    ask_who(phone)


def holder_of(tx: Transaction, now: datetime, post: Post) -> Person | None:
    """Who tapped their name here; nobody who has left the school, whose shift is over, or whose work has become one
    that wants a phone of one's own."""
    person = tx.school.people.get(tx.holders.of(post.code, now) or "")
    if person is None or person.presence is Presence.LEFT or not may_share_a_phone(person, tx.school.roles):
        return None
    return person


def is_a_name(arrival: Arrival) -> bool:
    return arrival.kind is Kind.TAPPED and arrival.data.startswith("h:")


def before_a_name(phone: PostPhone) -> tuple[Answer | None, Person | None]:
    """Danger goes out at once; anything else waits for the name. Returns who has just tapped theirs, if anybody."""
    arrival = phone.arrival
    if is_a_name(arrival):
        return _name_tapped(phone)
    if arrival.kind is Kind.TAPPED:
        return _tapped(phone), None
    if (arrival.command or command_of_label(arrival.words)) == "urgent":
        phone.reply("urgent.menu", {})
        return None, None
    if (name := _name_said(phone)) is not None:
        said = replace(phone, arrival=replace(arrival, data=buttons.press("h", name)))
        return None, _name_tapped(said, show=Show.NEW)[1]
    if arrival.kind is Kind.SAID and (arrival.words or arrival.file) and not command_of_label(arrival.words):
        reading = phone.reader.read(arrival.words)
        if reading.alarm:
            _cry(phone, reading)
        else:
            keep_unnamed(
                phone.tx,
                phone.now,
                phone.post.code,
                Said(arrival.words, _file(arrival), arrival.album, arrival.said_at),
            )
    ask_who(phone)
    return None, None


def _name_said(phone: PostPhone) -> str | None:
    """Whoever is asked who they are may say it: 我是孟庆彪."""
    words = bare(phone.arrival.words).removeprefix("我是")
    if phone.arrival.kind is not Kind.SAID or phone.arrival.file is not None or not 1 < len(words) <= LONGEST_NAME:
        return None
    people = phone.tx.school.people
    codes = dict.fromkeys((*names_at(phone.tx, phone.now, phone.post), *team_of(phone.tx, phone.post)))
    found = [code for code in codes if words in (people[code].name, people[code].address)]
    return found[0] if len(found) == 1 else None


def waited(phone: PostPhone) -> list[Arrival]:
    """What was said before the name, as arrivals of its own time."""
    return [
        replace(
            phone.arrival,
            kind=Kind.SAID,
            words=it.words,
            file=File(it.file["kind"], it.file["file_id"], it.file["file_unique_id"], it.file["size"])
            if it.file
            else None,
            album=it.album,
            said_at=it.said_at,
            data="",
        )
        for it in take_unnamed(phone.tx, phone.post.code)
    ]


def ask_who(phone: PostPhone, *, show: Show = Show.NEW) -> None:
    """谁在用这部手机? with the names of today's roster for this post first."""
    names = [_name(phone, code) for code in names_at(phone.tx, phone.now, phone.post)]
    phone.reply(
        "post.who", {"post": phone.post.name, "names": names[:NAMES], "others": True}, card=_card(phone), show=show
    )


def _card(phone: PostPhone) -> str:
    return f"post:{phone.post.code}:who"


def _name(phone: PostPhone, code: str) -> tuple[str, str]:
    return code, phone.tx.school.people[code].name


def _name_tapped(phone: PostPhone, *, show: Show = Show.EDIT) -> tuple[Answer | None, Person | None]:
    _, parts = buttons.read(phone.arrival.data)
    interrupt_practice(phone.tx, phone.now, phone.chat_id)
    if parts[0] == "none":
        let_go(phone.tx, phone.now, phone.post, said_at=phone.arrival.said_at)
        ask_who(phone)
        return None, None
    if parts[0] == "others":
        names = [_name(phone, code) for code in team_of(phone.tx, phone.post)][:MORE_NAMES]
        phone.reply(
            "post.who", {"post": phone.post.name, "names": names, "others": False}, card=_card(phone), show=Show.EDIT
        )
        return None, None
    hold_post(phone.tx, phone.now, phone.post, parts[0], said_at=phone.arrival.said_at)
    take_over(phone.tx, phone.now, phone.post, parts[0], said_at=phone.arrival.said_at)
    person = phone.tx.school.people[parts[0]]
    facts = {"post": phone.post.name, "address": person.address}
    phone.reply("post.yours", facts, card=_card(phone), show=show)
    draft = phone.tx.drafts.newest(phone.chat_id)
    if draft is not None and draft.person != person.id:
        left = {"address": _address(phone, draft.person), "photos": len(draft.answers.get("evidence", []))}
        phone.reply("draft.passed", {"draft": draft.id, "form": draft.form, **left})
    return Answer("post.hello", facts), person


def _address(phone: PostPhone, code: str) -> str:
    return phone.tx.school.people[code].address


def _tapped(phone: PostPhone) -> Answer | None:
    """The red buttons work for anybody; every other button wants a name first."""
    verb, parts = buttons.read(phone.arrival.data)
    if (verb, parts) == ("c", ("urgent",)):
        phone.reply("urgent.menu", {})
        return None
    since = phone.now - BUTTON_HOLDS
    words = phone.tx.inbox.words_of(buttons.number(parts[1]), phone.chat_id, since) if verb == "us" else ""
    if verb in ("u", "us") and words is not None and parts[0] in DANGERS:
        _cry(phone, called_by(phone.reader, parts[0], words), words)
        ask_who(phone)
        return Answer("toast.alarmed", {})
    ask_who(phone)
    return Answer("post.name_first", {})


def _cry(phone: PostPhone, reading: Reading, words: str = "") -> None:
    """An alarm at once: reported from this post, by whom the roster has there; without a place, it is here."""
    evidence = []
    if file := _file(phone.arrival):
        it = phone.tx.evidence.add(**file, role="before", person=phone.rostered, said_at=phone.arrival.said_at)
        phone.tx.due.put("evidence.fetch", str(it), phone.now)
        evidence.append(it)
    raise_alarm(
        phone.tx,
        phone.now,
        reporter=phone.rostered,
        reading=reading if reading.place else replace(reading, place=phone.post.place or None),
        words=phone.arrival.words or words,
        said_at=phone.arrival.said_at,
        evidence=evidence,
        device=phone.post.code,
    )


def _file(arrival: Arrival) -> dict[str, Any] | None:
    it = arrival.file
    return {"kind": it.kind, "file_id": it.file_id, "file_unique_id": it.unique_id, "size": it.size} if it else None


def held(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """A name tapped on somebody's own phone, which may have been a post's before."""
    raise Refusal("post.not_here")
