"""A lead looks behind the figures at what is the own people's, whatever button is pressed; managers at everything."""

from collections.abc import Callable
from typing import Any, TypeVar

from actions.day_facts import alarm_line, duty_line, ticket_line
from domain.duties import State
from domain.news import News
from reports.sight import sight_of
from storage import Transaction
from tests.managers.days import Made, local, make_alarm, make_duty, make_ticket
from tests.phones import Someone, text_of
from tests.stage import Stage

MORNING = local("11-23 09:00")
EVENING = local("11-23 20:30")
T = TypeVar("T")


def found(record: T | None) -> T:
    assert record is not None
    return record


def make_two_of_each(tx: Transaction) -> None:
    """Of the guard P21 first, then of people who are no guards; a photo of each."""
    for number, (owner, teller) in enumerate((("P21", "P21"), ("P45", "P53")), 1):
        duty = make_duty(tx, MORNING, Made(State.MISSED, owner=owner))
        make_alarm(tx, MORNING, "water", "L01", owner, 5, 20)
        make_ticket(tx, MORNING, words=f"{teller}报的插座", assignee="P14" if teller == "P53" else teller)
        for item in (duty.item, f"alarm:{number}", f"ticket:{number}"):
            tx.evidence.add(
                kind="photo",
                file_id=item,
                file_unique_id=item,
                size=1,
                role="before",
                person=teller,
                said_at=MORNING,
                item=item,
            )
    tx.summaries.keep(EVENING.date(), local("11-22 20:30"), EVENING, {}, tx.history.head())


ROWS: dict[str, Callable[[Transaction, int], dict[str, Any]]] = {
    "missed": lambda tx, number: duty_line(tx, found(tx.duties.get(number))),
    "alarms": lambda tx, number: alarm_line(tx, found(tx.alarms.get(number))),
    "tickets": lambda tx, number: ticket_line(tx, found(tx.tickets.get(number)), EVENING),
}


async def opens(someone: Someone, what: str, number: int) -> str:
    """What the button of one record says in a list that was made for somebody else."""

    def hand_over(tx: Transaction) -> None:
        facts = {"what": what, "summary": 1, "offset": 0, "total": 1, "rows": [ROWS[what](tx, number)]}
        tx.outbox.put(News("figure.list", someone.id, facts), EVENING)

    return await _pressed(someone, hand_over, "1")


async def lists(someone: Someone, what: str) -> str:
    """What comes after the button of a figure that was made for somebody else."""

    def hand_over(tx: Transaction) -> None:
        facts = {"what": what, "summary": 1, "offset": 0, "total": 9, "rows": []}
        tx.outbox.put(News("figure.list", someone.id, facts), EVENING)

    return await _pressed(someone, hand_over, "更多")


async def _pressed(someone: Someone, hand_over: Callable[[Transaction], None], label: str) -> str:
    await someone.stage.rows(hand_over)
    await someone.stage.settle()
    before = len(await someone.messages())
    answer = await someone.taps(label)
    return answer + "".join(text_of(message) for message in (await someone.messages())[before:])


async def test_a_guard_lead_opens_no_alarm_that_he_was_not_told_of(stage: Stage) -> None:
    await stage.until("20:40")
    captain, head_of_logistics = await stage.person("P20"), await stage.person("P03")
    await stage.rows(make_two_of_each)
    assert await opens(captain, "alarms", 2) == "这个看不到。"
    assert await opens(captain, "missed", 2) == "这个看不到。"
    assert "🚨" in await opens(captain, "alarms", 1)
    assert "🚨" in await opens(head_of_logistics, "alarms", 2)

    await stage.rows(lambda tx: tx.alarms.tell(2, "P20", 0, EVENING))
    assert "🚨" in await opens(captain, "alarms", 2)


async def test_every_list_of_a_lead_holds_only_what_is_the_own_peoples(stage: Stage) -> None:
    await stage.until("20:40")
    wardens, head_of_logistics = await stage.person("P29"), await stage.person("P03")
    captain = await stage.person("P20")
    await stage.rows(make_two_of_each)
    for what in ("missed", "alarms", "tickets", "photos"):
        assert "这里没有了。" in await lists(wardens, what)
    assert "紧急 1—1,共1" in await lists(captain, "alarms")
    assert "漏报 1—1,共1" in await lists(captain, "missed")
    assert "报修 1—2,共2" in await lists(captain, "tickets")
    assert "紧急 1—2,共2" in await lists(head_of_logistics, "alarms")


async def test_a_lead_who_gives_no_tickets_away_opens_only_those_of_the_own_people(stage: Stage) -> None:
    await stage.until("20:40")
    wardens, head = await stage.person("P29"), await stage.person("P01")
    await stage.rows(make_two_of_each)
    assert "插座" not in await opens(wardens, "tickets", 2)
    assert "P53报的插座" in await opens(head, "tickets", 2)

    def warden_reports(tx: Transaction) -> None:
        tx._connection.execute("UPDATE ticket SET reporter = 'P34' WHERE number = 2")

    await stage.rows(warden_reports)
    assert "P53报的插座" in await opens(wardens, "tickets", 2)


async def test_a_photo_is_seen_by_who_sees_what_it_shows(stage: Stage) -> None:
    await stage.rows(make_two_of_each)

    def photos_for(tx: Transaction, person: str) -> list[str]:
        sight = sight_of(tx, tx.school.people[person])
        return [it for it, item in tx.figures.photos(local("11-22 20:30"), EVENING) if sight.item(item)]

    assert await stage.rows(lambda tx: photos_for(tx, "P20")) == ["duty:1", "alarm:1", "ticket:1", "ticket:2"]
    assert await stage.rows(lambda tx: photos_for(tx, "P29")) == []
    assert len(await stage.rows(lambda tx: photos_for(tx, "P03"))) == 6
    assert await stage.rows(lambda tx: sight_of(tx, tx.school.people["P20"]).item("kept:P21")) is False
