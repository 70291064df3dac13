"""`check`: is everything there that the bot needs; each line ✓ or ✗ with what to do."""

import argparse
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.commands.options import add_places, settings
from bot.settings import Config, ConfigError
from domain.people import Phone, Presence
from domain.school import School
from storage.look import Look, look

GB = 1 << 30
LEAST_FREE = 1 * GB
"""Bytes: photos of a month and a backup."""
MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Line:
    holds: bool
    says: str

    def __str__(self) -> str:
        return f"{'✓' if self.holds else '✗'} {self.says}"


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
    yield _token(config)
    yield from _folder(config.data)
    yield from _database(config.data)


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


def _database(folder: Path) -> Iterator[Line]:
    try:
        seen = look(folder, thorough=True)
    except sqlite3.DatabaseError as error:
        yield Line(False, f"数据库: 打不开({error}),请从备份恢复")
        return
    if seen is None:
        yield Line(False, "数据库: 还没有,请先运行: python -m bot init 工作簿.xlsx")
        return
    yield _version(seen)
    faults = "、".join(seen.faults[:3])
    yield Line(not seen.faults, f"数据库: 坏了({faults}),请从备份恢复" if faults else "数据库: 完好")
    if seen.school:
        yield from _school(seen.school, seen.bound)
    elif seen.version == seen.newest:
        yield Line(False, "工作簿: 还没有导入,请先运行: python -m bot init 工作簿.xlsx")


def _version(seen: Look) -> Line:
    if seen.version == seen.newest:
        return Line(True, f"数据库版本: {seen.version}")
    older = "比程序旧,下次启动时会先备份再升级" if seen.version < seen.newest else "比程序新,请换上新版程序"
    return Line(seen.version < seen.newest, f"数据库版本: {seen.version},{older}")


def _school(school: School, bound: frozenset[str]) -> Iterator[Line]:
    counts = {"人员": school.people, "地点": school.places, "派单": school.dispatch, "升级链": school.rungs}
    empty = "、".join(name for name, rows in counts.items() if not rows)
    shown = "、".join(f"{name}{len(rows)}" for name, rows in counts.items())
    yield Line(not empty, f"工作簿: {empty}是空的,请重新导入" if empty else f"工作簿: {shown}")
    without = [
        person
        for person in school.people
        if person.phone is Phone.OWN and person.presence is not Presence.LEFT and person.id not in bound
    ]
    names = "、".join(person.name for person in without[:MOST_NAMES]) + ("等" if len(without) > MOST_NAMES else "")
    advice = f"还有{len(without)}人没有({names}),请运行: python -m bot invite --all-unbound"
    yield Line(not without, f"账号: {advice}" if without else "账号: 用自己手机的人都有")
