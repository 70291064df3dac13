"""What is broken, how soon, and what is no repair at all, one rule a sentence."""

import pytest

from tests.domain.labelled import reader

KINDS = {
    "空调漏水": "空调风扇",
    "蒸饭车进水阀漏水": "食堂设备",
    "饮水机漏水": "热水锅炉",
    "消火栓漏水": "消防设施",
    "热水器插头烧黑了": "电气照明",
    "一体机漏电": "电气照明",
    "讲台抽屉锁坏": "家具木工",
    "玩具柜门合页掉了": "家具木工",
    "传菜梯门关不上": "电梯",
    "水表井盖翘起来": "土建屋面",
    "围墙上的摄像头没画面": "安防门禁",
    "墙上开关坏了": "电气照明",
    "水槽下面漏水,旁边有插座": "水暖",
    "电梯口的灯不亮": "电气照明",
    "锅炉房的灯不亮": "电气照明",
    "滑梯扶手松了": "体育器材",
    "厕所没纸了": "绿化环卫",
    "修一下灯": "电气照明",
}
SOON = {
    "水龙头坏了": "一般",
    "水龙头坏了,不急": "计划",
    "空调遥控器不见了": "计划",
    "灭火器没压力": "较急",
    "408门打不开,进不去": "较急",
    "暖气不热": "较急",
    "走廊灯全不亮": "较急",
    "空调漏水滴到电脑上": "较急",
    "一体机坏了,九点有公开课": "较急",
    "一体机坏了": "一般",
    "床板断了": "较急",
    "谢谢": "计划",
}
_NO_REPAIR = (
    "谢谢师傅,水龙头修好了|捡到一张饭卡|我的水杯丢在操场|你们到底修不修?上周就报了|催一下,三天了没人来|测试|在吗|收到|👍|12345|请问怎么报修|"
    "明天停水吗|领一盒粉笔|王师傅手艺真好|发错了|今天的菜好吃|一切正常|未发现异常。|没有没锁的门|应到46实到46,无请假|晚上几点断电|哈哈哈"
)
NO_REPAIR = _NO_REPAIR.split("|")
_STILL_A_REPAIR = (
    "修好了又坏了,空调|上次说修了又开始滴,水龙头|灯还是没修好|水龙头坏了,麻烦尽快处理谢谢|教室灯不亮,辛苦师傅|"
    "钥匙丢了进不去寝室|坏了来修一下"
)
STILL_A_REPAIR = _STILL_A_REPAIR.split("|")


@pytest.mark.parametrize(("text", "category"), KINDS.items())
def test_the_thing_that_is_broken_tells_the_category(text: str, category: str) -> None:
    reading = reader().read(text)
    assert (reading.category, reading.category_known, reading.is_repair) == (category, True, True)


@pytest.mark.parametrize(("text", "urgency"), SOON.items())
def test_how_soon_follows_from_the_words(text: str, urgency: str) -> None:
    assert reader().read(text).urgency == urgency


@pytest.mark.parametrize("text", NO_REPAIR)
def test_chatter_is_no_repair(text: str) -> None:
    reading = reader().read(text)
    assert (reading.category, reading.is_repair, reading.urgency) == ("非报修", False, "计划")


@pytest.mark.parametrize("text", STILL_A_REPAIR)
def test_polite_or_repeated_it_is_still_a_repair(text: str) -> None:
    assert reader().read(text).is_repair


def test_what_no_word_tells_is_marked_as_a_guess() -> None:
    assert not reader().read("那个东西坏了来修").category_known
    assert not reader().read("嘟嘟嘟嘟嘟噜").category_known
