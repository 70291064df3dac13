"""The school as it was imported: what is empty, who cannot be told anything, what only records."""

from collections.abc import Iterator, Mapping

from bot.commands.checks.line import Line, good, some, to_know, wrong
from domain.people import Person, Phone, Presence
from domain.plans import Switch
from domain.school import School

MADE_UP = "(虚构)"
"""What stands behind the name of the sample's school."""


def filled(school: School) -> Iterator[Line]:
    needed = {"人员": school.people, "地点": school.places, "派单": school.dispatch, "升级链": school.rungs}
    more = {"检查表": school.checklists, "计划": school.plans, "值班表": school.roster, "宿舍": school.dorms}
    empty = "、".join(name for name, rows in needed.items() if not rows)
    shown = "、".join(f"{name}{len(rows)}" for name, rows in (needed | more).items() if rows)
    yield Line(not empty, f"工作簿: {empty}是空的,请重新导入" if empty else f"工作簿: {shown}")
    if school.settings.school.endswith(MADE_UP):
        yield to_know(f"工作簿: 还是样例「{school.settings.school}」,里面的人都是编的;换成自己的学校再上岗")


def phones_of_people(school: School, bound: frozenset[str]) -> Iterator[Line]:
    here = [person for person in school.people if person.presence is not Presence.LEFT]
    without = [person.name for person in here if person.phone is Phone.OWN and person.id not in bound]
    advice = f"还有{len(without)}人没有({some(without)}),请运行: python -m bot invite --all-unbound"
    yield wrong(f"账号: {advice}") if without else good("账号: 用自己手机的人都有")
    unheard = [person.name for person in here if person.phone is Phone.NONE and _is_counted_on(person, school)]
    if unheard:
        yield to_know(
            f"没有手机: {some(unheard)}排了班或要接单,机器人叫不到;请改成岗位机或自己的手机,或换人({len(unheard)}人)"
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
            yield to_know(f"岗位机: {through}人用岗位机,岗位表里一部也没有")
        return
    without = [f"{post.code} {post.name}" for post in posts if post.code not in bound]
    if not without:
        yield good(f"岗位机: {len(posts)}部都有账号,{through}人用它们")
        return
    yield to_know(f"岗位机: {len(without)}部还没有账号({some(without)}),{through}人靠岗位机收消息")


def trials(school: School, switches: Mapping[str, Switch]) -> Iterator[Line]:
    states = [switches.get(plan.code, Switch.TRIAL) for plan in school.plans]
    trial, paused = states.count(Switch.TRIAL), states.count(Switch.PAUSED)
    if trial or paused:
        off = "、".join(
            f"{count}个{word}" for count, word in ((trial, "试行(只记录不催办)"), (paused, "暂停")) if count
        )
        yield to_know(f"计划: {len(states)}个里{off},由管理员在机器人里打开")
