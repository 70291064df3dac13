"""One person's updates in their order, different people side by side. Work takes simulated seconds."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update

from bot.order import InOrder, whose
from tests.wire.simulated_time import simulate


def said(update_id: int, user: int, chat: int | None = None) -> Update:
    chat_id = user if chat is None else chat
    kind = "private" if chat_id > 0 else "supergroup"
    return Update.de_json(
        {
            "update_id": update_id,
            "message": {
                "message_id": update_id,
                "date": 1,
                "chat": {"id": chat_id, "type": kind, "title": "x"},
                "from": {"id": user, "is_bot": False, "first_name": "王"},
                "text": "在",
            },
        }
    )


class Work:
    """Does each update for `seconds` and writes down when it began and ended, by person."""

    def __init__(self, workers: int = 16) -> None:
        self.processor = InOrder(workers)
        self.done: dict[int, list[int]] = defaultdict(list)
        self.ended: dict[int, list[float]] = defaultdict(list)
        self.at_once = self.most_at_once = 0

    def put(self, update_id: int, user: int, seconds: float = 1.0) -> asyncio.Task[None]:
        """As PTB does: a task for each update, begun in the order of arrival."""
        return asyncio.create_task(
            self.processor.process_update(said(update_id, user), self._work(update_id, user, seconds))
        )

    async def _work(self, update_id: int, user: int, seconds: float) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(seconds)
        finally:
            self.at_once -= 1
        self.done[user].append(update_id)
        self.ended[user].append(asyncio.get_running_loop().time())


def working(story: Callable[[Work], Coroutine[Any, Any, None]], workers: int = 16) -> Work:
    async def main() -> Work:
        work = Work(workers)
        await story(work)
        return work

    result = simulate(main())
    assert isinstance(result, Work)
    return result


async def all_of(*tasks: Awaitable[Any]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)


def test_a_persons_updates_keep_their_order_whatever_each_takes() -> None:
    async def story(work: Work) -> None:
        await all_of(*(work.put(number, user=7 + number % 3, seconds=(number * 7) % 5) for number in range(60)))

    work = working(story)
    assert work.done == {user: [n for n in range(60) if 7 + n % 3 == user] for user in (7, 8, 9)}


def test_one_slow_person_delays_nobody_else() -> None:
    async def story(work: Work) -> None:
        await all_of(*(work.put(number, user=1, seconds=100) for number in range(30)), work.put(99, user=2))

    assert working(story, workers=2).ended[2] == [1.0]


def test_no_more_than_the_workers_at_once() -> None:
    async def story(work: Work) -> None:
        await all_of(*(work.put(number, user=number) for number in range(1, 101)))

    assert working(story, workers=4).most_at_once == 4


def test_under_load_everybodys_first_is_served_before_anybodys_last() -> None:
    async def story(work: Work) -> None:
        crowd = [work.put(number, user=1) for number in range(50)]
        await all_of(*crowd, *(work.put(100 + user, user=user) for user in range(2, 42)))

    work = working(story, workers=4)
    assert max(max(ends) for user, ends in work.ended.items() if user > 1) <= 14.0
    assert work.done[1] == list(range(50))


def test_two_thousand_people_leave_nothing_behind() -> None:
    async def story(work: Work) -> None:
        await all_of(*(work.put(number, user=1 + number % 2000, seconds=0.01) for number in range(4000)))

    work = working(story)
    assert sum(len(done) for done in work.done.values()) == 4000
    assert (work.processor.waiting, vars(work.processor)["_lines"]) == (0, {})


def test_a_failing_update_does_not_hold_up_the_next() -> None:
    async def story(work: Work) -> None:
        async def breaks() -> None:
            raise OSError

        broken = asyncio.create_task(work.processor.process_update(said(1, 7), breaks()))
        await all_of(broken, work.put(2, user=7))
        assert isinstance(broken.exception(), OSError)

    assert working(story).done == {7: [2]}


def test_cancelled_in_line_or_at_work_frees_the_place_and_keeps_the_order() -> None:
    async def story(work: Work) -> None:
        first, second, third, fourth = (work.put(number, user=7) for number in range(4))
        await asyncio.sleep(0.5)
        second.cancel()
        await asyncio.sleep(0)
        first.cancel()
        await all_of(first, second, third, fourth)

    work = working(story)
    assert (work.done, work.ended) == ({7: [2, 3]}, {7: [1.5, 2.5]})
    assert vars(work.processor)["_lines"] == {}


def test_after_close_what_runs_ends_and_what_waits_is_left_to_the_inbox() -> None:
    async def story(work: Work) -> None:
        tasks = [work.put(number, user=number % 20) for number in range(100)]
        await asyncio.sleep(0.5)
        work.processor.close()
        await all_of(*tasks)

    work = working(story)
    assert sorted(number for done in work.done.values() for number in done) == list(range(16))
    assert (max(max(ends) for ends in work.ended.values()), work.processor.waiting) == (1.0, 0)


def test_initialize_opens_again_what_shutdown_closed() -> None:
    async def story(work: Work) -> None:
        await work.processor.shutdown()
        await work.put(1, user=7)
        await work.processor.initialize()
        await work.put(2, user=7)

    assert working(story).done == {7: [2]}


def test_the_line_is_the_persons_else_the_chats_else_ones_own() -> None:
    channel = {"update_id": 3, "channel_post": {"message_id": 1, "date": 1, "chat": {"id": -9, "type": "channel"}}}
    assert whose(said(1, user=7)) == whose(said(2, user=7, chat=-500)) == 7
    assert whose(Update.de_json(channel)) == -9
    assert whose(Update(5)) != whose(Update(6))
    assert whose("no update") != whose("no update")
