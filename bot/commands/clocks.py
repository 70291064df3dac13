"""What the commands say of the machine's clock: beside the last record, and beside Telegram's."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp

from bot.clock import STEP, SystemClock
from bot.commands.reader import tell
from bot.settings import Config
from bot.wire import is_this_machine, proxy_to
from storage import Transaction
from words import _

WITHIN = 5.0
"""Seconds; our own judgement: whoever runs a command stands and waits."""
SLOW = _("比 Telegram 慢{span},请先把机器的时间校准")


def now_beside(tx: Transaction) -> datetime:
    """What time it is for what is kept now: never before what was kept last."""
    clock = SystemClock()
    clock.at_least(tx.history.newest())
    return clock.now()


def behind_the_records(newest: datetime) -> str | None:
    """What is wrong with a machine whose clock shows what was long ago; None when nothing is."""
    now = SystemClock().now()
    if now >= newest - STEP:
        return None
    return tell(
        "机器的时钟是{now},比最后一条记录({newest})还早,请先把机器的时间校准",
        now=_written(now),
        newest=_written(newest),
    )


def beside_telegram(config: Config) -> tuple[str, bool | None] | None:
    """One sentence, and whether the clock is right; None where nobody could be asked. Asks without the token.

    Nothing for a server on the same machine: it has the same clock.
    """
    url = config.telegram.base_url
    if is_this_machine(url):
        return None
    there = asyncio.run(
        _date(f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/", proxy_to(url, config.telegram.proxy))
    )
    if there is None:
        return tell("连不上 Telegram,没有对时"), None
    ahead = SystemClock().now() - there
    if abs(ahead) <= STEP:
        return tell("和 Telegram 一致"), True
    words = _("比 Telegram 快{span},请先把机器的时间校准") if ahead > timedelta() else SLOW
    return tell(words, span=_span(abs(ahead))), False


async def _date(url: str, proxy: str | None) -> datetime | None:
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=WITHIN)) as session,
            session.get(url, proxy=proxy, allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return None


def _span(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    if minutes < 120:
        return tell("{count}分钟", count=minutes)
    return tell("{count}小时", count=minutes // 60) if minutes < 48 * 60 else tell("{count}天", count=time.days)


def _written(moment: datetime) -> str:
    """By the machine's own zone, as whoever sits at it reads its clock."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
