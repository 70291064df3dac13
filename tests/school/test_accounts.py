"""One account a person, one person an account, and a link that works once."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.school import School
from storage.accounts import Accounts, Invitation, Whose
from storage.moments import from_text, to_text
from storage.school_rows import SchoolRows

NOW = datetime(2026, 11, 23, 6, 45, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def accounts(rows: sqlite3.Connection, small: School) -> Accounts:
    rows.execute("BEGIN")
    SchoolRows(rows).replace(small)
    rows.execute("COMMIT")
    return Accounts(rows)


def test_an_account_is_found_from_both_sides(accounts: Accounts) -> None:
    accounts.bind("P01", 7, NOW)
    assert accounts.person_of(7) == "P01"
    assert accounts.user_of("P01") == 7
    assert accounts.bound() == {"P01": 7}


def test_nobody_is_bound_at_first(accounts: Accounts) -> None:
    assert accounts.person_of(7) is None
    assert accounts.user_of("P01") is None


def test_a_new_phone_takes_the_old_ones_place(accounts: Accounts) -> None:
    accounts.bind("P01", 7, NOW)
    accounts.bind("P01", 8, LATER)
    assert accounts.person_of(7) is None
    assert accounts.user_of("P01") == 8


def test_a_phone_given_to_somebody_else_is_theirs(accounts: Accounts) -> None:
    accounts.bind("P01", 7, NOW)
    accounts.bind("P02", 7, LATER)
    assert accounts.user_of("P01") is None
    assert accounts.person_of(7) == "P02"


def test_an_ended_account_keeps_its_row(accounts: Accounts, rows: sqlite3.Connection) -> None:
    accounts.bind("P01", 7, NOW)
    accounts.bind("P01", 8, LATER)
    assert rows.execute("SELECT user_id, unbound_at FROM account ORDER BY id").fetchall() == [
        (7, "2026-11-23T07:45:00.000000+00:00"),
        (8, None),
    ]


def test_binding_the_same_again_changes_nothing_for_them(accounts: Accounts) -> None:
    accounts.bind("P01", 7, NOW)
    accounts.bind("P01", 7, LATER)
    assert accounts.bound() == {"P01": 7}


def test_a_language_once_chosen_goes_to_the_new_phone(accounts: Accounts) -> None:
    accounts.bind("P01", 7, NOW)
    assert accounts.language_of(7) == "zh"
    accounts.speak(7, "en")
    accounts.bind("P01", 8, LATER)
    assert accounts.language_of(8) == "en"
    assert accounts.language_of(7) is None


def test_an_unbound_person_has_no_account(accounts: Accounts) -> None:
    accounts.bind("P01", 7, NOW)
    accounts.unbind("P01", LATER)
    assert accounts.bound() == {}


def test_an_account_out_of_reach_is_news_once(accounts: Accounts) -> None:
    accounts.bind("P01", 7, NOW)
    assert accounts.unreachable(7, NOW)
    assert not accounts.unreachable(7, LATER)
    assert accounts.is_unreachable(7)
    assert accounts.reachable(7)
    assert not accounts.reachable(7)
    assert not accounts.is_unreachable(7)


def test_a_stranger_is_neither_reachable_nor_not(accounts: Accounts) -> None:
    assert not accounts.unreachable(99, NOW)
    assert not accounts.is_unreachable(99)


def test_an_invitation_is_used_once(accounts: Accounts) -> None:
    accounts.keep_invitation("abc", Whose("P01"), NOW)
    assert accounts.use_invitation("abc", NOW)
    assert not accounts.use_invitation("abc", LATER)
    assert accounts.invitation("abc") == Invitation(Whose("P01"), NOW, used=True, void=False)


def test_a_void_invitation_cannot_be_used(accounts: Accounts) -> None:
    accounts.keep_invitation("abc", Whose("P01"), NOW)
    accounts.keep_invitation("def", Whose("P02"), NOW)
    accounts.void_invitations(Whose("P01"), LATER)
    assert not accounts.use_invitation("abc", LATER)
    assert accounts.use_invitation("def", LATER)


def test_an_unknown_invitation_is_nobodys(accounts: Accounts) -> None:
    assert not accounts.use_invitation("abc", NOW)
    assert accounts.invitation("abc") is None


ZONES = st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001


@given(MOMENTS, MOMENTS)
def test_moments_come_back_and_sort_as_text(one: datetime, other: datetime) -> None:
    assert from_text(to_text(one)) == one
    assert (to_text(one) < to_text(other)) == (one < other)


def test_a_moment_is_kept_in_utc_with_microseconds() -> None:
    assert to_text(NOW.astimezone(timezone(timedelta(hours=8)))) == "2026-11-23T06:45:00.000000+00:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        to_text(NOW.replace(tzinfo=None))
