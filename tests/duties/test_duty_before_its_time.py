"""What is said before the time is up is not yet that somebody is silent."""

from actions import cover
from storage import Transaction
from tests.duties.drafts import at, window
from tests.duties.played import Day, plan


def test_who_asks_for_somebody_in_time_is_not_called_silent(tx: Transaction) -> None:
    number = plan(tx, window("08:00", "08:50", owner="P23", place="M-S", target="M-S", name="校园安全日巡"))
    day = Day(tx, at("07:00"))
    day.until(at("08:10"))
    cover.ask_for_somebody(tx, day.now, "P23", day.duty(number), said_at=day.now)
    day.until(at("08:11"))
    assert day.of("P21") == ["08:00校园安全日巡要找人顶。孟师傅,能替段师傅去吗?"]


def test_who_was_told_that_nobody_reaches_somebody_hears_when_the_duty_is_missed(tx: Transaction) -> None:
    plan(tx, window("08:00", "08:50", owner="P06", place="M-S", target="M-S", name="日巡", chain="漏报-保安"))
    tx.accounts.unbind("P06", at("06:00"))
    day = Day(tx, at("06:30"))
    day.until(at("08:59"))
    assert day.of("P20") == ["到班前联系不上:韩卫东(共1件任务)。请当面说一声,或者找人顶。"]
    day.until(at("09:10"))
    assert "日巡没收到(韩卫东)" in day.of("P20")[-1]
    assert len(day.of("P20")) == 2
