"""What one person did in a term, for their own eyes: in short, and as the bones of the paper that all must write."""

from functools import partial

from handlers.buttons import press
from handlers.news.message import Button, Facts, Made, Message, Wording
from handlers.news.review_sums import Sums, percent
from handlers.news.review_words import NOTE_HEADINGS, NUMERALS, days_of, in_print, subtitle
from reports.paper import Chapter, Paper, docx_of
from words import Say, _

Line = tuple[str, str, tuple[str, ...]]
HELPED: tuple[Line, ...] = (
    ("own_covers", _("🤝 替别人顶班{n}次{note}"), ()),
    ("own_covered", _("🤝 别人替着顶{n}次{note}"), ()),
)
DONE: tuple[Line, ...] = (
    ("own_trial", _("🧪 试行的也做了{n}项{note}"), ()),
    ("own_points", _("👀 走到{n:,}个点{note}"), ()),
    ("own_faults", _("👀 查出问题{n}处{note}"), ()),
    ("own_photos", _("📷 拍照片{n:,}张{note}"), ()),
    ("own_repaired", _("🧰 修好{n}件{note}"), ()),
    ("own_repaired", _("👍 人家点「好了」{n}件{note}"), ("confirmed",)),
    ("own_reported", _("🔧 报修{n}件{note}"), ()),
    ("own_alarms", _("🚨 紧急赶去{n}次{note}"), ()),
    ("own_looks", _("🎲 抽检{n}次{note}"), ()),
    ("own_notices", _("📄 办完整改{n}份{note}"), ()),
    ("own_entries", _("📝 登记{n}次{note}"), ()),
)
NOT_IN_TIME: tuple[Line, ...] = (
    ("own_duties", _("漏{n}项{note}"), ("missed",)),
    ("own_duties", _("迟到补上{n}项{note}"), ("late",)),
)
LACKING: tuple[Line, ...] = (
    ("own_rejected", _("返修{n}次{note}"), ()),
    ("own_notices", _("整改过了期限才办完{n}份{note}"), ("after",)),
)
"""Which figure, what is said of it, and which of its keys; nothing is said of none."""


def _lines(s: Sums, rows: tuple[Line, ...]) -> list[str]:
    found = [(name, text, s.n(name, *keys)) for name, text, keys in rows]
    return [s.say(text).format(n=n, note=s.quote(name)) for name, text, n in found if n]


def _duties(s: Sums) -> list[str]:
    due = s.n("own_duties")
    if not due:
        return []
    done, late, missed, free = (s.n("own_duties", it) for it in ("done", "late", "missed", "excused"))
    text = s.say(_("✅ 任务{due:,}项:按时{done:,} 迟{late} 漏{missed} 免{free},完成{percent:.1f}%{note}"))
    facts = {"due": due, "done": done, "late": late, "missed": missed, "free": free}
    return [text.format(**facts, percent=percent(done + late, done + late + missed), note=s.quote("own_duties"))]


def own_paper(f: Facts, say: Say) -> Paper:
    """Figures with their sources, and blanks for what only the writer knows."""
    s = Sums(f, say)
    told = [
        (_("完成的工作"), [*_duties(s), *_lines(s, DONE)]),
        (_("和同事一起"), _lines(s, HELPED)),
        (_("不足"), [*_lines(s, NOT_IN_TIME), *_lines(s, LACKING)]),
        (_("体会和打算"), []),
    ]
    heading = say(_("{number}、{title}"))
    chapters = tuple(
        Chapter(
            heading.format(number=number, title=say(title)),
            tuple(say(_("{line}。")).format(line=_bare(line)) for line in lines) or (say(_("【请填写】")),),
        )
        for number, (title, lines) in zip(say(NUMERALS).split(), told, strict=False)
    )
    title = say(_("{name} 个人工作总结")).format(name=f["name"])
    term = {**f, "name": ""}
    headings = tuple(map(say, NOTE_HEADINGS))
    return in_print(Paper(title, subtitle(term, say), chapters, say(_("数从哪来")), headings, s.written()), say)


def _bare(line: str) -> str:
    """Without the picture at its beginning, which no printed page has."""
    return line.partition(" ")[2] if not line[0].isalnum() and line[1:2] == " " else line


def _own(f: Facts, say: Say) -> Message:
    if f["form"] == "word":
        name = say(_("个人总结{first}.docx")).format(first=f["first"])
        return Message(say(_("📄 黄色的地方请自己写。")), made=Made(name, partial(_word, f, say)))
    s = Sums(f, say)
    lines = [*_duties(s), *_lines(s, DONE), *_lines(s, HELPED), *_lines(s, LACKING)]
    if not lines:
        return Message(say(_("这学期还没有您的记录。")))
    title = say(_("📈 您的{days}(数到{ended}),只给您看:")).format(days=days_of(f, say), ended=f["ended"][5:])
    text = "\n".join([title, *(line.partition("[")[0] for line in lines)])
    return Message(text, ((Button(say(_("📄 Word")), press("c", "mypaper")),),))


def _word(f: Facts, say: Say) -> bytes:
    return docx_of(own_paper(f, say))


WORDING: dict[str, Wording] = {"review.own": _own}
