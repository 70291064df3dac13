"""A typed moment is the one that was meant, or it is asked again; it is never in the past nor on another day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.said_moments import clock_said, moment_said

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 17, 0, tzinfo=SHANGHAI)
DAY = timedelta(days=1)
ZONES = st.sampled_from([SHANGHAI, ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Beirut")])
MOMENTS = st.datetimes(*map(datetime.fromisoformat, ("2026-01-01", "2028-12-31")), timezones=st.just(UTC))

MEANT = {
    "晚上9点": "11-23 21:00",
    "今晚八点半": "11-23 20:30",
    "下午5点一刻": "11-23 17:15",
    "21:30": "11-23 21:30",
    "今天18点": "11-23 18:00",
    "24点": "11-24 00:00",
    "明天下午3点": "11-24 15:00",
    "明天中午12点": "11-24 12:00",
    "明天中午": "11-24 12:00",
    "明天晚上12点": "11-25 00:00",
    "明早7点前回": "11-24 07:00",
    "明天6:50": "11-24 06:50",
    "明天03:00": "11-24 03:00",
    "明天18点": "11-24 18:00",
    "大后天7点": "11-26 07:00",
    "周日晚上6点": "11-29 18:00",
    "到周五早上7点回来": "11-27 07:00",
    "周五7点": "11-27 07:00",
    "下周一早上7点": "11-30 07:00",
    "下周五晚八点三刻": "12-04 20:45",
    "到26号早上7点": "11-26 07:00",
    "二十六号下午三点一刻": "11-26 15:15",
    "3号上午9点": "12-03 09:00",
    "下个月3号7点": "12-03 07:00",
    "11月25日 7:00": "11-25 07:00",
    "11-25 18:00": "11-25 18:00",
    "2027年1月5日7点": "01-05 07:00",
    "1月5日上午10点": "01-05 10:00",
    "2小时": "11-23 19:00",
    "两个半小时": "11-23 19:30",
    "再待20分钟": "11-23 17:20",
    "9 tonight": "11-23 21:00",
    "tonight at 8:30": "11-23 20:30",
    "tomorrow 3pm": "11-24 15:00",
    "Tomorrow 7:30": "11-24 07:30",
    "until Friday 7 a.m.": "11-27 07:00",
    "tomorrow morning at 7": "11-24 07:00",
    "day after tomorrow, noon": "11-25 12:00",
    "Nov 25 at 6 in the evening": "11-25 18:00",
    "the 26th, 7:30": "11-26 07:30",
    "25 November 18:00": "11-25 18:00",
    "in half an hour": "11-23 17:30",
}
ASKED_AGAIN = (
    "", "明天", "周五", "今晚", "3天", "12月15日", "下午3点", "早上7点", "7点半", "3点", "明天3点", "明天两点",
    "晚上1点", "下午一两点", "8-9点", "7点到9点", "明天9点后", "明天9点左右", "不到8点", "2小时前", "前晚9点",
    "昨晚9点", "上周五8点", "周一早上7点", "今早7点", "周末晚上6点", "31号7点", "2月30日 7:00", "请3天假,到26号早上7点",
    "周一到周五7点", "1小时后明天", "明天25点", "明天7:60", "晚上12点半", "tomorrow", "tomorrow at 7", "3pm",
    "next friday 7am", "12/10 7:00", "12am tomorrow", "tomorrow morning 7pm", "after 8pm", "2 hours ago", "-3",
    "9" * 70,
)  # fmt: skip


@pytest.mark.parametrize(("words", "meant"), MEANT.items())
def test_what_is_said_on_a_monday_at_five_is_read_as_it_is_meant(words: str, meant: str) -> None:
    found = moment_said(words, MONDAY, SHANGHAI)
    assert found is not None
    assert f"{found.astimezone(SHANGHAI):%m-%d %H:%M}" == meant


@pytest.mark.parametrize("words", ASKED_AGAIN)
def test_what_is_not_understood_completely_or_has_two_meanings_is_no_moment(words: str) -> None:
    assert moment_said(words, MONDAY, SHANGHAI) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    {"周四": "11-26 17:00", "明天": "11-24 17:00", "到周五吧": "11-27 17:00", "周四上午10点": "11-26 10:00"}.items(),
)
def test_a_day_alone_means_the_hour_that_was_asked_for(words: str, meant: str) -> None:
    found = moment_said(words, MONDAY, SHANGHAI, hour=17)
    assert found is not None
    assert f"{found.astimezone(SHANGHAI):%m-%d %H:%M}" == meant


@pytest.mark.parametrize("words", ["", "到", "今天", "3天", "周四上午", "昨天"])
def test_what_names_no_day_to_come_is_asked_for_all_the_same(words: str) -> None:
    assert moment_said(words, MONDAY, SHANGHAI, hour=17) is None


def test_in_the_small_hours_nobody_knows_which_day_tomorrow_is() -> None:
    night = MONDAY.replace(hour=1)
    assert moment_said("明早7点", night, SHANGHAI) is None
    assert moment_said("早上7点", night, SHANGHAI) == night.replace(hour=7)
    assert moment_said("11-24 7:00", night, SHANGHAI) == night.replace(hour=7) + DAY


def test_a_time_of_day_may_be_over() -> None:
    assert clock_said("下午3点") == time(15)
    assert [clock_said(words) for words in ("明天下午3点", "2小时", "3点", "下午")] == [None] * 4


def named_days(today: date) -> dict[str, date]:
    """Words for days and the days that they name, worked out here in another way than there."""
    monday = today - timedelta(days=today.weekday())
    ahead = [today + number * DAY for number in range(7)]
    return (
        {word: today + number * DAY for number, word in enumerate(("今天", "明天", "后天", "大后天"))}
        | {"today ": today, "tomorrow ": today + DAY, "": today}
        | {f"周{'一二三四五六日'[it.weekday()]}": it for it in ahead}
        | {f"{it:%A} ": it for it in ahead}
        | {f"下周{'一二三四五六日'[it]}": monday + (7 + it) * DAY for it in range(7)}
        | {f"{it.month}月{it.day}日": it for it in ahead}
        | {f"{it.day}号": it for it in ahead}
    )


@given(MOMENTS, ZONES, st.data())
def test_it_is_never_in_the_past_nor_on_another_day_than_was_named(
    now: datetime, zone: ZoneInfo, data: st.DataObject
) -> None:
    named, day = data.draw(st.sampled_from(sorted(named_days(now.astimezone(zone).date()).items())))
    part = data.draw(st.sampled_from(["", "凌晨", "早上", "上午", "中午", "下午", "傍晚", "晚上", "半夜"]))
    hour, minute = data.draw(st.integers(0, 25)), data.draw(st.sampled_from(["点", "点半", "点一刻", ":05", "点40分"]))
    found = moment_said(f"{named}{part}{hour}{minute}", now, zone)
    if found is not None:
        assert found > now
        local = found.astimezone(zone)
        assert local.date() == day or (
            local.date() == day + DAY and hour in (12, 24) and local.minute == local.hour == 0
        )
        assert local.hour % 12 == hour % 12 or zone is not SHANGHAI


@given(MOMENTS, ZONES, st.lists(st.sampled_from([*MEANT, *ASKED_AGAIN, "到", "前", " ", "半", "pm", "晚"]), max_size=4))
def test_whatever_is_typed_it_is_ahead_or_nothing(now: datetime, zone: ZoneInfo, words: list[str]) -> None:
    found = moment_said("".join(words), now, zone)
    assert found is None or found > now
