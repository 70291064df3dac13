"""Drafts: a form goes on where it was, and a number that was once a form's is never another's."""

from datetime import timedelta

from storage import Transaction
from tests.storage.rows import NOW

CHAT, OTHER = 700_053, 700_015


def test_a_draft_is_read_as_it_was_written(tx: Transaction) -> None:
    answers = {"words": "3号楼{201}%水管漏水\u202e", "evidence": [1, 2], "place": None}
    opened = tx.drafts.open(CHAT, "P01", "report", answers, NOW)
    assert tx.drafts.get(opened.id) == opened
    assert opened.answers == answers
    assert (opened.form, opened.person, opened.opened_at) == ("report", "P01", NOW)


def test_what_is_said_belongs_to_the_newest_draft_of_the_chat(tx: Transaction) -> None:
    first = tx.drafts.open(CHAT, "P01", "report", {}, NOW)
    second = tx.drafts.open(CHAT, "P01", "finish", {}, NOW)
    tx.drafts.open(OTHER, "P02", "report", {}, NOW)
    assert tx.drafts.newest(CHAT) == second
    tx.drafts.close(second.id)
    assert tx.drafts.newest(CHAT) == first
    tx.drafts.close(first.id)
    assert tx.drafts.newest(CHAT) is None


def test_saving_keeps_the_answers_and_the_hour(tx: Transaction) -> None:
    draft = tx.drafts.open(CHAT, "P01", "report", {}, NOW)
    tx.drafts.save(draft.id, {"kind": "repair"}, NOW + timedelta(minutes=5))
    saved = tx.drafts.get(draft.id)
    assert saved is not None
    assert (saved.answers, saved.touched_at) == ({"kind": "repair"}, NOW + timedelta(minutes=5))
    assert saved.opened_at == NOW


def test_the_number_of_a_closed_draft_is_never_used_again(tx: Transaction) -> None:
    """Its buttons are still on somebody's screen."""
    first = tx.drafts.open(CHAT, "P01", "report", {}, NOW)
    tx.drafts.close(first.id)
    second = tx.drafts.open(CHAT, "P01", "report", {}, NOW)
    assert second.id != first.id
    assert tx.drafts.get(first.id) is None
