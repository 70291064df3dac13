"""What was imported comes out again and in again as the very same school, with what was said in chats since."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from actions.import_school import import_school, import_workbook
from actions.roster_changes import undo_change
from bot.clock import SystemClock
from domain.dispatch import RosterChange
from domain.people import Presence
from domain.plans import Manner, Slot, Weekdays
from domain.refusal import Refusal
from domain.school import School
from storage import Store
from storage.look import look
from storage.workbook import Workbook, WorkbookErrors, read_school, read_workbook, write_workbook
from storage.workbook.slots import slots, weekdays
from storage.workbook.writing import written as cell
from tests.commands import Say
from tests.school.kept import on
from tests.school.small_school import SAMPLE, Sheets, busy_school, put, small_school, written

TO_COME = "2098-11-24"
"""A day that the machine's clock, which the commands read, does not reach."""
NOW = datetime(2026, 11, 23, 6, 45, tzinfo=UTC)


def cells(path: Path) -> Sheets:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def coming() -> Sheets:
    """The busy school with a shift that is still to come."""
    return put(busy_school(), "值班表", "A2", TO_COME)


def swap(tx: Any) -> None:
    """Somebody says now, by the machine's clock as exports do, that P02 comes for P03."""
    change = RosterChange(0, date.fromisoformat(TO_COME), "G1", "P03", "P02", (), by="P01")
    tx.roster_changes.add(change, SystemClock().now())


@pytest.mark.parametrize("sheets", [small_school, busy_school])
def test_a_school_comes_back_as_it_was(tmp_path: Path, sheets: Callable[[], Sheets]) -> None:
    first = read_workbook(written(tmp_path / "first.xlsx", sheets()))
    write_workbook(tmp_path / "out.xlsx", first.school, first.unread, NOW)
    assert read_school(tmp_path / "out.xlsx") == first.school


def test_the_sample_comes_back_cell_by_cell(tmp_path: Path) -> None:
    first = read_workbook(SAMPLE)
    write_workbook(tmp_path / "out.xlsx", first.school, first.unread, NOW)
    before, after = cells(SAMPLE), cells(tmp_path / "out.xlsx")
    assert list(after) == list(before)
    for row in after["值班表"]:
        row.pop()
    after["值班表"][1:] = sorted(after["值班表"][1:])
    before["值班表"][1:] = sorted(before["值班表"][1:])
    differing = [name for name in before if after[name] != before[name]]
    assert differing == ["角色"], "only what a role may do is put in order"
    assert [set(row[3].split("、")) for row in after["角色"]] == [set(row[3].split("、")) for row in before["角色"]]


def test_a_second_export_is_the_first_again(tmp_path: Path) -> None:
    first = read_workbook(SAMPLE)
    write_workbook(tmp_path / "one.xlsx", first.school, first.unread, NOW)
    again = read_workbook(tmp_path / "one.xlsx")
    write_workbook(tmp_path / "two.xlsx", again.school, again.unread, NOW)
    assert cells(tmp_path / "two.xlsx") == cells(tmp_path / "one.xlsx")


def test_what_the_house_does_not_read_is_kept(say: Say, tmp_path: Path) -> None:
    sheets = put(busy_school(), "派单", "E2", "=先派老曹") | {
        "备忘": [["谁", "什么"], ["门卫", "钥匙在抽屉"], ["", ""], ["", 3.5]],
    }
    for row, more in zip(sheets["人员"], ["车牌", "岚A", "", "岚B"], strict=True):
        row.append(more)
    say("init", written(tmp_path / "school.xlsx", sheets))
    assert say("export", "out.xlsx")[0] == 0
    out = cells(tmp_path / "out.xlsx")
    assert out["备忘"][1:] == [["门卫", "钥匙在抽屉"], ["", ""], ["", 3.5]]
    assert [row[-1] for row in out["人员"]][:2] == ["证件到期", ""]
    assert [row[10] for row in out["人员"]] == ["车牌", "岚A", "", "岚B"]
    assert out["派单"][1][4] == "=先派老曹"


def test_export_may_be_asked_while_the_bot_runs_and_says_what_is_real(say: Say, tmp_path: Path) -> None:
    say("init", written(tmp_path / "school.xlsx", coming()))
    data = tmp_path / "data"

    async def beside() -> tuple[int, str, str]:
        store = await Store.open(data)
        await store.run(swap)
        try:
            return await asyncio.to_thread(say, "export", "out.xlsx")
        finally:
            await store.close()

    code, printed, _ = asyncio.run(beside())
    assert (code, printed) == (0, "小学校: 已写到 out.xlsx。改好后: python -m bot import out.xlsx\n")
    assert [row[:4] for row in cells(tmp_path / "out.xlsx")["值班表"][1:]] == [
        ["2026-11-24", "G3", "P03", ""],
        ["2098-11-24", "G1", "P02", "NM、XK"],
    ]
    assert say("import", "out.xlsx") == (0, "工作簿和现在的数据一样,没有要改的\n", "")


def test_a_file_that_is_there_is_not_written_over(say: Say, tmp_path: Path) -> None:
    workbook = written(tmp_path / "school.xlsx", small_school())
    say("init", workbook)
    before = workbook.read_bytes()
    assert say("export", workbook) == (1, "", f"已经有「{workbook}」了,换个名字,或加 --overwrite\n")
    assert workbook.read_bytes() == before
    assert say("export", workbook, "--overwrite")[0] == 0
    assert re.search(r"已写到 学校-\d{4}-\d\d-\d\d\.xlsx", say("export")[1])


def test_without_a_school_there_is_nothing_to_export(say: Say, tmp_path: Path) -> None:
    assert say("export", "out.xlsx")[2].startswith("还没有学校的数据")
    assert not (tmp_path / "out.xlsx").exists()


def test_an_import_never_undoes_a_swap(say: Say, tmp_path: Path) -> None:
    school = written(tmp_path / "school.xlsx", coming())
    say("init", school)
    say("export", "out.xlsx")
    on(tmp_path / "data", swap)
    assert say("import", school, "--yes")[1] == "工作簿和现在的数据一样,没有要改的\n"
    assert say("import", "out.xlsx", "--yes")[1] == "工作簿和现在的数据一样,没有要改的\n"
    say("import", written(tmp_path / "named.xlsx", put(coming(), "人员", "I3", "老曹")), "--yes")
    seen = look(tmp_path / "data")
    assert seen is not None
    assert [one.stands for one in seen.decided] == [True]


def test_a_shift_changed_here_and_there_is_refused_with_who_and_when(say: Say, tmp_path: Path) -> None:
    say("init", written(tmp_path / "school.xlsx", coming()))
    on(tmp_path / "data", swap)
    sheets = put(put(coming(), "值班表", "C2", "P01"), "人员", "I3", "老曹")
    for yes in ([], ["--yes"]):
        code, printed, told = say("import", written(tmp_path / "both.xlsx", sheets), *yes)
        assert (code, printed) == (1, "")
        assert re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "…", told) == (
            "值班表里有1处,工作簿改了,手机上也改了,什么也没有导入:\n"
            "  2098-11-24 G1: … P01 沈砚秋把P03 孟庆彪换成P02 曹志强\n"
            "请先导出(python -m bot export),在新的工作簿里改\n"
        )
    seen = look(tmp_path / "data")
    assert seen is not None
    assert seen.school is not None
    assert seen.school.people[1].address == "曹师傅"


def test_after_an_export_the_office_has_the_last_word(say: Say, tmp_path: Path) -> None:
    say("init", written(tmp_path / "school.xlsx", coming()))
    on(tmp_path / "data", swap)
    say("export", "out.xlsx")
    sheets = put(cells(tmp_path / "out.xlsx"), "值班表", "C3", "P01")
    code, printed, _ = say("import", written(tmp_path / "edited.xlsx", sheets), "--yes")
    assert code == 0
    assert printed.startswith("值班表: 新增1、删除1\n  - 2098-11-24 G1 P02\n  + 2098-11-24 G1 P01\n")
    say("export", "again.xlsx")
    assert [row[2] for row in cells(tmp_path / "again.xlsx")["值班表"][1:]] == ["P03", "P01"]
    with pytest.raises(Refusal, match=r"^roster\.taken$"):
        on(tmp_path / "data", lambda tx: undo_change(tx, NOW, "P01", 1, said_at=NOW))


def test_who_left_and_is_not_listed_any_more_is_not_exported(say: Say, tmp_path: Path) -> None:
    say("init", written(tmp_path / "school.xlsx", small_school()))
    sheets = small_school()
    del sheets["人员"][3], sheets["值班表"][1:]
    say("import", written(tmp_path / "less.xlsx", sheets), "--yes")
    say("export", "out.xlsx")
    assert [row[0] for row in cells(tmp_path / "out.xlsx")["人员"]] == ["编号", "P01", "P02"]
    assert say("import", "out.xlsx")[1] == "工作簿和现在的数据一样,没有要改的\n"


def test_who_is_listed_as_left_stays_listed(tmp_path: Path, sample: School) -> None:
    gone = [person.id for person in sample.people if person.presence is Presence.LEFT]

    async def kept() -> list[str]:
        store = await Store.open(tmp_path)
        await store.run(import_school, NOW, sample)
        people = (await store.run(lambda tx: tx.school.listed())).people
        await store.close()
        return [person.id for person in people if person.presence is Presence.LEFT]

    assert gone
    assert asyncio.run(kept()) == gone


def test_a_version_that_somebody_typed_is_told(tmp_path: Path, say: Say) -> None:
    sheets = small_school()
    sheets["值班表"][0].append("版本")
    sheets["值班表"][1].append("1.0")
    _, _, told = say("init", written(tmp_path / "school.xlsx", sheets))
    assert told == "值班表!E2: 「1.0」不是导出时写的版本,别改它;不知道就空着\n"


TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
WINDOWS = st.tuples(TIMES, TIMES).filter(lambda ends: ends[0] != ends[1])
STEPS = st.integers(5, 1440).map(lambda minutes: timedelta(minutes=minutes))
WRITTEN = st.one_of(
    st.lists(TIMES.map(Slot), min_size=1, max_size=3, unique=True),
    st.lists(WINDOWS.map(lambda ends: Slot(*ends)), min_size=1, max_size=3, unique=True),
    st.lists(st.builds(lambda ends, every: Slot(*ends, every), WINDOWS, STEPS), min_size=1, max_size=3, unique=True),
    st.builds(
        lambda spans, many: [Slot(*ends, None, many) for ends in spans],
        st.lists(WINDOWS, min_size=1, max_size=3, unique=True),
        st.integers(1, 99),
    ),
)


@given(WRITTEN)
def test_times_are_written_as_they_are_read(some: list[Slot]) -> None:
    assert slots(cell(tuple(some))) == tuple(some)


@given(st.sets(st.integers(1, 7), min_size=1), st.sampled_from(["", "首", "末"]))
def test_days_of_the_week_are_written_as_they_are_read(days: set[int], week: str) -> None:
    assert weekdays(cell(Weekdays(frozenset(days), week))) == Weekdays(frozenset(days), week)


NAMES = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20).map(
    lambda said: " ".join(said.split())
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES.filter(bool), min_size=4, max_size=4), st.lists(WINDOWS, min_size=1, max_size=1))
def test_whatever_people_type_comes_back(tmp_path: Path, names: list[str], spans: list[tuple[time, time]]) -> None:
    school = read_school(written(tmp_path / "school.xlsx", busy_school()))
    plans = tuple(
        replace(plan, name=name, slots=(Slot(*spans[0]),), manner=Manner.WINDOW, target=target)
        for plan, name, target in zip(school.plans, names, ("L01", "M-S", "A", "B"), strict=True)
    )
    ordinary = tuple(replace(plan, grade=school.plans[0].grade) for plan in plans)
    people = (replace(school.people[0], note=names[0]), *school.people[1:])
    changed = replace(school, plans=ordinary, people=people)
    write_workbook(tmp_path / "out.xlsx", changed, (), NOW)
    found = read_school(tmp_path / "out.xlsx")
    assert [plan.slots for plan in found.plans] == [plan.slots for plan in ordinary]
    assert found == changed


ODD = st.sampled_from(
    (
        *(
            0,
            -1,
            1.5,
            1e300,
            13812345678.0,
            True,
            "长" * 300,
            "甲\n乙",
            "",
            "\u3000",
            "\u200b",
            "①",
            "٣",
            "½",
            "~",
            "、",
            "|",
        ),
        *(
            "是",
            "==1",
            "无*|有",
            "1..",
            "仅",
            "除",
            "24:00",
            "99:99",
            "06:40-",
            "每0分钟 00:00-24:00",
            "每²小时 07:00-13:00",
        ),
        *("P99", "A", "组:", "组:看的", "宿舍类型=", "06-01~09-30", "2026-02-30", "2026-11-23T02:05:31+00:00"),
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_stands_in_a_cell_is_told_or_taken_and_given_back(tmp_path: Path, data: st.DataObject) -> None:
    sheets = busy_school()
    rows = sheets[data.draw(st.sampled_from(sorted(sheets)))]
    row = rows[data.draw(st.integers(0, len(rows) - 1))]
    row[data.draw(st.integers(0, len(row) - 1))] = data.draw(ODD)
    try:
        found = read_workbook(written(tmp_path / "odd.xlsx", sheets))
    except WorkbookErrors:
        return
    write_workbook(tmp_path / "out.xlsx", found.school, found.unread, NOW)
    assert read_school(tmp_path / "out.xlsx") == found.school


def test_asides_are_kept_with_the_school(tmp_path: Path) -> None:
    workbook = read_workbook(SAMPLE)

    async def kept() -> Workbook:
        store = await Store.open(tmp_path)
        await store.run(import_workbook, NOW, workbook)
        await store.close()
        seen = look(tmp_path)
        assert seen is not None
        assert seen.school is not None
        return replace(workbook, school=seen.school, unread=seen.unread)

    assert asyncio.run(kept()) == workbook
