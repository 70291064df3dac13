"""What managers read of a day: the summary in its forms, and the buttons behind its figures."""

from collections.abc import Callable, Iterable

from handlers.buttons import press
from handlers.news.alarms import KINDS
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows
from words import Say, _, listed

WEEKDAYS = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
NUMBERS = "①②③"
MOST_NAMED = 5
"""More duties than that are counted in a line; the button behind the figure names them all."""


def _full(f: Facts, say: Say) -> Message:
    """A manager's summary: at most twelve lines, what needs the reader first."""
    if _is_quiet(f):
        return Message(_quiet(f, say), _figures(f, say))
    lines = [
        _title(f, say),
        decisions(f, say),
        _tasks(f, say),
        _missed(f, say),
        _late(f, say),
        _alarms(f, say),
        _tickets(f, say),
        _trial(f, say),
        _points(f, say),
        _burden(f, say),
        _tomorrow(f, say),
        _anchor(f, say),
    ]
    return Message("\n".join(line for line in lines if line), (*acts(f, say), *_figures(f, say)))


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
    if not f["decisions"]:
        parts.append(say(_("没有要您定的。")))
    lines = [lateness(f, say) + "".join(parts), decisions(f, say) if f["decisions"] else "", _anchor(f, say)]
    return Message("\n".join(line for line in lines if line), (*acts(f, say), *_figures(f, say)))


def _part(f: Facts, say: Say) -> Message:
    """A lead's: the own people's duties, area by area."""
    lines = [lateness(f, say) + _areas(f, say), _missed(f, say), _late(f, say), _trial(f, say)]
    if f["decisions"]:
        lines.insert(0, decisions(f, say))
    if f["gaps"]:
        lines.append(say(_("明天缺岗{gaps}。")).format(**f))
    elif f["tasks"]["due"] and not (f["missed"] or f["late"]):
        lines.append(say(_("明天不缺岗。谢谢大家。")))
    return Message("\n".join(line for line in lines if line), (*acts(f, say), *_figures(f, say)))


def _group(f: Facts, say: Say) -> Message:
    """What a group may read: no names of anybody who missed."""
    lines = [_title(f, say), _tasks(f, say), _alarms(f, say)]
    return Message("\n".join(line for line in lines if line))


def _is_quiet(f: Facts) -> bool:
    """Everything done on time, nothing asked, nothing burning: one line is the truth."""
    tasks, tickets = f["tasks"], f["tickets"]
    calm = tasks["due"] == tasks["done"] > 0 and not (f["alarms"] or f["decisions"] or f["outages"] or f["late_by"])
    return calm and not (f["points"]["missed"] or f["trial"]["due"] or f["tomorrow"]["gaps"] or tickets["old"])


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
    return "".join(sentences) + "\n" + _anchor(f, say)


def _title(f: Facts, say: Say) -> str:
    period = _("昨{began}—今{ended}") if f["days"] == 1 else _("{days}天前{began}—今{ended}")
    day = say(_("📊 {month}月{day}日 {weekday} 日报")).format(**{**f, "weekday": say(WEEKDAYS[f["weekday"] - 1])})
    return lateness(f, say) + day + say(_("({period})")).format(period=say(period).format(**f))


def lateness(f: Facts, say: Say) -> str:
    late = f["late_by"]
    if not late:
        return ""
    why = say(_("({began}—{ended}停机)")).format(**late) if "began" in late else ""
    return say(_("⏳ 迟发,应在{meant}{why}\n")).format(meant=late["meant"], why=why)


def decisions(f: Facts, say: Say) -> str:
    if not f["decisions"]:
        return ""
    asked = [f"{NUMBERS[i]}{_decision(it, say)}" for i, it in enumerate(f["decisions"])]
    return say(_("✋ 要您定{number}:")).format(number=len(asked)) + " ".join(asked)


def _decision(it: Facts, say: Say) -> str:
    sentences = {
        "alarm": _("{place}{kind}还没人去"),
        "ticket": _("{number}号{place}{words}没人接,派给谁?"),
        "undone": _("{at}{name}没收到({who})"),
        "gap": _("明{at}{name}没人"),
        "trial": _("{name}试行{duties}次{percent:.0f}%,打开?"),
    }
    kind = say(KINDS.get(it.get("danger", ""), KINDS["other"]))
    place = it.get("place") or (say(_("地点没说")) if it["what"] == "alarm" else "")
    return say(sentences[it["what"]]).format(**{**it, "kind": kind, "place": place})


def acts(f: Facts, say: Say) -> Rows:
    """A button for each thing to decide, that does it."""
    return in_rows([_act(NUMBERS[i], it, say) for i, it in enumerate(f["decisions"])], across=3)


def _act(number: str, it: Facts, say: Say) -> Button:
    if it["what"] == "alarm":
        return Button(number + say(_("我去")), press("a", "go", it["number"]))
    if it["what"] == "ticket":
        return Button(number + say(_("派人")), press("f", "assign", it["number"]))
    if it["what"] == "undone":
        return Button(number + say(_("我来安排")), press("y", "own", it["duty"]))
    if it["what"] == "trial":
        return Button(number + say(_("打开")), press("x", "on", it["plan"]))
    return Button(number + say(_("找人顶")), press("y", "ask", it["duty"]))


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


def ends(it: Facts, say: Say) -> str:
    """按时73 迟3 漏2 免1: they add up to what was due; what did not happen is not said."""
    rest = (("late", _("迟{n}")), ("missed", _("漏{n}")), ("excused", _("免{n}")), ("undecided", _("未定{n}")))
    said = [say(_("按时{n}")).format(n=it["done"]), *(say(text).format(n=it[key]) for key, text in rest if it[key])]
    return " ".join(said)


def duty(it: Facts, say: Say) -> str:
    """One duty in a line: 13:40环境巡查(汤翠花:请假)."""
    named = f"{it['at']}{it['name']}" + (f" {it['place']}" if it["place"] else "")
    who = it["who"] or say(_("没有人"))
    inside = f"{who}:{it['why']}" if it["why"] else who
    made_up = say(_(",{made_up}补报")).format(**it) if it["made_up"] else ""
    return named + say(_("({inside})")).format(inside=inside + made_up)


def late_duty(it: Facts, say: Say) -> str:
    why = say(_("({why})")).format(**it) if it["why"] else ""
    place = f" {it['place']}" if it["place"] else ""
    return say(_("{at}{name}{where}{said}到")).format(**it, where=place + (" " if place else "")) + why


def some(lines: Iterable[str], say: Say) -> str:
    """The first few, and how many more there are."""
    every = list(lines)
    more = say(_(" 等{number}件")).format(number=len(every)) if len(every) > MOST_NAMED else ""
    return say(_(";")).join(every[:MOST_NAMED]) + more


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


def alarm(it: Facts, say: Say) -> str:
    """One alarm in a line: 3号楼201跑水,6分钟到,53分钟处理好."""
    place, kind = it["place"] or say(_("地点没说")), say(KINDS.get(it["danger"], KINDS["other"]))
    ends = {
        "open": _(",还没人去"),
        "owned": _(",{owner}正在过去"),
        "on_site": _(",{owner}正在处理"),
        "resolved": _(",{to_end}分钟处理好"),
        "false_alarm": _(",误报"),
        "not_urgent": _(",转报修"),
    }
    there = say(_(",{to_site}分钟到")).format(**it) if it["to_site"] is not None else ""
    return f"{place}{kind}{there}" + say(ends[it["state"]]).format(**it)


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
        ages[-1] += say(_("({place}{words},{days}天)")).format(**it["oldest"])
    return line + (say(_(":{named}")).format(named=" ".join(ages)) if ages else "")


def _trial(f: Facts, say: Say) -> str:
    it = f["trial"]
    if not it["due"]:
        return ""
    return say(_("🧪 试行{due}(不催,不计入上面):{ends}")).format(due=it["due"], ends=ends(it, say))


def _points(f: Facts, say: Say) -> str:
    it, parts = f["points"], []
    if it["due"]:
        parts.append(say(_("👀 查过{due}点:到{reached} 漏{missed}")).format(**it))
        if it["excused"]:
            parts.append(say(_("免{excused}")).format(**it))
    if f["photos"]:
        parts.append(
            say(_("📷 照片{photos}")).format(**f) + (say(_(",疑点{flagged}")).format(**f) if f["flagged"] else "")
        )
    return " ".join(parts)


def _burden(f: Facts, say: Say) -> str:
    stops = say(_("、")).join(f"{it['began']}—{it['ended']}" for it in f["outages"])
    parts = [say(_("停机{stops}")).format(stops=stops)] if stops else []
    if f["burden"]["people"]:
        parts.append(say(_("发{messages}条给{people}人,中位{median}条,最多{who}{most}条")).format(**f["burden"]))
    return "🤖 " + " ".join(parts) if parts else ""


def _tomorrow(f: Facts, say: Say) -> str:
    it, parts = f["tomorrow"], []
    if it["leader_id"]:
        leader = say(_("您")) if it["leader_id"] == f["reader"] else it["leader"]
        parts.append(say(_("带班{leader}")).format(leader=leader))
    if it["teachers"]:
        parts.append(say(_("教师{teachers}")).format(teachers=listed(it["teachers"], say)))
    if it["duties"]:
        parts.append(say(_("任务{duties}")).format(**it))
        parts.append(say(_("缺岗{gaps}")).format(**it) if it["gaps"] else say(_("不缺岗")))
    return say(_("📅 明天:{parts}")).format(parts=" ".join(parts)) if parts else ""


def _anchor(f: Facts, say: Say) -> str:
    return say(_("记录{records:,}条 …{head}")).format(**f["anchor"])


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


FIGURES: dict[str, tuple[str, Callable[[Facts], object]]] = {
    "missed": (_("漏报"), lambda f: f.get("missed")),
    "late": (_("迟报"), lambda f: f.get("late")),
    "tickets": (_("报修"), lambda f: f.get("tickets", {}).get("open") or f.get("tickets", {}).get("new")),
    "alarms": (_("紧急"), lambda f: f.get("alarms")),
    "covered": (_("顶班"), lambda f: f.get("covered")),
    "duties": (_("任务"), lambda f: f.get("tasks", {}).get("due")),
    "trial": (_("试行"), lambda f: f.get("trial", {}).get("due")),
    "photos": (_("照片"), lambda f: f.get("photos")),
}
"""What can be looked behind: the figure's button, and whether there is anything to see."""


def _figures(f: Facts, say: Say) -> Rows:
    keys = [
        Button(say(label), press("w", what, f["summary"])) for what, (label, is_there) in FIGURES.items() if is_there(f)
    ]
    return in_rows(keys, across=4)


WORDING: dict[str, Wording] = {
    "summary.full": _full,
    "summary.head": _head,
    "summary.part": _part,
    "summary.group": _group,
}
