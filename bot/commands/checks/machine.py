"""The machine: who can read the token, whose the data folder is, how much room there is, how old the backup is."""

import os
import pwd
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import gaierror

import orjson

from actions.backup import TOO_OLD
from bot.commands.checks.line import Line, good, to_know, wrong
from bot.commands.reader import Reader, tell, told
from bot.settings import FILE, Config, ConfigError, Monitor
from bot.wire import is_this_machine
from storage.backups import backups_in
from storage.store import FILE as DATABASE
from words import listed

GB = 1 << 30
LEAST_FREE = 1 * GB
"""Bytes: photos of a month and a backup."""
A_LITTLE = timedelta(minutes=1)
"""By which times of files and the clock may differ; our own judgement."""


def written_down(file: Path | None) -> Line:
    """Whether there are settings at all: without a file everything has its default, which is rarely meant."""
    if file is None and not Path(FILE).exists():
        return to_know(tell("机器设置: 这里没有 {file},全按默认;要改先运行: cp config.example.toml {file}", file=FILE))
    return good(tell("机器设置: 能读"))


def token(config: Config) -> Line:
    try:
        return Line(bool(config.token), tell("令牌: 有"))
    except ConfigError as error:
        return wrong(tell("令牌: {fault}", fault=told(error.faults[0])))


def secrecy(config: Config, file: Path | None) -> Iterator[Line]:
    """Whoever can read the token is the bot; whoever can read the data reads what people said."""
    settings = (file or Path(FILE)).absolute()
    beside = settings.parent / config.telegram.token_file
    holding = [path for path in (settings, beside) if path.is_file() and _says(path, config.telegram.token)]
    for path in (*holding, config.data):
        if path.exists() and path.stat().st_mode & stat.S_IRWXO:
            yield to_know(tell("保密: 这台机器上谁都能读 {path},请运行: chmod o-rwx {path}", path=path))


def _says(file: Path, token: str) -> bool:
    try:
        return bool(token) and token in file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False


def watched(config: Config) -> Iterator[Line]:
    """Who can look at /health and /metrics; nothing where no port is named."""
    where = config.monitor
    if where.port and not is_this_machine(f"http://{where.host}"):
        yield to_know(
            tell(
                "监控口: {host}:{port} 从别的机器也看得到,没有密码;请用防火墙只让看的那台进来,或把 host 改回 127.0.0.1",
                host=where.host,
                port=where.port,
            )
        )
    if where.port and _is_anothers(where):
        yield wrong(
            tell(
                "监控口: {host}:{port} 被别的程序占着,机器人开不了 /health 和 /metrics(别的照常);"
                "请停掉那个程序(半分钟内自己接上),或换 monitor.port 再重启机器人",
                host=where.host,
                port=where.port,
            )
        )


def _is_anothers(where: Monitor) -> bool:
    """Whether somebody listens there who does not answer as a bot does."""
    try:
        with closing(HTTPConnection(where.host, where.port, timeout=3)) as there:
            there.request("GET", "/health")
            return "well" not in orjson.loads(there.getresponse().read())
    except (ConnectionRefusedError, gaierror):
        return False
    except (OSError, HTTPException, orjson.JSONDecodeError):
        return True


def folder(path: Path) -> Iterator[Line]:
    if owner := owned_by_another(path):
        yield to_know(
            tell(
                "数据文件夹: 是 {owner} 的,你现在是 {user},写出来的文件它会动不了;命令请写成: sudo -u {owner} "
                ".venv/bin/python -m bot …",
                owner=owner,
                user=_name(os.geteuid()),
            )
        )
    yield from _strangers(path)
    try:
        with tempfile.TemporaryFile(dir=path):
            yield good(tell("数据文件夹: {path} 能写", path=path))
    except FileNotFoundError:
        yield wrong(tell("数据文件夹: 没有 {path},请先运行: python -m bot init 工作簿.xlsx", path=path))
        return
    except OSError as error:
        yield wrong(
            tell(
                "数据文件夹: {path} 不能写({strerror}),请把它的主人改成运行机器人的用户",
                path=path,
                strerror=error.strerror,
            )
        )
    free = shutil.disk_usage(path).free
    if free >= LEAST_FREE:
        yield good(tell("磁盘: 还有{free:.1f}GB", free=free / GB))
    else:
        least = LEAST_FREE / GB
        yield wrong(tell("磁盘: 还有{free:.1f}GB,不到{least:g}GB,请清出地方", free=free / GB, least=least))


def _strangers(folder: Path) -> Iterator[Line]:
    """Files that somebody else, mostly root, left in the bot's folder: the bot cannot open them."""
    if not folder.is_dir():
        return
    files = sorted(it for it in folder.glob(f"{DATABASE}*") if it.stat().st_uid != folder.stat().st_uid)
    if files:
        names, whose = listed([it.name for it in files], Reader.say), owner_of(folder)
        yield wrong(
            tell(
                "数据文件夹: 里面的 {names} 是 {owner} 的,文件夹是 {whose} 的,机器人可能打不开;请运行: sudo "
                "chown -R {whose} {folder}",
                names=names,
                owner=owner_of(files[0]),
                whose=whose,
                folder=folder,
            )
        )


def owner_of(path: Path) -> str:
    return _name(path.stat().st_uid)


def owned_by_another(path: Path) -> str | None:
    """Whose the folder is when root is at work in it: files that root leaves there are closed to its owner."""
    if os.geteuid() != 0 or not path.is_dir() or (owner := path.stat().st_uid) == 0:
        return None
    return _name(owner)


def backup(path: Path, data: Path, now: datetime) -> Iterator[Line]:
    """Something to know on the first day, when there has been no night yet."""
    found = backups_in(path, now)
    if not found:
        yield to_know(tell("备份: 还没有,今夜 04:10 会做第一份;也可以现在做: python -m bot backup"))
    else:
        yield _newest([(it.folder.name, it.made_at) for it in found], now)
    if path.is_dir() and path.stat().st_dev == data.stat().st_dev:
        yield to_know(tell("备份: 和数据在同一块盘上,盘坏了一起没;请把 backup.folder 写成另一块盘上的文件夹"))


def _newest(found: list[tuple[str, datetime]], now: datetime) -> Line:
    name, made_at = found[-1]
    age = now - made_at
    if age < -A_LITTLE:
        return wrong(
            tell("备份: 只有 {name},写的时间比现在还晚,靠不住。请看看时钟,再运行: python -m bot backup", name=name)
        )
    if age > TOO_OLD:
        return wrong(tell("备份: 最近一份是{days}天前的,请看看磁盘,再运行: python -m bot backup", days=age.days))
    late = sum(at > now for _, at in found)
    said = tell("备份: {count}份,最近一份 {name}", count=len(found), name=name)
    if not late:
        return good(said)
    return to_know(tell("{said};{late}份写的时间比现在还晚,当成最旧的,请看看时钟", said=said, late=late))


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
