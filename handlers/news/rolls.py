"""What is said during a roll call: one card a floor, and the totals."""

from handlers.buttons import press
from handlers.news.forms import options, ways_out
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from words import Say, _, listed

ROOMS_ACROSS = 4
"""Room numbers are short: four side by side on a narrow phone."""
KNOWN: dict[str, str] = {
    "请假": _("{room} {bed}床登了请假,点名不算缺。找不到这位,就点「找不到」。"),
    "留观": _("{room} {bed}床登了留观,点名不算缺。找不到这位,就点「找不到」。"),
}
"""By what the bed is entered as."""


def _floor(f: Facts, say: Say) -> Message:
    rows = options(f, say)
    keys = [key for row in rows for key in row]
    if f["room"] and f["bed"] and f.get("known"):
        return Message(say(KNOWN[f["known"]]).format(**f), rows)
    if f["room"] and f["bed"]:
        return Message(say(_("{room} {bed}床,这位在哪?")).format(**f), rows)
    if f["room"]:
        text = say(_("{room} 几床不在?")).format(**f)
        return Message(text, (*in_rows(keys[:-2], across=ROOMS_ACROSS), tuple(keys[-2:])))
    if f["picking"]:
        text = say(_("{floor}哪间?点房号,或者写「312 2床」。")).format(**f)
        return Message(text, (*in_rows(keys[:-1], across=ROOMS_ACROSS), (keys[-1],)))
    return Message(_expected(f, say), (*rows, *ways_out(f, say, leaves=False)))


def _expected(f: Facts, say: Say) -> str:
    """🌙 3层应到60,请假2,医务室1,该在57。"""
    text = say(_("🌙 {floor}应到{beds},请假{leave},医务室{sickbay},该在{expected}。")).format(**f)
    if f["gone"]:
        each = [say(_("{room} {bed}床{where}")).format(room=r, bed=b, where=say(w)) for r, b, w in f["gone"]]
        text += "\n" + listed(each, say)
    if f.get("unseen"):
        text += "\n" + say(_("还没看到:{rooms}")).format(rooms=listed(f["unseen"], say))
    return text


def _unseen(f: Facts, say: Say) -> Message:
    text = say(_("{room}还没看到,点名先开着。现在呢?")).format(**f)
    if f["more"]:
        text += "\n" + say(_("后面还有{more}间。")).format(**f)
    return Message(text, (*options(f, say), *ways_out(f, say, leaves=False)))


def _totals(f: Facts, say: Say) -> Message:
    text = say(_("🌙 应到{beds}:实到{present} 请假{leave} 医务室{sickbay},找不到{missing}。")).format(**f)
    if f.get("unpapered"):
        text += "\n" + say(_("其中{unpapered}位没有假条或留观登记,已记下。")).format(**f)
    return Message(text, (*options(f, say), *ways_out(f, say, leaves=False)))


def _ask_nurse(f: Facts, say: Say) -> Message:
    keys = (
        Button(say(_("在")), press("b", "yes", f["number"])),
        Button(say(_("不在我这里")), press("b", "no", f["number"])),
    )
    return Message(say(_("🩺 点名时{by}说{place} {bed}床在医务室。在吗?")).format(**f), (keys,))


NURSE_SAID: dict[str, str] = {"yes": _("好,留观到{due}。"), "no": _("好,已经去找了。")}


WORDING: dict[str, Wording] = {
    "roll.floor": _floor,
    "roll.totals": _totals,
    "sickbay.ask": _ask_nurse,
    "sickbay.thanks": lambda f, say: Message(say(NURSE_SAID[f["says"]]).format(**f)),
    "sickbay.denied": says(_("⚠️ {address}说{place} {bed}床不在医务室。已经告诉大家去找。")),
    "roll.unseen": _unseen,
    "roll.told": says(_("{room} {bed}床:已经告诉大家。")),
    "roll.said_already": says(_("{room} {bed}床刚才说过了。")),
    "roll.no_such_room": says(_("这层没有这间或这张床,请再看一下。")),
}
