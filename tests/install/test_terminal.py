"""Whatever a terminal can show, a command says its sentences and its exit code."""

import io
import sys

import pytest

from bot.commands import main


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("gbk", "? 数据文件夹: 没有"), ("ascii", "✗ 数据文件夹: 没有"), ("latin-1", "✗ 数据文件夹: 没有"),
     ("utf-8", "✗ 数据文件夹: 没有")],
)  # fmt: skip
def test_a_terminal_that_lacks_a_sign_is_told_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, encoding: str, said: str
) -> None:
    """GBK has no ✓: the check ended as a fault of the program, with a number to hand in."""
    terminal, complaints = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "stderr", complaints)
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    assert main(["check", "--data", "nowhere"]) == 1
    terminal.flush()
    complaints.flush()
    assert said in _text(terminal)
    assert _text(complaints) == ""


def _text(stream: io.TextIOWrapper) -> str:
    stream.buffer.seek(0)
    return stream.buffer.read().decode(stream.encoding)
