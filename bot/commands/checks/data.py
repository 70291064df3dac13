"""The database: whether it opens, is whole, is of this version, and holds a school."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bot.commands.checks import school, work
from bot.commands.checks.line import Line, to_know, wrong
from bot.commands.checks.machine import owner_of
from bot.commands.clocks import behind_the_records
from bot.commands.reader import Reader, tell, told
from bot.commands.reminders import reminders
from bot.settings import Config
from storage.damage import NotKept, in_kind
from storage.look import Look, look
from storage.store import FILE, HalfRestored
from words import listed


def lines(config: Config) -> Iterator[Line]:
    try:
        seen = look(config.data, thorough=True)
    except HalfRestored as error:
        yield wrong(tell("数据库: {error}", error=told(error.args[0])))
        return
    except sqlite3.DatabaseError as error:
        yield _closed(config.data / FILE, error)
        return
    if seen is None:
        yield wrong(tell("数据库: 还没有,请先运行: python -m bot init 工作簿.xlsx"))
        return
    yield _version(seen)
    faults = listed(seen.faults[:3], Reader.say)
    yield Line(
        not seen.faults, tell("数据库: 坏了({faults}),请从备份恢复", faults=faults) if faults else tell("数据库: 完好")
    )
    if seen.newest_record and (behind := behind_the_records(seen.newest_record)):
        yield wrong(tell("时钟: {behind}", behind=behind))
    if seen.school:
        yield from school.filled(seen.school)
        yield from school.phones_of_people(seen.school, seen.bound)
        yield from school.phones_of_posts(seen.school, seen.phones)
        yield from school.trials(seen.school, seen.switches)
        yield from (to_know(line) for line in reminders(seen.school))
        yield from work.lines(config, seen.school)
    elif seen.version == seen.newest:
        yield wrong(tell("工作簿: 还没有导入,请先运行: python -m bot init 工作簿.xlsx"))


def _closed(file: Path, error: sqlite3.DatabaseError) -> Line:
    """Restoring is for a file that is damaged; one that may not be read wants another owner, and loses nothing."""
    if not isinstance(in_kind(error), NotKept):
        return wrong(tell("数据库: 打不开({error}),请从备份恢复", error=error))
    return wrong(
        tell(
            "数据库: 打不开({error})。不一定坏了,先别恢复备份:{file} 是 {owner} 的,请看看运行机器人的用户能不能读写"
            "它和数据文件夹",
            error=error,
            file=file,
            owner=owner_of(file),
        )
    )


def _version(seen: Look) -> Line:
    if seen.version == seen.newest:
        return Line(True, tell("数据库版本: {version}", version=seen.version))
    if seen.version < seen.newest:
        return Line(True, tell("数据库版本: {version},比程序旧,下次启动时会先备份再升级", version=seen.version))
    return wrong(tell("数据库版本: {version},比程序新,请换上新版程序", version=seen.version))
