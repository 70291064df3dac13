"""现在: one pinned message that edits itself while the day goes on."""

from actions.board import note_change
from domain.duties import State
from tests.managers.days import HOUR, Made, local, make_duties, make_duty
from tests.stage import Stage


async def test_the_board_is_one_pinned_message_that_edits_itself(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics, teacher = await stage.person("P03"), await stage.person("P53")
    await stage.rows(lambda tx: make_duties(tx, local("11-23 08:00"), 3, Made()))
    await head_of_logistics.says("📌 现在")
    assert "📌 现在 10:00\n✅ 今天3:已做3" in await head_of_logistics.last()
    board = (await head_of_logistics.messages())[-1]["message_id"]
    assert "📌 现在 10:00" in await head_of_logistics.pinned()

    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await stage.later(minutes=2)
    assert "🔧 报修余1" in await head_of_logistics.pinned()
    assert board in [message["message_id"] for message in await head_of_logistics.messages()]


async def test_a_board_that_shows_the_same_is_left_alone(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics = await stage.person("P03")
    await head_of_logistics.says("📌 现在")
    await stage.rows(lambda tx: note_change(tx, stage.clock.now()))
    await stage.later(minutes=2)
    assert "📌 现在 10:00" in await head_of_logistics.last()

    await stage.later(minutes=30)
    assert "📌 现在 10:30" in await head_of_logistics.last()


async def test_what_is_past_due_is_named_on_the_board(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics = await stage.person("P03")
    late = Made(State.OPEN, name="环境卫生两查", owner="P45")
    await stage.rows(lambda tx: make_duty(tx, local("11-23 09:55") - HOUR, late))
    await head_of_logistics.says("/now")
    assert "⏳ 过点没交1:08:55环境卫生两查(汤翠花)" in await head_of_logistics.last()


async def test_who_reads_no_summary_has_no_board(stage: Stage) -> None:
    cook = await stage.person("P39")
    await cook.says("/now")
    assert "📌" not in await cook.last()


async def test_a_board_that_was_deleted_comes_back_and_is_pinned(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics = await stage.person("P03")
    await head_of_logistics.says("📌 现在")
    before = len(await head_of_logistics.messages())
    gone = "Bad Request: message to edit not found"
    await stage.post("faults", method="editMessageText", kind="400", description=gone, chat=head_of_logistics.user)
    await stage.later(minutes=31)
    assert len(await head_of_logistics.messages()) == before + 1
    assert "📌 现在 10:30" in await head_of_logistics.pinned()


async def test_a_board_that_cannot_be_pinned_is_shown_once_all_the_same(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics = await stage.person("P03")
    before = len(await head_of_logistics.messages())
    await stage.post("faults", method="pinChatMessage", kind="400", description="Bad Request: not enough rights")
    await head_of_logistics.says("📌 现在")
    assert "📌 现在 10:00" in await head_of_logistics.last()
    assert len(await head_of_logistics.messages()) == before + 1


async def test_a_second_board_takes_the_place_of_the_first_at_the_top(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics = await stage.person("P03")
    await head_of_logistics.says("📌 现在")
    await stage.until("11:10")
    await head_of_logistics.says("📌 现在")
    assert (await head_of_logistics.pinned()).startswith("📌 现在 11:10")


async def test_who_went_and_did_not_answer_any_more_is_named_for_what_is_true(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics, teacher, plumber = [await stage.person(one) for one in ("P03", "P53", "P15")]
    await teacher.says("3号楼201爆管了")
    await head_of_logistics.says("📌 现在")
    assert "跑水,还没人去" in await head_of_logistics.pinned()
    await plumber.taps("我去")
    await stage.later(minutes=48)
    assert "跑水,田大勇去过,没回话" in await head_of_logistics.pinned()
    await head_of_logistics.says("✋ 要我定")
    assert "跑水:田大勇去过,没回话" in await head_of_logistics.last()

    await plumber.taps("去不了")
    await stage.later(minutes=2)
    assert "跑水,还没人去" in await head_of_logistics.pinned()
