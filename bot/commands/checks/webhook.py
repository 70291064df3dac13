"""The webhook: whether Telegram will take its address, and how it fared with it."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from telegram.error import NetworkError

from bot.commands.checks.line import Line, good, to_know, wrong
from bot.commands.checks.telegram import ask
from bot.commands.reader import tell
from bot.settings import Config, Telegram

PORTS = (443, 80, 88, 8443)
"""Those that Telegram calls (Bot API, setWebhook)."""


def lines(config: Config, *, tried: bool = True) -> Iterator[Line]:
    """Nothing where updates are fetched and nobody has set a webhook; asks `getWebhookInfo`, which disturbs nobody.

    Without a token, not `tried`, only the address is looked at.
    """
    if config.webhook.url and (fault := _refusable(config)) is not None:
        yield wrong(f"webhook: {fault}")
        return
    if not tried:
        return
    try:
        _, said = asyncio.run(ask(config, "getWebhookInfo"))
    except (NetworkError, TimeoutError):
        return  # said already, of getMe
    info, ours = said.get("result") or {}, config.webhook.url
    if not ours:
        if info.get("url"):
            yield to_know(tell("webhook: Telegram 那里设着一个网址,启动时会去掉;别的程序也在用这个令牌吗?"))
    elif info.get("url") != ours:
        yield to_know(tell("webhook: 还没有设,启动时会设"))
    else:
        yield _how_it_fares(info)


def _refusable(config: Config) -> str | None:
    """What Telegram's own server would say no to; a server of one's own takes any address."""
    url = urlsplit(config.webhook.url)
    if config.telegram.base_url != Telegram.base_url:
        return None
    if url.scheme != "https":
        return tell("Telegram 只认 https 的网址,请改 webhook.url")
    if (url.port or 443) not in PORTS:
        return tell("Telegram 只认 443、80、88、8443 这几个端口,请改 webhook.url")
    return None


def _how_it_fares(info: Mapping[str, Any]) -> Line:
    waits, why = info.get("pending_update_count", 0), info.get("last_error_message")
    if why and waits:
        return wrong(
            tell(
                "webhook: Telegram 送不进来({why}),等着{waits}条;请检查反向代理和 webhook.listen", why=why, waits=waits
            )
        )
    if why:
        return to_know(tell("webhook: 设好了,有过送不进来的时候({why}),现在没有积压", why=why))
    return good(tell("webhook: 设好了,没有积压") if not waits else tell("webhook: 设好了,等着{waits}条", waits=waits))
