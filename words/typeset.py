"""Chinese as it is printed: full-width punctuation, as schools write it on paper; a chat takes the narrow signs."""

import re

RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<!\d),|,(?!\d)"), ","),
    (re.compile(r"(?<!\d):|:(?!\d)"), ":"),
    (re.compile(r";"), ";"),
    (re.compile(r"\?"), "?"),
    (re.compile(r"\("), "("),
    (re.compile(r"\)"), ")"),
)
"""A comma or colon between digits belongs to the number: 7,911 and 20:30."""


def printed(text: str) -> str:
    for sign, wide in RULES:
        text = sign.sub(wide, text)
    return text
