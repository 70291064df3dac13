"""Papers that run out: told ahead on working mornings, put right by whoever is above, and kept over an import."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from actions.certificates import tell_of_certificates
from actions.import_school import import_school
from actions.renew_certificate import with_renewed
from domain.certificates import AS_USUAL, Ahead, ahead, last_day_said, moment_of, years_on
from domain.dispatch import Rostered
from storage import Transaction
from tests.buttons.test_old_tickets_and_alarms import said
from tests.sample import sample
from tests.stage import Stage

TODAY = date(2026, 11, 23)


def roster_the_expired_cook(tx: Transaction) -> None:
    school = tx.school.load()
    row = Rostered(TODAY + timedelta(days=1), "CS2", "P101", ())
    tx.school.replace(replace(school, roster=(*school.roster, row)))


async def test_whose_paper_runs_out_hears_and_whoever_is_above_says_until_when_the_new_one_holds(stage: Stage) -> None:
    washer, lead, head = await stage.person("P44"), await stage.person("P36"), await stage.person("P03")
    await stage.rows(roster_the_expired_cook)
    await stage.until("09:01")
    assert await washer.last() == "📇 您的健康证2026-12-10到期,还有17天。\n换好了请给林巧云看一下。"
    assert await lead.last() == (
        "📇 证件,看到新的点一下:\n路得福 健康证 过期8天,先不排班\n江小兰 健康证 2026-12-10到期,还有17天"
    )
    assert await said(washer, "ct:renew:P44") == ["江小兰的证件由上级看过来登。"]
    heard = len(await lead.messages())
    await stage.until("20:30")
    assert "证过期还排着1:路得福" in await head.reads()
    await head.taps("📇 证件")
    assert "路得福 健康证 过期8天" in await head.last()

    await stage.until("09:01")
    assert len(await lead.messages()) == heard
    await lead.taps("江小兰换了")
    assert "江小兰的新健康证到哪天?" in await lead.last()
    await lead.says("11月30日")
    assert "写清楚哪年哪月哪天" in await lead.last()
    await lead.taps("2027-12-10")
    assert "✅ 江小兰的健康证记到2027-12-10" in await lead.last()
    assert await washer.last() == "📇 您的健康证记到2027-12-10了,林巧云登的。"
    await lead.taps("已换新证")
    await lead.says("2027年11月30日")
    await stage.rows(lambda tx: import_school(tx, stage.clock.now(), sample()))
    until = await stage.rows(lambda tx: tx.school.people["P44"].certificate_until)
    assert until == date(2027, 11, 30)
    await stage.rows(lambda tx: tell_of_certificates(tx, stage.clock.now() + timedelta(days=6)))
    await stage.settle()
    assert "路得福 健康证 过期15天" in await lead.last()
    assert "江小兰" not in await lead.last()


def test_a_workbook_with_another_day_is_the_offices_word() -> None:
    found = with_renewed(sample(), {"P44": ("2026-12-09", "2027-12-09")})
    assert {it.id: it.certificate_until for it in found.people}["P44"] == date(2026, 12, 10)


@given(st.integers(-40, 100), st.lists(st.integers(1, 90), max_size=4, unique=True))
def test_each_moment_comes_once_in_its_order_and_none_is_skipped_for_good(left: int, days: list[int]) -> None:
    rows = tuple(Ahead(it, AS_USUAL[0].whom) for it in sorted(days, reverse=True))
    until = TODAY + timedelta(days=left)
    moments = [it.days for day in range(200) if (it := moment_of(until, TODAY + timedelta(days=day), rows))]
    assert moments == sorted(moments, reverse=True)
    assert all(later in (before, before - 7) or before > 0 for before, later in pairwise(moments))
    assert [it for it in moments if it > 0] == [it for it in moments if it in days]


def test_what_the_sheet_says_and_which_days_can_be_said() -> None:
    assert [it.days for it in ahead({"提醒.健康证.1": "T-45天 本人", "提醒.健康证.4": "T-0 停排班"})] == [45]
    assert ahead({"提醒.健康证.1": "早点说"}) == AS_USUAL
    said_days = ("2027-12-10", "新证到2028年3月6日", "明年3月6日", "12月10日", "2026-11-23")
    assert [last_day_said(it, TODAY) for it in said_days] == [
        date(2027, 12, 10), date(2028, 3, 6), date(2027, 3, 6), None, None,
    ]  # fmt: skip
    assert years_on(date(2028, 2, 29), TODAY, 1) == date(2029, 2, 28)
