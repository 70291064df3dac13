"""Callers: who opens wrong links or is a stranger, and how often they are answered before there is silence."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.spans import DAY

WRONG_LINKS = 5
"""With `WITHIN` and `SHUT_FOR`: nobody honest mistypes five different ones (decisions/0024)."""
WITHIN = timedelta(minutes=10)
SHUT_FOR = timedelta(hours=1)
"""So many links that were never anybody's, within this time: for an hour no link of theirs is looked at."""
TOLD_AGAIN = timedelta(hours=1)
TOLD_A_DAY = 3
"""A stranger reads the one sentence once an hour, so often, and then again after a day."""
MANY_WRONG = 20
"""Over all callers within `WITHIN`: somebody tries, from several accounts."""


@dataclass(frozen=True, slots=True)
class Caller:
    """`wrong` counts from `since`, `last` is the hash of the newest link; `told` counts the answers up to `told_at`."""

    user_id: int
    since: datetime
    wrong: int = 0
    last: str = ""
    shut_until: datetime | None = None
    told: int = 0
    told_at: datetime | None = None


def is_shut(caller: Caller, now: datetime) -> bool:
    """Whether no link of theirs is looked at; a clock that was set back shuts nobody out for longer."""
    return caller.shut_until is not None and timedelta(0) < caller.shut_until - now <= SHUT_FOR


def after_wrong_link(caller: Caller, now: datetime, hashed: str) -> Caller:
    """One more link that was never anybody's; the same one tapped again is no further guess."""
    caller = _in_window(caller, now)
    if hashed == caller.last:
        return caller
    wrong = caller.wrong + 1
    return replace(caller, wrong=wrong, last=hashed, shut_until=now + SHUT_FOR if wrong >= WRONG_LINKS else None)


def after_dead_link(caller: Caller, now: datetime, hashed: str) -> Caller:
    """A link that was somebody's once: no guess, but answered only once in a while."""
    return replace(_in_window(caller, now), last=hashed)


def _in_window(caller: Caller, now: datetime) -> Caller:
    fresh = timedelta(0) <= now - caller.since <= WITHIN
    return caller if fresh else replace(caller, since=now, wrong=0, last="")


def may_be_told(caller: Caller, now: datetime) -> bool:
    """Whether a stranger is answered once more."""
    if _is_another_day(caller, now):
        return True
    return caller.told < TOLD_A_DAY and caller.told_at is not None and now - caller.told_at >= TOLD_AGAIN


def after_telling(caller: Caller, now: datetime) -> Caller:
    told = 0 if _is_another_day(caller, now) else caller.told
    return replace(caller, told=told + 1, told_at=now)


def _is_another_day(caller: Caller, now: datetime) -> bool:
    return caller.told_at is None or not timedelta(0) <= now - caller.told_at < DAY
