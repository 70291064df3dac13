"""Tokens of places: what the code on a place's poster says, so that only who stands before it can know it."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from storage.moments import to_text


class PlaceTokens:
    """A token outlives every import: what hangs on the wall goes on being true, until somebody renews it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, place: str) -> str | None:
        row = self._connection.execute("SELECT token FROM place_token WHERE place = ?", (place,)).fetchone()
        return None if row is None else str(row["token"])

    def all(self) -> dict[str, str]:
        """Tokens by place."""
        return {str(row["place"]): str(row["token"]) for row in self._connection.execute("SELECT * FROM place_token")}

    def place_of(self, token: str) -> str | None:
        row = self._connection.execute("SELECT place FROM place_token WHERE token = ?", (token,)).fetchone()
        return None if row is None else str(row["place"])

    def lacking(self, most: int) -> list[str]:
        """Codes of places that have no token yet, at most so many."""
        rows = self._connection.execute(
            """SELECT code FROM place WHERE code NOT IN (SELECT place FROM place_token)
               ORDER BY position LIMIT ?""",
            (most,),
        )
        return [str(row["code"]) for row in rows]

    def keep(self, tokens: Mapping[str, str], now: datetime) -> None:
        """Keeps tokens by place; a place that has one keeps the one it has."""
        self._connection.execute(
            """INSERT INTO place_token (place, token, made_at)
               SELECT key, value, :now FROM json_each(:tokens) WHERE true ON CONFLICT (place) DO NOTHING""",
            {"tokens": json.dumps(dict(tokens)), "now": to_text(now)},
        )

    def renew(self, place: str, token: str, now: datetime) -> None:
        """Another token from now on; the older one is remembered, so that an old poster says so."""
        self._connection.execute(
            """INSERT INTO place_token_old (token, place, ended_at)
               SELECT token, place, :now FROM place_token WHERE place = :place""",
            {"place": place, "now": to_text(now)},
        )
        self._connection.execute(
            """INSERT INTO place_token (place, token, made_at) VALUES (:place, :token, :now)
               ON CONFLICT (place) DO UPDATE SET token = excluded.token, made_at = excluded.made_at""",
            {"place": place, "token": token, "now": to_text(now)},
        )

    def was_of(self, token: str) -> str | None:
        """The place whose poster said so until it was renewed."""
        row = self._connection.execute("SELECT place FROM place_token_old WHERE token = ?", (token,)).fetchone()
        return None if row is None else str(row["place"])
