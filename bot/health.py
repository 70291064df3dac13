"""Whether the bot does its work: what is wrong, each in one sentence with what to do; nothing when all is well."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.trouble import kind_of
from handlers.news.machine import TROUBLES
from storage.pulse import Pulse
from words import say_in
from words.sentence import Sentence, said

SILENT = timedelta(seconds=120)
"""A long poll lasts half a minute, a stamp in the database as long; at 90 s the watchdog polls anew."""
INBOX_WITHIN = timedelta(minutes=2)
"""These three as docs/monitoring.md tells the operator; our own judgement of what somebody in the school would
notice."""
URGENT_WITHIN = timedelta(minutes=1)
DUE_WITHIN = timedelta(minutes=5)
LEAST_FREE = 200 * 1024 * 1024
"""Bytes. Below it the next photos and tonight's backup may find no room."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """`what` is one of eight words that never change; a program may go by it."""

    what: str
    says: Sentence

    @property
    def zh(self) -> str:
        return str(self.says)

    @property
    def en(self) -> str:
        return said(self.says, say_in("en"))


NOT_WRITTEN = Trouble(
    "writer", Sentence("{count}秒了还没写进数据库:别的程序占着,或者磁盘太慢。新消息先留在 Telegram", count=3)
)


def unwritable(error: BaseException) -> Trouble:
    """In the sentence that the operator reads of it."""
    return Trouble("writer", Sentence(TROUBLES[kind_of(error)]))


STARTING = Trouble("starting", Sentence("还没有收到过 Telegram 的回答"))


def troubles(pulse: Pulse, data: Path, silent: timedelta | None = None) -> Iterator[Trouble]:
    """`silent` is for how long Telegram has not answered, if the asker knows better than the database."""
    if silent is None and pulse.polled is None:
        yield STARTING
        return
    silent = _since(pulse, pulse.polled) if silent is None else silent
    if silent > SILENT:
        yield Trouble(
            "telegram",
            Sentence("{span}没有收到 Telegram 的回答,请检查网络和代理,看看机器人在不在跑", span=_span(silent)),
        )
    if (waits := _since(pulse, pulse.arrived)) > INBOX_WITHIN:
        yield Trouble(
            "inbox",
            Sentence("收件箱里最早的一条等了{span}还没处理,请看日志", span=_span(waits)),
        )
    if (waits := _since(pulse, pulse.urgent)) > URGENT_WITHIN:
        yield Trouble(
            "urgent",
            Sentence("有紧急消息等了{span}还没发出去,请检查网络,先打电话", span=_span(waits)),
        )
    if silent <= SILENT and (late := _since(pulse, pulse.due)) > DUE_WITHIN:
        yield Trouble(
            "due",
            Sentence("到点的事晚了{span}还没办,请看日志,重新启动", span=_span(late)),
        )
    if (free := shutil.disk_usage(data).free) < LEAST_FREE:
        yield Trouble("disk", Sentence("磁盘只剩{free}MB,请清出地方", free=free >> 20))


def _since(pulse: Pulse, moment: datetime | None) -> timedelta:
    """How long ago; nothing for what is still to come or does not exist."""
    return max(pulse.taken - moment, timedelta()) if moment else timedelta()


def _span(time: timedelta) -> Sentence:
    whole = int(time.total_seconds())
    return Sentence("{count}秒", count=whole) if whole < 300 else Sentence("{count}分钟", count=whole // 60)
