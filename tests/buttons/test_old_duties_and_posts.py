"""Buttons of yesterday about duties, gates, phones of posts, rosters, plans and figures: who has it now, in a word."""

from typing import Any

from domain.duties import State, Task
from tests.buttons.test_old_tickets_and_alarms import said
from tests.posts.test_gates import at_the_south_gate, state_of
from tests.posts.test_roster_by_the_lead import asked
from tests.rounds.walking import duty
from tests.stage import Someone, Stage
from tests.trouble.props import count, forges


async def ended(stage: Stage, number: int, **values: Any) -> None:
    """The duty as it stands at its end."""
    await stage.rows(lambda tx: tx.duties.change(number, **values))


async def owned_by_the_guard(stage: Stage) -> tuple[int, Someone, Someone]:
    """A round of 雷振山, himself, and a teacher whom it does not concern."""
    number = await duty(stage)
    return number, await stage.person("P20"), await stage.person("P53")


async def test_somebody_elses_duty_says_whose_it_is(stage: Stage) -> None:
    number, _, teacher = await owned_by_the_guard(stage)
    assert await forges(teacher, f"y:begin:{number}") == "这件现在归雷队长。"
    for_all = "06:45校园安全日巡不在您手上。现在归雷队长。"
    moves = ("ask", "later", "why", "go", "cannot", "back", "own", "called", "excuse")
    assert await said(teacher, *(f"y:{move}:{number}" for move in moves)) == [for_all] * len(moves)
    assert await said(teacher, f"y:good:{number}", f"y:redo:{number}") == ["这个按钮过时了,请点最新那条。"] * 2


async def test_a_duty_that_is_done_says_who_did_it(stage: Stage) -> None:
    number, guard, teacher = await owned_by_the_guard(stage)
    await ended(stage, number, state=State.DONE, person="P20", said_at=stage.clock.now())
    done = "✅ 06:45 06:45校园安全日巡 到了(雷队长)。"
    assert await said(guard, f"y:ask:{number}", f"y:later:{number}", f"y:why:{number}") == [done] * 3
    assert await said(teacher, f"y:go:{number}", f"y:own:{number}") == [done] * 2
    assert await forges(guard, f"y:begin:{number}") == "校园安全日巡已经交了(雷队长)。"


async def test_why_somebody_was_excused_is_not_told_to_everybody(stage: Stage) -> None:
    number, guard, teacher = await owned_by_the_guard(stage)
    await ended(stage, number, state=State.EXCUSED, reason="身体不舒服", excuse="身体不舒服")
    assert await forges(guard, f"y:later:{number}") == "06:45校园安全日巡免了:身体不舒服"
    assert await forges(teacher, f"y:go:{number}") == "06:45校园安全日巡免了。"


async def test_a_missed_duty_says_whose_it_was_and_who_sees_to_it(stage: Stage) -> None:
    number, guard, teacher = await owned_by_the_guard(stage)
    await ended(stage, number, state=State.MISSED)
    assert await forges(guard, f"y:later:{number}") == "06:45校园安全日巡没收到(雷队长)。"
    await ended(stage, number, owned_by="P03", owned_at=stage.clock.now())
    assert await forges(guard, f"y:later:{number}") == "06:45校园安全日巡还没收到,卢主任在安排。"
    assert await forges(teacher, f"y:own:{number}") == "06:45校园安全日巡不在您手上。卢主任在安排。"


async def test_a_covered_duty_says_who_went(stage: Stage) -> None:
    number, guard, _ = await owned_by_the_guard(stage)
    colleague = await stage.person("P21")
    await stage.rows(lambda tx: tx.hearers.offer(number, "P21", stage.clock.now()))
    await stage.rows(lambda tx: tx.hearers.offer(number, "P22", stage.clock.now()))
    other = await stage.person("P22")
    assert str(await forges(colleague, f"y:go:{number}")).startswith("谢谢!这一轮算您的")
    assert await said(colleague, f"y:go:{number}") == ["孟师傅先去了,谢谢您。"]
    assert await said(other, f"y:go:{number}", f"y:ask:{number}") == [
        "孟师傅先去了,谢谢您。",
        "06:45校园安全日巡不在您手上。现在归孟师傅。",
    ]
    assert await forges(guard, f"y:later:{number}") == "06:45校园安全日巡不在您手上。现在归孟师傅。"


async def test_nobody_excuses_what_was_theirs_though_they_may_excuse_others(stage: Stage) -> None:
    """The captain of the guards was meant, a guard went for him and missed it; the captain is told, as their lead."""
    number, captain, _ = await owned_by_the_guard(stage)
    await ended(stage, number, state=State.MISSED, owner="P21", cover="P21", reason="进不去门")
    await stage.rows(lambda tx: tx.hearers.tell(number, "P20", stage.clock.now()))
    assert await forges(captain, f"y:excuse:{number}") == "06:45校园安全日巡:自己的事请别人来免。"
    assert await count(stage, "SELECT count(*) FROM duty WHERE state = 'missed'") == 1


async def test_a_signed_room_says_who_looks_at_it_and_what_was_said(stage: Stage) -> None:
    number = await duty(
        stage, owner="P09", points=(), ends="07:20", name="教工寝室值日签字", checklist="C05", target="R3-201",
        place="R3-201", task=Task.SIGN, chain="漏报-寝室",
    )  # fmt: skip
    member, leader = await stage.person("P09"), await stage.person("P19")
    assert await forges(leader, f"y:good:{number}") == "3号教工宿舍楼-201现在还没有人签,07:35前。"
    await member.says("🔦 巡查")
    await member.sends("tidy-room")
    looks = await stage.rows(lambda tx: tx.school.people["P19"].address)
    assert await forges(member, f"y:good:{number}") == f"3号教工宿舍楼-201由{looks}看;自己签的请别人看。"
    await leader.taps("合格")
    assert await said(leader, f"y:good:{number}", f"y:redo:{number}") == ["3号教工宿舍楼-201已经看过了:合格。"] * 2


async def test_a_gate_is_spoken_for_by_who_stands_there(stage: Stage) -> None:
    await stage.until("10:00")
    phone, teacher = await at_the_south_gate(stage), await stage.person("P53")
    assert await said(teacher, "g:absent:M-S", "g:leave:M-S") == ["南门岗由门卫和那里当班的人来说。"] * 2
    assert await state_of(stage) == "在岗"
    assert await said(phone, "g:leave:M-S", "g:leave:M-S") == ["", "已经打开了,请答最新那条。"]
    await phone.sends("leaking-pipe")
    assert await forges(phone, "d:1:lock:stay") == "这张已经填完了。🔒 南门岗:离岗已锁,孟师傅 10:00"
    assert await state_of(stage) == "离岗已锁"


async def test_a_posts_phone_speaks_only_for_names_that_it_could_offer(stage: Stage) -> None:
    """A forged button would else give a guard's phone the rights of the head of logistics."""
    phone = await stage.post_phone("NM")
    assert await said(phone, "h:P15", "h:P999") == ["名单上没有这个人了,请点别的名字。"] * 2
    assert "请用您自己的手机" in str(await forges(phone, "h:P03"))
    assert await forges(phone, "c:decide") == "请先点您的名字。"
    assert await forges(phone, "c:urgent") == ""
    assert "出了什么事?" in await phone.last()
    await phone.taps("别人")
    assert await phone.taps("葛新民") == "葛师傅好。"
    assert await forges(phone, "h:P21") == "葛师傅先点了。要换人,请点「我的事」里的换人。"


async def test_the_form_of_whoever_had_the_phone_before_is_gone_on_with_or_left(stage: Stage) -> None:
    phone = await stage.post_phone("NM")
    await phone.taps("孟庆彪")
    await phone.sends("leaking-pipe")
    await forges(phone, "h:none")
    await forges(phone, "h:P24")
    of_another = "这张单是孟师傅开的。要接着做,请点「接着做」。"
    assert await said(phone, "d:1:kind:repair", "k:1:back", "e:1:join") == [of_another] * 3
    assert await forges(phone, "k:1:go") == ""
    assert await forges(phone, "d:1:kind:repair") == ""


async def test_a_name_of_a_posts_phone_means_nothing_on_ones_own(stage: Stage) -> None:
    guard = await stage.person("P21")
    assert await said(guard, "h:P21", "h:others") == ["这是岗位机上的按钮,您自己的手机不用点名字。"] * 2


async def test_an_old_line_of_a_roster_says_that_the_shift_is_over_or_whose_it_is(stage: Stage) -> None:
    lead, teacher = await asked(stage), await stage.person("P53")
    await stage.until("14:40")
    now, before = "20261123T0630", "20261122T2230"
    assert await said(lead, f"o:ok:{before}:all", f"o:not:{before}:all") == ["11-23 保安早班已经过了。"] * 2
    assert await forges(lead, f"o:out:{before}:P21") == "孟庆彪的这个班已经过了。"
    assert await said(teacher, f"o:ok:{now}:all", f"o:not:{now}:all") == ["这个班现在没有您的人。"] * 2
    assert await said(teacher, f"o:out:{now}:P24", "o:who:-:P24") == ["葛新民的班由他的班组长或管理人员改。"] * 2
    assert await said(lead, f"o:in:{now}:P24>", f"o:in:{now}:P24>P999", "o:undo:x:1", f"o:undo:{now}:9") == [
        "这个按钮过时了,请点最新那条。",
        "那时有别的班,或者不在岗,请换一个人。",
        *["这个按钮过时了,请点最新那条。"] * 2,
    ]


async def test_a_roster_that_somebody_changed_says_who_did_and_who_comes(stage: Stage) -> None:
    lead, manager = await asked(stage), await stage.person("P03")
    now = "20261123T0630"
    assert await forges(manager, f"o:in:{now}:P24>P72") == "记下了。"
    by = await stage.rows(lambda tx: f"{tx.school.people['P03'].name}刚改过:{tx.school.people['P72'].name}替葛新民。")
    assert await said(lead, f"o:out:{now}:P24", f"o:in:{now}:P24>-", f"o:more:{now}:P24") == [by] * 3
    assert await said(lead, f"o:undo:{now}:1", f"o:undo:{now}:1") == ["记下了。", "已经改回来了,还是葛新民。"]


async def test_a_page_of_the_plans_that_is_gone_shows_the_last_one(stage: Stage) -> None:
    teacher, head = await stage.person("P53"), await stage.person("P03")
    assert await said(teacher, "x:on:J01") == ["这个由总务来做。"]
    assert await said(head, "x:on:J99", "x:off:J01") == ["这个按钮过时了,请点最新那条。"] * 2
    await head.says("/plans")
    assert await forges(head, "w:plans:999999999999999") == ""
    assert "计划 73—75,共75" in await head.last()
    assert await said(teacher, "w:plans:0", "w:duty:1", "w:missed:1") == ["这个看不到。"] * 3


async def test_a_button_whose_message_telegram_no_longer_names_is_answered(stage: Stage) -> None:
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    press = stage.rehearsal.world.callbacks.press(plumber.user)
    sender = {"id": plumber.user, "is_bot": False, "first_name": "x"}
    query = {"id": press.id, "from": sender, "chat_instance": "1", "data": "t:take:1", "inline_message_id": "x"}
    await stage.post("raw", update={"callback_query": query})
    await stage.settle()
    assert press.answer.result()["text"] == "1号归您了。"


async def test_a_group_says_where_work_is_done(stage: Stage) -> None:
    head, teacher = await stage.person("P03"), await stage.person("P53")
    group = await stage.group("后勤管理", head, teacher)
    await head.says("/group")
    await head.opens((await head.last()).split("\n")[-1], group)
    chat = {"chat": {"id": group.id, "type": "group", "title": "后勤管理"}, "message_id": 1, "date": 0}
    assert await forges(head, "t:take:1", **chat) == "我在私聊里干活,请点我的名字说话。"
    assert await forges(head, "a:go:9", **chat) == "这个按钮过时了,请点最新那条。"
