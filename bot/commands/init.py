"""`init school.xlsx`: makes the data folder, takes the school in, prints a link for each manager."""

import argparse
from datetime import datetime
from pathlib import Path

from actions.import_school import import_workbook
from actions.invitations import invite
from bot.clock import SystemClock
from bot.commands import links
from bot.commands.options import add_places, name_of_bot, on_store, settings
from bot.commands.reader import tell
from bot.commands.reminders import reminders
from domain.people import Person, is_manager
from domain.refusal import Refusal
from domain.school import School
from storage import Store, Transaction
from storage.draw_key import make_key
from storage.workbook import Workbook, read_workbook


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("init", help=tell("第一次: 导入工作簿,给每个管理员一个链接"))
    parser.add_argument("workbook", type=Path, metavar="school.xlsx")
    parser.add_argument("--bot-name", default="", metavar="NAME", help=tell("机器人的用户名,链接里用"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    config = settings(args)
    workbook = read_workbook(args.workbook)
    school = workbook.school
    managers = managers_of(school)
    tokens = links.tokens_for(managers)
    bot = name_of_bot(args, config)

    async def keep(store: Store) -> None:
        await store.run(begin, SystemClock().now(), workbook, tokens)

    on_store(config.data, keep)
    make_key(config.data)
    counts = tell(
        "人员{people}、地点{places}、值班表{roster}行",
        people=len(school.people),
        places=len(school.places),
        roster=len(school.roster),
    )
    print(tell("{school}: {counts},已导入", school=school.settings.school, counts=counts))
    plans = len(school.plans)
    if plans:
        trial = sum(plan.trial for plan in school.plans)
        print(
            tell(
                "计划{plans}个: {chased}个到时催办,{trial}个试行(只记录,管理员打开后才催)",
                plans=plans,
                chased=plans - trial,
                trial=trial,
            )
        )
    for line in reminders(school):
        print(tell("提醒 {line}", line=line))
    print(tell("管理员{count}人。{how}", count=len(managers), how=links.explanation(bot)))
    print("\n".join(links.lines(managers, tokens, bot)))
    return 0


def managers_of(school: School) -> tuple[Person, ...]:
    roles = {role.code: role for role in school.roles}
    return tuple(person for person in school.people if is_manager(person, roles))


def begin(tx: Transaction, now: datetime, workbook: Workbook, tokens: dict[str, str]) -> None:
    """The school and its first invitations, together or not at all. Raises Refusal when there is a school."""
    if tx.school.imported():
        raise Refusal("school.exists")
    import_workbook(tx, now, workbook)
    for person_id, token in tokens.items():
        invite(tx, now, person_id, token)
