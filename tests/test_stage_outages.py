"""Outages: time goes by, the bot does not run or reaches nobody, and what people said meanwhile waits."""

from tests.stage import Stage


async def test_what_was_said_while_the_bot_did_not_run_waits_and_is_answered_afterwards(stage: Stage) -> None:
    teacher = await stage.person("P53")
    async with stage.away(minutes=40):
        await teacher.says("3号楼201水管漏水")
        assert "水管" not in await teacher.last()
        assert (await stage.get("clock"))["outage"] == "process"
    assert "对吗" in await teacher.last()
    assert (await stage.get("clock"))["now"] == "2026-11-22T23:25:00+00:00"


async def test_a_button_pressed_early_in_a_long_outage_is_not_delivered_any_more(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    card = (await teacher.messages())[-1]
    await stage.post("outage")
    await teacher.presses(card["message_id"], card["buttons"][0][0]["data"])
    assert stage.rehearsal.world.updates.unconfirmed == 1
    await stage.post("clock", to="2026-11-23T07:00:00+08:00")
    assert stage.rehearsal.world.updates.unconfirmed == 0
    await stage.post("outage", over=True)
    await stage.settle()
    assert "对吗" in await teacher.last()


async def test_a_bot_without_a_network_sends_what_it_has_to_say_when_the_line_is_back(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await stage.outage(minutes=30, kind="network")
    await teacher.says("3号楼201水管漏水")
    assert "对吗" in await teacher.last()


async def test_an_outage_is_asked_for_in_one_way_at_a_time(stage: Stage) -> None:
    async def refuses(**fields: object) -> str:
        async with stage.session.post(f"{stage.rehearsal.url}/stage/outage", json=fields) as answer:
            assert answer.status == 400
            return str((await answer.json())["error"])

    assert "not both" in await refuses(minutes=5, to="2026-11-23T07:00:00+08:00")
    assert "process, network" in await refuses(kind="flood")
    assert "does not go back" in await refuses(to="2026-11-20T07:00:00+08:00")
    assert "there is no outage" in await refuses(over=True)
