"""What config.toml may say, the machine's: token, data folder, proxy, log. The school's stands in the workbook."""

from dataclasses import dataclass, field, is_dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from bot.rules import API, FILES, HOOK, LISTEN, PROXY, Rule, between, like
from words import LANGUAGES
from words.sentence import Sentence

FILE = "config.toml"
TOKEN_VARIABLE = "ZHIQIN_TOKEN"
NO_TOKEN = Sentence(
    "还没有令牌:请把 @BotFather 给的令牌写进 {file} 的 telegram.token,或放进环境变量 {variable}",
    file=FILE,
    variable=TOKEN_VARIABLE,
)


class ConfigError(Exception):
    """str is one sentence a fault, a line each. None of them repeats a value: it could be the token."""

    def __init__(self, *faults: Sentence) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


TOKEN = like(r"|[0-9]+:[A-Za-z0-9_-]+", Sentence("不像令牌,应是 @BotFather 给的那一行"))
LANGUAGE = Rule(lambda value: value in ("", *LANGUAGES), Sentence('要写 "zh" 或 "en",或留空'))
LEVEL = like("DEBUG|INFO|WARNING|ERROR", Sentence("要写 DEBUG、INFO、WARNING 或 ERROR"))
NAME = like(
    r"|@?(?=\w{5,32}$)[A-Za-z][A-Za-z0-9_]*[Bb][Oo][Tt]",
    Sentence("要写机器人的用户名(5到32个英文字母、数字、下划线,以 bot 结尾),或留空"),
)
HOST = like(r"[\w.:-]+", Sentence("要写网卡的地址,例如 127.0.0.1"))
SECTION = Rule(is_dataclass, Sentence("是一个小节,要写成 [小节] 再逐行写"))


@dataclass(frozen=True, kw_only=True)
class Telegram:
    token: Annotated[str, TOKEN] = field(default="", repr=False)
    token_file: str = ""
    base_url: Annotated[str, API] = "https://api.telegram.org/bot"
    base_file_url: Annotated[str, FILES] = "https://api.telegram.org/file/bot"
    proxy: Annotated[str, PROXY] = field(default="", repr=False)
    poll_timeout: Annotated[int, between(1, 50)] = 30


@dataclass(frozen=True, kw_only=True)
class Hook:
    """`url` empty: updates are fetched. `listen` is where a reverse proxy passes on what comes to `url`."""

    url: Annotated[str, HOOK] = ""
    listen: Annotated[str, LISTEN] = "127.0.0.1:8443"


@dataclass(frozen=True, kw_only=True)
class Bot:
    name: Annotated[str, NAME] = ""


@dataclass(frozen=True, kw_only=True)
class Log:
    level: Annotated[str, LEVEL] = "INFO"
    json: bool = False


@dataclass(frozen=True, kw_only=True)
class Limits:
    in_flight: Annotated[int, between(1, 100)] = 64
    all_per_second: Annotated[int, between(1, 30)] = 28


@dataclass(frozen=True, kw_only=True)
class People:
    operator: str = ""


@dataclass(frozen=True, kw_only=True)
class Backups:
    """`keep` 0: none are made. `folder` empty: `backups` in the data folder."""

    keep: Annotated[int, between(0, 365)] = 7
    folder: str = ""


@dataclass(frozen=True, kw_only=True)
class Monitor:
    """`port` 0: nobody listens."""

    port: Annotated[int, between(0, 65535)] = 0
    host: Annotated[str, HOST] = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class Config:
    """What config.toml may say. From `load`, `data` is absolute and the token is there wherever it was written."""

    data: Path = Path("data")
    language: Annotated[str, LANGUAGE] = ""
    telegram: Telegram = Telegram()
    webhook: Hook = Hook()
    bot: Bot = Bot()
    log: Log = Log()
    limits: Limits = Limits()
    people: People = People()
    backup: Backups = Backups()
    monitor: Monitor = Monitor()

    @property
    def backup_folder(self) -> Path:
        """Where the nightly backups stand; a relative path starts at the data folder."""
        return self.data / (Path(self.backup.folder).expanduser() if self.backup.folder else "backups")

    @property
    def bot_name(self) -> str:
        """The bot's user name without @; empty when it is not said."""
        return self.bot.name.removeprefix("@")

    @property
    def token(self) -> str:
        """Raises ConfigError when there is none: not every command needs one."""
        if not self.telegram.token:
            raise ConfigError(NO_TOKEN)
        return self.telegram.token

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log line may hold."""
        return (self.telegram.token, urlsplit(self.telegram.proxy).password or "")
