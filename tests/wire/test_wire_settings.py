"""config.toml: what it may hold, where the token comes from, and what is said of mistakes."""

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from bot.settings import TOKEN_VARIABLE, Config, ConfigError
from bot.settings_file import keys, load
from words import say_in
from words.sentence import Sentence, said

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "config.example.toml"
TOKEN = "1234567:AAE-rehearsal_token-of-35-characters"
KEYS = [".".join(key) for key in keys()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def written(file: Path, text: str, **environment: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return load(file, environment)


def faults(file: Path, text: str, **environment: str) -> tuple[Sentence, ...]:
    with pytest.raises(ConfigError) as refused:
        written(file, text, **environment)
    assert str(refused.value) == "\n".join(refused.value.faults)
    assert TOKEN[8:] not in str(refused.value)
    return refused.value.faults


def test_the_example_has_exactly_the_keys_and_defaults_of_the_code() -> None:
    assert tomllib.loads(EXAMPLE.read_text(encoding="utf-8")) == {**asdict(Config()), "data": "data"}


def test_every_key_of_the_example_is_explained_in_both_languages() -> None:
    blocks = [block.splitlines() for block in EXAMPLE.read_text(encoding="utf-8").split("\n\n")]
    for block in blocks[1:] if not any("=" in line and line[0] != "#" for line in blocks[0]) else blocks:
        comments = [line for line in block if line.startswith("#")]
        assert len(comments) >= 2
        assert any("一" <= letter <= "鿿" for letter in comments[0])
        assert comments[-1].isascii() or "编号" in comments[-1] or "人员" in comments[-1]


def test_the_example_loads_and_its_data_lie_beside_it() -> None:
    config = load(EXAMPLE, {})
    assert (config.data, config.bot_name, config.telegram.poll_timeout) == (ROOT / "data", "", 30)


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(None, {}).data == tmp_path / "data"
    (tmp_path / "config.toml").write_text('data = "elsewhere"')
    assert load(None, {}).data == tmp_path / "elsewhere"


def test_what_is_written_is_read(file: Path) -> None:
    config = written(
        file,
        '\ufeffdata = "/srv/值勤"\n[telegram]\ntoken = "' + TOKEN + '"\n[bot]\nname = "@ZhiqinBot"\n[log]\njson = true',
    )
    assert (config.data, config.bot_name, config.token) == (Path("/srv/值勤"), "ZhiqinBot", TOKEN)
    assert config.log.json is True


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("misspell", [lambda k: k[:-1], lambda k: k[1:], lambda k: k[:-2] + k[-1] + k[-2]])
def test_each_key_misspelt_is_answered_with_the_right_one(file: Path, key: str, misspell: Any) -> None:
    section, _, name = key.rpartition(".")
    text = f"[{section}]\n" * bool(section) + f"{misspell(name)} = 1"
    [fault] = faults(file, text)
    assert f"是不是 {key}?" in fault
    assert f"did you mean {key}?" in said(fault, say_in("en"))


@pytest.mark.parametrize("section", ["telegram", "bot", "log", "limits", "people"])
def test_a_section_misspelt_is_answered_with_the_right_one(file: Path, section: str) -> None:
    [fault] = faults(file, f"[{section[:-1]}]\n")
    assert f"是不是 [{section}]?" in fault


def test_a_key_in_the_wrong_section_is_shown_its_place(file: Path) -> None:
    assert "是不是 telegram.token?" in faults(file, f'token = "{TOKEN}"')[0]
    assert "是不是 log.level?" in faults(file, '[bot]\nlevel = "INFO"')[0]
    assert "是不是 bot.name?" in faults(file, '[bot]\nzzzzzz = "INFO"')[0]


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ('[telegram]\npoll_timeout = "30"', "telegram.poll_timeout 要写成整数", "must be a whole number"),
        ("[telegram]\npoll_timeout = true", "telegram.poll_timeout 要写成整数", "must be a whole number"),
        ("[telegram]\npoll_timeout = 51", "telegram.poll_timeout 要在 1 到 50 之间", "must be between 1 and 50"),
        ("[telegram]\ntoken = 5", "telegram.token 要写成带引号的文字", "must be text in quotes"),
        (f'[telegram]\ntoken = "bot{TOKEN}"', "telegram.token 不像令牌", "does not look like a token"),
        ('[telegram]\ntoken = "\uff11\uff12\uff13:abc"', "telegram.token 不像令牌", "does not look like a token"),
        ('[telegram]\nbase_url = "https://api.telegram.org"', "以 /bot 结尾", "end in /bot"),
        ('[telegram]\nbase_url = "https://api.telegram.org/bot/"', "以 /bot 结尾", "end in /bot"),
        ('[telegram]\nbase_url = "http:///bot"', "要以 http:// 或 https:// 开头", "must begin with http://"),
        ('[telegram]\nbase_file_url = "http://[::1]:8081/bot"', "以 /file/bot 结尾", "end in /file/bot"),
        ('[telegram]\nproxy = "socks5://x"', "telegram.proxy 要以 http://", "must begin with http://"),
        (
            '[webhook]\nurl = "zhiqin.example.edu.cn"',
            "webhook.url 要写外面能连到的网址",
            "must be an address that can be reached from outside",
        ),
        (
            '[webhook]\nlisten = "8443"',
            "webhook.listen 要写成 127.0.0.1:8443 这样",
            "must be written like 127.0.0.1:8443",
        ),
        ('[log]\nlevel = "info"', "log.level 要写 DEBUG", "must be DEBUG"),
        ("[log]\njson = 1", "log.json 要写 true 或 false", "must be true or false"),
        ('[bot]\nname = "值勤"', "bot.name 要写机器人的用户名", "must be the bot's user name"),
        ("log = 5", "log 是一个小节", "is a section"),
        ("data = 5", "data 要写成带引号的文字", "must be text in quotes"),
        ('data = "a\\u0000b"', "data 要写成带引号的文字", "must be text in quotes"),
        ('data = "a"\n\ndata = "b"\n', "第 3 行的那一项(或小节)前面已经写过了", "line 3 stands there already"),
        ("[log]\n[bot]\n[log]\n", "第 3 行的那一项(或小节)前面已经写过了", "line 3 stands there already"),
    ],
)
def test_a_wrong_value_is_named_and_never_repeated(file: Path, text: str, zh: str, en: str) -> None:
    [fault] = faults(file, text)
    assert fault.startswith("config.toml:")
    assert zh in fault
    assert en in said(fault, say_in("en"))
    assert len(fault.splitlines()) == 1


@pytest.mark.parametrize(
    "url",
    ["https://api.telegram.org/bot", "http://127.0.0.1:8081/bot", "http://[::1]:8081/a/b/bot", "https://u:p@x/bot"],
)
def test_an_address_of_a_server_of_ones_own_is_taken(file: Path, url: str) -> None:
    assert written(file, f'[telegram]\ntoken = "{TOKEN}"\nbase_url = "{url}"').telegram.base_url == url


def test_what_is_nested_too_deep_to_be_read_is_a_line_that_is_wrong(file: Path) -> None:
    [fault] = faults(file, f"x = {'[' * 5000}")
    assert "请检查引号和等号" in fault


def test_all_mistakes_are_said_at_once(file: Path) -> None:
    text = 'dta = "x"\n[telegram]\npoll_timeout = 99\nproxi = ""\n[log]\njson = 1\n[limits]\nin_flight = 0'
    assert len(faults(file, text)) == 5


def test_the_token_comes_from_the_environment_then_a_file_then_the_settings(file: Path) -> None:
    (file.parent / "token").write_text(f"{TOKEN}\n")
    assert written(file, '[telegram]\ntoken = "1:x"').token == "1:x"
    assert written(file, '[telegram]\ntoken_file = "token"').token == TOKEN
    assert written(file, '[telegram]\ntoken = "1:x"', **{TOKEN_VARIABLE: f" {TOKEN} "}).token == TOKEN
    assert written(file, '[telegram]\ntoken = "1:x"', **{TOKEN_VARIABLE: ""}).token == "1:x"


def test_what_can_be_wrong_with_a_token(file: Path) -> None:
    (file.parent / "picture").write_bytes(b"\xff\xfe\x00")
    (file.parent / "words").write_text("my token")
    assert "只写一个" in faults(file, f'[telegram]\ntoken = "{TOKEN}"\ntoken_file = "token"')[0]
    assert "读不了(FileNotFoundError)" in faults(file, '[telegram]\ntoken_file = "nowhere"')[0]
    assert "读不了(UnicodeDecodeError)" in faults(file, '[telegram]\ntoken_file = "picture"')[0]
    assert faults(file, '[telegram]\ntoken_file = "words"')[0].startswith("telegram.token_file 不像令牌")
    assert faults(file, "", **{TOKEN_VARIABLE: "x" + TOKEN})[0].startswith("ZHIQIN_TOKEN 不像令牌")
    with pytest.raises(ConfigError, match="还没有令牌"):
        _ = written(file, "").token


def test_secrets_are_known_and_not_shown(file: Path) -> None:
    config = written(file, f'[telegram]\ntoken = "{TOKEN}"\nproxy = "http://user:geheim@host:1"')
    assert config.secrets == (TOKEN, "geheim")
    assert TOKEN not in repr(config)
    assert "geheim" not in repr(config)


def test_a_file_that_cannot_be_read_is_one_sentence(file: Path) -> None:
    with pytest.raises(ConfigError, match=r"找不到配置文件 .*config\.toml$"):
        load(file, {})
    file.write_bytes('data = "数据"'.encode("gb18030"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load(file, {})
    with pytest.raises(ConfigError, match="读不了"):
        load(file.parent, {})
    [fault] = faults(file, f'data = "x"\n[telegram]\ntoken = “{TOKEN}”')
    assert "第 3 行写得不对" in fault
