"""Invitations as they are handed out: a link to tap, or words to send when the bot's name is not known."""

import secrets
from collections.abc import Iterable, Iterator, Mapping

from domain.people import Person

LINK = "https://t.me/{bot}?start={token}"


def tokens_for(people: Iterable[Person]) -> dict[str, str]:
    """A new single-use token for each, by person id; 24 signs of A-Z a-z 0-9 _ -."""
    return {person.id: secrets.token_urlsafe(18) for person in people}


def lines(people: Iterable[Person], tokens: Mapping[str, str], bot: str) -> Iterator[str]:
    for person in people:
        token = tokens[person.id]
        shown = LINK.format(bot=bot, token=token) if bot else f"/start {token}"
        yield f"{person.id} {person.name}({person.address}): {shown}"


def explanation(bot: str) -> str:
    how = "点开链接" if bot else "打开机器人,把这一行发给它"
    return f"每人{how}就绑定自己的账号。每个只能用一次,请单独发给本人。"
