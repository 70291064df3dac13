"""Slips of spelling that no rule of sound may mend, and words that only sound like one."""

_MEANT: dict[str, str] = {
    "冒烟": "冒炎 冒焰 冒眼 毛烟 冒咽",
    "着火": "着伙 着货 招火 着活",
    "着火了": "找火了",
    "漏电了": "漏点了",
    "漏电": "漏店 露电 搂电",
    "触电": "触店",
    "爆管": "爆官 暴管",
    "爆管了": "报管了",
    "打架": "打驾 打价 打嫁",
    "陌生": "莫生",
    "陌生人": "默生人",
    "晕倒": "晕到 云倒 晕道",
    "抽搐": "抽蓄 抽畜",
    "中毒": "中读",
    "呕吐": "欧吐 偶吐",
    "跳楼": "跳娄",
    "失踪": "失综",
    "烟雾弥漫": "烟雾迷漫",
    "煤气": "煤汽 媒气",
    "燃气": "燃汽",
    "燃气味": "然气味",
    "漏气": "漏汽",
    "短路": "短录",
    "骨折": "股折",
    "马蜂": "马峰 蚂蜂",
    "马蜂窝": "马风窝",
    "单杠": "单扛",
    "双杠": "双扛",
    "篮球": "蓝球",
    "安全": "按全",
    "困人": "困仁",
    "电梯困人": "电梯因人",
    "焦糊": "焦胡",
    "糊味": "胡味",
    "火星": "火腥",
    "打火花": "打伙花",
    "水龙头": "水笼投",
    "坐便": "坐便器",
}

SLIPS: dict[str, str] = {wrong: right for right, slips in _MEANT.items() for wrong in slips.split()}
"""What people type for words that would alert others; too short, or too odd, to be found by sound."""

_REAL = (
    "七点 不凉 不良 不量 讲座 门口 充不了 充不上 只冷 型号 卡子 大叔 大国 大数 大火 大过 好话 山水 "
    "床体 底板 引水 意味 打门 把守 时机 树脂 校门 桌椅 楼体 断店 无限 气管 水关 水质 没点 "
    "淋雨 滑道 滴漏 漏报 点子 电势 电子 电闪 管制 罐子 茶座 谁管 试机 调皮 里面 门脸 门镜 光线 司机 物顶 格子 给谁 "
    "风机 传不上 传不了 传不过 传不动 "
    "馆子 站台 碰头 保管 断路 打假 中度 触点 气火 没有 时候 几点 有点 快点 早点 点名 突然 "
)
REAL = frozenset(_REAL.split())
"""Real words that sound like a known one; they are left alone."""

FUNCTION = frozenset("有没不了的是在我你他她一上下来去大小中个人到就都还也很好多这那和要会能说又再看给把被让用做")
"""Characters so common that people do not type them for another by ear."""

_NOT_AFTER = {"中读": "高初", "然气味": "突自忽虽当", "漏点": "个处些的"}
_NOT_BEFORE = {
    "楼电": "梯灯视表箱闸脑话子源路",
    "漏点": "在位处多少数个检",
    "打价": "格",
    "中读": "书",
    "晕到": "现不",
}
_MEASURES = frozenset("度层楼号班个块米分点元级床口")
"""After a digit they count: 95度了 is not 堵了."""
_STOREY = frozenset(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ一二三四五六七八九十号学宿舍公书验政综工生合艺科技几这整全每本座栋"
)


def by_chance(text: str, start: int, end: int) -> bool:
    """Whether what looks like a slip at `start`-`end` is two halves of other words: 3楼电灯, 突然气味, 初中读书."""
    wrong = text[start:end]
    if wrong[0] in _MEASURES and text[max(0, start - 1) : start].isdigit():
        return True
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before and (before in _NOT_AFTER.get(wrong, "") or (wrong[0] == "楼" and before in _STOREY)):
        return True
    return bool(after) and after in _NOT_BEFORE.get(wrong, "")
