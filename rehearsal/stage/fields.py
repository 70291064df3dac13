"""Which fields each stage verb takes: a misspelt one is refused, or it would be left out without a word."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from rehearsal.stage.asking import Wrong

TAKES: dict[str, tuple[str, ...]] = {
    path: tuple(names.split())
    for path, names in {
        "people": "id first_name last_name username language_code note note_en started in_drawer deactivated",
        "groups": "id title members bot bot_admin forum",
        "join": "user chat token admin",
        "enter": "user chat by",
        "leave": "user chat by",
        "migrate": "user chat",
        "say": "user chat text photo album voice video document position contact caption reply_to forward_from "
        "date topic apart",
        "tap": "user chat message_id data label",
        "edit": "user chat message_id text caption position",
        "react": "user chat message_id emoji",
        "block": "user chat blocked",
        "raw": "update",
        "faults": "method kind times lasts chat retry_after seconds description moved_to",
        "latency": "seconds",
        "privacy": "on",
        "revoke": "revoked",
        "clock": "to next stop flow timeout",
        "outage": "kind to minutes over",
        "take": "user",
        "kill": "",
        "story": "steps day",
        "samples": "name label label_en base64 poster",
        "papers": "name label label_en file_name mime_type base64",
        "files": "file_id photo",
    }.items()
}


def check_names(verb: str, fields: Mapping[str, Any]) -> None:
    """Raises Wrong with the name that was probably meant."""
    takes = TAKES[verb]
    for name in fields:
        if name not in takes:
            near = get_close_matches(name, takes, n=1)
            known = ", ".join(f'"{one}"' for one in near or takes) or "nothing"
            raise Wrong(f'{verb} takes no "{name[:40]}"; {"did you mean" if near else "it takes"} {known}')
