"""A warden calls the roll: one tap a floor when all are in, and only a pupil nobody can find raises the chain."""

from domain.duties import State, Task
from tests.rounds.walking import duty, the
from tests.stage import Stage

WARDEN = "P32"


async def roll(stage: Stage, plan: str = "J01") -> int:
    await stage.until("22:10")
    return await duty(
        stage, owner=WARDEN, points=(), starts="22:10", ends="22:40", name="1号楼晚点名(高中)", checklist="C04",
        target="R1", place="R1", task=Task.ROLL, chain="缺寝", plan=plan,
    )  # fmt: skip


async def test_a_house_in_which_all_are_in_is_eight_taps(stage: Stage) -> None:
    number = await roll(stage)
    warden = await stage.person(WARDEN)
    await warden.says("🔦 巡查")
    assert await warden.last() == "🌙 1层应到40,请假0,医务室0,该在40。"
    await warden.says("都在!")
    assert await warden.last() == "🌙 2层应到80,请假1,医务室1,该在78。"
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("都在")
    assert "找不到0" in await warden.last()
    await warden.taps("提交")
    assert (await the(stage, number)).state is State.DONE


async def test_who_is_known_to_be_elsewhere_raises_nothing(stage: Stage) -> None:
    await roll(stage)
    warden, teacher = await stage.person(WARDEN), await stage.person("P53")
    await warden.says("🔦 巡查")
    await warden.taps("有人不在")
    await warden.taps("103")
    await warden.taps("2")
    assert await warden.last() == "103 2床,这位在哪?"
    await warden.taps("医务室")
    assert "103 2床医务室" in await warden.last()
    assert "缺寝" not in await teacher.reads()
    await warden.taps("还有人不在")
    await warden.says("104 1床")
    await warden.taps("请假")
    await warden.taps("最后一位说错了")
    assert "104" not in await warden.last()
    await warden.taps("其余都在")
    assert "2层" in await warden.last()
    await warden.taps("上一步")
    assert "103 2床医务室" in await warden.last()
    for _floor in range(6):
        await warden.taps("都在")
    await warden.taps("上一步")
    assert "6层" in await warden.last()


async def test_who_is_not_found_raises_the_chain_by_room_and_bed_and_found_ends_it_for_all(stage: Stage) -> None:
    number = await roll(stage)
    warden, leader = await stage.person(WARDEN), await stage.person("P53")
    await warden.says("🔦 巡查")
    await warden.taps("有人不在")
    await warden.says("103 2床")
    await warden.taps("找不到")
    assert "1号宿舍楼-103 2床" in await leader.last()
    assert "先问同寝" in await warden.reads()
    assert "103 2床找不到" in await warden.last()
    assert await warden.taps("找到了") == "太好了,告诉大家了。"
    assert "已处理好" in await leader.reads()
    assert "谢谢祝大海" in await leader.reads()
    await warden.taps("其余都在")
    assert (await the(stage, number)).state is State.OPEN


async def test_two_who_are_missing_are_two_alarms(stage: Stage) -> None:
    await roll(stage)
    warden, leader = await stage.person(WARDEN), await stage.person("P53")
    await warden.says("🔦 巡查")
    await warden.taps("有人不在")
    await warden.says("103 2")
    await warden.taps("找不到")
    await warden.taps("还有人不在")
    await warden.says("104 1")
    await warden.taps("找不到")
    assert "1号宿舍楼-103 2床" in await leader.reads()
    assert "1号宿舍楼-104 1床" in await leader.reads()


async def test_a_room_that_is_not_on_the_floor_is_asked_again(stage: Stage) -> None:
    await roll(stage)
    warden = await stage.person(WARDEN)
    await warden.says("🔦 巡查")
    await warden.taps("有人不在")
    await warden.says("999 1床")
    assert "没有这间" in await warden.last()
    await warden.taps("返回")
    assert "该在40" in await warden.reads()


async def test_a_room_without_an_answer_keeps_the_roll_open_until_somebody_looked(stage: Stage) -> None:
    number = await roll(stage)
    warden, leader = await stage.person(WARDEN), await stage.person("P01")
    await warden.says("🔦 巡查")
    for room in ("103", "104"):
        await warden.taps("有人不在")
        await warden.taps(room)
        await warden.taps("整间没看到")
    assert "还没看到:103、104" in await warden.last()
    await warden.taps("有人不在")
    await warden.says("105 1床")
    await warden.taps("请假")
    for _floor in range(6):
        await warden.taps("都在")
    assert "1号宿舍楼-103还没看到,点名先开着。现在呢?\n后面还有1间。" in await warden.reads()
    assert (await the(stage, number)).state is State.OPEN
    await warden.taps("看过,都在")
    await warden.taps("有人不在")
    await warden.taps("2")
    await warden.taps("找不到")
    await warden.taps("其余都在")
    assert "找不到1。" in await warden.reads()
    await warden.taps("找到了")
    await warden.says("🔦 巡查")
    assert "找不到0。\n其中1位没有假条或留观登记,已记下。" in await warden.last()
    await warden.taps("提交")
    assert (await the(stage, number)).state is State.DONE
    await stage.until("23:01")
    assert "没有找不到的。没有假条或留观登记的1位。" in await leader.reads()


async def test_leave_that_is_entered_while_somebody_is_looked_for_is_told_and_no_bed_counts_twice(stage: Stage) -> None:
    await roll(stage)
    warden, teacher, leader = await stage.person(WARDEN), await stage.person("P54"), await stage.person("P53")
    await warden.says("🔦 巡查")
    await warden.taps("有人不在")
    await warden.says("103 2床")
    await warden.taps("找不到")
    await warden.taps("还有人不在")
    await warden.says("104 1床")
    await warden.taps("请假")
    await teacher.says("📝 请假")
    await teacher.says("1号楼103 2床 104 1床")
    await teacher.taps("明早7点")
    assert "1号宿舍楼-103 2床:施老师刚登了请假,到11-24 07:00" in await leader.last()
    await leader.taps("找到了")
    await warden.says("🔦 巡查")
    assert "应到40,请假1,医务室0,该在39。" in await warden.last()
    await warden.taps("其余都在")
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("都在")
    assert "请假5" in await warden.last()


async def test_the_nurse_says_whether_it_is_so_and_who_is_not_there_is_looked_for(stage: Stage) -> None:
    number = await roll(stage)
    warden, nurse, leader = await stage.person(WARDEN), await stage.person("P51"), await stage.person("P53")
    head = await stage.person("P01")
    await warden.says("🔦 巡查")
    for bed in ("103 2床", "104 1床"):
        await warden.taps("有人不在")
        await warden.says(bed)
        await warden.taps("医务室")
    assert await nurse.last() == "🩺 点名时祝师傅说1号宿舍楼-104 1床在医务室。在吗?"
    assert await nurse.taps("在") == "好,留观到11-24 07:00。"
    asked = next(it for it in await nurse.messages() if "103 2床" in it["text"])
    assert await nurse.presses(asked["message_id"], asked["buttons"][0][1]["data"]) == "好,已经去找了。"
    assert "1号宿舍楼-103 2床" in await leader.last()
    assert "简医生说1号宿舍楼-103 2床不在医务室" in await warden.reads()
    for _floor in range(6):
        await warden.taps("都在")
    await warden.says("🔦 巡查")
    assert "医务室2,找不到1。" in await warden.last()
    await warden.taps("提交")
    assert (await the(stage, number)).state is State.DONE
    assert "请假3 医务室2,找不到1。未交:无。" in await head.reads()
    await leader.taps("找到了")
    assert "已处理好" in await warden.reads()


async def test_leave_for_the_wrong_bed_hides_nobody(stage: Stage) -> None:
    warden, teacher = await stage.person(WARDEN), await stage.person("P53")
    await teacher.says("📝 请假")
    await teacher.says("1号楼103 2床")
    await teacher.taps("明早7点")
    await roll(stage)
    await warden.says("🔦 巡查")
    await warden.taps("有人不在")
    await warden.says("103 2床找不到")
    assert await warden.last() == "103 2床登了请假,点名不算缺。找不到这位,就点「找不到」。"
    await warden.taps("返回")
    await warden.taps("有人不在")
    await warden.taps("103")
    await warden.taps("2")
    await warden.taps("找不到")
    assert "1号宿舍楼-103 2床" in await teacher.last()
    await warden.says("103 2床")
    assert await warden.last() == "103 2床刚才说过了。"
    assert "应到40,请假0,医务室0,该在40。" in await warden.reads()
