"""The photos of a backup are of its own, are looked at each time, and one that is lost does not cost the others."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import ConfigError
from bot.settings_file import load
from domain.refusal import Refusal
from handlers.news import render
from storage.backup import back_up
from storage.backups import Backup, backups_in
from tests.commands import Say
from tests.data.test_verify import change_a_byte, photo_in
from tests.storage.rows import NOW


def test_the_live_photos_are_never_those_of_a_backup(folder: Path, tmp_path: Path, say: Say) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "photos").symlink_to(folder / "photos")
    for to in (folder, folder / "photos", tmp_path / "stick"):
        with pytest.raises(Refusal, match="in_the_data"):
            back_up(folder, to, NOW, keep=1)
    code, _, complained = say("backup", "--data", folder, "--to", folder)
    assert (code, "就是数据文件夹" in complained) == (1, True)
    assert photo_in(folder).exists()
    config = tmp_path / "config.toml"
    config.write_text(f'data = "{folder}"\n[backup]\nfolder = "."\n')
    with pytest.raises(ConfigError, match="就是数据文件夹"):
        load(config, {})


def test_a_photo_damaged_in_the_backups_is_mended_from_the_live_one(folder: Path, tmp_path: Path, say: Say) -> None:
    first = back_up(folder, tmp_path / "stick", NOW)
    (kept,) = first.photos.glob("??/*")
    shutil.copyfile(kept, tmp_path / "own")
    kept.unlink()
    shutil.move(tmp_path / "own", kept)  # as on another disk: not the live file itself
    change_a_byte(kept)
    made = back_up(folder, tmp_path / "stick", NOW + timedelta(days=1))
    assert made.lacking == ()
    assert say("verify", made.folder)[0] == 0
    assert say("verify", first.folder)[0] == 0


@pytest.mark.parametrize("spoil", [Path.unlink, change_a_byte])
def test_a_lost_photo_is_told_and_the_backup_is_good_for_all_else(
    folder: Path, tmp_path: Path, say: Say, spoil: object
) -> None:
    spoil(photo_in(folder))  # type: ignore[operator]
    code, said, _ = say("backup", "--data", folder, "--to", tmp_path / "stick")
    assert (code, "有1张照片的原件本来就不见了" in said) == (0, True)
    code, said, _ = say("verify", tmp_path / "stick")
    assert (code, "! 备份的时候就没有: 第1号照片" in said) == (0, True)
    code, said, complained = say("restore", tmp_path / "stick", "--data", tmp_path / "new")
    assert (code, complained) == (0, "")
    assert "! 备份的时候就没有: 第1号照片" in said
    assert "照片和录音0个" in said


def test_a_backup_with_a_date_to_come_costs_no_other(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    late = back_up(folder, stick, NOW + timedelta(days=900))
    before = back_up(folder, stick, NOW)
    made = back_up(folder, stick, NOW + timedelta(days=1), keep=2)
    assert {it.folder for it in backups_in(stick)} == {before.folder, made.folder}
    assert not late.folder.exists()
    back_up(folder, stick, NOW + timedelta(days=900))
    assert Backup.at(stick, NOW + timedelta(days=1)).folder == made.folder


def test_a_date_to_come_is_told(folder: Path, tmp_path: Path, say: Say) -> None:
    late = back_up(folder, folder / "backups", NOW + timedelta(days=36500))
    assert "靠不住" in say("check", "--data", folder)[1]
    code, said, complained = say("restore", late.folder, "--data", tmp_path / "new")
    assert (code, complained) == (0, "")
    assert "写的时间比现在还晚" in said


def test_a_manifest_that_makes_no_sense_is_one_sentence(folder: Path, tmp_path: Path, say: Say) -> None:
    made = back_up(folder, tmp_path / "stick", NOW)
    manifest = made.folder / "manifest.json"
    said = manifest.read_text()
    for other in (said.replace(made.made_at.isoformat(), "2026-11-23T04:10:00"), said.replace("version", "v"), "[]"):
        manifest.write_text(other)
        for words in (("verify", made.folder), ("restore", made.folder, "--data", tmp_path / "new")):
            code, _, complained = say(*words)
            assert (code, "manifest.json 读不懂" in complained) == (1, True)


def test_every_reason_for_no_backup_has_words() -> None:
    for why in ("backup.none", "backup.manifest", "backup.in_the_data", "something.new"):
        assert "没有做成" in render("backup.failed", {"why": why, "last": None, "old": True}, None).text
