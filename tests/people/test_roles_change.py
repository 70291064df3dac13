"""Roles, names, superiors and languages change while a form is open: what counts is what is true when it ends."""

from typing import Any

from domain.people import Presence
from tests.people.test_leaving import becomes
from tests.stage import Someone, Stage


async def waiting_ticket(stage: Stage) -> Someone:
    """A ticket that nobody has, on the clerk's desk."""
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    return teacher


async def states(stage: Stage) -> tuple[Any, ...]:
    ticket = await stage.rows(lambda tx: tx.tickets.get(1))
    return ticket.state, ticket.assignee


async def test_who_may_not_assign_any_more_assigns_nobody_and_is_not_held_in_the_form(stage: Stage) -> None:
    clerk = await stage.person("P100")
    await waiting_ticket(stage)
    await stage.person("P15")
    await clerk.taps("派人")
    await becomes(stage, "P100", roles=("accountant",))
    await clerk.taps("田大勇")
    assert await states(stage) == ("待受理", None)
    assert await clerk.last() == "这件不归您处理,现在是:待受理。"
    assert await stage.rows(lambda tx: tx.drafts.newest(clerk.user)) is None
    await clerk.says("/desk")
    assert await clerk.last() == "这个由总务来做。"


async def test_who_may_assign_from_now_on_can_do_so_at_once(stage: Stage) -> None:
    accountant = await stage.person("P12")
    await waiting_ticket(stage)
    await stage.person("P15")
    await accountant.says("✋ 待派")
    assert await accountant.last() == "这个由总务来做。"
    await becomes(stage, "P12", roles=("clerk",))
    await accountant.says("✋ 待派")
    await accountant.taps("1")
    await accountant.taps("派人")
    await accountant.taps("田大勇")
    assert await states(stage) == ("已派", "P15")


async def test_a_reporter_whose_role_changes_in_the_middle_still_reports(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await teacher.says("水管漏水")
    await becomes(stage, "P53", roles=("nurse",), section="全校")
    await teacher.says("3号楼201")
    await teacher.taps("对,报上")
    assert (await stage.rows(lambda tx: tx.tickets.get(1))).reporter == "P53"


async def test_who_goes_on_leave_in_the_middle_finishes_and_is_then_left_alone(stage: Stage) -> None:
    teacher = await waiting_ticket(stage)
    plumber = await stage.person("P15")
    await teacher.says("3号楼202水管漏水")
    await becomes(stage, "P53", presence=Presence.ON_LEAVE)
    await becomes(stage, "P15", presence=Presence.ON_LEAVE)
    await teacher.taps("对,报上")
    ticket = await stage.rows(lambda tx: tx.tickets.get(2))
    assert (ticket.reporter, ticket.assignee) == ("P53", None)
    assert "202" not in await plumber.reads()


async def test_the_next_question_speaks_the_language_chosen_in_between(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await teacher.says("水管漏水")
    assert "哪" in await teacher.last()
    await teacher.says("/language en")
    await teacher.says("3号楼201")
    assert "Right?" in await teacher.last() or "right" in (await teacher.last()).lower()
    assert "水管漏水" in await teacher.last()


async def test_a_new_name_stands_on_what_was_reported_under_the_old_one(stage: Stage) -> None:
    teacher = await waiting_ticket(stage)
    clerk = await stage.person("P100")
    await becomes(stage, "P53", name="裴思源", address="裴主任")
    await teacher.says("/start")
    assert "裴主任好" in await teacher.last()
    await clerk.says("✋ 待派")
    await clerk.taps("1")
    assert "裴思源" in await clerk.last()


async def test_a_new_superior_hears_from_now_on_and_the_old_one_no_more(stage: Stage) -> None:
    old, new, plumber = await stage.person("P13"), await stage.person("P04"), await stage.person("P15")
    await becomes(stage, "P15", superior="P04")
    said = len(await old.messages())
    await stage.post("block", user=plumber.user, blocked=True)
    await stage.settle()
    assert "田大勇收不到消息了" in await new.last()
    assert len(await old.messages()) == said
    await old.says("/roster 田大勇")
    assert "不归您管" in await old.last()


async def test_a_board_stands_still_for_who_may_read_it_no_more(stage: Stage) -> None:
    """What stood there already stays on the phone; nothing new is shown."""
    await stage.until("10:00")
    dean = await stage.person("P64")
    await dean.says("/now")
    assert "📌 现在" in await dean.last()
    await becomes(stage, "P64", roles=("teacher",))
    assert await dean.last() == "您现在是任课教师,下面的按钮换好了。"
    said = len(await dean.messages())
    await stage.later(minutes=31)
    assert len(await dean.messages()) == said
    assert "📌 现在 10:00" in await dean.reads()
    await dean.says("/now")
    assert await dean.last() == "这个由总务来做。"
