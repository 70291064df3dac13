"""Planning: what a Monday at the sample school asks of whom, planned once however often it is planned."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.close_duty import STEP
from actions.import_school import import_school
from actions.plan_duties import VERB, plan_ahead, plan_some, replan
from domain.dispatch import RosterChange
from domain.duties import Duty, State, Task
from domain.people import Presence
from domain.plans import Switch
from domain.school import School
from schedules import jobs
from storage import Transaction
from tests.duties.rows import of_plan
from tests.planning.days import plan, planned
from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
WHOLE_DAYS = 367
"""Duties from Monday 06:45 to the end of Wednesday, at the sample school."""


def one_unit(tx: Transaction, now: datetime) -> None:
    for row in tx.due.ready(now, [VERB], most=1):
        tx.due.take(row)
        plan_some(tx, now, date.fromisoformat(row.subject), row.facts["plan"], row.facts["done"])


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def keys(tx: Transaction) -> list[str]:
    return sorted(duty.key for duty in tx.duties.unfinished(NOW + timedelta(days=9)))


def the(tx: Transaction, key: str) -> Duty:
    duty = tx.duties.of_key(key)
    assert duty is not None, keys(tx)
    return duty


def test_rounds_of_a_night_belong_to_its_evening_and_to_whoever_is_rostered(monday: Transaction) -> None:
    night = of_plan(monday, "J04", MONDAY)
    assert [duty.key[15:20] for duty in night] == ["23:00", "00:40", "02:20", "04:00", "05:40"]
    assert {(duty.owner, duty.post) for duty in night} == {("P34", "ZB1")}
    assert night[2].starts == local("2026-11-24T02:20")


def test_each_has_one_first_step(monday: Transaction) -> None:
    steps = Counter(row.subject for row in monday.due.of_verb(STEP))
    assert set(steps.values()) == {1}
    assert len(steps) == len(keys(monday))


def test_whoever_stands_at_the_gate_owes_its_lock_and_whoever_patrols_the_rounds(monday: Transaction) -> None:
    gates = [the(monday, key) for key in ("J17:2026-11-23:14:30:M-S", "J19:2026-11-23:19:00:M-N")]
    assert [(duty.owner, duty.post) for duty in gates] == [("P24", "NM"), ("P26", "BM")]
    walk = the(monday, "J01:2026-11-23:08:00:L01")
    assert (walk.owner, walk.post, walk.place) == ("P23", "XL", None)


def test_a_person_a_role_and_the_owner_of_a_place_are_meant_by_name_role_and_place(monday: Transaction) -> None:
    assert the(monday, "J57:2026-11-23:07:00:L20").owner == "P07"
    assert the(monday, "J52:2026-11-23:13:40:L16").owner == "P45"
    assert the(monday, "J39:2026-11-23:13:10:S1-X").owner == "P43"
    assert the(monday, "J56:2026-11-23:07:00:L10").owner == "P06"


def test_staff_rooms_take_turns_by_bed_the_same_one_morning_and_evening(monday: Transaction) -> None:
    rooms = {duty.target for duty in of_plan(monday, "J07", MONDAY)}
    assert len(rooms) == 12
    mondays, tuesdays = the(monday, "J07:2026-11-23:21:30:R3-403"), the(monday, "J07:2026-11-24:21:30:R3-403")
    # 1 September was bed 1: 83 days later of four beds it is the fourth's turn.
    assert (mondays.owner, tuesdays.owner) == ("P99", "P96")
    assert mondays.owner == the(monday, "J06:2026-11-23:07:20:R3-403").owner
    assert mondays.task is Task.SIGN


def test_whoever_is_at_work_is_signed_for_by_the_next_bed_and_that_is_kept(monday: Transaction) -> None:
    """P58's turn in R3-302 on Monday, who has been the primary school's teacher on duty since seven; not at night."""
    morning = the(monday, "J06:2026-11-23:07:20:R3-302")
    (kept,) = [record for record in monday.history.of_item(morning.item) if record["kind"] == "duty.instead"]
    assert (json.loads(kept["body"])["turn"], morning.owner) == ("P58", "P60")
    assert the(monday, "J07:2026-11-23:21:30:R3-302").owner == "P58"


def test_roll_calls_are_cards_by_floor_where_pupils_sleep(monday: Transaction) -> None:
    roll = the(monday, "J08:2026-11-23:20:40:R1")
    assert (roll.task, roll.owner, roll.post) == (Task.ROLL, "P33", "ZB1")
    assert roll.points == ("R1-F1",)
    assert the(monday, "J09:2026-11-23:21:40:R1").points == ("R1-F2", "R1-F3")
    assert the(monday, "J10:2026-11-23:22:10:R1").points == ("R1-F3", "R1-F4", "R1-F5", "R1-F6")


def test_what_is_over_is_not_planned_and_what_is_drawn_neither(monday: Transaction) -> None:
    found = keys(monday)
    assert not [key for key in found if key.startswith(("J16:2026-11-23", "J37:2026-11-23", "J71", "J72", "J73"))]
    assert "J59:2026-11-23:06:30:L15" in found


def test_a_weekend_has_no_lessons_and_a_make_up_saturday_has(tx: Transaction, sample: School) -> None:
    saturday = local("2026-11-28T00:10")
    planned(tx, saturday)
    assert not of_plan(tx, "J52", saturday.date())
    (make_up,) = [entry for entry in sample.calendar if entry.first == date(2026, 10, 10)]
    changed = replace(
        sample, calendar=(*sample.calendar, replace(make_up, first=saturday.date(), last=saturday.date()))
    )
    import_school(tx, saturday, changed)
    plan(tx, saturday)
    assert len(of_plan(tx, "J52", saturday.date())) == 2


def test_monthly_plans_hold_on_the_first_or_last_such_weekday_only(tx: Transaction) -> None:
    planned(tx, local("2026-12-01T00:10"))
    assert len(of_plan(tx, "J69", date(2026, 12, 1))) == 1
    replan(tx, local("2026-11-25T00:10"))
    plan(tx, local("2026-11-25T00:10"))
    assert len(of_plan(tx, "J70", date(2026, 11, 26))) == 1


def test_trial_records_and_a_paused_plan_is_not_planned(tx: Transaction) -> None:
    tx.switches.set("J01", Switch.PAUSED, NOW, by="P03")
    planned(tx)
    assert not of_plan(tx, "J01", MONDAY)
    assert the(tx, "J52:2026-11-23:13:40:L16").trial
    assert not the(tx, "J04:2026-11-23:23:00:L02").trial


def test_switching_on_chases_what_has_not_opened_and_pausing_takes_it_away(monday: Transaction) -> None:
    now = local("2026-11-23T07:45")
    monday.switches.set("J52", Switch.ON, now, by="P03")
    monday.switches.set("J04", Switch.PAUSED, now, by="P03")
    replan(monday, now)
    plan(monday, now)
    assert the(monday, "J52:2026-11-23:07:40:L16").trial
    assert not the(monday, "J52:2026-11-23:13:40:L16").trial
    assert not of_plan(monday, "J04", MONDAY)
    assert len(monday.due.of_verb(STEP)) == len(keys(monday))


def test_a_swap_moves_what_is_to_come_and_what_is_open_but_nothing_that_was_begun(monday: Transaction) -> None:
    now = local("2026-11-23T08:10")
    begun, opened = the(monday, "J01:2026-11-23:08:00:L01"), the(monday, "J56:2026-11-23:07:00:L10")
    monday.duties.change(begun.id, state=State.OPEN, begun_at=now, step=2)
    monday.duties.change(opened.id, state=State.OPEN, step=2)
    monday.roster_changes.add(RosterChange(0, MONDAY, "G1", "P23", "P74", (), by="P20"), now)
    replan(monday, now)
    plan(monday, now)
    assert the(monday, begun.key).owner == "P23"
    assert the(monday, "J01:2026-11-23:10:00:L01").owner == "P74"
    assert the(monday, "J01:2026-11-23:10:00:L01").post == "XL"


def test_somebody_who_covers_keeps_it_whatever_the_roster_says_then(monday: Transaction) -> None:
    covered = the(monday, "J01:2026-11-23:10:00:L01")
    monday.duties.change(covered.id, owner="P22", cover="P22")
    monday.roster_changes.add(RosterChange(0, MONDAY, "G1", "P23", "P74", (), by="P20"), NOW)
    replan(monday, NOW)
    plan(monday)
    assert the(monday, covered.key).owner == "P22"


def test_a_time_that_was_moved_in_the_workbook_moves_what_has_not_opened(monday: Transaction, sample: School) -> None:
    ends = local("2026-11-23T14:00")
    (moved,) = [p for p in sample.plans if p.code == "J63"]
    slots = tuple(replace(slot, ends=slot.ends.replace(minute=10)) for slot in moved.slots if slot.ends)
    changed = tuple(replace(p, slots=slots) if p.code == "J63" else p for p in sample.plans if p.code != "J62")
    import_school(monday, NOW, replace(sample, plans=changed))
    plan(monday)
    assert the(monday, "J63:2026-11-23:17:30:R1-EXT").due == ends.replace(hour=18, minute=10)
    assert not [key for key in keys(monday) if key.startswith("J62")]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from([plan_ahead, replan, one_unit]), max_size=12))
def test_planning_in_any_order_and_any_number_of_times_plans_once(
    whole_school: Callable[[], Transaction], steps: list[Callable[[Transaction, datetime], None]]
) -> None:
    tx = whole_school()
    plan_ahead(tx, NOW)
    for step in steps:
        step(tx, NOW)
    plan(tx)
    assert len(set(keys(tx))) == len(keys(tx)) == len(tx.due.of_verb(STEP)) == WHOLE_DAYS


def test_a_year_without_announced_holidays_is_planned_by_weekday_and_told_once(tx: Transaction) -> None:
    tx.accounts.bind("P03", 700_003, NOW)
    planned(tx, local("2031-03-03T06:45"))
    replan(tx, local("2031-03-03T07:45"))
    plan(tx, local("2031-03-03T07:45"))
    told = [parcel.about for parcel in tx.deliveries.look(NOW, [], [])]
    assert told == ["calendar.unannounced"]
    assert of_plan(tx, "J62", date(2031, 3, 3))


def test_what_somebody_had_in_hand_who_left_is_listed_for_the_lead(tx: Transaction, sample: School) -> None:
    """Lesson 18. P23 is on the round of eight o'clock; the others of the day go to whoever patrols then."""
    tx.accounts.bind("P20", 700_020, NOW)
    planned(tx)
    now = local("2026-11-23T08:10")
    begun = the(tx, "J01:2026-11-23:08:00:L01")
    tx.duties.change(begun.id, state=State.OPEN, begun_at=now, step=2)
    people = tuple(replace(p, presence=Presence.LEFT) if p.id == "P23" else p for p in sample.people)
    import_school(tx, now, replace(sample, people=people))
    plan(tx, now)
    (told,) = [parcel for parcel in tx.deliveries.look(now, [], []) if parcel.about == "person.left"]
    assert (told.facts["name"], [duty["duty"] for duty in told.facts["duties"]]) == ("段玉成", [begun.id])
    assert the(tx, begun.key).owner == "P23"
    assert the(tx, "J01:2026-11-23:10:00:L01").owner not in ("P23", None)


def test_a_school_elsewhere_signs_at_twenty_past_seven_by_its_own_clock_before_and_after_it_is_turned(
    tx: Transaction, sample: School
) -> None:
    """Lesson 7. In Berlin the night from 24 to 25 October 2026 is an hour longer: five rounds, none twice."""
    berlin = ZoneInfo("Europe/Berlin")
    saturday = datetime(2026, 10, 24, 12, tzinfo=berlin)
    import_school(tx, saturday, replace(sample, settings=replace(sample.settings, zone=berlin)))
    plan(tx, saturday)
    signed = [the(tx, f"J06:2026-10-{day}:07:20:R3-403").starts.astimezone(berlin) for day in (25, 26)]
    assert [f"{moment:%H:%M}" for moment in signed] == ["07:20", "07:20"]
    night = [duty.starts for duty in of_plan(tx, "J03", saturday.date())]
    assert len(set(night)) == len(night) == 5
    assert night[-1] - night[0] == timedelta(minutes=400 + 60)


def test_a_plan_that_was_paused_by_mistake_comes_back_with_what_had_been_announced(monday: Transaction) -> None:
    announced = the(monday, "J04:2026-11-23:23:00:L02")
    monday.duties.change(announced.id, step=1)
    for switch in (Switch.PAUSED, Switch.ON):
        monday.switches.set("J04", switch, NOW, by="P03")
        replan(monday, NOW)
        plan(monday)
    again = the(monday, announced.key)
    assert (again.id, again.state, again.excuse, again.step) == (announced.id, State.UPCOMING, "", 0)
    assert [row.subject for row in monday.due.of_verb(STEP)].count(str(again.id)) == 1


def test_nobody_works_with_a_certificate_that_has_run_out(monday: Transaction) -> None:
    """P101's turn at the stoves of the second canteen; his health certificate ended on 15 November."""
    cooks = {the(monday, f"J44:2026-11-{day}:09:50:S2-OP").owner for day in (23, 24, 25)}
    assert cooks == {"P41"}


def test_a_day_whose_planning_was_given_up_is_planned_in_the_night(tx: Transaction) -> None:
    plan_ahead(tx, NOW)
    tx.due.drop(VERB, "2026-11-24")
    plan(tx)
    assert not of_plan(tx, "J04", TUESDAY)
    jobs.arrange(tx, NOW)
    night = local("2026-11-24T03:30")
    (row,) = [row for row in tx.due.of_verb(jobs.VERB) if row.subject == "replan"]
    assert row.at == night
    jobs.run_job(tx, night, row)
    plan(tx, night)
    assert len(of_plan(tx, "J04", TUESDAY)) == 5
