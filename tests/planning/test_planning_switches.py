"""Whether a plan chases: the first import takes the workbook's word, later ones turn nothing on."""

from dataclasses import replace

from actions.import_school import import_school
from actions.roster import effective_roster
from actions.staffing import Staffing
from domain.dispatch import RosterChange
from domain.plans import Switch
from domain.school import School
from storage import Transaction
from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW

MONDAY = NOW.date()


def on_trial(school: School, code: str, trial: bool) -> School:
    return replace(school, plans=tuple(replace(p, trial=trial) if p.code == code else p for p in school.plans))


def test_the_first_import_takes_the_workbook_as_it_is(tx: Transaction) -> None:
    assert (tx.switches.state("J01"), tx.switches.state("J23")) == (Switch.ON, Switch.TRIAL)
    assert tx.switches.state("nobody ever decided about") is Switch.TRIAL


def test_a_later_import_turns_nothing_on_and_may_put_a_plan_back_on_trial(tx: Transaction, sample: School) -> None:
    import_school(tx, NOW, on_trial(on_trial(sample, "J23", False), "J01", True))
    assert (tx.switches.state("J23"), tx.switches.state("J01")) == (Switch.TRIAL, Switch.TRIAL)


def test_a_new_plan_of_a_later_import_waits_for_a_managers_tap(tx: Transaction, sample: School) -> None:
    import_school(tx, NOW, replace(sample, plans=(*sample.plans, replace(sample.plans[0], code="J99"))))
    assert tx.switches.state("J99") is Switch.TRIAL
    tx.switches.set("J99", Switch.ON, NOW, by="P03")
    assert tx.switches.all()["J99"] is Switch.ON


def test_a_paused_plan_stays_paused_whatever_is_imported(tx: Transaction, sample: School) -> None:
    tx.switches.set("J01", Switch.PAUSED, NOW, by="P03")
    import_school(tx, NOW, on_trial(sample, "J01", True))
    assert tx.switches.state("J01") is Switch.PAUSED


def test_whoever_took_the_shift_is_who_alarms_reach(tx: Transaction) -> None:
    change = tx.roster_changes.add(RosterChange(0, MONDAY, "G1", "P21", "P24", (), by="P20"), NOW)
    (came,) = [row for row in effective_roster(tx, MONDAY) if row.shift == "G1" and row.person == "P24"]
    assert came.posts == ("NM",)
    assert "P24" in Staffing(tx, NOW).duty
    assert "P21" not in Staffing(tx, NOW).duty
    assert tx.roster_changes.undo(change, NOW)
    assert not tx.roster_changes.undo(change, NOW)
    assert "P21" in Staffing(tx, NOW).duty
