"""The school as it was imported: what is empty, who cannot be told anything, what only records."""

from collections.abc import Iterator, Mapping

from bot.commands.checks.line import Line, good, some, to_know, wrong
from bot.commands.reader import Reader, tell
from domain.people import Person, Phone, Presence
from domain.plans import Switch
from domain.school import School
from words import _, listed

MADE_UP = "(虚构)"
"""What stands behind the name of the sample's school."""


def filled(school: School, file: str = "") -> Iterator[Line]:
    """`file` is its name where the workbook is not imported yet."""
    book = file or tell("工作簿")
    needed = [
        ("人员", _("人员{rows}"), school.people),
        ("地点", _("地点{rows}"), school.places),
        ("派单", _("派单{rows}"), school.dispatch),
        ("升级链", _("升级链{rows}"), school.rungs),
    ]
    more = [
        ("检查表", _("检查表{rows}"), school.checklists),
        ("计划", _("计划{rows}"), school.plans),
        ("值班表", _("值班表{rows}"), school.roster),
        ("宿舍", _("宿舍{rows}"), school.dorms),
    ]
    empty = [sheet for sheet, _words, rows in needed if not rows]
    shown = [tell(words, rows=len(rows)) for _sheet, words, rows in (*needed, *more) if rows]
    if empty:
        yield wrong(tell("{book}: {empty}是空的,请重新导入", book=book, empty=listed(empty, Reader.say)))
    else:
        yield good(tell("{book}: {shown}", book=book, shown=listed(shown, Reader.say)))
    if school.settings.school.endswith(MADE_UP):
        yield to_know(
            tell(
                "{book}: 还是样例「{school}」,里面的人都是编的;换成自己的学校再上岗",
                book=book,
                school=school.settings.school,
            )
        )


def phones_of_people(school: School, bound: frozenset[str]) -> Iterator[Line]:
    here = [person for person in school.people if person.presence is not Presence.LEFT]
    without = [person.name for person in here if person.phone is Phone.OWN and person.id not in bound]
    if without:
        yield wrong(
            tell(
                "账号: 还有{count}人没有({names}),请运行: python -m bot invite --all-unbound",
                count=len(without),
                names=some(without),
            )
        )
    else:
        yield good(tell("账号: 用自己手机的人都有"))
    unheard = [person.name for person in here if person.phone is Phone.NONE and _is_counted_on(person, school)]
    if unheard:
        yield to_know(
            tell(
                "没有手机: {names}排了班或要接单,机器人叫不到;请改成岗位机或自己的手机,或换人({count}人)",
                names=some(unheard),
                count=len(unheard),
            )
        )


def _is_counted_on(person: Person, school: School) -> bool:
    """Whether the roster has them on duty, or work goes to them by name."""
    return any(row.person == person.id for row in school.roster) or any(
        person.id in (rule.first, rule.backup, rule.responder) for rule in school.dispatch
    )


def phones_of_posts(school: School, bound: frozenset[str]) -> Iterator[Line]:
    """Whoever works with the phone of a post is reached through it."""
    posts = [post for post in school.posts if post.phone]
    through = sum(p.phone is Phone.POST and p.presence is not Presence.LEFT for p in school.people)
    if not posts:
        if through:
            yield to_know(tell("岗位机: {through}人用岗位机,岗位表里一部也没有", through=through))
        return
    without = [f"{post.code} {post.name}" for post in posts if post.code not in bound]
    if not without:
        yield good(tell("岗位机: {count}部都有账号,{through}人用它们", count=len(posts), through=through))
        return
    yield to_know(
        tell(
            "岗位机: {count}部还没有账号({names}),{through}人靠岗位机收消息",
            count=len(without),
            names=some(without),
            through=through,
        )
    )


def trials(school: School, switches: Mapping[str, Switch]) -> Iterator[Line]:
    states = [switches.get(plan.code, Switch.TRIAL) for plan in school.plans]
    trial, paused = states.count(Switch.TRIAL), states.count(Switch.PAUSED)
    if trial or paused:
        counts = ((trial, _("{count}个试行(只记录不催办)")), (paused, _("{count}个暂停")))
        off = listed([tell(words, count=count) for count, words in counts if count], Reader.say)
        yield to_know(tell("计划: {count}个里{off},由管理员在机器人里打开", count=len(states), off=off))
