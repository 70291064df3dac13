"""`read`: what the bot makes of a sentence; one JSON line for each line of standard input."""

import argparse
import json
import sys
from io import TextIOWrapper
from pathlib import Path

from bot.commands.reader import tell
from bot.commands.written_in import lines_of
from domain.places import PlaceTree
from domain.reading import Reader
from storage.workbook import read_school

SAMPLE = Path(__file__).parent.parent.parent / "rehearsal" / "school" / "sample_school.xlsx"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("read", help=tell("看看机器人怎样读一句话: 每行一句,输出一行 JSON"))
    parser.add_argument("--school", type=Path, default=SAMPLE, metavar="school.xlsx", help=tell("默认用样例学校"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One JSON line a line read, blank ones too, each flushed, in UTF-8 whatever the machine's locale."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    school = read_school(args.school)
    tree = PlaceTree(school.places)
    reader = Reader(tree, school.settings)
    for line in lines_of(sys.stdin.buffer, _unreadable):
        reading = reader.read(line)
        place = tree.get(reading.place)
        found = {
            "category": reading.category,
            "urgency": reading.urgency,
            "alarm": reading.alarm,
            "danger": reading.danger,
            "place": place.name if place else None,
            "place_code": reading.place,
            "is_repair": reading.is_repair,
            "reasons": list(reading.reasons),
        }
        print(json.dumps(found, ensure_ascii=False), flush=True)
    return 0


def _unreadable(number: int) -> None:
    print(tell("第{number}行不是文字,或编码不对:请存成 UTF-8 再试。", number=number), file=sys.stderr)
