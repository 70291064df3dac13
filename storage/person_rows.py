"""Everything that is kept about one person, as tables for them to read: only what is theirs."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.people import Person
from storage.look import reading
from storage.school_rows import SchoolRows
from storage.store import FILE

Table = tuple[Sequence[str], Sequence[Sequence[str | int | None]]]
TABLES: Mapping[str, tuple[Sequence[str], str]] = {
    "本人": (
        ("编号", "姓名", "称呼", "角色", "学部", "上级编号", "语言", "状态", "手机", "备注", "证件", "证件到期"),
        """SELECT id, name, address, roles, section, superior, language, presence, phone, note, certificate,
               certificate_until FROM person WHERE id = :id""",
    ),
    "账号": (
        ("Telegram 用户号", "绑定", "解除", "联系不上自", "语言"),
        "SELECT user_id, bound_at, unbound_at, unreachable_since, language FROM account WHERE person = :id ORDER BY id",
    ),
    "邀请链接": (
        ("发出", "用过", "作废"),
        "SELECT made_at, used_at, void_at FROM invitation WHERE person = :id ORDER BY made_at",
    ),
    "记录": (
        ("号", "说的时间", "收到时间", "什么", "哪一件", "地点", "内容"),
        "SELECT seq, said_at, arrived_at, kind, item, place, body FROM record WHERE person = :id ORDER BY seq",
    ),
    "工单": (
        ("号", "状态", "类别", "急缓", "地点", "内容", "我报的", "我修的", "报的时间", "变动时间"),
        """SELECT number, state, category, urgency, coalesce(place, place_words),
               CASE WHEN reporter = :id THEN words END, CASE WHEN reporter = :id THEN '是' END,
               CASE WHEN assignee = :id THEN '是' END, reported_at, changed_at
           FROM ticket WHERE :id IN (reporter, assignee) ORDER BY number""",
    ),
    "警报": (
        ("号", "状态", "险情", "地点", "内容", "我报的", "我去的", "时间", "结束", "演习"),
        """SELECT number, state, danger, place, CASE WHEN reporter = :id THEN words END,
               CASE WHEN reporter = :id THEN '是' END, CASE WHEN owner = :id THEN '是' END, raised_at, closed_at,
               CASE WHEN drill THEN '是' END
           FROM alarm WHERE :id IN (reporter, owner) ORDER BY number""",
    ),
    "警报通知": (
        ("警报", "第几级", "通知时间", "我的回答", "回答时间"),
        "SELECT alarm, level, told_at, answer, answered_at FROM alarm_told WHERE person = :id ORDER BY alarm",
    ),
    "任务": (
        ("号", "任务", "日期", "应在", "截止", "结果", "谁做的", "报的时间", "原因"),
        """SELECT id, name, day, due, closes, state, person, said_at, reason FROM duty
           WHERE :id IN (assigned, owner, cover, person, owned_by) ORDER BY due, id""",
    ),
    "整改": (
        ("号", "状态", "地点", "内容", "我发的", "我改的", "我复查的", "发出", "期限", "销号"),
        """SELECT number, state, coalesce(place, place_words), CASE WHEN issuer = :id THEN words END,
               CASE WHEN issuer = :id THEN '是' END, CASE WHEN :id IN (responsible, done_by) THEN '是' END,
               CASE WHEN checker = :id THEN '是' END, issued_at, deadline, closed_at
           FROM notice WHERE :id IN (issuer, responsible, done_by, checker) ORDER BY number""",
    ),
    "抽查": (
        ("任务", "地点", "时间", "和签字比", "种类"),
        "SELECT duty, place, said_at, signature, kind FROM inspection WHERE inspector = :id ORDER BY said_at",
    ),
    "意见": (
        ("号", "抽查(任务)", "内容", "时间", "结果", "定的时间"),
        "SELECT number, inspection, words, said_at, verdict, decided_at FROM appeal WHERE person = :id ORDER BY number",
    ),
    "排班": (
        ("日期", "班次", "岗位"),
        "SELECT day, shift, posts FROM rostered WHERE person = :id ORDER BY day, shift",
    ),
    "换班": (
        ("日期", "班次", "下", "上", "谁改的", "时间", "撤回"),
        """SELECT day, shift, out, come, by, at, undone_at FROM roster_change WHERE :id IN (out, come, by)
           ORDER BY id""",
    ),
    "互相换班": (
        ("号", "日期", "班次或寝室", "问的人", "替的人", "还哪天", "还什么", "怎样了", "时间"),
        """SELECT id, day, code, asker, other, back_day, back_code, state, asked_at FROM swap
           WHERE :id IN (asker, other, back_by) ORDER BY id""",
    ),
    "请假": (
        ("从", "到", "谁代", "怎样了", "谁记的", "时间"),
        """SELECT first, last, deputy, state, by, at FROM staff_leave WHERE :id IN (person, deputy) ORDER BY id""",
    ),
    "寝室值日": (
        ("日期", "寝室", "怎么来的", "撤回"),
        "SELECT day, place, why, undone_at FROM room_turn WHERE person = :id ORDER BY day, id",
    ),
    "登记": (
        ("号", "种类", "地点", "床位", "我登的", "写的话", "来找我", "开", "该结束", "关", "怎样结束"),
        """SELECT number, kind, place, bed, CASE WHEN opened_by = :id THEN '是' END,
               CASE WHEN opened_by = :id THEN words END, CASE WHEN host = :id THEN '是' END, opened_at, due, closed_at,
               how
           FROM entry WHERE :id IN (opened_by, host, closed_by) ORDER BY number""",
    ),
    "没填完的": (
        ("表单", "打开", "最后一次", "内容"),
        "SELECT form, opened_at, touched_at, answers FROM draft WHERE person = :id ORDER BY id",
    ),
    "照片和语音": (
        ("号", "哪一件", "种类", "时间", "大小", "sha256", "状态", "没了的时间"),
        """SELECT id, item, kind, said_at, size, sha256, state, gone_at FROM evidence WHERE person = :id ORDER BY id""",
    ),
}
MESSAGES = """
    SELECT made_at, closed_at, state, about, facts FROM outbox
    WHERE person = :id OR chat_id IN (SELECT user_id FROM account WHERE person = :id) ORDER BY id"""
FILES = """SELECT id, kind, sha256 FROM evidence
    WHERE person = :id AND state = 'kept' AND role <> 'workbook' ORDER BY id"""


@dataclass(frozen=True, slots=True)
class PersonData:
    """`messages` are when, closed, state, about and facts (JSON); `files` number, kind and sha256 of what is here."""

    tables: Mapping[str, Table]
    messages: Sequence[tuple[str, str | None, str, str, str]]
    files: Sequence[tuple[int, str, str]]


def everybody(folder: Path) -> tuple[Person, ...]:
    """Everybody there is a row of, those who left included."""
    with reading(folder / FILE) as connection:
        return SchoolRows(connection).load().people


def person_data(folder: Path, person: str) -> PersonData:
    """One moment of the database, which others may go on writing."""
    with reading(folder / FILE) as connection:
        return data_of(connection, person)


def data_of(connection: sqlite3.Connection, person: str) -> PersonData:
    who = {"id": person}
    tables = {name: (heads, list(map(tuple, connection.execute(sql, who)))) for name, (heads, sql) in TABLES.items()}
    messages = [tuple(row) for row in connection.execute(MESSAGES, who)]
    files = [tuple(row) for row in connection.execute(FILES, who)]
    return PersonData(tables, messages, files)
