"""Each row of the table, tapped by somebody whom it does not concern: a sentence, in their language, and no more."""

from tests.buttons.table import OPENS_SOMETHING, rows
from tests.buttons.test_forged_at_random import a_busy_school, everything
from tests.buttons.test_races import at_once
from tests.stage import Stage
from tests.trouble.props import count

PINNED = [row.filled() for row in rows() if not row.shape.startswith("u:") and row.shape not in OPENS_SOMETHING]


async def test_every_row_is_answered_in_words_and_moves_nothing_for_others(stage: Stage) -> None:
    await a_busy_school(stage)
    colleague, stranger = await stage.person("P54"), await stage.stranger("X")
    await colleague.says("/language en")
    before = await stage.rows(everything)
    said = dict(zip(PINNED, await at_once(stage, *((colleague, it) for it in PINNED)), strict=True))
    unanswered = [data for data, answer in said.items() if not answer]
    assert not unanswered, unanswered
    assert [answer for answer in said.values() if len(answer) > 200 or "。" in answer] == []
    assert {*await at_once(stage, *((stranger, it) for it in PINNED[::5]))} == {"这是校内用的,请到总务处登记。"}
    assert await stage.rows(everything) == before
    assert await count(stage, "SELECT count(*) FROM inbox WHERE state <> 'done'") == 0
