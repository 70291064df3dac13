"""The computer teacher sets the bot up, makes every usual mistake, and `check` names each with what to do."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from actions.invitations import bind
from bot.clock import SystemClock
from rehearsal import Rehearsal
from rehearsal.world import BOT_NAME
from tests.commands import Say
from tests.school.kept import on
from tests.school.small_school import SAMPLE, put, small_school, written

LINK = re.compile(r"start=([\w-]{16,64})$", re.MULTILINE)


def settings(folder: Path, url: str, token: str, name: str, more: str = "", mode: int = 0o600) -> Path:
    file = folder / "config.toml"
    server = f'token = "{token}"\nbase_url = "{url}/bot"\nbase_file_url = "{url}/file/bot"\n{more}'
    file.write_text(f'[telegram]\n{server}\n[bot]\nname = "{name}"\n', encoding="utf-8")
    file.chmod(mode)
    return file


def test_a_token_is_tried_and_the_bots_name_compared(say: Say, telegram: Rehearsal, tmp_path: Path) -> None:
    settings(tmp_path, telegram.url, telegram.token, BOT_NAME)
    printed = say("check")[1]
    assert f"✓ Telegram: 连得上,令牌是 @{BOT_NAME} 的\n" in printed
    assert "用户名" not in printed

    settings(tmp_path, telegram.url, telegram.token, "another_bot")
    code, printed, _ = say("check")
    assert code == 1
    assert f'✗ 用户名: config.toml 写的是 @another_bot,链接会打开别的机器人;请写 name = "{BOT_NAME}"\n' in printed

    settings(tmp_path, telegram.url, telegram.token, "")
    assert f'! 用户名: bot.name 没有写,链接只能印成口令;请写 name = "{BOT_NAME}"\n' in say("check")[1]

    settings(tmp_path, telegram.url, "1234567:" + "x" * 35, BOT_NAME)
    assert "✗ 令牌: Telegram 不认,请到 @BotFather 那里核对(发 /mybots,点 API Token)\n" in say("check")[1]


def test_a_telegram_out_of_reach_is_told_with_the_way_that_was_tried(say: Say, tmp_path: Path) -> None:
    token = "1234567:" + "x" * 35
    settings(tmp_path, "http://telegram.test", token, "", 'proxy = "http://127.0.0.1:9"')
    code, printed, _ = say("check")
    assert code == 1
    assert "✗ Telegram: 连不上(代理没有回答)。走的是代理 127.0.0.1:9(config.toml),请检查它开着、通到外面\n" in printed
    settings(tmp_path, "http://127.0.0.1:9", token, "")
    code, printed, complained = say("check")
    assert "✗ Telegram: 连不上(对方没有开门)。请检查 base_url 写的服务器开着\n" in printed
    assert token not in printed + complained


def test_a_token_that_everybody_can_read_is_told(say: Say, telegram: Rehearsal, tmp_path: Path) -> None:
    file = settings(tmp_path, telegram.url, telegram.token, BOT_NAME, mode=0o644)
    assert f"! 保密: 这台机器上谁都能读 {file},请运行: chmod o-rwx {file}\n" in say("check")[1]
    file.chmod(0o640)
    assert "保密" not in say("check")[1]

    settings(tmp_path, telegram.url, "", BOT_NAME, 'token_file = "token.txt"', mode=0o644)
    (tmp_path / "token.txt").write_text(telegram.token + "\n", encoding="utf-8")
    (tmp_path / "token.txt").chmod(0o644)
    assert f"! 保密: 这台机器上谁都能读 {tmp_path / 'token.txt'}," in say("check")[1]


def test_a_port_that_others_can_look_at_is_told(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[monitor]\nport = 9464\nhost = "0.0.0.0"\n', encoding="utf-8")
    assert "! 监控口: 0.0.0.0:9464 从别的机器也看得到,没有密码;" in say("check")[1]
    file.write_text("[monitor]\nport = 9464\n", encoding="utf-8")
    assert "监控口" not in say("check")[1]


def test_a_port_that_another_program_holds_is_told(say: Say, telegram: Rehearsal, tmp_path: Path) -> None:
    port = urlsplit(telegram.url).port
    (tmp_path / "config.toml").write_text(f"[monitor]\nport = {port}\n", encoding="utf-8")
    code, printed, _ = say("check")
    assert code == 1
    assert f"✗ 监控口: 127.0.0.1:{port} 被别的程序占着," in printed


def test_without_settings_it_says_where_to_begin(say: Say) -> None:
    assert (
        "! 机器设置: 这里没有 config.toml,全按默认;要改先运行: cp config.example.toml config.toml\n" in say("check")[1]
    )


def test_a_workbook_is_looked_over_before_anything_is_imported(say: Say, tmp_path: Path) -> None:
    sheets = put(small_school(), "人员", "C3", "electrican")
    code, printed, _ = say("check", written(tmp_path / "wrong.xlsx", sheets))
    assert code == 1
    assert printed.startswith("✗ wrong.xlsx: 人员!C3: 「electrican」不是角色代码,是不是「electrician」?\n")

    assert "✗ lost.xlsx: " in say("check", tmp_path / "lost.xlsx")[1]

    printed = say("check", SAMPLE)[1]
    assert "✓ sample_school.xlsx: 人员" in printed
    assert "! sample_school.xlsx: 还是样例「澄溪实验学校(虚构)」,里面的人都是编的" in printed
    assert not (tmp_path / "data").exists()


def test_people_whom_no_phone_reaches_are_named_when_work_goes_to_them(say: Say, tmp_path: Path) -> None:
    sheets = put(small_school(), "人员", "J3", "无")
    say("init", written(tmp_path / "school.xlsx", sheets))
    assert "! 没有手机: " in say("check")[1]


def test_a_school_that_is_ready_is_all_ticks(say: Say, telegram: Rehearsal, tmp_path: Path) -> None:
    settings(tmp_path, telegram.url, telegram.token, BOT_NAME)
    sheets = put(put(small_school(), "人员", "J3", "岗位机"), "人员", "J4", "岗位机")
    token = LINK.findall(say("init", written(tmp_path / "one.xlsx", sheets))[1])[0]
    on(tmp_path / "data", bind, SystemClock().now(), token, 7)
    code, printed, _ = say("check")
    assert code == 0
    assert re.sub(r"还有[\d.]+GB|版本: \d+", "…", printed.replace(str(tmp_path), "")) == (
        "✓ 机器设置: 能读\n"
        "✓ 令牌: 有\n"
        f"✓ Telegram: 连得上,令牌是 @{BOT_NAME} 的\n"
        "✓ 数据文件夹: /data 能写\n"
        "✓ 磁盘: …\n"
        "✓ 数据库…\n"
        "✓ 数据库: 完好\n"
        "✓ 工作簿: 人员3、地点4、派单2、升级链3、值班表2\n"
        "✓ 账号: 用自己手机的人都有\n"
        "! 岗位机: 2人用岗位机,岗位表里一部也没有\n"
        "! 派单: 全校白天没有写谁接单: 电气照明、门窗锁具、家具木工、空调风扇、网络多媒体、土建屋面等14个\n"
        "! 派单: 全校夜间没有写谁接单: 水暖、电气照明、门窗锁具、家具木工、空调风扇、网络多媒体等15个\n"
        "! 上岗: 还没有上过岗;都好了就运行: python -m bot run\n"
        "! 群: 管理群还没有绑,升级链叫它的时候没人听;管理员给机器人发 /group,点链接选群\n"
        "✓ 抽检钥匙: 有;备份里没有它,请另外抄一份锁好\n"
        "! 备份: 还没有,今夜 04:10 会做第一份;也可以现在做: python -m bot backup\n"
    )
