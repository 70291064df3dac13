"""The words on the keyboard's keys, and beside the commands of Telegram's own menu."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from domain.keyboards import commands_of, keys_of
from domain.people import Permission, Person
from handlers.short_words import bare
from words import LANGUAGES, _, say_in

KEYS: dict[str, str] = {
    "urgent": _("🚨 紧急"),
    "report": _("🔧 报修"),
    "jobs": _("🧰 我的单"),
    "round": _("🔦 巡查"),
    "gate": _("🚪 大门"),
    "leave": _("📝 请假"),
    "sickbay": _("🩺 留观"),
    "function": _("🏫 功能室"),
    "mine": _("📋 我的事"),
    "desk": _("✋ 待派"),
    "now": _("📌 现在"),
    "decide": _("✋ 要我定"),
    "help": _("🙋 帮助"),
}
"""Command and label of each key on the keyboard; the label, sent as text, is the command."""

DOES: dict[str, str] = {
    "urgent": _("紧急,马上通知"),
    "jobs": _("我手上的单"),
    "round": _("现在要做的巡查、签字"),
    "gate": _("大门现在怎样"),
    "leave": _("给学生登记请假"),
    "sickbay": _("登记留观"),
    "function": _("用功能室"),
    "desk": _("还没派的单"),
    "now": _("学校现在怎样"),
    "decide": _("等我定的事"),
    "plans": _("计划:催办、试行、停"),
    "review": _("周报、月报、学期总结"),
    "roster": _("换班、顶班"),
    "invite": _("给人发链接"),
    "unbind": _("停用丢了的手机"),
    "group": _("绑一个群"),
    "drill": _("演习:照真的练,说明是演习"),
    "workbook": _("工作簿:取一份,改好发回来"),
    "mine": _("我的事"),
    "help": _("怎么用"),
    "practice": _("练一遍,什么都不存"),
    "reset": _("从头再来"),
    "language": _("换语言"),
}
"""What each command of the menu does."""


def menu_facts(
    person: Person | None, permissions: frozenset[Permission], *, at_gate: bool = False
) -> Mapping[str, Any]:
    """What the words of a message with a keyboard need to know."""
    return {
        "menu": keys_of(person, permissions, at_gate=at_gate),
        "commands": commands_of(person, permissions, at_gate=at_gate),
    }


def command_of_label(words: str) -> str | None:
    """The command whose label, in any of our languages, these words are."""
    return _labels().get(words)


WORDS: dict[str, str] = {
    **dict.fromkeys(
        ("点名", "查寝", "巡楼", "签字", "值日", "打卡", "签到", "交接班", "round", "rounds", "roll call"), "round"
    ),
    **dict.fromkeys(("进度", "我的进度", "进展", "有消息吗", "修好了吗", "修了吗", "修好没有", "还没修好吗"), "mine"),
    **dict.fromkeys(("什么时候修", "什么时候来", "什么时候来修", "什么时候修好", "什么时候能修好"), "mine"),
    **dict.fromkeys(("怎么还没来", "怎么还没修", "怎么还不来", "师傅什么时候来", "多久能修好", "到哪一步了"), "mine"),
    **dict.fromkeys(("progress", "any news", "status", "is it fixed", "when will it be fixed", "my list"), "mine"),
    **dict.fromkeys(("菜单", "怎么用", "menu"), "help"),
    **dict.fromkeys(("重来", "从头来", "start over"), "reset"),
}
"""What people call for by other words."""


def command_of_word(words: str) -> str | None:
    """The same for a label without its sign, which people type when nothing is open: 紧急, 帮助."""
    spoken = bare(words)
    return _spoken_labels().get(spoken) if spoken else None


@cache
def _spoken_labels() -> dict[str, str]:
    return WORDS | {bare(label): command for label, command in _labels().items()}


@cache
def _labels() -> dict[str, str]:
    """The command behind each label, in each language; the red one also without its sign, wherever it is said."""
    red = {say_in(code)(KEYS["urgent"]).removeprefix("🚨 "): "urgent" for code in LANGUAGES}
    return red | {say_in(code)(label): command for command, label in reversed(KEYS.items()) for code in LANGUAGES}
