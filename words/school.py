"""The field's own words that come as data (trades, urgencies, roles), marked here so that the catalogs have them."""

from words import _

TRADES = (
    _("水暖"),
    _("电气照明"),
    _("门窗锁具"),
    _("家具木工"),
    _("空调风扇"),
    _("网络多媒体"),
    _("土建屋面"),
    _("消防设施"),
    _("安防门禁"),
    _("热水锅炉"),
    _("食堂设备"),
    _("体育器材"),
    _("绿化环卫"),
    _("电梯"),
    _("非报修"),
)
URGENCIES = (
    _("紧急"),
    _("较急"),
    _("一般"),
    _("计划"),
)
ROLES = (
    _("校长"),
    _("分管副校长"),
    _("后勤主任"),
    _("总务副主任"),
    _("幼儿园后勤园长"),
    _("带班领导"),
    _("安全专员"),
    _("督查员"),
    _("总务干事"),
    _("德育主任"),
    _("教务主任"),
    _("资产管理员"),
    _("采购员"),
    _("仓库保管员"),
    _("会计"),
    _("维修组长"),
    _("电工"),
    _("水暖工"),
    _("木工"),
    _("锅炉工"),
    _("电教网管"),
    _("绿化工"),
    _("保安"),
    _("保安队长"),
    _("宿管"),
    _("宿管组长"),
    _("教工寝室长"),
    _("教工寝室成员"),
    _("食品安全总监"),
    _("食品安全员"),
    _("食堂班长"),
    _("厨师"),
    _("留样员"),
    _("洗消员"),
    _("保洁"),
    _("保洁班长"),
    _("班主任"),
    _("值班教师"),
    _("任课教师"),
    _("校医/保健医"),
)
"""The sample school's titles; another school's own titles are shown as the workbook writes them."""
AREAS = (
    _("保卫"),
    _("宿舍"),
    _("水电锅炉"),
    _("食堂"),
    _("清校"),
    _("安全"),
    _("行政"),
    _("卫生"),
)
"""Parts of the school's life, as domain/areas.py names them."""
PAPERS = (
    _("健康证"),
    _("电工证"),
    _("司炉证"),
    _("消防控制室证"),
)
"""What the sample school's people work with; another school's own papers are shown as the workbook writes them."""
GROUPS = (
    _("管理群"),
    _("职工群"),
)
