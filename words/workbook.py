"""What the rules of a workbook say (domain/acceptance.py, the references between sheets), marked here so that the
catalogs have it."""

from words import _

MEANT = (
    _("角色代码"),
    _("人员编号"),
    _("地点编码"),
    _("班次代码"),
    _("角色代码或人员编号"),
    _("岗位代码"),
    _("楼编码或全校"),
    _("检查表编号"),
    _("路线编号、地点编码或组"),
    _("人员编号、角色代码或班次代码"),
    _("升级链的链代码"),
    _("日类型代码"),
    _("宿舍的房间编码"),
    _("地点编码或地点类型"),
)
"""What a cell may refer to."""
ACCEPTANCE = (
    _("文本项的合格要空着"),
    _("照片项的合格要空着"),
    _("时间项的合格要空着"),
    _("是否项的合格写「是」或「否」"),
    _("选项用竖线隔开,至少两个,不重复(像「无*|有」这样写)"),
    _("没有一个选项带星号,合格的要带"),
    _("小的写前面"),
    _("不是合格的写法(像 >=5、<=37.2、0..8、==1 这样写,只记录就空着)"),
)
"""What is wrong with a column 合格."""
HOURS = (
    _("白天"),
    _("夜间"),
)
