"""Whole answers of a word or two: yes and no, "never mind", thanks; signs and stickers say no more than thanks do."""

import re

YES = frozenset(
    {"要", "要的", "是", "是的", "是啊", "对", "对的", "对呀", "嗯", "嗯嗯", "好", "好的", "好呀", "行", "可以", "没错"}
    | {"需要", "yes", "y", "yep", "ok", "okay", "right", "correct", "sure", "please do"}
)
NO = frozenset(
    {"不", "不是", "不是的", "不对", "不要", "不要了", "不用", "不用了", "不需要", "不行", "没有", "没"}
    | {"no", "n", "nope", "not needed", "no need", "no thanks"}
)
DROP = frozenset(
    {
        "算了",
        "算了吧",
        "算啦",
        "不报了",
        "不修了",
        "不用修了",
        "不用报了",
        "取消",
        "撤回",
        "没事了",
        "没事",
        "不弄了",
        "放弃",
    }
    | {"发错了", "点错了", "按错了", "打错了", "搞错了", "误报了"}
    | {"never mind", "nevermind", "cancel", "forget it", "drop it", "my mistake", "sorry wrong"}
)
THANKS = frozenset(
    {"谢谢", "谢谢您", "谢谢你", "谢谢啦", "谢谢了", "谢谢师傅", "谢谢老师", "谢了", "多谢", "感谢", "辛苦", "辛苦了"}
    | {"辛苦您了", "师傅辛苦了", "thanks", "thank you", "thx", "thanks a lot", "many thanks"}
)
HEARD = frozenset(
    {
        "收到",
        "收到了",
        "知道",
        "知道了",
        "明白",
        "明白了",
        "了解",
        "好嘞",
        "好滴",
        "好吧",
        "哦",
        "噢",
        "嗯哦",
        "哈哈",
        "没问题",
    }
    | {"got it", "noted", "i see", "understood", "fine", "great"}
)
THANKED = re.compile(
    r"(谢谢|多谢|感谢|辛苦)(了|啦)?(您|你|你们|大家|各位|.{0,3}(师傅|老师|主任|校长|同志|同事))?(了|啦)?"
)
ROUNDS_OFF = "了啦吧啊呀哈哦喽嘞呢"
THUMBS = re.compile("[👍👌✅🆗]")


def bare(words: str) -> str:
    """The words without their punctuation and signs, small."""
    return " ".join(re.findall(r"\w+", words)).casefold()


def plainly(words: str) -> str:
    """The bare words without what only rounds them off: 接单了, 我去吧."""
    said = bare(words)
    cut = said.rstrip(ROUNDS_OFF)
    return cut if len(cut) > 1 else said


def is_yes(words: str) -> bool:
    return bare(words) in YES or (not bare(words) and THUMBS.search(words) is not None)


def is_no(words: str) -> bool:
    return bare(words) in NO


def is_drop(words: str) -> bool:
    return bare(words) in DROP


def is_thanks(words: str) -> bool:
    said = bare(words)
    return said in THANKS or THANKED.fullmatch(said) is not None


def is_courtesy(words: str) -> bool:
    """Thanks, an acknowledgement, or nothing but signs (。 👍): no part of any report."""
    said = bare(words)
    return is_thanks(words) or said in HEARD or (not said and bool(words))
