"""`check` asks Telegram what time it is there, without the token, and says so when the machine thinks otherwise."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.commands.clocks import beside_telegram
from bot.settings import Config, Telegram

ELSEWHERE = "http://telegram.test/bot"


@contextmanager
def a_proxy_to_telegram(there: timedelta, asked: list[str]) -> Iterator[Config]:
    """A server that answers for every name, by a clock that is so far from ours."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response_only(302)
            self.send_header("Date", format_datetime(SystemClock().now() + there, usegmt=True))
            self.end_headers()

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    answering = threading.Thread(target=server.serve_forever, args=(0.01,))
    answering.start()
    proxy = f"http://127.0.0.1:{server.server_port}"
    yield Config(data=Path(), telegram=Telegram(token="1:secret", base_url=ELSEWHERE, proxy=proxy))
    server.shutdown()
    answering.join()
    server.server_close()


@pytest.mark.parametrize(
    ("there", "says", "right"),
    [
        (timedelta(seconds=20), "和 Telegram 一致", True),
        (timedelta(minutes=59), "比 Telegram 慢59分钟,请先把机器的时间校准", False),
        (timedelta(hours=-8), "比 Telegram 快8小时,请先把机器的时间校准", False),
        (timedelta(days=3653, hours=1), "比 Telegram 慢3653天,请先把机器的时间校准", False),
    ],
)
def test_a_clock_that_differs_by_more_than_a_minute_is_said(there: timedelta, says: str, right: bool) -> None:
    asked: list[str] = []
    with a_proxy_to_telegram(there, asked) as config:
        assert beside_telegram(config) == (says, right)
    assert asked == ["http://telegram.test/"]


def test_without_telegram_it_says_that_it_could_not_compare_and_a_server_of_our_own_tells_nothing() -> None:
    away = Config(data=Path(), telegram=Telegram(token="1:a", base_url=ELSEWHERE, proxy="http://127.0.0.1:1"))
    assert beside_telegram(away) == ("连不上 Telegram,没有对时", None)
    own = replace(away, telegram=replace(away.telegram, base_url="http://127.0.0.1:8081/bot"))
    assert beside_telegram(own) is None
