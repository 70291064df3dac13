"""The school's workbook in the chat, in words: what is wrong in it, what it would change, what it has changed."""

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from handlers.buttons import press
from handlers.news.message import LONGEST_CAPTION, LONGEST_TEXT, Button, Facts, Made, Message, Rows, Wording
from words import Say, _, listed
from words.plain import cut
from words.sentence import said, unpacked

MOST_FAULTS = 8
"""In the message; a file beside it has the others (docs/workbook.md)."""
MOST_ROWS, ROWS_A_SHEET = 20, 5
"""Rows that are shown, in all and of a sheet; the file beside has the others."""
LONGEST, LONGEST_LINE = 30, 120
"""Signs of a cell, and of a line that is shown."""
AGAIN: Mapping[str, str] = {
    "import": _("您看的时候,别人导入了另一份。现在再看一眼:"),
    "roster": _("您看的时候,手机上换了班。现在再看一眼:"),
    "data": _("您看的时候,学校的数据变了。现在再看一眼:"),
}
"""Why it is shown once more."""
STATES: Mapping[str, str] = {
    "fetching": _("还在看,请等一下。"),
    "reading": _("还在看,请等一下。"),
    "accepted": _("正在改,不用再点。"),
    "kept": _("已经照它改过了。"),
    "replaced": _("后来又发了一份,请点新的那条。"),
    "lapsed": _("放了一天,收起来了。要改请再发一次。"),
}


def _faults(f: Facts, say: Say) -> Message:
    """The first faults, as many as a message has room for; all of them in a file when there are more."""
    told = [cut(said(unpacked(it), say), LONGEST_LINE) for it in f["faults"]]
    head = say(_("📗 {name}有{count}处不对,什么都没有改:")).format(**f)
    if f["count"] <= MOST_FAULTS:
        return Message("\n".join([head, *told, say(_("请改好再发一次。"))]))
    made = Made(say(_("要改的地方.txt")), partial(_fault_list, f, say))

    def text(most: int) -> str:
        more = say(_("还有{count}处,全在文件里。改好再发一次。")).format(count=f["count"] - most)
        return "\n".join([head, *told[:most], more])

    return Message(_longest(text, range(MOST_FAULTS, 0, -1), LONGEST_CAPTION), made=made)


def _longest(text: Callable[[int], str], mosts: Iterable[int], room: int) -> str:
    """With as many lines as there is room for."""
    found = ""
    for most in mosts:
        found = text(most)
        if len(found) <= room:
            break
    return found


def _fault_list(f: Facts, say: Say) -> bytes:
    lines = [f"{number}. {said(unpacked(it), say)}" for number, it in enumerate(f["faults"], 1)]
    left = f["count"] - len(lines)
    return _text([*lines, *([say(_("还有{count}处")).format(count=left)] if left else [])])


def _clash(f: Facts, say: Say) -> Message:
    lines = [say(_("{day} {shift}:{by} {at}在手机上改过")).format(**one) for one in f["said"][:MOST_FAULTS]]
    if f["count"] > len(lines):
        lines.append(say(_("还有{count}处")).format(count=f["count"] - len(lines)))
    head = say(_("📗 值班表里有{count}处,工作簿改了,手机上也改了,什么都没有改:")).format(**f)
    tail = say(_("请取一份新的,在新的里面改。"))
    return Message("\n".join([head, *lines, tail]), ((_present(say),),))


def _shown(f: Facts, say: Say) -> Message:
    """What would change, sheet by sheet, then what somebody should know, then one question."""
    again = AGAIN.get(f["again"])
    head = [say(again)] if again else []
    head.append(say(_("📗 照{name}改,会有这些变化:")).format(**f))
    notes = [say(_("⚠️ {note}")).format(note=cut(said(unpacked(it), say), LONGEST_LINE)) for it in f["notes"]]
    question = say(_("现在还没改。照这个改吗?"))
    whole = sum(sum(it["counts"]) for it in f["sheets"]) > MOST_ROWS or len(notes) > ROWS_A_SHEET
    whole = whole or any(sum(it["counts"]) > ROWS_A_SHEET for it in f["sheets"])

    def text(most: int) -> str:
        shown = [say(_("只有机器人不用的格子不一样,照样替您存着。"))] if f["beside"] else _lines(f["sheets"], most, say)
        noted = notes[: min(ROWS_A_SHEET, most)]
        if len(notes) > len(noted):
            noted.append(say(_("还有{count}条提醒")).format(count=len(notes) - len(noted)))
        return "\n".join([*head, *shown, *noted, *([say(_("全部在文件里。"))] if whole else []), question])

    words = text(MOST_ROWS)
    whole = whole or len(words) > LONGEST_TEXT
    if not whole:
        return Message(words, _keys(f, say))
    made = Made(say(_("会改什么.txt")), partial(_whole, f, say))
    return Message(_longest(text, range(MOST_ROWS, -1, -1), LONGEST_CAPTION), _keys(f, say), made=made)


def _keys(f: Facts, say: Say) -> Rows:
    take = Button(say(_("照这个改")), press("wb", "take", f["number"]))
    return ((take, Button(say(_("不改")), press("wb", "drop", f["number"]))),)


def _lines(sheets: Iterable[Mapping[str, Any]], most: int, say: Say) -> list[str]:
    """A heading and the first rows of each sheet."""
    lines = []
    for sheet in sheets:
        rows = sheet["rows"][: min(ROWS_A_SHEET, most)]
        lines += [_heading(sheet["sheet"], sheet["counts"], say), *(cut(_row(row, say), LONGEST_LINE) for row in rows)]
        most -= len(rows)
    return lines


def _heading(sheet: str, counts: Sequence[int], say: Say) -> str:
    words = (_("新增{rows}"), _("删除{rows}"), _("改动{rows}"))
    told = [say(each).format(rows=rows) for each, rows in zip(words, counts, strict=True) if rows]
    return say(_("【{sheet}】{counts}")).format(sheet=sheet, counts=listed(told, say))


def _row(row: Sequence[Any], say: Say) -> str:
    if row[0] == "+":
        return say(_("  + {row}")).format(row=row[1])
    if row[0] == "-":
        return say(_("  - {row}(转为离职,姓名和记录保留)") if row[2] else _("  - {row}")).format(row=row[1])
    fields = [
        say(_("{head} {before}→{after}")).format(head=head, before=_cell(before, say), after=_cell(after, say))
        for head, before, after in row[2]
    ]
    return say(_("  {row}:{fields}")).format(row=row[1], fields=listed(fields, say))


def _cell(text: str, say: Say) -> str:
    return say(_("「{value}」")).format(value=cut(text, LONGEST)) if text else say(_("空"))


def _whole(f: Facts, say: Say) -> bytes:
    lines = []
    for sheet in f["sheets"]:
        lines += [_heading(sheet["sheet"], sheet["counts"], say), *(_row(row, say) for row in sheet["rows"])]
        if left := sum(sheet["counts"]) - len(sheet["rows"]):
            lines.append(say(_("  还有{count}行")).format(count=left))
    return _text([*lines, *(said(unpacked(it), say) for it in f["notes"])])


def _kept(f: Facts, say: Say) -> Message:
    lines = [say(_("✅ 已经照{name}改好。")).format(**f)]
    lines += [_heading(sheet, counts, say) for sheet, *counts in f["sheets"]]
    if not f["new"]:
        return Message("\n".join(lines))
    names = listed(f["new"][:MOST_FAULTS], say)
    lines.append(say(_("新来的{count}人还没有链接:{names}")).format(count=len(f["new"]), names=names))
    return Message("\n".join(lines), ((Button(say(_("🔗 给新来的发链接")), press("wb", "links", f["number"])),),))


def _told(f: Facts, say: Say) -> Message:
    sheets = listed([_brief(sheet, counts, say) for sheet, *counts in f["sheets"]], say)
    return Message(say(_("📗 {who}照新工作簿改了学校的数据:{sheets}")).format(who=f["who"], sheets=sheets), silent=True)


def _brief(sheet: str, counts: Sequence[int], say: Say) -> str:
    return say(_("{sheet}{count}处")).format(sheet=sheet, count=sum(counts))


def _file(f: Facts, say: Say) -> Message:
    name = say(_("学校-{day}.xlsx")).format(**f)
    text = say(_("📗 现在的工作簿,手机上换的班也在里面。\n改好后直接发回给我,先看会改什么,您点了才改。"))
    return Message(text, made=Made(name, lambda: base64.b85decode(f["file"])))


def _over(f: Facts, say: Say) -> Message:
    return Message(say(STATES.get(f["state"], _("这份没有用上。要改请再发一次。"))))


def _present(say: Say) -> Button:
    return Button(say(_("📗 取一份新的")), press("c", "workbook"))


def _text(lines: Iterable[str]) -> bytes:
    """As Windows' own editor opens it."""
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _line(words: str) -> Wording:
    return lambda f, say: Message(say(words).format(**f))


WORDING: dict[str, Wording] = {
    "offer.reading": _line(_("📗 收到{name},正在看,一会儿告诉您会改什么。")),
    "offer.wrong": _faults,
    "offer.clash": _clash,
    "offer.shown": _shown,
    "offer.same": _line(_("📗 {name}和现在的数据一样,没有要改的。")),
    "offer.taken": _line(_("好,正在改")),
    "offer.importing": _line(_("📗 正在照{name}改…")),
    "offer.kept": _kept,
    "offer.dropped": _line(_("📗 {name}没有用,学校的数据没有改。")),
    "offer.lapsed": _line(_("📗 {name}放了一天没有点,收起来了,没有改。要改请再发一次。")),
    "offer.replaced": _line(_("📗 {name}不看了,看后来发的那份。")),
    "offer.lost": _line(_("📗 {name}没有取到,请再发一次。")),
    "offer.too_big": _line(_("📗 {name}超过20MB,Telegram 不让机器人取。请只留学校的表,再发一次。")),
    "offer.failed": _line(_("📗 {name}没有看成(错误号 {error}),没有改。已告诉管机器的人。")),
    "offer.may_not": _line(_("📗 没有改:您现在不管全校的名单了。")),
    "offer.not_you": _line(_("📗 没有改:照{name}改,您自己就不管全校的名单了。请另一位管理员来发。")),
    "offer.other_school": _line(_("📗 没有改:这是「{theirs}」的工作簿,这里是「{ours}」。")),
    "offer.erased": _line(_("📗 没有改:{people}已经注销,编号不能再用。请删掉那一行,新来的人用新编号。")),
    "offer.over": _over,
    "offer.no_links": _line(_("新来的都有链接了。再要请写 /invite 加姓名。")),
    "offer.told": _told,
    "workbook.writing": _line(_("正在写,马上发给您。")),
    "workbook.file": _file,
}
