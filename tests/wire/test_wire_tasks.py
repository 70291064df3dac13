"""Background work is held, heard of when it fails, and gone after stop."""

import asyncio

import pytest

from bot.tasks import Tasks


class Failures:
    def __init__(self) -> None:
        self.heard: list[tuple[str, BaseException]] = []
        self.any = asyncio.Event()

    def __call__(self, name: str, error: BaseException) -> None:
        self.heard.append((name, error))
        self.any.set()


@pytest.fixture
def failures() -> Failures:
    return Failures()


@pytest.fixture
def tasks(failures: Failures) -> Tasks:
    return Tasks(failures)


async def forever(began: asyncio.Event, cleaned: list[str]) -> None:
    began.set()
    try:
        await asyncio.Event().wait()
    finally:
        cleaned.append("gone")


async def test_a_failed_task_is_logged_and_told_by_name(tasks: Tasks, failures: Failures, logged: list[str]) -> None:
    async def breaks() -> None:
        raise OSError("no disk")

    tasks.start(breaks(), "backup")
    await failures.any.wait()
    [(name, error)] = failures.heard
    assert (name, str(error)) == ("backup", "no disk")
    assert logged == ["task.failed"]
    assert len(tasks) == 0


async def test_a_finished_task_is_forgotten_and_its_result_kept(tasks: Tasks, failures: Failures) -> None:
    async def answer() -> int:
        return 42

    assert await tasks.start(answer(), "answer") == 42
    assert (len(tasks), failures.heard) == (0, [])


async def test_stop_cancels_all_and_waits_until_they_are_gone(tasks: Tasks, failures: Failures) -> None:
    began, cleaned = asyncio.Event(), list[str]()
    tasks.start(forever(began, cleaned), "one")
    tasks.start(forever(began, cleaned), "two")
    await began.wait()
    await tasks.stop()
    assert (cleaned, len(tasks), failures.heard) == (["gone", "gone"], 0, [])


async def test_a_task_that_starts_another_while_it_goes_leaves_none_behind(tasks: Tasks) -> None:
    began, cleaned = asyncio.Event(), list[str]()

    async def last_wish() -> None:
        try:
            await forever(began, cleaned)
        finally:
            tasks.start(forever(asyncio.Event(), cleaned), "heir")

    tasks.start(last_wish(), "first")
    await began.wait()
    await tasks.stop()
    assert len(tasks) == 0


async def test_one_of_them_may_stop_the_others(tasks: Tasks) -> None:
    began, cleaned = asyncio.Event(), list[str]()
    tasks.start(forever(began, cleaned), "other")
    await began.wait()
    await tasks.start(tasks.stop(), "stopper")
    assert cleaned == ["gone"]


async def test_a_failure_while_stopping_is_heard_too(tasks: Tasks, failures: Failures) -> None:
    began = asyncio.Event()

    async def bad_end() -> None:
        try:
            await forever(began, [])
        finally:
            raise OSError("while closing")

    tasks.start(bad_end(), "closing")
    await began.wait()
    await tasks.stop()
    assert [name for name, _ in failures.heard] == ["closing"]
