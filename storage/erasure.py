"""Erasing somebody from the rows: their own go or lose their words, in others' the name is replaced.

Runs alone, with the bot stopped, in one transaction: it looks at every row there is.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from domain.erasing import NAME, WORDS, Marks, redacted, taken, what_stays, without
from domain.people import Person, Phone, Presence
from storage.history import History
from storage.moments import to_text

RECORDS_AT_ONCE = 500
"""Records named by one erasure."""
OWN = {
    "account": """UPDATE account SET user_id = 0, language = NULL, unbound_at = coalesce(unbound_at, :now)
                  WHERE person = :id AND user_id <> 0""",
    "invitation": "DELETE FROM invitation WHERE person = :id",
    "draft": "DELETE FROM draft WHERE person = :id OR chat_id IN (SELECT value FROM json_each(:chats))",
    "board": "DELETE FROM board WHERE person = :id",
    "outbox": """DELETE FROM outbox WHERE person = :id OR chat_id IN (SELECT value FROM json_each(:chats))""",
    "ticket": "UPDATE ticket SET words = :gone, place_words = '' WHERE reporter = :id AND words <> :gone",
    "entry": "UPDATE entry SET words = :gone, document = '' WHERE opened_by = :id AND words NOT IN ('', :gone)",
    "alarm": "UPDATE alarm SET words = :gone WHERE reporter = :id AND words <> :gone",
    "duty": """UPDATE duty SET reason = :gone
               WHERE coalesce(person, owner, assigned) = :id AND reason NOT IN ('', :gone)""",
    "evidence": """UPDATE evidence SET state = 'erased', gone_at = :now, file_id = '', file_unique_id = '', album = NULL
                   WHERE person = :id AND state <> 'erased'""",
}
"""What is only about them, by table."""
NEVER_SWEPT = (
    "record",
    "person",
    "erased_person",
    "invitation",
    "group_invitation",
    "place_token",
    "role",
    "sqlite_sequence",
)
OF_TELEGRAM = ("user_id", "chat_id")
WITH_THEIR_WORDS = {
    "outbox": "facts",
    "board": "shown",
    "summary": "figures",
    "due": "facts",
    "draft": "answers",
    "inbox": "body",
}
"""Columns of JSON in which somebody's words may be said again."""


class Erasure:
    def __init__(self, connection: sqlite3.Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def chats_of(self, person: str) -> set[int]:
        """Telegram ids that were ever this person's; a private chat has its user's."""
        rows = self._connection.execute("SELECT user_id FROM account WHERE person = ? AND user_id <> 0", (person,))
        return {int(row["user_id"]) for row in rows}

    def erased(self) -> dict[str, str]:
        """People who were erased, and when."""
        return {row["person"]: row["at"] for row in self._connection.execute("SELECT person, at FROM erased_person")}

    def open_items(self, person: str) -> list[str]:
        """What this person reported or has to do and is not over."""
        rows = self._connection.execute(
            """SELECT 'ticket:' || number AS item FROM ticket
               WHERE :id IN (reporter, assignee) AND state NOT IN ('已关闭', '撤销')
               UNION ALL SELECT 'alarm:' || number FROM alarm
               WHERE :id IN (reporter, owner) AND state IN ('open', 'owned', 'on_site')
               UNION ALL SELECT 'notice:' || number FROM notice
               WHERE :id IN (responsible, checker) AND state NOT IN ('销号', '撤回')""",
            {"id": person},
        )
        return [row["item"] for row in rows]

    def said_by(self, person: str) -> set[str]:
        """What they typed where no record has it: on tickets, alarms, duties and in what waits."""
        rows = self._connection.execute(
            """SELECT words AS said FROM ticket WHERE reporter = :id
               UNION SELECT place_words FROM ticket WHERE reporter = :id
               UNION SELECT words FROM alarm WHERE reporter = :id
               UNION SELECT words FROM entry WHERE opened_by = :id
               UNION SELECT reason FROM duty WHERE coalesce(person, owner, assigned) = :id""",
            {"id": person},
        )
        return {row["said"] for row in rows if row["said"] not in ("", WORDS)}

    def names_of_files(self, person: str) -> set[str]:
        """Telegram's names of what they sent."""
        rows = self._connection.execute("SELECT file_id FROM evidence WHERE person = ? AND file_id <> ''", (person,))
        return {row["file_id"] for row in rows}

    def files_of(self, person: str) -> set[str]:
        """The files (sha256) of what they sent."""
        rows = self._connection.execute(
            "SELECT DISTINCT sha256 FROM evidence WHERE person = ? AND sha256 IS NOT NULL AND state = 'kept'", (person,)
        )
        return {row["sha256"] for row in rows}

    def own_words(self, person: str, known: frozenset[str]) -> tuple[dict[int, dict[str, Any]], set[str]]:
        """What stays of each of their records that has words in it, and those words."""
        left: dict[int, dict[str, Any]] = {}
        said: set[str] = set()
        for row in self._connection.execute("SELECT seq, body FROM record WHERE person = ?", (person,)):
            body = json.loads(row["body"])
            stays = what_stays(body, known)
            if stays != body:
                left[row["seq"]] = stays
                said.update(taken(body, stays))
        return left, said

    def mentions(self, marks: Marks) -> dict[int, dict[str, Any]]:
        """What stays of the records of others in which this person is named."""
        left = {}
        for row in self._connection.execute("SELECT seq, body FROM record"):
            if marks.scrub(row["body"]) != row["body"]:
                stays = redacted(json.loads(row["body"]), lambda _, said: marks.scrub(said) == said)
                left[row["seq"]] = stays
        return left

    def erase_records(
        self, left: Mapping[int, Mapping[str, Any]], now: datetime, *, by: str | None, body: Mapping[str, Any]
    ) -> None:
        seqs = sorted(left)
        for first in range(0, len(seqs), RECORDS_AT_ONCE):
            some = {seq: left[seq] for seq in seqs[first : first + RECORDS_AT_ONCE]}
            self._history.erase(some, now, person=by, body=body)

    def erase_own_rows(self, person: Person, chats: Iterable[int], now: datetime) -> Counter[str]:
        """Rows that are only about them; how many, by table."""
        values = {"id": person.id, "chats": json.dumps(list(chats)), "now": to_text(now), "gone": WORDS}
        done = Counter({table: self._connection.execute(sql, values).rowcount for table, sql in OWN.items()})
        done.update(self._forget_chats(values["chats"]))
        self._connection.execute(
            """UPDATE person SET name = :name, address = :address, language = 'zh', note = '', certificate = '',
                   certificate_until = NULL, phone = :phone, presence = :presence WHERE id = :id""",
            {"id": person.id, "name": NAME, "address": f"{NAME}{person.id}", "phone": Phone.NONE,
             "presence": Presence.LEFT},
        )  # fmt: skip
        self._connection.execute(
            "INSERT INTO erased_person (person, at) VALUES (?, ?) ON CONFLICT DO NOTHING", (person.id, to_text(now))
        )
        done["inbox"] = self._forget_updates(values["chats"])
        self._forget_asides(person.id)
        return done

    def _forget_chats(self, chats: str) -> Counter[str]:
        """Whatever else is kept of their chats and accounts at Telegram, in any table there is."""
        done: Counter[str] = Counter()
        for table, column, kind in self._columns():
            if kind == "INTEGER" and column in OF_TELEGRAM and table not in OWN:
                sql = f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"
                done[table] += self._connection.execute(sql, (chats,)).rowcount
        return done

    def _forget_updates(self, chats: str) -> int:
        """What arrived and had its effect, from anybody: a button is pressed under what others said. Numbers stay."""
        return self._connection.execute(
            """UPDATE inbox SET body = '{}', state = 'done' WHERE body <> '{}' AND (state = 'done' OR EXISTS (
                   SELECT 1 FROM json_tree(CASE WHEN json_valid(inbox.body) THEN inbox.body ELSE '{}' END) AS it
                   WHERE it.key = 'from' AND json_extract(it.value, '$.id') IN (SELECT value FROM json_each(?))))""",
            (chats,),
        ).rowcount

    def _forget_asides(self, person: str) -> None:
        """Columns of the workbook that the house does not read (a telephone number, say) stand by the row's key."""
        for row in self._connection.execute("SELECT sheet, content FROM workbook_aside").fetchall():
            content = json.loads(row["content"])
            if content["rows"].pop(person, None) is not None:
                said = json.dumps(content, ensure_ascii=False)
                self._connection.execute("UPDATE workbook_aside SET content = ? WHERE sheet = ?", (said, row["sheet"]))

    def sweep(self, marks: Marks) -> Counter[str]:
        """Replaces their names and what they typed wherever it stands in a text of anybody's; how often, by table."""
        done: Counter[str] = Counter()
        for table, column in WITH_THEIR_WORDS.items():
            done[table] += self._rewrite(table, column, lambda text: _in_json(text, marks))
        for table, column in self._text_columns():
            done[table] += self._rewrite(table, column, marks.scrub)
        return +done

    def forget_what_was_added(self, person: str, marks: Marks) -> None:
        """Sentences that they added to somebody else's ticket or alarm."""
        for table in ("ticket", "alarm"):
            rows = self._connection.execute(
                f"""SELECT number, words FROM {table} WHERE reporter IS NOT :id AND EXISTS (
                        SELECT 1 FROM record WHERE item = '{table}:' || number AND person = :id)""",
                {"id": person},
            ).fetchall()
            for row in rows:
                if (said := marks.forget(row["words"])) != row["words"]:
                    self._connection.execute(f"UPDATE {table} SET words = ? WHERE number = ?", (said, row["number"]))

    def _rewrite(self, table: str, column: str, how: Any) -> int:
        """Rows whose text comes out different are written anew."""
        key = "rowid" if self._has_rowid(table) else self._primary_key(table)
        rows = self._connection.execute(f'SELECT {key} AS it, "{column}" AS said FROM {table}').fetchall()
        changed = [(new, row["it"]) for row in rows if row["said"] and (new := how(row["said"])) != row["said"]]
        self._connection.executemany(f'UPDATE OR IGNORE {table} SET "{column}" = ? WHERE {key} = ?', changed)
        return len(changed)

    def _text_columns(self) -> Iterator[tuple[str, str]]:
        return ((table, column) for table, column, kind in self._columns(keys=False) if kind == "TEXT")

    def _columns(self, *, keys: bool = True) -> Iterator[tuple[str, str, str]]:
        """Table, column and type of everything that may be rewritten; without `keys` not what rows are known by."""
        tables = self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in map(tuple, tables):
            if table not in NEVER_SWEPT:
                for row in self._connection.execute(f"PRAGMA table_info({table})").fetchall():
                    if keys or not row["pk"]:
                        yield table, row["name"], row["type"]

    def _has_rowid(self, table: str) -> bool:
        sql = self._connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()["sql"]
        return "WITHOUT ROWID" not in sql

    def _primary_key(self, table: str) -> str:
        """Of a table without rowid: all columns of its key, as one value."""
        rows = self._connection.execute(f"PRAGMA table_info({table})").fetchall()
        return " || char(0) || ".join(f'"{row["name"]}"' for row in rows if row["pk"])


def _in_json(text: str, marks: Marks) -> str:
    """The text with every string in it rewritten, their files left out; keys stay."""
    try:
        value = json.loads(text)
    except ValueError:
        return marks.forget(text)
    new = without(value, marks)
    return text if new == value else json.dumps(new, ensure_ascii=False)
