"""What whoever looks after the machine reads of its backups, and everybody after a restore."""

from collections.abc import Mapping

from handlers.news.message import Facts, Message, Wording
from words import Say, _

WHY: Mapping[str, str] = {
    "backup.no_room": _("放备份的磁盘满了,请清出地方。"),
    "backup.running": _("另一份备份还没做完。"),
    "backup.damaged": _("数据库坏了,请马上停机,用备份恢复。"),
    "backup.in_the_data": _("config.toml 的 [backup] folder 写的就是数据文件夹,请换一个。"),
    "backup.manifest": _("刚做的备份读不出来,请看看磁盘。"),
    "backup.none": _("刚做的备份不见了,请看看磁盘。"),
    "backup.unwritable": _("放备份的文件夹写不了,请看看磁盘和权限。"),
}


TROUBLES: Mapping[str, str] = {
    "upgrade": _("数据库升级没有做成,数据没有动。请先用原来的程序,并看日志。"),
    "full": _("磁盘满了,新消息先留在 Telegram,没有丢。请清理磁盘。"),
    "readonly": _("数据文件夹写不了,新消息先留在 Telegram,没有丢。请检查权限。"),
    "conflict": _("另一个程序在用同一个令牌收消息,这一个先让开。请停掉其中一个。"),
    "disk": _("磁盘读写出错,新消息先留在 Telegram,没有丢。请检查磁盘。"),
    "damaged": _("数据库坏了,程序已停下,没有再往里写。请用备份恢复。"),
    "locked": _("数据库被别的程序占着,新消息先留在 Telegram。请关掉那个程序。"),
    "other": _("数据存不下来,新消息先留在 Telegram,没有丢。请看日志。"),
}
"""What keeps the bot from its work, told past the outbox (bot/trouble.py)."""


def _trouble(f: Facts, say: Say) -> Message:
    return Message(say(_("⚠️ 机器出了问题:{sentence}")).format(sentence=say(TROUBLES[f["kind"]])))


def _failed(f: Facts, say: Say) -> Message:
    lines = [say(_("⚠️ 昨夜的备份没有做成:")) + say(WHY.get(f["why"], WHY["backup.unwritable"]))]
    if f["last"] is None:
        lines.append(say(_("现在一份备份也没有。")))
    elif f["old"]:
        lines.append(say(_("上一份是{last}的,已经过了两天。")).format(**f))
    else:
        lines.append(say(_("上一份是{last}的。一小时后再试。")).format(**f))
    return Message("\n".join(lines))


def _faulty(f: Facts, say: Say) -> Message:
    lines = [say(_("⚠️ 夜里备份时查出不对:"))]
    if f["found"]:
        lines.append(say(_("历史或表里有{found}处对不上,请运行 python -m bot verify 看是哪里。")).format(**f))
    if f["lacking"]:
        lines.append(say(_("{lacking}张照片的原件不见了。")).format(**f))
    return Message("\n".join(lines))


def _restored(f: Facts, say: Say) -> Message:
    return Message(
        say(_("机器出过毛病,数据退回到{made}。")).format(**f)
        + "\n"
        + say(_("从那时到{until}报过的、点过的都没有了,请再报一次。旧按钮可能不灵。")).format(**f)
    )


def _parked(f: Facts, say: Say) -> Message:
    facts = {**f, "name": f["name"] or say(_("一个群"))}
    return Message(
        say(_("⚠️ Telegram 嫌我们发得太快:给{name}的{count}条消息等到{until},到时自动发出。急事请打电话。")).format(
            **facts
        )
    )


WORDING: dict[str, Wording] = {
    "error.parked": _parked,
    "backup.failed": _failed,
    "backup.faulty": _faulty,
    "data.restored": _restored,
    "trouble": _trouble,
}
