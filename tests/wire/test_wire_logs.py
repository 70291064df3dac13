"""Log lines are events with facts, one a line, and the token is in none of them."""

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from telegram.error import InvalidToken

from bot.logs import NOT_BELOW, event, redactor, set_up

TOKEN = "1234567:AAE-rehearsal_token-of-35-characters"
PASSWORD = "p@ss word"
LOG = logging.getLogger("bot.test_wire_logs")


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """What set_up changes is put back afterwards."""
    root, hooks = logging.getLogger(), (sys.excepthook, sys.unraisablehook, threading.excepthook)
    handlers, level = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:] = handlers
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
    root.setLevel(level)
    logging.captureWarnings(False)
    for chatty in NOT_BELOW:
        logging.getLogger(chatty).setLevel(logging.NOTSET)


@pytest.fixture
def lines(stream: io.StringIO) -> io.StringIO:
    set_up("INFO", False, [TOKEN, PASSWORD], stream)
    return stream


def rest(line: str) -> str:
    """The line without its time."""
    return line.partition(" ")[2]


def test_an_event_is_a_name_and_facts_on_one_line(lines: io.StringIO) -> None:
    event(LOG, "duty.missed", duty=41, place="北门", why='a "b"\nc', level="high", none=None)
    assert rest(lines.getvalue()) == (
        'INFO bot.test_wire_logs duty.missed duty=41 place=北门 why="a \\"b\\"\\nc" level=high none=None\n'
    )
    assert lines.getvalue()[10] == "T"
    assert lines.getvalue().split()[0].endswith("Z")


def test_json_lines_hold_the_same(stream: io.StringIO) -> None:
    set_up("INFO", True, [TOKEN], stream)
    try:
        raise OSError(TOKEN)
    except OSError as error:
        event(LOG, "backup.failed", logging.ERROR, error, place="北门", level=3)
    line = json.loads(stream.getvalue())
    assert (line["event"], line["level"], line["facts"]) == ("backup.failed", "ERROR", {"place": "北门", "level": 3})
    assert line["traceback"].endswith("OSError: ***")


def test_words_of_others_stay_on_one_line_too(lines: io.StringIO) -> None:
    logging.getLogger("somebody").info("one\ntwo %s", 3)
    assert rest(lines.getvalue()) == "INFO somebody one\\ntwo 3\n"


@pytest.mark.parametrize("secret", [TOKEN, quote(TOKEN), quote(TOKEN).lower(), TOKEN.partition(":")[2]])
def test_the_token_is_in_no_line_however_it_is_spelt(lines: io.StringIO, secret: str) -> None:
    LOG.info("GET https://api.telegram.org/bot%s/getMe", secret)
    event(LOG, "url", url=f"/bot{secret}/x")
    assert "of-35-characters" not in lines.getvalue()
    assert lines.getvalue().count("***") == 2


def test_the_token_is_not_in_tracebacks_nor_in_what_caused_them(lines: io.StringIO) -> None:
    try:
        try:
            raise InvalidToken(f"The token `{TOKEN}` was rejected by the server.")
        except InvalidToken as error:
            raise OSError(f"no {quote(TOKEN)}") from error
    except OSError:
        LOG.exception("start.failed")
    assert "InvalidToken: The token `***` was rejected" in lines.getvalue()
    assert "AAE-rehearsal" not in lines.getvalue()


def test_a_token_that_nobody_told_us_of_is_hidden_too_and_chinese_is_not() -> None:
    redact = redactor([])
    assert redact("bot7654321:AAFabcdefghijklmnopqrstuvwxyz_0123456/x") == "bot7654321:***/x"
    assert redact("bot7654321%3AAAFabcdefghijklmnopqrstuvwxyz_0123456") == "bot7654321%3A***"
    sentence = "12345:北门的门禁坏了北门的门禁坏了北门的门禁坏了北门的门禁坏了北门的门禁坏了"
    assert redact(sentence) == sentence


def test_a_short_secret_half_is_a_word_that_people_may_use() -> None:
    assert redactor(["77:rehearsal"])("a rehearsal of 77:rehearsal") == "a rehearsal of ***"


def test_the_proxys_password_is_hidden(lines: io.StringIO) -> None:
    LOG.info("proxy http://user:%s@host", quote(PASSWORD))
    LOG.info("proxy http://user:%s@host", PASSWORD)
    assert lines.getvalue().count("user:***@host") == 2


def test_the_http_library_is_silent_at_info(lines: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot...")
    logging.getLogger("httpcore.http11").debug("send_request_headers")
    logging.getLogger("httpx").warning("odd")
    assert rest(lines.getvalue()) == "WARNING httpx odd\n"


@pytest.mark.parametrize(("level", "heard"), [("DEBUG", "telegram INFO"), ("ERROR", "")])
def test_peoples_words_are_not_logged_by_libraries_at_any_level(stream: io.StringIO, level: str, heard: str) -> None:
    set_up(level, False, [TOKEN], stream)
    logging.getLogger("telegram.ext.Application").debug("Processing update 在")
    logging.getLogger("aiosqlite").debug("executing INSERT 在")
    logging.getLogger("telegram.ext.Application").info("telegram INFO")
    assert rest(stream.getvalue()) == (f"INFO telegram.ext.Application {heard}\n" if heard else "")


def test_what_nobody_caught_and_warnings_go_the_same_way(lines: io.StringIO) -> None:
    error = OSError(TOKEN)
    sys.excepthook(OSError, error, None)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"odd {TOKEN}", stacklevel=1)
    assert "CRITICAL bot bot.crashed error=OSError\nOSError: ***\n" in lines.getvalue()
    assert "odd ***" in lines.getvalue()


def test_ctrl_c_is_no_crash(lines: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert lines.getvalue() == ""
    assert "KeyboardInterrupt" in capsys.readouterr().err
