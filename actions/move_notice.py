"""Move a 整改通知 along its table: signed for, put right, looked at again by somebody else, closed."""

from collections.abc import Sequence
from datetime import datetime

from actions.board import note_change
from actions.issue_notice import STEP, arrange_step, lane_of, pass_notice, tell_responsible
from actions.score_facts import MOST_PHOTOS, notice_facts, show_photos
from actions.whose_place import concerned_at, powers_at, second_person
from domain.news import Lane, News, Show
from domain.notices import WITHIN, Move, Notice, State, check_may, next_state
from domain.people import Permission
from domain.refusal import Refusal
from storage import Transaction


def move_notice(
    tx: Transaction,
    now: datetime,
    person: str,
    number: int,
    move: Move,
    *,
    said_at: datetime,
    why: str = "",
    evidence: Sequence[int] = (),
) -> Notice:
    """Makes the move; `why` is the reason given, `evidence` shows the work. A Refusal changes nothing."""
    notice = tx.notices.get(number)
    if notice is None:
        raise Refusal("button.old")
    checked(tx, notice, person, move)
    return _moved(tx, now, person, notice, move, said_at=said_at, why=why, evidence=evidence)


def lapse_notice(tx: Transaction, now: datetime, person: str, notice: Notice, *, said_at: datetime) -> None:
    """The points it came from were given back by that person: nobody puts it right, looks again or is reminded."""
    if not notice.is_over:
        _moved(tx, now, person, notice, Move.LAPSE, said_at=said_at)


def _moved(
    tx: Transaction, now: datetime, person: str, notice: Notice, move: Move, *, said_at: datetime, why: str = "",
    evidence: Sequence[int] = (),
) -> Notice:  # fmt: skip
    state, number = next_state(notice, move), notice.number
    was, values = notice.state, _values(notice, now, person, move, why)
    if move is Move.DONE:
        values["checker"] = _checker(tx, now, notice, person)
    notice = tx.notices.change(notice, state=state, **values)
    for evidence_id in evidence:
        tx.evidence.attach(evidence_id, notice.item)
    tx.history.append(
        f"notice.{move}", now, person=person, said_at=said_at, place=notice.place, item=notice.item,
        body={
            "was": was, "state": state, "why": why, "evidence": list(evidence), "checker": notice.checker,
            "deadline": notice.deadline.isoformat(),
        },
    )  # fmt: skip
    note_change(tx, now)
    if notice.is_over or notice.state is State.TO_CHECK:
        tx.due.drop(STEP, str(number))
        tx.outbox.withdraw(notice.item, now)
    elif move in (Move.EXTEND, Move.FAIL):
        arrange_step(tx, now, notice)
    _tell(tx, now, notice, move)
    return notice


def checked(tx: Transaction, notice: Notice, person: str, move: Move) -> State:
    """Where the move leads; a Refusal carries how the notice stands now."""
    try:
        state = next_state(notice, move)
        check_may(
            notice,
            move,
            person,
            powers_at(tx, person, notice.place),
            residents=concerned_at(tx, notice.place),
            inspectors=_inspectors(tx, notice),
        )
    except Refusal as no:
        raise Refusal(no.about, notice_facts(tx, notice, person)) from None
    return state


def _values(notice: Notice, now: datetime, person: str, move: Move, why: str) -> dict[str, object]:
    if move is Move.DONE:
        return {"done_by": person, "done_at": now, "reason": ""}
    if move is Move.FAIL:
        return {"done_by": None, "done_at": None, "checker": None, "reason": why,
                "deadline": max(notice.deadline, now + WITHIN[notice.grade] / 2)}  # fmt: skip
    if move is Move.EXTEND:
        return {"deadline": max(notice.deadline, now) + WITHIN[notice.grade], "reason": ""}
    if move is Move.CANNOT:
        return {"reason": why}
    return {"closed_at": now} if move in (Move.PASS, Move.WITHDRAW, Move.LAPSE) else {}


def _inspectors(tx: Transaction, notice: Notice) -> frozenset[str]:
    """Who found it on an inspection; a manager who issued a notice by hand may look at it again."""
    found = tx.inspections.get(notice.inspection) if notice.inspection else None
    return frozenset({found.inspector}) if found else frozenset()


def _checker(tx: Transaction, now: datetime, notice: Notice, done_by: str) -> str | None:
    """Who is asked to look again: who issued it by hand; after an inspection somebody else, the one asked least."""
    barred = concerned_at(tx, notice.place) | _inspectors(tx, notice) | {done_by, notice.responsible or ""}
    if notice.issuer not in barred and tx.accounts.can_be_told(notice.issuer):
        return notice.issuer
    for permission in (Permission.SPOT_CHECK, Permission.INSPECT):
        if found := second_person(tx, now, permission, barred, asked_least=True):
            return found.id
    return None


def _tell(tx: Transaction, now: datetime, notice: Notice, move: Move) -> None:
    anew = move in (Move.FAIL, Move.EXTEND, Move.LAPSE)
    tell_responsible(tx, now, notice, show=Show.NEW if anew else Show.EDIT, move=move)
    if move is Move.DONE and notice.checker:
        ask_to_check(tx, now, notice)
    if move in (Move.PASS, Move.FAIL, Move.LAPSE):
        _show_checker(tx, now, notice)
    if move in (Move.CANNOT, Move.PASS) and notice.issuer not in (notice.responsible, notice.checker):
        _tell_issuer(tx, now, notice, move)


def hand_on_notice(tx: Transaction, now: datetime, notice: Notice) -> None:
    """Whoever had it left: the next one who answers for the place puts it right, or somebody else looks again."""
    if notice.state is not State.TO_CHECK:
        pass_notice(tx, now, notice)
        return
    notice = tx.notices.change(notice, checker=_checker(tx, now, notice, notice.done_by or ""))
    tx.history.append("notice.asked", now, person=None, said_at=now, place=notice.place, item=notice.item,
                      body={"checker": notice.checker})  # fmt: skip
    if notice.checker:
        ask_to_check(tx, now, notice)


def ask_to_check(tx: Transaction, now: datetime, notice: Notice) -> None:
    """Before and after, and one question, to the one person who looks again."""
    card = f"{notice.item}:check"
    facts = notice_facts(tx, notice, notice.checker)
    pictures = [*facts["before"], *facts["after"]][-MOST_PHOTOS:]
    show_photos(tx, now, str(notice.checker), facts["place"], notice.words, pictures, notice.item)
    tx.outbox.put(
        News("notice.check", str(notice.checker), facts, Lane.ORDINARY, item=notice.item, card=card, show=Show.NEW), now
    )


def _show_checker(tx: Transaction, now: datetime, notice: Notice) -> None:
    looked = tx.history.last(notice.item, ("notice.done", "notice.asked")).get("checker")
    if looked:
        tx.outbox.put(
            News("notice.check", looked, notice_facts(tx, notice, looked), Lane.CARD, item=f"{notice.item}:state",
                 card=f"{notice.item}:check", show=Show.ONLY_EDIT),
            now,
        )  # fmt: skip


def _tell_issuer(tx: Transaction, now: datetime, notice: Notice, move: Move) -> None:
    """Whoever issued it reads that it cannot be done in time, and decides; and, without a sound, that it is done."""
    card = f"{notice.item}:issuer"
    facts = notice_facts(tx, notice, notice.issuer, move=move)
    tx.outbox.put(
        News("notice.above", notice.issuer, facts, lane_of(notice), item=f"{notice.item}:issuer", card=card,
             show=Show.NEW if move is Move.CANNOT else Show.ONLY_EDIT),
        now,
    )  # fmt: skip
