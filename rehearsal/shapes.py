"""The shapes that travel: JSON objects as the Bot API writes them."""

import json
from typing import Any

import orjson

Json = dict[str, Any]
DEEPEST = 100
"""As deep as Telegram's own reader goes."""


def read_json(body: bytes | str, *, halves: bool = False) -> Any:
    """Raises ValueError at what is none: NaN, nested too deep, and half a surrogate pair unless `halves` may be."""
    found = orjson.loads(body) if not halves or _is_whole(body) else json.loads(body)
    written = body if isinstance(body, str) else body.decode()
    if written.count("[") + written.count("{") > DEEPEST and _deeper_than(found, DEEPEST):
        raise ValueError("nested too deep")
    return found


def _is_whole(body: bytes | str) -> bool:
    """False where half a pair is all that speaks against it."""
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError as error:
        return "surrogate" not in str(error)
    return True


def _deeper_than(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels < 0 or any(_deeper_than(one, levels - 1) for one in inner)


def utf16_length(text: str) -> int:
    """Length in UTF-16 units, which is how the Bot API counts inside entities."""
    return len(text.encode("utf-16-le")) // 2
