"""What a value in config.toml ought to be, and how to say it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from words.sentence import Sentence


@dataclass(frozen=True)
class Rule:
    """What a value ought to be, and how to say it."""

    holds: Callable[[Any], bool]
    says: Sentence


class Broken(ValueError):
    def __init__(self, rule: Rule) -> None:
        super().__init__(rule.says)
        self.rule = rule


def between(low: int, high: int) -> Rule:
    return Rule(lambda value: low <= value <= high, Sentence("要在 {low} 到 {high} 之间", low=low, high=high))


def like(pattern: str, says: Sentence) -> Rule:
    return Rule(re.compile(pattern).fullmatch, says)  # type: ignore[arg-type]


KINDS = {
    str: Rule(lambda value: isinstance(value, str) and "\0" not in value, Sentence("要写成带引号的文字")),
    int: Rule(lambda value: type(value) is int, Sentence("要写成整数")),
    bool: Rule(lambda value: isinstance(value, bool), Sentence("要写 true 或 false")),
}
API, FILES = (
    like(
        rf"https?://([^\s/@]+@)?(\[[0-9A-Fa-f:.]+\]|[^\s/:@]+)(:[0-9]{{1,5}})?(/\S*)?{end}",
        Sentence("要以 http:// 或 https:// 开头,以 {end} 结尾", end=end),
    )
    for end in ("/bot", "/file/bot")
)
"""The token follows at once: an address that ends otherwise is answered as if the token were wrong."""
HOOK = like(r"|https?://[^\s/]+\S*", Sentence("要写外面能连到的网址,或留空"))
LISTEN = like(r"[\w.\[\]:-]+:\d{1,5}", Sentence("要写成 127.0.0.1:8443 这样"))
PROXY = like(r"|https?://\S+", Sentence("要以 http:// 或 https:// 开头,或留空"))
