"""The exported sheet has what chats entered and lacks what they ended; imported again it changes nothing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.absences import follow_rows
from actions.entries import close_entry, move_due, open_entry
from domain.absences import real_absences
from domain.dorms import Absence, AbsenceKind
from domain.entries import BACK, LEAVE, Opening
from storage import Transaction
from tests.entries.test_workbook_and_chat import HOUR, MORNING, STARTS, tx

__all__ = ["tx"]
ZONE = ZoneInfo("Asia/Shanghai")


def row(bed: int, starts: datetime = STARTS, hours: int = 30) -> Absence:
    return Absence(AbsenceKind.LEAVE, "R1-103", bed, starts, STARTS + hours * HOUR, "P53")


def test_out_and_in_again_nothing_is_doubled_lost_or_undone(tx: Transaction) -> None:
    follow_rows(tx, MORNING, (row(1), row(2), row(3)))
    (first,), (second,) = tx.entries.open_of_bed("R1-103", 1), tx.entries.open_of_bed("R1-103", 2)
    close_entry(tx, MORNING, first, BACK, "P53")
    move_due(tx, MORNING, second, MORNING + 50 * HOUR, "P53")
    said = MORNING + timedelta(seconds=40)
    opening = Opening(LEAVE, "R1-103", said, said + 9 * HOUR, 4)
    open_entry(tx, said, opening, "P54", said_at=said)
    sheet = real_absences((row(1), row(2), row(3)), tx.entries.of_pupils(), ZONE)
    written = [(it.bed, it.starts.hour, (it.ends - STARTS) / HOUR, it.by) for it in sheet]
    assert written == [(2, 6, 50.75, "P53"), (3, 6, 30, "P53"), (4, 6, 9.75, "P54")]
    before = [(it.number, it.bed, it.due) for it in tx.entries.open_of(LEAVE)]
    follow_rows(tx, said, sheet)
    assert [(it.number, it.bed, it.due) for it in tx.entries.open_of(LEAVE)] == before
    assert real_absences(sheet, tx.entries.of_pupils(), ZONE) == sheet
