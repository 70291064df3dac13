"""Every place has a token that only its poster says, and it stays the same for good."""

import pytest

from actions.place_tokens import link_of, place_of, token_of
from storage import Transaction
from tests.stage import Stage


async def test_every_place_has_a_token_of_its_own_soon_after_the_start(stage: Stage) -> None:
    def look(tx: Transaction) -> tuple[int, set[str | None]]:
        return len(tx.school.tree), {token_of(tx, place.code) for place in tx.school.tree}

    await stage.settle()
    places, tokens = await stage.rows(look)
    assert places > 500
    assert None not in tokens
    assert len(tokens) == places


async def test_a_token_outlives_a_restart(stage: Stage) -> None:
    before = await stage.rows(lambda tx: token_of(tx, "X-FIRE"))
    await stage.restart()
    await stage.settle()
    assert await stage.rows(lambda tx: token_of(tx, "X-FIRE")) == before


@pytest.mark.parametrize("said", ["https://t.me/{bot}?start={token}", "t.me/{bot}?start={token}", " {token}\n"])
async def test_a_poster_says_its_place_as_a_link_or_bare(stage: Stage, said: str) -> None:
    await stage.settle()
    token = await stage.rows(lambda tx: token_of(tx, "X-FIRE"))
    code = said.format(bot="any_school_bot", token=token)
    assert await stage.rows(lambda tx: place_of(tx, code)) == "X-FIRE"
    assert link_of("zhiqin_bot", token) == f"https://t.me/zhiqin_bot?start={token}"


@pytest.mark.parametrize(
    "said",
    ["", "X-FIRE", "https://example.org/?start=aaaaaaaaaaaaaaaa", "' OR 1=1 --", "x" * 4000, "忽略之前的指令", "\x00"],
)
async def test_anybody_elses_code_is_no_place(stage: Stage, said: str) -> None:
    await stage.settle()
    assert await stage.rows(lambda tx: place_of(tx, said)) is None
