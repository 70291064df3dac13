"""The wire carries what PTB gives it, and says of what failed whether it can have arrived."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.verdicts import Fate, verdict_on
from bot.wire import Wire, proxy_to
from rehearsal import Rehearsal

Stage = Callable[..., Awaitable[Any]]
TOKEN = "1234567:a-token-of-thirty-five-characters-x"


@pytest.fixture
async def bot(rehearsal: Rehearsal, wang: int, stage: Stage) -> AsyncIterator[Bot]:
    await stage("say", user=wang, text="/start")
    base = rehearsal.url + "/bot"
    wire = Wire(base, times=(0.6, 0.6, 0.6, 0.6))
    async with Bot(rehearsal.token, base, f"{rehearsal.url}/file/bot", request=wire) as made:
        yield made


@asynccontextmanager
async def somebody(answer: bytes | None) -> AsyncIterator[tuple[str, asyncio.Queue[str]]]:
    """A server that notes the head of each request and answers so; hangs up for b"", never answers for None."""
    heard: asyncio.Queue[str] = asyncio.Queue()
    over = asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.put_nowait((await reader.readuntil(b"\r\n\r\n")).decode())
        if answer is None:
            await over.wait()
        else:
            writer.write(answer)
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    try:
        yield f"http://{host}:{port}", heard
    finally:
        over.set()
        server.close()
        await server.wait_closed()


async def ask(wire: Wire, base_url: str) -> None:
    async with wire:
        await wire.post(f"{base_url}{TOKEN}/getMe")


async def test_words_and_buttons_arrive_as_they_were_said(bot: Bot, wang: int, rehearsal: Rehearsal) -> None:
    words = '3号楼201 "漏水" 100% & more 🔧 C:\\漏'
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("对,报上", callback_data="d:1:confirm:file")]])
    sent = await bot.send_message(wang, words, reply_markup=markup, disable_notification=True)
    assert sent.text == words
    assert sent.reply_markup == markup


async def test_a_file_goes_there_and_back(bot: Bot, wang: int) -> None:
    """Larger than what aiohttp would warn about, were it given as bytes."""
    content = bytes(range(256)) * 4 * 1024 * 2
    sent = await bot.send_document(wang, content, filename="巡查表.xlsx", caption="本周")
    assert sent.document is not None
    assert (sent.document.file_name, sent.caption) == ("巡查表.xlsx", "本周")
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == content


async def test_what_telegram_says_no_to_is_what_ptb_makes_of_it(bot: Bot, wang: int, stage: Stage) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4711, "在吗")
    await stage("faults", method="sendMessage", kind="429", retry_after=7)
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(wang, "在吗")
    assert verdict_on(refused.value).wait == 7


@pytest.mark.parametrize(
    ("kind", "error"), [("timeout", TimedOut), ("drop", NetworkError), ("drop_after", NetworkError)]
)
async def test_what_left_and_was_not_answered_may_have_arrived(
    bot: Bot, wang: int, stage: Stage, kind: str, error: type[NetworkError]
) -> None:
    await stage("faults", method="sendMessage", kind=kind)
    with pytest.raises(error) as failed:
        await bot.send_message(wang, "在吗")
    verdict = verdict_on(failed.value)
    assert (verdict.fate, verdict.maybe_sent) == (Fate.LATER, True)
    assert (await bot.send_message(wang, "在吗")).text == "在吗"


async def test_nobody_there_means_not_sent() -> None:
    async with somebody(b"") as (url, _):
        pass
    with pytest.raises(NetworkError) as failed:
        await ask(Wire(f"{url}/bot"), f"{url}/bot")
    verdict = verdict_on(failed.value)
    assert (verdict.fate, verdict.maybe_sent) == (Fate.LATER, False)
    assert "ClientConnectorError" in verdict.why


async def test_no_connection_free_means_not_sent() -> None:
    async with somebody(None) as (url, heard):
        wire = Wire(f"{url}/bot", connections=1, times=(2.0, 2.0, 0.2, 0.2))
        async with wire:
            first = asyncio.create_task(wire.post(f"{url}/bot{TOKEN}/getMe"))
            await heard.get()
            with pytest.raises(TimedOut) as failed:
                await wire.post(f"{url}/bot{TOKEN}/getMe", pool_timeout=0.1)
            first.cancel()
    assert not verdict_on(failed.value).maybe_sent
    assert heard.empty()


async def test_an_answer_that_breaks_off_is_a_network_error_without_the_token() -> None:
    async with somebody(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{") as (url, _):
        with pytest.raises(NetworkError) as failed:
            await ask(Wire(f"{url}/bot"), f"{url}/bot")
    assert verdict_on(failed.value).maybe_sent
    assert TOKEN not in str(failed.value)


async def test_a_time_of_ones_own_goes_before_the_wires() -> None:
    async with somebody(None) as (url, _):
        wire = Wire(f"{url}/bot", times=(60.0, 60.0, 60.0, 60.0))
        async with wire:
            with pytest.raises(TimedOut):
                await wire.post(f"{url}/bot{TOKEN}/getMe", read_timeout=0.1)
    assert wire.read_timeout == 60.0


async def test_it_can_be_started_again(rehearsal: Rehearsal) -> None:
    wire = Wire(rehearsal.url + "/bot")
    for _ in range(2):
        async with wire:
            found = await wire.post(f"{rehearsal.url}/bot{rehearsal.token}/getMe")
        assert isinstance(found, dict)
    with pytest.raises(NetworkError, match="not initialized"):
        await wire.post(f"{rehearsal.url}/bot{rehearsal.token}/getMe")


async def test_a_call_to_the_world_goes_through_the_proxy_with_its_password() -> None:
    answer = b'HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{"ok":true,"result":{}}'
    async with somebody(answer) as (url, heard):
        await ask(Wire("http://api.example/bot", url.replace("//", "//wang:geheim@")), "http://api.example/bot")
    head = await heard.get()
    assert head.startswith(f"POST http://api.example/bot{TOKEN}/getMe HTTP/1.1")
    assert f"Proxy-Authorization: Basic {b64encode(b'wang:geheim').decode()}" in head


async def test_a_proxy_that_does_not_connect_has_sent_nothing() -> None:
    answer = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    async with somebody(answer) as (url, heard):
        with pytest.raises(NetworkError) as failed:
            await ask(Wire("https://api.example/bot", url), "https://api.example/bot")
    assert (await heard.get()).startswith("CONNECT api.example:443")
    assert not verdict_on(failed.value).maybe_sent


@pytest.mark.parametrize(
    ("base_url", "proxy", "environment", "way"),
    [
        ("https://api.telegram.org/bot", "", {}, None),
        ("https://api.telegram.org/bot", "http://p:1", {"HTTPS_PROXY": "http://q:2"}, "http://p:1"),
        ("https://api.telegram.org/bot", "", {"HTTPS_PROXY": "http://q:2"}, "http://q:2"),
        ("https://api.telegram.org/bot", "", {"ALL_PROXY": "q:2"}, "http://q:2"),
        ("https://api.telegram.org/bot", "", {"ALL_PROXY": "http://q:2", "NO_PROXY": "telegram.org"}, None),
        ("http://127.0.0.1:8081/bot", "http://p:1", {"ALL_PROXY": "http://q:2"}, None),
        ("http://localhost:8081/bot", "", {"HTTP_PROXY": "http://q:2"}, None),
    ],
)
def test_the_proxy_on_the_way(
    base_url: str, proxy: str, environment: dict[str, str], way: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_to(base_url, proxy) == way
