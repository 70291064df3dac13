"""The work: is the bot at it, whom can it not reach, are the groups bound and the key of the draws there."""

import stat
from collections.abc import Iterator
from datetime import timedelta

from actions.draw_days import KEY, good_key
from actions.group_links import STAFF_GROUP
from bot.clock import SystemClock
from bot.commands.checks.line import Line, good, some, to_know, wrong
from bot.commands.reader import tell, told
from bot.health import SILENT, troubles
from bot.settings import Config
from domain.draw_plans import is_drawn
from domain.escalation import MANAGERS_GROUP
from domain.school import School
from domain.spans import DAY, HOUR, MINUTE
from storage import Transaction
from storage.draw_key import FILE as KEY_FILE
from storage.look import reading
from storage.pulse import Pulse, pulse
from storage.store import FILE
from words import _


def lines(config: Config, school: School) -> Iterator[Line]:
    """Of a database of this version that holds a school. Looks from beside, so it may be asked while the bot runs."""
    if (felt := pulse(config.data, SystemClock().now())) is not None:
        yield from _at_work(config, felt)
    with reading(config.data / FILE) as connection:
        tx = Transaction(connection)
        yield from _operator(tx, config.people.operator)
        yield from _lost(tx, school)
        yield from _groups(tx, school)
        yield from _key(tx, config, school)


def _at_work(config: Config, felt: Pulse) -> Iterator[Line]:
    if felt.polled is None:
        yield to_know(tell("上岗: 还没有上过岗;都好了就运行: python -m bot run"))
        return
    silent = max(felt.taken - felt.polled, timedelta())
    if silent > SILENT:
        yield to_know(tell("上岗: 没在跑,最近一次收到 Telegram 的回答是{span}前", span=_ago(silent)))
        return
    yield good(tell("上岗: 在跑,收得到 Telegram 的回答"))
    yield from (wrong(tell("上岗: {trouble}", trouble=told(trouble.says))) for trouble in troubles(felt, config.data))


def _ago(time: timedelta) -> str:
    units = ((DAY, _("{count}天")), (HOUR, _("{count}小时")), (MINUTE, _("{count}分钟")))
    return next(tell(words, count=time // unit) for unit, words in units if time >= unit)


def _operator(tx: Transaction, operator: str) -> Iterator[Line]:
    if not operator:
        return
    if operator not in tx.school.people:
        yield wrong(
            tell("people.operator: 人员表里没有「{operator}」,机器出了毛病没人知道;请写编号,或留空", operator=operator)
        )
    elif operator not in tx.accounts.bound():
        yield to_know(
            tell("people.operator: 「{operator}」还没有账号,在那以前告诉每个能管理人员的人", operator=operator)
        )


def _lost(tx: Transaction, school: School) -> Iterator[Line]:
    bound = tx.accounts.bound() | tx.accounts.bound_posts()
    names = {person.id: person.name for person in school.people} | {post.code: post.name for post in school.posts}
    lost = [names.get(whose, whose) for whose, user in bound.items() if tx.accounts.is_unreachable(user)]
    if lost:
        yield to_know(
            tell("收不到: {names}停用了机器人,什么也收不到;请当面问一下({count}人)", names=some(lost), count=len(lost))
        )


def _groups(tx: Transaction, school: School) -> Iterator[Line]:
    called = any(rung.target == MANAGERS_GROUP for rung in school.rungs)
    if called and not tx.groups.bound(MANAGERS_GROUP):
        yield to_know(tell("群: 管理群还没有绑,升级链叫它的时候没人听;管理员给机器人发 /group,点链接选群"))
    if any(is_drawn(plan) for plan in school.plans) and not tx.groups.bound(STAFF_GROUP):
        yield to_know(tell("群: 职工群还没有绑,抽检的封条没处贴;管理员给机器人发 /group 职工群,点链接选群"))


def _key(tx: Transaction, config: Config, school: School) -> Iterator[Line]:
    """Lost or another one stops the draws; readable by others, what is to come is no secret."""
    file = config.data / KEY_FILE
    made_before = bool(tx.history.last(KEY, ("draws.key",)))
    if tx.draws.key() is None and (made_before or file.exists()):
        yield wrong(
            tell("抽检钥匙: {file} 没有或坏了,抽检停着;抄过一份的放回去,没有的运行: python -m bot draw-key", file=file)
        )
    elif good_key(tx) is None and made_before:
        yield wrong(
            tell(
                "抽检钥匙: {file} 不是封存时用的那把,抽检停着;请换回原来那把,找不到就删掉它再运行: python "
                "-m bot draw-key",
                file=file,
            )
        )
    elif file.exists() and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield to_know(tell("抽检钥匙: 别人也能读,能算出以后抽谁;请运行: chmod 600 {file}", file=file))
    elif file.exists():
        yield good(tell("抽检钥匙: 有;备份里没有它,请另外抄一份锁好"))
    elif any(is_drawn(plan) for plan in school.plans):
        yield to_know(tell("抽检钥匙: 还没有,上岗的时候会做一把"))
