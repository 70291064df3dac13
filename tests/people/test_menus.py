"""Keyboard, menu of commands and help: few, large, in one's own language, and those of one's own work."""

import unicodedata
from math import ceil
from typing import Any

import pytest

from domain.keyboards import commands_of, keys_of
from domain.people import Person, Phone, Presence, Role
from domain.powers import COMMANDS as ASKED_FOR
from handlers.commands import COMMANDS
from handlers.menu import DOES, KEYS
from handlers.news import render
from handlers.news.people import HELP
from tests.people.test_leaving import becomes
from tests.sample import sample
from tests.stage import Someone, Stage
from words import say_in

ROLES = sample().roles
A_LINE, A_SCREEN = 42, 14
"""Half-width signs on a line of a small phone, and lines beside an open keyboard."""


def somebody(role: Role) -> Person:
    return Person("X", "某人", "某老师", (role.code,), "全校", None, "zh", Presence.IN_SERVICE, Phone.OWN)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def test_each_key_has_its_line_in_the_help_and_each_command_begins_with_a_capital() -> None:
    assert set(KEYS) - {"urgent", "report", "mine", "help"} <= set(HELP)
    say = say_in("en")
    assert [does for does in DOES.values() if not say(does)[0].isupper()] == []


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_six_large_keys_at_most_and_a_help_that_fits_a_screen(role: Role) -> None:
    person = somebody(role)
    keys, commands = keys_of(person, role.permissions), commands_of(person, role.permissions)
    flat = [key for row in keys for key in row]
    assert len(flat) <= 6
    assert max(len(row) for row in keys) <= 3
    assert (keys[0], keys[-1]) == (("urgent", "report"), ("mine", "help"))
    assert {*flat, *commands} <= COMMANDS.keys()
    assert {it for it in {*flat, *commands} if it in ASKED_FOR and ASKED_FOR[it] not in role.permissions} == set()
    assert max(width(KEYS[key]) for key in flat) <= 12
    for language in ("zh", "en"):
        lines = render("help", {"menu": keys, "commands": commands}, language).text.splitlines()
        assert sum(ceil(width(line) / A_LINE) for line in lines) <= A_SCREEN


def test_every_command_that_is_shown_says_what_it_does_in_a_few_words() -> None:
    assert DOES.keys() <= COMMANDS.keys()
    assert max(width(say_in(code)(does)) for does in DOES.values() for code in ("zh", "en")) <= 34


async def menu(stage: Stage, who: Someone) -> dict[str, str]:
    shown = await stage.get(f"chats/{who.user}")
    return {it["command"]: it["description"] for it in shown["commands"]}


def keyboard(messages: list[Any]) -> list[str]:
    """The keys under the entry field: those that came last."""
    rows = next(message["keyboard"] for message in reversed(messages) if message.get("keyboard"))
    return [key["text"] if isinstance(key, dict) else key for row in rows for key in row]


async def test_the_menu_follows_work_and_language_and_a_stranger_sees_the_common_one(stage: Stage) -> None:
    plumber, stranger = await stage.person("P15"), await stage.stranger("X")
    assert list(await menu(stage, plumber)) == [
        "urgent",
        "round",
        "jobs",
        "mine",
        "help",
        "practice",
        "reset",
        "language",
    ]
    assert (await menu(stage, plumber))["jobs"] == "我手上的单"
    assert "jobs" not in await menu(stage, stranger)
    await plumber.says("/language en")
    assert (await menu(stage, plumber))["jobs"] == "The jobs I have"
    await becomes(stage, "P15", roles=("guard",))
    assert "You are now: " in await plumber.last()
    assert "gate" in await menu(stage, plumber)
    assert "jobs" not in await menu(stage, plumber)
    said = len(await plumber.messages())
    await becomes(stage, "P15", address="田师傅")
    assert len(await plumber.messages()) == said


async def test_ones_own_list_has_six_keys_and_more_puts_the_others_in_their_place(stage: Stage) -> None:
    teacher = await stage.person("P53")
    for lamp in ("3号楼201", "3号楼202", "3号楼203", "3号楼204"):
        await teacher.says(f"{lamp}灯不亮了")
        await teacher.taps("对,报上")
    await teacher.says("📋 我的事")
    assert await labels(teacher) == ["4", "3", "2", "1", "🔁 换班", "更多"]
    before = len(await teacher.messages())
    await teacher.taps("更多")
    assert await labels(teacher) == ["🏫 功能室", "📈 我的学期", "练一遍", "更多"]
    await teacher.taps("更多")
    assert await labels(teacher) == ["4", "3", "2", "1", "🔁 换班", "更多"]
    assert len(await teacher.messages()) == before


async def labels(who: Someone) -> list[str]:
    return [key["text"] for row in (await who.messages())[-1]["buttons"] for key in row]
