"""`import school.xlsx`: shows what the workbook would change; `--yes` changes it."""

import argparse
from pathlib import Path

from actions.import_school import Changes, check_erased, import_workbook, preview
from actions.renew_certificate import renewed, with_renewed
from bot.claim import AlreadyRunning
from bot.clock import SystemClock
from bot.commands.clocks import now_beside
from bot.commands.options import add_places, on_store, present, settings
from bot.commands.reader import tell, told
from bot.commands.reminders import reminders
from domain.refusal import Refusal
from domain.school import School
from storage import Store, Transaction
from storage.erasure import Erasure
from storage.history import History
from storage.look import reading
from storage.store import FILE
from storage.workbook import Workbook, read_workbook
from words import _
from words.sentence import Sentence

IN_THE_CHAT = _("{already}\n改名单也可以不停机器人:管全校的管理员把工作簿发给机器人,看过再点「照这个改」。")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("import", help=tell("导入改过的工作簿: 先看会改什么,加 --yes 才改"))
    parser.add_argument("workbook", type=Path, metavar="school.xlsx")
    parser.add_argument("--yes", action="store_true", help=tell("照着改"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    workbook = read_workbook(args.workbook)
    before, found = _keep(config.data, workbook) if args.yes else _show(config.data, workbook)
    notes = [tell("提醒 {line}", line=line) for line in reminders(workbook.school, before)]
    notes += [tell("提醒 {name}: 太大,机器人不用它,没有保存,导出时不会有", name=name) for name in workbook.too_long]
    notes += [tell("提醒 工作簿里有宏: 不运行,也不保存,导出时不会有")] if workbook.macros else []
    print("\n".join((*map(told, found.lines()), *notes)) if found else tell("工作簿和现在的数据一样,没有要改的"))
    if found:
        print(tell("已经导入。") if args.yes else tell("还什么都没改。确认后在命令后面加上 --yes 再运行一次。"))
    return 0


def _show(folder: Path, workbook: Workbook) -> tuple[School, Changes]:
    """What there is, and what would change; may be asked while the bot runs. Refuses what `--yes` would."""
    before, seen = present(folder)
    with reading(folder / FILE) as connection:
        history = History(connection)
        check_erased(Erasure(connection, history).erased(), workbook.school)
        after = with_renewed(workbook.school, renewed(history))
    return before, preview(before, after, seen.decided, SystemClock().now(), workbook.seen)[0]


def _keep(folder: Path, workbook: Workbook) -> tuple[School, Changes]:
    def take(tx: Transaction) -> tuple[School, Changes]:
        if not tx.school.imported():
            raise Refusal("school.missing")
        before = tx.school.listed()
        return before, import_workbook(tx, now_beside(tx), workbook)

    async def keep(store: Store) -> tuple[School, Changes]:
        return await store.run(take)

    if not folder.is_dir():
        raise Refusal("school.missing")
    try:
        return on_store(folder, keep)
    except AlreadyRunning as error:
        raise AlreadyRunning(Sentence(IN_THE_CHAT, already=error.args[0])) from None
