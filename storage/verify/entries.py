"""What the history tells of an entry, against its row; who a visitor was stands in no record, and can go."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from storage.moments import to_text
from storage.verify.steps import Steps


def entry_told(connection: sqlite3.Connection, steps: Steps) -> dict[str, Sequence[Any]]:
    """Which bed, gate or room, until when, to whom, and how it ended."""
    first, said = next((row, body) for row, body in steps if row["kind"] == "entry.opened")
    told: dict[str, Sequence[Any]] = {
        "kind": (said.get("kind"),), "place": (first["place"],), "bed": (said.get("bed"),),
        "host": (said.get("host"),), "opened_by": (first["person"],), "how": ("",), "closed_by": (None,),
    }  # fmt: skip
    for row, body in steps:
        if "due" in body:
            told["due"] = (to_text(datetime.fromisoformat(body["due"])),)
        if row["kind"] == "entry.closed":
            told |= {"how": (body.get("how"),), "closed_by": (row["person"],)}
    return told
