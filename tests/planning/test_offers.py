"""A workbook that was sent: what it would change, and what becomes of it, with the school in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from actions.erase_person import erase_person
from actions.file_report import open_ticket
from actions.import_offer import apply
from actions.offer_differences import differences, look, made_ready
from actions.offers import APPLY, READ, accept, came, drop, lapse, show, take_offer
from actions.prune import prune_pictures
from domain.dispatch import RosterChange
from domain.offers import LASTS, Offer, State
from domain.people import Presence
from domain.refusal import Refusal
from domain.roster_merge import NOTHING_SEEN
from domain.school import School
from domain.tickets import Urgency
from storage import Transaction
from storage.school_rows import SchoolRows
from storage.workbook import Workbook
from tests.stage import MONDAY_QUARTER_TO_SEVEN as NOW

CHIEF, DEPUTY = "P03", "P02"


def book(school: School) -> Workbook:
    return Workbook(school, NOTHING_SEEN, (), ())


def noted(school: School, note: str) -> Workbook:
    """One person's 备注 is another."""
    people = (replace(it, note=note) if it.id == "P53" else it for it in school.people)
    return book(replace(school, people=tuple(people)))


def without(school: School, person: str) -> Workbook:
    return book(replace(school, people=tuple(it for it in school.people if it.id != person)))


def timed(school: School, **rest: str) -> Workbook:
    settings = replace(school.settings, rest={**school.settings.rest, **rest})
    return book(replace(school, settings=settings))


def sent(tx: Transaction, by: str = CHIEF, content: str = "a") -> Offer:
    evidence = tx.evidence.add(
        kind="document", file_id=f"file-{content}", file_unique_id=content, size=9, role="workbook", person=by,
        said_at=NOW,
    )  # fmt: skip
    offer = take_offer(tx, NOW, by, evidence, "学校.xlsx", NOW)
    tx.evidence.kept(evidence, content * 64)
    came(tx, NOW, evidence)
    return offer


def shown(tx: Transaction, workbook: Workbook, by: str = CHIEF, content: str = "a") -> Offer:
    offer = sent(tx, by, content)
    _show(tx, offer, workbook)
    return offer


def _show(tx: Transaction, offer: Offer, workbook: Workbook) -> None:
    row, present = tx.due.of(READ, str(offer.number)), look(tx)
    assert row is not None
    assert show(tx, NOW, row, present.base, differences(present, NOW, workbook, offer.person)[1])


def taken(tx: Transaction, offer: Offer, workbook: Workbook) -> bool:
    """照这个改, and what comes of it."""
    accept(tx, NOW, offer.person, offer.number, NOW)
    row, present = tx.due.of(APPLY, str(offer.number)), look(tx)
    assert row is not None
    return apply(tx, NOW, row, workbook, present.base, made_ready(present, workbook, NOW))


def state(tx: Transaction, offer: Offer) -> State | None:
    found = tx.offers.get(offer.number)
    return found and found.state


def told(tx: Transaction, person: str) -> list[str]:
    rows = tx._connection.execute("SELECT about FROM outbox WHERE person = ? AND state = 'queued'", (person,))
    return [row["about"] for row in rows]


def test_what_is_kept_is_what_was_shown_and_reads_like_any_other_school(tx: Transaction, sample: School) -> None:
    workbook = without(sample, "P101")
    assert taken(tx, shown(tx, workbook), workbook)
    assert tx.school.people["P101"].presence is Presence.LEFT
    assert tx.school.load() == SchoolRows(tx._connection).load()
    record = tx._connection.execute("SELECT person, item, body FROM record WHERE kind = 'school.imported'").fetchall()[
        -1
    ]
    assert (record["person"], record["item"]) == (CHIEF, "offer:1")
    assert "a" * 64 in record["body"]
    assert told(tx, DEPUTY) == ["offer.told"]


def test_of_two_managers_the_first_tap_counts_and_the_other_looks_again(tx: Transaction, sample: School) -> None:
    ours, theirs = noted(sample, "值夜"), noted(sample, "值早")
    mine, other = shown(tx, ours), shown(tx, theirs, DEPUTY, "b")
    assert taken(tx, mine, ours)
    assert not taken(tx, other, theirs)
    again = tx.due.of(READ, str(other.number))
    assert (state(tx, other), again and again.facts) == (State.READING, {"again": "import"})
    _show(tx, other, theirs)
    assert taken(tx, other, theirs)
    assert tx.school.people["P53"].note == "值早"


def test_a_shift_changed_on_a_phone_since_is_shown_before_anything_is_taken(tx: Transaction, sample: School) -> None:
    workbook = noted(sample, "值夜")
    offer, turn = shown(tx, workbook), sample.roster[-1]
    tx.roster_changes.add(RosterChange(0, turn.day, turn.shift, turn.person, None, (), CHIEF), NOW)
    assert not taken(tx, offer, workbook)
    again = tx.due.of(READ, str(offer.number))
    assert again is not None
    assert again.facts == {"again": "roster"}
    assert tx.school.people["P53"].note != "值夜"


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (lambda school: without(school, CHIEF), "offer.not_you"),
        (
            lambda school: book(
                replace(school, roles=tuple(replace(it, permissions=frozenset()) for it in school.roles))
            ),
            "offer.not_you",
        ),
        (
            lambda school: book(
                replace(
                    school,
                    settings=replace(school.settings, school="别的学校"),
                    people=tuple(replace(it, name=f"{it.name}甲") for it in school.people),
                )
            ),
            "offer.other_school",
        ),
    ],
    ids=["the sender", "everybody who may", "another school"],
)
def test_a_workbook_that_would_lock_its_sender_out_is_refused(
    tx: Transaction, sample: School, spoil: Callable[[School], Workbook], refusal: str
) -> None:
    with pytest.raises(Refusal) as no:
        differences(look(tx), NOW, spoil(sample), CHIEF)
    assert no.value.about == refusal


def test_a_school_that_was_only_renamed_is_the_same(tx: Transaction, sample: School) -> None:
    renamed = book(replace(sample, settings=replace(sample.settings, school="岚州市新名学校")))
    changes, facts = differences(look(tx), NOW, renamed, CHIEF)
    assert changes.counts() == {"设置": [0, 0, 1]}
    assert facts["notes"] == []
    assert differences(look(tx), NOW, book(sample), CHIEF)[1] == {}


def test_what_was_not_used_leaves_no_file_and_no_key(tx: Transaction, sample: School) -> None:
    workbook = noted(sample, "值夜")
    first = shown(tx, workbook)
    second = shown(tx, workbook, content="b")
    assert state(tx, first) is State.REPLACED
    drop(tx, NOW, CHIEF, second.number)
    third = shown(tx, workbook, content="c")
    lapse(tx, NOW + LASTS, third.number)
    assert [state(tx, it) for it in (second, third)] == [State.DROPPED, State.LAPSED]
    assert tx.offers.files() == []
    for offer in (first, second, third):
        with pytest.raises(Refusal, match=r"offer\.over"):
            accept(tx, NOW, CHIEF, offer.number, NOW)
    with pytest.raises(Refusal, match=r"button\.old"):
        accept(tx, NOW, DEPUTY, third.number, NOW)


def test_a_tap_twice_takes_it_once_and_one_who_lost_the_keys_takes_nothing(tx: Transaction, sample: School) -> None:
    workbook = noted(sample, "值夜")
    offer = shown(tx, workbook)
    accept(tx, NOW, CHIEF, offer.number, NOW)
    with pytest.raises(Refusal) as no:
        accept(tx, NOW, CHIEF, offer.number, NOW)
    assert (no.value.about, no.value.facts["state"]) == ("offer.over", "accepted")
    row, present = tx.due.of(APPLY, str(offer.number)), look(tx)
    assert row is not None
    tx._connection.execute("UPDATE person SET section = '小学部' WHERE id = ?", (CHIEF,))
    tx.school._bump()
    assert not apply(tx, NOW, row, workbook, present.base, made_ready(present, workbook, NOW))
    assert (state(tx, offer), tx.school.people["P53"].note) == (State.DROPPED, "高三1班")


def test_new_limits_are_for_new_tickets_an_open_one_keeps_its_own(tx: Transaction, sample: School) -> None:
    def ticket() -> Any:
        made = open_ticket(
            tx, NOW, reporter="P53", category="水暖", urgency=Urgency.SOON, place="R3-201", place_words="",
            words="水管漏水", said_at=NOW,
        )  # fmt: skip
        return tx.services.get(made.number)

    before = ticket()
    workbook = timed(sample, **{"提醒.较急.3": "T+8小时 完成", "提醒.较急.4": "T+30 接单"})
    assert "开着的单照原来的算" in str(differences(look(tx), NOW, workbook, CHIEF)[1]["notes"])
    assert taken(tx, shown(tx, workbook), workbook)
    after = ticket()
    assert tx.services.get(before.ticket).rule == before.rule
    assert after.rule != before.rule


def test_one_that_was_used_is_kept_as_long_as_photos_and_goes_with_anybody_erased(
    tx: Transaction, sample: School
) -> None:
    workbook = without(sample, "P101")
    taken(tx, shown(tx, workbook), workbook)
    assert len(tx.offers.files()) == 1
    prune_pictures(tx, NOW + timedelta(days=179))
    assert len(tx.offers.files()) == 1
    with tx.attempt():
        erase_person(tx, NOW, "P101", CHIEF)
        assert tx.offers.files() == []
    taken(tx, shown(tx, noted(workbook.school, "值夜"), content="b"), noted(workbook.school, "值夜"))
    prune_pictures(tx, NOW + timedelta(days=181))
    assert tx.offers.files() == []
