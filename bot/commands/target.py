"""The file that a command writes: one rule for all of them, so that none takes the place of something else."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.settings import Config
from domain.refusal import Refusal
from storage.backups import PHOTOS
from storage.store import FILE, RESTORING

OURS = ("backups", "kind", "lock", PHOTOS, RESTORING)
"""In the data folder, beside the database, its copies and what a restore put aside."""
UNFINISHED = ".zhiqin-"
ABANDONED_AFTER = 3600.0
"""Seconds; no command takes so long."""
OUR_BEGINNINGS = (f"{Path(FILE).stem}.", "replaced-")


@contextmanager
def target(path: Path, suffix: str, config: Config, *, overwrite: bool, private: bool = False) -> Iterator[Path]:
    """A new file beside `path`, empty, that takes its place at the end of the block, or goes when the block fails.

    So the block begins only where the file can be written. Raises Refusal, and OSError that names `path`.
    """
    real = Path(os.path.realpath(path))
    _check(path, real, suffix, config, overwrite)
    _clear(real.parent)
    unfinished = real.with_name(f"{UNFINISHED}{secrets.token_hex(4)}")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if private else 0o666))
        yield unfinished
        unfinished.replace(real)
    except OSError as error:
        if error.filename in (None, str(unfinished)):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    finally:
        unfinished.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """What a killed command was writing: links among it would open somebody's account."""
    for left in folder.glob(f"{UNFINISHED}{'?' * 8}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > ABANDONED_AFTER:  # noqa: TID251
                left.unlink()


def _check(path: Path, real: Path, suffix: str, config: Config, overwrite: bool) -> None:
    there = os.path.lexists(real)
    said = {"path": str(path), "suffix": suffix, "folder": str(path.parent)}
    rules = (
        ("out.ours", _is_ours(real, config)),
        ("out.folder", real.is_dir()),
        ("out.special", there and not real.is_file()),
        ("out.suffix", {path.suffix.lower(), real.suffix.lower()} != {suffix}),
        ("out.no_folder", not real.parent.is_dir()),
        ("out.exists", there and not overwrite),
    )
    for about, broken in rules:
        if broken:
            raise Refusal(about, said)


def _is_ours(real: Path, config: Config) -> bool:
    inside = _inside(real, config.data)
    if inside and (inside[0] in OURS or inside[0].startswith(OUR_BEGINNINGS)):
        return True
    of_backups = _inside(real, config.backup_folder)
    return len(of_backups) > 1 and (of_backups[0] == PHOTOS or of_backups[0][0].isdigit())


def _inside(real: Path, folder: Path) -> tuple[str, ...]:
    """The way from the folder to it, empty when it lies elsewhere."""
    around = os.path.realpath(folder)
    return real.relative_to(around).parts if real.is_relative_to(around) else ()
