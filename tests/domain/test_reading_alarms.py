"""Cries that must be heard whatever the spelling, and harmless sentences that hold the same words."""

from dataclasses import replace

import pytest

from domain.reading import Reader
from domain.reading.alarming import BIAS, WEIGHTS
from tests.domain.labelled import more, patrols, reader, repairs, tree
from tests.domain.learn_alarming import LIGHTEST, learned
from tests.sample import sample

CRIES = {
    "fire": (
        "着火 起火了 三楼冒烟 三楼冒炎 着货了快来 着伙了 不停冒烟 不断冒烟 不好了着火了 没关火锅着火了 "
        "zhao_huo_le 三楼起燕了 窗帘点着了 火警铃响了"
    ),
    "gas": "煤气味 煤气阀门忘关了 后厨有煤汽味 然气味很大 燃气泄漏 燃气报警器响了",
    "electric": (
        "漏电 漏点了 楼电了 插座打火 不小心触电了 触店了 电线断了掉在地上 水漫到配电箱 loudian 充电宝鼓包了 "
        "老鼠咬破了电线 漏雨滴到配电箱上"
    ),
    "water": "爆管 爆官了 暴管了 消防水管爆裂 水管崩了",
    "lift": "电梯困人 电梯困仁了 困在电梯 被关在电梯里了 dian_ti_kun_ren",
    "injury": (
        "晕倒 云倒了 曾老师晕倒了 学生从楼梯上滚下来 有人流血 绊倒一个孩子 抽搐 溺水 学生手夹伤_血都流出来了 "
        "学生云过去了 哮喘犯了 手指卡住拔不出来 有个孩子趴在栏杆上不下来"
    ),
    "intruder": (
        "打架 打驾了 三楼发生打架 别的学生打架 陌生人 莫生人 围墙翻进来人 有人持刀 陌生人没登记就进去了 有人欺负同学 "
        "楼顶门被人撬开了"
    ),
    "child": "少一个孩子 孩子不见了 找不到孩子 缺寝一人 孩子没接 应到6实到4 幼儿没人接 冷库门关上了里面还有人",
    "structure": "玻璃要掉下来 吊顶塌了 篮球架要倒了 宣传栏要倒了 栏杆晃 井盖不见了",
    "gate": "校门关不上 大门没锁 北门没人_门开着 南门岗的人不在门开着",
    "boiler": "锅炉缺水 锅炉超压 看不见水位 循环泵停了温度往上窜",
    "food": "食物中毒 肉馊了还在卖 饭里吃出钉子",
    "illness": "呕吐 三个学生发烧 七八个发高烧",
    "chemical": "消毒水味道太大熏得睁不开眼",
    "animal": "马蜂窝 马峰窝 有蛇",
    "escape": "安全出口锁死 楼道里给电动车充电",
}
_HARMLESS = (
    "无烟味|没有漏电|未见冒烟|未发现煤气味|无打架、冒烟、陌生人|不冒烟了|没有没锁的门|没有学生打架,没有人受伤|"
    "正常无困人|电梯运行正常,无困人|着火的情况没有|不存在漏电情况|有没有漏电检查一下|怕漏电|会不会着火|防止触电|"
    "严禁打架|"
    "禁止翻墙|请勿触电|烟感一直滴滴响|报警器测试|烟雾报警器没电|消防演练|明天演习,有学生扮演晕倒|仿真演习着火|"
    "一食堂着火了,正在演习|明天演练:一个学生晕倒,校医怎么处理|演习流程:有人受伤,抬到操场|模拟三楼着火疏散用时3分|灭火器压力不够|灭火器过期|"
    "防溺水宣传海报|打架斗殴主题班会已开|已修好不漏电了|昨天打架的两个学生已经和好|312修好了,谢谢马师傅|"
    "有两个孩子推搡,已拉开|"
    "陌生人来访1名,已核实登记|垃圾桶冒烟,已扑灭|大门没锁,已锁好|3楼电灯不亮|2楼电梯口脏|3楼点名完毕|初中读书角书架坏了|"
    "突然气味难闻|篮球漏气|煤气灶打不着火|打火机|学生抽烟|油烟机响|火锅|饭糊味|落水管断了|断路器坏了|手电筒没电|"
    "开关触点坏|"
    "应到46实到44,请假2|应到48实到47 一人在医务室|电脑中毒弹广告|学生头晕喝糖水好了|流鼻血校医处理后回教室|"
    "呕吐物已清理|锅炉水位偏低,已补水|跑道有碎玻璃,已扫|手上有伤口让他去仓库|310少一人,问了在医务室|"
    "今天没有孩子发烧呕吐|上个月漏电的饮水机一直停着|再不修水管要爆了|椅子扶手脱落|树枝断了,已拖走|"
    "孩子校服丢了|教孩子们遇到火灾怎么跑|学生头有点晕,血压正常|井盖没盖严|以为有人翻墙,一看是猫|嗓子冒烟了开水间没水|"
    "水龙头坏了快来人|炒辣椒呛人|骚扰电话|排球没气了|看到一条蛇,是玩具|床栏杆松了|没看见人|计划停炉检修|一切正常|测试|"
    "在吗"
)
HARMLESS = _HARMLESS.split("|")


@pytest.mark.parametrize(
    ("danger", "text"),
    [(danger, text.replace("_", " ")) for danger, texts in CRIES.items() for text in texts.split()],
)
def test_a_cry_is_heard(danger: str, text: str) -> None:
    reading = reader().read(text)
    assert (reading.alarm, reading.urgency, reading.danger) == (True, "紧急", danger)


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_sentence_alerts_nobody(text: str) -> None:
    reading = reader().read(text)
    assert (reading.alarm, reading.danger) == (False, None)


@pytest.mark.parametrize(
    "text", ["着 火 了", "着\u200b火了", "ＺＨＡＯ　ＨＵＯ　ＬＥ", "\u202e着火了\u202c", "🔥着火了🔥"]
)
def test_spaces_and_invisible_marks_hide_no_fire(text: str) -> None:
    assert reader().read(text).alarm


@pytest.mark.parametrize(
    "text",
    [
        "3楼冒烟 2楼灯已修好",
        "冒烟了 门窗都打开了",
        "着火了 灯都灭了",
        "学生晕倒了 班主任请假不在",
        "插座修好了又冒烟",
        "配电箱冒烟,已拉总闸",
        "从三楼摔下来,已叫120",
        "楼道着火,未见人员受伤",
        "消防演练时有学生晕倒了",
        "演习呢,有个孩子摔得流血不止",
        "疏散演练,一个学生喘不上气了",
        "刚演习完,配电房冒烟了",
        "别当演习,2号楼真起火了",
        "演习用的烟雾弹把窗帘点着了",
        "演习里有学生真摔断腿了",
        "刚才演习有个孩子晕倒了",
        "演习现场有老师摔倒流血了",
        "演习真着火了",
        "昨晚开始一直漏电到现在",
    ],
)
def test_what_is_settled_elsewhere_or_only_answered_is_not_over(text: str) -> None:
    assert reader().read(text).alarm


def test_a_danger_in_doubt_is_looked_into_soon() -> None:
    assert reader().read("插座嗡嗡响,怕漏电").urgency == "较急"
    assert reader().read("昨天打架的两个学生").urgency == "较急"
    assert reader().read("垃圾桶冒烟,已扑灭").urgency == "较急"


def test_a_guess_by_ear_never_hears_a_danger_away() -> None:
    assert reader().read("女生楼3楼有烟,看不清").danger == "fire"


def test_the_reasons_say_which_words_cried_and_which_were_denied() -> None:
    assert "紧急词:煤气味" in reader().read("一食堂有煤气味").reasons
    assert "地点:一食堂" in reader().read("一食堂有煤气味").reasons
    assert "否定:漏电" in reader().read("没有漏电").reasons
    assert "错字:冒炎=冒烟" in reader().read("三楼冒炎").reasons


def test_the_school_may_add_urgent_words_and_slips_of_its_own() -> None:
    settings = replace(
        sample().settings, urgent_words=("水怪",), urgent_misspellings={"水拐": "水怪"}, negations=("绝非",)
    )
    own = Reader(tree(), settings)
    assert own.read("池塘里有水拐").danger == "other"
    assert not own.read("绝非水怪").alarm
    assert not reader().read("池塘里有水怪").alarm


def test_what_only_sounds_like_danger_is_asked_about_unless_the_words_tell_what_it_is() -> None:
    heard = reader().read("有个孩子被同学拉到厕所里 半天不出来")
    assert (heard.alarm, heard.by_sound, heard.is_repair, heard.urgency) == (False, True, False, "较急")
    assert heard.reasons[0].startswith("听着急:")
    assert not reader().read("有个孩子被同学拉到厕所里 已经劝开了").by_sound
    assert not reader().read("着火了").by_sound


@pytest.mark.soak
def test_the_weights_of_characters_are_those_of_the_labelled_sentences() -> None:
    bias, weights = learned((*repairs(), *patrols(), *more()))
    kept = {it: round(weight * 100) for it, weight in weights.items() if abs(round(weight * 100)) >= LIGHTEST}
    told = {it: weight for weight, features in WEIGHTS.items() for it in features.split()}
    assert (round(bias * 100), kept) == (BIAS, told)
