"""Telegram: whether it can be reached, knows the token, and calls the bot what config.toml calls it."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import orjson
from telegram.error import NetworkError

from bot.commands.checks.line import Line, good, to_know, wrong
from bot.commands.clocks import beside_telegram
from bot.commands.reader import tell
from bot.settings import Config
from bot.wire import Wire, proxy_to
from words import _

WITHIN = 8.0
"""Seconds for each question to Telegram; our own judgement: whoever runs a check stands and waits."""
REFUSED = (401, 404)
"""Unauthorized, and Not Found for what does not even look like a token."""


def lines(config: Config) -> Iterator[Line]:
    """Asks `getMe`, which changes nothing and disturbs no bot that is at work."""
    try:
        status, said = asyncio.run(ask(config, "getMe"))
    except (NetworkError, TimeoutError) as error:
        yield wrong(tell("Telegram: 连不上({why})。{advice}", why=_why(error), advice=_what_to_do(config)))
        return
    if status in REFUSED:
        yield wrong(tell("令牌: Telegram 不认,请到 @BotFather 那里核对(发 /mybots,点 API Token)"))
    elif not (me := said.get("result")):
        yield wrong(tell("Telegram: 回答不对({status}),请检查 base_url 和代理", status=status))
    else:
        yield from _met(config, me)
    if (found := beside_telegram(config)) is not None:
        yield Line(found[1] is not False, tell("时钟: {said}", said=found[0]), to_know=found[1] is None)


async def ask(config: Config, method: str) -> tuple[int, Mapping[str, Any]]:
    """The status and what was said; for methods that change nothing."""
    url = f"{config.telegram.base_url}{config.token}/{method}"
    wire = Wire(config.telegram.base_url, config.telegram.proxy, connections=1)
    await wire.initialize()
    try:
        async with asyncio.timeout(WITHIN):
            status, body = await wire.do_request(url, "POST")
    finally:
        await wire.shutdown()
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return status, {}
    return status, said if isinstance(said, dict) else {}


def _met(config: Config, me: Mapping[str, Any]) -> Iterator[Line]:
    name = str(me.get("username", ""))
    yield good(tell("Telegram: 连得上,令牌是 @{name} 的", name=name))
    if not config.bot_name:
        yield to_know(tell('用户名: bot.name 没有写,链接只能印成口令;请写 name = "{name}"', name=name))
    elif config.bot_name.lower() != name.lower():
        yield wrong(
            tell(
                '用户名: config.toml 写的是 @{bot_name},链接会打开别的机器人;请写 name = "{name}"',
                bot_name=config.bot_name,
                name=name,
            )
        )
    if me.get("can_read_all_group_messages"):
        yield to_know(tell("隐私模式: 关着,机器人会收到群里的闲话;请对 @BotFather 发 /setprivacy 打开"))


def _why(error: Exception) -> str:
    """In a word or two. The error's own text may hold the address, and with it the token: only its kind is told."""
    kind = type(error.__cause__ or error).__name__
    return next((tell(words) for sign, words in WHYS if sign in kind), kind)


WHYS = (
    ("DNS", _("名字查不到")),
    ("ProxyConnection", _("代理没有回答")),
    ("HttpProxy", _("代理不让过")),
    ("Certificate", _("证书不对")),
    ("SSL", _("加密没有谈成")),
    ("NotPassedOn", _("答话的不是它:网络可能要先登录")),
    ("NotTelegram", _("答话的不是它")),
    ("Timeout", _("等不到回答")),
    ("Connector", _("对方没有开门")),
    ("Disconnected", _("话没说完就断了")),
)


def _what_to_do(config: Config) -> str:
    telegram = config.telegram
    if proxy := proxy_to(telegram.base_url, telegram.proxy):
        where = f"{urlsplit(proxy).hostname}:{urlsplit(proxy).port}"
        return tell(
            "走的是代理 {where}({source}),请检查它开着、通到外面",
            where=where,
            source="config.toml" if telegram.proxy else tell("环境变量"),
        )
    if telegram.base_url != type(telegram).base_url:
        return tell("请检查 base_url 写的服务器开着")
    return tell("请检查网络;要走代理的,写 telegram.proxy")
