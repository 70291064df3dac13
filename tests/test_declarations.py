"""What is declared fits together: every news has words in both languages, every button an answer, every form an end."""

import re
import string
from pathlib import Path

from domain import alarms, tickets
from domain.dangers import DANGERS
from domain.reading.dangers import DANGERS as READ
from handlers import buttons, taps
from handlers.forms import BUILT, FORMS
from handlers.news import ROOMS as ROOMS_OF_NEWS
from handlers.news import (
    WORDING,
    alarm_words,
    hands,
)
from handlers.news import (
    forms as form_news,
)
from handlers.news import (
    people as people_news,
)
from handlers.news import (
    tickets as ticket_news,
)
from schedules.timetable import VERBS
from words.catalog import catalog_of, compiled, po_of, renewed, sentences

ROOT = Path(__file__).parent.parent
ROOMS = ("actions", "bot", "domain", "handlers", "reports", "schedules")
SOURCES = {path: path.read_text(encoding="utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py")}
ABOUT = re.compile(
    r"""(?:News|reply|Answer|Refusal|Complaint|_line_to|_tell_reporter)\(\s*(?:tx,\s*now,\s*\w+,\s*)?"([a-z_]+(?:\.[a-z_]+)*)\""""
    r"""|about\s*=\s*"([a-z_.]+)\""""
    r"""|ask\s*=\s*"([a-z_.]+)\""""
)


ONLY_TYPED = {"person.unknown", "person.erased", "erase.may_not", "erase.in_service", "erase.open"}
"""What actions refuse that only the command line runs; bot/commands/border.py has the words."""


def test_every_news_that_is_queued_has_words() -> None:
    in_chat = [text for path, text in SOURCES.items() if path.parent.name != "commands"]
    used = {next(filter(None, found)) for text in in_chat for found in ABOUT.findall(text)}
    assert {about for about in used if about not in WORDING} == ONLY_TYPED


def test_no_words_are_kept_for_news_that_nobody_queues() -> None:
    everything = "".join(text for path, text in SOURCES.items() if "news" not in path.parts)
    assert [about for about in WORDING if f'"{about}"' not in everything] == []


def test_no_two_modules_word_the_same_news() -> None:
    assert sum(len(room.WORDING) for room in ROOMS_OF_NEWS) == len(WORDING)


def test_every_verb_of_a_button_is_described_shaped_and_answered() -> None:
    assert buttons.VERBS.keys() == buttons.SHAPES.keys() == taps.TAPS.keys()


def test_every_danger_is_named_and_says_what_to_do_with_the_hands() -> None:
    assert DANGERS.keys() == alarm_words.KINDS.keys() == hands.HANDS.keys()


def test_every_danger_that_is_read_from_words_is_known() -> None:
    codes = {danger.code for danger in READ}
    assert codes - DANGERS.keys() == set()


def test_every_move_that_a_button_makes_is_answered_on_the_button() -> None:
    buttons_of_tickets = set(tickets.Move) - {*taps.FORM_MOVES.values(), tickets.Move.LAPSE}
    assert {str(move) for move in buttons_of_tickets} == people_news.TICKET_TOASTS.keys()
    assert {str(move) for move in alarms.Move} | {"still"} == people_news.ALARM_TOASTS.keys()


def test_every_state_of_a_ticket_can_be_said() -> None:
    assert {str(state) for state in tickets.State} == ticket_news.STATES.keys()


def test_every_move_of_a_ticket_and_of_an_alarm_leads_somewhere() -> None:
    assert {move for _state, move in tickets.MOVES} == set(tickets.Move)
    assert {move for _state, move in alarms.MOVES} == set(alarms.Move)


def test_every_form_has_a_name_that_people_know() -> None:
    assert FORMS.keys() | BUILT.keys() == form_news.FORM_NAMES.keys()


def test_every_moment_that_is_put_off_is_served_by_somebody() -> None:
    put = {verb for text in SOURCES.values() for verb in re.findall(r'due\.put\(\s*"([a-z_.]+)"', text)}
    assert put - VERBS.keys() == {"evidence.fetch"}


def test_the_english_catalog_has_every_sentence_and_no_other() -> None:
    catalog = catalog_of("en")
    assert {message.id for message in catalog if message.id} == set(sentences())
    assert [message.id for message in catalog if message.id and not message.string] == []


def test_a_translation_fills_in_exactly_what_the_sentence_fills_in() -> None:
    fields = string.Formatter().parse
    wrong = [
        message.id
        for message in catalog_of("en")
        if message.id
        and {name for _, name, _, _ in fields(message.id) if name} != {n for _, n, _, _ in fields(message.string) if n}
    ]
    assert wrong == []


def test_the_compiled_catalog_is_the_written_one() -> None:
    assert po_of("en").with_suffix(".mo").read_bytes() == compiled(renewed("en"))


COUNTED = (
    "count|number|minutes|days|points|duties|photos|alarms|gaps|faults|excused|trial|hidden|albums|found|people|messages"
    "|beds|due|tickets|done|left|running|missed_key|flagged|mean_days|records|lacking"
)
"""Fields that count something; a plural word right behind one must know its singular."""


def test_in_english_one_is_not_many() -> None:
    plural = re.compile(rf"\{{(?:{COUNTED})(?::,)?\}} (?:(?:more|original|wrong|key) )?(?!has|is|was|needs)([a-z]+s)\b")
    english = [str(message.string) for message in catalog_of("en") if message.id]
    assert [it for it in english if plural.search(it)] == [], "write {count:day|days} (words/inflected.py)"
