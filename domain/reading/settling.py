"""Whether a sentence that names a danger also says that it is over."""

import re

from domain.reading.danger import Danger
from domain.reading.sieve import Sieve

_OVER = (
    r"(?:已经?|都|均|全部?|刚)(?:修好|修复|处理好?|处置好?|解决|解除|恢复|排除|更换|换好|换了|整改|复位)|修好了|修复了|"
    r"换好了|"
    r"弄好了|处理好了|处理完|搞定|解决了|扑灭|熄灭?了?|浇灭|已灭|灭掉了|(?<!灯)(?<!灯都)灭了|没事了|虚惊一场|误报|误会|"
    r"误触|虚报|"
    r"(?:原来|其实|结果|一看|只)?(?<![全都面])是(?:一?[个条只把])?(?:玩具|假的|道具|模型|猫|影子|塑料的|水蒸气|水汽|水气|蒸汽|雾气|热气|灰尘|扬尘|消杀|炮仗|鞭炮|烟花|放炮|杀虫剂|花露水|香水|垃圾味?|烧烤味?|油漆味?|下水道味?|饭菜味?|干冰|烟饼|打雷|装修|施工)|看错|听错|"
    r"闻错|"
    r"不是(?:我们|本|咱们?)(?:学)?校|隔壁(?:工地|小区|村|厂|单位|学校|马路)|"
    r"(?:今天|现在|后来)(?:都|又|就)?(?:好了|没了|正常)|恢复正常|不[漏冒响晃](?:水|烟|气|电)?了|已经?好了|正常了"
)
_CLEARED = (
    r"(?:已经?|都|均|全部?)(?:清理|清除|清扫|扫|挪开|移开|关好|锁好|锁上|上锁|落锁|拆除|加固|固定|拧紧|摘除?|打开|搬走|"
    r"移走|"
    r"收走|拖走|运走|拉走|抬走|锯掉|砍掉|搬开|扫走|清走|赶走|赶出|劝走)|锁好了?|完好"
)
_WELL_AGAIN = (
    r"没事(?:了|$|[,。!])|没伤|没受伤|未受伤|[没无]大碍|没有大碍|虚惊一场|误报|误会|已经?好转|好多了|已?退烧|和好|"
    r"已?返校|回教室|"
    r"现在好了|(?:已|都|被|来)经?接走|(?<!没)找到了|已找到|找着了|回来了|(?:已经?|都|被)拉开|拉开了|劝开|劝离|劝走|"
    r"赶走|赶出|"
    r"(?:已|被|及时)制止|已经?离开|登记|核实(?:过|了|无误|是)|已核实|处理好|处理完|处理了?$|已处理|解决|已经?教育|批评|"
    r"家长(?:已|都|来|给|刚)*(?:接走|接回|领走|领回|带回|接去)|包扎(?:好|过|完)|拆线|拄拐|(?:红墨水|墨水|颜料|番茄酱|果汁|红酒)(?=$|[,。!])|(?:人|孩子们?|学生)都?(?:已经)?(?:出来了|救出)|"
    r"在家休养|康复|已?退货|没敢[用吃]|已退|退(?:了|回|掉)|已扔|扔掉|拒收|未入库|已?下架|已?销毁|已?倒掉|已撤|已救出|救出来了|已解困|是家长|是老师|"
    r"是维修|调解|"
    r"平息|精神(?:还|挺|很|状态)?(?:不错|好)|来上[课学班]了|照常上[课学班]|已?经?回到?[班校]|已?出院|血压正常|体温正常|"
    r"缓过来|好[些点]了|"
    r"已?止住|止血了|擦了药|抹了|涂了|上了药|消了毒|冰敷|创可贴|问题不大|不严重|"
    r"不碍事|没大事|不要紧|检讨|处分|道歉|收缴|没收|代管|"
    r"是(?:新来的|送货|工人|保洁|施工|快递|实习|装修|来修|修)|闹着玩|开玩笑|看错|听错|"
    r"(?:原来|其实|结果|一看|只)?是(?:一?[个条只])?(?:玩具|假的|道具|模型|猫|影子)|已?交(?:给|到)?(?:德育处|政教处|"
    r"班主任|派出所|保卫)"
)
_EXCUSED = r"|(?:问了|原来|人|现)?(?<![不没])在(?:医务室|校医室|保健室|办公室|隔壁)|请(?:了|病)?假|病假|假条|事假"
_EXCUSED_BESIDE = re.compile(r"[^,。!?;]{0,4}请(?:了|病)?假")
_LEFT_OPEN = re.compile(r"[没未][^,。!?;]{0,2}[关锁熄]|开着|敞")
_CLOSED = re.compile(r"已经?[^,。!?;]{0,3}(?:[关锁熄]|落锁)|[关锁]好了|锁上了|关上了")
_NOT_YET = re.compile(
    r"(?:没|未|还没|尚未|没有|不|怎么|能不能|什么时候|快|赶紧|上次说?|等|请|谁来|来人|要|得|麻烦|帮忙|帮|"
    r"拒绝?)[^,。!?;]{0,3}$"
)
_SAID_WITHIN = 200
_SOMETHING_ELSE = re.compile(r"[\d楼层室灯门窗]")
_AGAIN = re.compile(r"又|还是|仍|再次|还在|可是|但是?还|不管用|反复")

_THINGS = re.compile(_OVER)
_REMOVABLE = re.compile(f"{_OVER}|{_CLEARED}")
_PEOPLE = re.compile(_WELL_AGAIN)
_MISSING = re.compile(_WELL_AGAIN + _EXCUSED)

_ANY = Sieve([(_MISSING, None), (_REMOVABLE, None)])

_EXCUSABLE = frozenset({"child", "illness"})
"""Dangers that a note of absence explains."""

_CLEARABLE = frozenset({"animal", "escape", "gate", "structure"})
"""Dangers that somebody can lock, fasten, sweep or chase away."""


def settled(text: str, danger: Danger, start: int, end: int) -> bool:
    """Whether the words after a sign at `start`-`end` say that it is over.

    Mending a thing does not heal people, locking a door does not end a fire: each danger has its own way to end.
    已叫120 and 已拉闸 end nothing.
    """
    if _LEFT_OPEN.search(text, start, end) and _CLOSED.search(text, end, end + _SAID_WITHIN):
        return True
    if danger.bodily and _EXCUSED_BESIDE.match(text, end):
        return True
    found = _ending(danger).search(text, start, end + _SAID_WITHIN)
    if found is None:
        return False
    clause = re.split(r"[ ,。!?;]", text[end : found.start()])[-1] if found.start() > end else ""
    if _NOT_YET.search(text[max(0, found.start() - 6) : found.start()]) or _SOMETHING_ELSE.search(clause):
        return False
    return not _AGAIN.search(text, found.end(), end + _SAID_WITHIN)


def over(text: str) -> bool:
    """Whether anything in the text says that whatever it was is over, known or in hand."""
    return any(sign.search(text) for sign, _ in _ANY.through(text))


def _ending(danger: Danger) -> re.Pattern[str]:
    if danger.bodily:
        return _MISSING if danger.code in _EXCUSABLE else _PEOPLE
    return _REMOVABLE if danger.code in _CLEARABLE else _THINGS
