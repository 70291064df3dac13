"""A day at the page: a guard walks by the posters, the others do their part, and at 20:30 the manager reads the day."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browsing import Phone, marks, rehearsed

HEAD, GUARD = 700_002, 700_004
pytestmark = marks


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """Eight o'clock, a day behind it, and a clock that stands."""
    async with rehearsed(tmp_path / "stage", "2026-11-23T07:59", past=1) as page:
        await expect(page.locator("#pulse")).to_have_text("机器人在线", timeout=60_000)
        await page.locator('[data-act="flow"]').click()
        yield page


async def test_two_points_by_their_posters_and_the_summary_in_the_evening(page: Page, tmp_path: Path) -> None:
    guard, head = Phone(page, GUARD), Phone(page, HEAD)
    await guard.lies_open()
    await page.locator('[data-minutes="5"]').click()
    await guard.reads("校园安全日巡")
    await guard.taps("段玉成")
    await guard.reads("段师傅在用")
    await guard.taps("开始")
    await guard.reads("第一个")
    await guard.sends_poster("M-S")
    await guard.reads("1/13")
    await guard.sends_poster("X-SE")
    await guard.reads("2/13")
    await page.locator('[data-until="20:30"]').click()
    await expect(page.locator("#now .hour")).to_have_text("20:30", timeout=90_000)
    await head.reads("日报")
    summary = await head.at.locator(".bubble", has_text="日报").last.inner_text()
    tally = re.search(r"任务(\d+):((?:按时|迟| 漏| 免|\d| )+)", summary)
    assert tally is not None
    assert int(tally[1]) == sum(map(int, re.findall(r"\d+", tally[2])))
    assert int(tally[1]) > 50
    await page.screenshot(path=tmp_path / "evening.png")
