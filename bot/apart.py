"""Workbooks read and written beside the bot, in a process of its own: nobody waits, and no file takes the memory."""

import asyncio
import contextlib
import logging
import pickle
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import storage
from bot.workbooks import DESK
from storage.workbook import Workbook, WorkbookErrors
from storage.workbook.faults import Fault
from storage.workbook.package import NO_WORKBOOK

LOG = logging.getLogger(__name__)
ROOT = Path(storage.__file__).resolve().parent.parent
WITHIN = 180.0
"""Seconds, after which nobody waits any longer."""
LONGEST_NAME = 60
"""Signs of a file's name, so that folder and name stay within the 255 bytes of common file systems."""


class NotDone(Exception):
    """The process ended without its work: it took too much of something, or too long."""


async def read_apart(data: Path, path: Path, name: str) -> Workbook:
    """What the file holds; faults call it `name`. Raises WorkbookErrors, also for one that is too much to be read."""
    with _desk(data) as folder:
        here = Path(folder) / called(name)
        await asyncio.to_thread(shutil.copyfile, path, here)
        try:
            found = pickle.loads(await _apart("read", str(here)))
        except NotDone as error:
            LOG.warning("workbook.not_read error=%s", error)
            raise WorkbookErrors([Fault("", "", here.name, NO_WORKBOOK)]) from error
    if isinstance(found, Workbook):
        return found
    raise WorkbookErrors(found)


async def write_apart(data: Path, now: datetime) -> bytes:
    """The school of the data folder as it is now. Raises NotDone."""
    with _desk(data) as folder:
        here = Path(folder) / "school.xlsx"
        await _apart("write", str(data), str(here), now.isoformat())
        return await asyncio.to_thread(here.read_bytes)


def _desk(data: Path) -> tempfile.TemporaryDirectory[str]:
    (data / DESK).mkdir(mode=0o700, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=data / DESK)


def called(name: str) -> str:
    """The file's own name, without whatever a name may do to a folder."""
    stem, dot, ending = Path(name.replace("\\", "/")).name.replace("\x00", "").rpartition(".")
    return f"{stem[-LONGEST_NAME:]}{dot}{ending[:8]}".lstrip(".") or "x.xlsx"


async def _apart(*said: str) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "storage.workbook.apart",
        *said,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(WITHIN):
            out, err = await process.communicate()
    except TimeoutError as error:
        raise NotDone("too long") from error
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        raise NotDone(f"{process.returncode} {err.decode(errors='replace')[-200:]}")
    return out
