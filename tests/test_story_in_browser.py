"""The story as a newcomer plays it: `python -m bot rehearse`, one address, phones side by side, and the kill button."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browsing import Phone, marks, rehearsed

TEACHER, PLUMBER, HEAD = 700_000, 700_001, 700_002
pytestmark = marks


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with rehearsed(tmp_path / "stage", "2026-11-23T08:00", past=0) as page:
        yield page


async def test_the_story_in_a_browser_with_the_bot_killed_in_the_middle(page: Page, tmp_path: Path) -> None:
    teacher, plumber, head = (Phone(page, user) for user in (TEACHER, PLUMBER, HEAD))
    await teacher.reads("拍张照或说句话就行")

    await teacher.says("3号楼201水管漏水")
    await teacher.reads("对吗?")
    await page.locator('[data-act="kill"]').click()
    await teacher.taps("对,报上")
    await teacher.reads("派给田大勇")
    await plumber.taps("接单")
    await teacher.reads("接了单")

    await teacher.says("一食堂有煤气味!")
    await teacher.reads("别碰开关,先撤人")
    await head.reads("一食堂")
    await head.taps("知道了")
    await head.taps("我去")
    await teacher.reads("卢建国 08:00正在过去")
    await head.taps("到了")
    await head.taps("已处理好")
    await teacher.reads("谢谢卢建国")
    await page.screenshot(path=tmp_path / "story.png")

    abroad = await page.context.browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-US")  # type: ignore[union-attr]
    await abroad.goto(page.url)
    await expect(abroad.locator("#guide")).to_contain_text("Three minutes")
    assert await abroad.evaluate("document.querySelector('.bar').scrollWidth") <= 1440
