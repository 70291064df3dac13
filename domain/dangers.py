"""Kinds of danger: which chain hears of each, and which trade answers it."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.escalation import URGENT_CHAIN


@dataclass(frozen=True, slots=True)
class Danger:
    """`category` is whose first responder comes when the words named no trade; `chain` is used if the school has it.

    `joins`: a second report of it in the same building is the same alarm; a second pupil who is missing is not.
    """

    code: str
    category: str
    chain: str = URGENT_CHAIN
    joins: bool = True


DANGERS = {
    danger.code: danger
    for danger in (
        Danger("fire", "消防设施"),
        Danger("gas", "食堂设备"),
        Danger("electric", "电气照明"),
        Danger("water", "水暖"),
        Danger("injury", "非报修", "学生受伤"),
        Danger("illness", "非报修", "学生受伤"),
        Danger("intruder", "安防门禁"),
        Danger("child", "非报修"),
        Danger("lift", "电梯"),
        Danger("food", "食堂设备", "可疑食品"),
        Danger("boiler", "热水锅炉", "锅炉燃气"),
        Danger("structure", "土建屋面"),
        Danger("gate", "安防门禁", "门岗无人未锁"),
        Danger("animal", "绿化环卫"),
        Danger("chemical", "非报修"),
        Danger("escape", "消防设施"),
        Danger("missing", "非报修", "缺寝", joins=False),
        Danger("help", "安防门禁"),
        Danger("other", "非报修"),
    )
}


def danger_of(code: str | None) -> Danger:
    """The kind of danger; `other` for a code that no row knows."""
    return DANGERS.get(code or "other", DANGERS["other"])


def chain_for(danger: Danger, chains: Collection[str]) -> str:
    """The danger's own chain when the school has written one, else the urgent chain."""
    return danger.chain if danger.chain in chains else URGENT_CHAIN
