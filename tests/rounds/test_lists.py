"""Lists with limits: what is normal is one tap, numbers are typed, and what is out of limit is dealt with first."""

from domain.checklists import EvidenceRule
from domain.duties import State
from tests.rounds.walking import duty, poster, shows, the
from tests.stage import Someone, Stage


async def boiler(stage: Stage) -> int:
    return await duty(
        stage, owner="P17", points=("G-BL",), place="G-BL", target="L11", name="锅炉巡检", checklist="C23",
        evidence=EvidenceRule.EVERY_POINT, chain="锅炉燃气",
    )  # fmt: skip


async def begun(stage: Stage) -> Someone:
    operator = await stage.person("P17")
    await operator.says("🔦 巡查")
    await shows(operator, await poster(stage, "G-BL"))
    await operator.taps("全部正常")
    return operator


async def test_a_lift_is_two_taps(stage: Stage) -> None:
    number = await duty(
        stage, owner="P06", points=("D-EL",), place="D-EL", target="L15", name="电梯日检", checklist="C24"
    )
    keeper = await stage.person("P06")
    await keeper.says("🔦 巡查")
    assert "1 检验合格标志在有效期" in await keeper.last()
    await keeper.taps("全部正常")
    assert "维保距今" in await keeper.last()
    await keeper.says("7天")
    done = await the(stage, number)
    assert (done.state, done.faults, done.reached) == (State.DONE, 0, 1)


async def test_what_is_wrong_on_a_screen_is_tapped_and_dealt_with(stage: Stage) -> None:
    number = await duty(
        stage, owner="P06", points=("D-EL",), place="D-EL", target="L15", name="电梯日检", checklist="C24"
    )
    keeper = await stage.person("P06")
    await keeper.says("🔦 巡查")
    await keeper.taps("4")
    assert "❌4 照明、风扇、楼层按钮" in await keeper.last()
    await keeper.taps("其余正常")
    assert "⚠️ 照明、风扇、楼层按钮:否" in await keeper.last()
    await keeper.taps("报修")
    assert "照明、风扇、楼层按钮:否|" in await keeper.reads()
    await keeper.says("7")
    assert (await the(stage, number)).faults == 1


async def test_a_pressure_beyond_its_limit_says_first_what_to_do(stage: Stage) -> None:
    await boiler(stage)
    operator = await begun(stage)
    assert "压力" in await operator.last()
    await operator.says("0。9MPa")
    assert "。应≤0.7MPa" in await operator.last()
    assert "先停炉,人离开,再报。" in await operator.last()
    await operator.taps("重新量")
    await operator.says("零点六五")
    assert "两只压力表差" in await operator.last()


async def test_measured_twice_beyond_an_urgent_limit_is_an_alarm(stage: Stage) -> None:
    await boiler(stage)
    lead = await stage.person("P13")
    operator = await begun(stage)
    await operator.says("0.9")
    assert "锅炉" not in await lead.last()
    await operator.taps("重新量")
    await operator.says("0.9")
    assert "锅炉" in await lead.last()
    assert "两只压力表差" in await operator.reads()


async def test_what_was_put_right_with_a_photo_is_no_ticket(stage: Stage) -> None:
    number = await boiler(stage)
    operator = await begun(stage)
    await operator.says("0.6")
    await operator.says("0.2")
    await operator.taps("已处理,拍照")
    await operator.sends("corridor-clear")
    assert "已当场弄好,记上了" in await operator.reads()
    assert (await the(stage, number)).faults == 1
    assert await stage.rows(lambda tx: tx.tickets.waiting()) == []


async def test_words_that_are_no_number_are_asked_again(stage: Stage) -> None:
    await boiler(stage)
    operator = await begun(stage)
    await operator.says("挺好的")
    assert await operator.last() == "请只写一个数,比如 65。"


async def test_only_the_way_that_was_chosen_is_asked_about(stage: Stage) -> None:
    number = await duty(
        stage, owner="P43", points=("S1-X",), place="S1-X", target="S1-X", name="餐具消毒", checklist="C15"
    )  # fmt: skip
    washer = await stage.person("P43")
    await washer.says("/round")
    await washer.taps("全部正常")
    await washer.taps("红外")
    assert "红外:温度" in await washer.last()
    await washer.says("125")
    await washer.says("15")
    assert (await the(stage, number)).state is State.DONE


async def test_pulled_plugs_are_compared_with_those_to_be_pulled(stage: Stage) -> None:
    await duty(stage, owner="P53", points=("A",), place="A", target="A", name="人走拔插", checklist="C08")
    teacher = await stage.person("P53")
    await teacher.says("/round")
    await teacher.taps("全部正常")
    await teacher.says("12")
    await teacher.says("11")
    assert "⚠️ 已拔插头数:11" in await teacher.last()
    await teacher.taps("重新量")
    await teacher.says("十二")
    assert "✅ 人走拔插交了" in await teacher.reads()


async def test_a_clearing_goes_from_place_to_place_and_ends_in_the_lock(stage: Stage) -> None:
    number = await duty(
        stage, owner="P61", points=("K-1", "K-2", "M-W"), target="L05", name="幼儿园离园清园", checklist="C12",
        chain="孩子未接", evidence=EvidenceRule.EVERY_POINT,
    )  # fmt: skip
    teacher = await stage.person("P61")
    await teacher.says("/round")
    await shows(teacher, await poster(stage, "K-1"))
    assert "幼儿园楼-1层门厅 1/3" in await teacher.last()
    assert "未接幼儿/低年级学生数" in await teacher.last()
    await teacher.taps("没有")
    await teacher.taps("全部正常")
    await shows(teacher, await poster(stage, "K-2"))
    await teacher.taps("全部正常")
    await shows(teacher, await poster(stage, "M-W"))
    await teacher.taps("全部正常")
    assert "🔒 最后一步:锁好大门,拍一张锁。" in await teacher.last()
    assert (await the(stage, number)).state is State.OPEN
    await teacher.sends("locked-gate")
    await teacher.taps("正常,提交")
    assert (await the(stage, number)).state is State.DONE


async def test_a_gate_that_cannot_be_locked_is_dealt_with(stage: Stage) -> None:
    await duty(
        stage, owner="P58", points=("C-1",), place="C-1", target="L06", name="小学放学清校", checklist="C12",
        chain="孩子未接",
    )  # fmt: skip
    teacher = await stage.person("P58")
    await teacher.says("/round")
    await teacher.taps("没有")
    await teacher.taps("全部正常")
    await teacher.taps("锁不了")
    assert "⚠️ 大门已落锁:否" in await teacher.last()
    await teacher.taps("马上危险")
    assert "已经通知了" in await teacher.reads()


async def test_a_long_canteen_list_asks_at_each_place_what_belongs_there(stage: Stage) -> None:
    number = await duty(
        stage, owner="P38", points=("S1-K", "S1-C"), target="L08", name="食堂日管控", checklist="C14", place=None
    )  # fmt: skip
    keeper = await stage.person("P38")
    await keeper.says("/round")
    await shows(keeper, await poster(stage, "S1-K"))
    assert "一食堂-后厨燃气总阀 1/2" in await keeper.last()
    assert "1 人员晨检并记录" in await keeper.last()
    await keeper.taps("全部正常")
    await shows(keeper, await poster(stage, "S1-C"))
    assert "一食堂-冷库 2/2" in await keeper.last()
    await keeper.taps("全部正常")
    await keeper.taps("正常,提交")
    assert (await the(stage, number)).state is State.DONE


async def test_a_patrol_asks_only_what_must_be_told(stage: Stage) -> None:
    number = await duty(
        stage, owner="P32", points=("R1-1", "R1-2"), target="L02", name="男生楼夜间防火", checklist="C03",
        chain="漏报-宿管",
    )  # fmt: skip
    warden = await stage.person("P32")
    await warden.says("🔦 巡查")
    assert "看:" in await warden.last()
    await shows(warden, await poster(stage, "R1-1"))
    assert "生病学生数" in await warden.last()
    await warden.taps("没有")
    await shows(warden, await poster(stage, "R1-2"))
    await warden.taps("正常,提交")
    assert (await the(stage, number)).state is State.DONE
