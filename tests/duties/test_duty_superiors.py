"""Who hears of an undone duty: the lead by day, the duty leader by night, a room's own leader, and never oneself."""

from datetime import timedelta

from actions.superiors import lead_of, managers_of
from domain.duties import Draft, Duty, Task
from storage import Transaction
from tests.duties.drafts import at, point, window
from tests.duties.played import Day, plan

ROOM = {"task": Task.SIGN, "target": "R3-201", "place": "R3-201", "chain": "漏报-寝室"}
SIGN = point("21:30", owner="P09", **ROOM)
FIRE = point("23:00", owner="P34", place="R1-1", chain="漏报-宿管", grade="关键")


def kept(tx: Transaction, draft: Draft) -> Duty:
    tx.duties.plan(draft)
    found = tx.duties.of_key(draft.key)
    assert found is not None
    return found


def lead(tx: Transaction, draft: Draft) -> str | None:
    found = lead_of(tx, kept(tx, draft), draft.closes)
    return found.id if found else None


def managers(tx: Transaction, draft: Draft) -> list[str]:
    return [person.id for person in managers_of(tx, kept(tx, draft), draft.closes + timedelta(minutes=15))]


def test_a_guards_round_goes_to_the_captain_and_then_to_the_head_of_logistics(tx: Transaction) -> None:
    round_ = window("08:00", "08:50", place="M-S", grade="关键")
    assert (lead(tx, round_), managers(tx, round_)) == ("P20", ["P03"])


def test_by_night_the_ceiling_is_the_duty_leader_of_that_day_and_nobody_else(tx: Transaction) -> None:
    assert (lead(tx, FIRE), managers(tx, FIRE)) == ("P29", ["P01"])


def test_a_room_is_led_by_its_leader_and_by_the_deputy_when_the_leader_owes_it(tx: Transaction) -> None:
    room = next(dorm for dorm in tx.school.load().dorms if dorm.place == "R3-201")
    assert lead(tx, SIGN) == room.leader
    own = point("07:20", owner=room.leader, **ROOM)
    assert lead(tx, own) == room.deputy != room.leader


def test_a_chain_for_dangers_is_not_called_out_for_a_duty_but_its_owners_superior_is(tx: Transaction) -> None:
    roll = window("21:40", "22:10", place="R1", owner="P33", chain="缺寝", grade="关键")
    assert lead(tx, roll) == "P29"


def test_who_cannot_be_reached_is_passed_over_for_the_one_above(tx: Transaction) -> None:
    tx.accounts.unbind("P20", at("06:00"))
    assert lead(tx, window("08:00", "08:50", place="M-S")) == "P03"


def test_a_lead_who_owes_it_does_not_hear_of_themselves(tx: Transaction) -> None:
    assert lead(tx, window("08:00", "08:50", place="M-S", owner="P20")) == "P03"


def test_a_manager_whom_another_duty_rang_in_the_half_hour_is_not_rung_again(tx: Transaction) -> None:
    for number, starts in enumerate(("08:00", "08:10", "08:20")):
        plan(tx, point(starts, grade="关键", plan=f"T{number}", place="M-S", target="M-S"))
    day = Day(tx, at("06:00"))
    day.until(at("20:00"))
    rings = [heard.at for heard in day.heard if heard.person == "P03"]
    assert [f"{at_.hour + 8:02}:{at_.minute:02}" for at_ in rings][:4] == ["08:30", "08:40", "08:50", "09:20"]
    assert len(rings) <= 8


def test_who_stands_in_for_many_leads_is_not_rung_for_each_ordinary_duty(tx: Transaction) -> None:
    tx.accounts.unbind("P20", at("05:00"))
    for number, starts in enumerate(("08:00", "08:05", "08:10")):
        plan(tx, point(starts, plan=f"T{number}", place="M-S", target="M-S"))
    day = Day(tx, at("06:00"))
    day.until(at("12:00"))
    assert len(day.of("P03")) == 1
