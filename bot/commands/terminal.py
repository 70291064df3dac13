"""The terminal: nothing fails because it lacks a sign. A Chinese one may know GBK only, a bare one not even that."""

import io
from typing import TextIO

OURS = "值勤"


def speak(*streams: TextIO) -> None:
    """Signs that a terminal does not know (GBK has no ✓) become "?"; one that knows no Chinese at all is told UTF-8."""
    for stream in streams:
        if not isinstance(stream, io.TextIOWrapper):
            continue  # a test or another program listens
        try:
            OURS.encode(stream.encoding)
        except UnicodeEncodeError:
            stream.reconfigure(encoding="utf-8")
        else:
            stream.reconfigure(errors="replace")
