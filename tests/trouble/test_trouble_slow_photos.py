"""A photo that does not come from Telegram holds up none that was sent after it."""

import asyncio

from tests.stage import Stage


async def test_while_one_photo_hangs_the_next_is_fetched(stage: Stage) -> None:
    teacher, other = await stage.person("P53"), await stage.person("P54")
    await stage.post("faults", method="file", kind="timeout", times=1)
    with stage.rehearsal.world.events.listen() as events:
        await stage.post("say", user=teacher.user, photo={"name": "leaking-pipe"})
        await fetched(events, 0)
        await stage.post("say", user=other.user, photo={"name": "broken-lamp"})
        await fetched(events, 1)
    states = await stage.rows(lambda tx: [tx.evidence.get(number).state for number in (1, 2)])
    assert states[0] == "wanted"


async def fetched(events: "asyncio.Queue[tuple[int, str, dict[str, object]] | None]", files: int) -> None:
    """Until so many files were fetched whole; none: until the first is being fetched."""
    wanted = "getFile" if not files else "file"
    async with asyncio.timeout(10):
        while (event := await events.get()) is not None:
            if event[1] == "call" and event[2]["method"] == wanted:
                return
