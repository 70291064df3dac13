"""A rehearsal as a newcomer starts it, and the page in Chromium: what the stories in a browser share."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-extensions",
    # Each window otherwise keeps two pages ready for an address bar that nobody sees.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
]
marks = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here; CI fails without one"),
]
PATIENCE = 20_000
"""Milliseconds; a busy machine is slow."""


@contextmanager
def chromium() -> Iterator[str]:
    """One browser for many tests: the address at which playwright finds it. A start takes seconds."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium here")
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        command = [CHROMIUM, "--headless=new", *FLAGS, "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        with subprocess.Popen([*command, "about:blank"], stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            for line in process.stderr:
                if found := re.search(r"ws://\S+", line):
                    break
            threading.Thread(target=process.stderr.read, daemon=True).start()
            yield found.group()
            process.terminate()


@asynccontextmanager
async def rehearsed(folder: Path, start: str, past: int) -> AsyncIterator[Page]:
    """`python -m bot rehearse`, and the page at the address that it prints."""
    command = ("-m", "bot", "rehearse", "--port", "0", "--data", str(folder), "--start", start, "--past", str(past))
    process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            while not (found := re.search(rb"http://\S+", await process.stdout.readline())):
                continue
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = await browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
            await page.goto(found.group().decode())
            yield page
            await browser.close()
    finally:
        process.terminate()
        await process.wait()


@dataclass
class Phone:
    """One phone on the page."""

    page: Page
    user: int

    @property
    def at(self) -> Locator:
        return self.page.locator(f'[data-phone="{self.user}"]')

    async def lies_open(self) -> None:
        """By its name in the row above."""
        await self.page.locator(f'.cast [data-person="{self.user}"][aria-pressed="false"]').click()

    async def says(self, text: str) -> None:
        await self.at.locator("textarea, input[type=text]").first.fill(text)
        await self.at.locator('[data-act="send"]').click()

    async def taps(self, label: str) -> None:
        await self.at.locator(".bubble button", has_text=label).last.click()

    async def sends_poster(self, code: str) -> None:
        await self.at.locator('[data-act="photo"]').click()
        await self.page.locator(f'[data-sample="poster-{code}"]').click()
        await self.page.locator('[data-act="send-photos"]').click()

    async def reads(self, text: str) -> None:
        await expect(self.at.locator(".bubble", has_text=text).last).to_be_visible(timeout=PATIENCE)
