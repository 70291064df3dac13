"""Cries that are heard through a mistyped character or an accent (着佛了, 云过去了): three characters and longer."""

_SAID = (
    "着火了 起火了 失火了 冒烟了 起烟了 有烟味 漏电了 触电了 爆管了 爆炸了 救命啊 快来人 来人啊 "
    "打架了 打起来 晕过去 晕倒了 昏过去 昏倒了 摔下来 摔下去 流血了 骨折了 中毒了 跳楼了 翻墙了 "
    "煤气味 燃气味 焦糊味 烧焦味 烧糊了 溺水了 困住了 被困在 抽筋了 抽搐了 吐血了 喘不上 喘不过 "
    "口吐白沫 不省人事 被狗咬 有毒蛇 马蜂窝 陌生人 可疑人 出人命 噎住了 呛住了 被烫伤 叫不醒 "
    "没呼吸 有人落水 落水了 掉河里 流血啦 有人晕倒 有人摔倒 有人打架 有人翻墙"
)
OUTCRIES: frozenset[str] = frozenset(_SAID.split())
"""What people shout; one wrong character in three is heard through, by the sound as an accent makes it."""

_F_OR_H = {
    "fo": "huo",
    "fa": "hua",
    "fei": "hui",
    "fen": "hun",
    "fan": "huan",
    "fang": "huang",
    "fu": "hu",
    "fou": "hou",
    "ren": "yin",
}


def in_dialect(sound: str) -> str:
    """A plain sound as those say it who do not tell f from h, n from l, or ren from yin."""
    if sound in _F_OR_H:
        return _F_OR_H[sound]
    return "l" + sound[1:] if sound[:1] == "n" and len(sound) > 1 else sound
