"""Tells what is no repair: thanks, lost property, nagging, tests, questions, and rounds on which all was well."""

import re

from domain.reading.english import BROKEN_IN_ENGLISH, FAULTS_IN_ENGLISH
from domain.reading.sieve import Sieve

NOTHING = "无故障"
"""The reason when no word tells anything."""

DONE = "完工反馈"

BROKEN = re.compile(r"坏|断|裂|掉|松[了动]|歪|散架|破|碎|开胶|脱落|不[动转灵]|修一?下|维修|来修|" + BROKEN_IN_ENGLISH)
"""Said of a thing that nobody names, it is still a repair."""

FAULT = re.compile(
    r"坏|不(?!能(?<=能不能)|错|用|要|是|急|着急|好意思|知|影响|客气|会|敢|认识|需要|得|管|吃|喝|想|可能|断|停|止|"
    r"到\d)[^,。!?0-9]|漏|堵|断|裂|掉|松|破|碎|脱|卡|"
    r"没(?:了?电|了?水|网|信号|声|反应|画面|了?气|热水|纸|有?洗手液|有热|影|图|动静|显示|油墨|墨|暖气|有暖|有纸|"
    r"有水|有电|有网|有了|有声|有信号|有反应|有画面|有图|了)|无(?:法|声|信号|反应|画面|水|电)|"
    r"打不开|关不|开不|锁不|拧不|冲不|用不了|修一|修下|来修|维修|报修|换一|换个|更换|失灵|故障|异响|嗡|咯吱|吱|"
    r"响|滴|渗|晃|歪|翘|鼓|锈|臭|滑|积水|溢|喷|返|黑屏|闪|跳闸|"
    r"烧|糊|麻(?!烦)|冒|老鼠|蟑螂|蚂蚁|白蚁|马蜂|蜂窝|少了?[一个]|缺|丢|不见|报警|漏电|塌|倒|起皮|发霉|水渍|冻|"
    r"凉|忽冷忽热|鸟屎|鸟粪|鸽子屎|霉味|怪味|股味|该[割剪修换洗擦清补掏扫通]|疯长|长疯|太吵|噪音|慢|死机|蓝屏|偏|高|低|"
    r"过期|红区|离线|枯|脏|满|"
    r"没清|堆|看不清|"
    r"磨损|老化|褪色|发黄|变形|吹冷风|没声|刷不|充不|打火|杂音|生锈|损坏|受损|缝|洞|坑|异味|难闻|蚊|虫|蛇|裸露|"
    r"露|垂|抖|卡住|停了|叫|" + FAULTS_IN_ENGLISH
)
"""Signs that something is wrong with a thing."""

_SMALL_WORDS = re.compile(
    r"测试|试试|试一下|TESTING|TEST|HELLO|HELP|在吗|在不在|有人吗|听得到吗|大家好|老师好|早上好|晚上好|晚安|你好|您好|"
    r"收到|好的|好滴|"
    r"谢谢|多谢|感谢|谢了|辛苦了?|知道了?|明白|发错了?|打错了?|点错了?|按错了?|误触|不用管了?|不用了|没事了?|取消|撤回|"
    r"算了|忽略|"
    r"是的?|不是|可以|再见|拜拜|退出|开始|菜单|帮助|师傅|老师|机器人|语音|OK|HI|/[A-Z]+|"
    r"[早好嗯哦哈行对啊呵嘿呀吧呢的喂您你了]"
)
_IN_NO_SMALL_WORD = re.compile(rf"[^\W\d_A-Z{''.join(filter(str.isalpha, _SMALL_WORDS.pattern))}]")
_SMALL_AT_MOST = 30
_DONE = re.compile(
    r"(?:修|换|弄|处理|解决|装|补|通|疏通|恢复|清理|整)(?:理|复)?(?:好|完|通)了?(?!没|吗|不|么)|已(?:经)?(?:修复|"
    r"恢复|解决|处理|更换|换|好)|可以用了|能用了|好使了|好用了|不漏了|不滴了|空调凉了|暖气热了|热水来了|"
    r"(?<![不没])亮了(?!一|半)|"
    r"(?<!不)来电了|来水了|通了|有水了|有电了|WORK(?:S|ING) (?:NOW|AGAIN|FINE|WELL)|(?:IS|ARE|BEEN|ALL|GOT) (?:FIXED|"
    r"REPAIRED|SOLVED|SORTED)|修得|完工"
)
_NOT_DONE = re.compile(
    r"又|还是|老样子|没修好|没弄好|没处理好|没换好|没好|还在|仍|再次|还没|没过|刚修.{0,6}(?:坏|漏|又)|修(?:好|"
    r"了).{0,4}(?:没|吗|么|又)|依旧|照样|返修|不管用|复发|不到.{0,3}天"
)
_LINGERING = re.compile(r"几天了|[一两三四五六七八九十\d]天了|[几一两三]个?(?:星期|礼拜|月)了")
_RECURRED = re.compile(r"又|老样子|没修好|没弄好|没处理好|没换好|返修|复发|照样|还是(?!没(?:人|来)|等)|仍")
_THANKS = re.compile(r"谢|辛苦|感谢|点赞|表扬|给力|满意|👍|❤|真好|手艺|效率高|速度快|好快|棒|致敬|锦旗|好评|THANK")
_FOUND = re.compile(
    r"看[见到](?:过)?(?:我|谁)的|捡到|拾到|捡了|捡着|失主|认领|招领|失物|寻物|遗失|谁的|谁丢|谁落|落(?:在|下)了?|"
    r"忘在|忘拿|忘带|丢失物|拾获"
)
_LOST = re.compile(
    r"(?:丢了?|不见了?|找不到了?|掉了?|弄丢|被偷)[^,。!?;]{0,4}(?:饭卡|校园卡|一卡通|钥匙|手机|钱包|眼镜|书包|"
    r"水杯|雨伞|外套|衣服|校服|手表|耳机|学生证|身份证|证件|U盘|充电宝|作业|手套|帽子|电话手表|水壶|被子)|"
    r"(?:饭卡|校园卡|门禁卡|房卡|工牌|一卡通|钥匙|手机|钱包|眼镜|书包|水杯|雨伞|外套|衣服|校服|手表|耳机|学生证|"
    r"身份证|证件|充电宝|作业本|手套|帽子|水壶)[^。!?;]{0,8}(?:丢了|丢在|掉在|不见了|找不到|弄丢|掉哪|忘在|落在|被拿|"
    r"被偷)"
)
_LOCKED_OUT = re.compile(r"进不去|开不了门|帮忙?[^,。]{0,3}开|锁在|开门|开锁|换[^,。!?]{0,3}锁|打不开|配钥匙|锁门")
_NAGGING = re.compile(
    r"到底(?:修|来|管|还(?!是)|能|什么|啥|有没有)|(?:啥|什么|何)时(?:候|间)?(?:能|可以|才|会|来|修|给|有人|派)|多久(?:能|才|"
    r"来|修)|"
    r"还没(?:有)?(?:人)?(?:来|修|处理|弄|动|解决|派|回复)|怎么还(?:没|不)|没人(?:来|管|理|修|处理|回)|催|"
    r"报了?(?:修)?(?:都)?(?:好几|几|多|[一两二三四五六七八九十\d]+)(?:天|次|周|遍|回|个?(?:星期|月|礼拜))|"
    r"(?:上周|上星期|上礼拜|上次|上个?月|昨天|前天|早就|早上|上午|之前|前几天)(?:就)?(?:已经)?(?:报|说)(?:了|过|的|修)|"
    r"进度|有(?:没有)?人(?:来)?(?:管|处理|修)(?:吗|没|啊)|修好了?(?:没|吗|么)|修了(?:没|吗)|"
    r"安排(?:了)?(?:没|吗)|等了.{0,6}(?:天|周|小时|了)|怎么样了|有结果|有消息|派人(?:了)?(?:没|吗)|(?<!队)排到"
)
_ASKING = re.compile(
    r"请问|(?:能不能|可不可以|让不让|准不准)(?:用|带|养|进|吃|喝|洗|充|看|玩|开)|怎么(?:报修|申请|弄|办|用(?!不)|充值|走|联系|收费|查|预约|登记|使用|报)|如何|在哪(?:里|儿)?(?:领|办|"
    r"报|弄|交|买|充|开)|去哪(?:里|儿)?(?:领|办|报|弄|交|买|充)?|哪里(?:可以|能|领|办|有)|能不能借|借(?:一下|用|"
    r"个|一|两|几|把|点)|"
    r"想借|申请(?:领|购|采购|一批|使用|用|场地|教室|用车|一个|两)|领(?:用|取|一|两|二|三|几|点|\d|个|些|东西)|"
    r"补办|充值|几点(?:开|关|下|上|熄|供|吃|放|锁)|预约|借[^,。!?]{0,6}[馆室厅场地]|可以吗|行吗|好吗$|采购|发票|"
    r"电话(?:是)?(?:多少|号码)|"
    r"谁负责|找谁|谁(?:来|去|在|会)?(?:关|开|管|锁|值班|交接)|"
    r"什么时候(?:开|放|发|供|熄|有热水|停|交|考|上班|下班|打|消毒|停水|停电)|多少钱|密码(?:是)?(?:多少|什么)|"
    r"缴费|交费|要(?:交|填)|通知|转告|请假|调课|调休|换班|会议(?:改|时间)|订餐|饭菜|好吃|难吃|菜单|咸了|太咸|"
    r"涨价|(?:明天|今晚|今天|下周|周.|几号|什么时候)[^,。!?]{0,6}(?:停水|停电|停热水|放假|"
    r"停气)[^,。!?]{0,3}(?:吗|么|不|\?|$)"
)
_SUPPLIES = re.compile(
    r"(?:要|领|给|送|借|申请|缺|来|拿)[^,。!?]{0,8}(?:垃圾袋|拖把|扫[把帚]|抹布|粉笔|A4|复印纸|打印纸|墨盒|"
    r"洗衣粉|洗洁精|手套|口罩|消毒液|酒精|电池|簸箕|板擦|文具|本子|水桶|文件夹|胶带|订书)"
)
_MOVING = re.compile(r"(?:搬|抬|挪)[^,。!?]{0,3}(?:[一两二三四五六七八九十几\d]+|些|点)(?:张|把|个|台|箱|套|块|条)")
_WHEN = re.compile(r"几点(?:[断停熄锁关开供来放吃下上])")
_WONDERING = re.compile(r"想问|问下|问一下|请问|咨询|打听")
_CHANGE = re.compile(r"换一[个张把台]?|换个|更换|维修|报修|修一下|来修")
_ALL_WELL = re.compile(
    r"正常|未发现|无异常|没有?异常|完好|合格|良好|平安|无事|没(?:有)?(?:什么)?(?:事|情况|问题)|到位|齐全|达标|"
    r"畅通|一致|已锁|锁好|关好|实到|全(?:部)?(?:到|齐|在)|有序|干净|整洁|已消毒|已留样|在岗|绿区|没有没|无误|"
    r"安全(?!办|员|出口|科|处|门|帽|带)|无漏|无烟|无损|充足|OK|都在"
)
_ROUND = re.compile(
    r"已(?:提醒|教育|让|通知|劝|制止|登记|记录|关|拔|挪|扫|清|处理|联系|锁|补|要求|批评|告知|整改|上报|送|拖)|"
    r"忘(?:记)?关|没关(?!上|严|紧|住|好)|没拔|未关|未锁|没锁(?!上)|请假|迟到|早退|旷|缺勤|扣\d*分|留样|陪餐|查寝|"
    r"晨检|午检|签到|签字|没拖|没叠|没扫|没登记|未登记|没来|违规|零食"
)


_HANDLED = re.compile(r"已[^,。!?]{1,6}|没关|未关|没拔|没锁|扣\d*分|签")


_TOLD = Sieve(
    [
        (_NOT_DONE, "not done"),
        (_DONE, "done"),
        (FAULT, "fault"),
        (_THANKS, "thanks"),
        (_FOUND, "found"),
        (_LOST, "lost"),
        (_LOCKED_OUT, "locked out"),
        (_NAGGING, "nagging"),
        (_RECURRED, "recurred"),
        (_LINGERING, "lingering"),
        (_WHEN, "when"),
        (_SUPPLIES, "supplies"),
        (_MOVING, "moving"),
        (_WONDERING, "wondering"),
        (_ASKING, "asking"),
        (_ALL_WELL, "all well"),
        (_ROUND, "round"),
        (_HANDLED, "handled"),
    ]
)


def is_small_talk(text: str) -> bool:
    """Nothing but greetings, thanks, tests, numbers and signs."""
    strange = _IN_NO_SMALL_WORD.search(text)
    if len(text) > _SMALL_AT_MOST or (strange and strange.group().isalpha()):
        return False
    return not any(char.isalpha() for char in _SMALL_WORDS.sub("", text))


def why_no_repair(text: str, known: bool) -> str:
    """What the sentence is instead of a repair, "" when it may be one. `known`: it names something that breaks."""
    if is_small_talk(text):
        return "闲聊"
    told = {what for sign, what in _TOLD.through(text) if sign.search(text)}
    fault = "fault" in told
    if "done" in told:
        fault = bool(FAULT.search(_DONE.sub("", text)))
        if "not done" not in told and ("thanks" in told or not fault):
            return DONE
    if "found" in told or ("lost" in told and "locked out" not in told):
        return "失物"
    if "nagging" in told and not ("recurred" in told and known and fault and "?" not in text):
        return "催单"
    if "lingering" in told and not (known and fault):
        return "催单"
    if "when" in told:
        return "咨询"
    if "supplies" in told and not re.search("坏|漏|断|不", text):
        return "领用"
    if "moving" in told and not fault:
        return "领用"
    if "wondering" in told and not FAULT.search(_CHANGE.sub("", text)):
        return "咨询"
    if "asking" in told and not (known and fault):
        return "咨询"
    if "thanks" in told and not (known and fault):
        return "表扬"
    if "all well" in told and not fault:
        return "正常"
    if "round" in told and not (known and fault and "handled" not in told):
        return "巡查"
    return "" if known or fault else NOTHING
