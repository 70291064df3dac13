"""When a dangerous word is no danger: denied, feared, rehearsed or long past."""

import re
from collections.abc import Iterable

from domain.reading.sieve import Rewriting

_NEGATIONS = (
    r"没有|没|无|未见|未发现|未|没发现|没见|没看见|没看到|没闻到|未闻到|不是|不存在|不会|不再|不|并非|"
    r"(?<![消国])防(?![火盗护汛])|"
    r"防止|预防|谨防|避免|以防|以免|免得|杜绝|禁止|严禁|不得|不准|不许|(?<![特级分个性区])别(?![的人班家])|请勿|切勿|"
    r"勿|"
    r"没人|无人|从未|从没"
)
_NO_NEGATION = (
    "不得了|不好|不对劲|不知道|不只|不光|不仅|不久|差不多|无故|无缘无故|不然|一会儿不|对不起|不要命|不行了|是不是|不明|"
    "没多久|没过多久|不但|不料|说不定|没想到|不知|不敢|没一会儿|没人管|无人管|从不|未成年"
)
_FILLERS = (
    "发现|发生|接到|收到|听说|看到|看见|闻到|闻|见到|见|有|任何|明显|出现|存在|人员?|学生|孩子|幼儿|同学|老师|什么|过|"
    "再|"
    "异常|的|现象|情况|类似|到|是|在|因|被|和|或者?|及|以及|与|、|/|＊|其他|一个|一例|名|例|个|烟味|异味|异响|杂音|"
    "积水|渗水|"
    "破损|松动|裸露|发烫|烫手|冒烟|打火|起火|着火|晃动|脱落|裂缝|翻墙|抽烟|吸烟|喝酒|发热|水管|大门|线路|电梯|插座|管道|漏电|漏水|漏气|发烧|发热|咳嗽|腹泻|拉肚子|呕吐|头晕|不适|打架|"
    "吵架|追逐|打闹|受伤|逗留"
)
_FEARED = re.compile(
    r"(?:会不会|有没有|有无|是否|万一|(?<![恐哪可不])怕(?!是)|担心|害怕|(?<!不)小心|当心|(?<!不)注意|谨防|如果|要是|假如|假设|倘若|一旦|"
    r"容易|"
    r"以防|什么叫|怎么防|预防|防范|以为|开玩笑说?|玩笑说|差点儿?|险些|差一点)[^,。!?; ]{0,6}$"
)
_UNLESS = re.compile(r"再不[^,。!?; ]{1,8}$")
_DENIED_AFTER = re.compile(
    r"(?:的|了)?(?:情况|现象|问题|事件?|隐患)?(?:都|也|均)?(?:没有|未发现|未见|不存在|为0|0起|0例|0人)(?=[,。;!、)]|$)"
)
_REHEARSED = re.compile(
    r"演练|演习|遇[到见][^,。!?]{0,6}(?:怎么|如何|应该|该)|教(?:了|会|给|育)?(?:孩子|学生|大家|同学|幼儿|小朋友)|讲解|"
    r"模拟(?![考卷题试])|预案|培训|宣传(?![栏牌画板橱])|讲座|海报|标语|主题班会|安全课|知识|应急手册|教育|"
    r"哈哈|笑死|嘻嘻|^(?:测试|试一下|TEST)|测试(?:一下|中|正常|完|消息|信息|报警|警报|烟感|用)|"
    r"(?:报警器?|烟感|手报|警报|喷淋|广播|警铃|系统)(?:联动)?(?:测试|试验)"
)
_NO_REHEARSAL = re.compile(
    r"不是(?:演练|演习|测试|模拟)|[别不][要用]?当[成作]?(?:是)?(?:演练|演习)|真的|(?<![认传逼仿])真(?:有|是|出事|起火|摔|晕|着火|冒烟|漏|伤|烧|断|流血|倒|受伤)|"
    r"(?:演练|演习|培训|讲座)(?:时|中|里|过程|现场|途中|的时候|结束)|刚(?:才|刚)?[^,。!?]{0,3}(?:演练|演习)[^,。!?]{0,3}有|"
    r"教育(?:局|处)|(?:演练|演习)(?:刚?完|[^,。!?]{0,8}[把将][^,。!?]{1,8}(?:点着|烧着|引燃))"
)
_HURT_AT_IT = re.compile(
    r"(?:演练|演习).{0,12}(?:有个?|[一两几]个|一名)(?:人|孩子|学生|同学|老师|小朋友|娃|男生|女生)"
    r"[^,。!?]{0,6}(?:摔|倒|晕|昏|流血|喘|伤|吐|抽|疼|哭)"
)
_PLAYED = re.compile(r"模拟|扮|假|如果|万一|怎么|如何|应该|培训|讲|预案|课|流程|内容|脚本|要求|项目|科目|计划")
_REHEARSED_WITHIN = (24, 12)
_PAST = re.compile(
    r"(?:昨天|昨晚|昨夜|昨日|前天|上周|上星期|上次|上个?月|上学期|去年|前几天|前两天|以前|那次|那天|曾经|曾(?=发生|"
    r"出现)|"
    r"(?<!放学|上课|离园|下班|睡觉|关门)之前|往年|前年)[^。!?;修报换说装买检]{0,10}$"
)
_DENIES_ITSELF = re.compile(
    "(?:没有?|未)(?:[爆裂漏倒塌断炸烧喷冒困夹砸伤晕]|发烫|烫手|发热|冒[烟火水]|打火|松动|变形|[漏滴渗]水|漏[气电]|受伤)$"
)
"""水管没爆: 插座没有发烫: such a sign denies itself; 灶没关 does not."""
_PRESENT = re.compile(r"又|还在|仍|现在|至今|今天|刚才|刚刚|一直|再次|正在|今早|还没|越来越|还是")
_STILL = re.compile(r"一直(?:[停关封空没放拖搁]|不敢|未)")


class Denial:
    """Knows one school's negations beside everybody's, and what the words around a sign make of it."""

    def __init__(self, negations: Iterable[str], not_negations: Iterable[str]) -> None:
        keeps = [*_longest_first(not_negations), _NO_NEGATION]
        words = "|".join([*_longest_first(negations), _NEGATIONS])
        fillers = f"(?:{_FILLERS}){{0,4}}"
        self._keeps = Rewriting([(re.compile("|".join(keeps)), lambda found: "＊" * len(found.group()))])
        self._before = re.compile(rf"(?:{words}){fillers}$")
        self._list_before = re.compile(
            r"(?:没有|无(?![人法故论])|未见|未发现)[^,。;!?、]{1,9}(?:、[^,。;!?、]{1,9})*、$"
        )
        self._within = re.compile(
            rf"(?:(?:[,、:]|正常|良好|完好)(?:没有|没)|无(?!人)|未见|未发现){fillers}$"
            r"|无(?!人)[^,。;!?、]{1,6}、[^,。;!?]{0,6}$"
        )

    def shield(self, text: str) -> str:
        """The same length; phrases like 不停 that hold a negation and deny nothing become marks."""
        return self._keeps.of(text)

    def denies(self, shielded: str, start: int, end: int) -> bool:
        """Whether the words before, in or after a sign at `start`-`end` say that it is not so."""
        before = shielded[max(0, start - 30) : start]
        if self._before.search(before) or self._list_before.search(before):
            return True
        if end - start > 2 and _DENIES_ITSELF.search(shielded, start, end):
            return True
        within = (shielded[start : end - cut] for cut in (1, 2, 3))
        return any(map(self._within.search, within)) or bool(_DENIED_AFTER.match(shielded, end, end + 12))


def feared(text: str, start: int, end: int) -> bool:
    """怕漏电, 会不会着火, 小心触电, 有蛇的话: a worry, not a fact."""
    return bool(_FEARED.search(text[max(0, start - 12) : start])) or text.startswith("的话", end)


def unless_mended(text: str, start: int) -> bool:
    """再不修水管要爆了: what has not happened yet."""
    return bool(_UNLESS.search(text[max(0, start - 10) : start]))


def rehearsed(text: str, start: int, end: int) -> bool:
    """A drill, a lesson or a test speaks nearby, and nobody says that it is none, or that somebody is hurt at it."""
    before, after = _REHEARSED_WITHIN
    if not _REHEARSED.search(text, max(0, start - before), end + after) or _NO_REHEARSAL.search(text):
        return False
    return not _HURT_AT_IT.search(text) or bool(_PLAYED.search(text))


def past(text: str, start: int) -> bool:
    """昨天打架的两个学生; not 昨晚起一直冒烟."""
    return bool(_PAST.search(text[max(0, start - 20) : start])) and not _PRESENT.search(_STILL.sub("", text))


def _longest_first(words: Iterable[str]) -> list[str]:
    return [re.escape(word) for word in sorted(filter(None, set(words)), key=len, reverse=True)]
