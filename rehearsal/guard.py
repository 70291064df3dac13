"""Loopback only: no other machine, and no page of another site, gets to play here; what is asked wrongly is said."""

from collections.abc import Awaitable, Callable
from difflib import get_close_matches
from ipaddress import ip_address
from typing import TypeGuard
from urllib.parse import SplitResult, urlsplit

from aiohttp import web
from aiohttp.http import HttpProcessingError

NAMES = {"localhost", "127.0.0.1", "::1"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page elsewhere could reach us through its visitor's browser: the Host and Origin it must send give it away."""
    host = _address(f"//{request.host}").hostname or ""
    origin = request.headers.get("Origin")
    near = ip_address(request.remote or "0.0.0.0").is_loopback
    if not near or host not in NAMES or (origin is not None and _address(origin).netloc != request.host):
        return web.json_response({"error": "the rehearsal is for this machine only"}, status=403)
    response = await handler(request)
    if not response.prepared:
        response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _address(said: str) -> SplitResult:
    """Of what is no address: of nobody."""
    try:
        return urlsplit(said)
    except ValueError:
        return urlsplit("")


@web.middleware
async def one_sentence(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever the server itself refuses is JSON as well: of the stage with a sentence, else as a Bot API says it."""
    try:
        return await handler(request)
    except (web.HTTPClientError, web.RequestPayloadError, HttpProcessingError) as failed:
        error = failed if isinstance(failed, web.HTTPClientError) else web.HTTPBadRequest()
        headers = {"Allow": ", ".join(sorted(error.allowed_methods))} if _is_wrong_verb(error) else None
        if request.path.startswith("/stage"):
            return web.json_response({"error": _what_is_wrong(request, error)}, status=error.status, headers=headers)
        if request.path.startswith(("/bot", "/file/bot")):
            said = {"ok": False, "error_code": error.status, "description": error.reason}
            return web.json_response(said, status=error.status, headers=headers)
        raise


def _is_wrong_verb(error: web.HTTPClientError) -> TypeGuard[web.HTTPMethodNotAllowed]:
    return isinstance(error, web.HTTPMethodNotAllowed)


def _what_is_wrong(request: web.Request, error: web.HTTPClientError) -> str:
    if _is_wrong_verb(error):
        return f"{request.path} is asked with {' or '.join(sorted(error.allowed_methods))}, not {request.method}"
    if isinstance(error, web.HTTPRequestEntityTooLarge):
        return "the body is too large: 60 MB at most"
    if isinstance(error, web.HTTPBadRequest):
        return "the body cannot be read as its Content-Encoding or Content-Type says"
    paths = {resource.canonical for resource in request.app.router.resources()}
    known = sorted(path for path in paths if path.startswith("/stage/"))
    near = get_close_matches(request.path[:80], known, n=1, cutoff=0.75)
    return f"there is no {request.path[:80]}" + (f"; did you mean {near[0]}?" if near else ": see docs/rehearsal.md")
