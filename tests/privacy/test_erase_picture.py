"""A photo that must not be kept goes by a manager's tap: from the disk, the card and the messages; its proof stays."""

import hashlib

from storage.verify import verify
from tests.phones import Someone
from tests.privacy.test_pruning import files, look
from tests.stage import Stage
from tests.trouble.props import calls, fault, forges


async def shown(someone: Someone) -> list[str]:
    """The files that their messages show."""
    return [str(message["photo"]) for message in await someone.messages() if message.get("photo")]


async def reported(stage: Stage) -> tuple[Someone, Someone, Someone]:
    plumber, teacher, head = await stage.person("P14"), await stage.person("P53"), await stage.person("P03")
    await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
    await teacher.taps("对,报上")
    await forges(head, "v:1")
    return plumber, teacher, head


async def test_a_photo_goes_from_the_disk_and_from_the_messages_and_its_proof_stays(stage: Stage) -> None:
    plumber, _teacher, head = await reported(stage)
    ((sha256, size),) = look(stage, "SELECT sha256, size FROM evidence")
    before = await shown(plumber)
    assert hashlib.sha256(files(stage)[0].read_bytes()).hexdigest() == sha256
    await head.taps("照片…")
    await head.taps("删掉这张")
    await head.taps("拍到学生")
    assert files(stage) == []
    assert look(stage, "SELECT state, sha256, size, person, file_id FROM evidence") == [
        ("erased", sha256, size, "P53", "")
    ]
    assert len(await shown(plumber)) == len(before) == 1
    assert set(await shown(plumber)).isdisjoint(before)
    assert "漏水" in await plumber.last()
    await plumber.taps("接单")
    assert "发的人那条也删了。" in await head.reads()
    assert look(stage, "SELECT person, item, body ->> 'why' FROM record WHERE kind = 'picture.erased'") == [
        ("P03", "ticket:1", "pupil")
    ]
    assert verify(stage.folder / "zhiqin.db", stage.folder / "photos").faults == []


async def test_who_does_not_manage_people_has_no_such_button_and_a_forged_one_does_nothing(stage: Stage) -> None:
    plumber, _teacher, _head = await reported(stage)
    await forges(plumber, "v:1")
    assert "照片…" not in str(await plumber.messages())
    await forges(plumber, "p:pupil:1")
    assert len(files(stage)) == 1
    assert look(stage, "SELECT state FROM evidence") == [("kept",)]


async def test_erased_twice_it_is_erased_once_and_a_bad_network_only_delays_the_messages(stage: Stage) -> None:
    plumber, _teacher, head = await reported(stage)
    before = await shown(plumber)
    await head.taps("照片…")
    await head.taps("删掉这张")
    await fault(stage, "editMessageMedia", "502", times=1)
    await head.taps("发错了")
    await forges(head, "p:mistake:1")
    assert look(stage, "SELECT count(*) FROM record WHERE kind = 'picture.erased'") == [(1,)]
    await stage.later(minutes=3)
    assert set(await shown(plumber)).isdisjoint(before)
    assert len(await calls(stage, "editMessageMedia")) > 1


async def test_a_held_item_says_so_until_it_is_freed(stage: Stage) -> None:
    _plumber, _teacher, head = await reported(stage)
    await head.taps("照片…")
    await head.taps("保全")
    assert "保全中" in await head.last()
    assert look(stage, "SELECT item, by FROM hold") == [("ticket:1", "P03")]
    await head.taps("解除保全")
    assert "保全中" not in await head.last()
    assert look(stage, "SELECT count(*) FROM hold") == [(0,)]
