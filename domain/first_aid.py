"""Which accident needs other hands than most: told from the words of whoever cries."""

import re
from enum import StrEnum


class Case(StrEnum):
    """Not moving somebody is wrong for the first two, and coming near for the last."""

    CHOKING = "choking"
    DROWNING = "drowning"
    EDGE = "edge"


SIGNS = {
    Case.EDGE: r"跳楼(?!梯)|(?:要|想)往?下跳|要跳下|轻生|站在.{0,6}(?:楼顶|窗台|栏杆)"
    r"|(?i:(?:to|will|gonna) jump(?! rope)|jump(?:ing|ed)? (?:off|from|out)|on the ledge)",
    Case.DROWNING: r"溺水|落水|人.{0,4}淹|掉[进到]?.{0,4}(?:水里|池|河|井)"
    r"|(?i:drown|(?:fell|fallen) in(?:to)? the (?:water|pool|river|pond|lake))",
    Case.CHOKING: r"噎|呛住|卡[住着]?了?.{0,3}(?:喉|嗓|气管)|(?:喉咙|嗓子|气管).{0,3}卡|(?i:chok)",
}
OF_PEOPLE = frozenset({"injury", "illness", "help"})


def case_of(danger: str, words: str) -> Case | None:
    """The case, in the order of SIGNS; None for any other accident, and for dangers that are not of people."""
    if danger not in OF_PEOPLE:
        return None
    return next((case for case, sign in SIGNS.items() if re.search(sign, words)), None)
