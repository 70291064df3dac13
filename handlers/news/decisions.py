"""What waits for a manager, in a line, with a button for each that does it."""

from handlers.buttons import press
from handlers.news.alarm_words import KINDS
from handlers.news.day_lines import before_words
from handlers.news.inspections import CAUSES
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows
from words import Say, _

NUMBERS = "①②③"


def decisions(f: Facts, say: Say) -> str:
    if not f["decisions"]:
        return ""
    asked = [f"{NUMBERS[i]}{_decision(it, say)}" for i, it in enumerate(f["decisions"])]
    return say(_("✋ 要您定{number}:")).format(number=len(asked)) + " ".join(asked)


def _decision(it: Facts, say: Say) -> str:
    sentences = {
        "alarm": _("{place}{kind}:{went}去过,没回话") if it.get("went") else _("{place}{kind}还没人去"),
        "ticket": _("{number}号 {place}{words}没人接,派给谁?"),
        "undone": _("{at}{name}没收到({who})"),
        "gap": _("明{at}{name}没人"),
        "notice": _notice(it),
        "appeal": _("{place}抽查{score}分有意见"),
        "heavier": _("{place}抽查{score}分,{cause},从重?"),
        "trial": _("{name}试行{duties}次{percent:.0f}%,打开?"),
    }
    kind = say(KINDS.get(it.get("danger", ""), KINDS["other"]))
    place = it.get("place") or (say(_("地点没说")) if it["what"] == "alarm" else "")
    place = before_words(place) if it["what"] in ("ticket", "notice") else place
    return say(sentences[it["what"]]).format(
        **{**it, "kind": kind, "place": place, "cause": say(CAUSES.get(it.get("cause", ""), ""))}
    )


def _notice(it: Facts) -> str:
    if not it.get("who"):
        return _("整改{number}号 {place}{words}没有人接")
    return (
        _("整改{number}号 {place}{words}逾期{days}天({who})")
        if it.get("days")
        else _("整改{number}号 {place}{words}到期了({who})")
    )


def acts(f: Facts, say: Say) -> Rows:
    """A button for each thing to decide, that does it."""
    return in_rows(acts_of(f, say), across=3)


def acts_of(f: Facts, say: Say) -> list[Button]:
    return [key for i, it in enumerate(f["decisions"]) for key in _acts(NUMBERS[i], it, say)]


def _acts(number: str, it: Facts, say: Say) -> list[Button]:
    if it["what"] == "heavier":
        return [
            Button(number + say(_("从重")), press("m", "heavier", it["number"])),
            Button(number + say(_("不从重")), press("m", "lighter", it["number"])),
        ]
    return [_act(number, it, say)]


def _act(number: str, it: Facts, say: Say) -> Button:
    if it["what"] == "alarm":
        return Button(number + say(_("我去")), press("a", "go", it["number"]))
    if it["what"] == "ticket":
        return Button(number + say(_("派人")), press("f", "assign", it["number"]))
    if it["what"] == "undone":
        return Button(number + say(_("我来安排")), press("y", "own", it["duty"]))
    if it["what"] == "notice":
        return Button(number + say(_("看整改")), press("j", "look", it["number"]))
    if it["what"] == "appeal":
        return Button(number + say(_("看意见")), press("m", "see", it["number"]))
    if it["what"] == "trial":
        return Button(number + say(_("打开")), press("x", "on", it["plan"]))
    return Button(number + say(_("找人顶")), press("y", "ask", it["duty"]))


def _list(f: Facts, say: Say) -> Message:
    if not f["decisions"]:
        return Message(say(_("没有要您定的。")))
    return Message(decisions(f, say), acts(f, say))


WORDING: dict[str, Wording] = {"decisions.list": _list}
