"""Invitations as they are handed out: a link to tap, or words to send when the bot's name is not known."""

from collections.abc import Iterable, Iterator, Mapping

from actions.invitations import LINKS_LAST, new_token
from domain.people import Person
from domain.plans import Post

Invitee = Person | Post
"""Who opens a link: a person on their own phone, or the phone of a post."""
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
        what = "岗位机" if isinstance(invitee, Post) else f"({invitee.address})"
        yield f"{code_of(invitee)} {invitee.name}{what}: {shown}"


def explanation(bot: str) -> str:
    how = "点开链接" if bot else "打开机器人,把这一行发给它"
    return f"每人{how}就绑定自己的账号。每个只能用一次,{LINKS_LAST.days}天内有效,请单独发给本人。"
