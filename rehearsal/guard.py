"""Loopback only: no other machine, and no page of another site, gets to play here."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

NAMES = {"localhost", "127.0.0.1", "::1"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page elsewhere could reach us through its visitor's browser: the Host and Origin it must send give it away."""
    host = urlsplit(f"//{request.host}").hostname or ""
    origin = request.headers.get("Origin")
    near = ip_address(request.remote or "0.0.0.0").is_loopback
    if not near or host not in NAMES or (origin is not None and urlsplit(origin).netloc != request.host):
        return web.json_response({"error": "the rehearsal is for this machine only"}, status=403)
    response = await handler(request)
    if not response.prepared:
        response.headers["X-Content-Type-Options"] = "nosniff"
    return response
