"""What a summary asks of the database: with ten years of a busy school behind it, against one."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from actions.day_facts import day_facts
from actions.import_school import import_school
from actions.summary import is_school_day
from benchmarks.disk import file_system_of, folder_on_disk
from benchmarks.pairs import Line, in_pairs, medians, ratios
from benchmarks.processes import ROOT
from reports.day import day_of, days_before
from reports.trials import ready_to_chase
from storage import Transaction
from storage.migrate import migrate
from storage.workbook import read_school

GOAL = 1 / 1.3
"""Summaries a second after ten years for each after one: at most 1.3 times the time."""
EVENING = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
DAY = timedelta(days=1)
ROWS_OF_A_DAY = {
    "duty": 130,
    "duty_point": 240,
    "record": 500,
    "outbox": 400,
    "evidence": 100,
    "ticket": 11,
    "alarm": 2,
}
"""As the gold day of the managers has them, and room above."""
AT = """strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', :evening, '-' || d.value || ' days',
                '-' || (n.value * 7) || ' seconds')"""
FILL = {
    "duty": f"""
        INSERT INTO duty (key, plan, name, task, checklist, version, target, place, points, day, shape, starts, ends,
                          opens, due, closes, grade, evidence, chain, trial, state, owner, reached)
        SELECT d.value || ':' || n.value, 'J' || (n.value % 60), '巡查', 'round', 'C01', '1', 'L01', NULL, '["X","Y"]',
               date(:evening, '-' || d.value || ' days'), '时间窗', {AT}, {AT}, {AT}, {AT}, {AT},
               '普通', '无', '漏报-保安', n.value % 3 = 0,
               CASE WHEN n.value % 20 THEN 'done' ELSE 'missed' END, 'P21', 2""",
    "duty_point": f"""
        INSERT INTO duty_point (duty, point, number, said_at, how, evidence, flags)
        SELECT 1 + d.value * 130 + n.value % 130, 'X' || (n.value / 130), 1, {AT}, '码', NULL, '[]'""",
    "record": f"""
        INSERT INTO record (seq, kind, person, place, item, said_at, arrived_at, body, before, hash)
        SELECT 1 + d.value * 500 + n.value, CASE n.value % 25 WHEN 0 THEN 'ticket.reported' WHEN 1 THEN 'ticket.confirm'
               ELSE 'duty.done' END, 'P21', NULL, 'ticket:' || n.value, {AT}, {AT},
               '{{"was":"待验收","state":"已关闭"}}', '', d.value || '-' || n.value""",
    "outbox": f"""
        INSERT INTO outbox (person, lane, about, facts, show, state, made_at, closed_at)
        SELECT 'P' || (10 + n.value % 44), 3, 'ticket.thanks', '{{}}', 'edit', 'delivered', {AT}, {AT}""",
    "evidence": f"""
        INSERT INTO evidence (item, kind, file_id, file_unique_id, role, person, said_at, state)
        SELECT 'duty:' || n.value, 'photo', 'f', 'u' || d.value || n.value, 'point', 'P21', {AT}, 'kept'""",
    "ticket": f"""
        INSERT INTO ticket (state, category, urgency, words, reporter, assignee, reported_at, changed_at)
        SELECT CASE WHEN d.value < 2 THEN '已派' ELSE '已关闭' END, '水暖', '一般', '漏水', 'P53', 'P15', {AT}, {AT}""",
    "alarm": f"""
        INSERT INTO alarm (state, danger, category, chain, words, reporter, owner, raised_at)
        SELECT 'resolved', 'water', '水暖', '紧急', '爆管', 'P53', 'P15', {AT}""",
}


def school_after(days: int, path: Path) -> sqlite3.Connection:
    """The sample school with so many days of work behind it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    migrate(connection, path)
    connection.execute("BEGIN")
    import_school(Transaction(connection), EVENING, read_school(ROOT / "rehearsal" / "school" / "sample_school.xlsx"))
    connection.execute("DROP TRIGGER record_is_never_removed")
    connection.execute("DELETE FROM record")
    for table, rows in ROWS_OF_A_DAY.items():
        connection.execute(
            f"{FILL[table]} FROM json_each(:days) d, json_each(:numbers) n",
            {"evening": f"{EVENING:%Y-%m-%dT%H:%M:%S}", "days": str([*range(days)]), "numbers": str([*range(rows)])},
        )
    connection.execute("COMMIT")
    return connection


def ask(tx: Transaction) -> None:
    """Everything that is asked before the first summary is written down."""
    settings = tx.school.load().settings
    day = day_of(tx, EVENING - DAY, EVENING)
    day_facts(tx, day)
    days_before(tx, EVENING.date(), settings.zone, settings.summary_at, lambda it: is_school_day(tx, it))
    ready_to_chase(tx, EVENING, {})


def rate(tx: Transaction, times: int) -> float:
    """Summaries a second."""
    began = time.perf_counter()
    for _ in range(times):
        ask(tx)
    return times / (time.perf_counter() - began)


def measure(quick: bool) -> Iterator[Line]:
    pairs, times = (5, 3) if quick else (15, 10)
    with folder_on_disk() as made:
        folder = Path(made)
        with (
            closing(school_after(365, folder / "one.db")) as one,
            closing(school_after(3650, folder / "ten.db")) as ten,
        ):
            after_one, after_ten = Transaction(one), Transaction(ten)
            ask(after_one)
            ask(after_ten)
            found = in_pairs(lambda: rate(after_ten, times), lambda: rate(after_one, times), pairs)
            rows = sum(ROWS_OF_A_DAY.values()) * 3650 / 1_000_000
            size = (folder / "ten.db").stat().st_size / 1e9
    of_ten, of_one = medians(found)
    yield Line(
        "the questions of one summary a second: after ten years / after one",
        ratios(found), GOAL,
        f"{1000 / of_ten:.1f} / {1000 / of_one:.1f} ms each; {rows:.1f} million rows, {size:.1f} GB, "
        f"on {file_system_of(folder)}",
    )  # fmt: skip
