"""What stands between a bot and Telegram and answers in its place: a login page, a proxy; and answers of odd shapes."""

from dataclasses import dataclass

from aiohttp import web

PAGE = "<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"


@dataclass(frozen=True, slots=True)
class Stranger:
    """An answer that is not Telegram's. `passed_on` when the call got through to Telegram all the same."""

    status: int
    body: str
    kind: str = "text/html"
    passed_on: bool = False

    def answer(self) -> web.Response:
        # 302 is where a login page sends every browser; nobody shall follow it.
        headers = {"Location": "http://login.example/"} if self.status == 302 else None
        return web.Response(status=self.status, text=self.body, content_type=self.kind, headers=headers)


STRANGERS: dict[str, Stranger] = {
    "login page": Stranger(200, PAGE.format(title="校园网认证 / Wi-Fi login")),
    "login redirect": Stranger(302, ""),
    "other json": Stranger(200, '{"status": "login required"}', "application/json"),
    "nothing said": Stranger(200, ""),
    "page 400": Stranger(400, PAGE.format(title="400 Bad Request")),
    "page 401": Stranger(401, PAGE.format(title="401 Authorization Required")),
    "page 403": Stranger(403, PAGE.format(title="403 Forbidden")),
    "page 404": Stranger(404, PAGE.format(title="404 Not Found")),
    "page 409": Stranger(409, PAGE.format(title="409 Conflict")),
    "page 502": Stranger(502, PAGE.format(title="502 Bad Gateway")),
    "half an answer": Stranger(200, '{"ok": true, "result": {"mess', "application/json", passed_on=True),
    "page instead": Stranger(504, PAGE.format(title="504 Gateway Time-out"), passed_on=True),
}
"""By the names under which the stage orders them."""

ODDITIES: dict[str, Stranger] = {
    "no result": Stranger(200, '{"ok": true}', "application/json", passed_on=True),
    "file without a path": Stranger(
        200, '{"ok": true, "result": {"file_id": "a", "file_unique_id": "b"}}', "application/json"
    ),
}
"""What Telegram itself may answer one day, and nobody expects."""

INSTEAD = STRANGERS | ODDITIES
