"""What a workbook that was sent in the chat would change: worked out beside the store, from one look at the school."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.import_school import Changes, Ready, check_erased, get_ready
from actions.offers import base_of
from actions.renew_certificate import renewed
from actions.school_changes import Change, SheetChanges
from actions.school_notices import notices
from domain.people import Person, Presence, manages_everybody
from domain.refusal import Refusal
from domain.roster_merge import Decided
from domain.school import School
from storage import Transaction
from storage.unread import Unread
from storage.workbook import Workbook
from storage.workbook.sheets import SHEETS
from words.sentence import Sentence, packed

MOST_ROWS = 300
"""Rows of a sheet whose differences are told one by one; of a longer one how many there are."""
COLUMNS = {sheet.name: frozenset(column.head for column in sheet.columns) for sheet in SHEETS}
SETTINGS = "设置"
LIMITS = ("提醒.紧急", "提醒.较急", "提醒.一般", "提醒.计划", "提醒.验收", "提醒.催单", "维修时间")
"""Keys of the sheet by which the clocks of repairs run; a ticket keeps those with which it began."""
STRANGERS = 0.5
"""A workbook with another name that knows fewer of the school's people than this share is another school's."""


@dataclass(frozen=True, slots=True)
class Present:
    """The school with those who left, and what was said in chats since; `base` names this state of it."""

    school: School
    decided: Sequence[Decided]
    erased: Mapping[str, str]
    unread: tuple[Unread, ...]
    base: str
    renewed: Mapping[str, tuple[str, str]]
    """Certificates as chats have put them right."""


def look(tx: Transaction) -> Present:
    return Present(
        tx.school.load(),
        tx.roster_changes.decided(),
        tx.erasure.erased(),
        tx.unread.all(),
        base_of(tx),
        renewed(tx.history),
    )


def differences(now: Present, at: datetime, workbook: Workbook, by: str) -> tuple[Changes, dict[str, Any]]:
    """What would change, and the facts that tell it; nothing in either when all is the same.

    Raises RosterClash, and Refusal `person.erased`, `offer.other_school`, and `offer.not_you` when `by` could not undo
    it: an import takes nobody's own keys away.
    """
    _check_ours(now.school, workbook.school)
    check_erased(now.erased, workbook.school)
    changes = made_ready(now, workbook, at).found
    _check_sender(workbook.school, by)
    today = at.astimezone(workbook.school.settings.zone).date()
    known = frozenset(notices(now.school, today))
    notes = [line for line in notices(workbook.school, today, now.school) if line not in known]
    notes += [Sentence("{name}: 太大,机器人不用它,没有保存,导出时不会有", name=name) for name in workbook.too_long]
    notes += [Sentence("工作簿里有宏: 不运行,也不保存,导出时不会有")] if workbook.macros else []
    if any(it.row.startswith(LIMITS) for sheet in changes.sheets if sheet.sheet == SETTINGS for it in _rows(sheet)):
        notes.append(Sentence("时限改了: 开着的单照原来的算,新报的照新的"))
    beside = not changes and _said_beside(workbook.unread) != _said_beside(now.unread)
    facts = {"sheets": [_sheet(it) for it in changes.sheets], "notes": packed(notes), "beside": beside}
    return changes, facts if changes or beside else {}


def made_ready(now: Present, workbook: Workbook, at: datetime) -> Ready:
    """All of its import that needs no database. Raises RosterClash."""
    return get_ready(now.school, workbook.school, now.decided, now.renewed, at, workbook.seen)


def _said_beside(unread: Iterable[Unread]) -> dict[str, object]:
    """What stands in cells that the house does not read; where they stand does not count."""
    found: dict[str, object] = {}
    for kept in unread:
        heads = frozenset(kept.heads) - COLUMNS.get(kept.sheet, frozenset())
        rows = {key: cells for key, cells in kept.rows.items() if cells}
        if heads or rows or kept.lines:
            found[kept.sheet] = (heads, rows, kept.lines)
    return found


def _check_ours(school: School, sent: School) -> None:
    if sent.settings.school == school.settings.school:
        return
    ours = {(it.id, it.name) for it in school.people}
    if sum((it.id, it.name) in ours for it in sent.people) < STRANGERS * len(ours):
        raise Refusal("offer.other_school", {"theirs": sent.settings.school, "ours": school.settings.school})


def _check_sender(sent: School, by: str) -> None:
    roles = {role.code: role for role in sent.roles}
    person: Person | None = next((it for it in sent.people if it.id == by), None)
    if person is None or person.presence is Presence.LEFT or not manages_everybody(person, roles):
        raise Refusal("offer.not_you")


def _rows(found: SheetChanges) -> tuple[Change, ...]:
    return (*found.removed, *found.changed, *found.added)


def _sheet(found: SheetChanges) -> dict[str, Any]:
    rows: list[list[Any]] = [["-", it.row, it.stays] for it in found.removed[:MOST_ROWS]]
    for it in found.changed[:MOST_ROWS]:
        rows.append(["~", it.row, [[head, before, after] for head, (before, after) in it.fields().items()]])
    rows += [["+", it.row] for it in found.added[:MOST_ROWS]]
    counts = [len(found.added), len(found.removed), len(found.changed)]
    return {"sheet": found.sheet, "counts": counts, "rows": rows}
