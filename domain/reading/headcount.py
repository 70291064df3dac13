"""Roll calls in a sentence: 应到6实到4 is two missing, unless somebody says where they are."""

import re
from collections.abc import Iterator

_COUNT = re.compile(
    r"(?:应到|应有|该到|应该有|应)(\d{1,4})[人个名]?[^。!?;]{0,4}?(?:实到|实有|只到|只有|到了?|有)(\d{1,4})(?![\d%])"
)
_EXCUSED = re.compile(r"(?<![没无未])(?:请[了病事]?假|病假|事假|假条|留观|医务室|校医|外出|住院|走读|回家|公假)")


def missing(text: str) -> Iterator[tuple[int, int]]:
    """Where a count falls short and nothing in the text excuses it, as start and end."""
    for found in _COUNT.finditer(text):
        if int(found[2]) < int(found[1]) and not _EXCUSED.search(text):
            yield found.start(), found.end()
