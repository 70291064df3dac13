"""The questions of a form change while it is open: an old button is never an answer to another question."""

from dataclasses import replace

import pytest

from domain.duties import State
from domain.school import School
from handlers.news import toast
from handlers.news.message import LONGEST_TOAST
from tests.rounds.test_roll_call import WARDEN, roll
from tests.rounds.walking import duty, the
from tests.stage import Someone, Stage
from tests.trouble.props import change, count, forges


def with_another_first_item(school: School) -> School:
    """The office puts a new first item into the lift's list (C24): every other item has the next number."""

    def changed(items: tuple) -> tuple:  # type: ignore[type-arg]
        first = replace(items[0], text="轿厢地面无积水")
        return (first, *(replace(item, number=item.number + 1) for item in items))

    lists = tuple(replace(it, items=changed(it.items)) if it.code == "C24" else it for it in school.checklists)
    return replace(school, checklists=lists)


def without_a_room(school: School) -> School:
    """Nobody sleeps in 1号楼104 any more."""
    dorms = tuple(dorm for dorm in school.dorms if dorm.place != "R1-104")
    return replace(school, dorms=dorms, beds=tuple(bed for bed in school.beds if bed.place != "R1-104"))


async def in_the_lift(stage: Stage) -> tuple[int, Someone]:
    number = await duty(
        stage, owner="P06", points=("D-EL",), place="D-EL", target="L15", name="电梯日检", checklist="C24"
    )
    keeper = await stage.person("P06")
    await keeper.says("🔦 巡查")
    return number, keeper


async def import_another_list(stage: Stage) -> None:
    await stage.rows(lambda tx: tx.school.replace(with_another_first_item(tx.school.load())))


async def test_a_list_that_was_changed_is_asked_anew_and_the_old_button_answers_nothing(stage: Stage) -> None:
    number, keeper = await in_the_lift(stage)
    await keeper.taps("4")
    assert "❌4 照明、风扇、楼层按钮" in await keeper.last()
    await import_another_list(stage)
    assert await forges(keeper, "d:1:screen1-:ok") == "要查的刚换了,请照新的再看一遍。"
    assert (await the(stage, number)).state is State.OPEN
    assert "1 轿厢地面无积水" in await keeper.last()
    assert "❌" not in await keeper.last()
    await keeper.taps("全部正常")
    await keeper.taps("拍不了")
    await keeper.says("7天")
    done = await the(stage, number)
    assert (done.state, done.faults) == (State.DONE, 0)


async def test_words_about_a_list_that_was_changed_are_asked_for_again(stage: Stage) -> None:
    number, keeper = await in_the_lift(stage)
    await keeper.taps("全部正常")
    await import_another_list(stage)
    await keeper.says("7天")
    assert "要查的刚换了" in await keeper.reads()
    assert "1 轿厢地面无积水" in await keeper.last()
    assert (await the(stage, number)).state is State.OPEN


async def test_a_house_that_lost_a_room_is_called_anew_and_an_old_floor_is_never_another_one(stage: Stage) -> None:
    number = await roll(stage)
    warden = await stage.person(WARDEN)
    await warden.says("🔦 巡查")
    await warden.taps("有人不在")
    await warden.says("103 2床")
    await warden.taps("医务室")
    await warden.taps("其余都在")
    await stage.rows(lambda tx: tx.school.replace(without_a_room(tx.school.load())))
    assert await forges(warden, "d:1:floor1:all") == "要查的刚换了,请照新的再看一遍。"
    assert "🌙 1层应到36" in await warden.last()
    assert "103 2床医务室" in await warden.last()
    assert (await the(stage, number)).state is State.OPEN


async def test_a_form_that_this_version_does_not_know_any_more_says_that_it_is_over(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await teacher.sends("leaking-pipe")
    await change(stage, "UPDATE draft SET form = 'wishes' WHERE id = 1")
    assert await forges(teacher, "d:1:kind:repair") == "这张单子已经填完或关掉了。"
    await teacher.says("3号楼201水管漏水")
    assert "对吗?" in await teacher.last()


async def test_a_question_of_an_older_version_says_that_it_is_answered(stage: Stage) -> None:
    """The screens of lists were called screen1 before they had a place."""
    _, keeper = await in_the_lift(stage)
    assert await forges(keeper, "d:1:screen1:ok") == "这一步答过了,请接着答最新那条。"
    assert await count(stage, "SELECT count(*) FROM draft") == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_button_says_is_never_longer_than_telegram_takes(language: str) -> None:
    assert len(toast("chase.taken", {"cover_address": "长" * 300, **WHAT}, language)) == LONGEST_TOAST
    assert toast("chase.taken", {"cover_address": "长" * 300, **WHAT}, language).endswith("…")


WHAT = {"starts": "06:45", "name": "巡查", "excuse": "", "reason": "", "asked": (), "asked_names": (), "going": ()}
