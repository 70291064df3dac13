"""The sample school comes in whole, and what it says is what the house then knows."""

from datetime import date, time, timedelta

from domain.dispatch import Rostered, Shift
from domain.escalation import Rung
from domain.hours import Hours, Window
from domain.people import Permission, Person, Phone, Presence
from domain.places import PlaceTree
from domain.school import School


def test_the_sample_has_everybody_and_everything(sample: School) -> None:
    assert len(sample.people) == 102
    assert len(sample.roles) == 40
    assert len(sample.places) == 524
    assert len(sample.dispatch) == 49
    assert len(sample.rungs) == 87
    assert len(sample.shifts) == 22
    assert len(sample.roster) == 752


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
    assert sample.shifts[18] == Shift("DL", "带班领导(白天在校,夜里住校听班)", time(7, 0), time(7, 0))
    assert Rostered(date(2026, 11, 23), "G1", "P22", ("XM", "XK")) in sample.roster
