"""The sample school comes in whole, and what it says is what the house then knows."""

from datetime import date, datetime, time, timedelta

from domain.checklists import EvidenceRule, Item, ItemKind, Severity
from domain.dispatch import Rostered, Shift
from domain.dorms import Absence, AbsenceKind, Bed, Dwellers
from domain.escalation import Rung
from domain.hours import Hours, Window
from domain.people import Permission, Person, Phone, Presence
from domain.places import PlaceTree
from domain.plans import CalendarEntry, CalendarKind, Grade, Manner, Plan, Post, Quiet, Route, Slot, Weekdays
from domain.school import School
from domain.steps import applying
from storage.workbook import read_workbook
from storage.workbook.sheets import REVISION, SHEETS
from tests.sample import SAMPLE


def test_the_sample_has_everybody_and_everything(sample: School) -> None:
    assert len(sample.people) == 102
    assert len(sample.roles) == 40
    assert len(sample.places) == 524
    assert len(sample.dispatch) == 49
    assert len(sample.rungs) == 87
    assert len(sample.shifts) == 22
    assert len(sample.roster) == 752
    assert len(sample.checklists) == 39
    assert sum(len(checklist.items) for checklist in sample.checklists) == 315
    assert len(sample.routes) == 22
    assert len(sample.plans) == 75
    assert len(sample.posts) == 10
    assert len(sample.day_kinds) == 6
    assert len(sample.calendar) == 19
    assert len(sample.dorms) == 184
    assert len(sample.beds) == 43
    assert len(sample.absences) == 8


def test_the_sample_explains_every_column_that_is_read() -> None:
    explained = next(it for it in read_workbook(SAMPLE).unread if it.sheet == "说明")
    told = {(sheet, head) for sheet, head, _words in explained.lines}
    wanted = {(sheet.name, column.head) for sheet in SHEETS for column in sheet.columns}
    assert wanted - told == {("值班表", REVISION)}, "which the export writes, and no office"


def test_the_settings_have_their_kinds(sample: School) -> None:
    settings = sample.settings
    assert settings.school == "澄溪实验学校(虚构)"
    assert settings.zone.key == "Asia/Shanghai"
    assert settings.night == settings.quiet == Window(time(22, 0), time(6, 30))
    assert settings.summary_at == time(20, 30)
    assert "焦味" in settings.urgent_words
    assert settings.urgent_misspellings["爆官"] == "爆管"
    assert settings.negations == ("没有", "无", "未见", "不", "未发现")
    assert settings.not_negations[0] == "不断"


def test_every_other_setting_is_kept_as_text(sample: School) -> None:
    rest = sample.settings.rest
    assert rest["照片保留天数"] == "180"
    assert rest["组:教工寝室"] == "宿舍类型=教工"
    assert rest["提醒.任务.1"] == "T-30 本人"
    assert "时区" not in rest


def test_a_person_is_read_with_roles_and_superior(sample: School) -> None:
    assert sample.people[12] == Person(
        id="P13",
        name="马德福",
        address="马师傅",
        roles=("repair_lead", "electrician"),
        section="全校",
        superior="P03",
        language="zh",
        presence=Presence.IN_SERVICE,
        phone=Phone.OWN,
        note="持电工证",
        certificate="电工证",
        certificate_until=date(2028, 9, 16),
    )
    assert sample.people[-1].presence is Presence.LEFT


def test_roles_say_what_they_may_do(sample: School) -> None:
    head = sample.roles[0]
    assert head.manager
    assert head.permissions == {
        Permission.REPORT,
        Permission.READ_SUMMARY,
        Permission.MANAGE_PEOPLE,
        Permission.APPROVE,
    }


def test_places_make_a_tree_under_the_campus(sample: School) -> None:
    tree = PlaceTree(sample.places)
    assert [place.code for place in tree.path("A-1")] == ["A-1", "A-F1", "A", "CX"]
    assert tree.get("A").water == "1层东侧楼梯下管井"
    assert tree.get("A").aliases[:2] == ("高中楼", "高中教学楼")


def test_ladder_shifts_and_roster_are_read(sample: School) -> None:
    assert sample.rungs[6] == Rung("紧急", 1, "deputy_head", timedelta(minutes=10), Hours.ALWAYS)
    assert sample.shifts[18] == Shift(
        "DL", "带班领导(白天在校,夜里住校听班)", time(7, 0), time(7, 0), timedelta(minutes=15)
    )
    assert Rostered(date(2026, 11, 23), "G1", "P22", ("XM", "XK")) in sample.roster


def test_a_plan_is_read_with_its_times(sample: School) -> None:
    plans = {plan.code: plan for plan in sample.plans}
    assert plans["J04"] == Plan(
        code="J04",
        name="男生楼夜间防火",
        checklist="C03",
        target="L02",
        who="W1N",
        manner=Manner.EVERY,
        slots=(Slot(time(23), time(5, 40), timedelta(minutes=100)),),
        day_kind="住宿日",
        weekdays=Weekdays(),
        evidence=EvidenceRule.EVERY_POINT,
        chain="漏报-宿管",
        grade=Grade.KEY,
        trial=False,
    )
    assert plans["J32"].slots == (Slot(time(18, 20), time(18, 50)), Slot(time(22, 10), time(22, 30)))
    assert plans["J06"].slots == (Slot(time(7, 20)),)
    assert [(slot.starts, slot.per_week) for slot in plans["J71"].slots] == [
        (time(8), 70),
        (time(14), 70),
        (time(20), 70),
    ]
    assert plans["J08"].weekdays == Weekdays(frozenset({1, 2, 3, 4, 7}))
    assert plans["J70"].weekdays == Weekdays(frozenset({4}), "末")


def test_a_checklist_a_route_and_a_post_are_read(sample: School) -> None:
    gates = next(checklist for checklist in sample.checklists if checklist.code == "C10")
    assert (gates.name, gates.evidence, gates.version) == ("门岗交接与落锁", EvidenceRule.EVERY_POINT, "1.0")
    assert [item.number for item in gates.items] == list(range(1, 11))
    assert gates.items[0] == Item(1, "门岗在岗人数(平时)", ItemKind.NUMBER, ">=1", Severity.SOON)
    assert sample.routes[21] == Route(
        "L22", "三门锁闭复查", ("M-S", "M-N", "M-W"), False, timedelta(minutes=2), timedelta(minutes=15)
    )
    assert sample.posts[2] == Post(
        "XM", "西门", "M-W", True, (Quiet(time(7, 20), time(8, 20)), Quiet(time(16, 10), time(17, 20)))
    )


def test_calendar_dorms_beds_and_absences_are_read(sample: School) -> None:
    assert sample.calendar[0] == CalendarEntry(
        date(2026, 9, 1), date(2027, 1, 22), CalendarKind.TERM, "2026-2027学年第一学期"
    )
    staff = next(dorm for dorm in sample.dorms if dorm.place == "R3-201")
    assert (staff.dwellers, staff.leader, staff.deputy, staff.beds) == (Dwellers.STAFF, "P19", "P53", 4)
    assert sample.beds[0] == Bed("R3-201", "P19", 1)
    assert sample.absences[0] == Absence(
        kind=AbsenceKind.LEAVE,
        place="R1-203",
        bed=2,
        starts=datetime.fromisoformat("2026-11-23 16:30"),
        ends=datetime.fromisoformat("2026-11-24 07:00"),
        by="P56",
    )


def test_a_point_of_a_route_asks_little_and_a_route_leaves_nothing_out(sample: School) -> None:
    tree = PlaceTree(sample.places)
    lists = {checklist.code: checklist for checklist in sample.checklists}
    routes = {plan.target: plan.checklist for plan in sample.plans if plan.target.startswith("L")}
    asked = {
        (route.code, point): [
            item.number for item in applying(lists[routes[route.code]].items, [tree.get(point)], lambda _: True)
        ]
        for route in sample.routes
        if route.code in routes
        for point in route.points
    }
    assert asked["L01", "M-S"] == [1, 2]
    assert asked["L01", "X-TRK"] == [11, 12]
    assert {len(numbers) for (route, _), numbers in asked.items() if routes[route] in ("C01", "C02", "C03")} == {
        2,
        3,
        4,
    }
    for route in ("L01", "L02", "L10", "L12", "L16", "L19", "L20", "L21"):
        everything = {number for (code, _), numbers in asked.items() if code == route for number in numbers}
        assert everything == {item.number for item in lists[routes[route]].items}
