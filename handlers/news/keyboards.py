"""A message that brings the keyboard along, and with it the menu of commands."""

from handlers.menu import DOES, KEYS
from handlers.news.message import Facts, Message, Wording
from words import Say, _, listed


def with_keyboard(text: str, f: Facts, say: Say) -> Message:
    """In the reader's language. An older message that still waits has labels instead of commands."""
    menu = tuple(tuple(say(KEYS.get(key, key)) for key in row) for row in f["menu"])
    commands = tuple((it, say(DOES[it])) for it in f.get("commands", ()) if it in DOES)
    return Message(text, menu=menu, commands=commands)


def keyboard(sentence: str) -> Wording:
    """The sentence, with the roles in it that the facts name, and the keyboard."""

    def wording(f: Facts, say: Say) -> Message:
        roles = listed([say(role) for role in f.get("roles", ())], say)
        return with_keyboard(say(sentence).format(**{**f, "roles": roles}), f, say)

    return wording


WORDING: dict[str, Wording] = {
    "menu.changed": keyboard(_("您现在是{roles},下面的按钮换好了。")),
}
