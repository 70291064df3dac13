"""Posters: a code that was copied is renewed, the old poster says so, and guessing codes ends like guessing links."""

import secrets
from pathlib import Path

import pytest

from actions.place_tokens import link_of, place_of, renew_token, token_of, was_of_place
from bot.commands import main
from tests.people.doors import count
from tests.rounds.walking import GUARD, duty, poster, shows, the
from tests.stage import Stage

OLD = "这张海报是旧的,码换过了。请撕下来,找总务要新的。"


async def test_the_old_poster_says_so_and_the_new_one_counts(stage: Stage) -> None:
    await stage.settle()
    number = await duty(stage, points=("X-SE", "X-FIRE"))
    guard = await stage.person(GUARD)
    old = await stage.rows(lambda tx: token_of(tx, "X-SE"))
    photo = await poster(stage, "X-SE")
    await stage.rows(lambda tx: renew_token(tx, stage.clock.now(), "X-SE"))
    await guard.says("🔦 巡查")
    await shows(guard, photo)
    assert OLD in await guard.reads()
    assert (await the(stage, number)).reached == 0
    await guard.says(f"/start {old}")
    assert await guard.last() == OLD
    new = await poster(stage, "X-SE")
    assert new != photo
    await shows(guard, new)
    assert (await the(stage, number)).reached == 1


async def test_a_renewed_code_is_no_place_and_a_stranger_learns_nothing_from_it(stage: Stage) -> None:
    await stage.settle()
    old = await stage.rows(lambda tx: token_of(tx, "X-SE"))
    await stage.rows(lambda tx: renew_token(tx, stage.clock.now(), "X-SE"))
    new = await stage.rows(lambda tx: token_of(tx, "X-SE"))
    assert len(new) == 22
    assert await stage.rows(lambda tx: (place_of(tx, old), was_of_place(tx, old))) == (None, "X-SE")
    assert await stage.rows(lambda tx: (place_of(tx, new), was_of_place(tx, new))) == ("X-SE", None)
    stranger = await stage.stranger("99")
    await stranger.says(f"/start {new}")
    assert await stranger.last() == "这是校内用的,请到总务处登记。"


async def test_guessing_the_codes_of_posters_ends_in_none_being_looked_at(stage: Stage) -> None:
    await stage.settle()
    number = await duty(stage, points=("X-SE", "X-FIRE"))
    guard, clerk = await stage.person(GUARD), await stage.person("P100")
    good = await poster(stage, "X-SE")
    await guard.says("🔦 巡查")
    for _ in range(5):
        await guard.says(f"/start {secrets.token_urlsafe(16)}")
    assert "里面有雷振山的手机" in await clerk.last()
    await shows(guard, good)
    assert (await the(stage, number)).reached == 0
    await stage.later(minutes=61)
    await shows(guard, good)
    assert (await the(stage, number)).reached == 1


async def test_an_asset_label_photographed_again_and_again_is_no_guess(stage: Stage) -> None:
    guard = await stage.person(GUARD)
    await duty(stage, points=("X-SE",))
    await guard.says("🔦 巡查")
    label = await stage.poster("X-FIRE")
    await stage.post("samples", name=label, poster={"code": "A-0017", "name": "A-0017", "link": "A-0017-2026"})
    for _ in range(6):
        await guard.sends(label)
    assert await count(stage, "SELECT count(*) FROM caller") == 0


def test_the_command_renews_only_what_is_named(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = tmp_path / "data", tmp_path / "海报.pdf"
    data.mkdir()
    (data / "zhiqin.db").write_bytes((school / "zhiqin.db").read_bytes())
    assert main(["posters", str(out), "X-SE", "--data", str(data)]) == 0
    assert main(["posters", str(out), "--renew", "--data", str(data)]) == 1
    assert "请写出要换码的地点" in capsys.readouterr().err
    assert main(["posters", str(out), "X-SE", "--renew", "--overwrite", "--data", str(data)]) == 0
    assert "1处的码换过了" in capsys.readouterr().out


def test_a_posters_link_opens_the_schools_own_bot() -> None:
    assert link_of("zhiqin_bot", "x" * 22) == f"https://t.me/zhiqin_bot?start={'x' * 22}"
