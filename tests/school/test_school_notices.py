"""What a school's data allows, and somebody is told all the same."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.school_notices import notices
from domain.people import Presence
from domain.plans import CalendarEntry, CalendarKind
from domain.school import School
from storage.workbook import read_school
from tests.school.small_school import busy_school, put, written

MONDAY = date(2026, 11, 23)


@pytest.fixture
def busy(tmp_path: Path) -> School:
    return read_school(written(tmp_path / "busy.xlsx", busy_school()))


def about(school: School, sheet: str, today: date = MONDAY) -> list[str]:
    return [line for line in notices(school, today) if line.startswith(f"{sheet}:")]


def test_a_year_that_was_not_announced_is_told_until_the_school_writes_it(sample: School) -> None:
    assert about(sample, "校历") == [
        "校历: 2027年的放假安排还没有公布,校历里也没有写,先按周一到周五排;公布后请补上放假和调课上班"
    ]
    spring = CalendarEntry(date(2027, 2, 6), date(2027, 2, 12), CalendarKind.OFF, "春节")
    assert about(replace(sample, calendar=(*sample.calendar, spring)), "校历") == []


def test_a_certificate_is_told_when_it_is_over_or_ends_before_the_last_shift(busy: School) -> None:
    head, electrician, guard = busy.people
    assert about(busy, "人员") == []
    over = replace(electrician, certificate="电工证", certificate_until=MONDAY - timedelta(days=1))
    ending = replace(guard, certificate="消防控制室证", certificate_until=MONDAY)
    told = about(replace(busy, people=(head, over, ending)), "人员")
    assert told == [
        "人员: P02 曹志强的电工证已经过期(2026-11-22),过期的不得排班",
        "人员: P03 孟庆彪的消防控制室证到期后还排了班(2026-11-23),过期的不得排班",
    ]
    gone = replace(over, presence=Presence.LEFT)
    still = about(replace(busy, people=(head, gone, guard)), "人员")
    assert still == ["人员: 上级还写着P02 曹志强,已经离职,请换人"]


def test_a_phone_number_does_not_belong_here(tmp_path: Path) -> None:
    sheets = put(put(busy_school(), "人员", "H3", 13812345678.0), "人员", "H2", "工号20260001138123456780")
    school = read_school(written(tmp_path / "busy.xlsx", sheets))
    assert about(school, "人员") == ["人员: P02那里像写了手机号,工作簿里不写号码"]


def test_a_category_that_nobody_takes_is_told(sample: School, busy: School) -> None:
    assert about(sample, "派单") == []
    assert about(busy, "派单")[1].startswith("派单: 全校夜间没有写谁接单: 水暖、")


def test_plans_that_nobody_will_do_are_told(busy: School) -> None:
    assert about(busy, "计划") == []
    assert about(busy, "计划", MONDAY + timedelta(days=1)) == ["计划: J01没有人做(角色没有人,或值班表今天起没有这个班)"]
    summer = tuple(replace(plan, day_kind="供暖期") for plan in busy.plans)
    cold = replace(busy, plans=summer, calendar=busy.calendar[:1])
    assert about(cold, "计划") == ["计划: J01、J02、J03、J04只在供暖期有,校历里没有写供暖期"]


def test_a_plan_for_a_group_without_places_is_told(busy: School) -> None:
    asleep = replace(busy.plans[2], target="组:睡的")
    elsewhere = replace(busy, plans=(asleep,), dorms=busy.dorms[1:], beds=())
    assert about(elsewhere, "计划") == ["计划: J03的对象里一个地方也没有"]


def test_a_roster_that_ends_soon_is_told(busy: School, sample: School) -> None:
    said = about(busy, "值班表")
    assert "值班表: 只排到2026-11-24,之后写班次的计划没有人" in said
    assert about(sample, "值班表") == []


def test_another_content_wants_another_version(busy: School) -> None:
    first, *others = busy.checklists
    shorter = replace(first, items=first.items[:-1])
    after = replace(busy, checklists=(shorter, *others))
    assert notices(after, MONDAY, busy)[-1] == "检查表: C01的检查项改了,版本没有改,请加一"
    raised = replace(busy, checklists=(replace(shorter, version="1.1"), *others))
    assert not [line for line in notices(raised, MONDAY, busy) if line.startswith("检查表")]


def test_a_hole_in_the_roster_and_who_is_on_leave_and_on_duty_are_told(sample: School) -> None:
    night = [row for row in sample.roster if row.shift == "W1N" and row.day == MONDAY + timedelta(days=2)]
    away = night[0].person
    without = replace(sample, roster=tuple(row for row in sample.roster if row not in night))
    assert about(sample, "值班表") == []
    assert about(without, "值班表") == ["值班表: 1号楼宿管夜班(W1N)没有人: 2026-11-25"]
    people = tuple(replace(it, presence=Presence.ON_LEAVE) if it.id == away else it for it in sample.people)
    said = about(replace(sample, people=people), "值班表")
    assert any(line.startswith("值班表: 1号楼宿管夜班(W1N)没有人: 2026-11-") for line in said)
    assert any(f"还排着: {away} " in line and "他们的班算没有人" in line for line in said)


def test_staff_rooms_without_people_or_leader_with_two_or_with_a_term_that_is_over_are_told(sample: School) -> None:
    beds = {bed.person: bed.place for bed in sample.beds}
    empty = replace(sample, beds=tuple(bed for bed in sample.beds if bed.place != "R3-201"))
    assert about(sample, "宿舍") == []
    assert about(empty, "宿舍") == ["宿舍: R3-201没有住人(或都不在岗),值日没有人签"]
    changed = {"R3-202": {"leader": None}, "R3-203": {"until": MONDAY - timedelta(days=1)}}
    dorms = tuple(replace(dorm, **changed.get(dorm.place, {})) for dorm in sample.dorms)
    people = tuple(
        replace(it, roles=(*it.roles, "room_leader")) if beds.get(it.id) == "R3-204" and it.id != "P39" else it
        for it in sample.people
    )
    assert about(replace(sample, dorms=dorms, people=people), "宿舍") == [
        "宿舍: R3-202没有寝室长,值日签字没有人看",
        "宿舍: R3-203寝室长的任期到2026-11-22,已经过了,请改选",
        "宿舍: R3-204有两个人的角色是寝室长: P39、P40、P93;签字由宿舍表里写的P39看",
    ]
