"""People's words as they may be shown: on one line, in our direction, with no sign that nobody can see.

What they said is kept as they said it; this is for screens, posters and spreadsheets.
"""

import re
import unicodedata

BESIDE = " / "
"""Between what was written on lines of its own: a line of theirs could seem to be one of ours."""
HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # of no width, or empty
    "\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"  # joiners, directions, marks
    "\ud800-\udfff"  # half a sign
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # of shorthand and music
    "]"
)
PICTURE = "[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]"
LOOSE_JOINER = re.compile(f"(?<!{PICTURE})\u200d|\u200d(?!{PICTURE})")
"""Between pictures it makes one of several, a family; anywhere else it is one more sign that nobody sees."""
TAGS = "\U000e0000-\U000e007f"
LOOSE_TAGS = re.compile(f"(\U0001f3f4[\U000e0030-\U000e007a]{{2,6}}\U000e007f)|[{TAGS}]")
"""The flag of a part of a country is spelt in tags; tags without a flag hide a text."""
MARKS = (
    "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
HEAPED = re.compile(f"([{MARKS}]{{3}})[{MARKS}]+")
"""No script puts more than three on one sign; a hundred reach over the lines above."""
LEFTWARDS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
LEFTWARD = re.compile(f"[{LEFTWARDS}]+(?: [{LEFTWARDS}]+)*")
FOLLOWS = re.compile(f"[{MARKS}{TAGS}\u200d\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
"""What belongs to the sign before it."""
HALF_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
HALVES = 40
FARTHEST = 64
"""Signs looked back for where one that people see begins; they write longer ones only to annoy."""


def plain(words: str) -> str:
    """On one line, nothing hidden in it, nothing heaped up. What is plain already is given back as it is."""
    if words.isalnum():
        return words
    if not words.isprintable():
        words = BESIDE.join(filter(None, map(visible, words.splitlines())))
    return words if words.isascii() else HEAPED.sub(r"\1", words)


def visible(line: str) -> str:
    """A line without its hidden signs and the spaces around it."""
    line = HIDDEN.sub("", line.replace("\t", " "))
    return LOOSE_TAGS.sub(r"\1", LOOSE_JOINER.sub("", line)).strip()


def apart(words: str) -> str:
    """What is read from right to left (Arabic, Hebrew) is set apart: the line around it keeps its order."""
    return words if words.isascii() else LEFTWARD.sub("\u2068\\g<0>\u2069", words)


def like_ours(words: str) -> bool:
    """Whether a line of these words could be taken for the bot's: those begin with a picture."""
    return words != "" and unicodedata.category(words[0]) == "So"


def cut(words: str, most: int) -> str:
    """The words, or their beginning with an ellipsis, in code points; never through the middle of what people see as
    one sign."""
    if len(words) <= most:
        return words
    at = most - 1
    while at > max(0, most - FARTHEST) and _within(words, at):
        at -= 1
    return words[:at].rstrip() + "…"


def brief(words: str) -> str:
    """What a line among others has room for: letters are half as wide as Chinese characters."""
    room = HALVES
    for at, sign in enumerate(words):
        room -= 1 if sign.isascii() else 2
        if room < 0:
            return cut(words, at)
    return words


def unless_said(place: str, words: str) -> str:
    """The place, where the words beside it do not say it already."""
    return "" if place.rpartition("-")[2] in words else place


def _within(words: str, at: int) -> bool:
    """Whether a sign that began before goes on here."""
    if FOLLOWS.match(words[at]) or words[at - 1] == "\u200d":
        return True
    flags = 0
    while flags < at and HALF_FLAG.match(words[at - flags - 1]):
        flags += 1
    return flags % 2 == 1 and HALF_FLAG.match(words[at]) is not None


__all__ = ["apart", "brief", "cut", "like_ours", "plain", "unless_said", "visible"]
