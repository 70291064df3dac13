"""config.toml is the machine's: token, data folder, proxy, log. The school's settings stand in the workbook."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from cattrs import AttributeValidationNote, ClassValidationError, Converter, ForbiddenExtraKeysError

from bot.rules import API, FILES, HOOK, KINDS, LISTEN, PROXY, Broken, Rule, between, like
from storage.backups import holds_the_data
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


def load(path: Path | None = None, environment: Mapping[str, str] = os.environ) -> Config:
    """The settings in `path`; without one, those of config.toml here, or the defaults. Raises ConfigError."""
    file = path or Path(FILE)
    written = _read(file) if path or file.exists() else {}
    try:
        config = CONVERTER.structure(written, Config)
    except ClassValidationError as error:
        raise ConfigError(
            *(Sentence("{file}:{fault}", file=file.name, fault=it) for it in _faults(error, ()))
        ) from None
    folder = file.absolute().parent
    telegram = replace(config.telegram, token=_token(config.telegram, folder, environment))
    config = replace(config, data=folder / config.data.expanduser(), telegram=telegram)
    if holds_the_data(config.backup_folder, config.data):
        raise ConfigError(
            Sentence("{file}:backup.folder 就是数据文件夹,备份会和正在用的照片混在一起,请换一个", file=file.name)
        )
    return config


def keys(of: type[Any] = Config, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key that the file may hold, with its section."""
    for key in fields(of):
        where = (*before, key.name)
        if isinstance(key.type, type) and is_dataclass(key.type):
            yield from keys(key.type, where)
        else:
            yield where


def _read(file: Path) -> dict[str, Any]:
    text = ""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text)
    except FileNotFoundError:
        raise ConfigError(Sentence("找不到配置文件 {file}", file=file)) from None
    except OSError as error:
        raise ConfigError(Sentence("读不了 {file}:{why}", file=file, why=error.strerror)) from None
    except UnicodeDecodeError:
        raise ConfigError(Sentence("{file}:请另存为 UTF-8 编码", file=file.name)) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(_not_toml(file.name, str(error), len(text.splitlines()))) from None


def _not_toml(file: str, error: str, last: int) -> Sentence:
    line = (re.findall(r"at line (\d+)", error) or [str(last)])[0]
    if "twice" in error or "overwrite" in error:
        return Sentence("{file}:第 {line} 行的那一项(或小节)前面已经写过了,只留一处", file=file, line=line)
    return Sentence("{file}:第 {line} 行写得不对,请检查引号和等号(要用英文的)", file=file, line=line)


def _token(telegram: Telegram, folder: Path, environment: Mapping[str, str]) -> str:
    """The environment's, else the file's, else the one written down."""
    name, token = "telegram.token", telegram.token
    if from_environment := environment.get(TOKEN_VARIABLE, "").strip():
        name, token = TOKEN_VARIABLE, from_environment
    elif telegram.token and telegram.token_file:
        raise ConfigError(Sentence("telegram.token 和 telegram.token_file 只写一个"))
    elif telegram.token_file:
        name = "telegram.token_file"
        try:
            token = (folder / telegram.token_file).read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = type(error).__name__
            raise ConfigError(Sentence("{key} 指的文件读不了({why})", key=name, why=why)) from None
    if not TOKEN.holds(token):
        raise ConfigError(Sentence("{key} {rule}", key=name, rule=TOKEN.says))
    return token


def _faults(error: ClassValidationError, before: tuple[str, ...]) -> Iterator[Sentence]:
    for fault in error.exceptions:
        notes = [note for note in getattr(fault, "__notes__", ()) if isinstance(note, AttributeValidationNote)]
        where = (*before, *(note.name for note in notes))
        if isinstance(fault, ClassValidationError):
            yield from _faults(fault, where)
        elif isinstance(fault, ForbiddenExtraKeysError):
            yield from (_unknown(where, key) for key in sorted(fault.extra_fields))
        else:
            rule, name = fault.rule if isinstance(fault, Broken) else SECTION, ".".join(where)
            yield Sentence("{key} {rule}", key=name, rule=rule.says)


def _unknown(section: tuple[str, ...], key: str) -> Sentence:
    """Says which key was meant: one of the same section, or a section, or the same word elsewhere."""
    here = {where[-1]: ".".join(where) for where in keys() if where[:-1] == section}
    sections = {where[0]: f"[{where[0]}]" for where in keys() if len(where) > 1 and not section}
    for candidates in (here | sections, {where[-1]: ".".join(where) for where in keys()}):
        if near := get_close_matches(key, candidates, n=1):
            hint = candidates[near[0]]
            break
    else:
        hint = " ".join((here | sections).values())
    name = ".".join((*section, key))
    return Sentence("不认识 {key},是不是 {hint}?", key=name, hint=hint)


def _structured(value: Any, kind: Any) -> Any:
    """A value of exactly its kind, within its rules: the text "30" is no number."""
    for rule in (KINDS[getattr(kind, "__origin__", kind)], *getattr(kind, "__metadata__", ())):
        if not rule.holds(value):
            raise Broken(rule)
    return value


CONVERTER = Converter(forbid_extra_keys=True)
CONVERTER.register_structure_hook_func(lambda kind: hasattr(kind, "__metadata__"), _structured)
for kind in KINDS:
    CONVERTER.register_structure_hook(kind, _structured)
CONVERTER.register_structure_hook(Path, lambda value, _: Path(_structured(value, str)))
