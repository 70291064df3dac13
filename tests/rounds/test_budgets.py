"""What a duty may cost its person: taps, photos and messages, counted where Telegram counts them."""

from domain.checklists import EvidenceRule
from domain.duties import State, Task
from tests.rounds.walking import duty, poster, shows, the
from tests.stage import Stage

THREE = ("X-SE", "X-FIRE", "X-NE")


async def taps(stage: Stage) -> int:
    """Buttons pressed so far, by anybody."""
    calls = (await stage.get("calls"))["calls"]
    return sum(call["method"] == "answerCallbackQuery" for call in calls)


async def test_a_point_is_a_photo_and_one_line_of_answer(stage: Stage) -> None:
    await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    before = len(await guard.messages())
    await shows(guard, await poster(stage, "X-SE"))
    await shows(guard, await poster(stage, "X-FIRE"))
    assert await taps(stage) == 0
    assert len(await guard.messages()) == before + 2


async def test_a_broken_code_is_two_taps_and_a_photo_at_most(stage: Stage) -> None:
    await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await guard.taps("码坏了")
    await guard.sends("corridor-clear")
    assert "1/3" in await guard.last()
    assert await taps(stage) <= 2


async def test_a_whole_round_with_nothing_wrong_is_one_tap(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await shows(guard, await poster(stage, "X-SE"))
    await shows(guard, await poster(stage, "X-FIRE"))
    await shows(guard, await poster(stage, "X-NE"))
    await guard.taps("正常,提交")
    assert (await the(stage, number)).state is State.DONE
    assert await taps(stage) == 1


async def test_a_sign_off_is_two_taps_and_a_photo_at_most(stage: Stage) -> None:
    number = await duty(
        stage, owner="P09", points=(), ends="07:20", name="教工寝室值日签字", checklist="C05", target="R3-201",
        place="R3-201", task=Task.SIGN, evidence=EvidenceRule.EVERY_POINT,
    )  # fmt: skip
    member = await stage.person("P09")
    await member.sends("tidy-room")
    await member.taps("值日")
    assert (await the(stage, number)).state is State.DONE
    assert await taps(stage) <= 2


async def test_a_roll_call_of_six_floors_is_eight_taps_at_most(stage: Stage) -> None:
    await stage.until("22:10")
    number = await duty(
        stage, owner="P32", points=(), starts="22:10", ends="22:40", name="1号楼晚点名", checklist="C04", target="R1",
        place="R1", task=Task.ROLL, chain="缺寝",
    )  # fmt: skip
    warden = await stage.person("P32")
    await warden.says("🔦 巡查")
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("都在")
    await warden.taps("提交")
    assert (await the(stage, number)).state is State.DONE
    assert await taps(stage) <= 8
