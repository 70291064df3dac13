"""Steps served late, twice or never; two people at once; and every way in which a duty can end."""

from datetime import timedelta

import pytest

from actions import chase, cover, own_duty
from actions.decisions import decisions_for
from actions.submit_duty import submit_duty
from domain.duties import State
from domain.plans import Switch
from domain.refusal import Refusal
from storage import Transaction
from tests.duties.drafts import at, point, window
from tests.duties.played import Day, plan

ROUND = window("08:00", "08:50", place="M-S", target="M-S")
KEY = {"grade": "关键"}


def report(day: Day, number: int, person: str, *, said: str | None = None) -> None:
    """The whole report at once, said then, or now."""
    said_at = at(said) if said else day.now
    submit_duty(day.tx, day.now, day.duty(number), person=person, said_at=said_at, device=None, body={})


def test_done_on_time_a_window_costs_its_person_one_message_and_nobody_else_any(tx: Transaction) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.until(at("08:20"))
    report(day, number, "P21")
    day.until(at("12:00"))
    assert [heard.person for heard in day.heard] == ["P21"]
    assert day.duty(number).state is State.DONE


def test_done_on_time_a_point_costs_its_person_one_message(tx: Transaction) -> None:
    number, day = plan(tx, point("09:10")), Day(tx, at("06:00"))
    day.until(at("09:05"))
    report(day, number, "P21")
    day.until(at("12:00"))
    assert [(heard.person, heard.prompt) for heard in day.heard] == [("P21", "before")]


def test_who_has_begun_is_left_in_peace_until_time_is_up(tx: Transaction) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.until(at("08:05"))
    tx.duties.change(number, begun_at=day.now)
    day.until(at("08:49"))
    assert len(day.of("P21")) == 1
    day.until(at("08:50"))
    assert len(day.of("P21")) == 2


def test_served_twice_a_step_says_nothing_new(tx: Transaction) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.until(at("09:10"))
    before = len(day.heard)
    chase.step(tx, day.now, number)
    chase.step(tx, day.now, number)
    day.until(day.now)
    assert len(day.heard) == before


def test_forty_minutes_late_only_the_newest_is_said(tx: Transaction) -> None:
    plan(tx, window("08:00", "10:00", place="M-S"))
    day = Day(tx, at("06:00"))
    day.until(at("07:55"))
    day.jump(at("09:52"))
    assert day.of("P21") == ["还有8分钟:校园安全日巡。"]


def test_older_than_two_days_it_closes_and_pages_nobody(tx: Transaction) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.jump(at("08:00") + timedelta(hours=50))
    assert (day.duty(number).state, day.heard) == (State.MISSED, [])


def test_two_people_go_in_the_same_second_and_the_second_reads_who_was_first(tx: Transaction) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.until(at("08:50"))
    cover.go(tx, day.now, "P22", day.duty(number), said_at=day.now)
    with pytest.raises(Refusal, match=r"chase\.taken") as refused:
        cover.go(tx, day.now, "P23", day.duty(number), said_at=day.now)
    assert refused.value.facts["cover_address"] == "苗师傅"
    assert (day.duty(number).owner, day.duty(number).assigned) == ("P22", "P21")


def test_what_was_said_in_time_and_arrives_after_the_miss_is_no_miss(tx: Transaction) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.until(at("09:07"))
    assert day.duty(number).state is State.MISSED
    report(day, number, "P21", said="08:45")
    day.until(at("12:00"))
    assert day.duty(number).state is State.DONE


def test_a_later_report_leaves_it_missed_and_ends_the_chase(tx: Transaction) -> None:
    number, day = plan(tx, window("08:00", "08:50", place="M-S", **KEY)), Day(tx, at("06:00"))
    day.until(at("09:30"))
    heard_by_head = len(day.of("P03"))
    report(day, number, "P21")
    day.until(at("14:00"))
    assert (day.duty(number).state, day.duty(number).made_up_at is None) == (State.MISSED, False)
    assert len(day.of("P03")) == heard_by_head == 1


def test_after_the_miss_going_is_kindness_and_moves_no_credit(tx: Transaction) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.until(at("09:06"))
    cover.go(tx, day.now, "P22", day.duty(number), said_at=day.now)
    assert (day.duty(number).owner, day.duty(number).cover) == ("P21", None)


def test_begun_by_whoever_covers_it_cannot_be_taken_back(tx: Transaction) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.until(at("08:50"))
    cover.go(tx, day.now, "P22", day.duty(number), said_at=day.now)
    tx.duties.change(number, begun_at=day.now)
    with pytest.raises(Refusal, match=r"chase\.too_late"):
        cover.take_back(tx, day.now, "P21", day.duty(number), said_at=day.now)


def test_nobody_excuses_themselves_and_nobody_without_a_reason_is_excused(tx: Transaction) -> None:
    number, day = plan(tx, ROUND), Day(tx, at("06:00"))
    day.until(at("09:06"))
    with pytest.raises(Refusal, match=r"chase\.not_yours"):
        own_duty.excuse(tx, day.now, "P21", day.duty(number), said_at=day.now)
    with pytest.raises(Refusal, match=r"chase\.no_reason"):
        own_duty.excuse(tx, day.now, "P20", day.duty(number), said_at=day.now)


def test_a_duty_that_nobody_owes_is_put_to_the_lead_when_it_opens(tx: Transaction) -> None:
    plan(tx, window("08:00", "08:50", place="M-S", owner=None))
    day = Day(tx, at("06:00"))
    day.until(at("08:00"))
    assert day.of("P20") == ["08:00校园安全日巡没有人。请您安排,08:50前。"]


def test_managers_are_called_five_times_and_then_it_stands_in_the_summary(tx: Transaction) -> None:
    plan(tx, window("08:00", "08:50", place="M-S", **KEY))
    day = Day(tx, at("06:00"))
    day.until(at("20:00"))
    assert [f"{heard.at:%H:%M}" for heard in day.heard if heard.person == "P03"] == [
        "01:10", "01:40", "02:10", "02:40", "03:10",
    ]  # fmt: skip


def test_an_ordinary_duty_ends_with_the_lead(tx: Transaction) -> None:
    plan(tx, ROUND)
    day = Day(tx, at("06:00"))
    day.until(at("20:00"))
    assert (len(day.of("P20")), day.of("P03")) == (1, [])


def test_a_paused_plan_falls_silent_in_the_middle(tx: Transaction) -> None:
    plan(tx, ROUND)
    day = Day(tx, at("06:00"))
    day.until(at("08:10"))
    tx.switches.set("T01", Switch.PAUSED, day.now)
    day.until(at("12:00"))
    assert len(day.heard) == 1


def test_after_the_last_call_it_stands_in_the_managers_list_until_somebody_takes_care(tx: Transaction) -> None:
    number, day = plan(tx, window("08:00", "08:50", place="M-S", **KEY)), Day(tx, at("06:00"))
    head = tx.school.people["P03"]
    day.until(at("11:00"))
    assert [it["what"] for it in decisions_for(tx, day.now, head) if it.get("duty") == number] == []
    day.until(at("11:36"))
    assert [it["what"] for it in decisions_for(tx, day.now, head) if it.get("duty") == number] == ["undone"]
    own_duty.own(tx, day.now, "P03", day.duty(number), "own", said_at=day.now)
    assert [it["what"] for it in decisions_for(tx, day.now, head) if it.get("duty") == number] == []
