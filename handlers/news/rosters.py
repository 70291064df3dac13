"""Today's roster: the line that asks the lead, the two taps that change it, and what both people read."""

from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows, says
from words import Say, _


def _lines(f: Facts, say: Say) -> str:
    line = say(_("{shift}:{people}"))
    return "\n".join(
        line.format(shift=shift, people=" ".join(name for _code, name in people)) for shift, people in f["shifts"]
    )


def _ask(f: Facts, say: Say) -> Message:
    keys = (
        Button(say(_("对")), press("o", "ok", f["at"], "all")),
        Button(say(_("有变动")), press("o", "not", f["at"], "all")),
    )
    return Message(say(_("👥 {team},对吗?")).format(team=_lines(f, say)), (keys,), silent=True)


def _who_not(f: Facts, say: Say) -> Message:
    people = [pair for _shift, team in f["shifts"] for pair in team]
    keys = [Button(name, press("o", "out", f["at"], code)) for code, name in people]
    right: Rows = ((Button(say(_("都来")), press("o", "ok", f["at"], "all")),),)
    return Message(say(_("谁不来?")), (*in_rows(keys, across=3), *right))


def _instead(f: Facts, say: Say) -> Message:
    def key(label: str, come: str) -> Button:
        return Button(label, press("o", "in", f["at"], f"{f['out']}>{come}"))

    more = [Button(say(_("别人")), press("o", "more", f["at"], f["out"]))] if f["more"] else []
    keys = [*(key(name, code) for code, name in f["people"]), *more, key(say(_("没人替")), "-")]
    return Message(say(_("{day} {shift} {posts}:谁替{name}?")).format(**f), in_rows(keys))


def _changed(f: Facts, say: Say) -> Message:
    sentence = _("{day} {shift}:{come}替{out}。") if f["come"] else _("{day} {shift}:{out}不来,没人替。")
    text = say(sentence).format(**f)
    if f["unheard"]:
        text += "\n" + say(_("看不到消息,请打电话:{names}")).format(names=" ".join(f["unheard"]))
    return Message(text, ((Button(say(_("改回来")), press("o", "undo", f["at"], f["number"])),),))


def _whose(f: Facts, say: Say) -> Message:
    keys = [Button(name, press("o", "who", "-", code)) for code, name in f["people"]]
    return Message(say(_("👥 改谁的班?")), in_rows(keys, across=3))


def _turns(f: Facts, say: Say) -> Message:
    off = Button(say(_("🗓 好几天不来")), press("q", "whose", f["person"]))
    if not f["turns"]:
        return Message(say(_("{name}这一周没有班。")).format(**f), ((off,),))
    keys = [Button(f"{it['day']} {it['shift']}", press("o", "out", at, f["person"])) for at, it in f["turns"]]
    return Message(say(_("{name}哪个班不来?")).format(**f), in_rows([off, *keys], across=1))


def _changed_before(f: Facts, say: Say) -> Message:
    """Somebody was quicker: who, and who comes now."""
    if f["come"]:
        return Message(say(_("{by}刚改过:{come}替{name}。")).format(**f))
    if f["by"]:
        return Message(say(_("{by}刚改过:{name}不来,没人替。")).format(**f))
    return Message(say(_("值班表改过了,{name}不在这个班上。")).format(**f))


def _out(f: Facts, say: Say) -> Message:
    sentence = _("{day} {shift}您不用来,{come}替您。") if f["come"] else _("{day} {shift}您不用来。")
    return Message(say(sentence).format(**f))


def _by(f: Facts, say: Say) -> Message:
    sentence = _("{by}改了班:{day} {shift},{come}替{out}。") if f["come"] else _("{by}改了班:{day} {shift},{out}不来。")
    return Message(say(sentence).format(**f))


WORDING: dict[str, Wording] = {
    "roster.ask": _ask,
    "roster.right": lambda f, say: Message(say(_("✅ {team}")).format(team=_lines(f, say))),
    "roster.who_not": _who_not,
    "roster.instead": _instead,
    "roster.changed_now": _changed,
    "roster.back_now": says(_("改回来了:还是{out}。")),
    "roster.thanks": says(_("记下了。")),
    "roster.whose": _whose,
    "roster.turns": _turns,
    "roster.out": _out,
    "roster.in": says(_("{day} {shift} {begins} {posts}请您来,替{out}。")),
    "roster.back": says(_("改回来了:{day} {shift} {begins} {posts}还是您来。")),
    "roster.not_needed": says(_("改回来了:{day} {shift}您不用来了。")),
    "roster.changed_by": _by,
    "roster.not_yours": says(_("{name}的班由他的班组长或管理人员改。")),
    "roster.too_late": says(_("{name}的这个班已经过了。")),
    "roster.changed": _changed_before,
    "roster.no_such_team": says(_("这个班现在没有您的人。")),
    "roster.over": says(_("{day} {shift}已经过了。")),
    "roster.cannot": says(_("{name}那时有别的班,或者不在岗,请换一个人。")),
    "roster.taken": says(_("办公室的值班表后来改过这个班,要改请重新换人。")),
    "roster.moved_on": says(_("{come}又把这个班换给了别人,请先改那一次。")),
    "roster.not_free": says(_("{name}那时已经有别的班,或者不在,改不回来。请重新换人。")),
    "roster.undone": says(_("已经改回来了,还是{out}。")),
    "roster.no_team": says(_("您手下这一周没有排班的人。写 /roster 姓名 也行。")),
    "roster.nobody": says(_("没有找到「{said}」,或者不归您管。请写全名。")),
}
