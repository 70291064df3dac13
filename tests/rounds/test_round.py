"""A guard walks his round: photo, photo, photo of the posters, and one tap for all that was normal."""

from actions.duty_facts import duty_facts
from actions.place_tokens import token_of
from domain.duties import State
from domain.news import News
from tests.rounds.walking import DAY_ROUND, at, duty, picture, poster, reached, shows, the
from tests.stage import Stage

THREE = ("X-SE", "X-FIRE", "X-NE")


async def test_a_round_is_a_photo_a_point_and_one_tap_at_its_end(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    assert "3个点" in await guard.last()
    assert "第一个:围墙-东南角" in await guard.last()
    await stage.later(minutes=3)
    await shows(guard, await poster(stage, "X-SE"))
    assert "✅ 1/3 围墙-东南角 06:48。下一个:消防通道(南环)\n看:安全出口" in await guard.last()
    await stage.later(minutes=4)
    await shows(guard, await poster(stage, "X-FIRE"))
    await stage.later(minutes=4)
    await shows(guard, await poster(stage, "X-NE"))
    assert await guard.last() == "3个点都到了,11分钟。其余正常?"
    await guard.taps("正常,提交")
    assert "✅ 校园安全日巡交了,06:56。谢谢!" in await guard.reads()
    assert await reached(stage, number) == [("X-SE", "码"), ("X-FIRE", "码"), ("X-NE", "码")]
    done = await the(stage, number)
    assert (done.state, done.person, done.photos, done.faults) == (State.DONE, "P20", 3, 0)


async def test_an_album_of_three_posters_is_three_points(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await shows(guard, *[await poster(stage, place) for place in THREE])
    assert [point for point, _ in await reached(stage, number)] == list(THREE)
    assert "3个点都到了" in await guard.last()


async def test_a_photo_without_a_code_asks_which_point_and_is_kept(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await guard.sends("corridor-clear")
    assert "没看到码。哪个点?" in await guard.last()
    await guard.taps("围墙-东南角")
    assert await reached(stage, number) == [("X-SE", "点选")]
    assert (await the(stage, number)).photos == 1
    assert "下一个:消防通道(南环)" in await guard.last()


async def test_no_signal_and_a_broken_code_never_block(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await guard.taps("没信号")
    await guard.taps("码坏了")
    assert "拍一张现场就行" in await guard.last()
    await guard.taps("拍不了")
    await guard.taps("选点")
    await guard.taps("围墙-东北角")
    assert "3个点都到了" in await guard.last()
    assert [how for _, how in await reached(stage, number)] == ["没信号", "码坏了", "点选"]


async def test_what_was_not_reached_is_named_with_a_reason(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, "X-SE"))
    await guard.taps("就到这里")
    assert "还有2个点没到:消防通道(南环)、围墙-东北角。为什么?" in await guard.last()
    await guard.taps("门锁着,进不去")
    assert await guard.last() == "到了1个点,没到2个。其余正常?"
    await guard.taps("正常,提交")
    assert (await the(stage, number)).reached == 1


async def test_a_round_that_was_ended_by_mistake_goes_on(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await guard.taps("就到这里")
    await guard.taps("接着巡")
    await shows(guard, await poster(stage, "X-SE"))
    assert await reached(stage, number) == [("X-SE", "码")]


async def test_a_fault_becomes_a_ticket_with_its_photo_and_the_round_goes_on(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard, plumber = await stage.person("P20"), await stage.person("P15")
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, "X-SE"))
    await guard.taps("有问题")
    await guard.sends("leaking-pipe", caption="这里水管漏水")
    assert "要紧吗?" in await guard.last()
    await guard.taps("今天修")
    assert "水管漏水" in await plumber.reads()
    assert "围墙-东南角" in await plumber.last()
    assert await plumber.sees_photos() == 1
    assert "下一个:消防通道(南环)" in await guard.last()
    assert (await the(stage, number)).faults == 1


async def test_a_caption_on_a_poster_closes_the_point_and_opens_the_repair(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard, plumber = await stage.person("P20"), await stage.person("P15")
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, "X-SE"), caption="水管漏水")
    await guard.taps("今天修")
    assert await plumber.sees_photos() == 1
    assert await reached(stage, number) == [("X-SE", "码")]


async def test_a_code_from_elsewhere_is_no_point(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, "A-1"))
    assert "不在这一轮" in await guard.last()
    await shows(guard, picture("https://t.me/other_bot?start=somebody-elses-token"))
    assert "这不是我们的码。哪个点?" in await guard.last()
    assert await reached(stage, number) == []


async def test_a_round_goes_on_after_a_restart(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, "X-SE"))
    await stage.restart()
    await shows(guard, await poster(stage, "X-FIRE"))
    assert "✅ 2/3 消防通道(南环) 06:45。下一个:围墙-东北角\n看:" in await guard.last()
    assert len(await reached(stage, number)) == 2


async def test_a_second_person_is_told_who_walks_it(stage: Stage) -> None:
    number = await duty(stage, points=THREE, owner=None)
    for asked in ("P20", "P23"):
        await stage.rows(lambda tx, asked=asked: tx.hearers.offer(number, asked, stage.clock.now()))
    first = await stage.person("P20")
    await press_begin(stage, "P20", number)
    await shows(first, await poster(stage, "X-SE"))
    assert await press_begin(stage, "P23", number) == "雷队长已经在做了,到了1个点。谢谢!"


async def press_begin(stage: Stage, person: str, number: int) -> str:
    """The button on the duty's card, as any of its readers has it."""
    someone = await stage.person(person)
    facts = {"duties": [await stage.rows(lambda tx: duty_facts(tx, tx.duties.get(number)))]}
    await stage.rows(lambda tx: tx.outbox.put(News("round.which", person, facts), stage.clock.now()))
    await stage.settle()
    return await someone.taps("校园安全日巡")


async def test_the_photo_of_a_poster_opens_the_round_that_is_due(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await shows(guard, await poster(stage, "X-SE"))
    assert await reached(stage, number) == [("X-SE", "码")]
    assert "✅ 1/3 围墙-东南角" in await guard.last()
    assert "这是?" not in await guard.reads()


async def test_a_photo_of_something_else_is_a_report_though_a_round_is_due(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.sends("leaking-pipe")
    assert "收到照片。这是?" in await guard.last()
    assert (await the(stage, number)).begun_at is None


async def test_a_link_that_may_have_been_kept_counts_only_as_chosen(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    token = await stage.rows(lambda tx: token_of(tx, "X-SE"))
    await guard.says(f"/start {token}")
    assert await guard.last() == "这是围墙-东南角。那里有问题,拍一张或说一句。"
    await guard.says("🔦 巡查")
    await guard.says(f"/start {token}")
    assert await reached(stage, number) == [("X-SE", "点选")]
    assert "链接证明不了人在那里" in await guard.last()


async def test_a_missed_round_is_made_up_with_the_same_questions(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await stage.until("08:30")
    await stage.rows(lambda tx: tx.duties.change(number, state=State.MISSED))
    await guard.says("🔦 巡查")
    await shows(guard, *[await poster(stage, place) for place in THREE])
    await guard.taps("正常,提交")
    found = await the(stage, number)
    assert (found.state, found.made_up_at) == (State.MISSED, at("08:30"))
    assert "补上了,08:30" in await guard.reads()


async def test_a_picture_after_an_alarm_on_the_round_goes_to_the_alarm(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard, first = await stage.person("P20"), await stage.person("P13")
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, "X-SE"))
    await guard.says("教学楼A1层大厅插座冒烟了!")
    before = await stage.rows(lambda tx: len(tx.evidence.of_item("alarm:1")))
    await guard.sends("loose-socket")
    assert await stage.rows(lambda tx: len(tx.evidence.of_item("alarm:1"))) == before + 1
    assert "🚨" in await first.reads()
    await shows(guard, await poster(stage, "X-FIRE"))
    assert [point for point, _ in await reached(stage, number)] == ["X-SE", "X-FIRE"]


async def test_starting_over_keeps_the_points_that_were_reached(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, "X-SE"))
    await guard.says("/reset")
    await guard.says("🔦 巡查")
    assert "✅ 1/3 围墙-东南角" in await guard.last()
    await shows(guard, await poster(stage, "X-FIRE"))
    assert len(await reached(stage, number)) == 2


async def test_whoever_takes_a_round_over_goes_on_where_it_stands(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    first, second = await stage.person("P20"), await stage.person("P23")
    await first.says("🔦 巡查")
    await shows(first, await poster(stage, "X-SE"))
    await stage.rows(lambda tx: tx.duties.change(number, owner="P23"))
    await second.says("/round")
    assert "✅ 1/3 围墙-东南角" in await second.last()
    await shows(second, await poster(stage, "X-FIRE"))
    assert [point for point, _ in await reached(stage, number)] == ["X-SE", "X-FIRE"]


async def test_one_photo_that_nobody_can_place_does_not_silence_the_points_after_it(stage: Stage) -> None:
    await duty(stage)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await shows(guard, picture("https://example.com/another-school"))
    assert "照片收到了,这不是我们的码。哪个点?" in await guard.last()
    for count, place in enumerate(DAY_ROUND, start=1):
        await shows(guard, await poster(stage, place))
        if "拍不了" in str(await guard.messages()) and "手指比" in await guard.last():
            await guard.taps("拍不了")
        if count < len(DAY_ROUND):
            assert f"✅ {count}/13" in await guard.last()
            assert "哪个点?" not in await guard.last()
    assert "13个点都到了" in await guard.last()


async def test_a_list_that_was_opened_is_left_by_walking_on(stage: Stage) -> None:
    await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await guard.taps("选点")
    await shows(guard, await poster(stage, "X-SE"))
    assert "✅ 1/3 围墙-东南角" in await guard.last()


async def test_a_danger_told_on_a_posters_photo_is_where_the_poster_hangs(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, "X-SE"), caption="围墙倒了")
    alarm = await stage.rows(lambda tx: tx.alarms.get(1))
    assert (alarm.place, alarm.words) == ("X-SE", "围墙倒了")
    assert await stage.rows(lambda tx: len(tx.evidence.of_item("alarm:1"))) == 1
    assert await reached(stage, number) == [("X-SE", "码")]
    assert "✅ 1/3 围墙-东南角" in await guard.last()
    await shows(guard, await poster(stage, "X-FIRE"))
    assert [point for point, _ in await reached(stage, number)] == ["X-SE", "X-FIRE"]
    assert "已加到刚才的警报里" not in await guard.reads()


async def test_asked_where_the_danger_is_a_guard_still_walks_on(stage: Stage) -> None:
    number = await duty(stage, points=THREE)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await guard.sends("corridor-clear", caption="围墙倒了")
    assert await stage.rows(lambda tx: tx.alarms.get(1).place) is None
    where = (await guard.messages())[-1]
    assert "说不清" in str(where["buttons"])
    await shows(guard, await poster(stage, "X-SE"))
    assert await reached(stage, number) == [("X-SE", "码")]
    unclear = next(key for row in where["buttons"] for key in row if key["text"] == "说不清")
    await guard.presses(where["message_id"], unclear["data"])
    assert await stage.rows(lambda tx: tx.alarms.get(1).words) == "围墙倒了"
    before = await stage.rows(lambda tx: len(tx.evidence.of_item("alarm:1")))
    await guard.sends("loose-socket")
    assert await stage.rows(lambda tx: len(tx.evidence.of_item("alarm:1"))) == before + 1
    assert "已加到刚才的警报里" in await guard.reads()
