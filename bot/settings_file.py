"""config.toml is read: the right key is said beside a wrong one, and no value is repeated."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from cattrs import AttributeValidationNote, ClassValidationError, Converter, ForbiddenExtraKeysError

from bot.rules import KINDS, Broken
from bot.settings import FILE, SECTION, TOKEN, TOKEN_VARIABLE, Config, ConfigError, Telegram
from storage.backups import holds_the_data
from words.sentence import Sentence


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
