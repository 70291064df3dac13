"""Updates and answers of shapes that nobody expects: out of the way, their sender hears, and nobody waits."""

import json

import pytest

from bot.polling import read_batch
from tests.stage import Stage
from tests.trouble.props import arrive, change, count, fault, message_of

TOO_LARGE = 2**70
KEPT_BY_AN_OLDER_VERSION = (
    '{"update_id": 5000',
    "null",
    "[]",
    '{"update_id": 5003, "message": {"message_id": 1}}',
)


async def test_what_cannot_be_read_any_more_keeps_no_start_from_happening(stage: Stage) -> None:
    """An older version kept it, or a careless hand was in the inbox; the bot ended at each start, for ever."""
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    said = json.dumps({"update_id": 5999, "message": message_of(teacher, text="3号楼201水管漏水")})
    keep = "INSERT INTO inbox (update_id, body, received_at, state) VALUES (:id, :body, '2026-11-22T22:45:00Z', 'new')"
    await change(stage, keep, id=5000, body=KEPT_BY_AN_OLDER_VERSION[0])
    await change(stage, keep, id=5001, body=KEPT_BY_AN_OLDER_VERSION[1])
    await change(stage, keep, id=5002, body=KEPT_BY_AN_OLDER_VERSION[2])
    await change(stage, keep, id=5003, body=KEPT_BY_AN_OLDER_VERSION[3])
    await change(stage, keep, id=5999, body=said)
    await stage.restart()
    await stage.settle()
    assert "对吗?" in await teacher.last()
    assert (await operator.reads()).count("有一条消息读不懂") == 2
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'set_aside'") == 2
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'new'") == 0


async def test_numbers_that_no_database_holds_stop_nobody(stage: Stage) -> None:
    operator, teacher = await stage.person("P100"), await stage.person("P53")
    ordinary = message_of(teacher, text="x")
    await arrive(
        stage,
        {"message": {**ordinary, "chat": {"id": TOO_LARGE, "type": "private"}}},
        {"message": {**ordinary, "from": {"id": TOO_LARGE, "is_bot": False, "first_name": "x"}}},
        {"message": message_of(teacher, photo=[{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1,
                                                "file_size": TOO_LARGE}])},
    )  # fmt: skip
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'new'") == 0
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state = 'set_aside' AND error_id IS NOT NULL") >= 2
    await teacher.says("3号楼201水管漏水")
    assert "对吗?" in await teacher.last()
    assert "有一条消息处理失败" in await operator.reads()


@pytest.mark.parametrize("number", [TOO_LARGE, -1, True, "7", 1.5])
def test_an_update_whose_number_is_none_is_left_out(number: object) -> None:
    (left,) = read_batch({"result": [{"update_id": number}, {"update_id": 7, "message": {}}]})
    assert left.update_id == 7


async def test_a_file_without_a_way_to_it_holds_up_no_other(stage: Stage) -> None:
    """Telegram may answer getFile without file_path: the program stumbled over it, and over what came beside it."""
    teacher, colleague = await stage.person("P53"), await stage.person("P51")
    await fault(stage, "getFile", "file without a path")
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    await colleague.sends("broken-lamp", caption="高中楼302灯不亮")
    assert await count(stage, "SELECT count(*) FROM evidence WHERE state = 'kept'") == 1
    await stage.later(minutes=1)
    assert await count(stage, "SELECT count(*) FROM evidence WHERE state = 'kept'") == 2
