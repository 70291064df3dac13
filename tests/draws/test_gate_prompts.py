"""抽问: whoever stands at a gate is asked to show it now, once more after four minutes; after nine the lead hears."""

from pathlib import Path

from domain.duties import State, Task
from tests.draws.drawing import TUESDAY, drawing, sent_on
from tests.stage import Stage


async def first_prompt(stage: Stage) -> tuple[int, str, str]:
    """Plays until a gate was drawn; the duty, who stands there and which gate."""
    await stage.until("21:31")
    await stage.until("17:20")
    while not (found := await sent_on(stage)):
        await stage.later(minutes=5)
    return found[0].duty or 0, found[0].inspector or "", found[0].target or ""


async def test_a_gate_is_shown_within_five_minutes(school: Path, tmp_path: Path) -> None:
    guards = ("P21", "P22", "P23", "P24", "P25", "P26", "P27", "P28", "P71", "P72", "P73", "P74")
    async with drawing(school, tmp_path / "data", guards, plan="J74") as stage:
        number, person, gate = await first_prompt(stage)
        guard = await stage.person(person)
        roster = await stage.rows(lambda tx: tx.school.rostered(TUESDAY))
        posts = {post.code: post.place for post in (await stage.rows(lambda tx: tx.school.load())).posts}
        assert gate in {posts[post] for row in roster if row.person == person for post in row.posts}
        assert (await guard.last()).startswith("📸 请现在拍一张")
        await guard.taps("拍给你看")
        await guard.sends_poster(gate)
        await guard.taps("有人在岗")
        duty = await stage.rows(lambda tx: tx.duties.get(number))
        assert (duty.task, duty.state, duty.person) == (Task.PROMPT, State.DONE, person)


async def test_silence_is_asked_again_after_four_minutes_and_told_after_nine(school: Path, tmp_path: Path) -> None:
    guards = ("P21", "P22", "P23", "P24", "P25", "P26", "P27", "P28", "P71", "P72", "P73", "P74")
    async with drawing(school, tmp_path / "data", guards, plan="J74") as stage:
        lead = await stage.person("P20")
        number, person, _ = await first_prompt(stage)
        guard, told = await stage.person(person), await lead.reads()
        await stage.later(minutes=5)
        assert "还没拍到,请现在拍一张。" in await guard.last()
        assert await lead.reads() == told
        await stage.later(minutes=5)
        assert "抽问没收到" in await lead.last()
        await stage.later(minutes=30)
        duty = await stage.rows(lambda tx: tx.duties.get(number))
        assert duty.state is State.MISSED
