"""请假 and 留观: what a class teacher or the nurse enters is what the roll call of tonight expects."""

from datetime import datetime, timedelta

import pytest

from actions.absences import absent_beds, follow_rows
from domain.dorms import Absence, AbsenceKind
from domain.entries import LEAVE, SICKBAY
from handlers.forms.beds import beds_in
from tests.rounds.test_roll_call import WARDEN, roll
from tests.stage import Stage, text_of
from tests.storage.rows import ask


async def test_a_class_teachers_leave_is_in_the_expected_number_tonight_and_taken_back_it_is_not(stage: Stage) -> None:
    teacher, nurse, warden = await stage.person("P53"), await stage.person("P51"), await stage.person(WARDEN)
    await roll(stage)
    await warden.says("🔦 巡查")
    assert await warden.last() == "🌙 1层应到40,请假0,医务室0,该在40。"
    await teacher.says("📝 请假")
    await teacher.says("103 2床")
    assert await teacher.last() == "103是哪栋楼的?"
    await teacher.taps("1号宿舍楼")
    await teacher.taps("明早7点")
    assert await teacher.last() == "📝 1号宿舍楼-103 2床请假,到11-24 07:00。点名不算缺。"
    await nurse.says("🩺 留观")
    await nurse.says("男寝104二床")
    await nurse.says("明天6:50")
    assert await nurse.last() == "🩺 1号宿舍楼-104 2床留观,到11-24 06:50。点名不算缺。"
    await warden.says("🔦 巡查")
    assert await warden.last() == "🌙 1层应到40,请假1,医务室1,该在38。"
    await nurse.taps("回寝室了")
    assert "回来了" in await nurse.last()
    await teacher.taps("登错了")
    await warden.says("🔦 巡查")
    assert await warden.last() == "🌙 1层应到40,请假0,医务室0,该在40。"


async def test_the_senior_roll_has_the_seniors_rooms_only_less_who_is_away(stage: Stage) -> None:
    teacher, nurse, warden = await stage.person("P53"), await stage.person("P51"), await stage.person(WARDEN)
    await roll(stage, plan="J10")
    await teacher.says("📝 请假")
    await teacher.says("1号楼312 2床 313 1床")
    await teacher.taps("明早7点")
    await nurse.says("🩺 留观")
    await nurse.says("1号楼307 6床")
    await nurse.taps("明早7点")
    await warden.says("🔦 巡查")
    assert await warden.last() == "🌙 3层应到60,请假2,医务室1,该在57。"
    await warden.taps("都在")
    assert "4层" in await warden.last()


async def test_many_beds_in_one_sentence_by_taps_and_until_any_moment(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await teacher.says("📝 请假")
    await teacher.says("1号楼312 1床、3床、1床 313的2床")
    await teacher.says("到2月30日 7:00")
    assert "什么时候" in await teacher.last()
    for words in ("周五", "请3天假,到26号早上7点", "明天3点"):
        await teacher.says(words)
        assert "什么时候" in await teacher.last()
    await teacher.taps("明晚6点")
    assert (await teacher.reads()).count("请假,到11-24 18:00") == 3
    await teacher.says("📝 请假")
    await teacher.taps("2号宿舍楼")
    await teacher.taps("3层")
    await teacher.taps("306")
    await teacher.taps("返回")
    await teacher.taps("309")
    await teacher.taps("4")
    await teacher.says("到周四晚上6点")
    assert await teacher.last() == "📝 2号宿舍楼-309 4床请假,到11-26 18:00。点名不算缺。"
    open_ones = await stage.rows(lambda tx: [(it.place, it.bed) for it in tx.entries.open_of(LEAVE) if not it.origin])
    assert sorted(open_ones) == [("R1-312", 1), ("R1-312", 3), ("R1-313", 2), ("R2-309", 4)]
    await teacher.says("📝 请假")
    await teacher.taps("看登过的")
    await teacher.taps("1号宿舍楼-313-2")
    await teacher.taps("提前回来了")
    await stage.later(days=2)
    left = await stage.rows(lambda tx: [(it.place, it.bed) for it in tx.entries.open_of(LEAVE) if not it.origin])
    assert left == [("R2-309", 4)]


async def test_what_is_no_bed_is_asked_again_in_one_sentence(stage: Stage) -> None:
    teacher, guard = await stage.person("P53"), await stage.person("P20")
    await teacher.says("📝 请假")
    for words, answer in {
        "1号楼999 1床": "学生寝室里没有999",
        "1号楼312 9床": "312只有1到6号床",
        "小王": "哪间几床",
        "3号楼201 1床": "是哪栋楼的",
    }.items():
        await teacher.says(words)
        assert answer in await teacher.last()
    await guard.says("/leave")
    assert await guard.last() == "请假由班主任、宿管来登。"


async def test_the_workbooks_rows_are_entries_once_and_a_chat_has_the_last_word(stage: Stage) -> None:
    listed = await stage.rows(lambda tx: [(it.kind, it.place, it.bed) for it in tx.entries.open_of(LEAVE, SICKBAY)])
    assert len(listed) == 8
    teacher = await stage.person("P56")
    await stage.until("17:00")
    await teacher.says("📝 请假")
    await teacher.taps("1号宿舍楼-203-2")
    await teacher.says("11月24日 8:00")
    await stage.restart()
    (entry,) = await stage.rows(lambda tx: tx.entries.open_of_bed("R1-203", 2))
    assert f"{entry.due:%H:%M}" == "00:00"
    await teacher.taps("提前回来了")
    await stage.restart()
    again = await stage.rows(lambda tx: [(it.kind, it.place, it.bed) for it in tx.entries.open_of(LEAVE, SICKBAY)])
    assert set(listed) - set(again) == {(LEAVE, "R1-203", 2)}


async def test_home_from_the_sick_bay_the_bed_is_empty_by_another_reason(stage: Stage) -> None:
    nurse = await stage.person("P51")
    await nurse.says("🩺 留观")
    await nurse.says("1号楼104 2床")
    await nurse.taps("明早7点")
    await nurse.taps("接回家了")
    assert "请假,到11-24 07:00" in await nurse.last()
    kinds = await stage.rows(lambda tx: [it.kind for it in tx.entries.absent(stage.clock.now() + timedelta(minutes=1))])
    assert kinds.count(LEAVE) == 3
    told = {text_of(it) for it in await nurse.messages()}
    assert any("接回家了" in text for text in told)
    records = ask(stage.folder / "zhiqin.db", "SELECT kind FROM record WHERE kind GLOB 'entry.*' AND person = 'P51'")
    assert [kind for (kind,) in records if kind != "entry.opened"] == ["entry.closed"]


@pytest.mark.parametrize(
    ("words", "beds"),
    [
        ("203 2床", [("203", [2])]),
        ("1号楼203 2床、3床,204 1床", [("203", [2, 3]), ("204", [1])]),
        ("男寝312三床和4床请假到明天18:00", [("312", [3, 4])]),
        ("203 2床 2号楼204 1床", [("203", [2]), ("204", [1])]),
        ("203-2", [("203", [2])]),
        ("203的2床和204的1床", [("203", [2]), ("204", [1])]),
        ("203(2床、3床)", [("203", [2, 3])]),
        ("203 十床、十二号床", [("203", [10, 12])]),
        ("203室2床,3天", [("203", [2])]),
        ("312", [("312", [])]),
        ("11月25日", []),
        ("小王请假", []),
    ],
)
def test_rooms_and_beds_are_read_out_of_a_sentence(words: str, beds: list[tuple[str, list[int]]]) -> None:
    assert beds_in(words) == beds


async def test_who_is_back_is_expected_however_often_the_bed_was_entered(stage: Stage) -> None:
    teacher, nurse, warden = await stage.person("P53"), await stage.person("P51"), await stage.person(WARDEN)
    await teacher.says("📝 请假")
    await teacher.says("1号楼103 2床")
    await teacher.taps("明早7点")
    leave = (await teacher.messages())[-1]
    await nurse.says("🩺 留观")
    await nurse.says("1号楼103 2床")
    await nurse.taps("明早7点")
    await teacher.presses(leave["message_id"], leave["buttons"][0][0]["data"])
    assert await teacher.last() == "1号宿舍楼-103 2床:这条关了。这张床还登着留观,到11-24 07:00,点名还是不算缺。"
    await teacher.says("📝 请假")
    await teacher.says("1号楼103 2床")
    await teacher.taps("明早7点")
    leave = (await teacher.messages())[-1]
    await nurse.taps("接回家了")
    row = Absence(AbsenceKind.LEAVE, "R1-103", 2, datetime(2026, 11, 23, 6), datetime(2026, 11, 25, 7), "P53")  # noqa: DTZ001
    listed = await stage.rows(lambda tx: tx.school.load().absences)
    await stage.rows(lambda tx: follow_rows(tx, stage.clock.now(), (*listed, row)))
    assert len(await stage.rows(lambda tx: tx.entries.open_of_bed("R1-103", 2))) == 1
    await teacher.presses(leave["message_id"], leave["buttons"][0][0]["data"])
    assert "回来了,点名照常算" in await teacher.reads()
    await roll(stage)
    await warden.says("🔦 巡查")
    assert await warden.last() == "🌙 1层应到40,请假0,医务室0,该在40。"


async def test_leave_entered_for_tonight_holds_tonight_and_fridays_stays(stage: Stage) -> None:
    teacher = await stage.person("P53")
    friday = Absence(AbsenceKind.LEAVE, "R1-103", 2, datetime(2026, 11, 27, 7), datetime(2026, 11, 29, 18), "P53")  # noqa: DTZ001
    listed = await stage.rows(lambda tx: tx.school.load().absences)
    await stage.rows(lambda tx: follow_rows(tx, stage.clock.now(), (*listed, friday)))
    await teacher.says("📝 请假")
    await teacher.says("1号楼103 2床")
    await teacher.taps("明早7点")
    assert await teacher.last() == "📝 1号宿舍楼-103 2床请假,到11-24 07:00。点名不算缺。"
    tonight = stage.clock.now() + timedelta(hours=4)
    for moment in (tonight, tonight + timedelta(days=4)):
        assert ("R1-103", 2) in await stage.rows(lambda tx, at=moment: absent_beds(tx, at))
    await teacher.taps("提前回来了")
    assert "点名照常算" in await teacher.last()
    left = await stage.rows(lambda tx: [it.starts.day for it in tx.entries.open_of_bed("R1-103", 2)])
    assert left == [26]
