"""Lessons that others paid for: shifts end, rosters change, people leave, clocks jump."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions import own_duty
from actions.keep_duty import keep_duty
from domain.ladder import peaks_on
from domain.people import Presence
from domain.plans import Quiet
from storage import Transaction
from tests.duties.drafts import MONDAY, at, point, window
from tests.duties.played import Day, plan

TUESDAY = MONDAY + timedelta(days=1)
ROUND = window("08:00", "08:50", place="M-S", target="M-S")


def test_what_the_duty_leader_took_care_of_passes_to_the_next_one_and_the_first_hears_nothing_more(
    tx: Transaction,
) -> None:
    fire = point("23:00", owner="P34", place="R1-1", chain="漏报-宿管", grade="关键")
    later = replace(fire, starts=at("05:40", TUESDAY), ends=at("05:40", TUESDAY), opens=at("05:25", TUESDAY),
                    due=at("05:45", TUESDAY), closes=at("05:55", TUESDAY))  # fmt: skip
    number, day = plan(tx, later), Day(tx, at("20:00"))
    day.until(at("06:15", TUESDAY))
    own_duty.own(tx, day.now, "P01", day.duty(number), "own", said_at=day.now)
    day.until(at("06:46", TUESDAY))
    own_duty.own(tx, day.now, "P01", day.duty(number), "own", said_at=day.now)
    rung = len(day.of("P01"))
    day.until(at("07:30", TUESDAY))
    assert day.duty(number).owned_by != "P01"
    assert [heard.person for heard in day.heard if "交班了,现在到您手上" in heard.text] == [day.duty(number).owned_by]
    assert len(day.of("P01")) == rung


def test_after_a_swap_reminders_follow_the_new_person(tx: Transaction) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.until(at("08:10"))
    keep_duty(tx, day.now, replace(ROUND, owner="P24"))
    day.until(at("08:45"))
    assert (len(day.of("P21")), day.of("P24")[-1]) == (1, "还有10分钟:校园安全日巡。")
    keep_duty(tx, day.now, ROUND)
    assert day.duty(number).owner == "P21"


def test_an_open_duty_of_somebody_who_left_goes_to_somebody_else_and_old_records_keep_the_name(
    tx: Transaction,
) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.until(at("08:10"))
    school = tx.school.load()
    gone = tuple(replace(p, presence=Presence.LEFT) if p.id == "P21" else p for p in school.people)
    tx.school.replace(replace(school, people=gone))
    keep_duty(tx, day.now, replace(ROUND, owner="P22"))
    day.until(at("08:45"))
    assert (day.duty(number).owner, len(day.of("P21"))) == ("P22", 1)
    moved = [row for row in tx.history.of_item(f"duty:{number}") if row["kind"] == "duty.moved"]
    assert "P21" in moved[0]["body"]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Auckland"])
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1), MONDAY])
def test_a_peak_at_ten_past_seven_is_at_ten_past_seven_on_the_day_the_clocks_change(zone: str, day: date) -> None:
    (span,) = peaks_on([Quiet(time(7, 10), time(7, 40))], [day], ZoneInfo(zone))
    local: list[datetime] = [moment.astimezone(ZoneInfo(zone)) for moment in (span.starts, span.ends)]
    assert [f"{moment:%H:%M}" for moment in local] == ["07:10", "07:40"]
