"""Evidence: what photos and voice notes prove, named at once, their bytes fetched and kept afterwards."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.moments import from_text, to_text

WITH_ITS_COPIES = """state = 'wanted' AND (id = :id OR (
    file_unique_id = (SELECT file_unique_id FROM evidence WHERE id = :id)
    AND NOT EXISTS (SELECT 1 FROM due WHERE verb = 'evidence.fetch' AND subject = CAST(evidence.id AS TEXT))))"""
"""The picture that was fetched, and the same one where nobody else fetches it."""


def path_of(folder: Path, sha256: str) -> Path:
    """Where the bytes of that hash are kept, below the folder of photos."""
    return folder / sha256[:2] / sha256[2:]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A photo, voice note or file. `role` says what it shows: before, after, added, bare (kept only)."""

    id: int
    item: str | None
    kind: str
    file_id: str
    file_unique_id: str
    size: int | None
    role: str
    person: str | None
    said_at: datetime
    sha256: str | None
    state: str
    attempts: int
    gone_at: datetime | None = None

    @property
    def is_gone(self) -> bool:
        """Pruned or erased: the row is what is left of it."""
        return self.gone_at is not None


class EvidenceRows:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(
        self,
        *,
        kind: str,
        file_id: str,
        file_unique_id: str,
        size: int | None,
        role: str,
        person: str | None,
        said_at: datetime,
        item: str | None = None,
        album: str | None = None,
    ) -> int:
        row = self._connection.execute(
            """INSERT INTO evidence (item, kind, file_id, file_unique_id, size, role, person, said_at, album, state)
               VALUES (:item, :kind, :file_id, :file_unique_id, :size, :role, :person, :said_at, :album, 'wanted')
               RETURNING id""",
            {
                "item": item,
                "kind": kind,
                "file_id": file_id,
                "file_unique_id": file_unique_id,
                "size": size,
                "role": role,
                "person": person,
                "said_at": to_text(said_at),
                "album": album,
            },
        ).fetchone()
        return int(row["id"])

    def attach(self, evidence_id: int, item: str) -> None:
        """Says what the evidence belongs to."""
        self._connection.execute("UPDATE evidence SET item = ? WHERE id = ?", (item, evidence_id))

    def shows(self, evidence_id: int, role: str) -> None:
        """What it shows, said afterwards."""
        self._connection.execute("UPDATE evidence SET role = ? WHERE id = ?", (role, evidence_id))

    def of_item(self, item: str) -> list[Evidence]:
        rows = self._connection.execute("SELECT * FROM evidence WHERE item = ? ORDER BY id", (item,)).fetchall()
        return [_evidence(row) for row in rows]

    def of_album(self, album: str, person: str) -> Evidence | None:
        """The first photo of somebody's album; its siblings arrive one by one, as updates of their own."""
        row = self._connection.execute(
            "SELECT * FROM evidence WHERE album = ? AND person = ? ORDER BY id LIMIT 1", (album, person)
        ).fetchone()
        return _evidence(row) if row else None

    def get(self, evidence_id: int) -> Evidence | None:
        row = self._connection.execute("SELECT * FROM evidence WHERE id = ?", (evidence_id,)).fetchone()
        return _evidence(row) if row else None

    def seen_before(self, evidence_id: int) -> bool:
        """Whether the same file came before, from anybody."""
        row = self._connection.execute(
            """SELECT 1 FROM evidence AS this JOIN evidence AS older ON older.file_unique_id = this.file_unique_id
               WHERE this.id = :id AND older.id < :id LIMIT 1""",
            {"id": evidence_id},
        ).fetchone()
        return row is not None

    def same_as(self, evidence_id: int) -> list[Evidence]:
        """The picture itself and every other row of the same file that is still here, by content or by its name."""
        rows = self._connection.execute(
            """SELECT other.* FROM evidence AS it JOIN evidence AS other
               ON other.id = it.id OR other.sha256 = it.sha256 OR other.file_unique_id = it.file_unique_id
               WHERE it.id = ? AND other.gone_at IS NULL ORDER BY other.id""",
            (evidence_id,),
        )
        return [_evidence(row) for row in rows]

    def erased(self, ids: Iterable[int], now: datetime) -> None:
        """The rows stay, with who, when and the sha256; Telegram's names of the file go."""
        self._connection.executemany(
            """UPDATE evidence SET state = 'erased', gone_at = ?, file_id = '', file_unique_id = '', album = NULL
               WHERE id = ?""",
            [(to_text(now), evidence_id) for evidence_id in ids],
        )

    def copy(self, evidence_id: int, item: str, role: str = "before") -> int:
        """The same file for another item as well; one photo may close a point and open a repair."""
        row = self._connection.execute(
            """INSERT INTO evidence (item, kind, file_id, file_unique_id, size, role, person, said_at, sha256, state)
               SELECT :item, kind, file_id, file_unique_id, size, :role, person, said_at, sha256, state
               FROM evidence WHERE id = :id RETURNING id""",
            {"id": evidence_id, "item": item, "role": role},
        ).fetchone()
        return int(row["id"])

    def kept(self, evidence_id: int, sha256: str) -> None:
        """The bytes are here: for this one, and for copies that were made while they were awaited."""
        self._connection.execute(
            f"UPDATE evidence SET state = 'kept', sha256 = :sha256 WHERE {WITH_ITS_COPIES}",
            {"id": evidence_id, "sha256": sha256},
        )

    def tried(self, evidence_id: int) -> int:
        """Counts one more failed attempt to fetch; returns how many there were."""
        row = self._connection.execute(
            "UPDATE evidence SET attempts = attempts + 1 WHERE id = ? RETURNING attempts", (evidence_id,)
        ).fetchone()
        return int(row["attempts"])

    def lost(self, evidence_id: int) -> None:
        self._connection.execute(f"UPDATE evidence SET state = 'lost' WHERE {WITH_ITS_COPIES}", {"id": evidence_id})


def _evidence(row: sqlite3.Row) -> Evidence:
    return Evidence(
        row["id"],
        row["item"],
        row["kind"],
        row["file_id"],
        row["file_unique_id"],
        row["size"],
        row["role"],
        row["person"],
        from_text(row["said_at"]),
        row["sha256"],
        row["state"],
        row["attempts"],
        from_text(row["gone_at"]) if row["gone_at"] else None,
    )
