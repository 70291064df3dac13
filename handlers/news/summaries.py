"""What managers read of a day: the summary in its forms, and the buttons behind its figures."""

from handlers.news.day_lines import alarm, duty, ends, in_a_row, late_duty, lateness, some
from handlers.news.day_sums import anchor, burden, points, tomorrow, trial, visitors
from handlers.news.decisions import decisions
from handlers.news.figure_keys import summary_keys
from handlers.news.inspected import checks, is_calm
from handlers.news.message import Facts, Message, Wording
from handlers.news.samples import over
from words import Say, _, listed

WEEKDAYS = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))


MOST_LINES = 12
"""Of more, two parts become one line (docs/summary.md)."""


def _full(f: Facts, say: Say) -> Message:
    """A manager's summary: at most twelve lines, what needs the reader first."""
    if _is_quiet(f):
        return Message(_quiet(f, say), summary_keys(f, say))
    lines = [
        _title(f, say),
        decisions(f, say),
        _tasks(f, say),
        _missed(f, say),
        _late(f, say),
        _alarms(f, say),
        _tickets(f, say),
        trial(f, say),
        checks(f, say),
        points(f, say),
        visitors(f, say),
        over(f.get("samples", []), say),
        burden(f, say),
        tomorrow(f, say),
        anchor(f, say),
    ]
    return Message("\n".join(_at_most([line for line in lines if line])), summary_keys(f, say))


def _at_most(lines: list[str]) -> list[str]:
    """Twelve lines are read; a thirteenth stands beside the next one: what is on trial beside what was checked."""
    for sign in ("🧪", "👤", "🍱"):
        at = next((number for number, line in enumerate(lines) if line.startswith(sign)), None)
        if len(lines) > MOST_LINES and at is not None:
            lines = [*lines[:at], f"{lines[at]} {lines[at + 1]}", *lines[at + 2 :]]
    return lines


def _head(f: Facts, say: Say) -> Message:
    """The head's: what is well, what burns, what is asked."""
    running = [alarm for alarm in f["alarms"] if alarm["state"] in ("open", "owned", "on_site")]
    well = _("📊 {month}月{day}日:平安。")
    if running:
        well = _("📊 {month}月{day}日:有{running}件紧急没完。")
    elif f["missed_key"]:
        well = _("📊 {month}月{day}日:关键任务漏{missed_key}件。")
    parts = [say(well).format(**{**f, "running": len(running)})]
    if f["tasks"]["percent"] is not None:
        parts.append(say(_("任务{percent:.1f}%,")).format(**f["tasks"]))
    parts.append(_alarms_in_short(f, say))
    if f.get("notices", {}).get("overdue"):
        parts.append(say(_("整改余{open},逾期{overdue}。")).format(**f["notices"]))
    if not f["decisions"]:
        parts.append(say(_("没有要您定的。")))
    asked = decisions(f, say) if f["decisions"] else ""
    lines = [_opening(f, say) + "".join(parts), _stopped(f, say), asked, anchor(f, say)]
    return Message("\n".join(line for line in lines if line), summary_keys(f, say))


def _part(f: Facts, say: Say) -> Message:
    """A lead's: the own people's duties, area by area."""
    lines = [_opening(f, say) + _areas(f, say), _missed(f, say), _late(f, say), trial(f, say), visitors(f, say)]
    if f["excused"]:
        lines.append(_stopped(f, say))
    if f["decisions"]:
        lines.insert(0, decisions(f, say))
    if f["gaps"]:
        lines.append(say(_("明天缺岗{gaps}。")).format(**f))
    elif f["tasks"]["due"] and not (f["missed"] or f["late"]):
        lines.append(say(_("明天不缺岗。谢谢大家。")))
    return Message("\n".join(line for line in lines if line), summary_keys(f, say))


def _group(f: Facts, say: Say) -> Message:
    """What a group may read: no names of anybody who missed."""
    lines = [_title(f, say), _tasks(f, say), _alarms(f, say), _stopped(f, say)]
    return Message("\n".join(line for line in lines if line))


def _is_quiet(f: Facts) -> bool:
    """Everything done on time, nothing asked, nothing burning: one line is the truth."""
    tasks, tickets = f["tasks"], f["tickets"]
    calm = tasks["due"] == tasks["done"] > 0 and not (f["alarms"] or f["decisions"] or f["outages"] or f["late_by"])
    return (
        calm
        and is_calm(f)
        and not (f["points"]["missed"] or f["trial"]["due"] or f["tomorrow"]["gaps"] or tickets["old"])
        and not f["tomorrow"].get("unlicensed")
        and not f.get("samples")
    )


def _quiet(f: Facts, say: Say) -> str:
    sentences = [say(_("📊 任务{done}全部完成。")).format(**f["tasks"])]
    looked = []
    if f["points"]["due"]:
        looked.append(say(_("查过{due}点")).format(**f["points"]))
    if f["photos"]:
        looked.append(say(_("照片{photos}张")).format(**f))
    if looked:
        doubt = say(_(",疑点{flagged}。")).format(**f) if f["flagged"] else say(_(",都正常。"))
        sentences.append(listed(looked, say) + doubt)
    if f["tickets"]["open"] or f["tickets"]["closed"]:
        sentences.append(say(_("报修新{new}结{closed}余{open}。")).format(**f["tickets"]))
    sentences.append(say(_("没有要您定的。")))
    return "\n".join(filter(None, ["".join(sentences), visitors(f, say), anchor(f, say)]))


def _title(f: Facts, say: Say) -> str:
    period = _("昨{began}—今{ended}") if f["days"] == 1 else _("{days}天前{began}—今{ended}")
    day = say(_("📊 {month}月{day}日 {weekday} 日报")).format(**{**f, "weekday": say(WEEKDAYS[f["weekday"] - 1])})
    said = say(_("{began}—{ended}")).format(**f["dated"]) if f.get("dated") else say(period).format(**f)
    return _opening(f, say) + day + say(_("({period})")).format(period=said)


def _opening(f: Facts, say: Say) -> str:
    """That it comes late, and which days have none of their own."""
    text, without = lateness(f, say), f.get("without")
    if not without:
        return text
    line = _("📅 {day}没有日报,算在这里。\n") if without["number"] == 1 else _("📅 {day}—{last}没有日报,算在这里。\n")
    day, last = (say(_("{month}月{day}日")).format(month=m, day=d) for m, d in (without["first"], without["last"]))
    return text + say(line).format(day=day, last=last)


def _stopped(f: Facts, say: Say) -> str:
    """When nobody could be heard; what fell into it is excused."""
    stops = say(_("、")).join(say(_("{began}—{ended}")).format(**it) for it in f.get("outages", ()))
    return say(_("🤖 停机{stops},期间到期的都免。")).format(stops=stops) if stops else ""


def _tasks(f: Facts, say: Say) -> str:
    tasks = f["tasks"]
    if not tasks["due"]:
        return ""
    line = say(_("✅ 任务{due}:{ends}")).format(due=tasks["due"], ends=ends(tasks, say))
    if tasks["percent"] is not None:
        line += say(_(",完成{percent:.1f}%")).format(**tasks)
    if f["mean"] is not None:
        line += say(_("(前{mean_days}个上学日平均{mean:.1f}%)")).format(**f)
    return line


def _missed(f: Facts, say: Say) -> str:
    if not f["missed"]:
        return ""
    named = some((duty(it, say) for it in f["missed"]), say)
    return say(_("⛔ 漏{number}:{named}")).format(number=len(f["missed"]), named=named)


def _late(f: Facts, say: Say) -> str:
    parts = []
    if f["late"]:
        named = some((late_duty(it, say) for it in f["late"]), say)
        parts.append(say(_("⏰ 迟{number}:{named}")).format(number=len(f["late"]), named=named))
    if f["covered"]:
        named = some((say(_("{cover}替{instead_of}")).format(**it) for it in f["covered"]), say)
        parts.append(say(_("🤝 顶班{number}:{named}")).format(number=len(f["covered"]), named=named))
    return " ".join(parts)


def _alarms(f: Facts, say: Say) -> str:
    if not f["alarms"]:
        return ""
    return say(_("🚨 ")) + _alarms_in_short(f, say, some((alarm(it, say) for it in f["alarms"]), say))


def _alarms_in_short(f: Facts, say: Say, named: str = "") -> str:
    running = sum(it["state"] in ("open", "owned", "on_site") for it in f["alarms"])
    if not f["alarms"]:
        return say(_("没有紧急。"))
    short = _("紧急{number},都已解除") if not running else _("紧急{number},{running}件没完")
    text = say(short).format(number=len(f["alarms"]), running=running)
    return text + say(_(":{named}")).format(named=named) if named else text + say(_("。"))


def _tickets(f: Facts, say: Say) -> str:
    it = f["tickets"]
    if not (it["before"] or it["new"] or it["open"] or it["closed"]):
        return ""
    again = say(_("+重开{reopened}")).format(**it) if it["reopened"] else ""
    line = say(_("🔧 报修 昨{before}+新{new}{again}-结{closed}=余{open}")).format(**it, again=again)
    ages = [
        say(sentence).format(n=it[key])
        for key, sentence in (("young", _("1天内{n}")), ("days", _("1—3天{n}")), ("old", _("超3天{n}")))
        if it[key]
    ]
    if it["oldest"]:
        named = _("({place}{words},{days}天,等配件)") if it["oldest"].get("held") else _("({place}{words},{days}天)")
        ages[-1] += say(named).format(**it["oldest"])
    line += say(_(":{named}")).format(named=in_a_row(ages, say)) if ages else ""
    return line + "".join(" " + it for it in _waited(it, say))


def _waited(it: Facts, say: Say) -> list[str]:
    """What was promised and did not come, what was asked about, and of which silence is all that is known."""
    counted = (("late", _("超时{n}")), ("chased", _("催单{n}")), ("unrated", _("未评价{n}")))
    said = [say(sentence).format(n=it[key]) for key, sentence in counted if it.get(key)]
    if held := it.get("held_long"):
        said.append(say(_("挂起超7天{n}:{places}")).format(n=len(held), places=some((_place(t) for t in held), say)))
    return said


def _place(ticket: Facts) -> str:
    return f"{ticket['place']}{ticket['words']}"


def _areas(f: Facts, say: Say) -> str:
    said = []
    for it in f["areas"]:
        area = say(it["area"])
        if it["done"] == it["due"]:
            said.append(say(_("{area}{due}项全到。")).format(**{**it, "area": area}))
        else:
            said.append(say(_("{area}{due}项:{ends}。")).format(area=area, due=it["due"], ends=ends(it, say)))
    points = f["points"]
    if points["due"]:
        whole = points["reached"] == points["due"]
        said.append(say(_("{due}个点全到。") if whole else _("{due}个点到{reached}。")).format(**points))
    return "".join(said)


WORDING: dict[str, Wording] = {
    "summary.full": _full,
    "summary.head": _head,
    "summary.part": _part,
    "summary.group": _group,
}
