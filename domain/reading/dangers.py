"""Everything that is a cry, and the phrases that only look like one."""

from domain.reading.danger import Danger, compiled
from domain.reading.dangers_as_they_unfold import AS_THEY_UNFOLD
from domain.reading.dangers_by_sense import BY_SENSE
from domain.reading.dangers_in_english import IN_ENGLISH
from domain.reading.dangers_in_plain_words import IN_PLAIN_WORDS
from domain.reading.dangers_of_things import OF_THINGS
from domain.reading.dangers_to_people import TO_PEOPLE
from domain.reading.things import NO_REPAIR

IN_CHINESE: tuple[Danger, ...] = (*OF_THINGS, *TO_PEOPLE, *IN_PLAIN_WORDS, *BY_SENSE, *AS_THEY_UNFOLD)
DANGERS: tuple[Danger, ...] = (*IN_CHINESE, *IN_ENGLISH)

CHILD = next(danger for danger in DANGERS if danger.code == "child")
OTHER = Danger("other", NO_REPAIR, "(?!)")
"""An urgent word of the school's own that no danger here knows."""

HARMLESS = compiled(
    "呕吐物|(烫伤|烧伤|冻伤|止血|骨折|跌打)(膏|药|贴|带|绷带|喷雾|夹板)|跳楼(机|价)|晕(针|血)|头(有点|有些|发|稍微|"
    "也)+晕|骚扰(电话|短信|来电|信息|广告)|(炒|辣椒|油烟|灰尘?|粉笔灰|胡椒|洋葱|"
    "辣子)~6呛人?|(嗓子|喉咙|头顶|急得|忙得|气得|渴得|七窍)(都|快|要|直|在|已经)*(冒烟|冒火|着火|出血)|(床板|层板|踏板|讲台|抽屉|"
    "椅子?|凳子?|沙发|书架|柜子?|桌子?)~3塌|(蒸[饭菜]?[柜箱车]|门封条?|密封条|胶条|高压锅|蒸笼|锅盖|[轮车内]胎|皮球|"
    "篮球|足球|气球|冰箱|空调)~6漏气|(燃气|煤气|"
    "可燃气体)(泄漏)?报警器(?!≈4(响|叫|报警))|烟雾报警器|烟雾探测器|烟雾感应器?|烟感器?|灭火器材?|灭火毯|防火(门|卷帘|"
    "墙|分区|材料|巡查|检查|间隔)|打火机|火锅|火腿|火车|上火|发火|火气|恼火|停火|热火|十万火急|油烟机?|抽烟|吸烟|香烟|"
    "烟头|烟蒂|烟囱(冒烟)?|打不着火|点不着火|(?<!宿舍)(?<!寝室)(?<!教室)(?<!楼道)(?<!屋里)点火|生火|火速|红火|过火|萤火|烽火|断路器|防溺水|防触电|防中毒|防摔|"
    "防打架|防暴|触电急救|溺水急救|防坠网?|防坠落|防陌生人|火灾报警(器|主机|系统|控制器)|漏电保护器?|漏电开关|防漏电|"
    "漏电断路器|骨折板|安全出口指示(牌|灯)|安全出口标志|安全出口灯|初中读|高中读|中度|劳动|拐[弯角杖]|偷懒|偷偷|"
    "酒精灯|跟踪(整改|督办|落实|复查|检查|处理|维修|进度|观察)|停炉(检修|保养|维护)|计划停炉|(树叶|落叶)|防倾倒|(电脑|"
    "手机|系统|[UＵ]盘|文件|软件)~3中毒|[球胎]~2漏气|短路径|着火点|架子鼓|登记陌生人|陌生人登记|"
    "(讲|学|科普|介绍|播放|观看)[了过]~5(自燃|爆炸|爆燃|中毒|触电|溺水|火灾|地震|急救|心肺复苏|灭火|逃生)|"
    "(床|铺)的?~4(栏杆|护栏|扶手|围栏)|(题|作业|考试|单词|公式|课文|卷子|论文)~8(跳楼|吐血|炸|断气|想死|窒息|崩溃|上吊|烧成灰)|"
    "我(都|快|要|直接|人)?(炸|裂开)了|"
    "灯管?~3(发黑|烧黑)|(画|唱|写|折|拼)(着|了|过|个|[一两][个幅张])?~2(着火|失火|起火|火灾|爆炸|打仗|打架|救火)|(送餐|送菜|传菜|餐|食)(电梯|梯)|缺寝(人数|率|处置|情况|统计|数|名单)|落水管|断断续续|中断|判断|诊断|闪电|漏气(的)?(球|胎)|消防演(练|习)"
)
"""Phrases that hold a dangerous word and mean none; they are blotted out before the signs are sought."""
