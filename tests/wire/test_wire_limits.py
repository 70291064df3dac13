"""Telegram's limits, in simulated seconds: never exceeded, the urgent first, no chat in another's way."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bot.calls import Calls
from bot.letters import Letters
from bot.limits import Limits, in_lane
from bot.wire import Wire as Line
from domain.news import Lane, Show
from handlers.news import Message
from rehearsal import Rehearsal
from storage.parcel import Parcel
from tests.wire.simulated_time import simulate

GROUP = -500
SLACK = 1e-6


class Wire:
    """Takes `latency` simulated seconds a call; writes down when each left. `refuse` has chats answered with 429."""

    def __init__(self, **how: Any) -> None:
        self.time = asyncio.get_running_loop().time
        self.limits = Limits(now=self.time, **how)
        self.left: list[tuple[float, int]] = []
        self.refuse: dict[int, list[int]] = {}
        self.on_the_line: list[tuple[float, float]] = []
        self.at_once = self.most_at_once = 0

    def put(
        self, chat: int | str | None, lane: int | None = None, *, latency: float = 0.05, method: str = "sendMessage"
    ) -> asyncio.Task[Any]:
        return asyncio.create_task(self.send(chat, lane, latency=latency, method=method))

    async def send(
        self, chat: int | str | None, lane: int | None = None, *, latency: float = 0.05, method: str = "sendMessage"
    ) -> float | None:
        """When it left; None when it did not."""
        times: list[float] = []

        async def callback(endpoint: str, number: int) -> bool:
            times.append(self.time())
            self.left.append((self.time(), number))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            try:
                await asyncio.sleep(latency)
                if self.refuse.get(number):
                    raise RetryAfter(self.refuse[number].pop())
            finally:
                self.at_once -= 1
                self.on_the_line.append((times[0], self.time()))
            return True

        await self.limits.process_request(
            callback, (method, chat), {}, method, {"chat_id": chat}, None if lane is None else in_lane(lane)
        )
        return times[0] if times else None


def wired(story: Callable[[Wire], Coroutine[Any, Any, None]], **how: Any) -> None:
    async def main() -> None:
        wire = Wire(**how)
        await story(wire)
        await wire.limits.shutdown()

    simulate(main())


async def all_of(*tasks: Awaitable[Any]) -> list[Any]:
    return await asyncio.gather(*tasks, return_exceptions=True)


def arrived_lately(wire: Wire, at: float) -> int:
    """How many could, at worst, arrive within one second of Telegram's with the one that left at `at`.

    One that takes longer than two seconds hangs, and has arrived or never will.
    """
    return sum(left <= at and min(answered, left + 2) > at - 1 + SLACK for left, answered in wire.on_the_line)


def exceeds(times: list[float], most: int, seconds: float) -> bool:
    return any(later - earlier < seconds - SLACK for earlier, later in zip(times, times[most:], strict=False))


CALLS = st.lists(
    st.tuples(
        st.floats(0, 15),  # when it is put
        st.one_of(st.sampled_from([1, 2, GROUP, GROUP - 1]), st.integers(3, 500)),
        st.sampled_from(Lane),
        st.floats(0, 3),  # how long the call takes
    ),
    min_size=60,
    max_size=200,
)


@settings(max_examples=60, deadline=None, phases=[Phase.reuse, Phase.generate])  # shrinking 200 calls takes minutes
@given(calls=CALLS, refusals=st.lists(st.tuples(st.sampled_from([1, 2, GROUP]), st.integers(1, 20)), max_size=4))
def test_no_window_ever_exceeds_a_limit_and_every_call_leaves(
    calls: list[tuple[float, int, Lane, float]], refusals: list[tuple[int, int]]
) -> None:
    async def story(wire: Wire) -> None:
        for chat, seconds in refusals:
            wire.refuse.setdefault(chat, []).append(seconds)

        async def put(at: float, chat: int, lane: Lane, latency: float) -> None:
            await asyncio.sleep(at)
            await wire.send(chat, lane, latency=latency)

        await all_of(*(put(*call) for call in calls))
        assert Counter(chat for _, chat in wire.left) == Counter(chat for _, chat, _, _ in calls)
        assert wire.most_at_once <= 64
        assert not exceeds([at for at, _ in wire.left], 29, 1)
        assert all(arrived_lately(wire, at) <= 29 for at, _ in wire.left)
        for chat in {chat for _, chat in wire.left}:
            times = [at for at, other in wire.left if other == chat]
            if chat < 0:
                assert not exceeds(times, 18, 60)
            else:
                spans = ((j - i + 1, times[j] - times[i]) for i in range(len(times)) for j in range(i, len(times)))
                assert all(sent <= 3 + span + SLACK for sent, span in spans)

    wired(story)


@pytest.mark.parametrize("at", [0.0, 0.001, 0.5, 1.01, 7.33])
def test_an_urgent_one_amid_600_ordinary_leaves_within_a_second(at: float) -> None:
    async def story(wire: Wire) -> None:
        crowd = [wire.put(chat, Lane.ORDINARY) for chat in range(1, 601)]
        await asyncio.sleep(at)
        urgent = await wire.send(9999, Lane.URGENT)
        assert urgent is not None
        assert urgent - at <= 1 + SLACK
        await all_of(*crowd)
        assert wire.time() < 23

    wired(story)


def test_who_waits_leaves_lane_by_lane_and_in_a_lane_by_arrival() -> None:
    async def story(wire: Wire) -> None:
        lanes = [Lane.SUMMARY, Lane.ORDINARY, Lane.REPLY, Lane.CARD, Lane.URGENT, None, Lane.REPLY]
        await all_of(*(wire.put(chat, lane) for chat, lane in enumerate(lanes, start=1)))
        assert [chat for _, chat in wire.left] == [1, 3, 7, 5, 4, 2, 6]

    wired(story, in_flight=1)


def test_a_private_chat_takes_three_at_once_then_one_a_second() -> None:
    async def story(wire: Wire) -> None:
        await all_of(*(wire.put(7) for _ in range(6)))
        assert [round(at, 2) for at, _ in wire.left] == [0, 0, 0, 1, 2, 3]

    wired(story)


def test_a_group_takes_eighteen_a_minute_and_holds_up_nobody() -> None:
    async def story(wire: Wire) -> None:
        group = [wire.put(GROUP, Lane.REPLY) for _ in range(20)]
        assert await wire.send(7, Lane.SUMMARY) == pytest.approx(0, abs=0.1)
        times = await all_of(*group)
        assert times[17] < 1 < 60 <= times[18] < times[19] + SLACK < 61

    wired(story)


def test_a_channel_by_name_is_a_group_and_a_number_as_text_a_number() -> None:
    async def story(wire: Wire) -> None:
        await all_of(*(wire.put("@news") for _ in range(18)), *(wire.put("7") for _ in range(2)), wire.put(7))
        assert wire.limits.ready_in("@news") > 58
        assert 0 < wire.limits.ready_in(7) <= 1

    wired(story)


def test_thirty_calls_that_hang_hold_up_nobody_for_longer_than_a_moment() -> None:
    async def story(wire: Wire) -> None:
        crowd = [wire.put(chat, latency=20) for chat in range(1, 30)]
        await asyncio.sleep(5)
        assert await wire.send(99, Lane.REPLY) == pytest.approx(5, abs=0.01)
        await all_of(*crowd)

    wired(story)


def test_nobody_waits_with_a_slot_in_hand() -> None:
    async def story(wire: Wire) -> None:
        crowd = [wire.put(7, Lane.REPLY) for _ in range(30)]
        assert await wire.send(8, Lane.SUMMARY) == pytest.approx(0, abs=0.1)
        assert wire.most_at_once <= 3
        await all_of(*crowd)

    wired(story, in_flight=3)


def test_answers_to_buttons_and_questions_never_wait() -> None:
    async def story(wire: Wire) -> None:
        crowd = [wire.put(chat) for chat in range(1, 200)]
        await asyncio.sleep(0)
        at_once = [
            await wire.send(None, method="answerCallbackQuery", latency=0),
            await wire.send(None, method="setMyCommands", latency=0),
            await wire.send(1, method="getChat", latency=0),
        ]
        assert at_once == [0.0, 0.0, 0.0]
        await all_of(*crowd)

    wired(story)


def test_a_chat_action_leaves_at_once_or_not_at_all_and_counts_for_all_but_not_for_its_chat() -> None:
    async def story(wire: Wire) -> None:
        assert [await wire.send(7, method="sendChatAction", latency=0) for _ in range(7)] == [0.0] * 7
        assert await wire.send(7, latency=0) == 0.0
        assert await wire.send(7, method="sendChatAction", latency=0) is None
        await asyncio.sleep(1)
        wire.refuse[7] = [30]
        assert [type(result) for result in await all_of(wire.put(7, latency=0))] == [RetryAfter]
        assert await wire.send(7, method="sendChatAction", latency=0) is None
        assert await wire.send(8, method="sendChatAction", latency=0) == 1.0

    wired(story)


def test_a_refusal_parks_its_chat_alone_and_is_raised_at_once() -> None:
    async def story(wire: Wire) -> None:
        wire.refuse[7] = [30]
        with pytest.raises(RetryAfter):
            await wire.send(7, latency=0)
        assert (wire.limits.ready_in(7), wire.limits.ready_in(8)) == (30.0, 0.0)
        assert wire.limits.busy() == {7: 30.0}
        assert await wire.send(8, latency=0) == 0.0
        assert await wire.send(7, Lane.REPLY, latency=0) == pytest.approx(30, abs=0.01)

    wired(story)


def test_two_chats_refused_within_a_second_park_everybody_for_the_longer_time() -> None:
    async def story(wire: Wire) -> None:
        wire.refuse = {7: [20], 8: [5]}
        await all_of(wire.put(7, latency=0), wire.put(8, latency=0.9))
        assert wire.limits.ready_in(9) == pytest.approx(19.1)
        assert await wire.send(9, latency=0) == pytest.approx(20, abs=0.01)
        assert await wire.send(None, method="answerCallbackQuery") is not None

    wired(story)


@pytest.mark.parametrize(("second", "latency"), [(7, 0.5), (8, 1.5)])
def test_the_same_chat_twice_or_two_refusals_far_apart_park_nobody_else(second: int, latency: float) -> None:
    async def story(wire: Wire) -> None:
        wire.refuse = {7: [20, 20], 8: [5]}
        await all_of(wire.put(7, latency=0), wire.put(second, latency=latency))
        assert wire.limits.ready_in(9) == 0.0

    wired(story)


def test_ready_in_counts_those_who_wait_already() -> None:
    async def story(wire: Wire) -> None:
        crowd = [wire.put(7) for _ in range(3)]
        await asyncio.sleep(0.01)
        assert wire.limits.ready_in(7) == pytest.approx(0.99)
        crowd += [wire.put(7) for _ in range(2)]
        await asyncio.sleep(0)
        assert wire.limits.ready_in(7) == pytest.approx(2.99)
        await all_of(*crowd)

    wired(story)


def test_room_is_what_could_be_in_flight_at_once() -> None:
    async def story(wire: Wire) -> None:
        assert wire.limits.room() == 4
        crowd = [wire.put(7, latency=1) for _ in range(4)]
        await asyncio.sleep(0.1)
        assert wire.limits.room() == 0  # three in flight, one waits for its chat
        await all_of(*crowd)
        assert wire.limits.room() == 4

    wired(story, in_flight=4)


def test_who_is_cancelled_while_waiting_takes_nothing_from_the_others() -> None:
    async def story(wire: Wire) -> None:
        first, second, third = (wire.put(chat) for chat in (1, 2, 3))
        await asyncio.sleep(0)
        second.cancel()
        results = await all_of(first, second, third)
        assert [chat for _, chat in wire.left] == [1, 3]
        assert isinstance(results[1], asyncio.CancelledError)
        assert wire.limits.room() == 1

    wired(story, in_flight=1)


def test_who_is_cancelled_in_the_moment_of_leaving_gives_the_slot_back() -> None:
    async def story(wire: Wire) -> None:
        waiting: list[asyncio.Task[Any]] = []

        async def first() -> None:
            await wire.send(1)
            waiting[0].cancel()  # it was let go a moment ago and does not know it yet

        task = asyncio.create_task(first())
        await asyncio.sleep(0)
        waiting += [wire.put(2), wire.put(3)]
        await all_of(task, *waiting)
        assert [chat for _, chat in wire.left] == [1, 3]
        assert wire.limits.room() == 1

    wired(story, in_flight=1)


def test_idle_chats_are_forgotten() -> None:
    async def story(wire: Wire) -> None:
        await all_of(*(wire.put(chat) for chat in range(1, 501)))
        await asyncio.sleep(121)
        assert vars(wire.limits)["_chats"] == {}

    wired(story)


def test_a_parked_chat_is_not_forgotten_before_its_time() -> None:
    async def story(wire: Wire) -> None:
        wire.refuse[7] = [300]
        await all_of(wire.put(7, latency=0))
        await asyncio.sleep(200)
        assert wire.limits.ready_in(7) == pytest.approx(100)

    wired(story)


def test_shutdown_sends_the_waiting_away() -> None:
    async def story(wire: Wire) -> None:
        crowd = [wire.put(7) for _ in range(10)]
        await asyncio.sleep(0.01)
        await wire.limits.shutdown()
        results = await all_of(*crowd)
        assert [type(result) for result in results[3:]] == [asyncio.CancelledError] * 7
        assert wire.limits.room() == 8

    wired(story)


def test_switched_off_nothing_waits() -> None:
    async def story(wire: Wire) -> None:
        times = await all_of(*(wire.put(7) for _ in range(500)))
        assert set(times) == {0.0}

    wired(story, off=True)


def test_the_crowd_leaves_evenly_second_by_second() -> None:
    async def story(wire: Wire) -> None:
        await all_of(*(wire.put(chat) for chat in range(1, 300)))
        seconds = Counter(int(at + SLACK) for at, _ in wire.left)
        assert seconds[0] == 29
        assert all(seconds[second] in (27, 28) for second in range(1, 10))

    wired(story)


def test_after_a_quiet_while_a_few_leave_together_and_the_rest_one_by_one() -> None:
    """A crowd at once each second would arrive, after a slow line, as two crowds within one of Telegram's seconds."""

    async def story(wire: Wire) -> None:
        await all_of(*(wire.put(chat, latency=0) for chat in range(1, 101)))
        times = [at for at, _ in wire.left]
        assert times[:8] == [0.0] * 8
        assert all(later - sooner >= 1 / 28 - SLACK for sooner, later in pairwise(times[7:]))
        assert times[-1] < 100 / (28 * 0.95)

    wired(story)


def test_a_chat_that_was_written_to_lately_is_not_busy_because_everybody_waits() -> None:
    """Else an answer to it would stand behind everything that goes to others."""

    async def story(wire: Wire) -> None:
        crowd = [wire.put(chat, latency=0) for chat in range(1, 31)]
        await asyncio.sleep(0.01)
        assert wire.limits.ready_in(1) > 0
        assert 1 not in wire.limits.busy()
        await all_of(*crowd)

    wired(story)


async def test_in_which_lane_a_letter_stands_is_known_to_the_limits(
    rehearsal: Rehearsal, stage: Callable[..., Awaitable[Any]], wang: int
) -> None:
    """python-telegram-bot drops a lane that is 0: answers once stood among the ordinary."""
    heard: list[str | None] = []

    class Noting(Limits):
        async def process_request(self, *args: Any, **call: Any) -> Any:
            if call["data"].get("chat_id"):
                heard.append(call["rate_limit_args"])
            return await super().process_request(*args, **call)

    await stage("say", user=wang, text="/start")
    base = f"{rehearsal.url}/bot"
    line, limits = Line(base), Noting(off=True)
    bot = ExtBot(rehearsal.token, base_url=base, request=line, rate_limiter=limits)
    letters = Letters(bot, Calls(line, bot.base_url, limits))
    letter = Parcel(
        id=1, person=None, chat_id=wang, lane=0, about="", facts={}, item=None, card=None, show=Show.NEW,
        good_until=None, waited=False, maybe_sent=False, attempts=0, hold_ms=0, language=None, address=None,
        card_message=None, card_has_photo=False,
    )  # fmt: skip
    async with bot:
        for lane in Lane:
            await letters.post(wang, Message("好"), replace(letter, lane=int(lane)), as_new=True)
    assert heard == [lane.name for lane in Lane]
