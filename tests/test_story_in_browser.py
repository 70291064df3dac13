"""The story as a newcomer plays it: `python -m bot rehearse`, one address, phones side by side, and the kill button."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

ROOT = Path(__file__).parent.parent
TEACHER, PLUMBER, HEAD = 700_000, 700_001, 700_002
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here; CI fails without one"),
]


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """The address that the command prints."""
    command = (
        "-m",
        "bot",
        "rehearse",
        "--port",
        "0",
        "--data",
        str(tmp_path / "stage"),
        "--start",
        "2026-11-23T08:00",
        "--past",
        "0",
    )
    process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            while not (found := re.search(rb"http://\S+", await process.stdout.readline())):
                continue
        yield found.group().decode()
    finally:
        process.terminate()
        await process.wait()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@dataclass
class Phone:
    """One phone on the page."""

    page: Page
    user: int

    @property
    def at(self) -> Locator:
        return self.page.locator(f'[data-phone="{self.user}"]')

    async def says(self, text: str) -> None:
        await self.at.locator("textarea, input[type=text]").first.fill(text)
        await self.at.locator('[data-act="send"]').click()

    async def taps(self, label: str) -> None:
        await self.at.locator(".bubble button", has_text=label).last.click()

    async def reads(self, text: str) -> None:
        await expect(self.at.locator(".bubble", has_text=text).last).to_be_visible(timeout=15_000)


async def test_the_story_in_a_browser_with_the_bot_killed_in_the_middle(
    address: str, browser: Browser, tmp_path: Path
) -> None:
    page = await browser.new_page(viewport={"width": 1440, "height": 900})
    await page.goto(address)
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
