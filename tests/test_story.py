"""The story that the house is built for: a photo goes from a teacher's phone to the plumber's and back."""

from tests.stage import Stage


async def test_a_photo_goes_from_the_teacher_to_the_plumber_and_back(stage: Stage) -> None:
    await stage.until("08:00")
    teacher, plumber = await stage.person("P53"), await stage.person("P15")
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    assert "3号教工宿舍楼-201" in await teacher.last()
    assert "对吗?" in await teacher.last()

    await teacher.taps("对,报上")
    assert "派给田大勇" in await teacher.last()
    assert await plumber.sees_photos() == 1
    assert "裴思远" in await plumber.last()

    before = len(await teacher.messages())
    await plumber.taps("接单")
    assert len(await teacher.messages()) == before
    assert "田大勇" in await teacher.last()
    assert "接了单" in await teacher.last()

    await plumber.taps("修好,拍照")
    await plumber.sends("tap-repaired")
    assert "好用吗?" in await teacher.last()
    assert await teacher.sees_photos() == 1

    await teacher.taps("好了,谢谢")
    assert "谢谢田大勇" in await teacher.reads()
    assert "好用,谢谢您" in await plumber.reads()


async def test_gas_in_the_canteen_is_heard_by_everybody_at_once_and_going_stops_the_ladder(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    electrician, canteen, head_of_logistics = (
        await stage.person("P13"),
        await stage.person("P35"),
        await stage.person("P03"),
    )
    deputy = await stage.person("P02")
    await teacher.says("一食堂有煤气味!")
    assert (await teacher.last()).startswith("别碰开关,先撤人,到外面打电话。")
    for called in (electrician, canteen, head_of_logistics):
        assert "一食堂" in await called.last()
        assert "我去" in str(await called.messages())
    assert "一食堂" not in await deputy.reads()

    assert "还在等人去" in await head_of_logistics.taps("知道了")
    await stage.until("10:11")
    assert "一食堂" in await deputy.last()

    assert "您去" in await canteen.taps("我去")
    heard = len(await electrician.messages())
    await stage.until("10:29")
    assert len(await electrician.messages()) == heard
    assert "高学礼" in await teacher.last()

    await canteen.taps("到了")
    await canteen.taps("已处理好")
    for told in (teacher, electrician, head_of_logistics, deputy):
        assert "谢谢高学礼" in await told.last()


async def test_the_same_fault_reported_twice_is_one_ticket_and_both_hear_of_it(stage: Stage) -> None:
    await stage.until("08:00")
    teacher, colleague, plumber = await stage.person("P53"), await stage.person("P54"), await stage.person("P15")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await colleague.says("3号楼201水龙头一直漏水")
    await colleague.taps("对,报上")
    assert "是同一个吗?" in await colleague.last()

    await colleague.taps("是,算我一个")
    assert "也算您一个" in await colleague.last()
    assert "施雅琴补充" in await plumber.last()

    await plumber.taps("接单")
    assert "接了单" in await colleague.last()
    assert len(await stage.rows(lambda tx: tx.tickets.of_assignee("P15"))) == 1


async def test_an_alarm_without_a_place_goes_out_at_once_and_the_place_follows(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, head_of_logistics = await stage.person("P53"), await stage.person("P03")
    await teacher.says("有人打架!")
    assert "地点没说" in await head_of_logistics.last()
    assert "在哪儿?" in await teacher.last()

    await teacher.sends("open-gate")
    assert "已加到刚才的警报里" in await teacher.last()

    await teacher.says("1号楼3层")
    assert "1号宿舍楼-3层" in await head_of_logistics.last()
    assert "1号宿舍楼-3层" in str(await head_of_logistics.messages())


async def test_a_photo_without_a_word_is_reported_in_three_taps_and_a_step_can_be_taken_back(stage: Stage) -> None:
    await stage.until("08:00")
    teacher, carpenter = await stage.person("P53"), await stage.person("P16")
    await teacher.says("A楼203窗户关不上")
    await teacher.taps("对,报上")
    await teacher.sends("broken-window")
    await teacher.taps("报修")
    await teacher.taps("教学楼A")
    assert "是哪一类?" in await teacher.last()

    await teacher.taps("上一步")
    assert "在哪儿?" in await teacher.last()

    await teacher.taps("教学楼A")
    await teacher.taps("家具木工")
    assert "2号" in await teacher.last()
    assert await carpenter.sees_photos() == 1
