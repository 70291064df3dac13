"""How an alarm is called in a sentence: when, where and what it is, and how it stands."""

from domain.alarms import RUNNING
from handlers.news.message import Facts
from words import Say, _

KINDS: dict[str, str] = {
    "fire": _("火情"),
    "gas": _("燃气"),
    "electric": _("用电"),
    "water": _("跑水"),
    "injury": _("有人受伤"),
    "illness": _("有人发病"),
    "intruder": _("闯入/打架"),
    "child": _("孩子不见"),
    "lift": _("电梯困人"),
    "food": _("可疑食品"),
    "boiler": _("锅炉"),
    "structure": _("高处/结构"),
    "gate": _("大门无人"),
    "animal": _("蜂/蛇/狗"),
    "chemical": _("药品泄漏"),
    "escape": _("出口不通"),
    "missing": _("缺寝"),
    "help": _("有人呼救"),
    "other": _("紧急"),
}
URGENT_KEYS = (
    ("fire", _("🔥 火/烟")),
    ("gas", _("💨 煤气味")),
    ("electric", _("⚡ 漏电")),
    ("water", _("💧 爆管")),
    ("injury", _("🤕 人受伤")),
    ("intruder", _("🚪 闯入/打架")),
    ("child", _("👦 孩子不见")),
    ("lift", _("🛗 电梯困人")),
    ("none", _("点错了")),
)
DRILL = _("【演习】")
IN_EARNEST = _("【是真的,不是演习】")
ONLY_A_DRILL = _("照真的走,但别真打电话、别真关阀。")


def _is_earnest(f: Facts) -> bool:
    """What is over, and was perhaps false, is not said to be real."""
    return bool(f.get("earnest")) and f["state"] in RUNNING


def what(f: Facts, say: Say) -> str:
    """When, where and what: 10:02 3号楼201 跑水; what is only practised, and what somebody may think is, says so."""
    kind = say(KINDS.get(f["danger"], KINDS["other"]))
    place = f["place"] or say(_("地点没说"))
    mark = say(DRILL) if f.get("drill") else say(IN_EARNEST) if _is_earnest(f) else ""
    return mark + say(_("{raised} {place} {kind}")).format(raised=f["raised"], place=place, kind=kind)


def progress(f: Facts, say: Say) -> str:
    sentences = {
        "open": _("还没有人去。"),
        "owned": _("{owner} {owned}正在过去。"),
        "on_site": _("{owner} {on_site}到了,正在处理。"),
        "resolved": _("✅ {closed}已处理好,{minutes}分钟。谢谢{owner}。"),
        "false_alarm": _("{closed}已撤销:是误报。"),
        "not_urgent": _("{closed}改为普通工单。"),
        "ended": _("{closed}演习结束。"),
    }
    return say(sentences[f["state"]]).format(**f)
