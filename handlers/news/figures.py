"""What stands behind a figure: lists that are paged, and one record with its photos."""

from handlers.buttons import Data, press
from handlers.news.alarm_words import KINDS, what
from handlers.news.day_lines import alarm, before_words, duty, late_duty
from handlers.news.figure_keys import FIGURES, OVERDUE_NOW
from handlers.news.inspections import lost
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from handlers.news.notices import STATES as NOTICE_STATES
from handlers.news.pictures import gone
from handlers.news.tickets import STATES as TICKET_STATES
from words import Say, _, listed

DUTY_STATES: dict[str, str] = {
    "upcoming": _("还没到"),
    "open": _("正在做"),
    "done": _("按时"),
    "late": _("迟"),
    "missed": _("漏"),
    "excused": _("免"),
}
STEPS: dict[str, str] = {
    "alarm.raised": _("报"),
    "alarm.attached": _("也报了"),
    "alarm.added": _("补充"),
    "alarm.climbed": _("没人去,往上叫"),
    "alarm.know": _("知道了"),
    "alarm.go": _("我去"),
    "alarm.cannot": _("去不了"),
    "alarm.arrive": _("到了"),
    "alarm.help": _("要人帮"),
    "alarm.resolve": _("已处理好"),
    "alarm.false": _("误报"),
    "alarm.downgrade": _("不是紧急"),
    "alarm.still_mine": _("还在处理"),
    "alarm.no_answer": _("没回话"),
    "alarm.ticket": _("转报修"),
    "alarm.end": _("演习结束"),
}
PROMISES: dict[str, str] = {
    "take:late": _("没按时接单"),
    "answer:late": _("没按时回话"),
    "done:late": _("没按时修好"),
}
NOW: dict[str, str] = {OVERDUE_NOW: "overdue"}
"""Lists of this moment, which belong to no summary: the figure that each is called after."""
MOST_STEPS = 15
"""Points of a round that are listed; a caption has room for no more."""


def _list(f: Facts, say: Say) -> Message:
    """Numbered rows, a button to open each, and 更多 while there are more."""
    if not f["total"]:
        return Message(say(_("这里没有了。")))
    title = say(_("{figure} {first}—{last},共{total}")).format(
        figure=say(FIGURES[NOW.get(str(f["what"]), str(f["what"]))][0]),
        first=f["offset"] + 1,
        last=f["offset"] + len(f["rows"]),
        total=f["total"],
    )
    lines, keys = [title], []
    for number, row in enumerate(f["rows"], f["offset"] + 1):
        line, data = _row(f["what"], row, say)
        lines.append(f"{number} {line}")
        keys.append(Button(str(number), data))
    rows = in_rows(keys, across=6)
    after = f["offset"] + len(f["rows"])
    if after < f["total"]:
        which = after if f["what"] in NOW else f"{f['summary']}-{after}"
        rows = (*rows, (Button(say(_("更多")), press("w", f["what"], which)),))
    return Message("\n".join(lines), rows)


def _row(kind: str, row: Facts, say: Say) -> tuple[str, Data]:
    """The row's words, and what its button opens."""
    if kind in ("tickets", "overdue", "overdue_now"):
        state = say(TICKET_STATES[row["state"]])
        row = {**row, "state": state, "place": before_words(row["place"])}
        line = say(_("{number}号 {place}{words}|{state} {assignee}")).format(**row).rstrip()
        if row.get("ran_out"):
            line += say(_("|{times}")).format(times=listed([say(PROMISES[it]) for it in row["ran_out"]], say))
        return line, press("v", row["number"])
    if kind == "checks":
        line = say(_("{at} {place} {score}分 {inspector}")).format(**row)
        if row["signature"] == "签了没打扫":
            line += " " + say(_("签了没打扫"))
        return line, press("w", "duty", row["duty"])
    if kind == "notices":
        line = say(_("整改{number}号 {place} {words}|{state} {who}"))
        return line.format(**{**row, "state": say(NOTICE_STATES[row["state"]])}), press("j", "look", row["number"])
    if kind == "alarms":
        return f"{row['raised']} {alarm(row, say)}", press("w", "alarm", row["number"])
    words = late_duty(row, say) if kind == "late" else duty(row, say)
    if kind == "covered":
        words = say(_("{words},{cover}替{instead_of}")).format(**row, words=words)
    if kind in ("duties", "trial"):
        words += " " + say(DUTY_STATES[row["state"]])
    return words, press("w", "duty", row["duty"])


def _duty(f: Facts, say: Say) -> Message:
    """One record: what was owed, who did it, when at which point, what it looked like."""
    lines = [duty(f, say), say(DUTY_STATES[f["state"]])]
    if f["said"]:
        lines[1] += " " + say(_("{reported_by} {said}报")).format(**f)
    if f["points"] > 1:
        lines[1] += " " + say(_("{points}个点到{reached}")).format(**f)
    if f["faults"]:
        lines[1] += " " + say(_("发现问题{faults}")).format(**f)
    if it := f.get("inspection"):
        why = say(_(":{lost}")).format(lost=lost(it, say)) if it["lost"] else ""
        lines.append(say(_("{score}分")).format(**it) + why)
    lines += [_step(step, say) for step in f["steps"][:MOST_STEPS]]
    return _with_photos("\n".join([*lines, *gone(f, say)]), f["photos"])


def _step(step: Facts, say: Say) -> str:
    doubt = " " + say(_("疑点")) if step["flagged"] else ""
    return f"{step['at']} {step['place']}({say(step['how'])}){doubt}"


def _inspectors(f: Facts, say: Say) -> Message:
    """A line each; what looks odd ends in a question mark."""
    lines = [say(_("👁 28天里谁查了多少:"))]
    for it in f["rows"]:
        line = say(_("{who} {looks}次,平均{average}")).format(**it)
        if it["blind"]:
            line += say(_(",盲查{blind}次{agreed}次一致")).format(**it)
        if it["never_finds"]:
            line += say(_(",从来没扣过分?"))
        if it["at_the_end"]:
            line += say(_(",多在最后几分钟?"))
        lines.append(line)
    return Message("\n".join(lines))


def _words(f: Facts, say: Say) -> Message:
    """Not a word about who said it: the list is the school's, and so is what is wrong with it."""
    lines = [say(_("🔤 {days}天里喊了紧急、其实不是的词:")).format(**f)]
    for it in f["rows"]:
        line = say(_("「{word}」{alarms}次")).format(**it)
        if it["not_urgent"]:
            line += say(_(",{not_urgent}次不是紧急")).format(**it)
        if it["false"]:
            line += say(_(",{false}次误报")).format(**it)
        lines.append(line)
    lines.append(say(_("要改,在工作簿「设置」的「紧急词」里改。")))
    return Message("\n".join(lines))


def _alarm(f: Facts, say: Say) -> Message:
    kinds = [f"{step['at']} {step['who']} {say(STEPS.get(step['kind'], KINDS['other']))}" for step in f["steps"]]
    return _with_photos("\n".join([f"🚨 {what(f, say)}", *kinds[-MOST_STEPS:], *gone(f, say)]), f["photos"])


def _photos(f: Facts, say: Say) -> Message:
    if not f["photos"] and not f.get("gone"):
        return Message(say(_("这里没有了。")))
    words = say(_("照片 {first}—{last},共{total}")).format(**f)
    if f.get("gone"):
        words += "\n" + say(_("其中{gone}张到期清理或删除了,记录和指纹还在。")).format(**f)
    return _with_photos(words, f["photos"])


def _with_photos(text: str, photos: list[str]) -> Message:
    """One photo under its words, several as an album."""
    if len(photos) == 1:
        return Message(text, photo=photos[0])
    return Message(text, album=tuple(photos))


def _more_photos(f: Facts, say: Say) -> Message:
    more = Button(say(_("更多")), press("w", "photos", f"{f['summary']}-{f['last']}"))
    return Message(say(_("还有{number}张。")).format(number=f["total"] - f["last"]), ((more,),))


WORDING: dict[str, Wording] = {
    "figure.list": _list,
    "figure.inspectors": _inspectors,
    "figure.words": _words,
    "figure.duty": _duty,
    "figure.alarm": _alarm,
    "figure.photos": _photos,
    "figure.more_photos": _more_photos,
    "figure.not_yours": says(_("这个看不到。")),
}
