"""`verify draws`: every day of draws reckoned anew from what was laid open; the first byte that disagrees is named."""

import argparse
import json
from dataclasses import asdict

from bot.commands.options import settings
from bot.commands.reader import Reader, tell
from domain.refusal import Refusal
from reports.draws import Verdict, verdicts
from storage.draws import Draws
from storage.history import History
from storage.look import is_there, reading
from storage.store import FILE
from words import _, listed

WORD = "draws"
WHERE = {
    "seal": _("封条"),
    "slots": _("抽中的名单(每行:计划 分钟 序号 怎么抽的 结果 对象 谁去)"),
    "records": _("表和历史"),
    "unreadable": _("当时的规则读不懂"),
}

NONE = {"down": _("机器停着"), "key": _("钥匙不在")}


def run(args: argparse.Namespace) -> int:
    """1 when anything disagrees. Works without the key, and while the bot runs."""
    folder = settings(args).data
    if not is_there(folder):
        raise Refusal("school.missing")
    with reading(folder / FILE) as connection:
        found = verdicts(Draws(connection), History(connection))
    wrong = [one for one in found if one.state == "wrong"]
    if args.json:
        print(json.dumps([asdict(one) | {"day": one.day.isoformat()} for one in found], ensure_ascii=False))
        return 1 if wrong else 0
    right = [one for one in found if one.state == "right"]
    hits, sent = sum(one.hits for one in right), sum(one.drawn for one in right)
    print(
        tell("✓ 抽检: {count}天逐条重算都一样,抽中{hits:,}次,派出去{sent:,}次", count=len(right), hits=hits, sent=sent)
    )
    if sealed := [one for one in found if one.state == "sealed"]:
        print(
            tell(
                "! 还封着{count}天({days}),第二天早上拆封后才能核对",
                count=len(sealed),
                days=listed([one.day.isoformat() for one in sealed], Reader.say),
            )
        )
    if none := [one for one in found if one.state in NONE]:
        print(
            tell(
                "! 没有封条、也就没抽的{count}天({days})",
                count=len(none),
                days=listed([f"{one.day} {tell(NONE[one.state])}" for one in none], Reader.say),
            )
        )
    for one in wrong:
        print("\n".join(_lines(one)))
    return 1 if wrong else 0


def _lines(one: Verdict) -> list[str]:
    it = one.difference
    assert it is not None
    return [
        tell("✗ {day}: {where},从第{at}个字节起不一样", day=one.day, where=tell(WHERE[it.where]), at=it.at),
        tell("    那一行: {line}", line=it.line),
        tell("    应该是: {expected}", expected=it.expected),
        tell("    记着的: {found}", found=it.found),
    ]
