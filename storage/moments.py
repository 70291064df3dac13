"""Moments as the database keeps them: UTC, ISO 8601 with microseconds, so that text order is time order."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """`2026-11-22T22:45:00.000000+00:00`; raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat("T", "microseconds")


def from_text(text: str) -> datetime:
    """The aware moment, in UTC, that `to_text` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)
