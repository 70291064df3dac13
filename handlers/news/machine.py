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


WORDING: dict[str, Wording] = {
    "backup.failed": _failed,
    "backup.faulty": _faulty,
    "data.restored": _restored,
}
