"""`verify draws`: every day of draws reckoned anew from what was laid open; the first byte that disagrees is named."""

import argparse
import json
from dataclasses import asdict

from bot.commands.options import settings
from domain.refusal import Refusal
from reports.draws import Verdict, verdicts
from storage.draws import Draws
from storage.history import History
from storage.look import is_there, reading
from storage.store import FILE

WORD = "draws"
WHERE = {
    "seal": "封条",
    "slots": "抽中的名单(每行:计划 分钟 序号 怎么抽的 结果 对象 谁去)",
    "records": "表和历史",
    "unreadable": "当时的规则读不懂",
}

NONE = {"down": "机器停着", "key": "钥匙不在"}


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
    print(f"✓ 抽检: {len(right)}天逐条重算都一样,抽中{hits:,}次,派出去{sent:,}次")
    if sealed := [one for one in found if one.state == "sealed"]:
        print(f"! 还封着{len(sealed)}天({'、'.join(one.day.isoformat() for one in sealed)}),第二天早上拆封后才能核对")
    if none := [one for one in found if one.state in NONE]:
        print(f"! 没有封条、也就没抽的{len(none)}天({'、'.join(f'{one.day} {NONE[one.state]}' for one in none)})")
    for one in wrong:
        print("\n".join(_lines(one)))
    return 1 if wrong else 0


def _lines(one: Verdict) -> list[str]:
    it = one.difference
    assert it is not None
    return [
        f"✗ {one.day}: {WHERE[it.where]},从第{it.at}个字节起不一样",
        f"    那一行: {it.line}",
        f"    应该是: {it.expected}",
        f"    记着的: {it.found}",
    ]
