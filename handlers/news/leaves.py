"""Leave of staff in words: to who decides, to who is away, and to who works instead."""

from collections.abc import Iterable

from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from words import Say, _

MOST_LINES = 12
"""Shifts of a leave told one by one; our own judgement: one screen."""


def _from_when(f: Facts, say: Say) -> Message:
    ask = _("🗓 {name}从哪天起不来?") if f["name"] else _("🗓 从哪天起请假?")
    labels = [say(_("今天")), say(_("明天")), *(day[5:] for day in f["days"][2:])]
    keys = [
        Button(label, press("q", "from", f"{f['person']}>{day}")) for label, day in zip(labels, f["days"], strict=True)
    ]
    return Message(say(ask).format(**f), in_rows(keys, across=3))


def _how_long(f: Facts, say: Say) -> Message:
    asked = f"{f['person']}>{f['first']}"
    keys = [Button(say(_("{n}天")).format(n=days), press("q", "ask", f"{asked}>{days}")) for days in f["long"]]
    return Message(say(_("{day}起,几天?")).format(day=f["first"][5:]), in_rows(keys, across=3))


def _card(f: Facts, say: Say) -> Message:
    """How it stands, to who may give it or put it back."""
    lines = [say(SENTENCES[f["state"]]).format(**f, span=_span(f, say))]
    if f["state"] == "asked":
        if f["open"]:
            lines.append(say(_("这几天有班:{turns}")).format(turns=_turns(f["open"], say)))
        keys = [_key(f, say, _("同意"), "give"), _key(f, say, _("不同意"), "refuse")]
        return Message("\n".join(lines), in_rows(keys))
    if f["state"] == "given":
        lines += [say(_("{day} {shift}:{come}")).format(**it) for it in f["taken"][:MOST_LINES]]
        if f["open"]:
            lines.append(say(_("⚠️ 没人替:{turns}")).format(turns=_turns(f["open"], say)))
        if f["deputy"]:
            lines.append(say(_("别的事由{deputy}代。")).format(**f))
        if f["tickets"]:
            lines.append(say(_("手上还有工单:{numbers}")).format(numbers=_numbers(f["tickets"])))
    given = f["state"] == "given"
    return Message("\n".join(lines), ((_key(f, say, _("改回来"), "undo"),),) if given else ())


SENTENCES = {
    "asked": _("🗓 {name}想请假,{span}。"),
    "given": _("🗓 {name}请假,{span}。"),
    "refused": _("{name}的假没有批,{span}。"),
    "undone": _("{name}不请假了,{span}照常。"),
}


def _propose(f: Facts, say: Say) -> Message:
    lines = [say(_("🗓 {name}请假,{span}。这样替,好吗?")).format(name=f["name"], span=_span(f, say))]
    for it in f["proposed"][:MOST_LINES]:
        come = it["come"] or say(_("没有人能替"))
        lines.append(say(_("{day} {shift}:{come}")).format(**{**it, "come": come}))
    if len(f["proposed"]) > MOST_LINES:
        lines.append(say(_("还有{more}个班,照样轮。")).format(more=len(f["proposed"]) - MOST_LINES))
    keys = [_key(f, say, _("就这样"), "plan"), _key(f, say, _("改回来"), "undo")]
    return Message("\n".join(lines), in_rows(keys))


def _who_stands_in(f: Facts, say: Say) -> Message:
    """For what no roster hands on: alarms, duties of a role, what is told above."""
    keys = [Button(name, press("q", "deputy", f"{f['number']}>{code}")) for code, name in f["people"]]
    keys.append(Button(say(_("不用代")), press("q", "deputy", f"{f['number']}>-")))
    return Message(say(_("🗓 {name}请假,{span}。谁代?")).format(name=f["name"], span=_span(f, say)), in_rows(keys))


def _yours(f: Facts, say: Say) -> Message:
    after = {
        "given": _("🗓 {by}批了您的假,{span}。您的班有人安排。"),
        "refused": _("{by}没有批您的假({span}),请找他商量。"),
        "undone": _("{by}改回来了:{span}您照常。"),
    }
    keys = ((_key(f, say, _("不请了"), "undo"),),) if f["state"] == "given" else ()
    return Message(say(after[f["state"]]).format(by=f["by"], span=_span(f, say)), keys)


def _asked(f: Facts, say: Say) -> Message:
    text = say(_("🗓 假条送上去了,{span}。批了告诉您。")).format(span=_span(f, say))
    return Message(text, ((_key(f, say, _("不请了"), "undo"),),))


def _key(f: Facts, say: Say, label: str, what: str) -> Button:
    return Button(say(label), press("q", what, f["number"]))


def _span(f: Facts, say: Say) -> str:
    sentence = _("{first}一天") if f["days"] == 1 else _("{first}到{last}共{days}天")
    return say(sentence).format(first=f["first"], last=f["last"], days=f["days"])


def _turns(turns: Iterable[Facts], say: Say) -> str:
    return " ".join(say(_("{day} {shift}")).format(**it) for it in list(turns)[:MOST_LINES])


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


def _listed(sentence: str) -> Wording:
    def wording(f: Facts, say: Say) -> Message:
        shown = f["lines"][:MOST_LINES]
        lines = [say(_("{day} {shift} {begins} {posts}")).format(**it).rstrip() for it in shown]
        return Message("\n".join([say(sentence).format(**f), *lines]))

    return wording


def _stands(f: Facts, say: Say) -> Message:
    return Message(say(SENTENCES[f["state"]]).format(**f, span=_span(f, say)))


WORDING: dict[str, Wording] = {
    "leave.from_when": _from_when,
    "leave.how_long": _how_long,
    "leave.asked": _asked,
    "leave.card": _card,
    "leave.propose": _propose,
    "leave.who_stands_in": _who_stands_in,
    "leave.yours": _yours,
    "leave.stand_in": _listed(_("🔁 {name}请假,请您替:")),
    "leave.not_needed": _listed(_("🔁 {name}不请假了,这些您不用来:")),
    "leave.deputy": says(_("🗓 {name}请假,{first}到{last}他的事请您代:警报和任务会送到您这里。")),
    "leave.past": says(_("那天已经过了,请从今天起选。")),
    "leave.over": says(_("{name}的这次假已经过了,不用改。")),
    "leave.twice": says(_("{name}这几天已经请了假({first}到{last})。要改,先点那条的「改回来」。")),
    "leave.asked_before": says(_("这几天您已经请了({first}到{last}),还在等回话。要改,先点那条的「不请了」。")),
    "leave.stands": _stands,
    "leave.not_yours": says(_("这次请假不由您定。")),
}
