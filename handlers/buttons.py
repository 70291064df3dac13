"""What stands behind each button: one builder, one reader, and the table of verbs. A verb is never used for another."""

from typing import NewType

from domain.refusal import Refusal

Data = NewType("Data", str)
"""Callback data; only `press` makes it, so that nothing reaches Telegram that is too long or that nobody answers."""

LONGEST = 64
"""Bytes that Telegram takes as callback data (Bot API, InlineKeyboardButton)."""

MOST_DIGITS = 15
"""A longer number was never ours; SQLite holds every shorter one."""

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
    "us": "raise an alarm of this danger, for what was said: danger, update",
    "l": "speak this language",
    "c": "a command, by name",
    "y": "a duty: what, number",
    "g": "a gate: what, gate",
    "h": "who holds a post's phone: person",
    "o": "a roster: what, the shift's beginning, whom",
    "w": "a look behind a figure: what, which",
    "x": "switch a plan: to, plan",
    "b": "an entry: what, number",
    "j": "a notice: move, number",
    "m": "what an inspection found, weighed: what, number",
    "p": "the pictures of an item, or one of them: what, number",
    "n": "a practice round: what",
    "z": "a swap of shifts: what, which",
    "q": "leave of staff: what, which",
    "i": "a review: form, which period",
    "tw": "a repair that waits: what, number",
    "li": "further keys of one's own list: after how many",
    "ct": "a certificate: what, whose",
    "wb": "a workbook that was sent: what, number",
}
SHAPES: dict[str, tuple[str, ...]] = {
    "d": ("draft", "field", "value"),
    "k": ("draft", "what"),
    "e": ("draft", "what"),
    "t": ("move", "number"),
    "f": ("form", "number"),
    "v": ("number",),
    "a": ("move", "number"),
    "s": ("number",),
    "r": ("number",),
    "u": ("danger",),
    "us": ("danger", "update"),
    "l": ("language",),
    "c": ("command",),
    "y": ("what", "number"),
    "g": ("what", "gate"),
    "h": ("person",),
    "o": ("what", "shift", "person"),
    "w": ("what", "which"),
    "x": ("to", "plan"),
    "b": ("what", "number"),
    "j": ("move", "number"),
    "m": ("what", "number"),
    "p": ("what", "number"),
    "n": ("what",),
    "z": ("what", "which"),
    "q": ("what", "which"),
    "i": ("form", "which"),
    "tw": ("what", "number"),
    "li": ("page",),
    "ct": ("what", "person"),
    "wb": ("what", "number"),
}
"""The parts behind each verb. Every string that was ever sent stands in tests/buttons/ever_sent.txt."""


def press(verb: str, *parts: object) -> Data:
    """The callback data of a button; ValueError for what Telegram would refuse or nobody would answer."""
    said = [str(part) for part in parts]
    data = ":".join([verb, *said])
    answered = verb in VERBS and len(said) == len(SHAPES[verb]) and all(said) and not any(":" in it for it in said[:-1])
    if not answered or len(data.encode()) > LONGEST:
        raise ValueError(f"no button can carry {data!r}")
    return Data(data)


def read(data: str) -> tuple[str, tuple[str, ...]]:
    """Verb and parts (the last may hold a colon); Refusal `button.old` for what no version of ours has sent."""
    verb, _, rest = data.partition(":")
    parts = rest.split(":", len(SHAPES.get(verb, " ")) - 1)
    if verb not in VERBS or len(parts) != len(SHAPES[verb]) or not all(parts) or not data.isprintable():
        raise Refusal("button.old")
    return verb, tuple(parts)


def number(part: str) -> int:
    """A part as a number; Refusal `button.old` when it is none."""
    if not (part.isascii() and part.isdecimal() and len(part) <= MOST_DIGITS):
        raise Refusal("button.old")
    return int(part)
