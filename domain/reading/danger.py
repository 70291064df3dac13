"""One kind of danger, and the short notation in which its signs are written down."""

import re
from dataclasses import dataclass
from functools import cached_property

SETS: dict[str, str] = {
    "人": ("(人|学生|孩子|同学|小朋友|幼儿|老师|师傅|大爷|大叔|阿姨|保安|宿管|保洁|女生|男生|娃|宝宝|家长|小孩|职工)"),
    "多": (
        r"([一二两三四五六七八九]?[二三四五六七八九十][来几多]?|[两2-9]|[1-9]\d|好几|好些|几|多|好多|一群|许多|不少|"
        r"半个班|全班)(个|名|位)?"
    ),
    "动": "(松|晃|摇|裂|断|脱|掉|塌|垂|悬|活动|歪|倾斜|翘起|开焊|锈穿|吊着|耷拉)",
    "快": "(要|快|快要|就要|马上|随时|眼看|感觉要|差点|险些)(会|能|要|就)?",
    "落": "(掉|倒|塌|砸|坠|垮|断|滑下|脱落)",
    "电线": "(电线|电缆|电源线|铜线|线头|线皮|灯线|裸线|线路|火线)",
    "电具": ("(插座|插排|插线板|插板|排插|接线板|插头|开关|面板|配电箱|配电柜|配电间|配电房|电箱|电表箱|电闸|空开)"),
    "头顶": (
        "(吊顶|天花板|顶棚|顶板|吊扇|风扇|电扇|吊灯|灯罩|灯架|大灯|日光灯|灯管|灯|投影仪|投影|音箱|喇叭|电视|空调外机|"
        "外机|外机支架|吊杆|石膏板|空调|黑板|屏幕|大屏|招牌|吊板|横梁)"
    ),
    "墙外": "(外墙|墙砖|外立面|围墙|墙体|院墙|雨棚|广告牌|宣传栏|旗杆|电线杆|灯杆|路灯杆|檐|女儿墙)",
    "器材": (
        "(篮球架|篮板|篮筐|单杠|双杠|单扛|双扛|高低杠|爬杆|云梯|秋千|滑梯|滑滑梯|攀爬架|攀岩|肋木|健身器材|漫步机)"
    ),
    "饭菜": (
        "(饭菜|饭(?![卡桌堂盒店厅])|菜(?![刀板机梯池车单地柜])|肉(?!机)|鱼|鸡|奶(?![箱柜])|汤(?![桶勺])|包子|面包|"
        "午餐|早餐|晚餐|餐(?![厅桌具车椅盘卡券边])|豆浆|豆角|四季豆|水果|食材)"
    ),
    "出口": (
        "(安全出口|疏散门|疏散通道|逃生窗|逃生门|逃生通道|防护窗|防盗窗|防火门|应急门|安全通道|防盗网|防护网|逃生口)"
    ),
    "校门": "(?<![馆堂楼室舍院栋座])(大铁门|大门|校门|伸缩门|铁门|正门|南门|北门|西门|东门|侧门|后校门)",
    "病": (
        "(吐|拉肚子|腹泻|拉稀|肚子疼|肚子痛|发烧|发热|出疹|起疹|水痘|呕吐|腹痛|头晕|中毒|高烧|高热|皮疹|恶心|"
        "红眼病|腮腺炎)"
    ),
}
"""Words that many signs share, written <名> in a sign."""


def compiled(signs: str) -> re.Pattern[str]:
    """A regular expression with four shorthands.

    `~6` is up to six characters of the same clause, `≈6` of the same sentence, `<人>` one of the words of SETS, and
    plain brackets only group.
    """
    for name, words in SETS.items():
        signs = signs.replace(f"<{name}>", words)
    signs = re.sub(r"~(\d+)", r"[^。!?;,]{0,\1}", signs)
    signs = re.sub(r"≈(\d+)", r"[^。!?;]{0,\1}", signs)
    return re.compile(re.sub(r"\((?!\?)", "(?:", signs))


@dataclass(frozen=True)
class Danger:
    """`signs` tell it, in the notation of `compiled`, over clean text.

    `bodily`: it happens to people, so mending a thing does not settle it. `near_people`: the signs are everyday words
    that cry only beside a word for people.
    """

    code: str
    category: str
    signs: str
    bodily: bool = False
    near_people: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return compiled(self.signs)


PEOPLE = compiled(
    "<人>|男的|女的|我|他|她|学员|厨师|司机|老人|同事|主任|[高低]年级|大个子?|小的|老头|男子|女子|妇女|小伙|孕妇|保姆|工人|员工|校长|园长|他们|她们"
)
"""Words for people."""
