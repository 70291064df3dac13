"""What is said about other people's undone duties: to the lead, to managers, always in private."""

from collections.abc import Sequence

from handlers.buttons import press
from handlers.news.duty_words import key, said, what
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows
from words import Say, _, listed


def above(f: Facts, say: Say) -> Message:
    """To the lead and to managers, in private: what is not done, whose it is, and who was asked."""
    lines = [said(_stands(f), f, say)]
    if f["reason"] and f["state"] != "excused":
        lines.append(said(_("{owner_name}说:{reason}"), f, say))
    if f["going"] and not f["cover"]:
        lines.append(said(_("{going}去看了。"), f, say))
    elif f["asked"] and f["waits"] and not f["cover"]:
        lines.append(said(_("问过{asked_names}。"), f, say))
    if f["by"] and f["waits"]:
        lines.append(said(_care(f), f, say))
    return Message("\n".join(lines), _above_keys(f, say), silent=bool(f.get("silent")))


def _care(f: Facts) -> str:
    if f.get("handed"):
        return _("交班了,现在到您手上。")
    return _("还在您手上吗?15分钟没回话就再往上说。") if f["mine"] and f.get("asks") else _("{by}在安排。")


def _stands(f: Facts) -> str:
    if f["made_up"]:
        return _("{what} {made_up}补上了({person_address})。")
    if f["state"] in ("done", "late"):
        return _("✅ {said} {what} 到了({person_address})。")
    if f["state"] == "excused":
        return _("{what}免了({owner_name}):{excuse}")
    if not f["owner"]:
        return _("{what}没有人做。") if f["state"] == "missed" else _("{what}没有人。请您安排,{due}前。")
    if f["state"] == "upcoming":
        return _("{what}({owner_name})还没开始。")
    return _("{what}还是没收到({owner_name}),还没有人管。") if f.get("again") else _("{what}没收到({owner_name})。")


def _above_keys(f: Facts, say: Say) -> Rows:
    if not f["waits"] and f["state"] != "upcoming":
        return ()
    excuse = [key(f, say, _("有理由,免"), "excuse")] if f["reason"] else []
    if f["by"]:
        still = [key(f, say, _("还在安排"), "own")] if f["mine"] and f.get("asks") else []
        return in_rows([*still, *excuse]) if f["mine"] else ()
    find = [key(f, say, _("找人顶"), "ask")] if f["state"] != "missed" and f["owner"] and not f["cover"] else []
    return in_rows([key(f, say, _("我来安排"), "own"), key(f, say, _("已电话"), "called"), *find, *excuse])


def _unreachable(f: Facts, say: Say) -> Message:
    """Before the shift: who has no way to hear of their duties."""
    text = say(_("到班前联系不上:{names}(共{count}件任务)。请当面说一声,或者找人顶。")).format(
        names=listed(f["names"], say), count=f["count"]
    )
    return Message(text, find_keys(f["duties"], say))


def find_keys(duties: Sequence[Facts], say: Say) -> Rows:
    """One button a duty, for finding somebody else."""
    label = _("找人顶 {what}")
    return tuple((Button(say(label).format(what=what(d, say))[:40], press("y", "ask", d["duty"])),) for d in duties)


WORDING: dict[str, Wording] = {"duty.unreachable": _unreachable}
