"""A call of the Bot API that a bot puts into its answer to a posted update; nobody hears what came of it."""

import json
from email import message_from_bytes
from email.policy import HTTP
from urllib.parse import parse_qsl

import aiohttp

from rehearsal.params import Params, Upload
from rehearsal.shapes import Json

NOT_SO = ("setwebhook", "deletewebhook", "close", "logout")
MULTIPART = "multipart/"


async def call_in(answer: aiohttp.ClientResponse) -> tuple[str, Params] | None:
    """The method in lower case and its parameters; None when there is none, or one that Telegram does not take so."""
    kind = answer.content_type
    body = await answer.read()
    if kind.startswith(MULTIPART):
        params = _parts_of(answer.headers["Content-Type"], body)
    elif kind == "application/json":
        params = Params(_json(body))
    elif kind == "application/x-www-form-urlencoded":
        params = Params(dict(parse_qsl(body.decode("utf-8", "replace"))))
    else:
        return None
    method = params.text("method").lower()
    if not method or method in NOT_SO or method.startswith("get"):
        return None
    return method, Params({key: value for key, value in params.values.items() if key != "method"}, params.uploads)


def _parts_of(content_type: str, body: bytes) -> Params:
    values: Json = {}
    uploads: dict[str, Upload] = {}
    whole = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body, policy=HTTP)
    for part in whole.iter_parts():
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(data, bytes):
            continue
        if filename := part.get_filename():
            uploads[name] = Upload(filename, part.get_content_type(), data)
        else:
            values[name] = data.decode("utf-8", "replace")
    return Params(values, uploads)


def _json(body: bytes) -> Json:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
