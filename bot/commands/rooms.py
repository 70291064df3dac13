"""`rooms OUT.pdf [ROOM …]`: duty lists of staff rooms for their doors, thirty days on A4; also while the bot runs."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from actions.room_facts import room_facts
from actions.room_lists import members_of, staff_rooms
from bot.commands.clocks import now_beside
from bot.commands.options import add_places, present, settings
from bot.commands.reader import Reader, tell
from bot.commands.target import target
from domain.dorms import Dorm
from domain.refusal import Refusal
from domain.room_list import AHEAD
from reports.rooms import rooms_pdf
from storage import Transaction
from storage.look import reading
from storage.store import FILE
from words import _, listed


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("rooms", help=tell("打印教工寝室的值日表,贴在门后(PDF,A4,一间一页)"))
    parser.add_argument("pdf", type=Path, metavar=tell("值日表.pdf"))
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=tell("房间编码或名称,默认是每一间教工寝室"))
    parser.add_argument(
        "--from", dest="first", type=date.fromisoformat, metavar="2026-12-01", help=tell("从哪天起,默认今天")
    )
    parser.add_argument("--overwrite", action="store_true", help=tell("已经有这个文件也写"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    school = present(config.data)[0]
    with (
        target(args.pdf, ".pdf", config, overwrite=args.overwrite) as unfinished,
        reading(config.data / FILE) as connection,
    ):
        tx = Transaction(connection)
        now = now_beside(tx).astimezone(school.settings.zone)
        wanted = chosen(tx, args.rooms)
        pages = [room_facts(tx, dorm, args.first or now.date(), AHEAD) for dorm in wanted]
        pages = [page for page in pages if page["days"]]
        if not pages:
            raise Refusal("rooms.no_days")
        if not any(name for page in pages for _, _, name in page["days"]):
            raise Refusal("rooms.not_yet")
        unfinished.write_bytes(rooms_pdf(school.settings.school, pages, f"{now:%Y-%m-%d %H:%M}"))
    empty = [page["name"] for page in pages if not members_of(tx, page["place"])]
    holes = sum(not name for page in pages for _, _, name in page["days"])
    print(
        tell(
            "{school}: {count}间寝室的值日表已写到 {pdf},一间一页,贴在门后。",
            school=school.settings.school,
            count=len(pages),
            pdf=args.pdf,
        )
    )
    if holes:
        words = _("有{holes}天没有人,没有住人的:{rooms}。") if empty else _("有{holes}天没有人。")
        print(tell(words, holes=holes, rooms=listed(empty, Reader.say)))
    return 0


def chosen(tx: Transaction, said: Sequence[str]) -> list[Dorm]:
    """Those that were named by code or name; without a word, every staff room. Raises Refusal."""
    rooms = staff_rooms(tx)
    if not rooms:
        raise Refusal("rooms.none")
    names = {dorm.place: (dorm, tx.school.tree.get(dorm.place)) for dorm in rooms}
    known = {it: dorm for dorm, place in names.values() for it in (dorm.place, place.name if place else dorm.place)}
    if unknown := [name for name in said if name not in known]:
        raise Refusal("rooms.unknown", {"room": unknown[0]})
    return [known[name] for name in said] or rooms
