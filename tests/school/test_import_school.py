"""Importing shows what changes in the workbook's words, changes exactly that, and nothing when there is nothing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.import_school import changes, import_school
from actions.invitations import bind, invite
from domain.hours import Hours, Window
from domain.people import Permission, Presence
from domain.plans import Slot, Weekdays
from domain.refusal import Refusal
from domain.school import School
from storage import Store
from storage.workbook import read_school
from tests.school.small_school import SAMPLE, put, small_school, written

NOW = datetime(2026, 11, 23, 6, 45, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path)
    yield opened
    await opened.close()


async def records(store: Store) -> list[tuple[str, str]]:
    return await store.run(
        lambda tx: [(row["kind"], row["body"]) for row in tx._connection.execute("SELECT * FROM record ORDER BY seq")]
    )


def test_the_same_school_differs_in_nothing(sample: School) -> None:
    found = changes(sample, read_school(SAMPLE))
    assert not found
    assert found.lines() == ()


def test_a_first_import_adds_everything(sample: School) -> None:
    assert changes(None, sample).lines(most=1) == (
        "设置: 新增100",
        "  + 学校名称",
        "  还有99行",
        "角色: 新增40",
        "  + head 校长",
        "  还有39行",
        "人员: 新增102",
        "  + P01 沈砚秋",
        "  还有101行",
        "地点: 新增524",
        "  + CX 澄溪实验学校",
        "  还有523行",
        "派单: 新增49",
        "  + 全校 水暖 白天",
        "  还有48行",
        "升级链: 新增87",
        "  + 紧急 0 首响 全天",
        "  还有86行",
        "班次: 新增22",
        "  + G1 保安早班",
        "  还有21行",
        "值班表: 新增752",
        "  + 2026-11-23 B1 P17",
        "  还有751行",
        "检查表: 新增39",
        "  + C01 校园安全巡查(保安)",
        "  还有38行",
        "检查项: 新增315",
        "  + C01 1",
        "  还有314行",
        "路线: 新增22",
        "  + L01 校园安全日巡(5轮)",
        "  还有21行",
        "计划: 新增75",
        "  + J01 校园安全日巡(早班三轮)",
        "  还有74行",
        "岗位: 新增10",
        "  + NM 南门",
        "  还有9行",
        "日类型: 新增6",
        "  + 每天",
        "  还有5行",
        "校历: 新增19",
        "  + 2026-09-01 2027-01-22 学期",
        "  还有18行",
        "宿舍: 新增184",
        "  + R1-101",
        "  还有183行",
        "宿舍成员: 新增43",
        "  + P19",
        "  还有42行",
        "请假留观: 新增8",
        "  + 请假 R1-203 2 2026-11-23 16:30",
        "  还有7行",
    )


def test_every_kind_of_change_is_said_in_the_workbooks_words(small: School) -> None:
    night = Window(time(21, 30), time(6))
    head, electrician, _ = small.people
    after = replace(
        small,
        settings=replace(small.settings, night=night, urgent_misspellings={}, rest={"照片保留天数": "90"}),
        roles=(replace(small.roles[0], permissions=frozenset({Permission.REPORT})), *small.roles[1:]),
        people=(head, replace(electrician, name="曹志刚", superior=None, roles=("electrician", "guard"))),
        places=(*small.places[:2], replace(small.places[2], aliases=()), small.places[3]),
        dispatch=(replace(small.dispatch[0], hours=Hours.ALWAYS), small.dispatch[1]),
        rungs=(*small.rungs[:2], replace(small.rungs[2], after=timedelta(minutes=7.5))),
        shifts=(replace(small.shifts[0], ends=time(15)), small.shifts[1]),
        roster=(
            replace(small.roster[0], person="P02", day=date(2026, 11, 25)),
            replace(small.roster[1], posts=("NM",)),
        ),
    )
    assert changes(small, after).lines() == (
        "设置: 改动3",
        "  ~ 夜间时段: 值 「22:00-06:30」→「21:30-06:00」",
        "  ~ 紧急词错写: 值 「着伙=着火、漏点=漏电」→空",
        "  ~ 照片保留天数: 值 「180」→「90」",
        "角色: 改动1",
        "  ~ head 校长: 可做 「报修、查看日报、管理人员」→「报修」",
        "人员: 删除1、改动1",
        "  - P03 孟庆彪(转为离职,姓名和记录保留)",
        "  ~ P02 曹志刚: 姓名 「曹志强」→「曹志刚」,角色 「electrician」→「electrician、guard」,上级编号 「P01」→空",
        "地点: 改动1",
        "  ~ B 教学楼B: 别名 「B楼」→空",
        "派单: 新增1、删除1",
        "  - 全校 水暖 白天",
        "  + 全校 水暖 全天",
        "升级链: 改动1",
        "  ~ 紧急 1 head 全天: 等待分 「10」→「7.5」",
        "班次: 改动1",
        "  ~ G1 早班: 结束 「14:30」→「15:00」",
        "值班表: 新增1、删除1、改动1",
        "  - 2026-11-23 G1 P03",
        "  ~ 2026-11-24 G3 P03: 岗位代码 空→「NM」",
        "  + 2026-11-25 G1 P02",
    )


def test_changed_plans_are_said_as_the_workbook_writes_them(sample: School) -> None:
    first, second, *others = sample.plans
    night = next(plan for plan in others if plan.code == "J04")
    changed = replace(
        first,
        slots=(Slot(time(8), time(9)), Slot(time(22, 30), time(0))),
        weekdays=Weekdays(frozenset({1, 2, 3, 4, 7})),
        trial=True,
    )
    rarer = replace(night, slots=(replace(night.slots[0], every=timedelta(hours=2)),))
    plans = (changed, *(rarer if plan is night else plan for plan in others))
    assert changes(sample, replace(sample, plans=plans)).lines() == (
        "计划: 删除1、改动2",
        f"  - J02 {second.name}",
        f"  ~ J01 {first.name}: 时间 「08:00-08:50、10:00-10:50、12:00-…」→「08:00-09:00、22:30-00:00」,"
        "星期例外 空→「除周五、周六」,试行 「否」→「是」",
        "  ~ J04 男生楼夜间防火: 时间 「每100分钟 23:00-05:40」→「每2小时 23:00-05:40」",
    )


def test_a_long_text_is_cut_in_the_line(small: School) -> None:
    after = replace(small, people=(*small.people[:2], replace(small.people[2], note="长" * 100)))
    assert changes(small, after).lines() == ("人员: 改动1", f"  ~ P03 孟庆彪: 备注 空→「{'长' * 30}…」")


@given(st.integers(1, 9), st.sets(st.integers(0, 101)))
def test_lines_never_hide_how_much_there_is(sample: School, most: int, gone: set[int]) -> None:
    after = replace(sample, people=tuple(p for n, p in enumerate(sample.people) if n not in gone and n != 101))
    lines = changes(sample, after).lines(most)
    left = len(gone - {101})
    assert len(lines) == (left > 0) + min(left, most) + (left > most)


async def test_importing_twice_changes_nothing(store: Store, sample: School) -> None:
    first = await store.run(import_school, NOW, sample)
    again = await store.run(import_school, NOW, read_school(SAMPLE))
    assert first.counts()["人员"] == [102, 0, 0]
    assert not again
    assert [kind for kind, _ in await records(store)] == ["school.imported"]
    assert await store.run(lambda tx: tx.school.load()) == sample


async def test_a_row_that_only_moved_is_kept_in_its_new_order(store: Store, sample: School) -> None:
    moved = replace(sample, rungs=tuple(reversed(sample.rungs)))
    await store.run(import_school, NOW, sample)
    assert not await store.run(import_school, NOW, moved)
    assert (await store.run(lambda tx: tx.school.load())).rungs == moved.rungs


async def test_a_person_removed_has_left_once_and_keeps_the_name(store: Store, small: School) -> None:
    after = replace(small, people=small.people[:2], roster=())
    await store.run(import_school, NOW, small)
    first = await store.run(import_school, NOW, after)
    again = await store.run(import_school, NOW, after)
    gone = (await store.run(lambda tx: tx.school.people))["P03"]
    assert first.counts() == {"人员": [0, 1, 0], "值班表": [0, 2, 0]}
    assert not again
    assert (gone.name, gone.presence) == ("孟庆彪", Presence.LEFT)


async def test_history_says_what_an_import_changed(store: Store, small: School, tmp_path: Path) -> None:
    await store.run(import_school, NOW, small)
    later = read_school(written(tmp_path / "later.xlsx", put(small_school(), "人员", "I3", "老曹")))
    await store.run(import_school, NOW, later)
    assert (await records(store))[-1] == ("school.imported", '{"changes":{"人员":[0,0,1]}}')


async def test_a_link_works_once(store: Store, small: School) -> None:
    await store.run(import_school, NOW, small)
    await store.run(invite, NOW, "P01", "token-1")
    assert (await store.run(bind, NOW, "token-1", 7)).name == "沈砚秋"
    assert await store.run(lambda tx: tx.accounts.user_of("P01")) == 7
    with pytest.raises(Refusal, match=r"^invitation\.used$"):
        await store.run(bind, NOW, "token-1", 8)
    with pytest.raises(Refusal, match=r"^invitation\.used$"):
        await store.run(bind, NOW, "token-1", 7)
    assert await store.run(lambda tx: tx.accounts.user_of("P01")) == 7


async def test_a_new_link_voids_the_older_and_unbinds_the_old_phone(store: Store, small: School) -> None:
    await store.run(import_school, NOW, small)
    await store.run(invite, NOW, "P01", "token-1")
    await store.run(bind, NOW, "token-1", 7)
    await store.run(invite, NOW, "P01", "token-2")
    await store.run(invite, NOW, "P01", "token-3")
    with pytest.raises(Refusal, match=r"^invitation\.void$"):
        await store.run(bind, NOW, "token-2", 8)
    await store.run(bind, NOW, "token-3", 8)
    assert await store.run(lambda tx: tx.accounts.bound()) == {"P01": 8}


async def test_an_invented_link_is_unknown(store: Store, small: School) -> None:
    await store.run(import_school, NOW, small)
    with pytest.raises(Refusal, match=r"^invitation\.unknown$"):
        await store.run(bind, NOW, "token-1", 7)


async def test_the_database_does_not_hold_the_token(store: Store, small: School) -> None:
    await store.run(import_school, NOW, small)
    await store.run(invite, NOW, "P01", "token-1")
    kept = await store.run(lambda tx: "\n".join(tx._connection.iterdump()))
    assert "token-1" not in kept


async def test_somebody_who_left_can_neither_be_invited_nor_come_in(store: Store, small: School) -> None:
    await store.run(import_school, NOW, small)
    await store.run(invite, NOW, "P03", "token-1")
    await store.run(import_school, NOW, replace(small, people=small.people[:2], roster=()))
    with pytest.raises(Refusal, match=r"^invitation\.unknown$"):
        await store.run(bind, NOW, "token-1", 7)
    with pytest.raises(Refusal, match=r"^invitation\.left$"):
        await store.run(invite, NOW, "P03", "token-2")
    with pytest.raises(Refusal, match=r"^person\.unknown$"):
        await store.run(invite, NOW, "P77", "token-3")
