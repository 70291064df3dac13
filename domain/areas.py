"""Areas: what part of the school's life a duty belongs to, told by the chain that hears when it is missed."""

MISSED = "漏报-"
"""What the workbook's chains of missed duties begin with; the rest is the area's own word (漏报-绿化)."""
AREAS = {
    "漏报-保安": "保卫",
    "门岗无人未锁": "保卫",
    "漏报-宿管": "宿舍",
    "漏报-寝室": "宿舍",
    "缺寝": "宿舍",
    "漏报-维修": "水电锅炉",
    "锅炉燃气": "水电锅炉",
    "漏报-食堂": "食堂",
    "可疑食品": "食堂",
    "漏报-保洁": "保洁",
    "漏报-教师": "清校",
    "孩子未接": "清校",
    "漏报-安全": "安全",
    "漏报-领导": "行政",
    "同症聚集": "卫生",
}


def area_of(chain: str) -> str:
    """The area of a chain; a chain that only this school has is its own."""
    return AREAS.get(chain) or chain.removeprefix(MISSED)
