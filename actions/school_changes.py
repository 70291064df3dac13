"""What differs between two schools, sheet by sheet, in the workbook's own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.people import Presence
from domain.school import School
from storage.workbook.layout import LAYOUTS, Layout, setting_cells

LONGEST_SHOWN = 30
"""Characters of a field in a line."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row: added (`before` is None), removed (`after` is None) or changed; fields by the heads of their columns."""

    row: str
    before: Mapping[str, str] | None
    after: Mapping[str, str] | None

    def fields(self) -> dict[str, tuple[str, str]]:
        """What changed: column to old and new text."""
        old, new = self.before or {}, self.after or {}
        return {head: (old.get(head, ""), new.get(head, "")) for head in new if old.get(head) != new.get(head)}

    def __str__(self) -> str:
        if self.before is None:
            return f"+ {self.row}"
        if self.after is None:
            return f"- {self.row}"
        return f"~ {self.row}: {','.join(f'{head} {_shown(a)}→{_shown(b)}' for head, (a, b) in self.fields().items())}"


@dataclass(frozen=True, slots=True)
class SheetChanges:
    sheet: str
    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    changed: tuple[Change, ...]

    def lines(self, most: int) -> Iterator[str]:
        """A heading and at most `most` rows; what goes first is what people would miss most."""
        counts = (("新增", self.added), ("删除", self.removed), ("改动", self.changed))
        yield f"{self.sheet}: {'、'.join(f'{word}{len(rows)}' for word, rows in counts if rows)}"
        rows = (*self.removed, *self.changed, *self.added)
        yield from (f"  {row}" for row in rows[:most])
        if len(rows) > most:
            yield f"  还有{len(rows) - most}行"


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


REMOVED = {"人员": "(转为离职,姓名和记录保留)"}
"""What becomes of a row that is no longer there, where it does not just go."""


def changes(before: School | None, after: School) -> Changes:
    """Everything that differs; a person who is no longer listed counts as removed once, not again and again."""
    sheets = (_settings(before, after), *(_compare(layout, before, after) for layout in LAYOUTS))
    return Changes(tuple(sheet for sheet in sheets if sheet.added or sheet.removed or sheet.changed))


def _compare(layout: Layout, before: School | None, after: School) -> SheetChanges:
    old, new = ({layout.key(row): row for row in layout.rows(school)} if school else {} for school in (before, after))
    gone = [row for key, row in old.items() if key not in new and getattr(row, "presence", None) is not Presence.LEFT]
    changed = [(old[key], row) for key, row in new.items() if old.get(key, row) != row]
    removed = REMOVED.get(layout.sheet, "")
    return SheetChanges(
        layout.sheet,
        added=tuple(
            Change(layout.called(row), None, layout.differing(row)) for key, row in new.items() if key not in old
        ),
        removed=tuple(Change(layout.called(row) + removed, layout.differing(row), None) for row in gone),
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


def _shown(text: str) -> str:
    short = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return f"「{short}」" if short else "空"
