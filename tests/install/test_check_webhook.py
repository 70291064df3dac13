"""`check` says whether Telegram will take the address of the webhook, and how it fares with it."""

import re
from pathlib import Path

import pytest

from bot.commands.checks import webhook
from bot.settings import Config, Hook, Telegram
from rehearsal import Rehearsal
from rehearsal.webhook import Hook as Set
from rehearsal.world import BOT_NAME
from tests.commands import Say
from tests.install.test_check_before_duty import settings

OURS = "http://127.0.0.1:8443/telegram"


def said(printed: str) -> list[str]:
    return re.findall(r"^. webhook: .*$", printed, re.MULTILINE)


def test_what_telegram_says_of_the_webhook_is_told(say: Say, telegram: Rehearsal, tmp_path: Path) -> None:
    file = settings(tmp_path, telegram.url, telegram.token, BOT_NAME)
    assert said(say("check")[1]) == []
    telegram.world.webhook.hook = Set("http://127.0.0.1:9/", "", 40)
    assert "启动时会去掉" in said(say("check")[1])[0]
    file.write_text(file.read_text() + f'[webhook]\nurl = "{OURS}"\n')
    assert said(say("check")[1]) == ["! webhook: 还没有设,启动时会设"]
    telegram.world.webhook.hook = Set(OURS, "", 40)
    assert said(say("check")[1]) == ["✓ webhook: 设好了,没有积压"]
    telegram.world.webhook.last_error = (1, "Connection refused")
    assert said(say("check")[1]) == ["! webhook: 设好了,有过送不进来的时候(Connection refused),现在没有积压"]
    telegram.world.webhook.hook = None
    telegram.world.updates.put({"message": {}})
    telegram.world.webhook.hook = Set(OURS, "", 40)
    code, printed, _ = say("check")
    assert (code, said(printed)[0][:33]) == (1, "✗ webhook: Telegram 送不进来(Connecti")


def test_an_address_without_https_is_told_also_before_there_is_a_token(say: Say, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        '[webhook]\nurl = "http://zhiqin.example.edu.cn/telegram"\n', encoding="utf-8"
    )
    assert said(say("check")[1]) == ["✗ webhook: Telegram 只认 https 的网址,请改 webhook.url"]


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://zhiqin.example.edu.cn/telegram", "Telegram 只认 https 的网址"),
        ("https://zhiqin.example.edu.cn:8444/telegram", "只认 443、80、88、8443"),
        ("https://zhiqin.example.edu.cn/telegram", ""),
        ("https://zhiqin.example.edu.cn:8443/telegram", ""),
    ],
)
def test_an_address_that_telegram_would_refuse_is_told_before_the_start(url: str, fault: str) -> None:
    found = webhook._refusable(Config(webhook=Hook(url=url)))
    assert fault in (found or "")
    assert (found is None) == (fault == "")
    own_server = Telegram(base_url="http://10.0.0.5:8081/bot")
    assert webhook._refusable(Config(webhook=Hook(url=url), telegram=own_server)) is None
