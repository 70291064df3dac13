"""Function rooms: opened, left with a photo, accepted by whoever is next; who forgets is reminded, then the keeper."""

from domain.entries import ROOM, TAKEN, TIDY
from tests.stage import Stage


async def ended(stage: Stage) -> list[tuple[str, str]]:
    """How each use of the room ended, and how the next one found it."""
    rows = await stage.rows(lambda tx: [tx.entries.get(number) for number in range(9, 14)])
    return [(it.how, it.answer) for it in rows if it is not None and it.kind == ROOM]


async def test_a_room_is_used_left_with_a_photo_and_accepted_by_the_next(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, following, keeper = await stage.person("P96"), await stage.person("P97"), await stage.person("P61")
    await teacher.says("🏫 功能室")
    await teacher.says("南门")
    assert "不是功能室" in await teacher.last()
    await teacher.says("美工室")
    assert "进来时都好吗" in await teacher.last()
    await teacher.taps("是,都好")
    await teacher.taps("1节课")
    assert await teacher.last() == "🏫 幼儿园楼-美工室开了,用到10:45。用完拍一张就关。"
    await teacher.taps("用完了,拍照")
    await teacher.sends("leaking-pipe")
    assert "照片留着。下一位进来会看" in await teacher.last()
    await following.says("🏫 功能室")
    await following.says("美工室")
    assert "上次是尚老师用的,走时是这样(见图)" in await following.last()
    assert await following.sees_photos() == 1
    await following.taps("有问题")
    await following.says("水龙头漏水,桌子没归位")
    await following.taps("2节课")
    assert "坏的地方报修了,1号" in await following.reads()
    assert "祁老师进来时不是您走时的样子:水龙头漏水" in await teacher.last()
    assert "祁老师进来时没收好(上一位:尚老师)" in await keeper.last()
    assert await ended(stage) == [(TIDY, "bad"), ("", "")]


async def test_who_forgets_is_reminded_then_the_keeper_and_the_next_user_takes_over(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, following, keeper = await stage.person("P96"), await stage.person("P97"), await stage.person("P61")
    token = await stage.rows(lambda tx: tx.tokens.of("K-ART"))
    await teacher.says(f"/start {token}")
    await teacher.taps("是,都好")
    await teacher.says("10:30")
    await stage.until("10:40")
    assert "说好用到10:30,过10分钟了" in await teacher.last()
    assert await teacher.taps("再用1节课") == "好,用到11:25。"
    await stage.until("11:55")
    assert "过30分钟还没关,尚老师开的" in await keeper.last()
    await following.says(f"/start {token}")
    assert "还是尚老师开着的(10:00起)" in await following.last()
    await following.taps("是,都好")
    await following.taps("1节课")
    assert "祁老师接着用幼儿园楼-美工室了" in await teacher.last()
    assert await teacher.taps("用完了,拍照") == "幼儿园楼-美工室 11:55有人接着用了,没有离开时的照片。"
    await following.says(f"/start {token}")
    await following.taps("拍不了")
    assert await ended(stage) == [(TAKEN, "good"), ("unphotographed", "")]
