"""What every review is headed with: its name, its days, and the columns of its sources."""

from handlers.news.message import Facts
from reports.paper import Paper
from words import Say, _

TITLES = {
    "day": _("后勤工作日报"),
    "week": _("后勤工作周报"),
    "month": _("后勤工作月报"),
    "term": _("后勤工作总结"),
}
NAMES = {"day": _("日报"), "week": _("周报"), "month": _("月报"), "term": _("学期总结")}
NUMERALS = _("一 二 三 四 五 六 七 八 九 十 十一 十二")
NOTE_HEADINGS = (_("脚注"), _("数字"), _("查询名"), _("期间"), _("记录数"), _("导出时间"))
SHEETS = (_("脚注"), _("分项"), _("查询"))
PART_HEADINGS = (_("查询名"), _("分项"), _("叫什么"), _("数"), _("记录数"))


def subtitle(f: Facts, say: Say) -> str:
    parts = [f["name"], days_of(f, say), say(_("{days}个上学日")).format(days=f["days"])]
    if f.get("since"):
        parts.append(say(_("记录从{since}开始")).format(since=f["since"]))
    if f["so_far"]:
        parts.append(say(_("数到{ended}")).format(ended=f["ended"]))
    return say(_(",")).join(filter(None, parts))


def days_of(f: Facts, say: Say) -> str:
    """11月23日—11月29日."""
    (first_month, first_day), (last_month, last_day) = (map(int, f[it][5:].split("-")) for it in ("first", "last"))
    ends = {"first_month": first_month, "first_day": first_day, "last_month": last_month, "last_day": last_day}
    one, many = _("{first_month}月{first_day}日"), _("{first_month}月{first_day}日—{last_month}月{last_day}日")
    return say(one if f["first"] == f["last"] else many).format(**ends)


def in_print(paper: Paper, say: Say) -> Paper:
    """Chinese gets the punctuation of the printed page; other languages have their own already."""
    return paper.printed() if say(_("、")) == "、" else paper
