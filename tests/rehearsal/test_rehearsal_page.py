"""The page in a real browser: one is several people at once, and what the bot does shows at once.

All in one loop, so that the browser and its driver are started once: they take longer than what is looked at.
"""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from rehearsal import Rehearsal
from tests.browsing import chromium
from tests.rehearsal.conftest import SchoolClock, bots_of, hand_on, rehearsing

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
in_one_loop = partial(pytest_asyncio.fixture, loop_scope="module")

WANG, LI = 7001, 7002
GROUP = -500
SHOTS = Path("shots")
# A busy machine draws its first pictures slowly.
expect.set_options(timeout=20_000)
GOOD = InlineKeyboardMarkup([[InlineKeyboardButton("好了,谢谢", callback_data="good")]])
HOSTILE = '<img src=x onerror="document.title=1">'


class Echo:
    """A bot that says back what it hears, and an Actor whose one row is due in half an hour."""

    def __init__(self, app: "Application[Any, Any, Any, Any, Any, Any]", clock: Any) -> None:
        self.app = app
        self.clock = clock
        self.row = clock.now + timedelta(minutes=30)

    async def hears(self, update: Update, context: Any) -> None:
        assert update.message is not None
        said = f"收到照片:{update.message.caption}" if update.message.photo else f"收到:{update.message.text}"
        await update.message.reply_text(said, reply_markup=GOOD, disable_notification=True)

    async def taps(self, update: Update, context: Any) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("记下了")
        await update.callback_query.edit_message_text("已办结")

    async def settled(self) -> bool:
        return self.app.update_queue.empty()

    async def next_due(self) -> datetime | None:
        return self.row if self.row > self.clock.now else None

    async def coming(self) -> list[dict[str, Any]]:
        row = await self.next_due()
        return [{"at": row.isoformat(), "lines": [{"zh": "到点了", "en": "It is time"}], "more": 0}] if row else []

    async def turn(self, to: datetime) -> None:
        self.clock.now = to
        if to == self.row:
            await self.app.bot.send_message(LI, "到点了")

    flowing = False

    async def flow(self, on: bool) -> None:
        self.flowing = on

    async def take(self, user: int) -> None:
        self.taken = user

    async def die(self) -> None:
        assert self.app.updater is not None
        await self.app.updater.stop()

    async def start(self) -> None:
        assert self.app.updater is not None
        await self.app.updater.start_polling(timeout=10)

    async def outage(self, to: datetime) -> None:
        self.clock.now = to


@in_one_loop()
async def rehearsal(clock: SchoolClock) -> AsyncIterator[Rehearsal]:
    async with rehearsing(clock) as here:
        yield here


@in_one_loop()
async def stage(rehearsal: Rehearsal) -> AsyncIterator[Any]:
    async with hand_on(rehearsal) as stage:
        yield stage


@in_one_loop()
async def bot(rehearsal: Rehearsal) -> AsyncIterator[Any]:
    async with bots_of(rehearsal) as make:
        yield await make()


@in_one_loop()
async def echo(rehearsal: Rehearsal, bot: Any, clock: Any, stage: Any) -> AsyncIterator[Echo]:
    app = Application.builder().bot(bot).build()
    actor = Echo(app, clock)
    app.add_handler(MessageHandler((filters.TEXT | filters.PHOTO) & filters.UpdateType.MESSAGE, actor.hears))
    app.add_handler(CallbackQueryHandler(actor.taps))
    await app.initialize()
    await app.start()
    assert app.updater is not None
    await app.updater.start_polling(timeout=10)
    rehearsal.actor = actor
    await stage.post("people", id=WANG, first_name="王师傅", note="水电维修")
    await stage.post("people", id=LI, first_name="李老师", note=HOSTILE)
    await stage.post("groups", id=GROUP, title="后勤群", members=[WANG, LI])
    yield actor
    await app.updater.stop()
    await app.stop()


@in_one_loop(scope="module")
async def browser() -> AsyncIterator[Browser]:
    with chromium() as address:
        async with async_playwright() as playwright:
            yield await playwright.chromium.connect_over_cdp(address)


@in_one_loop()
async def page(rehearsal: Rehearsal, echo: Echo, browser: Browser) -> AsyncIterator[Page]:
    """An open page that must not complain once."""
    complaints: list[str] = []
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    opened = await context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
    await opened.goto(rehearsal.url)
    await expect(opened.locator("#pulse")).to_have_text("机器人在线")
    yield opened
    await context.close()
    assert complaints == []


def _is_complaint(said: ConsoleMessage) -> bool:
    """A line that a test cuts on purpose is none."""
    return said.type == "error" and "ERR_INTERNET_DISCONNECTED" not in said.text


async def test_type_send_a_photo_tap_and_see_the_edit(page: Page) -> None:
    phone = page.locator(f'[data-phone="{WANG}"]')
    await phone.get_by_role("button", name="开始", exact=True).click()
    await expect(phone.locator(".bubble").last).to_contain_text("收到:/start")
    await phone.get_by_role("textbox").fill("三楼灯坏了")
    await page.keyboard.press("Enter")
    await expect(phone.locator(".bubble").last).to_contain_text("收到:三楼灯坏了")
    await expect(phone.locator(".bubble").last.locator(".silent")).to_be_visible()
    await phone.locator('[data-act="photo"]').click()
    await page.locator('[data-sample="broken-lamp"]').click()
    await page.locator('#picker [name="caption"]').fill("三楼走廊")
    await page.locator('[data-act="send-photos"]').click()
    await expect(phone.locator(".bubble").last).to_contain_text("收到照片:三楼走廊")
    await expect(phone.locator(".bubble.mine img").last).to_have_js_property("complete", True)
    await phone.locator(".bubble").last.get_by_role("button", name="好了,谢谢").click()
    await expect(phone.locator(".toast")).to_have_text("记下了")
    await expect(phone.locator(".bubble").last).to_contain_text("已办结")
    await expect(phone.locator(".bubble").last.locator(".edited")).to_be_visible()
    await page.screenshot(path=SHOTS / "rehearsal-desktop.png")


async def test_a_reply_keyboard_leaves_the_last_message_in_sight(page: Page, stage: Any, bot: Any) -> None:
    await stage.post("say", user=WANG, text="一行\n" * 40)
    keyboard = ReplyKeyboardMarkup([["🔧 报修", "🔦 巡查"], ["📋 我的事", "🙋 帮助"], ["📝 请假", "🏁 清校"]])
    await stage.get("settled")
    await bot.send_message(WANG, "菜单", reply_markup=keyboard)
    phone = page.locator(f'[data-phone="{WANG}"]')
    await expect(phone.locator(".bubble").last).to_contain_text("菜单")
    await expect(phone.locator(".bubble").last).to_be_in_viewport(ratio=1)
    await phone.locator(".keys").get_by_role("button", name="🙋 帮助").click()
    await expect(phone.locator(".bubble").last).to_contain_text("收到:🙋 帮助")
    await expect(phone.locator(".bubble").last).to_be_in_viewport(ratio=1)


async def test_several_photos_are_an_album_and_lie_in_drawers(page: Page, stage: Any) -> None:
    phone = page.locator(f'[data-phone="{WANG}"]')
    await phone.locator('[data-act="begin"]').click()
    await phone.locator('[data-act="photo"]').click()
    for sample in ("leaking-pipe", "gas-stove", "locked-gate"):
        await page.locator(f'[data-sample="{sample}"]').click()
    await expect(page.locator('[data-act="send-photos"]')).to_have_text("发相册(3)")
    await page.screenshot(path=SHOTS / "rehearsal-picker.png")
    await page.locator('[data-act="send-photos"]').click()
    await expect(phone.locator(".photos.many img")).to_have_count(3)
    await phone.locator(".photos.many button").first.click()
    await expect(page.locator("#large img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#large")).not_to_be_visible()
    poster = {"code": "X-1", "name": "东墙", "link": "https://t.me/rehearsal_bot?start=east-wall-1"}
    await stage.post("samples", name="poster-X-1", label="X-1 东墙", poster=poster)
    await phone.locator('[data-act="photo"]').click()
    await page.locator('[data-section="posters"]').click()
    await expect(page.locator("[data-sample]")).to_have_count(1)
    await page.locator('[data-section="everything"]').click()
    await page.locator('#picker [name="wanted"]').fill("东墙")
    await page.keyboard.press("Enter")
    await page.locator('[data-act="send-photos"]').click()
    await expect(phone.locator(".bubble.mine img")).to_have_count(4)


async def test_hostile_names_and_messages_are_only_text(page: Page, stage: Any) -> None:
    await stage.post("say", user=WANG, text=HOSTILE)
    phone = page.locator(f'[data-phone="{WANG}"]')
    await expect(phone.locator(".bubble").last).to_contain_text(f"收到:{HOSTILE}")
    await expect(page.locator(f'[data-phone="{LI}"] header')).to_contain_text(HOSTILE)
    file = {"base64": "PHN2Zz4=", "file_name": f"\u202e{HOSTILE}.svg", "mime_type": "image/svg+xml"}
    await stage.post("say", user=WANG, document=file, caption=f"\u2067{HOSTILE}")
    await expect(phone.locator("a.thing").last).to_contain_text(HOSTILE)
    await expect(page).to_have_title("排练场")


async def test_a_correction_an_answer_a_forward_and_a_group(page: Page, stage: Any) -> None:
    phone = page.locator(f'[data-phone="{WANG}"]')
    await stage.post("say", user=WANG, text="三楼")
    mine = phone.locator(".bubble.mine").last
    await expect(mine).to_contain_text("三楼")
    await mine.hover()
    await mine.locator('[data-act="bubble-menu"]').click()
    await page.locator('#bubble-menu [data-act="change"]').click()
    await phone.get_by_role("textbox").fill("四楼")
    await phone.locator('[data-act="send"]').click()
    await expect(mine).to_contain_text("四楼")
    await expect(mine.locator(".edited")).to_be_visible()
    await phone.locator('[data-act="voice"]').click()
    await expect(phone.locator(".bubble.mine .wave")).to_be_visible()
    await stage.post("say", user=LI, text="/start")
    heard = phone.locator(".bubble:not(.mine)", has_text="收到:三楼").last
    await heard.locator('[data-act="bubble-menu"]').focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(phone.get_by_role("textbox")).to_be_focused()
    await page.keyboard.type("不是三楼")
    await page.keyboard.press("Enter")
    await expect(phone.locator(".bubble.mine").last.locator(".answers")).to_have_text("收到:三楼")
    await heard.click(button="right")
    await page.locator('#bubble-menu [data-act="forward"]').click()
    await page.locator(f'[data-forward="{LI}"]').click()
    await heard.click(button="right")
    await page.locator('[data-react="👍"]').click()
    await expect(heard.locator(".reactions")).to_have_text("👍")
    await heard.click(button="right")
    await page.locator('[data-react="👍"][aria-checked="true"]').click()
    await expect(heard.locator(".reactions")).to_have_count(0)
    li = page.locator(f'[data-phone="{LI}"]')
    await expect(li.locator(".bubble.mine .from")).to_have_text("转自 值勤")
    await expect(li.locator(".bubble").last).to_contain_text("收到:收到:三楼")
    await stage.post("say", user=LI, chat=GROUP, text="大家早")
    await expect(phone.locator(f'[data-room="{GROUP}"] .badge')).to_have_text("1")
    await phone.locator(f'[data-room="{GROUP}"]').click()
    await expect(phone.locator(".bubble .author")).to_have_text("李老师")
    await expect(phone.locator(f'[data-room="{GROUP}"] .badge')).to_have_text("")


async def test_the_clock_goes_to_what_comes_next_and_a_bot_that_was_away_comes_back(page: Page, stage: Any) -> None:
    await stage.post("say", user=LI, text="/start")
    await expect(page.locator("#now .hour")).to_have_text("22:45")
    await expect(page.locator("[data-moment]")).to_have_text("23:15到点了")
    await page.locator("[data-moment]").click()
    await expect(page.locator(f'[data-phone="{LI}"] .bubble').last).to_contain_text("到点了")
    await expect(page.locator("#now .hour")).to_have_text("23:15")
    await page.locator('[data-act="kill"]').click()
    await expect(page.locator("#pulse")).to_contain_text("已回来")
    await page.screenshot(path=SHOTS / "rehearsal-killed.png")
    await page.locator('[data-act="outage"]').click()
    await expect(page.locator("#now .hour")).to_have_text("23:55")
    await expect(page.locator("#pulse")).to_contain_text("已回来")
    flow = page.locator('[data-act="flow"]')
    await expect(flow).to_have_attribute("aria-pressed", "false")
    await expect(flow).to_be_enabled()
    await flow.click()
    await expect(flow).to_have_attribute("aria-pressed", "true")
    await expect(flow).to_have_accessible_name("时钟按真实速度走,点一下停住")


async def test_what_happened_while_the_line_was_down_is_there_afterwards(page: Page, stage: Any) -> None:
    await stage.post("say", user=WANG, text="先说一句")
    phone = page.locator(f'[data-phone="{WANG}"]')
    await expect(phone.locator(".bubble")).to_have_count(2)
    await page.context.set_offline(True)
    stage.rehearsal.world.events.end()
    await expect(page.locator("#line")).to_be_visible()
    await stage.post("say", user=WANG, text="断线时说的")
    await page.context.set_offline(False)
    await expect(phone.locator(".bubble")).to_have_count(4)
    await expect(page.locator("#line")).not_to_be_visible()


async def test_on_a_narrow_screen_one_phone_at_a_time_and_a_list_with_unread_marks(
    page: Page, stage: Any, bot: Any
) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator(".phone:visible")).to_have_count(0)
    await stage.post("say", user=LI, text="在吗")
    wang, li = page.locator(f'.cast [data-person="{WANG}"]'), page.locator(f'.cast [data-person="{LI}"]')
    await expect(li.locator(".badge.hushed")).to_have_text("1")
    await bot.send_message(LI, "响一声")
    await expect(li.locator(".badge:not(.hushed)")).to_have_text("2")
    await expect(li.locator(".last")).to_have_text("响一声")
    await wang.click()
    await expect(page.locator(".phone:visible")).to_have_count(1)
    await expect(page.locator('[data-act="back"]:visible .badge')).to_have_text("2")
    await page.screenshot(path=SHOTS / "rehearsal-phone.png")
    await page.go_back()
    await li.click()
    await expect(page.locator(f'[data-phone="{LI}"] .bubble').last).to_contain_text("响一声")
    await page.locator('[data-act="back"]:visible').click()
    await expect(li.locator(".badge")).to_have_text("")
    await expect(page.locator(".phone:visible")).to_have_count(0)
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


async def test_the_page_opens_in_the_browsers_language_until_one_is_chosen(page: Page, rehearsal: Rehearsal) -> None:
    browser = page.context.browser
    assert browser is not None
    abroad = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    opened = await abroad.new_page()
    await opened.goto(rehearsal.url)
    await expect(opened.locator('[data-act="kill"]')).to_contain_text("Kill the bot")
    await opened.locator('[data-act="language"]').focus()
    await opened.keyboard.press("Enter")
    await opened.reload()
    await expect(opened.locator('[data-act="kill"]')).to_contain_text("结束进程")
    await abroad.close()


async def test_english_and_the_keyboard_alone(page: Page) -> None:
    await page.locator('[data-act="language"]').focus()
    await page.keyboard.press("Enter")
    await expect(page.locator('[data-act="kill"]')).to_contain_text("Kill the bot")
    await page.locator(".cast-list [tabindex='0']").focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.locator(f'.cast [data-person="{LI}"]')).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(f'[data-phone="{LI}"]')).to_have_count(0)
    await page.locator(f'[data-phone="{WANG}"] [data-act="begin"]').focus()
    await page.keyboard.press("Enter")
    phone = page.locator(f'[data-phone="{WANG}"]')
    await expect(phone.locator(".bubble")).to_have_count(2)
    await phone.locator(".bubble").last.get_by_role("button", name="好了,谢谢").focus()
    await page.keyboard.press("Space")
    await expect(phone.locator(".bubble").last).to_contain_text("已办结")


async def test_a_group_lies_open_as_a_phone_and_a_link_lets_the_bot_into_one(page: Page, stage: Any, bot: Any) -> None:
    open_group = page.locator(f'[data-phone="{GROUP}"]')
    await expect(open_group.locator("header")).to_contain_text("用王师傅的手机")
    await stage.post("join", user=WANG, chat=GROUP, admin=True)
    sent = await bot.send_message(GROUP, "现在 22:45\n都到了")
    await bot.pin_chat_message(GROUP, sent.message_id)
    await expect(open_group.locator(".pinned")).to_contain_text("现在 22:45")
    await expect(open_group.locator(".service").last).to_have_text("机器人置顶了“现在 22:45”")
    await open_group.get_by_role("textbox").fill("大家好")
    await page.keyboard.press("Enter")
    await expect(open_group.locator(".bubble.mine").last).to_contain_text("大家好")
    await stage.post("people", id=7003, first_name="周师傅", in_drawer=True)
    await open_group.locator("summary").click()
    await open_group.locator('[data-act="bringIn"]').click()
    await page.locator('[data-choice="7003"]').click()
    await expect(open_group.locator(".service").last).to_have_text("王师傅把周师傅请进了群")
    await open_group.locator("summary").click()
    await open_group.locator('[data-act="throwOut"]').click()
    await expect(open_group.locator(".off p")).to_have_text("机器人不在这个群里。")
    await open_group.locator(".off").get_by_role("button", name="请机器人进群").click()
    await expect(open_group.locator(".off")).not_to_be_visible()
    phone = page.locator(f'[data-phone="{WANG}"]')
    await phone.locator('[data-act="begin"]').click()
    await bot.send_message(WANG, "点开,选群:https://t.me/rehearsal_bot?startgroup=boss_1")
    await phone.locator(".bubble a").last.click()
    await page.locator('#rooms [name="title"]').fill("管理群")
    await page.keyboard.press("Enter")
    await expect(page.locator(".cast")).to_contain_text("管理群")
    await phone.locator("[data-room]", has_text="管理群").click()
    await expect(phone.locator(".service")).to_have_text("王师傅把值勤请进了群")
    await expect(phone.locator(".bubble").last).to_contain_text("收到:/start@rehearsal_bot boss_1")


async def test_a_position_that_walks_and_the_conversation_as_a_file(page: Page, stage: Any, tmp_path: Path) -> None:
    phone = page.locator(f'[data-phone="{WANG}"]')
    await phone.locator('[data-act="begin"]').click()
    await phone.locator('[data-act="attach"]').click()
    await page.locator('[data-attach="liveHere"]').click()
    where = phone.locator(".bubble.mine").last
    await expect(where).to_contain_text("实时位置")
    before = await where.locator("small").inner_text()
    await where.click(button="right")
    await page.locator('#bubble-menu [data-act="walkOn"]').click()
    await expect(where.locator("small")).not_to_have_text(before)
    await where.click(button="right")
    await page.locator('#bubble-menu [data-act="endLive"]').click()
    await expect(where).not_to_contain_text("实时")
    await stage.post("say", user=WANG, photo={"name": "broken-lamp"}, caption=HOSTILE)
    await phone.locator('[data-act="attach"]').click()
    await page.locator('[data-attach="textFile"]').click()
    await expect(phone.locator("a.thing")).to_contain_text("说明.txt")
    await stage.post("papers", name="list", label="一张表", file_name="表.xlsx", base64="UEs=")
    await phone.locator('[data-act="attach"]').click()
    await page.locator('[data-paper="list"]').click()
    await expect(phone.locator("a.thing").last).to_contain_text("表.xlsx")
    await phone.locator("summary").click()
    async with page.expect_download() as download:
        await phone.locator('[data-act="export"]').click()
    await (await download.value).save_as(tmp_path / "talk.html")
    told = await page.context.new_page()
    await told.goto((tmp_path / "talk.html").as_uri())
    await expect(told.locator("section")).to_have_count(7)
    await expect(told.locator("body")).to_contain_text(f"收到照片:{HOSTILE}")
    await expect(told.locator("img")).to_have_js_property("complete", True)
    await expect(told).to_have_title("王师傅")


async def test_the_guided_story_lights_up_what_to_press_and_waits_for_it(page: Page, stage: Any) -> None:
    steps = [
        {"zh": "来看看。", "en": "Come and see."},
        {"phone": WANG, "zh": "说一句。", "en": "Say it.", "do": {"say": {"text": "灯坏了"}},
         "until": {"phone": WANG, "says": "收到:灯"}},
        {"phone": WANG, "zh": "点一下。", "en": "Tap it.", "do": {"tap": "好了"},
         "until": {"phone": WANG, "says": "已办结"}},
        {"zh": "杀掉它。", "en": "Kill it.", "do": {"kill": True}, "until": {"back": True}},
    ]  # fmt: skip
    await stage.post("say", user=WANG, text="/start")
    assert "step 1" in (await stage.refuses("story", steps=[{"zh": "只有中文"}]))
    await stage.post("story", steps=steps, day="2026-11-23")
    guide, phone = page.locator("#guide"), page.locator(f'[data-phone="{WANG}"]')
    await expect(guide).to_contain_text("三分钟 · 1/4")
    await guide.get_by_role("button", name="开始").click()
    await expect(phone.locator("textarea")).to_have_value("灯坏了")
    await phone.locator('.pointed[data-act="send"]').click()
    await expect(guide).to_have_class("done")
    await guide.get_by_role("button", name="下一步").click()
    await expect(phone.locator(".pointed")).to_have_text("好了,谢谢")
    assert await _pale(page) == []
    await guide.get_by_role("button", name="替我做").click()
    await expect(guide).to_have_class("done")
    await page.keyboard.press("Enter")
    await expect(page.locator('.pointed[data-act="kill"]')).to_be_visible()
    await guide.get_by_role("button", name="替我做").dblclick()
    await guide.get_by_role("button", name="好", exact=True).click()
    await expect(guide).not_to_be_visible()
    await page.reload()
    await expect(page.locator('[data-act="guide"]')).to_be_visible()
    await expect(guide).not_to_be_visible()


async def test_everything_can_be_read_by_day_and_by_night_on_both_sizes(page: Page, stage: Any, bot: Any) -> None:
    await stage.post("say", user=LI, text="看 https://example.org,/help")
    await stage.post("say", user=WANG, text="回一句", reply_to=None, forward_from="别人")
    await stage.post("say", user=WANG, photo={"name": "broken-lamp"}, caption="灯")
    await stage.post("say", user=WANG, voice=True)
    await stage.post("say", user=LI, chat=GROUP, text="大家早")
    keyboard = ReplyKeyboardMarkup([["🔧 报修", "🙋 帮助"]])
    await bot.send_message(WANG, "<b>粗</b> <code>码</code> <blockquote>引</blockquote>", "HTML", reply_markup=keyboard)
    await page.locator(f'[data-phone="{LI}"] summary').click()
    await page.locator(f'[data-phone="{LI}"] [data-act="block"]').click()
    await expect(page.locator(f'[data-phone="{LI}"] .off')).to_contain_text("已停用机器人")
    phone = page.locator(f'[data-phone="{WANG}"]')
    await expect(phone.locator(".keys button")).to_have_count(2)
    assert await _pale(page) == []
    await phone.locator('[data-act="attach"]').click()
    assert await _pale(page) == []
    await page.keyboard.press("Escape")
    await page.set_viewport_size({"width": 390, "height": 844})
    await bot.send_message(GROUP, "静静的", disable_notification=True)
    await bot.send_message(GROUP, "响的")
    assert await _pale(page) == []
    await page.locator(f'.cast [data-person="{WANG}"]').click()
    await page.locator('[data-act="tools"]').click()
    assert await _pale(page) == []


async def _pale(page: Page) -> list[object]:
    """What is too pale to be read, by day and by night."""
    found: list[object] = []
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        found += await page.evaluate(PALE)
    return found


PALE = (Path(__file__).parent / "contrast.js").read_text()
