"""Many names in a line: the first of them, and how many there are."""

from collections.abc import Sequence

from words import Say, _, listed

MOST = 8
"""A longer list is folded; who wants to know them all looks behind the figure."""


def some_of(names: Sequence[str], say: Say) -> str:
    """田大勇、韩卫东、…等20人; up to eight stand in full."""
    if len(names) <= MOST:
        return listed(names, say)
    return say(_("{names}…等{count}人")).format(names=listed(names[:MOST], say), count=len(names))
