"""The page: static files, shown under rules that let nothing foreign run."""

from pathlib import Path

from aiohttp import web

HERE = Path(__file__).parent
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
RULES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
RULES += "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def routes() -> list[web.RouteDef]:
    files = {file.name: file for file in HERE.iterdir() if file.suffix in TYPES}

    async def show(request: web.Request) -> web.StreamResponse:
        name = request.match_info.get("name", "index.html")
        if name not in files:
            raise web.HTTPNotFound
        kind = TYPES[files[name].suffix]
        return web.Response(
            body=files[name].read_bytes(),
            content_type=kind,
            charset="utf-8",
            headers={"Content-Security-Policy": RULES, "Cache-Control": "no-cache"},
        )

    return [web.get("/", show, allow_head=False), web.get("/page/{name}", show, allow_head=False)]
