"""Strangers: one sentence, no data, a handful of answers however much they send, and nothing kept of it."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.callers import TOLD_A_DAY, Caller, after_telling, after_wrong_link, is_shut, may_be_told
from storage.callers import MOST_KEPT
from tests.people.doors import count
from tests.stage import MONDAY_QUARTER_TO_SEVEN as MONDAY
from tests.stage import Stage

STRANGER = "这是校内用的,请到总务处登记。"


async def test_a_flood_of_messages_costs_one_answer_and_leaves_no_words_behind(stage: Stage) -> None:
    stranger = await stage.stranger("99")
    for number in range(300):
        await stage.post("say", user=stranger.user, text=f"3号楼201着火了,第{number}次")
    await stage.settle()
    assert await stranger.reads() == STRANGER
    assert await count(stage, "SELECT count(*) FROM outbox") == 1
    assert await count(stage, "SELECT count(*) FROM inbox") >= 300
    assert await count(stage, "SELECT count(*) FROM inbox WHERE body LIKE '%着火%'") == 0
    assert await count(stage, "SELECT count(*) FROM caller") == 1
    assert await count(stage, "SELECT count(*) FROM evidence") == 0


async def test_what_a_stranger_edits_is_not_kept_either(stage: Stage) -> None:
    stranger = await stage.stranger("99")
    [said] = (await stage.post("say", user=stranger.user, text="你好"))["messages"]
    await stage.post("edit", user=stranger.user, message_id=said["message_id"], text="3号楼201着火了")
    await stage.settle()
    assert await stranger.reads() == STRANGER
    assert await count(stage, "SELECT count(*) FROM inbox WHERE body LIKE '%edited_message%'") == 1
    assert await count(stage, "SELECT count(*) FROM inbox WHERE body LIKE '%着火%'") == 0


async def test_a_stranger_who_asks_again_hours_later_is_answered_three_times_a_day(stage: Stage) -> None:
    stranger = await stage.stranger("99")
    for _ in range(7):
        await stranger.says("你好")
        await stage.later(hours=2)
    assert (await stranger.reads()).count(STRANGER) == 3
    await stage.later(hours=15)
    await stranger.says("你好")
    assert (await stranger.reads()).count(STRANGER) == 4


async def test_a_strangers_taps_are_answered_and_not_kept(stage: Stage) -> None:
    stranger = await stage.stranger("99")
    query = {"from": {"id": stranger.user, "is_bot": False, "first_name": "x"}, "chat_instance": "1", "data": "u:fire"}
    message = {"message_id": 1, "date": 1_795_000_000, "chat": {"id": stranger.user, "type": "private"}}
    for number in range(30):
        await stage.post("raw", update={"callback_query": {**query, "id": str(number), "message": message}})
    await stage.settle()
    assert await stranger.reads() == ""
    assert await count(stage, "SELECT count(*) FROM outbox") == 0


async def test_no_more_callers_are_kept_than_matter(stage: Stage) -> None:
    def flood(tx: object) -> int:
        now = stage.clock.now()
        for user in range(MOST_KEPT + 50):
            tx.callers.keep(after_telling(Caller(user, now), now), now + timedelta(seconds=user / 100))  # type: ignore[attr-defined]
        return int(tx._connection.execute("SELECT count(*) FROM caller").fetchone()[0])  # type: ignore[attr-defined]

    assert await stage.rows(flood) == MOST_KEPT
    await stage.rows(lambda tx: tx.callers.keep(Caller(1, stage.clock.now()), stage.clock.now() + timedelta(days=3)))
    assert await count(stage, "SELECT count(*) FROM caller") == 1


MOMENTS = st.lists(st.integers(0, 60 * 24 * 3), min_size=1, max_size=60).map(sorted)


@given(MOMENTS)
def test_nobody_is_told_oftener_than_a_day_allows(minutes: list[int]) -> None:
    caller, told = Caller(1, MONDAY), []
    for minute in minutes:
        now = MONDAY + timedelta(minutes=minute)
        if may_be_told(caller, now):
            caller = after_telling(caller, now)
            told.append(now)
    assert told
    assert all(sum(at <= it < at + timedelta(days=1) for it in told) <= 2 * TOLD_A_DAY for at in told)
    assert all(later - earlier >= timedelta(hours=1) for earlier, later in pairwise(told))


@given(st.lists(st.tuples(st.integers(-90, 90), st.sampled_from("abcdefgh")), max_size=40))
def test_however_the_clock_jumps_nobody_is_shut_out_for_more_than_an_hour(links: list[tuple[int, str]]) -> None:
    caller, now = Caller(1, MONDAY), MONDAY
    for minutes, link in links:
        now += timedelta(minutes=minutes)
        if not is_shut(caller, now):
            caller = after_wrong_link(caller, now, link)
    assert not is_shut(caller, now + timedelta(minutes=61))
    assert not is_shut(caller, _long_before(now))


def _long_before(now: datetime) -> datetime:
    return now - timedelta(days=400)
