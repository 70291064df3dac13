"""What a manager sees at any moment: the board that edits itself."""

from handlers.buttons import press
from handlers.news.day_lines import alarm, duty, in_a_row, some
from handlers.news.figure_keys import overdue_key
from handlers.news.message import Button, Facts, Message, Wording, in_rows
from words import Say, _

MOST_ON = 14
"""People on duty that are named; a board is read at a glance."""


def _board(f: Facts, say: Say) -> Message:
    lines = [say(_("📌 现在 {at}")).format(**f), _tasks(f, say)]
    if f["overdue"]:
        named = some((duty(it, say) for it in f["overdue"]), say)
        lines.append(say(_("⏳ 过点没交{number}:{named}")).format(number=len(f["overdue"]), named=named))
    if f["alarms"]:
        lines.append(say(_("🚨 {named}")).format(named=some((alarm(it, say) for it in f["alarms"]), say)))
    if f["tickets"]:
        waiting = say(_(",没人接{waiting}")).format(**f) if f["waiting"] else ""
        late = say(_(",超时{late}")).format(**f) if f.get("late") else ""
        lines.append(say(_("🔧 报修余{tickets}")).format(**f) + waiting + late)
    if f["on"]:
        on = in_a_row((say(_("{where}{who}")).format(**it) for it in f["on"][:MOST_ON]), say)
        more = say(_(" 等{number}人")).format(number=len(f["on"])) if len(f["on"]) > MOST_ON else ""
        lines.append(say(_("👮 在岗:{on}")).format(on=on) + more)
    if f.get("away"):
        stands = say(_("{name}({deputy}代)"))
        away = [stands.format(name=name, deputy=deputy) if deputy else name for name, deputy in f["away"][:MOST_ON]]
        lines.append(say(_("🗓 请假:{away}")).format(away=" ".join(away)))
    keys = [Button(say(_("✋ 要我定")), press("c", "decide")), Button(say(_("🗓 计划")), press("c", "plans"))]
    if f.get("late"):
        keys.append(overdue_key(say))
    return Message("\n".join(lines), in_rows(keys, across=3), silent=True, pin=True)


def _tasks(f: Facts, say: Say) -> str:
    if not f["due"]:
        return say(_("今天没有任务。"))
    parts = (
        ("done", _("已做{n}")),
        ("open", _("正在做{n}")),
        ("coming", _("还没到{n}")),
        ("missed", _("漏{n}")),
        ("excused", _("免{n}")),
    )
    said = [say(text).format(n=f[name]) for name, text in parts if f[name] or name == "done"]
    return say(_("✅ 今天{due}:{parts}")).format(due=f["due"], parts=in_a_row(said, say))


WORDING: dict[str, Wording] = {"board.now": _board}
