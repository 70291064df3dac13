"""Sentences of a language that counts: one and many, and days as its readers write them."""

import re
import string
from collections.abc import Mapping, Sequence
from typing import Any

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TITLED = re.compile(r"([A-Za-z][A-Za-z .'-]*?) ?[\u4e00-\u9fff]{1,3}")
DAY = re.compile(r"(?:(?P<year>\d{4})-)?(?P<month>\d\d)-(?P<day>\d\d)(?: (?P<time>\d\d:\d\d))?")


class Inflected(str):
    """A translated sentence whose fields know more than their value.

    `{count:duty|duties}` says one word or the other, `{month:month}` names a month, and `{day:date}` makes 25 Nov of
    what facts say as 11-25, with year and time where they have them. How somebody is addressed (`address`,
    `owner_address` …) loses the Chinese title behind a name in Latin letters: Emma老师 is Emma. Anything else is left
    as it came.
    """

    __slots__ = ()

    def format(self, *args: Any, **facts: Any) -> str:
        return FORMATTER.vformat(self, args, facts)


class _Formatter(string.Formatter):
    def vformat(self, format_string: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
        return super().vformat(str(format_string), args, kwargs)

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        value, key = super().get_field(field_name, args, kwargs)
        if field_name.endswith("address") and isinstance(value, str) and (titled := TITLED.fullmatch(value)):
            value = titled[1]
        return value, key

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return one if str(value) == "1" else many
        if format_spec == "month":
            return MONTHS[int(value) - 1]
        if format_spec == "date":
            return DAY.sub(_written, str(value))
        return str(super().format_field(value, format_spec))


FORMATTER = _Formatter()


def _written(found: re.Match[str]) -> str:
    """25 Nov, 25 Nov 2027, 25 Nov 18:00."""
    month = int(found["month"])
    if not 1 <= month <= len(MONTHS):
        return found[0]
    parts = [str(int(found["day"])), MONTHS[month - 1], found["year"], found["time"]]
    return " ".join(filter(None, parts))
