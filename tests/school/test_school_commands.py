"""What an office types, what it reads, and that the links it hands out work."""

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from actions.clock_jumps import note_wrong
from actions.invitations import bind
from bot.claim import claim
from bot.clock import SystemClock
from bot.commands import load
from domain.refusal import Refusal
from tests.commands import Say
from tests.school.kept import on
from tests.school.small_school import SAMPLE, put, small_school, written

NOW = datetime(2026, 11, 23, 6, 45, tzinfo=UTC)
LINK = re.compile(r"^(P\d+) (\S+)\(\S+\): https://t\.me/zhiqin_bot\?start=([\w-]{16,64})$", re.MULTILINE)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return written(tmp_path / "school.xlsx", small_school())


def test_init_prints_a_link_for_each_manager_and_each_works_once(say: Say, tmp_path: Path) -> None:
    code, printed, _ = say("init", SAMPLE, "--bot-name", "@zhiqin_bot")
    links = LINK.findall(printed)
    bound = [on(tmp_path / "data", bind, NOW, token, user).id for user, (_, _, token) in enumerate(links, 1)]
    assert code == 0
    assert "澄溪实验学校(虚构): 人员102、地点524、值班表752行,已导入" in printed
    assert [person for person, _, _ in links] == bound == ["P01", "P02", "P03", "P04", "P05", "P100"]
    with pytest.raises(Refusal, match=r"^invitation\.used$"):
        on(tmp_path / "data", bind, NOW, links[0][2], 99)


def test_without_the_bots_name_init_prints_what_to_send(say: Say, workbook: Path) -> None:
    _, printed, _ = say("init", workbook)
    assert re.search(r"^P01 沈砚秋\(沈校长\): /start [\w-]{16,64}$", printed, re.MULTILINE)
    assert "打开机器人,把这一行发给它" in printed


def test_the_bots_name_may_stand_in_the_settings(say: Say, workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('data = "here"\n[bot]\nname = "zhiqin_bot"\n', encoding="utf-8")
    _, printed, _ = say("init", workbook)
    assert LINK.search(printed)
    assert (tmp_path / "here" / "zhiqin.db").exists()


def test_init_goes_where_it_is_told(say: Say, workbook: Path, tmp_path: Path) -> None:
    assert say("init", workbook, "--data", tmp_path / "elsewhere")[0] == 0
    assert (tmp_path / "elsewhere" / "zhiqin.db").exists()


def test_a_second_init_is_refused_and_changes_nothing(say: Say, workbook: Path) -> None:
    say("init", workbook)
    code, printed, told = say("init", SAMPLE)
    assert (code, printed) == (1, "")
    assert told.startswith("这个数据文件夹已经初始化过了。更新名单请用: python -m bot import")
    assert say("import", workbook)[1] == "工作簿和现在的数据一样,没有要改的\n"


def test_a_wrong_workbook_is_told_and_leaves_nothing_behind(say: Say, tmp_path: Path) -> None:
    sheets = put(put(small_school(), "人员", "C3", "electrican"), "设置", "B5", "晚上")
    code, printed, told = say("init", written(tmp_path / "wrong.xlsx", sheets))
    assert (code, printed) == (1, "")
    assert told == (
        "设置!B5: 「晚上」不是时间(像 06:40 这样写)\n"
        "人员!C3: 「electrican」不是角色代码,是不是「electrician」?\n"
        "共2处要改,什么也没有导入\n"
    )
    assert not (tmp_path / "data").exists()


def test_a_thousand_faults_do_not_push_the_first_off_the_screen(say: Say, tmp_path: Path) -> None:
    sheets = small_school()
    sheets["值班表"] += [["2026-11-23", "G1", f"Q{number}", ""] for number in range(1000)]
    _, _, told = say("init", written(tmp_path / "wrong.xlsx", sheets))
    lines = told.splitlines()
    assert lines[0] == "值班表!C4: 「Q0」不是人员编号"
    assert lines[40:] == ["还有960处", "共1000处要改,什么也没有导入"]


def test_import_shows_first_and_changes_only_when_told(say: Say, workbook: Path, tmp_path: Path) -> None:
    say("init", workbook)
    changed = written(tmp_path / "changed.xlsx", put(small_school(), "人员", "I3", "老曹"))
    shown = "人员: 改动1\n  ~ P02 曹志强: 称呼 「曹师傅」→「老曹」\n"
    asked = f"{shown}还什么都没改。确认后在命令后面加上 --yes 再运行一次。\n"
    assert say("import", changed) == (0, asked, "")
    assert say("import", changed) == (0, asked, "")
    assert say("import", changed, "--yes") == (0, f"{shown}已经导入。\n", "")
    assert say("import", changed, "--yes") == (0, "工作簿和现在的数据一样,没有要改的\n", "")
    assert on(tmp_path / "data", lambda tx: tx.school.people["P02"].address) == "老曹"


@pytest.mark.parametrize("words", [("import", SAMPLE), ("import", SAMPLE, "--yes"), ("invite", "沈砚秋")])
def test_before_init_the_others_say_what_to_do_and_make_nothing(
    say: Say, tmp_path: Path, words: tuple[str | Path, ...]
) -> None:
    assert say(*words) == (1, "", "还没有学校的数据,请先运行: python -m bot init 工作簿.xlsx\n")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("who", ["P02", "p02", "曹志强", "曹师傅", "志强"])
def test_somebody_is_invited_by_number_name_or_address(say: Say, workbook: Path, tmp_path: Path, who: str) -> None:
    say("init", workbook)
    code, printed, _ = say("invite", who, "--bot-name", "zhiqin_bot")
    person, name, token = LINK.findall(printed)[0]
    assert (code, person, name) == (0, "P02", "曹志强")
    assert on(tmp_path / "data", bind, NOW, token, 7).id == "P02"


def test_a_lost_phone_is_replaced_by_a_new_link(say: Say, workbook: Path, tmp_path: Path) -> None:
    _, printed, _ = say("init", workbook, "--bot-name", "zhiqin_bot")
    on(tmp_path / "data", bind, NOW, LINK.findall(printed)[0][2], 7)
    _, printed, _ = say("invite", "沈校长", "--bot-name", "zhiqin_bot")
    assert "新链接用过之后,旧手机上的账号就不再能用。" in printed
    on(tmp_path / "data", bind, NOW, LINK.findall(printed)[0][2], 8)
    assert on(tmp_path / "data", lambda tx: tx.accounts.bound()) == {"P01": 8}


def test_several_who_may_be_meant_are_listed(say: Say, tmp_path: Path) -> None:
    sheets = put(put(small_school(), "人员", "B2", "曹志强"), "人员", "H3", "水电")
    say("init", written(tmp_path / "twins.xlsx", sheets))
    assert say("invite", "曹志强") == (
        1,
        "",
        "「曹志强」不止一个人,请写编号:\n  P01 曹志强(沈校长)全校 校长\n  P02 曹志强(曹师傅)全校 水电\n",
    )


def test_nobody_meant_is_said_with_who_may_be_meant(say: Say, workbook: Path) -> None:
    say("init", workbook)
    assert say("invite", "曹自强") == (1, "", "没有找到「曹自强」,是不是「曹志强」(P02)?\n")
    assert say("invite", "外星人") == (1, "", "没有找到「外星人」\n")


def test_somebody_who_left_gets_no_link(say: Say) -> None:
    say("init", SAMPLE)
    assert say("invite", "晁秋实") == (1, "", "晁秋实已经离职,不能发链接\n")


def test_everybody_without_an_account_is_invited_at_once(say: Say, tmp_path: Path) -> None:
    say("init", SAMPLE)
    _, printed, _ = say("invite", "--all-unbound", "--bot-name", "zhiqin_bot")
    links = LINK.findall(re.sub(r"Emma Clarke", "Emma", printed))
    assert len(links) == 72
    assert {"P21", "P47", "P102"}.isdisjoint(person for person, _, _ in links)
    assert len(re.findall("岗位机: https", printed)) == 10
    on(tmp_path / "data", bind, NOW, links[0][2], 7)
    assert len(say("invite", "--all-unbound")[1].splitlines()) == 71 + 10 + 1


def test_a_posts_phone_is_invited_by_its_name_or_its_code(say: Say) -> None:
    say("init", SAMPLE)
    for said in ("南门", "NM"):
        code, printed, _ = say("invite", said, "--bot-name", "zhiqin_bot")
        assert code == 0
        assert printed.startswith("NM 南门岗位机: https://t.me/zhiqin_bot?start=")


@pytest.mark.parametrize("words", [("init", SAMPLE), ("invite", "沈砚秋")])
def test_a_name_that_no_bot_can_have_makes_no_links(say: Say, tmp_path: Path, words: tuple[str, ...]) -> None:
    code, printed, complained = say(*words, "--bot-name", "zhi qin/?x=1")
    assert (code, printed) == (1, "")
    assert complained.startswith("--bot-name 要写机器人的用户名(")
    assert not (tmp_path / "data").exists()


def test_when_everybody_has_an_account_nobody_is_invited(say: Say, tmp_path: Path) -> None:
    sheets = put(put(small_school(), "人员", "J3", "无"), "人员", "J4", "无")
    _, printed, _ = say("init", written(tmp_path / "one.xlsx", sheets), "--bot-name", "zhiqin_bot")
    on(tmp_path / "data", bind, SystemClock().now(), LINK.findall(printed)[0][2], 7)
    assert say("invite", "--all-unbound") == (0, "每个人都有账号了\n", "")


def test_nothing_is_written_beside_a_running_bot(say: Say, workbook: Path, tmp_path: Path) -> None:
    say("init", workbook)
    with claim(tmp_path / "data"):
        code, printed, told = say("invite", "沈砚秋")
        shown = say("import", SAMPLE)
    assert (code, printed) == (1, "")
    assert "正被另一个进程使用" in told
    assert shown[0] == 0


def test_check_before_init_says_what_to_do(say: Say, tmp_path: Path) -> None:
    code, printed, _ = say("check")
    assert code == 1
    assert f"✗ 数据文件夹: 没有 {tmp_path / 'data'},请先运行: python -m bot init 工作簿.xlsx" in printed
    assert "✗ 数据库: 还没有,请先运行: python -m bot init 工作簿.xlsx" in printed


def test_check_says_that_the_machines_clock_lies_before_the_last_record(
    say: Say, workbook: Path, tmp_path: Path
) -> None:
    say("init", workbook)
    on(tmp_path / "data", note_wrong, SystemClock().now() + timedelta(days=2), NOW, ())
    code, printed, _ = say("check")
    assert code == 1
    assert re.search(r"^✗ 时钟: 机器的时钟是.*比最后一条记录.*请先把机器的时间校准$", printed, re.MULTILINE)
    _, _, told = say("invite", "--all-unbound")
    assert "比最后一条记录" in told
    records = on(tmp_path / "data", lambda tx: tx.history.newest())
    assert records >= SystemClock().now() + timedelta(days=1)


def test_check_names_who_has_no_account(say: Say) -> None:
    say("init", SAMPLE)
    _, printed, _ = say("check")
    assert (
        "✗ 账号: 还有72人没有(沈砚秋、顾云舟、卢建国、陶静宜、邱慧珍、韩卫东、骆晓芸、谭雨薇等),"
        "请运行: python -m bot invite --all-unbound"
    ) in printed


def test_check_says_that_the_settings_are_wrong(say: Say, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("dta = 1\n", encoding="utf-8")
    code, printed, _ = say("check")
    assert code == 1
    assert printed.startswith("✗ 机器设置: config.toml")


def test_check_says_that_the_database_is_none(say: Say, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "zhiqin.db").write_text("这不是数据库" * 100, encoding="utf-8")
    code, printed, _ = say("check")
    assert code == 1
    assert "✗ 数据库: 打不开(file is not a database),请从备份恢复" in printed


def test_check_advises_no_restore_for_a_file_that_may_only_be_closed_to_this_user(say: Say, tmp_path: Path) -> None:
    (tmp_path / "data" / "zhiqin.db").mkdir(parents=True)
    code, printed, _ = say("check")
    assert code == 1
    assert "。不一定坏了,先别恢复备份:" in printed
    assert "请从备份恢复" not in printed


def test_check_names_files_of_another_owner_than_their_folder(say: Say, workbook: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    say("init", workbook)
    os.chown(tmp_path / "data", 12345, -1)
    code, printed, _ = say("check")
    assert code == 1
    assert "✗ 数据文件夹: 里面的 zhiqin.db" in printed
    assert f"请运行: sudo chown -R 12345 {tmp_path / 'data'}\n" in printed


def test_check_says_that_the_database_is_newer(say: Say, workbook: Path, tmp_path: Path) -> None:
    say("init", workbook)
    with closing(sqlite3.connect(tmp_path / "data" / "zhiqin.db")) as database:
        database.execute("PRAGMA user_version = 999")
    assert "✗ 数据库版本: 999,比程序新,请换上新版程序" in say("check")[1]


def test_check_says_that_nothing_was_imported(say: Say, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    on(tmp_path / "data", lambda tx: None)
    assert "✗ 工作簿: 还没有导入,请先运行: python -m bot init 工作簿.xlsx" in say("check")[1]


def test_check_says_that_the_folder_is_none(say: Say, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    code, printed, _ = say("check")
    assert code == 1
    assert f"✗ 数据文件夹: {tmp_path / 'data'} 不能写(Not a directory)" in printed


def test_import_into_a_database_of_another_version_is_refused(say: Say, workbook: Path, tmp_path: Path) -> None:
    say("init", workbook)
    with closing(sqlite3.connect(tmp_path / "data" / "zhiqin.db")) as database:
        database.execute("PRAGMA user_version = 999")
        newer = say("import", workbook), say("import", workbook, "--yes")
        database.execute("PRAGMA user_version = 0")
        older = say("import", workbook)
    assert {told.split("(")[0] for _, _, told in newer} == {"数据库是新版程序建的"}
    assert older[2].startswith("数据库是旧版程序建的,请先启动一次机器人")


@pytest.mark.parametrize("command", ["init", "import"])
def test_a_broken_database_is_told_in_one_sentence(say: Say, workbook: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "zhiqin.db").write_text("这不是数据库" * 100, encoding="utf-8")
    code, said, complained = say(command, workbook)
    assert (code, said, complained.count("\n")) == (1, "", 1)
    assert complained.startswith("数据库坏了(file is not a database),没有再往里写。")


def test_a_data_folder_that_cannot_be_made_is_told_in_one_sentence(say: Say, workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    assert say("init", workbook) == (1, "", f"「{tmp_path / 'data'}」读写不了: 那里已经有一个文件,不是文件夹\n")


def test_who_stops_a_command_reads_nothing(say: Say, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.commands.init.read_workbook", stop)
    assert say("init", workbook) == (130, "", "")


def test_a_mistake_in_the_program_is_an_id_and_never_a_traceback(
    say: Say, workbook: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("bot.commands.init.begin", lambda *_: 1 / 0)
    code, _, told = say("init", workbook)
    found = re.fullmatch(r"程序出错了\(错误号 (\w{6})\),请把 (\S+) 交给维护的人\n", told)
    assert code == 1
    assert found
    assert "ZeroDivisionError" in Path(found[2]).read_text(encoding="utf-8")


def test_wrong_usage_ends_with_2(say: Say) -> None:
    with pytest.raises(SystemExit) as ended:
        say("invite")
    assert ended.value.code == 2


def test_every_command_explains_itself() -> None:
    assert all(command.__doc__ and callable(command.add) and callable(command.run) for command in load())


def test_check_says_what_of_the_duties_somebody_should_know(say: Say) -> None:
    say("init", SAMPLE)
    printed = say("check")[1]
    assert "! 岗位机: 10部还没有账号(NM 南门、BM 北门" in printed
    assert "! 计划: 75个里45个试行(只记录不催办),由管理员在机器人里打开" in printed


def test_init_says_how_many_plans_chase(say: Say) -> None:
    assert "计划75个: 30个到时催办,45个试行(只记录,管理员打开后才催)" in say("init", SAMPLE)[1]
