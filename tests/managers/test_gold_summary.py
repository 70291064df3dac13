"""The gold day of the managers: its rows, the twelve lines that are read of them, and sums that close."""

from datetime import date

from actions.summary import send_summary
from domain.duties import State
from handlers.news import render
from storage import Store, Transaction
from tests.managers.days import (
    HOUR,
    MINUTE,
    Made,
    local,
    make_alarm,
    make_duties,
    make_duty,
    make_messages,
    make_outage,
    make_past,
    make_photos,
    make_ticket,
    make_tickets,
    sent,
)

EVENING = local("11-24 20:30")
MORNING = local("11-24 07:00")
BEFORE = ((13, 91.0), (16, 92.6), (17, 93.9), (18, 94.7), (19, 95.1), (20, 96.0), (23, 96.2))


def gold_day(tx: Transaction) -> None:
    """79 = 73 + 3 + 2 + 1; 241 = 234 + 6 + 1; 9 + 11 - 10 = 10 = 6 + 3 + 1."""
    for day, per_cent in BEFORE:
        make_past(tx, date(2026, 11, day), per_cent)
    make_duties(tx, MORNING, 13, Made(points=6))
    make_duties(tx, MORNING, 33, Made(chain="漏报-宿管", owner="P30", points=4))
    late = Made(State.LATE, "漏报-宿管", "P32", "男生楼夜间防火", said=HOUR + 2 * MINUTE, reason="送发热学生")
    make_duty(tx, local("11-24 02:30"), late)
    make_duty(tx, MORNING, Made(State.LATE, "漏报-寝室", "P54", "值日签字", place="R3-203", said=70 * MINUTE))
    make_duty(tx, MORNING, Made(State.MISSED, "漏报-寝室", "P60", "值日签字", place="R3-201"))
    make_duties(tx, MORNING, 15, Made(chain="漏报-维修", owner="P14", points=1))
    make_duty(
        tx, local("11-24 18:20"), Made(State.LATE, "漏报-维修", "P14", "水电节能巡查", said=67 * MINUTE, reason="抢修")
    )
    make_duty(tx, local("11-24 04:00"), Made(State.EXCUSED, "锅炉燃气", "P17", "锅炉巡检", points=1))
    make_duties(tx, local("11-23 20:00"), 3, Made(chain="漏报-教师", owner="P55"))
    make_duty(tx, MORNING, Made(chain="漏报-安全", owner="P06", points=9))
    make_duty(tx, MORNING, Made(chain="漏报-安全", owner="P62", cover="P61"))
    make_duty(tx, MORNING, Made(chain="漏报-保洁", owner="P45"))
    missed = Made(State.MISSED, "漏报-保洁", "P45", "环境卫生两查", points=6, reason="请假,没人顶")
    make_duty(tx, local("11-24 13:40"), missed)
    make_duties(tx, MORNING, 4, Made(chain="漏报-食堂", owner="P38"))
    make_duties(tx, MORNING, 2, Made(chain="漏报-功能室", owner="P08"))
    make_duties(tx, MORNING, 5, Made(State.MISSED, trial=True, plan="J35"))
    make_alarm(tx, local("11-23 22:34"), "child", "R1-3", "P63", 4, 18)
    make_alarm(tx, local("11-24 10:02"), "water", "R3-201", "P15", 6, 53)
    make_ticket(tx, local("11-20 12:00"), words="插座", place="R1-3")
    make_tickets(tx, local("11-22 12:00"), 3)
    make_tickets(tx, local("11-23 12:00"), 5, local("11-24 09:00"))
    make_tickets(tx, local("11-24 08:00"), 5, local("11-24 12:00"))
    make_tickets(tx, local("11-24 09:00"), 6)
    make_photos(tx, MORNING, 96)
    make_outage(tx, local("11-24 03:50"), local("11-24 04:30"))
    counts = [31, *[7] * 25, *[11] * 10, *[12] * 8]
    make_messages(tx, MORNING, [(f"P{6 + number:02}", many) for number, many in enumerate(counts)])


async def told(kept: Store, about: str, reader: str, language: str = "zh") -> list[str]:
    """The lines that somebody reads of the gold day."""
    await kept.run(gold_day)
    await kept.run(send_summary, EVENING)
    facts = (await kept.run(sent, about))[reader]
    return render(about, facts, language).text.splitlines()


async def test_the_head_of_logistics_reads_the_gold_day_in_twelve_lines_whose_sums_close(kept: Store) -> None:
    lines = await told(kept, "summary.full", "P03")
    assert lines[:-1] == [
        "📊 11月24日 周二 日报(昨20:30—今20:30)",
        "✅ 任务79:按时73 迟3 漏2 免1,完成97.4%(前7个上学日平均94.2%)",
        "⛔ 漏2:07:00值日签字 3号教工宿舍楼-201(翁佳怡);13:40环境卫生两查(汤翠花:请假,没人顶)",
        "⏰ 迟3:02:30男生楼夜间防火03:32到(送发热学生);07:00值日签字 3号教工宿舍楼-203 08:10到;"
        "18:20水电节能巡查19:27到(抢修) 🤝 顶班1:单雪莹替蓝采薇",
        "🚨 紧急2,都已解除:1号宿舍楼-3层走廊孩子不见,4分钟到,18分钟处理好;3号教工宿舍楼-201跑水,6分钟到,53分钟处理好",
        "🔧 报修 昨9+新11-结10=余10:1天内6 1—3天3 超3天1(1号宿舍楼-3层走廊插座,4天)",
        "🧪 试行5(不催,不计入上面):按时0 漏5",
        "👀 查过241点:到234 漏6 免1 📷 照片96",
        "🤖 停机03:50—04:30 发412条给44人,中位7条,最多韩卫东31条",
        "📅 明天:带班您 教师桑语桐、翁佳怡、费晓东",
    ]
    assert lines[-1].startswith("记录31条 ")
    assert len("\n".join(lines)) < 1000


async def test_the_head_reads_at_most_four_lines(kept: Store) -> None:
    lines = await told(kept, "summary.head", "P01")
    assert lines[0] == "📊 11月24日:平安。任务97.4%,紧急2,都已解除。没有要您定的。"
    assert len(lines) <= 4


async def test_the_captain_of_the_guards_reads_what_the_guards_owed_and_nothing_else(kept: Store) -> None:
    lines = await told(kept, "summary.part", "P20")
    assert lines == ["保卫13项全到。78个点全到。", "🧪 试行5(不催,不计入上面):按时0 漏5", "明天不缺岗。谢谢大家。"]


async def test_the_lead_of_the_technicians_reads_who_was_late_and_why(kept: Store) -> None:
    lines = await told(kept, "summary.part", "P13")
    assert lines[0] == "水电锅炉17项:按时15 迟1 免1。16个点到15。"
    assert "抢修" in lines[1]


async def test_who_leads_nobody_that_owed_anything_reads_nothing(kept: Store) -> None:
    await kept.run(gold_day)
    await kept.run(send_summary, EVENING)
    assert "P64" not in await kept.run(sent, "summary")


async def test_a_summary_is_sent_once_a_day(kept: Store) -> None:
    await kept.run(gold_day)
    await kept.run(send_summary, EVENING)
    before = await kept.run(sent)
    await kept.run(send_summary, EVENING + MINUTE)
    assert await kept.run(sent) == before


async def test_two_summaries_count_each_duty_once_and_the_tickets_of_one_are_before_in_the_next(kept: Store) -> None:
    await kept.run(gold_day)
    await kept.run(send_summary, EVENING)
    await kept.run(make_duties, local("11-24 19:20"), 4, Made())
    await kept.run(make_tickets, local("11-24 20:40"), 2)
    await kept.run(send_summary, local("11-25 20:30"))
    facts = (await kept.run(sent, "summary"))["P03"]
    assert facts["tasks"]["due"] == 4
    assert facts["tickets"]["before"] == 10
    assert facts["tickets"]["open"] == 12


async def test_a_late_summary_says_that_it_is_late_and_why(kept: Store) -> None:
    await kept.run(gold_day)
    await kept.run(make_outage, local("11-24 20:10"), local("11-24 22:40"))
    await kept.run(send_summary, local("11-24 22:41"))
    facts = (await kept.run(sent, "summary"))["P03"]
    assert render("summary.full", facts, "zh").text.startswith("⏳ 迟发,应在20:30(20:10—22:40停机)\n📊 11月24日 周二")


async def test_a_quiet_day_is_one_line_and_the_anchor(kept: Store) -> None:
    await kept.run(make_duties, MORNING, 79, Made(points=3))
    await kept.run(make_photos, MORNING, 96)
    await kept.run(send_summary, EVENING)
    facts = (await kept.run(sent, "summary"))["P03"]
    lines = render("summary.full", facts, "zh").text.splitlines()
    assert lines[0] == "📊 任务79全部完成。查过237点、照片96张,都正常。没有要您定的。"
    assert len(lines) == 2


async def test_the_summary_reads_well_in_english(kept: Store) -> None:
    lines = await told(kept, "summary.full", "P03", "en")
    done = "✅ 79 duties: 73 on time, 3 late, 2 missed, 1 excused, 97.4% done"
    assert lines[1] == f"{done} (average of the last 7 school days: 94.2%)"
    assert lines[5].startswith(
        "🔧 Repairs: 9 + 11 new − 10 closed = 10 open: 6 within a day, 3 for 1–3 days, 1 for more"
    )


async def test_a_time_or_a_place_is_not_said_twice(kept: Store) -> None:
    await kept.run(make_duty, local("11-24 14:30"), Made(State.MISSED, name="南门岗交接(14:30)", place="M-S"))
    await kept.run(make_ticket, local("11-20 12:00"), words="3层音乐教室门锁坏了", place="C-MUS")
    await kept.run(send_summary, EVENING)
    text = render("summary.full", (await kept.run(sent, "summary"))["P03"], "zh").text
    assert "⛔ 漏1:14:30南门岗交接(孟庆彪)" in text
    assert "超3天1(3层音乐教室门锁坏了,4天)" in text
