"""Moments as the database keeps them: UTC, ISO 8601 with microseconds, so that text order is time order."""

from datetime import UTC, datetime

_newest: tuple[datetime, str] = (datetime(1, 1, 1, tzinfo=UTC), "")
"""A unit of work writes the one moment of its arrival a dozen times. The same object, not an equal one: in an hour that
comes twice, equal moments may differ."""


def to_text(moment: datetime) -> str:
    """`2026-11-22T22:45:00.000000+00:00`; raises ValueError for a moment without a zone."""
    global _newest
    known, text = _newest
    if moment is known:
        return text
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    text = (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat("T", "microseconds")
    _newest = (moment, text)
    return text


def from_text(text: str) -> datetime:
    """The aware moment, in UTC, that `to_text` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)
