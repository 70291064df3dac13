"""The wire to Telegram: PTB's calls over aiohttp, at a third of the processor time that httpx takes for each."""

import asyncio
import io
import ipaddress
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
import orjson
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

Times = tuple[float | None, float | None, float | None, float | None]
"""For reading, writing, connecting, and for waiting until a connection is free; None is for ever."""
DEFAULT = BaseRequest.DEFAULT_NONE
AS_EVER = (DEFAULT,) * 4
JSON = {"Content-Type": "application/json"}
TELEGRAMS = b'{"ok"'
"""How an answer of Telegram's begins."""


class NotPassedOn(Exception):
    """Somebody between us and Telegram has answered, and kept the call to themselves."""


class NotTelegram(NetworkError):
    """A login page, a proxy or a web server answers in Telegram's place: a refusal of theirs is nobody's refusal."""


NOT_SENT = (
    NotPassedOn,
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)
"""What fails before anything of a call has left: no doubt that it did not arrive."""


AT_A_TIME = 256 * 1024
"""Bytes of a download that are in memory."""
LONGEST_DOWNLOAD = 300.0
"""Seconds: 20 MB, the largest file, at 70 kB a second; our own judgement of a bad line."""


class TooLarge(Exception):
    """More came than was to come."""


class Wire(BaseRequest):
    """One pool of connections to `base_url`. `times` are seconds, and mean what they mean in HTTPXRequest.

    Raises TimedOut and NetworkError; their cause is aiohttp's exception, which tells what was certainly not sent.
    """

    def __init__(
        self, base_url: str, proxy: str = "", *, connections: int = 100, times: Times = (20.0, 20.0, 5.0, 10.0)
    ) -> None:
        self._proxy = proxy_to(base_url, proxy)
        self._encrypted = "https" in (urlsplit(base_url).scheme, urlsplit(self._proxy or "").scheme)
        self._connections = connections
        self._times = times
        self._session: aiohttp.ClientSession | None = None
        self.elsewhere = not is_this_machine(base_url)
        """Whether what it talks to has a clock of its own."""
        self.dated: Callable[[str], None] = lambda date: None
        """Hears the header Date of every good answer from elsewhere."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Raises NetworkError. PTB's own would log what cannot be read, and with it people's words."""
        found: dict[str, Any]
        try:
            found = orjson.loads(payload)
        except orjson.JSONDecodeError:
            # Half a surrogate pair is legal JSON, but not to orjson.
            try:
                found = json.loads(payload.decode("utf-8", "replace"))
            except (ValueError, RecursionError):
                raise NetworkError("Invalid server response") from None
        return found

    @property
    def read_timeout(self) -> float | None:
        return self._times[0]

    async def initialize(self) -> None:
        if self._session is None:
            # PTB's own certificates, httpx's; 50 ms that an address without TLS need not wait.
            trusted = httpx.create_ssl_context() if self._encrypted else False
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ssl=trusted),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = DEFAULT,
        write_timeout: Any = DEFAULT,
        connect_timeout: Any = DEFAULT,
        pool_timeout: Any = DEFAULT,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the wire is not initialized")
        asked = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        times = self._times if asked == AS_EVER else _times(asked, self._times)
        body, headers = _body(request_data)
        timeout = _timeout(times, carries_files=isinstance(body, aiohttp.FormData))
        way: dict[str, Any] = {"proxy": self._proxy, "timeout": timeout, "allow_redirects": False}
        try:
            async with self._session.request(method, url, data=body, headers=headers, **way) as answer:
                said = await answer.read()
                if method == "POST" and not said.startswith(TELEGRAMS):
                    check_it_is_telegrams(answer.status, said)
                if self.elsewhere and answer.status == 200 and (date := answer.headers.get("Date")):
                    self.dated(date)
                return answer.status, said
        except (TimeoutError, aiohttp.ClientError) as error:
            raise _as_ptbs(error) from error

    async def download(self, url: str, into: Path, most: int) -> None:
        """Writes what is there into a file, piece by piece; at most so many bytes, whatever was said of their number.

        Raises TooLarge, OSError of the disk, and TimedOut and NetworkError as a call does.
        """
        if self._session is None:
            raise RuntimeError("the wire is not initialized")
        read, _, connect, _ = self._times
        timeout = aiohttp.ClientTimeout(total=LONGEST_DOWNLOAD, sock_connect=connect, sock_read=read)
        way: dict[str, Any] = {"proxy": self._proxy, "timeout": timeout, "allow_redirects": False}
        came = 0
        with into.open("wb") as file:
            try:
                async with self._session.get(url, headers={"Accept-Encoding": "identity"}, **way) as answer:
                    if answer.status != 200:
                        raise NetworkError(f"the file was refused ({answer.status})")
                    async for piece in answer.content.iter_chunked(AT_A_TIME):
                        came += len(piece)
                        if came > most:
                            raise TooLarge
                        await asyncio.to_thread(file.write, piece)
            except (TimeoutError, aiohttp.ClientError) as error:
                raise _as_ptbs(error) from error


def check_it_is_telegrams(status: int, said: bytes) -> None:
    """Raises NotTelegram. What fails behind a server of its own (5xx) may have arrived all the same."""
    try:
        found = orjson.loads(said)
    except orjson.JSONDecodeError:
        found = None
    if isinstance(found, dict) and isinstance(found.get("ok"), bool):
        return
    error = NotTelegram(f"what answered is not Telegram ({status}, {len(said)} bytes)")
    raise error from (NotPassedOn() if status < 500 else None)


def _as_ptbs(error: Exception) -> NetworkError:
    """Not with its own text: that may hold the URL, and with it the token."""
    if isinstance(error, TimeoutError):
        return TimedOut(f"Timed out: aiohttp.{type(error).__name__}")
    return NetworkError(f"aiohttp.{type(error).__name__}: {getattr(error, 'strerror', '')}")


def proxy_to(base_url: str, proxy: str) -> str | None:
    """To loopback past every proxy; else by `proxy`, the one of config.toml; else by the environment's."""
    url, named = urlsplit(base_url), getproxies()
    if is_this_machine(base_url):
        return None
    found = proxy or named.get(url.scheme) or named.get("all")
    if not found or (not proxy and proxy_bypass(url.hostname or "")):
        return None
    return found if "://" in found else f"http://{found}"


def is_this_machine(base_url: str) -> bool:
    """Whether the server is our own machine, with the same clock."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _times(asked: tuple[Any, ...], own: Times) -> Times:
    """What a call asks for, and what is ours where it asks for nothing."""
    read, write, connect, pool = (ours if it is DEFAULT else it for it, ours in zip(asked, own, strict=True))
    return read, write, connect, pool


@lru_cache(maxsize=64)
def _timeout(times: Times, *, carries_files: bool) -> aiohttp.ClientTimeout:
    """aiohttp knows none for writing: a body that nobody takes ends with the total.

    What carries no file is written and answered in one piece: the time for reading is that of the whole call. Set for
    reading alone, aiohttp would set its timer anew with each piece, twice a call.
    """
    read, _, connect, pool = times
    total, silence = (_sum(*times), read) if carries_files else (read, None)
    return aiohttp.ClientTimeout(total=total, connect=_sum(connect, pool), sock_connect=connect, sock_read=silence)


def _sum(*times: float | None) -> float | None:
    return None if None in times else sum(filter(None, times))


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str] | None]:
    if data is None:
        return None, None
    if not data.contains_files:
        return orjson.dumps(data.parameters), JSON
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)  # else 巡查表.xlsx arrives as %E5%B7…
    for name, (filename, content, kind) in data.multipart_data.items():
        held = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, held, filename=filename, content_type=kind)
    return form, None
