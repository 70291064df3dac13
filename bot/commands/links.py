"""Invitations as they are handed out: a link to tap, or words to send when the bot's name is not known."""

from collections.abc import Iterable, Iterator, Mapping

from actions.invitations import LINKS_LAST, new_token
from bot.commands.reader import tell
from domain.people import Person
from domain.plans import Post
from words import _

Invitee = Person | Post
"""Who opens a link: a person on their own phone, or the phone of a post."""
BY_LINK = _("每人点开链接就绑定自己的账号。每个只能用一次,{days}天内有效,请单独发给本人。")
BY_WORDS = _("每人打开机器人,把这一行发给它就绑定自己的账号。每个只能用一次,{days}天内有效,请单独发给本人。")
LINK = "https://t.me/{bot}?start={token}"


def code_of(invitee: Invitee) -> str:
    """The number of a person, the code of a post."""
    return invitee.code if isinstance(invitee, Post) else invitee.id


def tokens_for(invitees: Iterable[Invitee]) -> dict[str, str]:
    """A new single-use token for each, by number or code; 24 signs of A-Z a-z 0-9 _ -."""
    return {code_of(invitee): new_token() for invitee in invitees}


def lines(invitees: Iterable[Invitee], tokens: Mapping[str, str], bot: str) -> Iterator[str]:
    for invitee in invitees:
        token = tokens[code_of(invitee)]
        shown = LINK.format(bot=bot, token=token) if bot else f"/start {token}"
        words = _("{code} {name}岗位机: {link}") if isinstance(invitee, Post) else _("{code} {name}({address}): {link}")
        address = "" if isinstance(invitee, Post) else invitee.address
        yield tell(words, code=code_of(invitee), name=invitee.name, address=address, link=shown)


def explanation(bot: str) -> str:
    words = BY_LINK if bot else BY_WORDS
    return tell(words, days=LINKS_LAST.days)
