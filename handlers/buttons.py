"""What stands behind each button: one builder, one reader, and the table of verbs. A verb is never used for another."""

from domain.refusal import Refusal

LONGEST = 64
"""Bytes that Telegram takes as callback data (Bot API, InlineKeyboardButton)."""

MOST_PARTS = 3
"""No button has more; what the last part says is the school's own and may hold a colon."""

VERBS = {
    "d": "answer a form: draft, field, value",
    "k": "a waiting draft: draft, go or drop",
    "e": "something sent in between: draft, join or apart",
    "t": "move a ticket: move, number",
    "f": "open a form about a ticket: form, number",
    "v": "look at a ticket: number",
    "a": "move an alarm: move, number",
    "s": "still on it: alarm number",
    "r": "make a ticket of an alarm: alarm number",
    "u": "raise an alarm of this danger",
    "l": "speak this language",
    "c": "a command, by name",
    "y": "a duty: what, number",
    "g": "a gate: what, gate",
    "h": "who holds a post's phone: person",
    "o": "a roster: what, the shift's beginning, whom",
    "w": "a look behind a figure: what, which",
    "x": "switch a plan: to, plan",
}


def press(verb: str, *parts: object) -> str:
    """The callback data of a button; ValueError for what Telegram would refuse or nobody would answer."""
    data = ":".join([verb, *map(str, parts)])
    if verb not in VERBS or not 1 <= len(data.encode()) <= LONGEST:
        raise ValueError(f"no button can carry {data!r}")
    return data


def read(data: str) -> tuple[str, tuple[str, ...]]:
    """Verb and parts; Refusal `button.old` for anything that no version of ours has sent."""
    verb, *parts = data.split(":", MOST_PARTS)
    if verb not in VERBS or not parts:
        raise Refusal("button.old")
    return verb, tuple(parts)


def number(part: str) -> int:
    """A part as a number; Refusal `button.old` when it is none."""
    if not (part.isascii() and part.isdecimal() and len(part) <= 15):
        raise Refusal("button.old")
    return int(part)
