"""What differs between two schools, sheet by sheet, in the workbook's own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from domain.people import Presence
from domain.school import School
from storage.workbook.layout import LAYOUTS, Layout, setting_cells
from words import _
from words.sentence import Sentence

LONGEST_SHOWN = 30
"""Characters of a field in a line."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row: added (`before` is None), removed (`after` is None) or changed; fields by the heads of their columns."""

    row: str
    before: Mapping[str, str] | None
    after: Mapping[str, str] | None
    stays: bool = False
    """Whether what was removed does not just go: who is no longer listed leaves, and keeps name and records."""

    def fields(self) -> dict[str, tuple[str, str]]:
        """What changed: column to old and new text."""
        old, new = self.before or {}, self.after or {}
        return {head: (old.get(head, ""), new.get(head, "")) for head in new if old.get(head) != new.get(head)}

    def told(self) -> str:
        if self.before is None:
            return f"+ {self.row}"
        if self.after is None:
            return Sentence("- {row}(转为离职,姓名和记录保留)", row=self.row) if self.stays else f"- {self.row}"
        changed: Iterator[str] = (
            Sentence("{head} {before}→{after}", head=head, before=_shown(before), after=_shown(after))
            for head, (before, after) in self.fields().items()
        )
        fields = reduce(lambda before, field: Sentence("{before},{field}", before=before, field=field), changed)
        return Sentence("~ {row}: {fields}", row=self.row, fields=fields)


@dataclass(frozen=True, slots=True)
class SheetChanges:
    sheet: str
    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    changed: tuple[Change, ...]

    def lines(self, most: int) -> Iterator[str]:
        """A heading and at most `most` rows; what goes first is what people would miss most."""
        counts = ((_("新增{rows}"), self.added), (_("删除{rows}"), self.removed), (_("改动{rows}"), self.changed))
        said = tuple(Sentence(words, rows=len(rows)) for words, rows in counts if rows)
        yield Sentence("{sheet}: {counts}", sheet=self.sheet, counts=said)
        rows = (*self.removed, *self.changed, *self.added)
        yield from (Sentence("  {row}", row=row.told()) for row in rows[:most])
        if len(rows) > most:
            yield Sentence("  还有{count}行", count=len(rows) - most)


@dataclass(frozen=True, slots=True)
class Changes:
    """False when nothing differs."""

    sheets: tuple[SheetChanges, ...]

    def __bool__(self) -> bool:
        return bool(self.sheets)

    def lines(self, most: int = 5) -> tuple[str, ...]:
        return tuple(line for sheet in self.sheets for line in sheet.lines(most))

    def counts(self) -> dict[str, list[int]]:
        """Added, removed and changed rows of each sheet that differs."""
        return {s.sheet: [len(s.added), len(s.removed), len(s.changed)] for s in self.sheets}


STAY = ("人员",)
"""Sheets whose rows do not just go when they are no longer there."""


def changes(before: School | None, after: School) -> Changes:
    """Everything that differs; a person who is no longer listed counts as removed once, not again and again."""
    sheets = (_settings(before, after), *(_compare(layout, before, after) for layout in LAYOUTS))
    return Changes(tuple(sheet for sheet in sheets if sheet.added or sheet.removed or sheet.changed))


def _compare(layout: Layout, before: School | None, after: School) -> SheetChanges:
    old, new = ({layout.key(row): row for row in layout.rows(school)} if school else {} for school in (before, after))
    gone = [row for key, row in old.items() if key not in new and getattr(row, "presence", None) is not Presence.LEFT]
    changed = [(old[key], row) for key, row in new.items() if old.get(key, row) != row]
    return SheetChanges(
        layout.sheet,
        added=tuple(
            Change(layout.called(row), None, layout.differing(row)) for key, row in new.items() if key not in old
        ),
        removed=tuple(Change(layout.called(row), layout.differing(row), None, layout.sheet in STAY) for row in gone),
        changed=tuple(Change(layout.called(row), layout.differing(was), layout.differing(row)) for was, row in changed),
    )


def _settings(before: School | None, after: School) -> SheetChanges:
    old, new = (
        {key: {"值": text} for key, text in setting_cells(school)} if school else {} for school in (before, after)
    )
    return SheetChanges(
        "设置",
        added=tuple(Change(key, None, row) for key, row in new.items() if key not in old),
        removed=tuple(Change(key, row, None) for key, row in old.items() if key not in new),
        changed=tuple(Change(key, old[key], row) for key, row in new.items() if old.get(key, row) != row),
    )


def _shown(text: str) -> Sentence:
    short = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return Sentence("「{value}」", value=short) if short else Sentence("空")
