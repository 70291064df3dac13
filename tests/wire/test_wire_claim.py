"""One data folder serves one process, and one kind."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.claim import AlreadyRunning, WrongKind, claim

HOLD = """
import sys
from pathlib import Path
from bot.claim import claim
with claim(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the folder until its stdin closes."""
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "data")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other
        if other.poll() is None:
            other.communicate("")


def test_a_second_process_is_told_who_holds_the_folder(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(AlreadyRunning) as refused, claim(tmp_path / "data"):
        pass
    sentence = str(refused.value)
    assert f"进程号 {holder.pid}" in sentence
    assert "\n" not in sentence


def test_the_folder_is_free_when_its_process_is_gone(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with claim(tmp_path / "data"):
        assert (tmp_path / "data" / "lock").read_text().split()[0] != str(holder.pid)


def test_a_folder_can_be_claimed_again_after_the_block_also_when_it_failed(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), claim(tmp_path):
        raise OSError("full")
    with claim(tmp_path):
        pass
    assert (tmp_path / "kind").read_text() == "school\n"


def test_within_one_process_a_folder_is_claimed_once_too(tmp_path: Path) -> None:
    with claim(tmp_path), pytest.raises(AlreadyRunning), claim(tmp_path):
        pass


def test_a_schools_folder_is_not_rehearsed_in_and_the_reverse(tmp_path: Path) -> None:
    with claim(tmp_path / "a", "school"), claim(tmp_path / "b", "rehearsal"):
        pass
    with pytest.raises(WrongKind) as school, claim(tmp_path / "a", "rehearsal"):
        pass
    assert "学校的正式数据,演练请用另一个文件夹" in str(school.value)
    with pytest.raises(WrongKind) as rehearsal, claim(tmp_path / "b", "school"):
        pass
    assert "演练数据,正式运行请用另一个文件夹" in str(rehearsal.value)
    with claim(tmp_path / "a", "school"):
        pass


def test_a_marker_that_nobody_wrote_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kind").write_text("cat")
    with pytest.raises(WrongKind, match="别的东西,请换一个文件夹"), claim(tmp_path):
        pass
