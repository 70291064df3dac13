"""An office and a lead both change the roster: nothing that was said is undone unseen, and nothing is lost."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.dispatch import RosterChange, Rostered
from domain.roster_merge import NOTHING_SEEN, Decided, Seen, merge, real_roster

DAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BASE = (Rostered(DAY, "G1", "P21", ("NM",)), Rostered(DAY, "G1", "P22", ("XM",)), Rostered(DAY, "G2", "P24"))
SWAP = Decided(RosterChange(1, DAY, "G1", "P21", "P26", (), by="P20"), NOON)
SWAPPED = (Rostered(DAY, "G1", "P22", ("XM",)), Rostered(DAY, "G1", "P26", ("NM",)), BASE[2])


def exported(at: datetime) -> Seen:
    return Seen({(DAY, "G1"): at, (DAY, "G2"): at})


def test_a_workbook_that_was_not_edited_leaves_the_swap_alone() -> None:
    for seen in (NOTHING_SEEN, exported(NOON - HOUR)):
        found = merge(BASE, BASE, [SWAP], seen)
        assert (found.rows, found.real, found.taken, found.clashes) == (BASE, SWAPPED, (), ())


def test_an_export_that_holds_the_swap_changes_nothing_when_it_comes_back() -> None:
    found = merge(BASE, SWAPPED, [SWAP], exported(NOON + HOUR))
    assert (found.rows, found.real, found.taken, found.clashes) == (BASE, SWAPPED, (), ())


def test_the_office_may_change_what_it_has_seen() -> None:
    wanted = (Rostered(DAY, "G1", "P22", ("XM",)), Rostered(DAY, "G1", "P71", ("NM",)), BASE[2])
    found = merge(BASE, wanted, [SWAP], exported(NOON + HOUR))
    assert (found.rows, found.real, found.taken, found.clashes) == (wanted, wanted, (1,), ())


def test_the_same_shift_changed_here_and_there_is_a_clash() -> None:
    wanted = (Rostered(DAY, "G1", "P71", ("NM",)), *BASE[1:])
    for seen in (NOTHING_SEEN, exported(NOON - HOUR)):
        assert merge(BASE, wanted, [SWAP], seen).clashes == (SWAP,)


def test_another_shift_may_be_changed_freely() -> None:
    wanted = (*BASE[:2], Rostered(DAY, "G2", "P25"))
    found = merge(BASE, wanted, [SWAP], exported(NOON - HOUR))
    assert found.rows == wanted
    assert found.real == (*SWAPPED[:2], wanted[2])
    assert not found.clashes


def test_who_typed_the_swap_in_too_is_right() -> None:
    found = merge(BASE, SWAPPED, [SWAP], NOTHING_SEEN)
    assert (found.real, found.clashes) == (SWAPPED, ())


def test_a_swap_that_was_taken_back_after_the_export_does_not_come_back_with_it() -> None:
    undone = Decided(SWAP.change, NOON, undone_at=NOON + 2 * HOUR)
    assert merge(BASE, SWAPPED, [undone], exported(NOON + HOUR)).real == BASE
    edited = (*SWAPPED[:1], Rostered(DAY, "G1", "P71", ("NM",)), BASE[2])
    assert merge(BASE, edited, [undone], exported(NOON + HOUR)).clashes == (undone,)


def test_an_older_export_does_not_undo_what_a_newer_import_took() -> None:
    taken = Decided(SWAP.change, NOON, taken_at=NOON + 2 * HOUR)
    assert merge(SWAPPED, BASE, [taken], exported(NOON - HOUR)).clashes == (taken,)
    assert merge(SWAPPED, SWAPPED, [taken], exported(NOON + HOUR)).real == SWAPPED


def test_a_shift_that_the_office_deletes_is_measured_by_the_newest_row() -> None:
    found = merge(BASE, (BASE[2],), [SWAP], Seen({(DAY, "G2"): NOON + HOUR}))
    assert (found.real, found.taken, found.clashes) == ((BASE[2],), (1,), ())


def test_next_months_roster_may_leave_out_last_weeks_swaps() -> None:
    later = (Rostered(DAY + timedelta(days=7), "G1", "P21", ("NM",)),)
    assert merge(BASE, later, [SWAP], NOTHING_SEEN, since=DAY).clashes == (SWAP,)
    found = merge(BASE, later, [SWAP], NOTHING_SEEN, since=DAY + timedelta(days=1))
    assert (found.rows, found.real, found.taken, found.clashes) == (later, later, (1,), ())


PEOPLE = st.sampled_from(["P21", "P22", "P24", "P26"])
SHIFTS = st.sampled_from(["G1", "G2"])
ROSTERS = st.lists(st.tuples(SHIFTS, PEOPLE), max_size=5, unique=True).map(
    lambda rows: tuple(sorted((Rostered(DAY, *row) for row in rows), key=lambda row: (row.shift, row.person)))
)
SAID = st.lists(st.tuples(SHIFTS, PEOPLE, PEOPLE, st.integers(0, 9), st.integers(0, 9)), max_size=4)


@given(ROSTERS, ROSTERS, SAID, st.integers(0, 9))
def test_whatever_happens_an_import_is_a_clash_or_leaves_what_the_office_or_the_chat_said(
    base: tuple[Rostered, ...],
    wanted: tuple[Rostered, ...],
    said: list[tuple[str, str, str, int, int]],
    export: int,
) -> None:
    decided = [
        Decided(
            RosterChange(number, DAY, shift, out, come, (), by="P20"),
            NOON + at * HOUR,
            undone_at=NOON + (at + later) * HOUR if later % 3 == 0 else None,
        )
        for number, (shift, out, come, at, later) in enumerate(said)
    ]
    seen = exported(NOON + export * HOUR)
    found = merge(base, wanted, decided, seen)
    for shift in ("G1", "G2"):
        after = {row for row in found.real if row.shift == shift}
        office = {row for row in wanted if row.shift == shift}
        chat = {row for row in real_roster(base, decided) if row.shift == shift}
        clash = any(one.group == (DAY, shift) for one in found.clashes)
        assert clash or after in (office, chat)
        if any(one.later(seen.of((DAY, shift))) for one in decided if one.change.shift == shift):
            assert clash or after == chat
    left = [one for one in decided if one.change.id not in found.taken]
    if not found.clashes:
        assert set(real_roster(found.rows, left)) == set(found.real)
        assert merge(found.rows, found.real, left, exported(NOON + 100 * HOUR)).real == found.real
