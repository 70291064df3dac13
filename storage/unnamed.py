"""What was said on a post's phone before anybody tapped a name: kept until somebody does, never dropped."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.moments import from_text, to_text


@dataclass(frozen=True, slots=True)
class Said:
    """Words and the names of one file (kind, file_id, file_unique_id, size), as they came."""

    words: str
    file: dict[str, Any] | None
    album: str | None
    said_at: datetime


class Unnamed:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, post: str, said: Said) -> bool:
        """True when nothing else of this post waited."""
        first = self._connection.execute("SELECT 1 FROM unnamed WHERE post = ?", (post,)).fetchone() is None
        self._connection.execute(
            "INSERT INTO unnamed (post, words, file, album, said_at) VALUES (:post, :words, :file, :album, :said_at)",
            {
                "post": post,
                "words": said.words,
                "file": json.dumps(said.file) if said.file else None,
                "album": said.album,
                "said_at": to_text(said.said_at),
            },
        )
        return first

    def take(self, post: str) -> list[Said]:
        """All of it, oldest first; it is the caller's from now on."""
        rows = self._connection.execute("SELECT * FROM unnamed WHERE post = ? ORDER BY id", (post,)).fetchall()
        self._connection.execute("DELETE FROM unnamed WHERE post = ?", (post,))
        return [
            Said(
                row["words"],
                json.loads(row["file"]) if row["file"] else None,
                row["album"],
                from_text(row["said_at"]),
            )
            for row in rows
        ]
