"""Every act that a person can try, by the words a school would use for it, and every part one can have in a thing."""

from collections.abc import Callable, Iterator

from storage import Transaction
from tests.people.world import GROUP, NOW, OLD_PHONE, POST_PHONE, STRANGER, Act, World

Making = Callable[[World], Act]


def tap(data: str) -> Making:
    return lambda world: Act(data=data)


def command(name: str, payload: str = "") -> Making:
    return lambda world: Act(command=name, payload=payload)


def of_the_roster(what: str, whom: str) -> Making:
    return lambda world: Act(data=f"o:{what}:{world.turn}:{whom}")


def poster(world: World) -> Act:
    return Act(command="start", payload=world.tx.tokens.of("X-FIRE") or "")


ACTS: dict[str, Making] = {
    "说一处坏了": lambda world: Act(words="3号楼201灯不亮了"),
    "说有危险": lambda world: Act(words="3号楼201着火了"),
    "按红钮": tap("u:fire"),
    "看我的事": command("mine"),
    "看我的单": command("jobs"),
    "开巡查": command("round"),
    "练一遍": command("practice"),
    "换语言": tap("l:en"),
    "扫海报": poster,
    "看待派": command("desk"),
    "看现在": command("now"),
    "看要我定": command("decide"),
    "看计划": command("plans"),
    "发链接": command("invite", "P59"),
    "给岗位机发链接": command("invite", "NM"),
    "停手机": command("unbind", "P54"),
    "要群的链接": command("group"),
    "开演习": command("drill"),
    "取工作簿": command("workbook"),
    "照别人的工作簿改": tap("wb:take:1"),
    "绑群": lambda world: Act(command="start", payload="a-link-that-binds-a-group", chat=GROUP),
    "接没人的单": tap("t:take:1"),
    "接别人的单": tap("t:take:2"),
    "说到了": tap("t:arrive:3"),
    "说修好了": tap("f:finish:3"),
    "退别人的单": tap("f:give_back:3"),
    "说等配件": tap("f:hold:3"),
    "回催单": tap("tw:today:3"),
    "派单": tap("f:assign:1"),
    "说好了": tap("t:confirm:4"),
    "说还不行": tap("f:reject:4"),
    "撤回": tap("t:withdraw:2"),
    "补一句": tap("f:add:2"),
    "看单": tap("v:2"),
    "去警报": tap("a:go:1"),
    "知道警报": tap("a:know:1"),
    "不是警报": tap("a:false:1"),
    "警报改报修": tap("a:downgrade:1"),
    "警报处理好": tap("a:resolve:3"),
    "还在处理": tap("s:2"),
    "警报转报修": tap("r:4"),
    "做别人的任务": tap("y:begin:1"),
    "做没人的任务": tap("y:begin:2"),
    "给别人找人顶": tap("y:ask:1"),
    "顶班": tap("y:go:1"),
    "管没做的任务": tap("y:own:3"),
    "免任务": tap("y:excuse:3"),
    "替别人说原因": tap("y:why:3"),
    "看签字": tap("y:good:1"),
    "说大门": tap("g:here:M-S"),
    "换班": of_the_roster("out", "P21"),
    "确认换班": of_the_roster("in", "P21>P74"),
    "看班": command("roster", "P21"),
    "请人换班": command("swap"),
    "答别人的换班": tap("z:agree:1"),
    "看寝室值日": command("room"),
    "请假": command("off"),
    "给别人请假": command("off", "P21"),
    "批假": tap("q:give:1"),
    "登别人的新证": tap("ct:renew:P44"),
    "改回别人的假": tap("q:undo:1"),
    "看数字后面": tap("w:missed:1"),
    "看一条任务": tap("w:duty:3"),
    "看警报经过": tap("w:alarm:1"),
    "看照片": tap("w:photos:1"),
    "停计划": tap("x:paused:J01"),
    "看周报": command("review"),
    "要总结的文件": tap("i:word:term-2026-09-01"),
    "登请假": command("leave"),
    "登留观": command("sickbay"),
    "说请假的回来了": tap("b:back:1"),
    "登访客": tap("g:visit:M-S"),
    "说访客走了": tap("b:left:9"),
    "认访客": tap("b:yes:9"),
    "开功能室": command("function"),
    "签收整改": tap("j:sign:1"),
    "说整改好了": tap("j:done:1"),
    "延整改": tap("j:extend:1"),
    "看整改": tap("j:look:1"),
    "复查整改": tap("j:pass:2"),
    "对抽查有意见": tap("m:appeal:4"),
    "定别人的意见": tap("m:uphold:1"),
    "定从重": tap("m:heavier:1"),
}
"""What is there: tickets 1-4 (待受理, 已派, 处理中, 待验收; P15's, reported by P53), alarms 1-4 (open, P15's, P15's on
site, over; P03 was told), duties 1-3 (P21's open, nobody's, P21's missed with a reason; P20 was told), duty 4
inspected by P64 in P19's room: notice 1 is P15's, notice 2 waits to be looked at again, an appeal and a proposal."""


def people_of(world: World) -> dict[str, int]:
    """Everybody whose rights are pinned, by title, with their account."""
    people = world.tx.school.people
    titles = {who: people[who].name.removeprefix("某") for who in world.users if who.startswith("R-")}
    named = {"R-safety_officer-幼儿园": "安全专员(幼儿园)", "R-请假": "后勤主任(请假)", "R-离职": "后勤主任(离职)"}
    named |= {"R-没有角色": "没有角色"}
    found = {named.get(who, title): world.users[who] for who, title in titles.items()}
    return found | {"陌生人": STRANGER, "旧手机": OLD_PHONE, "岗位机没点名字": POST_PHONE}


WHO = "R-teacher"


def _tell(tx: Transaction) -> None:
    for number in (1, 2, 3, 4):
        tx.alarms.tell(number, WHO, 0, NOW)
    for duty in (1, 2, 3):
        tx.hearers.tell(duty, WHO, NOW)


def _offer(tx: Transaction) -> None:
    for duty in (1, 2, 3):
        tx.hearers.offer(duty, WHO, NOW)


def _set(*statements: str) -> Callable[[Transaction], None]:
    def change(tx: Transaction) -> None:
        for sql in statements:
            tx._connection.execute(sql, {"who": WHO})
        tx.look_again()

    return change


PARTS: dict[str, Callable[[Transaction], None]] = {
    "旁人": lambda tx: None,
    "报的人": _set("UPDATE ticket SET reporter = :who", "UPDATE alarm SET reporter = :who"),
    "也报过的人": lambda tx: tx.tickets.follow(2, WHO),
    "接单的人、去的人、做的人": _set(
        "UPDATE ticket SET assignee = :who WHERE number > 1",
        "UPDATE alarm SET owner = :who WHERE number > 1",
        "UPDATE duty SET owner = :who, assigned = :who WHERE id <> 2",
    ),
    "报了又接的人": _set("UPDATE ticket SET reporter = :who, assignee = :who WHERE number > 1"),
    "被通知的人": _tell,
    "被问顶班的人": _offer,
    "管那间寝室的人": _set(
        "UPDATE dorm SET leader = :who WHERE place = 'R3-201'",
        "UPDATE notice SET responsible = :who",
        "UPDATE setting SET value = '98' WHERE key = 'school.revision'",
    ),
    "查那间的人": _set("UPDATE inspection SET inspector = :who", "UPDATE notice SET issuer = :who"),
    "上级": _set(
        "UPDATE person SET superior = :who WHERE id = 'P21'",
        "UPDATE setting SET value = '99' WHERE key = 'school.revision'",
    ),
}


def part_acts(
    world: World, prepare: Callable[[Transaction], None]
) -> Iterator[tuple[str, tuple[int, Act, Callable[[Transaction], None]]]]:
    """The acts in which it matters what one has to do with a thing."""
    yes = list(ACTS)
    for name in [*yes[yes.index("接没人的单") : yes.index("看数字后面")], *yes[yes.index("签收整改") :]]:
        yield name, (world.users[WHO], ACTS[name](world), prepare)
