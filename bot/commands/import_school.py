"""`import school.xlsx`: shows what the workbook would change; `--yes` changes it."""

import argparse
from pathlib import Path

from actions.import_school import Changes, changes, import_school
from bot.clock import SystemClock
from bot.commands.options import add_places, on_store, settings
from bot.commands.reminders import reminders
from domain.refusal import Refusal
from domain.school import School
from storage import Store, Transaction
from storage.look import look
from storage.migrate import Newer
from storage.workbook import read_school


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("import", help="导入改过的工作簿: 先看会改什么,加 --yes 才改")
    parser.add_argument("workbook", type=Path, metavar="school.xlsx")
    parser.add_argument("--yes", action="store_true", help="照着改")
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    school = read_school(args.workbook)
    before, found = _keep(config.data, school) if args.yes else _show(config.data, school)
    told = (f"提醒 {line}" for line in reminders(school, before))
    print("\n".join((*found.lines(), *told)) if found else "工作簿和现在的数据一样,没有要改的")
    if found:
        print("已经导入。" if args.yes else "还什么都没改。确认后在命令后面加上 --yes 再运行一次。")
    return 0


def _show(folder: Path, school: School) -> tuple[School, Changes]:
    """What there was, and what would change. Reads only, so it may be asked while the bot runs."""
    seen = look(folder)
    if seen is not None and seen.version != seen.newest:
        raise Newer(seen.version, seen.newest) if seen.version > seen.newest else Refusal("database.older")
    if seen is None or seen.school is None:
        raise Refusal("school.missing")
    return seen.school, changes(seen.school, school)


def _keep(folder: Path, school: School) -> tuple[School, Changes]:
    def replace(tx: Transaction) -> tuple[School, Changes]:
        if not tx.school.imported():
            raise Refusal("school.missing")
        before = tx.school.load()
        return before, import_school(tx, SystemClock().now(), school)

    async def keep(store: Store) -> tuple[School, Changes]:
        return await store.run(replace)

    if not folder.is_dir():
        raise Refusal("school.missing")
    return on_store(folder, keep)
