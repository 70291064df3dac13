"""What the history tells of a duty that ended: whose it was, who covered it, and why it was missed."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from storage.verify.steps import Steps, forgotten

ENDED = ("duty.done", "duty.late", "duty.missed", "duty.excused")


def duty_told(connection: sqlite3.Connection, steps: Steps) -> dict[str, Sequence[Any]]:
    told: dict[str, Sequence[Any]] = {"reason": ("",), "cover": (None,)}
    for row, body in steps:
        match row["kind"]:
            case "duty.done" | "duty.late":
                told["said_at"] = (row["said_at"],)
            case "duty.redo" if body.get("reopened"):
                told.pop("said_at", None)
            case "duty.covered" if not body.get("after_the_miss"):
                told |= {"cover": (row["person"],), "assigned": (body.get("assigned"),)}
            case "duty.taken_back":
                told["cover"] = (None,)
            case "duty.moved":
                told["assigned"] = (body.get("to"),)
            case "duty.reason":
                told["reason"] = (body.get("words"),)
        if row["kind"] in ENDED:
            told |= {name: (body[name],) for name in ("plan", "target") if body.get(name) is not None}
    if forgotten(connection, steps):
        told.pop("reason", None)
    return told
