"""The library's application, with every part of it that we do ourselves."""

from typing import Any

from telegram.ext import Application, ApplicationBuilder, ExtBot

from bot.limits import Limits
from bot.order import InOrder
from bot.polling import InboxRequest
from bot.settings import Config
from bot.wire import Wire


def build(
    config: Config, wire: Wire, polling: InboxRequest, limits: Limits, order: InOrder
) -> Application[ExtBot[str], Any, Any, Any, Any, Any]:
    """Our own way to Telegram, limits, order of updates and queue; no job queue, for due rows are rows."""
    telegram = config.telegram
    return (
        ApplicationBuilder()
        .token(config.token)
        .base_url(telegram.base_url)
        .base_file_url(telegram.base_file_url)
        .request(wire)
        .get_updates_request(polling)
        .rate_limiter(limits)
        .concurrent_updates(order)
        .update_queue(polling.queue)
        .job_queue(None)
        .build()
    )
