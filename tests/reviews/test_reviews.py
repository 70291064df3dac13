"""A manager asks how the week was: in short, as a paper to read aloud, and where each of its figures is from."""

import io
from typing import Any

from docx import Document
from python_calamine import CalamineWorkbook

from domain.tally import Tally
from handlers.news.review_chapters import responsibility
from handlers.news.review_sums import Sums
from tests.stage import Someone, Stage


async def file_of(stage: Stage, someone: Someone) -> tuple[str, io.BytesIO]:
    """Name and content of the newest file in somebody's chat."""
    found: dict[str, Any] = next(it for it in reversed(await someone.messages()) if it.get("document"))
    async with stage.session.get(f"{stage.rehearsal.url}{found['document']['url']}") as answer:
        return found["document"]["file_name"], io.BytesIO(await answer.read())


async def test_the_head_of_logistics_reads_the_week_takes_the_paper_and_sees_where_its_figures_come_from(
    school_day: Stage,
) -> None:
    stage = school_day
    manager, teacher, guard = [await stage.person(it) for it in ("P03", "P53", "P21")]
    await stage.until("12:00")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await teacher.says("一食堂有煤气味!")
    await manager.taps("我去")
    await stage.later(minutes=4)
    await manager.taps("到了")
    await guard.says("/review")
    assert await guard.last() == "这个由总务来做。"

    await manager.says("📋 我的事")
    await manager.taps("📊 周报、总结")
    assert await manager.taps("本周") == "正在数,马上发来。"
    short = await manager.last()
    assert short.startswith("📊 周报 11月23日—11月29日(数到11-23 12:04)")
    assert "🚨 紧急1,到场中位4分钟" in short
    assert "🔧 报修 前0+新1+重开0−结0=余1" in short

    await manager.taps("📄 Word")
    name, content = await file_of(stage, manager)
    said = [paragraph.text for paragraph in Document(content).paragraphs]
    assert name == "周报2026-11-23.docx"
    assert any("受理1件:水暖1[" in line for line in said)
    assert any(line.startswith("1. 【做什么、谁、到几时】") for line in said)

    await manager.taps("🔢 数从哪来")
    name, content = await file_of(stage, manager)
    book = CalamineWorkbook.from_filelike(content)
    notes, parts, queries = (book.get_sheet_by_name(it).to_python() for it in ("脚注", "分项", "查询"))
    assert name == "周报2026-11-23.xlsx"
    assert notes[4][:2] == ["[4]", "报修,按工种"]
    assert ["tickets", "水暖", "水暖", 1, 1] in parts
    assert ["alarms", "gas|on_site", "燃气 到场了", 1, 1] in parts
    assert {row[0] for row in parts[1:]} <= {row[0] for row in queries}


async def test_a_plumber_reads_what_he_did_this_term_and_takes_the_bones_of_his_paper(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, plumber = await stage.person("P53"), await stage.person("P15")
    await plumber.says("📋 我的事")
    await plumber.taps("📈 我的学期")
    assert await plumber.last() == "这学期还没有您的记录。"
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await plumber.taps("接单")
    await plumber.taps("修好")
    await plumber.taps("拍不了")
    await teacher.taps("好了")
    await plumber.says("📋 我的事")
    await plumber.taps("📈 我的学期")
    assert (await plumber.last()).splitlines() == [
        "📈 您的9月1日—1月22日(数到11-23 10:00),只给您看:",
        "🧰 修好1件",
        "👍 人家点「好了」1件",
    ]
    await plumber.taps("📄 Word")
    name, content = await file_of(stage, plumber)
    said = [paragraph.text for paragraph in Document(content).paragraphs]
    assert name == "个人总结2026-09-01.docx"
    assert said[0] == "田大勇 个人工作总结"
    assert {"修好1件[1]。", "【请填写】"} <= {*said}


def test_what_is_still_open_is_neither_done_nor_missed() -> None:
    ends = {"done": [6, 6], "late": [1, 1], "missed": [1, 1], "excused": [2, 2], "open": [4, 4]}
    months = {"2026-10": {"duties": ends}, "2026-11": {"duties": {"done": [3, 3], "missed": [1, 1], "open": [9, 9]}}}
    said = "".join(responsibility(Sums({"figures": {"duties": ends, "owned": {}}, "months": months}, str)))
    assert "完成率87.5%" in said
    assert "还没结束4项" in said
    assert "10月87.5%、11月75.0%" in said
    assert Tally(due=14, done=6, late=1, missed=1, excused=2).completion == 87.5
    assert Tally(due=3).completion is None
