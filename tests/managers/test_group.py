"""Groups: bound by a link, told of alarms and how they end, and never of who missed what."""

from actions.summary import send_summary
from domain.duties import State
from tests.managers.days import Made, local, make_duties
from tests.stage import Group, Someone, Stage

LINK = "https://t.me/"


async def bound_group(stage: Stage, *members: Someone) -> Group:
    """The managers' group, made by the first of them with a link of the bot's."""
    group = await stage.group("后勤管理", *members)
    await members[0].says("/group")
    link = (await members[0].last()).split("\n")[-1]
    assert link.startswith(LINK)
    await members[0].opens(link, group)
    return group


async def test_a_group_is_bound_by_a_link_that_works_once(stage: Stage) -> None:
    head_of_logistics = await stage.person("P03")
    group = await bound_group(stage, head_of_logistics)
    assert "这里是管理群了" in await group.last()

    other = await stage.group("家长群", head_of_logistics)
    link = (await head_of_logistics.last()).split("\n")[-1]
    await head_of_logistics.opens(link, other)
    assert "用过了" in await other.last()


async def test_a_guard_cannot_make_a_link(stage: Stage) -> None:
    captain = await stage.person("P20")
    await captain.says("/group")
    assert LINK not in await captain.last()


async def test_an_alarm_is_one_card_in_the_group_that_edits_itself_until_it_is_over(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics, deputy, teacher = await stage.person("P03"), await stage.person("P02"), await stage.person("P53")
    group = await bound_group(stage, head_of_logistics, deputy)
    before = len(await group.messages())
    await teacher.says("3号楼201爆管了!")
    assert "3号教工宿舍楼-201 跑水\n还没有人去。" in await group.last()

    assert "您去" in await group.taps(deputy, "我去")
    assert "顾云舟 10:00正在过去" in await group.last()
    assert len(await group.messages()) == before + 1

    await deputy.taps("到了")
    await deputy.taps("已处理好")
    assert "谢谢顾云舟" in await group.last()
    assert len(await group.messages()) == before + 1


async def test_a_stranger_in_the_group_cannot_own_an_alarm(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics, parent, teacher = (
        await stage.person("P03"),
        await stage.stranger("99"),
        await stage.person("P53"),
    )
    group = await bound_group(stage, head_of_logistics, parent)
    await teacher.says("3号楼201爆管了!")
    assert "总务处登记" in await group.taps(parent, "我去")
    assert "还没有人去" in await group.last()


async def test_the_summary_in_the_group_names_nobody_who_missed(stage: Stage) -> None:
    head_of_logistics = await stage.person("P03")
    group = await bound_group(stage, head_of_logistics)
    missed = Made(State.MISSED, name="环境卫生两查", owner="P45")
    await stage.rows(lambda tx: make_duties(tx, local("11-23 12:00"), 2, missed))
    await stage.rows(lambda tx: send_summary(tx, local("11-23 20:30")))
    await stage.settle()
    assert "漏2" in await group.last()
    assert "汤翠花" not in await group.reads()
    assert "汤翠花" in await head_of_logistics.last()


async def test_managers_hear_when_the_bot_is_put_out_of_their_group(stage: Stage) -> None:
    head_of_logistics = await stage.person("P03")
    group = await bound_group(stage, head_of_logistics)
    await group.throws_out_the_bot(head_of_logistics)
    assert "机器人不在管理群「后勤管理」里了" in await head_of_logistics.last()


async def test_a_group_that_becomes_a_supergroup_goes_on(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics, teacher = await stage.person("P03"), await stage.person("P53")
    group = await bound_group(stage, head_of_logistics)
    await group.becomes_a_supergroup(head_of_logistics)
    await teacher.says("3号楼201爆管了!")
    assert "跑水" in await group.last()
