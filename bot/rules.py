"""What a value in config.toml ought to be, and how to say it in both languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """What a value ought to be, and how to say it."""

    holds: Callable[[Any], bool]
    zh: str
    en: str


class Broken(ValueError):
    def __init__(self, rule: Rule) -> None:
        super().__init__(rule.en)
        self.rule = rule


def between(low: int, high: int) -> Rule:
    return Rule(lambda value: low <= value <= high, f"要在 {low} 到 {high} 之间", f"must be from {low} to {high}")


def like(pattern: str, zh: str, en: str) -> Rule:
    return Rule(re.compile(pattern).fullmatch, zh, en)  # type: ignore[arg-type]


KINDS = {
    str: Rule(lambda value: isinstance(value, str), "要写成带引号的文字", "must be a text in quotes"),
    int: Rule(lambda value: type(value) is int, "要写成整数", "must be a whole number"),
    bool: Rule(lambda value: isinstance(value, bool), "要写 true 或 false", "must be true or false"),
}
API, FILES = (
    like(
        rf"https?://([^\s/@]+@)?(\[[0-9A-Fa-f:.]+\]|[^\s/:@]+)(:[0-9]{{1,5}})?(/\S*)?{end}",
        f"要以 http:// 或 https:// 开头,以 {end} 结尾",
        f"must begin with http:// or https:// and end in {end}",
    )
    for end in ("/bot", "/file/bot")
)
"""The token follows at once: an address that ends otherwise is answered as if the token were wrong."""
HOOK = like(
    r"|https?://[^\s/]+\S*", "要写外面能连到的网址,或留空", "must be an address that Telegram can reach, or be empty"
)
LISTEN = like(r"[\w.\[\]:-]+:\d{1,5}", "要写成 127.0.0.1:8443 这样", "must be like 127.0.0.1:8443")
PROXY = like(
    r"|https?://\S+", "要以 http:// 或 https:// 开头,或留空", "must begin with http:// or https://, or be empty"
)
