"""The same button in the same second: one wins, everybody else reads who; nothing happens twice."""

import asyncio
from collections import Counter
from typing import Any

from domain.duties import State
from tests.buttons.test_old_tickets_and_alarms import repaired, reported
from tests.posts.test_roster_by_the_lead import asked
from tests.rounds.walking import duty
from tests.stage import Someone, Stage
from tests.trouble.props import clear_weather, count, fault, message_of
from tests.trouble.test_trouble_races import button

TWENTY = tuple(f"P{number:02}" for number in (1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 35, 53, 54))


async def at_once(stage: Stage, *pressed: tuple[Someone, str], chat: dict[str, Any] | None = None) -> list[str]:
    """Everybody presses before anybody is answered; what each button said, in the same order."""
    presses = [stage.rehearsal.world.callbacks.press(someone.user) for someone, _ in pressed]

    def query(press: Any, someone: Someone, data: str) -> dict[str, Any]:
        message = message_of(someone, text="…") | ({"chat": chat} if chat else {})
        sender = {"id": someone.user, "is_bot": False, "first_name": someone.id}
        return {"id": press.id, "from": sender, "chat_instance": "1", "message": message, "data": data}

    taps = zip(presses, pressed, strict=True)
    updates = [{"callback_query": query(press, *tap)} for press, tap in taps]
    await asyncio.gather(*(stage.post("raw", update=update) for update in updates))
    await stage.settle()
    return [str(press.answer.result()["text"]) for press in presses]


async def name(stage: Stage, person: str) -> str:
    return str(await stage.rows(lambda tx: tx.school.people[person].name))


async def test_of_twenty_who_go_at_once_one_goes_and_nineteen_read_who(stage: Stage) -> None:
    people = [await stage.person(person) for person in TWENTY]
    head = await stage.person("P03")
    group = await stage.group("后勤管理", *people)
    await head.says("/group")
    await head.opens((await head.last()).split("\n")[-1], group)
    await stage.until("10:00")
    await (await stage.person("P53")).says("一食堂有煤气味!")
    chat = {"id": group.id, "type": "group", "title": group.title}
    said = await at_once(stage, *((someone, "a:go:1") for someone in people), chat=chat)
    owner = (await stage.rows(lambda tx: tx.alarms.get(1))).owner
    assert Counter(said) == {"好,您去。到了点一下。": 1, f"{await name(stage, owner)}先接了,谢谢您。": 19}
    assert await count(stage, "SELECT count(*) FROM record WHERE kind = 'alarm.go'") == 1
    assert said[TWENTY.index(owner)] == "好,您去。到了点一下。"


async def test_of_all_who_take_a_ticket_at_once_one_has_it(stage: Stage) -> None:
    teacher, plumber, other = await reported(stage)
    clerk, lead, head = await stage.person("P100"), await stage.person("P13"), await stage.person("P03")
    await plumber.taps("修不了")
    await plumber.taps("缺配件")
    everybody = (plumber, other, clerk, lead, head)
    said = await at_once(stage, *((someone, "t:take:1") for someone in everybody))
    owner = (await stage.rows(lambda tx: tx.tickets.get(1))).assignee
    assert Counter(said) == {"1号归您了。": 1, f"{await name(stage, owner)}先接了,谢谢您。": 4}
    assert await count(stage, "SELECT count(*) FROM record WHERE kind = 'ticket.take'") == 1
    assert await name(stage, owner) in await teacher.last()


async def test_a_ticket_finished_by_two_at_once_is_finished_once(stage: Stage) -> None:
    _, plumber, _ = await reported(stage)
    clerk = await stage.person("P100")
    await plumber.taps("接单")
    await at_once(stage, (plumber, "f:finish:1"), (clerk, "f:finish:1"))
    drafts = await stage.rows(lambda tx: (tx.drafts.newest(plumber.user).id, tx.drafts.newest(clerk.user).id))
    await at_once(stage, (plumber, f"d:{drafts[0]}:after:skip"), (clerk, f"d:{drafts[1]}:after:skip"))
    assert await count(stage, "SELECT count(*) FROM record WHERE kind = 'ticket.finish'") == 1
    assert "1号06:45已修好(田大勇),等报修人看。" in await plumber.reads() + await clerk.reads()
    assert await count(stage, "SELECT count(*) FROM draft") == 0


async def test_a_ticket_accepted_and_doubted_at_once_has_one_end(stage: Stage) -> None:
    teacher, _, _ = await repaired(stage)
    head = await stage.person("P03")
    said = await at_once(stage, (head, "t:confirm:1"), (teacher, "t:confirm:1"))
    assert Counter(said) == {"谢谢!": 1, "1号06:45已完成(田大勇)。": 1}
    assert await count(stage, "SELECT count(*) FROM record WHERE kind = 'ticket.confirm'") == 1


async def test_of_three_colleagues_who_go_for_somebody_one_goes(stage: Stage) -> None:
    number = await duty(stage)
    guards = [await stage.person(person) for person in ("P21", "P22", "P24")]
    await stage.rows(lambda tx: [tx.hearers.offer(number, guard.id, stage.clock.now()) for guard in guards])
    said = await at_once(stage, *((guard, f"y:go:{number}") for guard in guards))
    cover = (await stage.rows(lambda tx: tx.duties.get(number))).cover
    address = await stage.rows(lambda tx: tx.school.people[cover].address)
    assert Counter(said) == {"谢谢!这一轮算您的,08:15前。": 1, f"{address}先去了,谢谢您。": 2}


async def test_of_two_who_see_to_what_was_missed_one_does(stage: Stage) -> None:
    number = await duty(stage)
    head, deputy = await stage.person("P03"), await stage.person("P02")
    await stage.rows(lambda tx: tx.duties.change(number, state=State.MISSED))
    await stage.rows(lambda tx: [tx.hearers.tell(number, it, stage.clock.now()) for it in ("P02", "P03")])
    said = await at_once(stage, (head, f"y:own:{number}"), (deputy, f"y:own:{number}"))
    owner = (await stage.rows(lambda tx: tx.duties.get(number))).owned_by
    address = await stage.rows(lambda tx: tx.school.people[owner].address)
    assert Counter(said) == {"好,您来安排。": 1, f"{address}先接了,谢谢您。": 1}


async def test_of_two_who_change_a_shift_at_once_one_does(stage: Stage) -> None:
    lead, manager = await asked(stage), await stage.person("P03")
    at = "20261123T0630"
    said = await at_once(stage, (lead, f"o:in:{at}:P24>P72"), (manager, f"o:in:{at}:P24>-"))
    (change,) = await stage.rows(lambda tx: tx.roster_changes.of_day(stage.clock.now().date()))
    come = {"P72": f"{await name(stage, 'P72')}替葛新民", None: "葛新民不来,没人替"}[change.come]
    assert Counter(said) == {"记下了。": 1, f"{await name(stage, change.by)}刚改过:{come}。": 1}


async def test_of_two_names_on_one_phone_the_first_has_it(stage: Stage) -> None:
    phone = await stage.post_phone("NM")
    said = await at_once(stage, (phone, "h:P21"), (phone, "h:P24"))
    assert said == ["孟师傅好。", "孟师傅先点了。要换人,请点「我的事」里的换人。"]


async def test_a_press_that_arrives_twice_moves_nothing_twice(stage: Stage) -> None:
    """It was kept and answered, the confirmation got lost with the network; after a restart Telegram sends it again."""
    _, plumber, _ = await reported(stage)
    take = await button(plumber, "接单")
    await fault(stage, "getUpdates", "drop", times=None)
    assert (await stage.post("tap", user=plumber.user, **take))["answer"]["text"] == "1号归您了。"
    await stage.house.stop()
    await clear_weather(stage)
    await stage.start_bot()
    await stage.settle()
    assert await count(stage, "SELECT count(*) FROM record WHERE kind = 'ticket.take'") == 1
    assert "已经在您手上" not in await plumber.reads()
