"""The short lines between two summaries: in the morning, at lights out, and the two bundles of the day."""

from handlers.news.certificates import certificates_key, rostered
from handlers.news.day_lines import alarm, duty, ends, late_duty, lateness, some
from handlers.news.decisions import acts, decisions
from handlers.news.figure_keys import overdue_key
from handlers.news.message import Facts, Message, Wording, in_rows
from words import Say, _, listed


def _morning(f: Facts, say: Say) -> Message:
    """☀️ 昨夜13轮:按时12 迟1;锅炉04:00停机免查。紧急1已解除。今天79项,带班顾云舟,缺岗1。"""
    parts = (_night(f, say), _stopped(f, say), _alarms(f, say), _today(f, say))
    keys = [overdue_key(say)] if f.get("waiting") else []
    keys += [certificates_key(say)] if f.get("unlicensed") else []
    return Message(lateness(f, say) + "☀️ " + "".join(parts), in_rows(keys))


def _stopped(f: Facts, say: Say) -> str:
    stops = say(_("、")).join(say(_("{began}—{ended}")).format(**it) for it in f.get("outages", ()))
    return say(_("停机{stops}。")).format(stops=stops) if stops else ""


def _night(f: Facts, say: Say) -> str:
    if f["night"]["due"]:
        said = [say(_("昨夜{due}轮:{ends}")).format(due=f["night"]["due"], ends=ends(f["night"], say))]
    else:
        said = [say(_("昨夜没有要查的"))]
    if f["missed"]:
        said.append(say(_("漏了{named}")).format(named=some((duty(it, say) for it in f["missed"]), say)))
    if f["also_missed"]:
        said.append(say(_("还漏了{named}")).format(named=some((duty(it, say) for it in f["also_missed"]), say)))
    if f["late"]:
        said.append(some((late_duty(it, say) for it in f["late"]), say))
    if f["excused"]:
        said.append(say(_("免了{named}")).format(named=some((duty(it, say) for it in f["excused"]), say)))
    return say(_(";")).join(said) + say(_("。"))


def _alarms(f: Facts, say: Say) -> str:
    parts = []
    if f["alarms"]:
        named = some((alarm(it, say) for it in f["alarms"]), say)
        parts.append(say(_("紧急{number}:{named}")).format(number=len(f["alarms"]), named=named))
    if f["running"]:
        parts.append(say(_("还有{running}件没完")).format(**f))
    if f["sick"]:
        parts.append(say(_("生病{sick}人在医务室")).format(**f))
    return say(_(",")).join(parts) + say(_("。")) if parts else ""


def _today(f: Facts, say: Say) -> str:
    parts = [say(_("今天{today}项")).format(**f)]
    if f["leader"]:
        parts.append(say(_("带班{leader}")).format(**f))
    if f["gaps"]:
        parts.append(say(_("缺岗{gaps}")).format(**f))
    if f.get("waiting"):
        parts.append(say(_("报修超时{waiting}")).format(**f))
    if f.get("unlicensed"):
        parts.append(rostered(f["unlicensed"], say))
    return say(_(",")).join(parts) + say(_("。"))


def _bundle(f: Facts, say: Say) -> Message:
    lines = [say(_("🗂 {since}以后:")).format(**f)]
    if f["missed"]:
        named = some((duty(it, say) for it in f["missed"]), say)
        lines.append(say(_("⛔ 漏{number}:{named}")).format(number=len(f["missed"]), named=named))
    if f["waiting"]:
        numbers = listed([str(number) for number in f["waiting"]], say)
        lines.append(say(_("🔧 还没人接:{numbers}号")).format(numbers=numbers))
    if f["unreachable"]:
        lines.append(say(_("📵 收不到消息:{names}")).format(names=listed(f["unreachable"], say)))
    lines.append(decisions(f, say))
    return Message("\n".join(line for line in lines if line), acts(f, say))


def _lights_out(f: Facts, say: Say) -> Message:
    """🌙 应到720:实到712 请假6 医务室2,没有找不到的。未交:无。"""
    if f["beds"]:
        text = say(_("🌙 应到{beds}:实到{present} 请假{leave} 医务室{sickbay}")).format(**f)
        text += say(_(",找不到{missing}。") if f["missing"] else _(",没有找不到的。")).format(**f)
        if f.get("unpapered"):
            text += say(_("没有假条或留观登记的{unpapered}位。")).format(**f)
    else:
        text = say(_("🌙 点名都没有收到。"))
    named = some((duty(it, say) for it in f["open"]), say) if f["open"] else say(_("无"))
    return Message(text + say(_("未交:{named}。")).format(named=named))


WORDING: dict[str, Wording] = {"morning": _morning, "bundle": _bundle, "lights_out": _lights_out}
