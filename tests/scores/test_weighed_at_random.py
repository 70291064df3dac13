"""Whoever taps what in whatever order: nobody judges their own, points only move by records, and nothing is lost."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.inspect_place import inspect_place
from actions.move_notice import move_notice
from actions.weigh import appeal, decide_appeal, decide_assessment
from domain.appeals import Cause, Standing, Verdict
from domain.checklists import EvidenceRule
from domain.duties import Draft, Shape, Task
from domain.notices import Move, State
from domain.plans import Grade
from domain.refusal import Refusal
from domain.scores import FULL, Deduction
from storage import Transaction
from tests.scores.dirty import ROOM
from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW

PEOPLE = ("P02", "P03", "P09", "P19", "P63", "P64")
CONCERNED = {"P09", "P19"}
"""They live in the room; P64 inspected it."""
ACTS = ["appeal", Verdict.UPHELD, Verdict.REJECTED, Standing.CONFIRMED, Standing.DROPPED, *Move, Move.DONE, Move.PASS]
ACTS.remove(Move.WITHDRAW)


@pytest.fixture(scope="module")
def tx(school: Path) -> Iterator[Transaction]:
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "it.db")) as connection:
        with closing(sqlite3.connect(school / "zhiqin.db")) as kept:
            kept.backup(connection)
        connection.row_factory = sqlite3.Row
        connection.isolation_level = None
        tx = Transaction(connection)
        for number, person in enumerate(PEOPLE):
            tx.accounts.bind(person, 900 + number, NOW)
        _inspect(tx)
        yield tx


def _inspect(tx: Transaction) -> None:
    number = tx.duties.plan(
        Draft(
            key="look", plan="J72", name="抽检", task=Task.INSPECT, checklist="C06T", version="1.0", target=ROOM,
            place=ROOM, points=(ROOM,), day=NOW.date(), shape=Shape.WINDOW, starts=NOW, ends=NOW, opens=NOW,
            due=NOW + timedelta(hours=1), closes=NOW + timedelta(hours=1), grade=Grade.ORDINARY,
            evidence=EvidenceRule.EVERY_POINT, chain="漏报-领导", owner="P64", post=None, trial=False,
        )
    )  # fmt: skip
    duty = tx.duties.get(number or 0)
    assert duty is not None
    photo = tx.evidence.add(
        kind="photo", file_id="f", file_unique_id="u", size=None, role="check", person="P64", said_at=NOW
    )
    inspect_place(
        tx, NOW, duty, person="P64", said_at=NOW, device=None, deductions=[Deduction(1, 25, (photo,))],
        evidence=[photo], body={},
    )  # fmt: skip
    tx.inspections.propose(duty.id, Cause.DIRTY, 5, NOW)


def _do(tx: Transaction, act: str, person: str, hours: int) -> None:
    now, duty = NOW + timedelta(hours=hours), int(tx.inspections.between(NOW - timedelta(days=1), NOW)[0].duty)
    if act == "appeal":
        appeal(tx, now, person, duty, "不是我们", said_at=now)
    elif act in set(Move):
        move_notice(tx, now, person, 1, Move(act), said_at=now)
    elif act in (Verdict.UPHELD, Verdict.REJECTED):
        said = tx.inspections.appeals_of(duty)
        decide_appeal(tx, now, person, said[-1].number if said else 0, Verdict(act), said_at=now)
    elif act in (Standing.CONFIRMED, Standing.DROPPED):
        decide_assessment(tx, now, person, 1, Standing(act), said_at=now)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(PEOPLE), st.integers(0, 50)), min_size=10, max_size=40)
)
def test_nobody_judges_their_own_and_the_points_are_those_of_the_records(
    tx: Transaction, acts: list[tuple[str, str, int]]
) -> None:
    connection = tx._connection
    connection.execute("SAVEPOINT example")
    for act, person, hours in acts:
        try:
            with tx.attempt():
                _do(tx, act, person, hours)
        except Refusal:
            continue
    notice = tx.notices.get(1)
    assert notice is not None
    found = tx.inspections.get(notice.inspection or 0)
    assert found is not None
    assert 0 <= found.score <= FULL
    by = {row["kind"]: row["person"] for row in connection.execute("SELECT kind, person FROM record ORDER BY seq")}
    for kind in ("notice.pass", "notice.fail", "assessment.confirmed", "appeal.upheld", "appeal.rejected"):
        assert by.get(kind) not in CONCERNED | {"P64"}
    if notice.state is State.CLOSED:
        assert by["notice.pass"] != notice.done_by
    heard = [it.verdict for it in tx.inspections.appeals_of(found.duty)]
    assert heard.count(Verdict.UPHELD) <= 1
    assert len(heard) <= 1 + len(by.keys() & {"assessment.confirmed"})
    if Verdict.UPHELD in heard:
        assert notice.is_over
        assert tx.notices.before(replace(notice, number=2)) is None
    decided = [it.decided_by for it in tx.inspections.appeals_of(found.duty)]
    confirmed = [it.decided_by for it in tx.inspections.assessments_of(found.duty) if it.standing is Standing.CONFIRMED]
    assert not {*decided} & {*confirmed} - {None}
    connection.execute("ROLLBACK TO example")
    connection.execute("RELEASE example")
