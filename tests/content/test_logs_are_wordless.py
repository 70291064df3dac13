"""Nothing of a person's words, no token and no secret is in a log; and the check that says so can fail."""

import asyncio
import gc
import io
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands.border import in_one_sentence
from bot.logs import JsonLines, Lines, Written, redactor, set_up
from tests.listening import Ear
from tests.stage import Stage
from tests.trouble.props import arrives, message_of

ROOT = Path(__file__).parent.parent.parent
WORDS = "王师傅今天没来上班"
LOG = logging.getLogger("bot.something")


def failures() -> Iterator[BaseException]:
    """Ways in which a value comes into the text of an error."""
    yield ValueError(f"no button can carry {WORDS}")
    yield KeyError(WORDS)
    yield UnicodeError(WORDS)
    yield ExceptionGroup(WORDS, [ValueError(WORDS), KeyError(WORDS)])
    noted = ValueError("short")
    noted.add_note(WORDS)
    yield noted
    try:
        try:
            int(WORDS)
        except ValueError as error:
            raise LookupError(WORDS) from error
    except LookupError as caused:
        yield caused


@pytest.mark.parametrize("form", [Lines, JsonLines])
@pytest.mark.parametrize("error", list(failures()), ids=lambda error: type(error).__name__)
def test_a_traceback_says_where_and_of_what_but_no_value(form: type[Lines], error: Exception) -> None:
    try:
        raise error
    except Exception as raised:
        trace = (type(raised), raised, raised.__traceback__)
        told = form(redactor(())).format(logging.LogRecord("bot", 40, "x.py", 1, "update.failed", (), trace))
    assert WORDS not in told
    assert type(error).__name__ in told
    assert Path(__file__).name in told


def test_what_the_machine_says_is_still_told() -> None:
    told = Lines(redactor(())).format(
        logging.LogRecord("bot", 40, "x.py", 1, "disk", (), (OSError, OSError(28, "No space left on device"), None))
    )
    assert "No space left on device" in told


def test_a_line_that_cannot_be_put_together_does_not_print_what_it_was_given(ear: Ear) -> None:
    told = Lines(redactor(())).format(logging.LogRecord("bot", 20, "x.py", 7, "late=%d", (WORDS,), None))
    assert WORDS not in told
    assert "x.py:7" in told


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """stderr of a bot at work."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, sys.excepthook, sys.unraisablehook, threading.excepthook
    stream = io.StringIO()
    set_up("DEBUG", False, (), stream)
    yield stream
    root.handlers[:], root.level, sys.excepthook, sys.unraisablehook, threading.excepthook = before
    logging.captureWarnings(False)


async def test_a_task_that_nobody_waited_for_does_not_tell_what_it_had_in_hand(written: io.StringIO) -> None:
    async def dies() -> None:
        raise ValueError(WORDS)

    task = asyncio.get_running_loop().create_task(dies())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()
    assert "Task exception was never retrieved" in written.getvalue()
    assert WORDS not in written.getvalue()


def test_a_thread_that_died_does_not_tell_either(written: io.StringIO) -> None:
    thread = threading.Thread(target=int, args=(WORDS,))
    thread.start()
    thread.join()
    assert "bot.thread_died error=ValueError" in written.getvalue()
    assert WORDS not in written.getvalue()


def test_the_story_for_whoever_mends_a_command_holds_no_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    sentence = in_one_sentence(KeyError(WORDS))
    (story,) = tmp_path.iterdir()
    assert str(story) in sentence
    assert WORDS not in story.read_text("utf-8")


async def test_an_update_that_fails_is_logged_with_its_number_and_not_its_words(
    stage: Stage, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(scene: object) -> None:
        raise ValueError(f"cannot take {scene.arrival.words}")  # type: ignore[attr-defined]

    teacher = await stage.person("P53")
    monkeypatch.setattr("handlers.conductor.said", breaks)
    words = "3号楼201水管漏水,张老师家"
    before = len(ear.lines)
    await arrives(stage, message=message_of(teacher, text=words))
    logged = list(ear.lines)[before:]
    assert "错误号" in await teacher.last() or "没处理好" in await teacher.last()
    assert any("update.failed" in line for line in logged)
    assert "ValueError: ***" in ear.lines
    assert words in ear.words
    assert not list(ear.found())


@pytest.mark.parametrize(
    "line",
    [
        f"INFO bot said={WORDS}",
        "ValueError: invitation-made-just-now",
        "x bot1234567:AAE-rehearsal_token-of-35-characters",
    ],
)
def test_the_check_finds_words_secrets_and_tokens(line: str) -> None:
    ear = Ear()
    ear.says(WORDS)
    ear.says("/start invitation-made-just-now")
    ear.reads("2026-11-23T06:45:00.000000Z INFO bot.house start\n" + line)
    assert len(list(ear.found())) == 1


LEAKY = """
import logging
import subprocess
import sys

from tests.conftest import ear, everything_is_logged
from rehearsal.updates import Updates


def test_says() -> None:
    words = {"message": {"text": "王师傅今天没来上班"}, "edited_message": {"caption": "李老师也没来上班"}}
    Updates(lambda: None).put(words)
    logging.getLogger("handlers.talk").debug("said %s", "王师傅今天没来上班")
    subprocess.run([sys.executable, "-c", "import sys; sys.stderr.write('李老师也没来上班')"], check=True)
"""


def test_a_suite_in_which_something_leaks_fails(tmp_path: Path) -> None:
    """Both a log line and what a child wrote to stderr."""
    story = tmp_path / "test_leaky.py"
    story.write_text(LEAKY, encoding="utf-8")
    arguments = ["-q", "-p", "no:cacheprovider", f"--rootdir={tmp_path}", f"--basetemp={tmp_path / 'made'}", str(story)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1, done.stdout
    assert "2 log lines tell what they should not" in done.stdout


def test_a_line_that_cannot_be_written_is_not_printed_in_pieces(capsys: pytest.CaptureFixture[str]) -> None:
    full = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
    handler = Written(full)
    handler.setFormatter(Lines(redactor(())))
    handler.handle(logging.LogRecord("bot", 20, "x.py", 7, "said %s", (WORDS,), None))
    assert WORDS not in capsys.readouterr().err
    full.flush()
    assert b"line.lost at=x.py:7" in full.buffer.getvalue()  # type: ignore[attr-defined]


def test_a_fact_that_turns_the_line_is_written_in_signs_of_the_keyboard() -> None:
    record = logging.LogRecord("bot", 20, "x.py", 7, "duty.missed", (), None)
    record.facts = {"place": "北\u202e门", "code": "\x1b[2J", "name": "北门"}
    told = Lines(redactor(())).format(record)
    assert told.endswith(r'place="\u5317\u202e\u95e8" code="\u001b[2J" name=北门')
