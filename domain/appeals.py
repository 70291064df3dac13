"""Heavier assessments and appeals: proposed by the bot, confirmed by a named person, appealed to a second one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.people import Permission
from domain.refusal import Refusal

APPEAL_WITHIN = timedelta(hours=48)
"""From when it was weighed (docs/scores.md)."""


class Cause(StrEnum):
    """Why a heavier assessment is proposed; never for what somebody else did."""

    DIRTY = "签了没打扫"
    RELAPSE = "60天内复发"


HEAVIER = 5
"""Points that a confirmed proposal takes beside those of the inspection."""


class Standing(StrEnum):
    PROPOSED = "待定"
    CONFIRMED = "从重"
    DROPPED = "不从重"


class Verdict(StrEnum):
    OPEN = "待复议"
    UPHELD = "退回分数"
    REJECTED = "维持"


@dataclass(frozen=True, slots=True)
class Assessment:
    """A proposal about one inspection (its duty). `decided_by` confirmed or dropped it."""

    number: int
    inspection: int
    cause: Cause
    points: int
    standing: Standing
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None

    @property
    def item(self) -> str:
        return f"assessment:{self.number}"


@dataclass(frozen=True, slots=True)
class Appeal:
    """What somebody says against the points of an inspection; one person, another than all before, decides it."""

    number: int
    inspection: int
    person: str
    words: str
    said_at: datetime
    verdict: Verdict
    decided_by: str | None
    decided_at: datetime | None

    @property
    def item(self) -> str:
        return f"appeal:{self.number}"


def check_may_confirm(
    assessment: Assessment, person: str, permissions: Collection[Permission], concerned: Collection[str]
) -> None:
    """A named person with 审批 who neither lives there nor inspected it; once. `concerned` holds all of these."""
    if Permission.APPROVE not in permissions:
        raise Refusal("score.not_yours")
    if person in concerned:
        raise Refusal("score.own")
    if assessment.standing is not Standing.PROPOSED:
        raise Refusal("score.decided", {"standing": assessment.standing})


def check_may_appeal(
    person: str, concerned: Collection[str], *, scored_at: datetime, now: datetime, before: Collection[Appeal]
) -> None:
    """Whoever lives or is responsible there, within 48 hours of what they appeal against, once."""
    if person not in concerned:
        raise Refusal("appeal.not_yours")
    if any(appeal.verdict is Verdict.OPEN for appeal in before):
        raise Refusal("appeal.open")
    decided = [it for it in before if it.decided_at is not None and it.decided_at >= scored_at]
    if decided:
        raise Refusal("appeal.decided", {"verdict": decided[-1].verdict})
    if now - scored_at > APPEAL_WITHIN:
        raise Refusal("appeal.too_late")


def check_may_decide(
    appeal: Appeal, person: str, permissions: Collection[Permission], concerned: Collection[str]
) -> None:
    """A second person: with 审批, and none of those who live there, inspected, confirmed or appealed (`concerned`)."""
    if Permission.APPROVE not in permissions:
        raise Refusal("score.not_yours")
    if person in concerned:
        raise Refusal("score.own")
    if appeal.verdict is not Verdict.OPEN:
        raise Refusal("appeal.decided", {"verdict": appeal.verdict})
