"""Places as people say them: spoken numbers, nicknames, floors, classes, compass, rooms that several houses have."""

import pytest

from domain.places import Place, PlaceTree
from domain.reading.whereabouts import PlaceFinder
from tests.domain.labelled import reader, tree

SAID = {
    "一号楼三幺二水龙头坏了": "R1-312",
    "男寝312": "R1-312",
    "1号-312": "R1-312",
    "1-312灯坏": "R1-312",
    "1#312": "R1-312",
    "１号楼　３１２": "R1-312",
    "二号楼四零八": "R2-408",
    "三百零二 3号楼": "R3-302",
    "3号楼201": "R3-201",
    "3号楼201卫生间漏水": "R3-201",
    "D栋204": "D-204",
    "B305": "B-305",
    "B 305": "B-305",
    "A楼3F女厕": "A-T3W",
    "教学楼A三楼女厕所": "A-T3W",
    "教学楼A-3层女厕": "A-T3W",
    "A2女": "A-T2W",
    "A3男厕": "A-T3M",
    "D3女厕没纸": "D-T3W",
    "A楼三楼厕所": "A-F3",
    "男生楼三楼过道": "R1-3",
    "宿舍三楼过道灯坏了 男生楼": "R1-3",
    "R1五层": "R1-F5",
    "高二3班": "A-303",
    "高二(3)班": "A-303",
    "高二三班": "A-303",
    "六2班": "C-405",
    "六年级二班": "C-405",
    "八年级1班": "B-301",
    "初二一班": "B-301",
    "小一班": "K-101",
    "大二班午睡室": "K-302S",
    "教务处": "O-201",
    "8号监控": "R2-CAM8",
    "北门到宿舍那条路": "M-NRD",
    "幼儿园西门": "M-W",
    "南门岗": "M-S",
    "大门": "M-S",
    "图书馆大门": "E-DR",
    "1号楼大门": "R1",
    "小学门口": "C-DR",
    "A楼北面外墙": "A-N",
    "2号楼北侧": "R2-N",
    "围墙东北角": "X-NE",
    "食堂门口": "S1-DR",
    "一食堂传菜梯": "S1-LIFT",
    "二食堂蒸饭车": "S2-OP",
    "2号楼999": "R2",
    "bao an shi": None,
    "我们这儿漏水": None,
    "二号楼": "R2",
    "宿舍": None,
    "食堂": None,
    "100米跑道": "TRK",
    "留样130克": None,
}


@pytest.mark.parametrize(("text", "code"), SAID.items())
def test_a_place_is_found_as_people_say_it(text: str, code: str | None) -> None:
    assert reader().read(text).place == code


def test_a_bare_room_number_that_several_houses_have_is_left_open() -> None:
    reading = reader().read("我们寝室312水龙头坏了")
    assert reading.place is None
    assert set(reading.places[:2]) == {"R1-312", "R2-312"}


def test_a_bare_room_number_that_one_house_has_is_that_room() -> None:
    assert reader().read("415插座用不了").place == "R1-415"


@pytest.mark.parametrize(("home", "code"), [("R1", "R1-312"), ("R2", "R2-312"), ("R2-F3", "R2-312"), ("nowhere", None)])
def test_the_reporters_home_settles_what_is_open(home: str, code: str | None) -> None:
    assert reader().read("我们寝室312", home).place == code


def test_the_reporters_home_never_overrules_the_words() -> None:
    assert reader().read("2号楼312", "R1").place == "R2-312"


def test_without_words_for_a_place_only_the_home_is_offered() -> None:
    reading = reader().read("水龙头坏了", "R1")
    assert (reading.place, reading.places) == (None, ("R1",))


@pytest.mark.parametrize("text", ["打120", "拨打110", "温度112度", "应到312人", "压力0.312"])
def test_a_number_that_counts_something_is_no_room(text: str) -> None:
    assert reader().read(text).place is None


def test_a_school_with_other_names_is_read_as_well() -> None:
    def place(code: str, name: str, parent: str | None, kind: str, *aliases: str) -> Place:
        return Place(code, name, aliases, kind, parent, "", None)

    finder = PlaceFinder(
        PlaceTree(
            [
                place("S", "小镇学校", None, "校区"),
                place("H", "勤学楼", "S", "楼", "东楼"),
                place("H2", "勤学楼-2层", "H", "层"),
                place("H-21", "勤学楼-2层琴房", "H2", "房间"),
                place("W", "西楼", "S", "楼"),
                place("W-21", "西楼-201", "W", "房间"),
            ]
        )
    )
    assert finder.find("东楼二楼琴房").place == "H-21"
    assert finder.find("琴房").place == "H-21"
    assert finder.find("东楼2楼").place == "H2"
    assert finder.find("二零一").place is None
    assert finder.find("201").place == "W-21"


def test_a_school_without_places_finds_none() -> None:
    assert PlaceFinder(PlaceTree([])).find("一号楼312").place is None


def test_every_place_is_found_by_its_own_name() -> None:
    """But for twins that one name calls alike; the nearest house or floor is then right as well."""
    lost = [
        place.name
        for place in tree()
        if place.parent is not None
        and (found := PLACES.find(place.name).place) != place.code
        and found not in {outer.code for outer in tree().path(place.code)}
    ]
    assert len(lost) <= 0.02 * len(tree()), lost


PLACES = PlaceFinder(tree())


@pytest.mark.parametrize(
    ("text", "unheard"),
    [
        ("9号楼201灯坏了", "9号楼201"),
        ("十二号楼201灯坏了", "12号楼201"),
        ("H栋305空调不凉", "H栋305"),
        ("G305漏水", "G305"),
        ("三食堂洗碗机坏了", "三食堂"),
        ("科技楼一楼大厅灯不亮", "科技楼"),
    ],
)
def test_a_building_that_the_school_does_not_have_is_no_room_of_the_reporters_own(text: str, unheard: str) -> None:
    reading = reader().read(text, "R3")
    assert (reading.place, reading.places, reading.unheard) == (None, (), unheard)
    assert reading.place_words == unheard


@pytest.mark.parametrize(
    ("text", "place", "unheard"),
    [
        ("2号楼722门锁坏了", "R2", "722"),
        ("男寝718床塌了", "R1", "718"),
        ("A909灯坏了", "A", "909"),
        ("图书馆5楼灯坏了", "E", "5层"),
        ("高一9班投影不亮", "A", "高一(9)班"),
        ("2号楼3楼灯坏了", "R2-F3", ""),
    ],
)
def test_a_room_that_is_not_in_its_building_is_told_beside_it(text: str, place: str | None, unheard: str) -> None:
    reading = reader().read(text)
    assert (reading.place, reading.unheard) == (place, unheard)
