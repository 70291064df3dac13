"""What an erasure does not reach, so that somebody does: copies that were made of the data, workbooks, chats."""

from collections.abc import Iterator
from pathlib import Path

from bot.commands.reader import tell
from bot.settings import Config
from storage.backups import PHOTOS
from storage.store import FILE

COPIES = (".db", ".zip", ".bak", ".tar", ".gz")


def elsewhere(config: Config) -> Iterator[str]:
    """A line each; what cannot be looked at is named as well."""
    yield tell("还有这些地方机器人删不到,请您处理:")
    pools = {config.data / "backups" / PHOTOS, config.backup_folder / PHOTOS}
    here = (config.data / FILE).resolve()
    copies = {copy for folder in (config.data, config.backup_folder) for copy in _copies(folder)} - {here}
    yield from (tell("  旧备份 {path}", path=path) for path in sorted(copies))
    yield from (
        tell("  备份的照片 {pool}: 原件都还在,旧备份到期换掉才清", pool=pool) for pool in sorted(pools) if _seen(pool)
    )
    if config.backup.folder and not _seen(config.backup_folder):
        yield tell(
            "  备份文件夹 {backup_folder}: 现在看不到,里面的旧备份没有列出来", backup_folder=config.backup_folder
        )
    yield tell("  别处的备份:到期换掉之前还有")
    yield tell("  工作簿:请把这个人的行删掉,不然再导入会被拒绝")
    yield tell("  聊天:已发出的消息在各人的手机和 Telegram 上,请本人在 Telegram 里删除和机器人的对话")


def _seen(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except PermissionError:
        return False


def _copies(folder: Path) -> Iterator[Path]:
    return (path.resolve() for path in folder.rglob("*") if path.suffix in COPIES)
