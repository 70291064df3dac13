"""`posters OUT.pdf [PLACE …]`: the posters of the points, to print on A4; also while the bot runs.

`--renew` gives the places another code first, which wants the bot at rest. `--invites` prints slips for people,
`--wall` the sheet for the wall."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from actions.place_tokens import link_of, make_tokens, renew_token
from bot.commands.clocks import now_beside
from bot.commands.options import add_places, name_of_bot, on_store, present, settings
from bot.commands.reader import tell
from bot.commands.sheets import print_slips, print_wall
from bot.commands.target import target
from domain.places import Place
from domain.refusal import Refusal
from domain.school import School
from reports.posters import checked_places, poster_of, posters_pdf
from storage import Store, Transaction
from words import _

CHANGED = _("码已经换了,墙上的旧海报作废,新的没有写成:同一条命令去掉 --renew 再运行一次,就能打印新的。")
"""What is said before why the new posters could not be written."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("posters", help=tell("打印点位海报、每人的二维码条、墙上的一张(PDF,A4)"))
    parser.add_argument("pdf", type=Path, metavar=tell("海报.pdf"))
    places = tell("地点编码或名称,默认是计划里要去的每一处;和 --invites 一起是姓名或岗位")
    parser.add_argument("places", nargs="*", metavar="PLACE", help=places)
    parser.add_argument("--bot-name", default="", metavar="NAME", help=tell("机器人的用户名,写进码里,手机相机也能点开"))
    parser.add_argument("--overwrite", action="store_true", help=tell("已经有这个文件也写"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--renew", action="store_true", help=tell("写到的地点换新码(海报被人拍走、抄走时),旧海报作废"))
    what.add_argument(
        "--invites", action="store_true", help=tell("每个还没绑手机的人一张二维码条;写了姓名就只印这些人")
    )
    what.add_argument("--wall", action="store_true", help=tell("墙上的一张:拍照、点一下、完"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    bot = name_of_bot(args, config)
    if args.invites:
        return print_slips(config, args.pdf, args.places, bot, overwrite=args.overwrite)
    if args.wall and args.places:
        raise Refusal("posters.wall_alone")
    if args.wall:
        return print_wall(config, args.pdf, bot, overwrite=args.overwrite)
    school, seen = present(config.data)
    places = chosen(school, args.places)
    if args.renew and not args.places:
        raise Refusal("posters.which")
    changed = False
    try:
        with target(args.pdf, ".pdf", config, overwrite=args.overwrite) as unfinished:
            tokens = dict(seen.tokens)
            if args.renew:
                tokens = on_store(config.data, lambda store: renewed(store, places))
                changed = True
            elif any(place.code not in tokens for place in places):
                tokens = on_store(config.data, all_tokens)
            codes = [link_of(bot, tokens[place.code]) if bot else tokens[place.code] for place in places]
            posters = [poster_of(school, place, code) for place, code in zip(places, codes, strict=True)]
            unfinished.write_bytes(posters_pdf(posters))
    except BaseException:
        if changed:
            print(CHANGED, file=sys.stderr)
        raise
    if args.renew:
        print(tell("{count}处的码换过了,墙上的旧海报从现在起作废,请换上新的。", count=len(places)))
    print(
        tell(
            "{school}: {count}张海报已写到 {pdf}。A4一页两张,从中间剪开。",
            school=school.settings.school,
            count=len(posters),
            pdf=args.pdf,
        )
    )
    print(tell("贴在人站得到、雨淋不着的地方。"))
    return 0


def chosen(school: School, said: Sequence[str]) -> tuple[Place, ...]:
    """The places that were named by code or name; without a word, every one that is checked. Raises Refusal."""
    if not said:
        return checked_places(school)
    known = {name: place for place in school.places for name in (place.name, place.code)}
    unknown = [name for name in said if name not in known]
    if unknown:
        raise Refusal("place.unknown", {"place": unknown[0]})
    return tuple(known[name] for name in said)


async def renewed(store: Store, places: Sequence[Place]) -> dict[str, str]:
    """Tokens by place, those of these places new. They change with the last commit: what fails changed none."""
    await all_tokens(store)

    def renew(tx: Transaction) -> dict[str, str]:
        for place in places:
            renew_token(tx, now_beside(tx), place.code)
        return tx.tokens.all()

    return await store.run(renew)


async def all_tokens(store: Store) -> dict[str, str]:
    """Tokens by place, made where there are none: nobody has started the bot since the import."""
    while await store.run(lambda tx: tx.tokens.lacking(1)):
        await store.run(lambda tx: make_tokens(tx, now_beside(tx)))
    return await store.run(lambda tx: tx.tokens.all())
