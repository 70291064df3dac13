"""What a review says, chapter by chapter, in the order of the speeches; no adjective, and no sentence without a figure.

A chapter for which nothing was counted says so, and one that nobody counts leaves a blank to be filled in: 【…】.
"""

from collections.abc import Callable

from handlers.news.review_sums import Sums, percent
from words import Say, _, listed

Say_ = Callable[[Sums], list[str]]


def responsibility(s: Sums) -> list[str]:
    say, due = s.say, s.n("duties")
    lines = [
        say(_("{places}处地点,{owned}处有责任人{note}。")).format(
            places=s.n("owned"), owned=s.n("owned", "owned"), note=s.quote("owned")
        )
    ]
    if due:
        done, late, missed, free = (s.n("duties", it) for it in ("done", "late", "missed", "excused"))
        text = _(
            "值班任务{due:,}项:按时{done:,},迟到补上{late:,},漏{missed:,},因停机等免{free:,},完成率{percent:.1f}%{note}。"
        )
        facts = {"due": due, "done": done, "late": late, "missed": missed, "free": free}
        lines.append(
            say(text).format(**facts, percent=percent(done + late, done + late + missed), note=s.quote("duties"))
            + _open(s, due - done - late - missed - free)
            + _by_month(s)
        )
    if covers := s.n("covers"):
        lines.append(say(_("同事顶班{covers}次{note}。")).format(covers=covers, note=s.quote("covers")))
    if trial := s.n("trial"):
        lines.append(say(_("试行的{trial:,}项另计,不在里面{note}。")).format(trial=trial, note=s.quote("trial")))
    return lines


def _open(s: Sums, open_: int) -> str:
    return s.say(_("还没结束{open_ended:,}项。")).format(open_ended=open_) if open_ else ""


def _by_month(s: Sums) -> str:
    """How it went from month to month, when there are two at least."""
    parts = []
    for month, figures in s.f["months"].items():
        ends = {state: it[0] for state, it in figures.get("duties", {}).items()}
        done = ends.get("done", 0) + ends.get("late", 0)
        if owed := done + ends.get("missed", 0):
            text = s.say(_("{month}月{percent:.1f}%"))
            parts.append(text.format(month=int(month[5:]), percent=percent(done, owed)))
    if len(parts) < 2:
        return ""
    return s.say(_("分月:{months}{note}。")).format(months=listed(parts, s.say), note=s.quote("duties"))


def repairs(s: Sums) -> list[str]:
    say, new = s.say, s.n("tickets")
    lines = []
    if new:
        parts = [say(_("{trade}{n}")).format(trade=say(trade), n=n) for trade, n in s.keys("tickets")]
        text = say(_("受理{new:,}件:{trades}{note}。"))
        lines.append(text.format(new=new, trades=listed(parts, say), note=s.quote("tickets")))
    lines.append(_alarms(s))
    confirmed, unrated, gone = (s.n("ended", it) for it in ("confirmed", "unrated", "withdrawn"))
    flow = _("期初{before}+新{new}+重开{again}−办结{closed}−撤回{gone}=在办{after}{note}。")
    if new or s.f["open_before"] or confirmed or unrated:
        facts = {"before": s.f["open_before"], "new": new, "again": s.n("ended", "reopened"), "gone": gone}
        closed = confirmed + unrated
        note = s.quote("tickets", "ended")
        lines.append(say(flow).format(**facts, closed=closed, after=s.f["open_after"], note=note))
    if confirmed or unrated:
        text = say(_("报的人点「好了」{confirmed}件{note}。")).format(confirmed=confirmed, note=s.quote("ended"))
        if unrated:
            text += say(_("没等到回话先关的{unrated}件,不算满意。")).format(unrated=unrated)
        lines.append(text)
    if rejected := s.n("rejected"):
        lines.append(say(_("返修{rejected}次{note}。")).format(rejected=rejected, note=s.quote("rejected")))
    return lines


def _alarms(s: Sums) -> str:
    from handlers.news.alarm_words import KINDS

    say, raised = s.say, s.n("alarms")
    if not raised:
        return say(_("没有紧急{note}。")).format(note=s.quote("alarms"))
    kinds: dict[str, int] = {}
    for key, n in s.keys("alarms"):
        kinds[key.partition("|")[0]] = kinds.get(key.partition("|")[0], 0) + n
    parts = [say(_("{kind}{n}")).format(kind=say(KINDS.get(kind, KINDS["other"])), n=n) for kind, n in kinds.items()]
    text = say(_("紧急{raised}件:{kinds}{note}。")).format(
        raised=raised, kinds=listed(parts, say), note=s.quote("alarms")
    )
    wrong = s.by_suffix("alarms", "false_alarm", "not_urgent")
    if wrong:
        text += say(_("其中误报、不紧急的{wrong}件。")).format(wrong=wrong)
    if (minutes := s.median("to_site")) is not None:
        text += say(_("从报到人到场中位{minutes}分钟{note}。")).format(minutes=minutes, note=s.quote("to_site"))
    return text


def patrols(s: Sums) -> list[str]:
    say, due, reached = s.say, s.n("points_due"), s.n("points_reached")
    lines = []
    if due:
        text = say(_("应到{due:,}点,实到{reached:,}点({percent:.1f}%){note}。"))
        note = s.quote("points_due", "points_reached")
        lines.append(text.format(due=due, reached=reached, percent=percent(reached, due), note=note))
    if faults := s.n("faults"):
        text = say(_("查出问题{faults}处{note}。照片{photos:,}张{more}。"))
        lines.append(text.format(faults=faults, note=s.quote("faults"), photos=s.n("photos"), more=s.quote("photos")))
    over = s.n("notices_over", "in time", "after")
    if s.n("notices") or over or s.f["notices_open"]:
        text = say(_("整改通知发{sent}份,销号{over}份(按期{in_time}){note};现在没办完{left}份,逾期{overdue}份。"))
        facts = {"sent": s.n("notices"), "over": over, "in_time": s.n("notices_over", "in time")}
        left = {"left": s.f["notices_open"], "overdue": s.f["notices_overdue"]}
        lines.append(text.format(**facts, **left, note=s.quote("notices", "notices_over")))
    return lines


def gates(s: Sums) -> list[str]:
    say, asked = s.say, s.n("prompts")
    lines = []
    if asked:
        text = say(_("大门随机抽问{asked}次,按时答{done}次,迟{late}次,没答{missed}次{note}。"))
        ends = {it: s.n("prompts", it) for it in ("done", "late", "missed")}
        lines.append(text.format(asked=asked, **ends, note=s.quote("prompts")))
    empty = s.by_prefix("alarms", "gate")
    lines.append(say(_("「无人且未锁」{empty}次{note}。")).format(empty=empty, note=s.quote("alarms")))
    names = {
        "visitor": _("访客{n}人次"),
        "function": _("功能室{n}次"),
        "leave": _("学生请假{n}次"),
        "sickbay": _("留观{n}次"),
    }
    parts = [say(names[kind]).format(n=n) for kind, n in s.keys("entries") if kind in names]
    if parts:
        lines.append(say(_("登记:{parts}{note}。")).format(parts=listed(parts, say), note=s.quote("entries")))
    return lines


def dorms(s: Sums) -> list[str]:
    say, looks = s.say, s.records("scores")
    lines = []
    if looks:
        text = say(_("不定时抽检{looks:,}次,平均{average:.1f}分{note}。"))
        lines.append(text.format(looks=looks, average=s.n("scores") / looks, note=s.quote("scores")) + _trend(s))
    signed = s.n("signatures", "一致", "签了没打扫")
    if signed:
        dirty = s.n("signatures", "签了没打扫")
        text = say(_("签了字又抽到的{signed}次,不干净的{dirty}次({percent:.1f}%){note}。"))
        facts = {"signed": signed, "dirty": dirty, "percent": percent(dirty, signed)}
        lines.append(text.format(**facts, note=s.quote("signatures")))
    missing = s.by_prefix("alarms", "missing")
    if missing:
        text = say(_("晚点名找人{missing}次{note}。")).format(missing=missing, note=s.quote("alarms"))
        if (minutes := s.median("missing")) is not None:
            text += say(_("找到用时中位{minutes}分钟{note}。")).format(minutes=minutes, note=s.quote("missing"))
        lines.append(text)
    return lines


def _trend(s: Sums) -> str:
    parts = []
    for month, figures in s.f["months"].items():
        looks = sum(it[1] for it in figures.get("scores", {}).values())
        if looks:
            points = sum(it[0] for it in figures["scores"].values())
            parts.append(s.say(_("{month}月{average:.1f}分")).format(month=int(month[5:]), average=points / looks))
    if len(parts) < 2:
        return ""
    return s.say(_("分月:{months}{note}。")).format(months=listed(parts, s.say), note=s.quote("scores"))


def energy(s: Sums) -> list[str]:
    """What rounds count and should be none, from the first month to the last."""
    found = []
    for key, _n in s.keys("counts"):
        months = [figures["counts"][key] for figures in s.f["months"].values() if key in figures.get("counts", {})]
        means = [n / rounds for n, rounds in months if rounds]
        if means and key in s.f["names"]:
            one, many = _("{what}每次{first:.1f}"), _("{what}每次由{first:.1f}到{last:.1f}")
            text = s.say(many if len(means) > 1 else one)
            found.append(text.format(what=s.f["names"][key], first=means[0], last=means[-1]))
    if not found:
        return []
    return [s.say(_("巡查时数的:{parts}{note}。")).format(parts=listed(found, s.say), note=s.quote("counts"))]


def _canteen(s: Sums) -> list[str]:
    return [*energy(s), s.say(_("【食堂成本、满意度、水电用量没有在机器人里记,请食堂和总务填写】"))]


def _deeds(s: Sums) -> list[str]:
    return [s.say(_("【改善和实事:每件写日期、金额、前后照,请填写】"))]


def persistence(s: Sums) -> list[str]:
    say = s.say
    rows = [it for it in s.f["gaps"] if it["days"] >= 2]
    lines = []
    if rows:
        long = [it for it in rows if it["longest"] > 7]
        never = sum(not it["longest"] for it in rows)
        text = say(_("{plans}个计划里,从没断过一天的{never}个,断了七天以上的{long}个{note}。"))
        lines.append(text.format(plans=len(rows), never=never, long=len(long), note=s.quote("plan_days")))
    if days := s.records("messages"):
        text = say(_("机器人发{messages:,}条,每人每天中位{median}条({days}份日报){note}。"))
        facts = {"messages": s.n("messages"), "median": s.median("messages") or 0, "days": days}
        lines.append(text.format(**facts, note=s.quote("messages")))
    if stops := s.records("outages"):
        text = say(_("停机{stops}次,共{minutes}分钟{note}。"))
        lines.append(text.format(stops=stops, minutes=s.n("outages"), note=s.quote("outages")))
    return lines


ALWAYS = ("term",)
CHAPTERS: tuple[tuple[str, Say_, tuple[str, ...]], ...] = (
    (_("责任到人"), responsibility, ()),
    (_("服务与报修"), repairs, ()),
    (_("安全巡查"), patrols, ()),
    (_("门岗与登记"), gates, ()),
    (_("宿舍"), dorms, ()),
    (_("食堂、节能"), _canteen, ALWAYS),
    (_("改善与实事"), _deeds, ALWAYS),
    (_("队伍与坚持"), persistence, ()),
)
"""Title, what it says, and for which kinds of review; for every kind when none is named."""


def nothing(say: Say) -> str:
    return say(_("这段时间没有记录。"))
