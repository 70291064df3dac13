"""Brings a place name and a sentence about it into one spelling, so that they can be compared."""

import re
from collections.abc import Iterable

from domain.reading.lexicon import Lexicon
from domain.reading.normal import number
from domain.reading.sieve import Rewriting, Written

_N = "[一二三四五六七八九十]|十[一二三四五六]|\\d{1,2}"
_K = "[一二三四五六七八九十]{1,2}|\\d{1,2}"
_SENIOR = re.compile(rf"(高|初)([一二三1-3])(?:年级?)?[(]?({_K})[)]?班")
_JUNIOR = re.compile(rf"([七八九789])年级?[(]?({_K})[)]?班")
_PRIMARY = re.compile(
    rf"(?<![\d初高第小中大一二三四五六])(?:([一二三四五六])(?:年级?)?[(]?|([1-6])(?:年级?[(]?|[(]))({_K})[)]?班"
)
_NURSERY = re.compile(r"(?<![初高])(小|中|大)班?([一二三四五六1-6])班")
_STOREYS = re.compile(r"([1-9一二三四五六])[到至~-]([2-9二三四五六七])[楼层]")
_TWO_STOREYS = re.compile(r"(?<![\d一二三四五六七八九十])([一二三四五六])([二三四五六七])[楼层]")
_FLOOR = re.compile(
    rf"(?<![\d一二三四五六七八九十第])(?<!地上)(?<!厚厚)(?<!满满)({_N})(?:楼|层(?![灰水油冰雪霜土泥锈皮膜汗])|F(?![A-Z0-9]))"
)
_HOUSE = re.compile(rf"(?<![\d一二三四五六七八九十])({_N})(?:号楼|号宿舍楼?|号?[栋幢]|#楼?)")
_HOUSE_ROOM = re.compile(r"(?<![\dA-Z.])([1-9])(?:[号#]?-|[号#])(?=\d{3}(?!\d))")
_NUMERALS = "零一二三四五六七八九十"
_CANTEEN = re.compile(r"第?([一二三1-3])号?(?:食堂|饭堂)")
_LADIES = re.compile(r"女(?:生|士)?(?:厕所|厕|卫生间|洗手间|卫(?!生)|WC)")
_GENTS = re.compile(r"男(?:生|士)?(?:厕所|厕|卫生间|洗手间|卫(?!生)|WC)")
_TOILET = re.compile(r"卫生间|洗手间|茅房|茅厕|公厕|WC|厕所间")
_HOUSE_DOOR = re.compile(r"(?<=[馆堂楼室舍院寝栋座])的?大门")
_GATEWAY = re.compile(r"(?:学校|校园)?(大|校)门(?:口|外|那)")
_LETTER_FLOOR = re.compile(r"(?<![A-Z0-9])[A-Z](?=[1-9](?:$|[,。 !?的]))")
_CORRIDOR = re.compile(r"过道|楼道")
_FOOD_LIFT = re.compile(r"(?:传菜|送餐|送菜|餐|食)(?:电梯|升降机|升降梯|梯)")
_LETTER_FLOOR_TOILET = re.compile(r"(?<![A-Z0-9])([A-Z])([1-9])(?=[男女]厕)")
_LETTER_FLOOR_GENDER = re.compile(r"(?<![A-Z0-9])([A-Z])([1-9])([男女])(?![生寝孩人厕教老士同])")

_SPELLING: tuple[tuple[re.Pattern[str], Written], ...] = (
    (_GATEWAY, r"\1门"),
    (_HOUSE_DOOR, "楼门"),
    (_SENIOR, lambda m: f"〈{m[1]}{number(m[2])}.{number(m[3])}〉"),
    (_JUNIOR, lambda m: f"〈初{(number(m[1]) or 7) - 6}.{number(m[2])}〉"),
    (_NURSERY, lambda m: f"〈{m[1]}{number(m[2])}〉"),
    (_PRIMARY, lambda m: f"〈{number(m[1] or m[2])}.{number(m[3])}〉"),
    (_HOUSE, lambda m: f"{number(m[1])}号楼"),
    (_HOUSE_ROOM, r"\1号楼"),
    (_CANTEEN, lambda m: f"{_NUMERALS[number(m[1]) or 1]}食堂"),
    (_FOOD_LIFT, "食梯"),
    (_LADIES, "女厕"),
    (_GENTS, "男厕"),
    (_TOILET, "厕所"),
    (_CORRIDOR, "走廊"),
    (_LETTER_FLOOR_GENDER, r"\1楼\2层\3厕"),
    (_LETTER_FLOOR_TOILET, r"\1楼\2层"),
    (_STOREYS, lambda m: f"〔{number(m[1])}~{number(m[2])}〕"),
    (_TWO_STOREYS, lambda m: f"〔{number(m[1])}~{number(m[2])}〕"),
)
_SPELLED = Rewriting(_SPELLING)

SHORT_SCHOOLS = ("小学", "初中", "高中")
"""A building called after one of these is meant when people say just that (小学门口)."""


def spell(text: str) -> str:
    """One spelling for classes, floors, houses, canteens and lavatories; `text` is clean already. Keeps hyphens."""
    return _SPELLED.of(text)


def readable(sign: str) -> str:
    """〈高3.3〉 as 高三(3)班, for people."""
    found = re.fullmatch(r"〈(\D?)(\d{1,2})(?:\.(\d+))?〉", sign)
    if found is None:
        return sign
    school, grade, group = found.groups()
    return f"{school}{_NUMERALS[int(grade)]}({group})班" if group else f"{school}{_NUMERALS[int(grade)]}班"


def spell_floors(text: str) -> str:
    """三楼, 3F, 3层 become 3层; to be called when the names of buildings are already marked."""
    return _FLOOR.sub(lambda m: f"{number(m[1])}层", text)


class Marks:
    """One private sign for each building or ground, whatever people call it; its other names fall together."""

    def __init__(self, names: Iterable[tuple[str, str]], silent: Iterable[str]) -> None:
        """`names`: (code, any of its names); `silent`: names of the whole school, which say nothing."""
        sign_of: dict[str, str] = {}
        self.code_of: dict[str, str] = {}
        spelled: dict[str, str] = {}
        letters: dict[str, str] = {}
        for code, name in names:
            sign = sign_of.setdefault(code, chr(0xE000 + len(sign_of)))
            self.code_of[sign] = code
            for short in _shorter(spell(name).replace("-", "").replace(" ", "")):
                spelled.setdefault(short, sign)
            if re.fullmatch("[A-Z][楼栋座]", name):
                letters.setdefault(name[0], sign)
        spelled |= {name: "" for name in silent if name not in spelled}
        self._spelled = spelled
        self._names = Lexicon(spelled)
        self._letters = letters
        signs = "".join(self.code_of) or "\ue000"
        self.any = re.compile(f"[{signs}]")
        self._houses_by_letter = Rewriting(
            (
                (re.compile(r"(?<![A-Z])[A-Z](?=-?\d(?:\d\d(?!\d)|[楼层F]))"), self._letter),
                (_LETTER_FLOOR, self._letter),
                (re.compile(f"(?<=[{signs}])([1-9])(?=$|[,。 !?的])"), r"\1层"),
            )
        )

    def mark(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text with signs for names, and the names that were said."""
        said: list[str] = []

        def sign(_: int, name: str) -> str:
            if self._spelled[name]:
                said.append(name)
            return self._spelled[name] or ","

        marked = self._houses_by_letter.of(self._names.rewrite(spell(text), sign))
        return spell_floors(marked.replace("-", "").replace("—", "")), tuple(said)

    def _letter(self, found: re.Match[str]) -> str:
        return self._letters.get(found.group(), found.group())


def _shorter(name: str) -> tuple[str, ...]:
    stem = name[:-1]
    return (name, stem) if name.endswith("楼") and stem in SHORT_SCHOOLS else (name,)
