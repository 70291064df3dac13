"""Where a key is whose words were said out of place, or that nothing waits for them."""

from handlers.buttons import press
from handlers.news.alarm_words import what
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from handlers.news.tickets import head
from words import Say, _
from words.plain import brief


def _where(f: Facts, say: Say) -> Message:
    """One thing and its key; of several each with its number."""
    one = len(f["things"]) == 1
    label = say(f["word"])
    lines = [_line(it, say) for it in f["things"]]
    keys = [
        Button(
            label if one else say(_("{label} {number}号")).format(label=label, number=it["number"]),
            press(it["verb"], it["move"], it["number"]),
        )
        for it in f["things"]
    ]
    sentence = _("说的是这件?点一下就行。") if one else _("说的是哪一件?点一下就行。")
    return Message("\n".join([say(sentence), *lines]), in_rows(keys))


def _line(it: Facts, say: Say) -> str:
    if it["verb"] == "a":
        return f"🚨 {what(it, say)}"
    return head({**it, "words": brief(it["words"])}, say)


WORDING: dict[str, Wording] = {
    "key.where": _where,
    "key.nowhere": says(_("您这里现在没有等着「{word}」的事。")),
}
