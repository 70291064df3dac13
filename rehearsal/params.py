"""The parameters of one call, however they came: query, form, multipart or JSON."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from rehearsal.errors import refusal
from rehearsal.shapes import Json, read_json

TRUE = {"true", "1", "yes", "t"}
NUMBER = re.compile(r"\s*(-?\d+)")
JSON_OF = {
    "reply_markup": "reply keyboard markup",
    "reply_parameters": "reply parameters",
    "media": "media",
    "commands": "commands",
    "scope": "BotCommandScope",
    "reaction": "reaction types",
    "menu_button": "menu button",
}
"""Whose JSON is refused when it is none, and what it is called then. Any other counts as not given."""


@dataclass(frozen=True)
class Upload:
    """A file that travelled in the body."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class Params:
    """What was sent, still as sent: values may be text or JSON, so each reader converts."""

    values: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name, default)
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str) -> int | None:
        """As far as the text is a number: Telegram reads "12a" as 12, and words as 0."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        found = NUMBER.match(str(value))
        return int(found[1]) if found else 0

    def number(self, name: str) -> int:
        """The same; 0 when it is missing."""
        return self.integer(name) or 0

    def flag(self, name: str) -> bool:
        value = self.values.get(name, False)
        return value if isinstance(value, bool) else str(value).lower() in TRUE

    def structure(self, name: str, default: Any = None) -> Any:
        """A nested value: JSON text in a form, the value itself in a JSON body."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        if not isinstance(value, str):
            return value
        try:
            return read_json(value)
        except ValueError:
            if name not in JSON_OF:
                return None
            raise refusal("json", field=JSON_OF[name]) from None

    def chat_id(self) -> int:
        value = str(self.values.get("chat_id", "")).strip()
        if not value:
            raise refusal("chat id empty")
        try:
            return int(value)
        except ValueError:
            raise refusal("chat not found") from None

    def file(self, name: str) -> Upload | str | None:
        """An upload, or the text that stands for one (a file_id); `attach://` is followed."""
        return self.uploads.get(name) or self.attached(self.text(name))

    def attached(self, reference: str) -> Upload | str | None:
        if reference.startswith("attach://"):
            return self.uploads.get(reference.removeprefix("attach://"))
        return reference or None

    def for_the_log(self) -> Json:
        """Every argument as text, as the Bot API server itself holds them, however it was sent."""
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in self.values.items()}
        files = {name: f"<{upload.name}, {len(upload.data)} bytes>" for name, upload in self.uploads.items()}
        return {**texts, **files}


async def read_params(request: web.Request) -> Params:
    """Read whatever the client chose to send; a later source overrides an earlier one."""
    values: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.method != "POST":
        return Params(values)
    if request.content_type == "application/json":
        body = await request.read()
        values |= _json_object(body) if body else {}
    elif request.content_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
        try:
            posted = await request.post()
        except (ValueError, LookupError):
            raise refusal("unreadable") from None
        for name, part in posted.items():
            if isinstance(part, web.FileField):
                uploads[name] = Upload(part.filename, part.content_type, part.file.read())
            else:
                values[name] = part if isinstance(part, str) else bytes(part).decode("utf-8", "replace")
    return Params(values, uploads)


def _json_object(body: bytes) -> Json:
    try:
        found = read_json(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise refusal("body")
    return found
