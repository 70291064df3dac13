"""What the history tells of a ticket: what was said of it, where it is, and who has it."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from storage.verify.steps import Steps, forgotten


def ticket_told(connection: sqlite3.Connection, steps: Steps) -> dict[str, Sequence[Any]]:
    first, said = next((row, body) for row, body in steps if row["kind"] == "ticket.reported")
    given = [body["assignee"] for _, body in steps if "assignee" in body]
    told: dict[str, Sequence[Any]] = {
        "place": (first["place"],), "reported_at": (first["said_at"],), "assignee": (given[-1] if given else None,),
    }  # fmt: skip
    if not forgotten(connection, steps):
        more = [body.get("words") for row, body in steps if row["kind"] in ("ticket.added", "ticket.joined")]
        told |= {name: (said[name],) for name in ("category", "urgency", "place_words") if name in said}
        told["words"] = (";".join([str(said.get("words", "")), *(it for it in more if it)]),)
    return told
