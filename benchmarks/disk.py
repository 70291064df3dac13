"""Disk: a folder that a power cut would not empty, and what it stands on."""

import tempfile
from pathlib import Path

from benchmarks.processes import ROOT

IN_MEMORY = {"tmpfs", "ramfs"}


def file_system_of(folder: Path) -> str:
    """Its kind, as the kernel names it; ? where it does not say."""
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return "?"
    above = [(len(at), kind) for at, kind in mounts if folder.resolve().is_relative_to(at)]
    return max(above)[1] if above else "?"


def folder_on_disk() -> tempfile.TemporaryDirectory[str]:
    """Among the temporary files, or beside the project when those are kept in memory."""
    usual = Path(tempfile.gettempdir())
    return tempfile.TemporaryDirectory(dir=ROOT if file_system_of(usual) in IN_MEMORY else usual, prefix="bench-")
