"""Whether the bot does its work: what is wrong, each in one sentence with what to do; nothing when all is well."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from storage.pulse import Pulse

SILENT = timedelta(seconds=120)
"""A long poll lasts half a minute, a stamp in the database as long; at 90 s the watchdog polls anew."""
INBOX_WITHIN = timedelta(minutes=2)
URGENT_WITHIN = timedelta(minutes=1)
DUE_WITHIN = timedelta(minutes=5)
LEAST_FREE = 200 * 1024 * 1024
"""Bytes. Below it the next photos and tonight's backup may find no room."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """`what` is one of five words that never change; a program may go by it."""

    what: str
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


STARTING = Trouble("starting", "还没有收到过 Telegram 的回答", "Telegram has not answered yet")


def troubles(pulse: Pulse, data: Path, silent: timedelta | None = None) -> Iterator[Trouble]:
    """`silent` is for how long Telegram has not answered, if the asker knows better than the database."""
    if silent is None and pulse.polled is None:
        yield STARTING
        return
    silent = _since(pulse, pulse.polled) if silent is None else silent
    if silent > SILENT:
        yield Trouble(
            "telegram",
            f"{_span(silent, '秒', '分钟')}没有收到 Telegram 的回答,请检查网络和代理,看看机器人在不在跑",
            f"no answer from Telegram for {_span(silent, ' s', ' min')}: check the network, the proxy, the process",
        )
    if (waits := _since(pulse, pulse.arrived)) > INBOX_WITHIN:
        yield Trouble(
            "inbox",
            f"收件箱里最早的一条等了{_span(waits, '秒', '分钟')}还没处理,请看日志",
            f"the oldest of the inbox has waited for {_span(waits, ' s', ' min')}: look at the log",
        )
    if (waits := _since(pulse, pulse.urgent)) > URGENT_WITHIN:
        yield Trouble(
            "urgent",
            f"有紧急消息等了{_span(waits, '秒', '分钟')}还没发出去,请检查网络,先打电话",
            f"an urgent message has waited for {_span(waits, ' s', ' min')}: check the network, telephone",
        )
    if silent <= SILENT and (late := _since(pulse, pulse.due)) > DUE_WITHIN:
        yield Trouble(
            "due",
            f"到点的事晚了{_span(late, '秒', '分钟')}还没办,请看日志,重新启动",
            f"what was due is late by {_span(late, ' s', ' min')}: look at the log, start again",
        )
    if (free := shutil.disk_usage(data).free) < LEAST_FREE:
        yield Trouble("disk", f"磁盘只剩{free >> 20}MB,请清出地方", f"{free >> 20} MB left on the disk: make room")


def _since(pulse: Pulse, moment: datetime | None) -> timedelta:
    """How long ago; nothing for what is still to come or does not exist."""
    return max(pulse.taken - moment, timedelta()) if moment else timedelta()


def _span(time: timedelta, seconds: str, minutes: str) -> str:
    whole = int(time.total_seconds())
    return f"{whole}{seconds}" if whole < 300 else f"{whole // 60}{minutes}"
