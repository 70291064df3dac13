"""`summary [--day|--week|--month|--term] [DATE]`: a review in the terminal, as Word or as a workbook; reads beside."""

import argparse
from datetime import date
from pathlib import Path

from actions.review import gathered_at_once
from actions.review_facts import review_facts
from bot.commands.clocks import now_beside
from bot.commands.options import add_places, present, settings
from bot.commands.reader import Reader, tell
from bot.commands.target import target
from bot.small_pictures import small_pictures
from domain.refusal import Refusal
from domain.reviews import Kind, period_of
from handlers.news.reviews import ROOM, paper_of, sheet_of, word_of
from storage import Transaction
from storage.look import reading
from storage.store import FILE
from words import LANGUAGES, say_in


def day(said: str) -> date:
    """A date as it is typed; one sentence for anything else."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise argparse.ArgumentTypeError(tell("「{said}」不是日期,要像 2026-11-23 这样写", said=said)) from None


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("summary", help=tell("日、周、月、学期的总结: 看,或写成 Word、Excel"))
    kinds = parser.add_mutually_exclusive_group()
    for kind, of in (
        (Kind.DAY, tell("一天")),
        (Kind.WEEK, tell("一周(默认)")),
        (Kind.MONTH, tell("一个月")),
        (Kind.TERM, tell("一个学期")),
    ):
        kinds.add_argument(f"--{kind}", dest="kind", action="store_const", const=kind, help=of)
    parser.add_argument("date", nargs="?", type=day, metavar="2026-11-23", help=tell("里面的一天,默认今天"))
    parser.add_argument(
        "--out", type=Path, metavar=tell("总结.docx"), help=tell("写成文件: .docx 是总结,.xlsx 是每个数从哪来")
    )
    parser.add_argument("--cut", choices=("three", "page"), default="", help=tell("短一些: three 念三分钟,page 一页纸"))
    parser.add_argument("--overwrite", action="store_true", help=tell("已经有这个文件也写"))
    parser.add_argument("--language", choices=LANGUAGES, help=tell("总结的语言"))
    add_places(parser)
    parser.set_defaults(run=run, kind=Kind.WEEK)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    school = present(config.data)[0]
    say = say_in(args.language) if args.language else Reader.say
    with reading(config.data / FILE) as connection:
        tx = Transaction(connection)
        now = now_beside(tx)
        today = now.astimezone(school.settings.zone).date()
        period = period_of(args.kind, args.date or today, school.calendar)
        if period is None:
            raise Refusal("summary.no_term")
        if period.first > today:
            raise Refusal("summary.too_early", {"first": period.first.isoformat()})
        facts = review_facts(tx, now, period, gathered_at_once(tx, now, period))
    if args.out is None:
        paper = paper_of(facts, say)
        print((paper.cut(ROOM[args.cut]) if args.cut else paper).as_text())
        return 0
    look = small_pictures(config.data / "photos")
    suffix = ".xlsx" if args.out.suffix.lower() == ".xlsx" else ".docx"
    with target(args.out, suffix, config, overwrite=args.overwrite) as unfinished:
        unfinished.write_bytes(sheet_of(facts, say) if suffix == ".xlsx" else word_of(facts, say, args.cut, look))
    print(
        tell(
            "{school}: {first}到{last}的总结已写到 {path}",
            school=school.settings.school,
            first=period.first,
            last=period.last,
            path=args.out,
        )
    )
    return 0
