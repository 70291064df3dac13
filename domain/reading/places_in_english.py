"""Writes places that are named in English the Chinese way (Building 3 room 201 is 3号楼 201): one finder reads both."""

import re
from collections.abc import Callable

_ONES = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")
_ORDINALS = ("", "FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH", "SEVENTH", "EIGHTH", "NINTH")
_N = rf"(?:\d{{1,2}}(?!\d)|(?:{'|'.join(_ONES[1:])})\b)"
_TH = rf"(?:\d{{1,2}}(?:ST|ND|RD|TH)|{'|'.join(_ORDINALS[1:])})"
_NO = r"(?:\s*(?:NO\.?|NUMBER|#))?\s*"
_HALL = r"(?:CANTEEN|CAFETERIA|DINING (?:HALL|ROOM))"
_DORM = r"(?:DORMS?|DORMITORY|DORMITORIES|HOSTEL)(?: BUILDING)?"
_BUILDING = r"(?:BUILDING|BLDG\.?|BLOCK)"
_TOILETS = r"(?:TOILETS?|RESTROOM|BATHROOM|WASHROOM|LAVATORY|LOO)"
_AFTER_A = (
    r"(?! (?!ROOM|FLOOR|LEVEL|GROUND|FIRST|SECOND|THIRD|FOURTH|FIFTH|IS\b|HAS\b|ON\b|AND\b|AT\b|IN\b|THE\b|BY\b|NEAR\b|"
    r"PLEASE|NOW\b|WON'?T|CORRIDOR|STAIR|TOILET|DOOR|GATE|LIGHT|WINDOW)[A-Z])"
)
_SCHOOLS = {7: "初一", 8: "初二", 9: "初三", 10: "高一", 11: "高二", 12: "高三"}


def _number(words: str) -> int:
    digits = re.match(r"\d+", words)
    table = _ONES if words in _ONES else _ORDINALS
    return int(digits[0]) if digits else table.index(words)


def _numbered(form: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f" {form.format(_number(next(filter(None, found.groups()))))} "


def _class(found: re.Match[str]) -> str:
    grade, group = (found[1], found[2]) if found[1] else (found[4], found[3])
    name = _SCHOOLS.get(int(grade)) or "零一二三四五六"[int(grade) : int(grade) + 1]
    return f" {name}({group})班 " if name else found[0]


_RULES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (
        r"\b(?:GRADE|YEAR) (\d{1,2}),? CLASS (\d{1,2})\b|\bCLASS (\d{1,2}),? (?:OF )?(?:GRADE|YEAR) (\d{1,2})\b",
        _class,
    ),
    (rf"\b{_DORM}{_NO}({_N})", _numbered("{}号楼")),
    (rf"\b(?:GIRLS?'?S?|WOMEN'?S|FEMALE) {_DORM}\b", " 女生宿舍 "),
    (rf"\b(?:BOYS?'?S?|MEN'?S|MALE) {_DORM}\b", " 男生宿舍 "),
    (rf"\b(?:STAFF|TEACHERS?'?S?) (?:{_DORM}|QUARTERS|APARTMENTS?)\b", " 教工宿舍 "),
    (rf"\b{_DORM}\b", " 宿舍 "),
    (rf"\b{_HALL}{_NO}({_N})|\b(?:NO\.? ?|NUMBER |#)({_N}) {_HALL}\b|\b({_TH}) {_HALL}\b", _numbered("{}食堂")),
    (rf"\b{_HALL}\b", " 食堂 "),
    (r"\b(?:ADMIN|ADMINISTRATION|ADMINISTRATIVE|OFFICE) (?:BUILDING|BLOCK)\b", " 行政楼 "),
    (r"\b(?:LAB|LABS|LABORATORY|SCIENCE) (?:BUILDING|BLOCK)(?: D)?\b", " 实验楼 "),
    (r"\b(?:HIGH|SENIOR HIGH) SCHOOL BUILDING\b", " 高中楼 "),
    (r"\b(?:MIDDLE|JUNIOR HIGH) SCHOOL BUILDING\b", " 初中楼 "),
    (r"\bPRIMARY SCHOOL BUILDING\b", " 小学楼 "),
    (rf"\b(?:NO\.? ?|NUMBER |#)({_N}) {_BUILDING}|\b{_BUILDING}{_NO}({_N})", _numbered("{}号楼")),
    (rf"\b(?:TEACHING )?{_BUILDING} A(?=\d{{3}}\b|\b){_AFTER_A}", " A楼 "),
    (rf"\b(?:TEACHING )?{_BUILDING} ([B-HJ-Z])(?=\d{{3}}\b|\b(?!'))", r" \1楼 "),
    (rf"\b([B-HJ-Z]) {_BUILDING}\b", r" \1楼 "),
    (rf"\b({_TH}) FLOOR\b|\b(?:FLOOR|LEVEL) ({_N})", _numbered("{}层")),
    (r"\bGROUND FLOOR\b", " 1层 "),
    (rf"\b(?:MEN'?S|GENTS'?|BOYS?'?S?|MALE) {_TOILETS}\b", " 男厕 "),
    (rf"\b(?:WOMEN'?S|LADIES'?|GIRLS?'?S?|FEMALE) {_TOILETS}\b", " 女厕 "),
    (rf"\b({_TOILETS}\b[^.!?;]*?),? ?\b(?:GIRLS?'?S?|LADIES'?|WOMEN'?S?)(?! DORM)\b", r"\1 女厕 "),
    (rf"\b({_TOILETS}\b[^.!?;]*?),? ?\b(?:BOYS?'?S?|GENTS'?|MEN'?S?)(?! DORM)\b", r"\1 男厕 "),
    (r"\bSOUTH GATE\b", " 南门 "),
    (r"\bNORTH GATE\b", " 北门 "),
    (r"\bWEST GATE\b", " 西门 "),
    (r"\bEAST GATE\b", " 东门 "),
    (r"\b(?:MAIN|FRONT|SCHOOL) GATE\b", " 正门 "),
    (r"\bLIBRARY\b", " 图书馆 "),
    (r"\b(?:GYM|GYMNASIUM|SPORTS? HALL)\b", " 体育馆 "),
    (r"\b(?:PLAYGROUND|SPORTS? (?:FIELD|GROUND)|FOOTBALL (?:FIELD|PITCH)|SOCCER FIELD|RUNNING TRACK)\b", " 操场 "),
    (r"\b(?:KINDERGARTEN|NURSERY)\b", " 幼儿园 "),
    (r"\bBOILER ROOM\b", " 锅炉房 "),
    (r"\b(?:SWITCH|POWER|ELECTRICAL) ROOM\b", " 配电房 "),
    (r"\bPUMP ROOM\b", " 水泵房 "),
    (r"\b(?:COMPUTER|IT) (?:ROOM|LAB)\b", " 机房 "),
    (r"\bCHEM(?:ISTRY)? (?:LAB|ROOM|LABORATORY)\b", " 化学实验室 "),
    (r"\bPHYSICS (?:LAB|ROOM|LABORATORY)\b", " 物理实验室 "),
    (r"\bBIO(?:LOGY)? (?:LAB|ROOM|LABORATORY)\b", " 生物实验室 "),
    (r"\b(?:SICK ?BAY|INFIRMARY|NURSE'?S? (?:OFFICE|ROOM)|CLINIC|MEDICAL ROOM)\b", " 医务室 "),
    (r"\bMUSIC (?:ROOM|CLASSROOM)\b", " 音乐教室 "),
    (r"\bART (?:ROOM|CLASSROOM)\b", " 美术教室 "),
    (r"\bLECTURE (?:HALL|THEAT(?:RE|ER))\b", " 阶梯教室 "),
    (r"\b(?:PRINCIPAL|HEAD ?(?:MASTER|TEACHER))'?S? OFFICE\b", " 校长室 "),
    (r"\b(?:MEETING|CONFERENCE) ROOM\b", " 会议室 "),
    (r"\bDUTY ROOM\b", " 值班室 "),
    (r"\b(?:CORRIDOR|HALLWAY)\b", " 走廊 "),
    (r"\bSLIDE\b", " 滑梯 "),
    (r"\bKITCHEN\b", " 后厨 "),
    (r"\b(?:LIFT|ELEVATOR)\b", " 电梯 "),
)
_COMPILED = tuple((re.compile(rule), written) for rule, written in _RULES)
_ENGLISH = re.compile(r"[A-Z]{3}")


def in_chinese(text: str) -> str:
    """`text` (clean) with the places that English names written as they are called here; nothing else changes."""
    if not _ENGLISH.search(text):
        return text
    for rule, written in _COMPILED:
        text = rule.sub(written, text)
    return text
