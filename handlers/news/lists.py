"""Short lists of what is one's own, or waits for somebody, with a button for each."""

from handlers.buttons import press
from handlers.news.alarm_words import what
from handlers.news.certificates import certificates_key
from handlers.news.day_lines import before_words
from handlers.news.duties import owed_keys, owed_lines
from handlers.news.message import Button, Facts, Message, Wording, in_rows
from handlers.news.tickets import STATES
from words import Say, _
from words.plain import brief, unless_said


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
        below = in_rows([*hand_over, *rosters, *swaps, *papers, *rooms, *reviews, *term, *drill, *practice])
        if not lines:
            return Message(say(empty), below)
        if f.get("more"):
            lines.append(say(_("还有{more}件")).format(**f))
        keys = [Button(str(t["number"]), press("v", t["number"])) for t in f["tickets"]]
        keys += [
            Button(say(_("整改{number}号")).format(**it), press("j", "look", it["number"]))
            for it in f.get("notices", ())
        ]
        rows = (*owed_keys(duties, say), *in_rows(keys, across=3), *below)
        return Message("\n".join([say(title), *lines]), rows)

    return wording


WORDING: dict[str, Wording] = {
    "list.mine": _list(_("📋 您的事,还没完的:"), _("您没有没完的事。")),
    "list.jobs": _list(_("🧰 您手上的单:"), _("您手上没有单。")),
    "list.desk": _list(_("✋ 还没有人的单:"), _("都派出去了。")),
}
