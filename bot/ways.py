"""The way that updates come by: fetched, or brought to a webhook when config.toml says where."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import TelegramError
from telegram.ext import Application

from bot.polling import Arrived, InboxRequest, Outcome
from bot.polls import Polls
from bot.settings import Config
from bot.webhook import Webhook

Way = Polls | Webhook
"""Begun, paused, begun anew and stopped alike; `last_success` is when Telegram was heard last."""


def way(
    config: Config,
    application: Application[Any, Any, Any, Any, Any, Any],
    polling: InboxRequest,
    *,
    keep: Callable[[Sequence[Arrived]], Awaitable[None]],
    outcome: Callable[[Outcome], None],
    on_error: Callable[[TelegramError], None],
    failed: Callable[[str], Awaitable[None]],
) -> Way:
    polls = Polls(application, polling, config.telegram.poll_timeout, on_error)
    if not config.webhook.url:
        return polls
    from bot.listener import Listener  # a web server, for those who have one

    listener = Listener(config.webhook.listen, keep, polling.queue)
    listener.bot = application.bot
    return Webhook(
        application.bot, config.webhook.url, listener, polls, outcome=outcome, on_error=on_error, failed=failed
    )
