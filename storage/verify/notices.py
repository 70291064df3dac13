"""What the history tells of notices, of proposals and of appeals: for whom, until when, and who decided."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from storage.moments import from_text, to_text
from storage.verify.steps import Steps, forgotten


def notice_told(connection: sqlite3.Connection, steps: Steps) -> dict[str, Sequence[Any]]:
    first, said = next((row, body) for row, body in steps if row["kind"] == "notice.issued")
    deadlines = [body["deadline"] for _, body in steps if "deadline" in body]
    told: dict[str, Sequence[Any]] = {
        "issuer": (first["person"],), "place": (first["place"],), "issued_at": (first["arrived_at"],),
        "deadline": (to_text(from_text(deadlines[-1])),), "inspection": (said.get("inspection"),),
    }  # fmt: skip
    if not forgotten(connection, steps):
        told |= {name: (said[name],) for name in ("words", "place_words", "grade") if name in said}
    passed = [body.get("to") for row, body in steps if row["kind"] == "notice.passed"]
    return {**told, "responsible": ([*passed[-1:], said.get("responsible")][0],)}


def weighed_told(connection: sqlite3.Connection, steps: Steps) -> dict[str, Sequence[Any]]:
    """A proposal, or an appeal: of which inspection, and who decided it."""
    _, said = next((row, body) for row, body in steps if row["kind"] in ("assessment.proposed", "appeal.said"))
    decided = [row["person"] for row, _ in steps if row["kind"] not in ("assessment.proposed", "appeal.said")]
    return {"inspection": (said.get("inspection"),), "decided_by": (decided[-1] if decided else None,)}
