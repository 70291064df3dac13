"""The shapes that travel: JSON objects as the Bot API writes them."""

from typing import Any

Json = dict[str, Any]


def utf16_length(text: str) -> int:
    """Length in UTF-16 units, which is how the Bot API counts inside entities."""
    return len(text.encode("utf-16-le")) // 2
