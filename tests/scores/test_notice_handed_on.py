"""Somebody leaves with a notice in hand: whoever answers for the room now has it, and the old phone hears no more."""

from dataclasses import replace

from actions.import_school import import_school
from domain.people import Presence
from storage.verify import verify
from tests.scores.dirty import LEADER, found_dirty, inspection
from tests.stage import Stage


async def test_the_deputy_has_the_notice_of_a_leader_who_left(stage: Stage) -> None:
    leader, deputy = await stage.person(LEADER), await stage.person("P53")
    await inspection(stage)
    await stage.until("07:40")
    await found_dirty(stage)
    await leader.taps("去改")
    school = await stage.rows(lambda tx: tx.school.load())
    people = tuple(replace(p, presence=Presence.LEFT) if p.id == LEADER else p for p in school.people)
    await stage.house.store.run(import_school, stage.clock.now(), replace(school, people=people))
    await stage.settle()
    assert "📄 整改1号:3号教工宿舍楼-201 抽查75分,卫生-5、内务-20" in await deputy.last()
    notice = await stage.rows(lambda tx: tx.notices.get(1))
    assert notice is not None
    assert notice.responsible == "P53"
    assert "发:闵若兰" not in await leader.last()
    await deputy.taps("改好了,拍照")
    await deputy.sends("tidy-room")
    await stage.stop_bot()
    assert verify(stage.folder / "zhiqin.db", None).faults == []
    await stage.start_bot()
