"""Short lists of what is one's own, or waits for somebody, with a button for each."""

from handlers.buttons import press
from handlers.news.alarm_words import what
from handlers.news.certificates import certificates_key
from handlers.news.day_lines import before_words
from handlers.news.duties import owed_keys, owed_lines
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows
from handlers.news.tickets import STATES
from words import Say, _
from words.plain import brief, unless_said

MOST_KEYS = 6


def _tickets(f: Facts, say: Say) -> list[str]:
    line = _("{number} {place}{words}|{state} {assignee}")
    return [
        say(line).format(
            **{
                **t,
                "state": say(STATES[t["state"]]),
                "place": before_words(unless_said(t["place"], t["words"]) if t["place"] else say(_("地点没说"))),
                "words": brief(t["words"]),
            }
        )
        for t in f["tickets"]
    ]


def _list(title: str, empty: str) -> Wording:
    """A short list, one button a ticket."""

    def wording(f: Facts, say: Say) -> Message:
        duties = f.get("duties", ())
        lines = [f"🚨 {what(a, say)}" for a in f.get("alarms", ())] + owed_lines(duties, say) + _tickets(f, say)
        lines += [say(_("📄 整改{number}号 {place} {words}")).format(**it) for it in f.get("notices", ())]
        hand_over = [Button(say(_("换人")), press("h", "none"))] if f.get("device") else []
        practice = [Button(say(_("练一遍")), press("c", "practice"))] if f.get("practice") else []
        drill = [Button(say(_("🚨 演习")), press("c", "drill"))] if f.get("drills") else []
        rosters = [Button(say(_("👥 改班")), press("c", "roster"))] if f.get("leads") else []
        swaps = [Button(say(_("🔁 换班")), press("c", "swap"))] if f.get("turns") else []
        rooms = [Button(say(_("🏫 功能室")), press("c", "function"))] if f.get("rooms") else []
        reviews = [Button(say(_("📊 周报、总结")), press("c", "review"))] if f.get("reviews") else []
        term = [Button(say(_("📈 我的学期")), press("c", "myterm"))] if f.get("practice") else []
        papers = [certificates_key(say)] if f.get("certificates") else []
        below = [*rosters, *swaps, *papers, *rooms, *reviews, *term, *drill, *practice]
        if not lines:
            return Message(say(empty), _folded(hand_over, [], below, f, say))
        if f.get("more"):
            lines.append(say(_("还有{more}件")).format(**f))
        keys = [Button(str(t["number"]), press("v", t["number"])) for t in f["tickets"]]
        keys += [
            Button(say(_("整改{number}号")).format(**it), press("j", "look", it["number"]))
            for it in f.get("notices", ())
        ]
        owed = [*hand_over, *(key for row in owed_keys(duties, say) for key in row)]
        return Message("\n".join([say(title), *lines]), _folded(owed, keys, below, f, say))

    return wording


def _folded(owed: list[Button], things: list[Button], below: list[Button], f: Facts, say: Say) -> Rows:
    """At most six keys: who uses this phone, what can be begun now, one's own things; the others take their place."""
    every, began = [*owed, *things, *below], f.get("from", 0)
    more: Rows = ()
    shown = every
    if len(every) > MOST_KEYS:
        began = began if began < len(every) else 0
        until = began + MOST_KEYS - 1
        shown = every[began:until]
        more = ((Button(say(_("更多")), press("li", until if until < len(every) else 0)),),)
    numbers = [key for key in shown if key in things]
    rest = [key for key in shown if key in below]
    rows = (*((key,) for key in shown if key in owed), *in_rows(numbers, across=3))
    return (*rows, *in_rows([*rest, *more[0]])) if more and rest else (*rows, *in_rows(rest), *more)


WORDING: dict[str, Wording] = {
    "list.mine": _list(_("📋 您的事,还没完的:"), _("您没有没完的事。")),
    "list.jobs": _list(_("🧰 您手上的单:"), _("您手上没有单。")),
    "list.desk": _list(_("✋ 还没有人的单:"), _("都派出去了。")),
}
