"""What a workbook holds that the house does not read: kept as it came, so that an export gives it back."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Cell = str | float | bool


@dataclass(frozen=True, slots=True)
class Unread:
    """One sheet. Of a sheet that is read, `heads` are its columns in order, and `rows` the other cells by the row's key
    and the column, in order; of any other sheet `lines` are all its rows.
    """

    sheet: str
    heads: tuple[str, ...] = ()
    rows: Mapping[str, Mapping[str, Cell]] = field(default_factory=dict)
    lines: tuple[tuple[Cell, ...], ...] = ()


class UnreadRows:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Unread, ...]:
        """In the order of the workbook's sheets."""
        rows = self._connection.execute("SELECT sheet, content FROM workbook_aside ORDER BY position")
        return tuple(_unread(str(row[0]), json.loads(row[1])) for row in rows)

    def replace(self, unread: Iterable[Unread]) -> None:
        self._connection.execute("DELETE FROM workbook_aside")
        self._connection.executemany(
            "INSERT INTO workbook_aside (sheet, position, content) VALUES (:sheet, :position, :content)",
            [
                {
                    "sheet": kept.sheet,
                    "position": position,
                    "content": _json({"heads": kept.heads, "rows": kept.rows, "lines": kept.lines}),
                }
                for position, kept in enumerate(unread)
            ],
        )


def _json(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False)


def _unread(sheet: str, content: dict[str, Any]) -> Unread:
    return Unread(sheet, tuple(content["heads"]), content["rows"], tuple(map(tuple, content["lines"])))
