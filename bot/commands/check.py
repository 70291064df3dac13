"""`check`: is everything there that the bot needs; each line ✓, ✗ with what to do, or ! for what to know."""

import argparse
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from actions.backup import TOO_OLD
from bot.clock import SystemClock
from bot.commands.clocks import behind_the_records, beside_telegram
from bot.commands.options import add_places, settings
from bot.commands.reminders import reminders
from bot.settings import Config, ConfigError
from domain.people import Phone, Presence
from domain.plans import Switch
from domain.school import School
from storage.backups import backups_in
from storage.look import Look, look
from storage.store import FILE, HalfRestored

GB = 1 << 30
LEAST_FREE = 1 * GB
"""Bytes: photos of a month and a backup."""
MOST_NAMES = 8
A_LITTLE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Line:
    """`to_know` is what stops nothing, but somebody should know."""

    holds: bool
    says: str
    to_know: bool = False

    def __str__(self) -> str:
        return f"{'!' if self.to_know else '✓' if self.holds else '✗'} {self.says}"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("check", help="检查设置、数据和名单")
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 when a line is ✗."""
    sound = True
    for line in _lines(args):
        print(line)
        sound = sound and line.holds
    return 0 if sound else 1


def _lines(args: argparse.Namespace) -> Iterator[Line]:
    try:
        config = settings(args)
    except ConfigError as error:
        yield Line(False, f"机器设置: {error}")
        return
    yield Line(True, "机器设置: 能读")
    yield (token := _token(config))
    if token.holds and (found := beside_telegram(config)) is not None:
        yield Line(found[1] is not False, f"时钟: {found[0]}", to_know=found[1] is None)
    yield from _folder(config.data)
    yield from _database(config.data)
    if config.backup.keep and (config.data / FILE).exists():
        yield _backup(config.backup_folder, SystemClock().now())


def _token(config: Config) -> Line:
    try:
        return Line(bool(config.token), "令牌: 有")
    except ConfigError as error:
        return Line(False, f"令牌: {error}")


def _folder(folder: Path) -> Iterator[Line]:
    try:
        with tempfile.TemporaryFile(dir=folder):
            yield Line(True, f"数据文件夹: {folder} 能写")
    except FileNotFoundError:
        yield Line(False, f"数据文件夹: 没有 {folder},请先运行: python -m bot init 工作簿.xlsx")
        return
    except OSError as error:
        yield Line(False, f"数据文件夹: {folder} 不能写({error.strerror}),请把它的主人改成运行机器人的用户")
    free = shutil.disk_usage(folder).free
    advice = "" if free >= LEAST_FREE else f",不到{LEAST_FREE / GB:g}GB,请清出地方"
    yield Line(free >= LEAST_FREE, f"磁盘: 还有{free / GB:.1f}GB{advice}")


def _backup(folder: Path, now: datetime) -> Line:
    """Something to know on the first day, when there has been no night yet."""
    found = backups_in(folder, now)
    if not found:
        return Line(True, "备份: 还没有,今夜 04:10 会做第一份;也可以现在做: python -m bot backup", to_know=True)
    age = now - found[-1].made_at
    if age < -A_LITTLE:
        dated = found[-1].folder.name
        return Line(False, f"备份: 只有 {dated},写的时间比现在还晚,靠不住。请看看时钟,再运行: python -m bot backup")
    if age > TOO_OLD:
        return Line(False, f"备份: 最近一份是{age.days}天前的,请看看磁盘,再运行: python -m bot backup")
    late = sum(it.made_at > now for it in found)
    doubt = f";{late}份写的时间比现在还晚,当成最旧的,请看看时钟" if late else ""
    return Line(True, f"备份: {len(found)}份,最近一份 {found[-1].folder.name}{doubt}", to_know=bool(late))


def _database(folder: Path) -> Iterator[Line]:
    try:
        seen = look(folder, thorough=True)
    except HalfRestored as error:
        yield Line(False, f"数据库: {error}")
        return
    except sqlite3.DatabaseError as error:
        yield Line(False, f"数据库: 打不开({error}),请从备份恢复")
        return
    if seen is None:
        yield Line(False, "数据库: 还没有,请先运行: python -m bot init 工作簿.xlsx")
        return
    yield _version(seen)
    faults = "、".join(seen.faults[:3])
    yield Line(not seen.faults, f"数据库: 坏了({faults}),请从备份恢复" if faults else "数据库: 完好")
    if seen.newest_record and (behind := behind_the_records(seen.newest_record)):
        yield Line(False, f"时钟: {behind}")
    if seen.school:
        yield from _school(seen.school, seen.bound)
        yield from _phones(seen.school, seen.phones)
        yield from _trials(seen.school, seen.switches)
        yield from (Line(True, line, to_know=True) for line in reminders(seen.school))
    elif seen.version == seen.newest:
        yield Line(False, "工作簿: 还没有导入,请先运行: python -m bot init 工作簿.xlsx")


def _version(seen: Look) -> Line:
    if seen.version == seen.newest:
        return Line(True, f"数据库版本: {seen.version}")
    older = "比程序旧,下次启动时会先备份再升级" if seen.version < seen.newest else "比程序新,请换上新版程序"
    return Line(seen.version < seen.newest, f"数据库版本: {seen.version},{older}")


def _school(school: School, bound: frozenset[str]) -> Iterator[Line]:
    needed = {"人员": school.people, "地点": school.places, "派单": school.dispatch, "升级链": school.rungs}
    more = {"检查表": school.checklists, "计划": school.plans, "值班表": school.roster, "宿舍": school.dorms}
    empty = "、".join(name for name, rows in needed.items() if not rows)
    shown = "、".join(f"{name}{len(rows)}" for name, rows in (needed | more).items() if rows)
    yield Line(not empty, f"工作簿: {empty}是空的,请重新导入" if empty else f"工作簿: {shown}")
    without = [
        person
        for person in school.people
        if person.phone is Phone.OWN and person.presence is not Presence.LEFT and person.id not in bound
    ]
    names = "、".join(person.name for person in without[:MOST_NAMES]) + ("等" if len(without) > MOST_NAMES else "")
    advice = f"还有{len(without)}人没有({names}),请运行: python -m bot invite --all-unbound"
    yield Line(not without, f"账号: {advice}" if without else "账号: 用自己手机的人都有")


def _phones(school: School, bound: frozenset[str]) -> Iterator[Line]:
    """Whoever works with the phone of a post is reached through it."""
    posts = [post for post in school.posts if post.phone]
    through = sum(p.phone is Phone.POST and p.presence is not Presence.LEFT for p in school.people)
    if not posts:
        if through:
            yield Line(True, f"岗位机: {through}人用岗位机,岗位表里一部也没有", to_know=True)
        return
    without = [f"{post.code} {post.name}" for post in posts if post.code not in bound]
    if not without:
        yield Line(True, f"岗位机: {len(posts)}部都有账号,{through}人用它们")
        return
    names = "、".join(without[:MOST_NAMES]) + ("等" if len(without) > MOST_NAMES else "")
    yield Line(True, f"岗位机: {len(without)}部还没有账号({names}),{through}人靠岗位机收消息", to_know=True)


def _trials(school: School, switches: Mapping[str, Switch]) -> Iterator[Line]:
    states = [switches.get(plan.code, Switch.TRIAL) for plan in school.plans]
    trial, paused = states.count(Switch.TRIAL), states.count(Switch.PAUSED)
    if trial or paused:
        off = "、".join(
            f"{count}个{word}" for count, word in ((trial, "试行(只记录不催办)"), (paused, "暂停")) if count
        )
        yield Line(True, f"计划: {len(states)}个里{off},由管理员在机器人里打开", to_know=True)
