"""Values as rows: the fields of a value by name, times of day and days as ISO text, lists as JSON text."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date, time
from typing import Any

import orjson

Row = dict[str, Any]
Select = Callable[[str], Iterable[Row]]


def row_of(value: Any, **as_kept: Any) -> Row:
    """The fields of a value by name; a statement takes those that it names."""
    return {field.name: getattr(value, field.name) for field in fields(value)} | as_kept


def clock_text(moment: time) -> str:
    return moment.isoformat(timespec="minutes")


def day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def to_json(value: Any) -> str:
    """Facts and lists as text; TypeError for what is no JSON, half a surrogate pair included."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def from_json(text: str) -> Any:
    return orjson.loads(text)
