"""The bot has been at work for a while: `check` says what has come loose since, and what to do about it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from actions.draw_days import take_new_key
from actions.group_links import bind_group, invite_group
from bot.clock import SystemClock
from domain.news import Lane, News
from storage import Transaction
from storage.stamps import POLLED
from tests.commands import Say
from tests.school.kept import on
from tests.school.small_school import SAMPLE, small_school, written

NOW = SystemClock().now()


@pytest.fixture
def data(say: Say, tmp_path: Path) -> Path:
    say("init", written(tmp_path / "school.xlsx", small_school()))
    return tmp_path / "data"


def test_a_bot_that_is_not_running_is_told_from_one_that_is(
    say: Say, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(data, lambda tx: tx.stamps.set(POLLED, NOW - timedelta(hours=3, minutes=1)))
    assert "! 上岗: 没在跑,最近一次收到 Telegram 的回答是3小时前\n" in say("check")[1]
    assert say("health")[0] == 1

    on(data, lambda tx: tx.stamps.set(POLLED, SystemClock().now()))
    assert "✓ 上岗: 在跑,收得到 Telegram 的回答\n" in say("check")[1]
    assert say("health")[:2] == (0, "一切都好\n")
    monkeypatch.setattr("storage.held.PATIENCE", 0.05)
    with closing(sqlite3.connect(data / "zhiqin.db", isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        held = "数据库被别的程序占着,新消息先留在 Telegram。请关掉那个程序。\n"
        assert say("health")[:2] == (1, held)

    on(
        data,
        lambda tx: tx.outbox.put(
            News("trouble", 7, {"sentence": "x"}, Lane.URGENT), SystemClock().now() - timedelta(minutes=9)
        ),
    )
    assert "✗ 上岗: 有紧急消息等了9分钟还没发出去,请检查网络,先打电话\n" in say("check")[1]
    assert "有紧急消息等了" in say("health")[1]


def test_whoever_blocked_the_bot_and_whoever_is_to_hear_of_trouble_are_looked_up(say: Say, data: Path) -> None:
    def blocked(tx: Transaction) -> None:
        tx.accounts.bind("P02", 8, NOW)
        tx.accounts.unreachable(8, NOW)

    on(data, blocked)
    assert "! 收不到: 曹志强停用了机器人,什么也收不到;请当面问一下(1人)\n" in say("check")[1]

    settings = data.parent / "config.toml"
    settings.write_text('[people]\noperator = "P99"\n', encoding="utf-8")
    assert "✗ people.operator: 人员表里没有「P99」,机器出了毛病没人知道;请写编号,或留空\n" in say("check")[1]
    settings.write_text('[people]\noperator = "P01"\n', encoding="utf-8")
    assert "! people.operator: 「P01」还没有账号" in say("check")[1]
    on(data, lambda tx: tx.accounts.bind("P01", 7, NOW))
    assert "people.operator" not in say("check")[1]


def test_a_group_that_nobody_bound_is_told_until_somebody_does(say: Say, data: Path) -> None:
    assert "! 群: 管理群还没有绑" in say("check")[1]

    def bind(tx: Transaction) -> None:
        invite_group(tx, NOW, "P01", "", "a-link-for-the-group")
        bind_group(tx, NOW, "a-link-for-the-group", -100, "管理群", "P01")

    on(data, bind)
    assert "群: " not in say("check")[1]


def test_a_key_of_the_draws_that_is_lost_exchanged_or_open_to_others_is_told(say: Say, data: Path) -> None:
    key = data / "draw.key"
    assert "✓ 抽检钥匙: 有" in say("check")[1]
    key.chmod(0o644)
    assert f"! 抽检钥匙: 别人也能读,能算出以后抽谁;请运行: chmod 600 {key}\n" in say("check")[1]
    key.chmod(0o600)

    on(data, take_new_key, NOW)
    ours = key.read_bytes()
    key.write_bytes(bytes(32))
    assert f"✗ 抽检钥匙: {key} 不是封存时用的那把,抽检停着" in say("check")[1]
    key.unlink()
    assert f"✗ 抽检钥匙: {key} 没有或坏了,抽检停着;抄过一份的放回去" in say("check")[1]
    key.write_bytes(ours)
    key.chmod(0o600)
    assert "✓ 抽检钥匙: 有" in say("check")[1]


def test_a_school_of_before_the_draws_gets_its_key_at_work(say: Say, tmp_path: Path) -> None:
    say("init", SAMPLE)
    (tmp_path / "data" / "draw.key").unlink()
    printed = say("check")[1]
    assert "! 抽检钥匙: 还没有,上岗的时候会做一把\n" in printed
    assert "! 群: 职工群还没有绑,抽检的封条没处贴" in printed
