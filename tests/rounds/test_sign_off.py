"""A staff room is signed with one photo from the door, and its leader looks."""

from domain.duties import State, Task
from tests.rounds.walking import at, duty, the
from tests.stage import Stage


async def signing(stage: Stage, owner: str = "P09") -> int:
    return await duty(
        stage, owner=owner, points=(), starts="06:45", ends="07:20", name="教工寝室值日签字", checklist="C05",
        target="R3-201", place="R3-201", task=Task.SIGN, chain="漏报-寝室",
    )  # fmt: skip


async def test_a_sign_off_is_one_tap_and_a_photo_and_the_leader_looks(stage: Stage) -> None:
    number = await signing(stage)
    member, leader = await stage.person("P09"), await stage.person("P19")
    await begin(stage, "P09")
    assert "做好从门口拍一张" in await member.last()
    await member.sends("tidy-room")
    assert "✅ 教工寝室值日签字交了,06:45。谢谢!" in await member.reads()
    assert (await the(stage, number)).state is State.DONE
    assert await leader.last() == "3号教工宿舍楼-201 贺老师 06:45签了(见图),看过了吗?"
    assert await leader.sees_photos() == 1
    assert await leader.taps("合格") == "记下了,谢谢。"
    assert "合格" in await leader.last()


async def test_redo_reopens_it_while_there_is_time(stage: Stage) -> None:
    number = await signing(stage)
    member, leader = await stage.person("P09"), await stage.person("P19")
    await begin(stage, "P09")
    await member.sends("tidy-room")
    await leader.taps("请重做")
    assert (await the(stage, number)).state is State.OPEN
    assert "请再收拾一下,07:35前重拍一张" in await member.last()
    await member.taps("做好了")
    await member.sends("corridor-clear")
    assert (await the(stage, number)).state is State.DONE
    assert "看过了吗?" in await leader.last()


async def test_redo_after_the_end_is_only_kept(stage: Stage) -> None:
    number = await signing(stage)
    member, leader = await stage.person("P09"), await stage.person("P19")
    await begin(stage, "P09")
    await member.sends("tidy-room")
    await stage.until("08:00")
    await leader.taps("请重做")
    assert (await the(stage, number)).state is State.DONE
    assert "时间过了,您的意见记下了" in await leader.last()


async def test_the_deputy_looks_at_what_the_leader_signed(stage: Stage) -> None:
    await signing(stage, owner="P19")
    leader, deputy = await stage.person("P19"), await stage.person("P53")
    await begin(stage, "P19")
    await leader.sends("tidy-room")
    assert "看过了吗?" in await deputy.last()
    assert "看过了吗?" not in await leader.reads()


async def test_the_leader_is_reminded_once(stage: Stage) -> None:
    await signing(stage)
    member, leader = await stage.person("P09"), await stage.person("P19")
    await begin(stage, "P09")
    await member.sends("tidy-room")
    await stage.later(hours=5)
    assert (await leader.reads()).count("看过了吗?") == 2


async def test_a_photo_that_was_taken_without_a_signal_counts_when_it_was_taken(stage: Stage) -> None:
    number = await signing(stage)
    member = await stage.person("P09")
    await begin(stage, "P09")
    await stage.until("07:40")
    taken = (at("07:18")).isoformat()
    await member.sends("tidy-room", date=taken)
    assert "刚才没信号时拍的吗?" in await member.last()
    await member.taps("是,没信号")
    signed = await the(stage, number)
    assert (signed.state, signed.said_at) == (State.DONE, at("07:18"))


async def test_a_photo_that_was_not_taken_then_is_made_up(stage: Stage) -> None:
    number = await signing(stage)
    member = await stage.person("P09")
    await begin(stage, "P09")
    await stage.until("07:40")
    await member.sends("tidy-room", date=at("07:18").isoformat())
    await member.taps("不是")
    signed = await the(stage, number)
    assert (signed.state, signed.made_up_at) == (State.MISSED, at("07:40"))


async def begin(stage: Stage, person: str) -> None:
    someone = await stage.person(person)
    await someone.says("/round")


async def test_a_photo_sent_without_a_word_signs_with_one_tap(stage: Stage) -> None:
    number = await signing(stage)
    member = await stage.person("P09")
    await member.sends("tidy-room")
    await member.taps("值日")
    assert (await the(stage, number)).state is State.DONE
