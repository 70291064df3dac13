"""When who hears of a duty, as the school says in its sheet 设置: the rows 提醒.任务.* and 提醒.时间窗任务.*."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.spans import MINUTE


@dataclass(frozen=True, slots=True)
class Reminders:
    """Of a point counted from its moment (`before` backwards), of a window from its end (`left` backwards)."""

    before: timedelta = 30 * MINUTE
    after: timedelta = 5 * MINUTE
    cover: timedelta = 10 * MINUTE
    lead: timedelta = 15 * MINUTE
    manager: timedelta = 30 * MINUTE
    left: timedelta = 10 * MINUTE
    window_cover: timedelta = 0 * MINUTE
    window_lead: timedelta = 10 * MINUTE
    window_manager: timedelta = 20 * MINUTE


AS_USUAL = Reminders()
POINT, WINDOW = "提醒.任务.", "提醒.时间窗任务."
ROWS = {
    POINT: (
        (re.compile(r"T-(?P<n>\d+) *本人"), "before"),
        (re.compile(r"T\+(?P<n>\d+) *本人"), "after"),
        (re.compile(r"T\+(?P<n>\d+) *同班"), "cover"),
        (re.compile(r"T\+(?P<n>\d+) *班组长"), "lead"),
        (re.compile(r"T\+(?P<n>\d+) *主管"), "manager"),
    ),
    WINDOW: (
        (re.compile(r"开窗 *本人|过三分之二 *本人"), ""),
        (re.compile(r"关窗前(?P<n>\d+) *本人"), "left"),
        (re.compile(r"关窗(\+(?P<n>\d+))? *同班"), "window_cover"),
        (re.compile(r"关窗\+(?P<n>\d+) *班组长"), "window_lead"),
        (re.compile(r"关窗\+(?P<n>\d+) *主管"), "window_manager"),
    ),
}
WRITTEN = {POINT: "T+10 同班", WINDOW: "关窗+10 班组长"}
"""How such a row looks, for whoever wrote it otherwise."""
LONGEST = 12 * 60
"""Minutes."""


def row_of(key: str, text: str) -> tuple[str, timedelta] | None:
    """Which of the reminders a row sets, and to what; None for one that sets nothing. Raises ValueError for no row."""
    family = next((family for family in ROWS if key.startswith(family)), None)
    if family is None:
        return None
    for pattern, name in ROWS[family]:
        if found := pattern.fullmatch(text.strip()):
            minutes = int(found.groupdict().get("n") or 0)
            if minutes > LONGEST:
                break
            # T-0 is the moment itself: it always reminds.
            return (name, minutes * MINUTE) if name and (minutes or name == "window_cover") else None
    raise ValueError(text)


def reminders(rest: Mapping[str, str]) -> Reminders:
    """As the sheet says; what it does not say, or says in a way that cannot be read, is as usual.

    Of several rows for one of them the first counts: later ones for 主管 say how often managers are told again.
    """
    said: dict[str, timedelta] = {}
    for key in sorted(rest, key=lambda key: (key.rpartition(".")[0], len(key), key)):
        try:
            row = row_of(key, rest[key]) if rest[key] else None
        except ValueError:
            continue
        if row is not None:
            said.setdefault(*row)
    return replace(AS_USUAL, **said) if said else AS_USUAL
