"""What the history tells of workbooks that were sent in the chat: whose, which file, and what became of each."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from storage.verify.steps import Steps

UNDER_WAY = ("fetching", "reading", "shown")


def offer_told(connection: sqlite3.Connection, steps: Steps) -> dict[str, Sequence[Any]]:
    """Who sent which file, how it stands, and that what was imported is the file that was sent."""
    first, said = next((row, body) for row, body in steps if row["kind"] == "offer.sent")
    told: dict[str, Sequence[Any]] = {
        "person": (first["person"],), "evidence": (said.get("evidence"),), "state": UNDER_WAY,
    }  # fmt: skip
    for row, body in steps:
        if row["kind"] == "offer.accepted":
            told["state"] = ("accepted", *UNDER_WAY)
        elif row["kind"] == "offer.closed":
            told["state"] = (body.get("state"),)
        elif row["kind"] == "school.imported":
            told["state"] = ("kept",)
            if not _is_that_file(connection, said.get("evidence"), body.get("sha256")):
                told["evidence"] = ()
    return told


def _is_that_file(connection: sqlite3.Connection, evidence: Any, sha256: Any) -> bool:
    row = connection.execute("SELECT sha256 FROM evidence WHERE id = ?", (evidence,)).fetchone()
    return row is None or row["sha256"] in (sha256, None)
