"""What the history tells of swaps and of leave of staff: between whom, for which days, and how each stands."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from storage.verify.steps import Steps

LEAVE_STANDS = {"leave.asked": "asked", "leave.given": "given", "leave.refused": "refused", "leave.undone": "undone"}


def swap_told(connection: sqlite3.Connection, steps: Steps) -> dict[str, Sequence[Any]]:
    """Who asked whom for which turn, what is worked in return, and where it stands."""
    first, said = next((row, body) for row, body in steps if row["kind"] == "swap.asked")
    told: dict[str, Sequence[Any]] = {
        "asker": (first["person"],), "other": (said.get("other"),), "day": (said.get("day"),),
        "code": (said.get("code"),), "back_day": (said.get("back_day"),), "back_code": (said.get("back_code"),),
        "state": ("asked",),
    }  # fmt: skip
    for row, body in steps:
        if row["kind"] == "swap.lapsed":
            told["state"] = ("lapsed",)
        elif "state" in body:
            told["state"] = (body["state"],)
    return told


def leave_told(connection: sqlite3.Connection, steps: Steps) -> dict[str, Sequence[Any]]:
    """Whose, from when to when, who stands in, and whether it was given."""
    said = next(body for row, body in steps if row["kind"] == "leave.asked")
    told: dict[str, Sequence[Any]] = {
        "person": (said.get("for"),), "first": (said.get("first"),), "last": (said.get("last"),), "deputy": (None,),
    }  # fmt: skip
    for row, body in steps:
        if row["kind"] in LEAVE_STANDS:
            told["state"] = (LEAVE_STANDS[row["kind"]],)
        elif row["kind"] == "leave.deputy":
            told["deputy"] = (body.get("deputy"),)
    return told
