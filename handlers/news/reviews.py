"""Reviews in words: the paper with its footnotes, and the message that brings it."""

from dataclasses import replace
from functools import partial

from domain.summaries import Reader
from handlers.buttons import press
from handlers.news.message import Button, Facts, Look, Made, Message, Rows, Wording, in_rows, says
from handlers.news.review_chapters import CHAPTERS, nothing
from handlers.news.review_parts import part
from handlers.news.review_sums import Sums, percent
from handlers.news.review_troubles import compared, next_steps, problems, troubles
from handlers.news.review_words import (
    NAMES,
    NOTE_HEADINGS,
    NUMERALS,
    PART_HEADINGS,
    SHEETS,
    TITLES,
    days_of,
    in_print,
    subtitle,
)
from reports.paper import Chapter, Paper, docx_of
from reports.paper_album import Album, PicturePair
from reports.paper_sheet import xlsx_of
from words import Say, _

ROOM = {"three": 660, "page": 370}
"""Signs: who reads aloud reads 220 a minute; a page with its headings holds twenty lines."""
LINES_OF_A_HEAD = 4
"""Of a school: how it went, and the gravest problem."""
MOST_TROUBLES = 3
"""In the message; the paper beside it has all."""
CAPTIONS = {
    "word": (_("📄 {title}。黄色的地方请填写;每个数后面的[ ]看最后一页。"), ""),
    "three": (_("⏱ {title},三分钟念完。黄色的地方请填写。"), _("-三分钟")),
    "page": (_("📄 {title},一页纸。黄色的地方请填写。"), _("-一页")),
}


def paper_of(f: Facts, say: Say) -> Paper:
    """The whole review: what went well, what did not, what is next, and where each figure comes from."""
    s = Sums(f, say)
    wanted = [(title, write(s)) for title, write, kinds in CHAPTERS if not kinds or f["kind"] in kinds]
    told = [(say(title), tuple(lines) or (nothing(say),)) for title, lines in wanted]
    achieved = sum(len(line) for _title, lines in told for line in lines)
    told.append((say(_("问题")), tuple(problems(s, achieved))))
    told.append((say(_("下步")), tuple(next_steps(s))))
    told.append((say(_("和前一期比")), tuple(compared(s))))
    heading = say(_("{number}、{title}"))
    chapters = tuple(
        Chapter(heading.format(number=number, title=title), lines)
        for number, (title, lines) in zip(say(NUMERALS).split(), told, strict=False)
    )
    title = say(_("{school} {title}")).format(school=f["school"], title=say(TITLES[f["kind"]]))
    notes_title = say(_("数据脚注:查询名、期间、记录数、导出时间"))
    headings = tuple(map(say, NOTE_HEADINGS))
    return in_print(Paper(title, subtitle(f, say), chapters, notes_title, headings, s.written()), say)


def _made(f: Facts, say: Say) -> Message:
    """The review as a message in short, as a Word document, or its footnotes as a workbook."""
    if f["form"] == "text":
        return Message(in_short(f, say), _forms(f, say))
    name = say(_("{title}{first}")).format(title=say(NAMES[f["kind"]]), first=f["first"])
    title = say(_("{title} {days}")).format(title=say(NAMES[f["kind"]]), days=days_of(f, say))
    if f["form"] == "sheet":
        caption = say(_("🔢 {title}里每个数从哪来。")).format(title=title)
        return Message(caption, _forms(f, say), made=Made(f"{name}.xlsx", partial(sheet_of, f, say)))
    text, suffix = CAPTIONS[f["form"]]
    make = partial(word_of, f, say, f["form"])
    made = Made(f"{name}{say(suffix) if suffix else ''}.docx", make, make if f.get("pairs") else None)
    return Message(say(text).format(title=title), _forms(f, say), made=made)


def word_of(f: Facts, say: Say, form: str, look: Look | None = None) -> bytes:
    """The whole paper, with the pictures that `look` can show, or as much of it as its form has room for."""
    paper = paper_of(f, say)
    if form in ROOM:
        return docx_of(paper.cut(ROOM[form]))
    return docx_of(replace(paper, album=_album(f, say, look)) if look else paper)


def _album(f: Facts, say: Say, look: Look) -> Album | None:
    """Before and after, of things; nobody is named, and who reads it is asked to look for people on them."""
    pairs = []
    for it in f.get("pairs", ()):
        before, after = look(it["before"]), look(it["after"])
        if before and after:
            caption = say(_("{place} {trade},{day}修好({number}号)")).format(
                **{**it, "trade": say(it["trade"]), "day": it["day"][5:]}
            )
            pairs.append(PicturePair(before, after, caption))
    if not pairs:
        return None
    heads = say(_("修前")), say(_("修后"))
    return Album(say(_("前后对比照")), say(_("【请看一遍:照片只留物,拍到人的请删掉】")), heads, tuple(pairs))


def sheet_of(f: Facts, say: Say) -> bytes:
    names, parts = tuple(map(say, SHEETS)), tuple(map(say, PART_HEADINGS))
    return xlsx_of(paper_of(f, say), f["figures"], lambda key: part(key, f, say), names, parts)


def _forms(f: Facts, say: Say) -> Rows:
    """The other forms of the same review."""
    which = f"{f['kind']}-{f['first']}"
    labels = {
        "word": _("📄 Word"), "three": _("⏱ 念三分钟"), "page": _("📄 一页纸"), "sheet": _("🔢 数从哪来")
    }  # fmt: skip
    return in_rows([Button(say(it), press("i", form, which)) for form, it in labels.items() if form != f["form"]])


def in_short(f: Facts, say: Say) -> str:
    """Eight lines at most: how the period went, and what is not well."""
    s = Sums(f, say)
    title = "📊 " + say(_("{title} {days}")).format(title=say(NAMES[f["kind"]]), days=days_of(f, say))
    if f["so_far"]:
        title += say(_("(数到{ended})")).format(ended=f["ended"][5:])
    lines = [title, _duties(s), _alarms(s), _tickets(s), _checks(s)]
    wrong = [f"⚠️ {it.text.partition('[')[0]}" for it in troubles(s)]
    told = [line for line in lines if line]
    if f.get("reader") == Reader.HEAD:
        return "\n".join([*told[: LINES_OF_A_HEAD - 1], *wrong[:1]])
    return "\n".join([*told, *wrong[:MOST_TROUBLES]])


def _duties(s: Sums) -> str:
    due = s.n("duties")
    if not due:
        trial = s.n("trial")
        return s.say(_("✅ 没有要催的任务,试行{trial}项")).format(trial=trial) if trial else s.say(_("✅ 没有任务"))
    done, late, missed, free = (s.n("duties", it) for it in ("done", "late", "missed", "excused"))
    text = s.say(_("✅ 任务{due:,}:按时{done:,} 迟{late} 漏{missed} 免{free},完成{percent:.1f}%"))
    facts = {"due": due, "done": done, "late": late, "missed": missed, "free": free}
    line = text.format(**facts, percent=percent(done + late, due - free))
    if s.f["before"] is not None:
        line += s.say(_("(前一期{before:.1f}%)")).format(before=s.f["before"])
    return line


def _alarms(s: Sums) -> str:
    raised = s.n("alarms")
    if not raised:
        return ""
    line = s.say(_("🚨 紧急{raised}")).format(raised=raised)
    if (minutes := s.median("to_site")) is not None:
        line += s.say(_(",到场中位{minutes}分钟")).format(minutes=minutes)
    return line


def _tickets(s: Sums) -> str:
    f, new = s.f, s.n("tickets")
    gone = s.n("ended", "confirmed", "unrated", "withdrawn")
    if not (new or f["open_before"] or gone):
        return ""
    text = s.say(_("🔧 报修 前{before}+新{new}+重开{again}−结{gone}=余{after}"))
    return text.format(
        before=f["open_before"], new=new, again=s.n("ended", "reopened"), gone=gone, after=f["open_after"]
    )


def _checks(s: Sums) -> str:
    looks = s.records("scores")
    if not looks:
        return ""
    return s.say(_("🎲 抽检{looks}次,平均{average:.1f}分")).format(looks=looks, average=s.n("scores") / looks)


def _ask(f: Facts, say: Say) -> Message:
    """Which one: by one tap."""
    labels = {
        "last_week": _("上周"), "this_week": _("本周"), "last_month": _("上月"), "this_month": _("本月"),
        "this_term": _("本学期"), "last_term": _("上学期"),
    }  # fmt: skip
    keys = [Button(say(labels[what]), press("i", "text", which)) for what, which in f["periods"]]
    return Message(say(_("要看哪一段?")), in_rows(keys))


WORDING: dict[str, Wording] = {
    "review.made": _made,
    "review.ask": _ask,
    "review.making": says(_("正在数,马上发来。")),
    "review.just_sent": says(_("刚发过了,看最新那份。")),
    "review.too_early": says(_("那段时间还没到。")),
    "review.no_term": says(_("校历里没有学期,请在工作簿的「校历」里写上。")),
}
