"""How a command is to be typed, in the reader's language: argparse's own words, which are English by themselves."""

import argparse

from bot.commands.reader import Reader

IN_CHINESE = {
    "usage: ": "用法: ",
    "positional arguments": "要写的",
    "options": "选项",
    "show this help message and exit": "看这段说明",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "还要写上: %s",
    "one of the arguments %s is required": "这几个里要写一个: %s",
    "unrecognized arguments: %s": "没有这样的选项: %s",
    "not allowed with argument %s": "不能和 %s 一起用",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不清楚是哪一个: %(matches)s",
    "ignored explicit argument %r": "后面不用写 %r",
    "expected one argument": "后面要写一个值",
    "expected at most one argument": "后面最多写一个值",
    "expected at least one argument": "后面至少写一个值",
    "expected %s argument": "后面要写 %s 个值",
    "expected %s arguments": "后面要写 %s 个值",
    "invalid %(type)s value: %(value)r": "%(value)r 不对",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r,可以写: %(choices)s",
}
"""By argparse's sentence; one that is not here stays as it is."""


def speak_of_usage() -> None:
    """From now on argparse says it as the reader reads; it looks its words up in its own module each time."""
    words = IN_CHINESE if Reader.say is str else {}
    vars(argparse).update(
        _=lambda sentence: words.get(sentence, sentence),
        ngettext=lambda one, many, n: words.get(one if n == 1 else many, one if n == 1 else many),
    )
