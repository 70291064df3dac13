"""The summaries of two evenings agree with a count of the bare tables, and every duty stands in exactly one of them."""

from typing import Any

from tests.day.plain_figures import Summary, counted, summaries
from tests.day.played import Played

PARTS = ("tasks", "trial", "points", "tickets")


def part(facts: dict[str, Any], like: dict[str, Any]) -> dict[str, Any]:
    return {name: facts[name] for name in like}


def said(summary: Summary) -> dict[str, Any]:
    """The figures of the summary that the plain count has too."""
    facts = summary.facts
    plain = {name: sorted(line["duty"] for line in facts[name]) for name in ("missed", "late")}
    return {**plain, "alarms": len(facts["alarms"]), "photos": facts["photos"], "covered": len(facts["covered"])}


def test_both_summaries_say_what_the_tables_hold(busy_day: Played) -> None:
    for summary in summaries(busy_day):
        plain = counted(busy_day, summary)
        assert {name: part(summary.facts[name], plain[name]) for name in PARTS} == {name: plain[name] for name in PARTS}
        assert said(summary) == {name: plain[name] for name in said(summary)}


def test_every_duty_that_closed_stands_in_exactly_one_summary(busy_day: Played) -> None:
    first, second = summaries(busy_day)
    assert first.ended == second.began
    closed = busy_day.rows("SELECT id FROM duty WHERE closes > ? AND closes <= ?", first.began, second.ended)
    told = [summary.facts[kind]["due"] for summary in (first, second) for kind in ("tasks", "trial")]
    assert sum(told) == len(closed) > 150


def test_the_sums_close(busy_day: Played) -> None:
    for summary in summaries(busy_day):
        tasks, points, tickets = (summary.facts[name] for name in ("tasks", "points", "tickets"))
        assert tasks["due"] == tasks["done"] + tasks["late"] + tasks["missed"] + tasks["excused"]
        assert tasks["undecided"] == 0
        assert points["due"] == points["reached"] + points["missed"] + points["excused"]
        assert tickets["open"] == tickets["before"] + tickets["new"] + tickets["reopened"] - tickets["closed"]
        assert sum(area["due"] for area in summary.facts["areas"]) == tasks["due"]


def test_the_head_of_logistics_reads_these_figures(busy_day: Played) -> None:
    evenings = [sent.text for sent in busy_day.to("P03") if "日报" in sent.text]
    figures = [summary.facts["tasks"] for summary in summaries(busy_day)]
    lines = ["✅ 任务{due}:按时{done} 迟{late} 漏{missed}".format(**tasks) for tasks in figures]
    assert len(evenings) == 2
    assert lines[0] in evenings[0]
    assert f"{lines[1]} 免{figures[1]['excused']}" in evenings[1]


def test_what_the_outage_kept_people_from_is_excused_and_said_once(busy_day: Played) -> None:
    _first, second = summaries(busy_day)
    assert sorted(duty["at"] for duty in second.facts["excused"]) == ["02:10", "02:20", "02:20"]
    assert second.facts["outages"] == [{"began": "02:00", "ended": "02:40"}]
