"""One data folder, one process, one kind: a school's folder is never rehearsed in, and the reverse."""

import errno
import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TextIO

from bot.clock import SystemClock
from domain.clock import Clock
from words import _
from words.sentence import Sentence

LOG = logging.getLogger(__name__)
Kind = Literal["school", "rehearsal"]

HOLDS = {
    "school": _("文件夹 {folder} 里是学校的正式数据,演练请用另一个文件夹"),
    "rehearsal": _("文件夹 {folder} 里是演练数据,正式运行请用另一个文件夹"),
}
SOMETHING_ELSE = _("文件夹 {folder} 里是别的东西,请换一个文件夹")


class AlreadyRunning(Exception):
    """Another process holds the folder; str is one sentence with its pid."""


class WrongKind(Exception):
    """The folder is of the other kind; str is one sentence."""


@contextmanager
def claim(folder: Path, kind: Kind = "school", clock: Clock | None = None) -> Iterator[None]:
    """Holds `folder` (made when missing) until the end of the block. Raises AlreadyRunning or WrongKind.

    The lock goes with the process, however it ends; the file stays, so that two cannot hold two files of one name.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _opened(folder / "lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(_already_running(folder, lock.name)) from None
        _of_kind(folder, kind)
        since = (clock or SystemClock()).now()
        _say_who(lock, f"{os.getpid()} {since:%Y-%m-%dT%H:%M:%SZ}\n")
        yield


def _opened(lock: Path) -> TextIO:
    """A disk that became read-only is claimed all the same: whoever starts then can say so to who mends it."""
    try:
        return lock.open("a+", encoding="utf-8")
    except OSError as error:
        if error.errno not in (errno.EROFS, errno.EACCES) or not lock.exists():
            raise
        return lock.open(encoding="utf-8")


def _say_who(lock: TextIO, words: str) -> None:
    """Whose it is, for whoever comes second. On a full disk it is ours all the same."""
    try:
        os.ftruncate(lock.fileno(), 0)
        os.write(lock.fileno(), words.encode())
    except OSError:
        LOG.warning("claim.not_written")


def _already_running(folder: Path, lock: str) -> Sentence:
    pid, _, since = Path(lock).read_text(encoding="utf-8").strip().partition(" ")
    pid, since = pid or "?", since or "?"
    return Sentence(
        "数据文件夹 {folder} 正被另一个进程使用(进程号 {pid},{since} 起),请先停掉它",
        folder=folder,
        pid=pid,
        since=since,
    )


def _of_kind(folder: Path, kind: Kind) -> None:
    marker = folder / "kind"
    if not marker.exists():
        draft = folder / "kind.part"  # killed in the middle of writing, an empty marker would fit nobody
        try:
            draft.write_text(kind + "\n", encoding="utf-8")
            draft.replace(marker)
        except OSError:
            LOG.warning("claim.not_marked")  # a full disk; whoever comes next marks it
            return
    found = marker.read_text(encoding="utf-8").strip()
    if found == kind:
        return
    raise WrongKind(Sentence(HOLDS.get(found, SOMETHING_ELSE), folder=folder))
