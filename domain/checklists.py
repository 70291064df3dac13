"""Checklists: what is looked at, what counts as normal, and what it means when it is not."""

import re
from dataclasses import dataclass
from enum import StrEnum


class ItemKind(StrEnum):
    """The column 类型 of 检查项."""

    YES_NO = "是否"
    CHOICE = "选项"
    NUMBER = "数字"
    COUNT = "计数"
    TEXT = "文本"
    PHOTO = "照片"
    TIME = "时间"


class Severity(StrEnum):
    """What a failing item means (不合格级别). 记录 is only written down."""

    URGENT = "紧急"
    SOON = "较急"
    NORMAL = "一般"
    NOTE = "记录"


class EvidenceRule(StrEnum):
    """The column 凭证: which points want a photo."""

    EVERY_POINT = "每点照片"
    WHEN_WRONG = "异常照片"
    NONE = "无"


class Season(StrEnum):
    """When an item applies (适用)."""

    ALWAYS = "全年"
    HEATING = "供暖期"
    COOLING = "供冷期"
    BUILDING_WORK = "有工程时"


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `accept` is the school's own grammar (domain/acceptance.py reads it). `where` are kinds or codes
    of places at which it applies; empty: everywhere."""

    number: int
    text: str
    kind: ItemKind
    accept: str
    severity: Severity
    season: Season = Season.ALWAYS
    where: tuple[str, ...] = ()

    @property
    def may_be_skipped(self) -> bool:
        """Whether the item itself says that it need not be answered."""
        return "其他时候跳过" in self.text or "无则不填" in self.text or "有才填" in self.text

    @property
    def method(self) -> str:
        """The answer of an earlier choice for which alone this item is asked (蒸汽煮沸:温度); empty for most."""
        found = re.match(r"([^::()()]{1,8})[::]", self.text)
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A row of 检查表 with its items in order. `version` is kept in each record."""

    code: str
    name: str
    evidence: EvidenceRule
    version: str
    items: tuple[Item, ...] = ()
