"""Every figure of a summary opens the records that it was counted from."""

from actions.day_facts import duty_line
from actions.summary import send_summary
from domain.duties import Duty, State
from domain.news import News
from handlers.news import render
from handlers.news.figure_keys import FIGURES, MOST, summary_keys
from storage import Transaction
from tests.managers.days import HOUR, Made, local, make_duties, make_duty, make_tickets
from tests.stage import Stage

EVENING = local("11-23 20:30")
NOON = local("11-23 12:00")


def hand_over_list(tx: Transaction, person: str, duty: Duty) -> None:
    """A list that somebody should not have: as if it had been sent before they lost the post."""
    row = {**duty_line(tx, duty), "state": duty.state}
    facts = {"what": "missed", "summary": 1, "offset": 0, "total": 1, "rows": [row]}
    tx.outbox.put(News("figure.list", person, facts), EVENING)


async def test_the_missed_are_listed_six_at_a_time_and_each_can_be_opened(stage: Stage) -> None:
    head_of_logistics = await stage.person("P03")
    missed = Made(State.MISSED, name="环境卫生两查", owner="P45", reason="没人顶")
    await stage.rows(lambda tx: make_duties(tx, NOON, 8, missed))
    await stage.rows(lambda tx: send_summary(tx, EVENING))
    await stage.settle()
    await head_of_logistics.taps("漏报")
    assert (await head_of_logistics.last()).startswith("漏报 1—6,共8\n1 12:00环境卫生两查(汤翠花:没人顶)")

    before = len(await head_of_logistics.messages())
    await head_of_logistics.taps("更多")
    assert "7 12:00环境卫生两查" in await head_of_logistics.last()
    assert len(await head_of_logistics.messages()) == before

    await head_of_logistics.taps("8")
    assert await head_of_logistics.last() == "12:00环境卫生两查(汤翠花:没人顶)\n漏"


async def test_a_lead_cannot_look_behind_the_figures_of_others(stage: Stage) -> None:
    captain, head_of_logistics = await stage.person("P20"), await stage.person("P03")
    await stage.rows(lambda tx: make_duties(tx, NOON, 2, Made(State.MISSED, owner="P21")))
    other = await stage.rows(lambda tx: make_duty(tx, NOON, Made(State.MISSED, owner="P45")))
    await stage.rows(lambda tx: send_summary(tx, EVENING))
    await stage.settle()
    await captain.taps("漏报")
    assert "共2" in await captain.last()

    await stage.rows(lambda tx: hand_over_list(tx, "P20", other))
    await stage.settle()
    assert "看不到" in await captain.taps("1")

    await head_of_logistics.taps("漏报")
    assert "共3" in await head_of_logistics.last()


async def test_somebody_who_reads_no_summary_cannot_open_what_a_manager_sees(stage: Stage) -> None:
    cook = await stage.person("P39")
    missed = await stage.rows(lambda tx: make_duty(tx, NOON, Made(State.MISSED, owner="P39")))
    await stage.rows(lambda tx: hand_over_list(tx, "P39", missed))
    await stage.settle()
    assert "看不到" in await cook.taps("1")


async def test_the_tickets_behind_the_figure_open_for_somebody_who_only_reads(stage: Stage) -> None:
    head = await stage.person("P01")
    await stage.rows(lambda tx: make_tickets(tx, NOON, 2))
    await stage.rows(lambda tx: make_duties(tx, NOON - HOUR, 1, Made()))
    await stage.rows(lambda tx: send_summary(tx, EVENING))
    await stage.settle()
    await head.taps("报修")
    assert "1号 插座松动|已派 曹志强" in await head.last()
    await head.taps("1")
    assert "插座松动" in await head.last()


def test_a_summary_has_at_most_six_keys_and_more_opens_all_the_others() -> None:
    everything = {
        "summary": 1, "alarms": [1], "missed": [1], "late": [1], "covered": [1], "samples": [1], "photos": 3,
        "tickets": {"open": 1, "late": 1}, "tomorrow": {"unlicensed": ["江小兰"]}, "visitors": {"inside": 1},
        "tasks": {"due": 1}, "trial": {"due": 1}, "inspected": {"looked": 1}, "notices": {"open": 1},
    }  # fmt: skip
    weighed = {"what": "heavier", "number": 1}
    for decisions in ([], [{"what": "ticket", "number": 241}, weighed], [weighed, weighed, weighed]):
        rows, labels = summary_keys({**everything, "decisions": decisions}, str), []
        while rows:
            keys = [key for row in rows for key in row]
            assert len(keys) <= MOST
            labels += [key.label for key in keys if key.label != "更多"]
            more = [key.data.rpartition("-")[2] for key in keys if key.label == "更多"]
            rows = render("figure.more", {"summary": 1, "signs": more[0]}, "zh").buttons if more else ()
        assert {label for label, _is_there in FIGURES.values()} <= set(labels)
        assert ("✋ 要我定" in labels) is (len(decisions) == 3)


async def test_the_figures_behind_more_open_as_those_of_the_summary_do(stage: Stage) -> None:
    head_of_logistics = await stage.person("P03")
    await head_of_logistics.says("一食堂着火了")
    made = (Made(), Made(State.MISSED), Made(State.LATE, cover="P22"), Made(trial=True))
    await stage.rows(lambda tx: [make_duty(tx, NOON - HOUR, it) for it in made])
    await stage.rows(lambda tx: make_tickets(tx, NOON - 4 * HOUR, 2))
    await stage.rows(lambda tx: send_summary(tx, EVENING))
    await stage.settle()
    await head_of_logistics.taps("更多")
    shown = [[key["text"] for row in it["buttons"] for key in row] for it in (await head_of_logistics.messages())[-2:]]
    assert shown == [["①我去", "紧急", "漏报", "报修", "迟报", "更多"], ["顶班", "任务", "试行"]]
    await head_of_logistics.taps("任务")
    assert "共3" in await head_of_logistics.last()
