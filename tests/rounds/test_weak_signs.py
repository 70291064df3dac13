"""Weak signs are noted for somebody to look at; nothing honest is ever blocked by one."""

from tests.rounds.walking import at, duty, poster, shows
from tests.stage import Someone, Stage

THREE = ("X-SE", "X-FIRE", "X-NE")


async def flags(stage: Stage, number: int) -> list[tuple[str, ...]]:
    return [point.flags for point in await stage.rows(lambda tx: tx.duties.reached(number))]


async def walking(stage: Stage, points: tuple[str, ...] = THREE) -> tuple[int, Someone]:
    number = await duty(stage, points=points)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    return number, guard


async def test_an_honest_round_has_no_flag(stage: Stage) -> None:
    number, guard = await walking(stage)
    await shows(guard, await poster(stage, "X-SE"))
    await stage.later(minutes=4)
    await shows(guard, await poster(stage, "X-FIRE"))
    await stage.later(minutes=4)
    await shows(guard, await poster(stage, "X-NE"))
    assert await flags(stage, number) == [(), (), ()]


async def test_faster_than_walking_is_noted(stage: Stage) -> None:
    number, guard = await walking(stage)
    await shows(guard, await poster(stage, "X-SE"))
    await stage.later(minutes=1)
    await shows(guard, await poster(stage, "X-FIRE"))
    assert await flags(stage, number) == [(), ("too_fast",)]


async def test_another_order_than_the_routes_is_noted(stage: Stage) -> None:
    number, guard = await walking(stage)
    await shows(guard, await poster(stage, "X-NE"))
    assert await flags(stage, number) == [("out_of_order",)]


async def test_a_forwarded_photo_is_noted(stage: Stage) -> None:
    number, guard = await walking(stage)
    friend = await stage.person("P23")
    await shows(guard, await poster(stage, "X-SE"), forward_from=friend.user)
    assert await flags(stage, number) == [("forwarded",)]


async def test_the_same_file_as_in_an_earlier_round_is_noted(stage: Stage) -> None:
    photo = await poster(stage, "X-SE")
    await walking(stage)
    guard = stage.people["P20"]
    await shows(guard, photo)
    await guard.taps("就到这里")
    await guard.taps("时间不够")
    await guard.taps("正常,提交")
    later = await duty(stage, points=THREE, starts="06:40", ends="08:10", name="校园安全日巡(二)")
    await guard.says("🔦 巡查")
    await shows(guard, photo)
    assert await flags(stage, later) == [("seen_before",)]


async def test_photos_taken_without_a_signal_count_when_they_were_taken(stage: Stage) -> None:
    number, guard = await walking(stage)
    await stage.until("07:30")
    await shows(guard, await poster(stage, "X-SE"), date=at("07:00").isoformat())
    await shows(guard, await poster(stage, "X-FIRE"), date=at("07:05").isoformat())
    await shows(guard, await poster(stage, "X-NE"), date=at("07:10").isoformat())
    assert "刚才没信号时拍的吗?" in await guard.last()
    await guard.taps("是,没信号")
    await guard.taps("正常,提交")
    assert await flags(stage, number) == [("late",)] * 3
    assert (await stage.rows(lambda tx: tx.duties.get(number))).said_at == at("07:10")


async def test_one_point_in_four_wants_a_picture_of_the_place(stage: Stage) -> None:
    number, guard = await walking(stage, ("X-SE", "X-FIRE", "X-NE", "X-NW"))
    await shows(guard, *[await poster(stage, place) for place in ("X-SE", "X-FIRE", "X-NE", "X-NW")])
    asked = await guard.reads()
    assert asked.count("多拍一张现场") <= 1
    assert await stage.rows(lambda tx: len(tx.duties.reached(number))) == 4
