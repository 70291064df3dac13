"""What the history tells of a ticket's clocks: the records are replayed, and the row must be what comes of them."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from domain.service import BEGUN, REPORTED, after, begun
from storage.moments import from_text
from storage.services import rule_from, values_of
from storage.verify.steps import Step, Steps


def begins(step: Step) -> bool:
    """Whether it is the record with which the clocks begin."""
    row, said = step
    return row["kind"] == BEGUN or (row["kind"] == REPORTED and "rule" in said)


def service_told(connection: sqlite3.Connection, steps: Steps) -> dict[str, Sequence[Any]]:
    """Every column of the row; nothing where a record it hangs on cannot be read any more."""
    at = next(number for number, step in enumerate(steps) if begins(step))
    first, said = steps[at]
    try:
        service = begun(int(first["item"].partition(":")[2]), rule_from(said["rule"]), from_text(first["arrived_at"]))
        for row, body in steps[at + 1 :]:
            service = after(service, row["kind"], from_text(row["arrived_at"]), body)
    except (KeyError, ValueError, TypeError):
        return {}
    values: Mapping[str, Any] = values_of(service)
    return {name: (value,) for name, value in values.items()}
