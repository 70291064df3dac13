"""A drawn point wants a second picture; the question is about the place where one stands, and goes when one goes."""

from itertools import pairwise

from domain.rounds import challenges
from tests.rounds.walking import DAY_ROUND, duty, poster, shows, the
from tests.stage import Stage


async def test_who_walks_on_is_not_asked_at_the_next_point_about_the_one_before(stage: Stage) -> None:
    number = await duty(stage)
    drawn = challenges(await the(stage, number))
    here, there = next((one, other) for one, other in pairwise(DAY_ROUND) if one in drawn and other not in drawn)
    guard = await stage.person("P20")
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, here))
    assert f'手指比"{drawn[here]}"' in await guard.last()
    await stage.later(minutes=3)
    await shows(guard, await poster(stage, there))
    assert "手指" not in await guard.last()
    assert "2/13" in await guard.last()
    assert "下一个" in await guard.last()
