"""Webhook mode: what is brought is kept before it is taken, only Telegram gets in, nothing is lost when it fails."""

import gzip
import io
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot import webhook
from bot.polling import Outcome
from bot.serve import serve
from bot.settings import ConfigError
from bot.webhook import Look
from tests.stage import Stage, copy_school, free_port
from tests.storage.small_disks import FewPages
from tests.trouble.props import arrives, calls, count, fault, message_of, soon, will_read
from tests.wire.conftest import MONDAY

HEADER = "X-Telegram-Bot-Api-Secret-Token"
FETCHES_NOW = "Telegram 送不到我们的网址"


@pytest.fixture
async def hooked(school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage whose bot has its updates brought to a webhook."""
    here = Stage(copy_school(school, tmp_path / "data"), webhook=free_port())
    await here.open()
    yield here
    await here.close()


async def brought(stage: Stage, body: bytes, **headers: str) -> int:
    """What somebody is answered who posts this to the bot."""
    url = f"http://127.0.0.1:{stage.webhook}/telegram"
    async with stage.session.post(url, data=io.BytesIO(body), headers=headers) as answer:
        return answer.status


def hook_of(stage: Stage) -> webhook.Webhook:
    assert isinstance(stage.house.polls, webhook.Webhook)
    return stage.house.polls


async def polled(stage: Stage) -> bool:
    return bool(stage.rehearsal.world.updates.polled)


async def test_a_day_by_webhook_is_a_day_like_any_other(hooked: Stage) -> None:
    teacher = await hooked.person("P53")
    fetched = len(await calls(hooked, "getUpdates"))
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对")
    assert await count(hooked, "SELECT count(*) FROM ticket") == 1
    await teacher.sends("leaking-pipe", "leaking-pipe", caption="还在漏")
    assert await count(hooked, "SELECT count(*) FROM evidence") == 2
    await hook_of(hooked).look()
    assert len(await calls(hooked, "getUpdates")) == fetched
    hook = hooked.rehearsal.world.webhook.hook
    assert hook is not None
    assert len(hook.secret) >= 43
    assert (await calls(hooked, "setWebhook"))[-1]["params"]["allowed_updates"] == (
        '["message", "edited_message", "callback_query", "my_chat_member"]'
    )


async def test_only_who_knows_the_secret_gets_in(hooked: Stage) -> None:
    secret = hooked.house.polls._listener.secret  # type: ignore[union-attr]
    update = b'{"update_id":7,"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"text":"x"}}'
    assert await brought(hooked, update) == 403
    assert await brought(hooked, update, **{HEADER: secret[:-1]}) == 403
    assert await brought(hooked, update, **{HEADER: secret + "ä"}) == 403
    async with hooked.session.get(f"http://127.0.0.1:{hooked.webhook}/telegram") as answer:
        assert answer.status == 405
    assert await brought(hooked, b" " * (5 * 1024 * 1024), **{HEADER: secret}) == 413
    assert await count(hooked, "SELECT count(*) FROM inbox WHERE update_id = 7") == 0
    for nonsense in (b"[]", b'{"update_id":"7"}'):
        assert await brought(hooked, nonsense, **{HEADER: secret}) == 200  # else it would come again for a day
    packed = {HEADER: secret, "Content-Encoding": "gzip"}
    for broken in (b"", b"not JSON", update[:40]):
        assert await brought(hooked, broken, **{HEADER: secret}) == 400  # on its way: whole it shall come again
    for broken in (update, gzip.compress(update)[:40]):
        assert await brought(hooked, broken, **packed) == 400
    assert await count(hooked, "SELECT count(*) FROM inbox WHERE update_id = 7") == 0
    assert await brought(hooked, update, **{HEADER: secret}) == 200
    assert await count(hooked, "SELECT count(*) FROM inbox WHERE update_id = 7") == 1


async def test_an_update_that_nobody_can_read_is_set_aside_and_told_of(hooked: Stage) -> None:
    operator, teacher = await hooked.person("P100"), await hooked.person("P53")
    number = await arrives(hooked, message=message_of(teacher, **{"from": {"id": teacher.user}}))
    assert await count(hooked, "SELECT count(*) FROM inbox WHERE state = 'set_aside' AND update_id = :n", n=number) == 1
    assert "请再发一次" in await teacher.last()
    assert "读不懂" in await operator.last()


async def test_what_is_brought_twice_is_done_once(hooked: Stage) -> None:
    teacher = await hooked.person("P53")
    await fault(hooked, "webhook", "drop_after")
    await teacher.says("3号楼201水管漏水")
    assert await count(hooked, "SELECT count(*) FROM draft") == 1
    assert (await teacher.reads()).count("201水管漏水") == 1


async def test_a_tap_that_overtakes_a_word_loses_neither(hooked: Stage) -> None:
    teacher = await hooked.person("P53")
    await teacher.says("3号楼201水管漏水")
    card = (await teacher.messages())[-1]
    await fault(hooked, "webhook", "latency", seconds=1.0)
    await hooked.post("say", user=teacher.user, text="一食堂的灯也不亮")
    await hooked.post("tap", user=teacher.user, message_id=card["message_id"], data=card["buttons"][0][0]["data"])
    assert await count(hooked, "SELECT count(*) FROM ticket") == 1
    assert await count(hooked, "SELECT count(*) FROM inbox WHERE body LIKE '%灯也不亮%'") == 0  # it is on its way
    await hooked.settle()
    assert "灯也不亮" in await teacher.last()


async def test_on_a_full_disk_telegram_keeps_it_and_brings_it_again(hooked: Stage) -> None:
    operator, teacher = await hooked.person("P100"), await hooked.person("P53")
    disk = FewPages(hooked.folder)
    await disk.fill(hooked.house.store)
    await hooked.post("say", user=teacher.user, text="3号楼201水管漏水," + "滴答" * 1500)
    await will_read(operator, "磁盘满了")
    error = hooked.rehearsal.world.webhook.last_error
    assert error is not None
    assert error[1] == "Wrong response from the webhook: 503 Service Unavailable"
    await disk.clear(hooked.house.store)
    hooked.rehearsal.world.webhook.hurry()
    await hooked.settle()
    assert await count(hooked, "SELECT count(*) FROM draft") == 1


async def test_while_telegram_does_not_get_through_updates_are_fetched(hooked: Stage) -> None:
    operator, teacher = await hooked.person("P100"), await hooked.person("P53")
    await fault(hooked, "webhook", "drop", times=None)
    await hooked.post("say", user=teacher.user, text="3号楼201水管漏水")
    here = hook_of(hooked)
    await here.look()
    assert not here.fetches  # it may have been on its way
    await here.look()
    assert here.fetches
    await hooked.settle()
    assert "201" in await teacher.last()
    assert f"{FETCHES_NOW}(Connection timed out)" in await operator.last()
    here._now = lambda: webhook.time.monotonic() + webhook.TRY_AGAIN_AFTER
    await here.look()
    assert hooked.rehearsal.world.webhook.hook is not None
    assert not await polled(hooked)
    await hooked.post("say", user=teacher.user, text="/cancel")
    await here.look()
    await here.look()
    await hooked.settle()
    assert here.fetches
    assert here._fetching_until - here._now() > 1.9 * webhook.TRY_AGAIN_AFTER  # each try costs people half a minute
    assert (await operator.reads()).count(FETCHES_NOW) == 1  # once a day


@pytest.mark.parametrize(
    ("before", "now", "stuck"),
    [
        (Look(0, 5), Look(1, 5), False),  # on its way
        (Look(1, 5), Look(1, 5), True),
        (Look(3, 5), Look(3, 9), False),  # a busy morning
        (Look(3, 5, MONDAY), Look(3, 9, MONDAY), False),  # and something that failed hours ago
        (Look(3, 5), Look(3, 9, MONDAY), True),  # one of them does not come through
        (Look(1, 5), Look(0, 5, MONDAY), False),
    ],
)
def test_when_telegram_does_not_get_through(before: Look, now: Look, stuck: bool) -> None:
    assert now.is_stuck_since(before) is stuck


async def test_a_webhook_that_telegram_refuses_costs_nobody_a_word(hooked: Stage) -> None:
    operator = await hooked.person("P100")
    await fault(hooked, "setWebhook", "bad webhook", description="Bad Request: bad webhook: Failed to resolve host")
    await hooked.restart()
    await soon(hooked, lambda: polled(hooked))
    await hooked.settle()
    assert "Failed to resolve host" in (await operator.last()).replace("failed", "Failed")
    await operator.says("/help")
    assert FETCHES_NOW not in await operator.last()


async def test_from_polling_to_a_webhook_and_back_nothing_is_lost(hooked: Stage) -> None:
    teacher, port = await hooked.person("P53"), hooked.webhook
    await hooked.stop_bot()
    await hooked.post("say", user=teacher.user, text="3号楼201水管漏水")
    hooked.webhook = 0
    await hooked.start_bot()
    await hooked.settle()
    assert "201" in await teacher.last()
    assert hooked.rehearsal.world.webhook.hook is None
    await hooked.stop_bot()
    await hooked.post("say", user=teacher.user, text="/cancel")
    hooked.webhook = port
    await hooked.start_bot()
    await hooked.settle()
    assert await count(hooked, "SELECT count(*) FROM draft") == 0
    assert not await polled(hooked)


async def test_in_an_outage_of_the_network_what_was_said_comes_afterwards(hooked: Stage) -> None:
    teacher = await hooked.person("P53")
    async with hooked.away(kind="network", minutes=40):
        await hooked.post("say", user=teacher.user, text="3号楼201水管漏水")
    assert "201" in await teacher.last()
    assert await count(hooked, "SELECT count(*) FROM outage") == 1


async def test_a_webhook_that_could_not_be_set_is_set_at_the_next_look(hooked: Stage) -> None:
    here, outcomes = hook_of(hooked), list[Outcome]()
    here._outcome = outcomes.append
    await fault(hooked, "setWebhook", "drop")
    await here.begin_anew()
    hooked.rehearsal.world.webhook.delete(drop=False)
    await fault(hooked, "getWebhookInfo", "502")
    await here.look()
    await here.look()
    assert hooked.rehearsal.world.webhook.hook is not None
    assert outcomes == [Outcome.FAILED, Outcome.KEPT]


async def test_somebody_else_sets_the_webhook_elsewhere(hooked: Stage) -> None:
    teacher = await hooked.person("P53")
    async with aiohttp.ClientSession() as other:
        url = f"{hooked.rehearsal.url}/bot{hooked.rehearsal.token}/setWebhook"
        async with other.post(url, json={"url": "http://127.0.0.1:9/", "secret_token": "x"}) as answer:
            assert answer.status == 200
    await hook_of(hooked).look()
    await teacher.says("3号楼201水管漏水")
    assert "201" in await teacher.last()
    assert hooked.gave_up == []


async def test_a_port_that_somebody_has_is_said_in_one_sentence(hooked: Stage) -> None:
    operator = await hooked.person("P100")
    read = await operator.reads()
    await hooked.stop_bot()
    with socket.socket() as somebody:
        somebody.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        somebody.bind(("127.0.0.1", hooked.webhook))
        somebody.listen()
        with pytest.raises(ConfigError, match=rf"webhook.listen 127.0.0.1:{hooked.webhook} 用不了.+请换一个端口"):
            await serve(hooked.config, hooked.clock)
    assert await operator.reads() == read  # whoever starts it reads it
    await hooked.start_bot()
