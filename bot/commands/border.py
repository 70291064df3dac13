"""The border of the command line: every error becomes what a person can read, once."""

import errno
import logging
import secrets
import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from actions.import_school import RosterClash
from bot.claim import AlreadyRunning, WrongKind
from bot.commands.reader import Reader, tell, told
from bot.settings import ConfigError
from bot.tracebacks import story
from domain.refusal import Refusal
from storage.damage import Damaged, NotKept, in_kind
from storage.migrate import Newer, NotMigrated, NotOurs
from storage.store import HalfRestored
from storage.workbook import WorkbookErrors
from words import _, listed

LOG = logging.getLogger(__name__)
MOST_FAULTS = 40
"""Lines; our own judgement: more than a screen nobody mends in one go."""
ITEMS = {"ticket": _("{number}号单"), "alarm": _("警报{number}")}
REASONS: Mapping[int, str] = {
    errno.EACCES: _("没有权限"),
    errno.EPERM: _("没有权限"),
    errno.EROFS: _("磁盘是只读的"),
    errno.ENAMETOOLONG: _("名字太长"),
    errno.ENOENT: _("没有这个文件或文件夹"),
    errno.EEXIST: _("那里已经有一个文件,不是文件夹"),
    errno.EISDIR: _("这是文件夹"),
    errno.ENOTDIR: _("路径里有一段不是文件夹"),
}
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
SPEAK_FOR_THEMSELVES = (Damaged, HalfRestored, AlreadyRunning, WrongKind, Newer, NotMigrated, NotOurs)
REFUSALS: Mapping[str, str] = {
    "school.missing": _("还没有学校的数据,请先运行: python -m bot init 工作簿.xlsx"),
    "school.exists": (
        _(
            "这个数据文件夹已经初始化过了。更新名单请用: python -m bot import 工作簿.xlsx;补发链接请用:"
            " python -m bot invite 姓名"
        )
    ),
    "database.older": _("数据库是旧版程序建的,请先启动一次机器人(会先备份再升级),或加 --yes 直接导入"),
    "out.ours": _("「{path}」是机器人自己放数据的地方,请写到别处"),
    "out.folder": _("「{path}」是文件夹,请在后面写上文件名"),
    "out.special": _("「{path}」不是普通文件,不能写"),
    "out.suffix": _("「{path}」不是 {suffix} 文件的名字,文件名要以 {suffix} 结尾"),
    "out.no_folder": _("没有「{folder}」这个文件夹,请先建好"),
    "out.exists": _("已经有「{path}」了,换个名字,或加 --overwrite"),
    "draws.key_there": _("钥匙还在({path})。换了它,封着的日子就拆不开了;真要换,先把它挪走"),
    "anchor.unclear": _("看不懂「{said}」:请照抄日报最后一行,或写成 条数:校验码"),
    "backup.running": _("「{path}」里另一份备份还没做完,请等一会儿再试"),
    "backup.no_room": _("「{path}」放不下:还剩{free:,}MB,要{needs:,}MB,请清出地方或换一块磁盘"),
    "restore.occupied": _("{path} 里已经有数据;要用备份换掉它,请加 --replace(原来的会挪到一边,不会删)"),
    "restore.not_sound": _("这份备份有不对的地方,没有用它。看是哪里: python -m bot verify {path};换一份,或加 --anyway"),
    "backup.in_the_data": _(
        "「{path}」就是数据文件夹,备份会和正在用的照片混在一起。请换一个文件夹,例如 {path}/backups"
    ),
    "backup.manifest": _("「{path}」的 manifest.json 读不懂,坏了或被改过。请换一份备份"),
    "backup.none": _("「{path}」里没有备份:要有 manifest.json 和 zhiqin.db"),
    "posters.which": _("请写出要换码的地点,例如: python -m bot posters 海报.pdf 消防通道 --renew"),
    "posters.no_bot": _("二维码条上要有机器人的用户名,请加 --bot-name NAME,或写进 config.toml 的 [bot] name"),
    "posters.wall_alone": _("--wall 是全校的一张,后面不写地点和姓名;给人印二维码条请用 --invites"),
    "posters.all_bound": _(
        "每个人都绑了手机。要重发,请在后面写姓名,例如: python -m bot posters 条.pdf 雷振山 --invites"
    ),
    "rooms.none": _("工作簿里没有教工寝室(宿舍表,类型写「教工」)"),
    "rooms.unknown": _("没有教工寝室「{room}」,请写宿舍表里的编码或地点的名称"),
    "rooms.not_yet": _("值日表还没有排好。机器人运行起来一分钟内会排三十天: python -m bot run,再来打印"),
    "rooms.no_days": _("这三十天里没有要签字的日子(看计划表里执行写 room_member 的,和校历)"),
    "place.unknown": _("没有地点「{place}」,请写地点表里的编码或名称"),
    "summary.no_term": _("校历里没有这一天之前开始的学期,请在工作簿的「校历」里写上"),
    "summary.too_early": _("那段时间从{first}开始,还没到"),
    "person.unknown": _("没有找到「{person}」{meant}"),
    "person.several": _("「{person}」不止一个人,请写编号:\n{people}"),
    "erase.by_whom": _("注销要有一位管理员确认,请加 --by 姓名"),
    "erase.may_not": _("{name}不能确认:要有「管理人员」权限,而且不是本人"),
    "erase.in_service": _("{name}还在岗。先在工作簿里改成离职再导入;一定要现在注销,请加 --even-in-service"),
    "erase.open": _("{name}还有没办完的:{items}。办完、撤回或改派以后再注销"),
    "person.erased": _("{people}已经注销,编号不能再用:请在工作簿里删掉这一行,新来的人用新编号"),
    "invitation.no_phone": _("{post}没有岗位机(岗位表的「岗位机」一列),不能发链接"),
    "invitation.left": _("{name}已经离职,不能发链接"),
}
"""What the commands refuse, in words; `meant` and `people` are prepared by the command."""


def in_one_sentence(error: Exception) -> str:
    match error:
        case WorkbookErrors():
            return _faults(error)
        case RosterClash():
            return _clashes(error)
        case Refusal() if error.about in REFUSALS:
            return tell(REFUSALS[error.about], **{"meant": "", **_named(error.facts)})
        case OSError() if error.errno in NO_ROOM:
            if not error.filename:
                return tell("磁盘满了,没有写成。请清出地方再运行一次")
            return tell("磁盘满了,没有写成「{file}」。请清出地方再运行一次", file=error.filename)
        case OSError():
            why = tell(REASONS.get(error.errno or 0) or error.strerror or str(error))
            return tell("「{file}」读写不了: {why}", file=error.filename or tell("文件"), why=why)
        case NotKept() if "full" in str(error):
            return tell("磁盘满了,什么也没有改。请清出地方再运行一次")
        case NotKept():
            return tell("数据库打不开、写不了({error})。请看看数据文件夹是谁的、能不能写,磁盘是不是只读", error=error)
        case sqlite3.DatabaseError() if isinstance(in_kind(error), Damaged):
            return told(in_kind(error).args[0])
        case sqlite3.DatabaseError():
            return tell("数据库用不了({error}),请运行: python -m bot check", error=error)
    if isinstance(error, ConfigError):
        return "\n".join(map(told, error.faults))
    if isinstance(error, SPEAK_FOR_THEMSELVES):
        return told(error.args[0])
    return _a_bug(error)


def _named(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts, tickets and alarms among them by the names that people know."""
    if "items" not in facts:
        return facts
    kinds = (item.partition(":") for item in facts["items"].split("、"))
    return {**facts, "items": listed([tell(ITEMS[kind], number=number) for kind, _, number in kinds], Reader.say)}


def _clashes(error: RosterClash) -> str:
    lines = [f"  {row['day']} {row['shift']}: {row['at']} {row['by']}{_said(row)}" for row in error.said[:MOST_FAULTS]]
    return "\n".join(
        [
            tell("值班表里有{count}处,工作簿改了,手机上也改了,什么也没有导入:", count=len(error.said)),
            *lines,
            tell("请先导出(python -m bot export),在新的工作簿里改"),
        ]
    )


def _said(row: Mapping[str, str]) -> str:
    words = (
        _("把{out}换成{come}") if row["out"] and row["come"] else _("让{out}不上") if row["out"] else _("加上{come}")
    )
    what = tell(words, out=row["out"], come=row["come"])
    return tell("撤回了「{what}」", what=what) if row["undone"] else what


def _faults(error: WorkbookErrors) -> str:
    """A count and a line each, so that a column filled in wrongly does not push the first line off the screen."""
    lines = [told(fault.sentence) for fault in error.faults[:MOST_FAULTS]]
    if len(error.faults) > MOST_FAULTS:
        lines.append(tell("还有{count}处", count=len(error.faults) - MOST_FAULTS))
    if len(error.faults) > 1:
        lines.append(tell("共{count}处要改,什么也没有导入", count=len(error.faults)))
    return "\n".join(lines)


def _a_bug(error: Exception) -> str:
    """An id for the person, the story for whoever mends it: handed on, so without what stands in cells and messages."""
    error_id = secrets.token_hex(3)
    LOG.debug("command.bug error_id=%s", error_id, exc_info=error)
    written = Path(tempfile.gettempdir()) / f"zhiqin-{error_id}.txt"
    try:
        written.write_text(story(error), encoding="utf-8")
    except OSError:
        return tell("程序出错了(错误号 {error_id}),磁盘满了,经过没有写下来。请清出地方再运行一次", error_id=error_id)
    return tell("程序出错了(错误号 {error_id}),请把 {file} 交给维护的人", error_id=error_id, file=written)
