"""What is said of entries: the questions, the card with its ways to end, and why something is refused."""

from handlers.buttons import press
from handlers.news import function_rooms, samples, visitors
from handlers.news.forms import options, question, ways_out
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from words import Say, _

OPENED: dict[str, str] = {
    "leave": _("📝 {place} {bed}床请假,到{due}。点名不算缺。"),
    "sickbay": _("🩺 {place} {bed}床留观,到{due}。点名不算缺。"),
}
CLOSED: dict[str, str] = {
    "back": _("✅ {place} {bed}床 {closed}回来了,点名照常算。"),
    "home": _("✅ {place} {bed}床 {closed}接回家了。"),
    "void": _("{place} {bed}床:登错了,已撤。点名照常算。"),
    "over": _("{place} {bed}床:到时间了,点名照常算。"),
    "unlisted": _("{place} {bed}床:表里删了,点名照常算。"),
}
STILL: dict[str, str] = {
    "leave": _("{place} {bed}床:这条关了。这张床还登着请假,到{until_then},点名还是不算缺。"),
    "sickbay": _("{place} {bed}床:这条关了。这张床还登着留观,到{until_then},点名还是不算缺。"),
}
"""One was closed, and another one still keeps the bed empty."""
ASK_BEDS: dict[str, str] = {
    "leave": _("📝 哪张床请假?写「1号楼203 2床」,几个一起写也行;或者点。"),
    "sickbay": _("🩺 哪张床留观?写「1号楼203 2床」,或者点。"),
}
ASK_UNTIL: dict[str, str] = {
    "leave": _("请到什么时候?点一下,或者写「明天18点」。"),
    "sickbay": _("留到什么时候?点一下,或者写「明天18点」。"),
    "visitor": _("待到什么时候?点一下,或者写「16:30」。"),
    "room": _("用到什么时候?点一下,或者写「16:30」。"),
}
NOT_YOURS: dict[str, str] = {
    "leave": _("请假由班主任、宿管来登。"),
    "sickbay": _("留观由校医、宿管来登。"),
    "visitor": _("访客由门卫来登,被访人来认。"),
    "sample": _("留样由留样员、食堂班长来销。"),
    "room": _("这间是别人开的,由他来关。"),
}
ENDS: dict[str, tuple[tuple[str, str], ...]] = {
    "leave": (("back", _("提前回来了")), ("void", _("登错了"))),
    "sickbay": (("back", _("回寝室了")), ("home", _("接回家了")), ("void", _("登错了"))),
}
ROOMS_ACROSS = 4
"""Room numbers are short: four side by side on a narrow phone."""


def _ask_beds(f: Facts, say: Say) -> Message:
    keys = [key for row in options(f, say) for key in row]
    out = ways_out(f, say)
    if f["rooms"]:
        return Message(say(_("{rooms}是哪栋楼的?")).format(rooms=f["rooms"][0]), (*in_rows(keys), *out))
    if f["room"]:
        text = say(_("{at} 几床?")).format(**f)
        return Message(text, (*in_rows(keys[:-1], across=ROOMS_ACROSS), (keys[-1],), *out))
    if f["at"]:
        text = say(_("{at}:点一下,或者写「203 2床」。")).format(**f)
        return Message(text, (*in_rows(keys[:-1], across=ROOMS_ACROSS), (keys[-1],), *out))
    return Message(say(ASK_BEDS[f["kind"]]), (*in_rows(keys), *out))


def _ask_until(f: Facts, say: Say) -> Message:
    return question(say(ASK_UNTIL[f["kind"]]), f, say)


def _card(f: Facts, say: Say) -> Message:
    if f["kind"] in CARDS:
        return CARDS[f["kind"]](f, say)
    if f["state"] == "closed" and f["how"] != "home" and (still := f.get("still")):
        return Message(say(STILL[still["kind"]]).format(**f, until_then=still["due"]))
    if f["state"] == "closed":
        return Message(say(CLOSED[f["how"]]).format(**f))
    keys = [Button(say(label), press("b", what, f["number"])) for what, label in ENDS[f["kind"]]]
    return Message(say(OPENED[f["kind"]]).format(**f), in_rows(keys))


CARDS: dict[str, Wording] = {"visitor": visitors.card, "room": function_rooms.card, "sample": samples.card}
"""Cards of kinds that are not of pupils."""
LATE: dict[str, Wording] = {"visitor": visitors.late, "room": function_rooms.late, "sample": samples.late}


def _sheet(f: Facts, say: Say) -> Message:
    """The workbook says something else than was said here."""
    if not f["ends"]:
        return Message(say(_("{place} {bed}床:您在这里改过,现在表里删了,点名照常算。")).format(**f))
    return Message(say(_("{place} {bed}床:您这里改到{due},表里又改成到{ends},照表里的。")).format(**f))


def _explains(f: Facts, say: Say) -> Message:
    """To who is looking for somebody: they may be at home, or in the sick bay."""
    said = {"leave": _("{place} {bed}床:{by}刚登了请假,到{due}。找的就是这位,请点「找到了」。"),
            "sickbay": _("{place} {bed}床:{by}刚登了留观。找的就是这位,请点「找到了」。")}  # fmt: skip
    return Message(say(said[f["kind"]]).format(**f))


def _opened(f: Facts, say: Say) -> Message:
    """One with its buttons; several as lines, each with a way to its card."""
    if len(f["entries"]) == 1:
        return _card(f["entries"][0], say)
    lines = [say(OPENED[it["kind"]]).format(**it) for it in f["entries"]]
    return Message("\n".join(lines), _looks(f))


def _list(f: Facts, say: Say) -> Message:
    return Message(say(_("您登的,还没到时间的:")), _looks(f))


def _looks(f: Facts) -> tuple[tuple[Button, ...], ...]:
    keys = [Button(f"{it['place']}-{it['bed']}", press("b", "look", it["number"])) for it in f["entries"]]
    return in_rows(keys)


WORDING: dict[str, Wording] = {
    "entry.ask_beds": _ask_beds,
    "entry.ask_until": _ask_until,
    "entry.opened": _opened,
    "entry.card": _card,
    "entry.list": _list,
    "entry.explains": _explains,
    "entry.sheet": _sheet,
    "entry.over": says(_("记下了。")),
    "entry.home": says(_("记下了,请假到{due}。")),
    "entry.late": lambda f, say: LATE[f["kind"]](f, say),
    "entry.none": says(_("没有这条登记。")),
    "entry.closed": lambda f, say: Message(_card(f, say).text),
    "entry.not_yours": lambda f, say: Message(say(NOT_YOURS[f["kind"]])),
    "entry.which_bed": says(_("哪间几床?比如「1号楼203 2床」。")),
    "entry.no_such_room": says(_("学生寝室里没有{rooms},请再看一下。")),
    "entry.no_such_bed": says(_("{room}只有1到{beds}号床。")),
    "entry.when": says(
        _("到什么时候?我没看懂。写上上午下午,不是今天就写哪天:「今晚9点」「周五早上7点」「11-25 18:00」,两个月以内。")
    ),
}
