"""The Bot API over HTTP: reads a call, lets it meet its fault, does it and writes down what came of it."""

import asyncio
import json
import re
from typing import Any

from aiohttp import web

from rehearsal.between import INSTEAD, Stranger
from rehearsal.calls import Call
from rehearsal.errors import ApiError, refusal
from rehearsal.faults import Fault
from rehearsal.methods import BY_LOWER_NAME, METHODS
from rehearsal.params import Params, read_params
from rehearsal.shapes import Json
from rehearsal.world import World

TOKEN = re.compile(r"\d{5,20}:[\w-]{30,60}", re.ASCII)
DOWNLOAD = "file"


def routes(world: World) -> list[web.RouteDef]:
    async def call(request: web.Request) -> web.StreamResponse:
        return await _call(world, request)

    async def download(request: web.Request) -> web.StreamResponse:
        return await _download(world, request)

    async def asked(method: str, params: Params) -> None:
        await _asked_in_an_answer(world, method, params)

    world.webhook.asked = asked
    return [
        web.get("/bot{token:[^/]+}/{method}", call, allow_head=False),
        web.post("/bot{token:[^/]+}/{method}", call),
        web.get("/file/bot{token:[^/]+}/{path:.+}", download, allow_head=False),
    ]


async def _call(world: World, request: web.Request) -> web.StreamResponse:
    try:
        _admit(world, request)
        params = await read_params(request)
        method = BY_LOWER_NAME.get(request.match_info["method"].lower(), "")
        if not method:
            raise refusal("no such method")
    except (ApiError, web.HTTPRequestEntityTooLarge) as error:
        refused = error if isinstance(error, ApiError) else refusal("too large")
        with world.calls.record(request.match_info["method"], {}) as call:
            return _refused(call, refused)
    with world.calls.record(method, params.for_the_log()) as call:
        return await _weathered(world, request, call, params)


async def _weathered(world: World, request: web.Request, call: Call, params: Params) -> web.StreamResponse:
    """Do the call under whatever fault awaits it."""
    if world.outage == "network":
        return await _hang_up(world, request, call, "drop", {"ok": False})
    fault = await _meet(world, call.method, _chat_of(params))
    if fault is not None and (error := fault.error()) is not None:
        return _refused(call, error, fault)
    if fault is not None and fault.kind == "drop":
        return await _hang_up(world, request, call, fault.kind, {"ok": False})
    between = INSTEAD.get(fault.kind) if fault is not None else None
    if between is not None and not between.passed_on:
        return _answered_by(between, call, fault, {"ok": False})
    try:
        result = await METHODS[call.method](world, params)
    except ApiError as error:
        return _refused(call, error)
    except ConnectionAbortedError:
        return await _hang_up(world, request, call, "drop", {"ok": False})
    call.outcome = {"ok": True, "result": _for_the_log(call.method, result)}
    if between is not None:
        return _answered_by(between, call, fault, call.outcome)
    if fault is not None and fault.kind == "drop_after":
        return await _hang_up(world, request, call, fault.kind, call.outcome)
    if fault is not None and fault.kind == "timeout":
        call.outcome = {**call.outcome, "fault": fault.kind}
        await world.closing.wait()
    return web.json_response({"ok": True, "result": result})


async def _asked_in_an_answer(world: World, lower_name: str, params: Params) -> None:
    """A call that came with the answer to a webhook: done, written down, and answered to nobody."""
    method = BY_LOWER_NAME.get(lower_name, "")
    with world.calls.record(method or lower_name, params.for_the_log()) as call:
        try:
            if not method:
                raise refusal("no such method")
            call.outcome = {"ok": True, "result": _for_the_log(method, await METHODS[method](world, params))}
        except ApiError as error:
            call.outcome = error.body()


async def _download(world: World, request: web.Request) -> web.StreamResponse:
    path = request.match_info["path"]
    with world.calls.record(DOWNLOAD, {"file_path": path}) as call:
        fault = await _meet(world, DOWNLOAD, None)
        if world.outage == "network":
            return await _hang_up(world, request, call, "drop", {"ok": False})
        if fault is not None and fault.kind in ("drop", "drop_after"):
            return await _hang_up(world, request, call, fault.kind, {"ok": False})
        if fault is not None and fault.kind == "timeout":
            await world.closing.wait()
        if fault is not None and (between := INSTEAD.get(fault.kind)) is not None:
            return _answered_by(between, call, fault, {"ok": False})
        try:
            if fault is not None and (error := fault.error()) is not None:
                raise error
            _admit(world, request)
            data = world.files.download(path)
        except ApiError as error:
            return _refused(call, error, fault)
        call.outcome = {"ok": True, "result": f"<{len(data)} bytes>"}
        return web.Response(body=data, content_type="application/octet-stream")


def _admit(world: World, request: web.Request) -> None:
    token = request.match_info["token"]
    if token == world.token and not world.revoked:
        return
    raise refusal("unauthorized" if TOKEN.fullmatch(token) or token == world.token else "malformed token")


async def _meet(world: World, method: str, chat_id: int | None) -> Fault | None:
    fault = world.faults.meet(method, chat_id)
    slowness = world.faults.latency + (fault.seconds if fault is not None and fault.kind == "latency" else 0.0)
    if slowness > 0:
        await asyncio.sleep(slowness)
    return fault


async def _hang_up(world: World, request: web.Request, call: Call, fault: str, outcome: Json) -> web.Response:
    """Cut the line; the broken connection then cancels this handler, so the response is never sent."""
    call.outcome = {**outcome, "fault": fault}
    if request.transport is not None:
        request.transport.abort()
    await world.closing.wait()
    return web.Response()


def _answered_by(between: Stranger, call: Call, fault: Fault | None, outcome: Json) -> web.Response:
    """Somebody else answers, whatever Telegram has said to it."""
    call.outcome = {**outcome, **({"fault": fault.kind} if fault else {})}
    return between.answer()


def _refused(call: Call, error: ApiError, fault: Fault | None = None) -> web.Response:
    call.outcome = {**error.body(), **({"fault": fault.kind} if fault else {})}
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after is not None else None
    return web.json_response(error.body(), status=error.code, headers=headers)


def _chat_of(params: Params) -> int | None:
    try:
        return int(params.values["chat_id"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _for_the_log(method: str, result: Any) -> Any:
    """Answers are kept as they were then: the objects themselves change with every edit."""
    if method == "getUpdates":
        return [update["update_id"] for update in result]
    return json.loads(json.dumps(result))
