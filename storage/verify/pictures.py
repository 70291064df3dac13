"""Pictures: each file byte for byte what was kept, and none gone or moved without a record of it."""

import hashlib
import sqlite3
from collections.abc import Collection
from pathlib import Path

from storage.evidence import path_of
from storage.verify.report import Fault, Report
from storage.verify.steps import WHICH, columns, has

NAMING = (
    "(kind GLOB 'ticket.*' OR kind GLOB 'alarm.*' OR kind GLOB 'notice.*'"
    " OR kind IN ('evidence.joined', 'duty.point', 'entry.closed', 'offer.sent'))"
)
"""Records whose `evidence` belongs to their item from then on."""


def files(connection: sqlite3.Connection, report: Report, folder: Path, lacking: Collection[str]) -> None:
    """Every photo that is kept is there, byte for byte; whatever no row names is counted."""
    connection.execute("CREATE TEMP TABLE named (sha256 TEXT PRIMARY KEY) WITHOUT ROWID")
    rows = connection.execute(
        """SELECT sha256, min(id) AS evidence, item, person, said_at FROM evidence
           WHERE state = 'kept' AND sha256 IS NOT NULL GROUP BY sha256"""
    )
    for row in rows:
        connection.execute("INSERT INTO named VALUES (?)", (row["sha256"],))
        report.count("photos")
        wrong = _wrong(path_of(folder, row["sha256"]), row["sha256"])
        facts = {name: row[name] for name in ("evidence", "item", "person", "said_at")}
        if wrong and row["sha256"] in lacking:
            report.lacking.append(Fault(wrong, facts))
        elif wrong:
            report.add(wrong, **facts)
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        found = connection.execute("SELECT 1 FROM named WHERE sha256 = ?", (path.parent.name + path.name,)).fetchone()
        report.unnamed += found is None


def _wrong(path: Path, sha256: str) -> str | None:
    try:
        with path.open("rb") as file:
            return None if hashlib.file_digest(file, "sha256").hexdigest() == sha256 else "photo.changed"
    except FileNotFoundError:
        return "photo.missing"
    except OSError:
        return "photo.unreadable"


def pictures(connection: sqlite3.Connection, report: Report) -> None:
    """No picture is gone, or belongs elsewhere, without a record of it."""
    if not has(connection, "evidence") or "gone_at" not in columns(connection, "evidence"):
        return
    connection.executescript(
        f"""CREATE TEMP TABLE gone (id INTEGER, state TEXT, PRIMARY KEY (id, state)) WITHOUT ROWID;
        INSERT OR IGNORE INTO gone
            SELECT it.value, CASE kind WHEN 'evidence.pruned' THEN 'pruned' ELSE 'erased' END
            FROM record, json_each(CASE WHEN json_valid(body) THEN body ELSE '{{}}' END, '$.evidence') AS it
            WHERE kind IN ('evidence.pruned', 'picture.erased') AND it.type = 'integer';
        CREATE TEMP TABLE belongs (id INTEGER, item TEXT, seq INTEGER, PRIMARY KEY (id, item)) WITHOUT ROWID;
        INSERT OR IGNORE INTO belongs SELECT it.value, item, seq
            FROM record, json_each(CASE WHEN json_valid(body) THEN body ELSE '{{}}' END, '$.evidence') AS it
            WHERE {NAMING} AND item IS NOT NULL AND it.type = 'integer';"""
    )
    for row in connection.execute(
        """SELECT id AS evidence, item, person, said_at, state FROM evidence
           WHERE state IN ('pruned', 'erased') AND NOT EXISTS (
               SELECT 1 FROM gone WHERE gone.id = evidence.id AND gone.state = evidence.state)
           AND NOT (state = 'erased' AND EXISTS (
               SELECT 1 FROM record WHERE kind = 'person.erased' AND record.item = 'person:' || evidence.person))"""
    ):
        report.add("photo.state", **dict(row))
    for row in connection.execute(
        """SELECT id AS evidence, item, person, said_at FROM evidence
           WHERE EXISTS (SELECT 1 FROM belongs WHERE belongs.id = evidence.id)
           AND NOT EXISTS (SELECT 1 FROM belongs WHERE belongs.id = evidence.id AND belongs.item = evidence.item)"""
    ):
        report.add("photo.moved", **dict(row))
    for row in connection.execute(
        f"""SELECT b.id AS evidence, {", ".join(f"r.{name}" for name in WHICH)}
            FROM belongs b JOIN record r ON r.seq = b.seq WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE id = b.id)
            AND NOT EXISTS (SELECT 1 FROM record k WHERE k.kind = 'evidence.kept'
                AND json_valid(k.body) AND json_extract(k.body, '$.evidence') = b.id) GROUP BY b.id"""
    ):
        report.add("photo.row_gone", **dict(row))
