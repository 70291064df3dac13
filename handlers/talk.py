"""What people say: a sentence, a photo or a voice note with no command is the start of a report, never an error."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.file_draft import close_draft
from actions.raise_alarm import add_to_alarm, raise_alarm
from domain.alarms import ONE_ALARM, RUNNING, Alarm, is_about
from domain.dangers import danger_of
from domain.news import Show
from domain.reading import Reading
from domain.refusal import No
from handlers import courtesies, practice
from handlers.albums import joined, taken_from_draft
from handlers.asked import REGISTERS, answered, ask, called_by, is_about_work, settle
from handlers.commands import run_command
from handlers.forms import ALARM_PLACE, REPORT
from handlers.forms.hearing import for_photo, heard, read_for_alarm, reads_posters, takes_each_photo
from handlers.forms.report import begun
from handlers.forms.walk import ALBUM_PAUSE, ask_again, begin, newest
from handlers.managers import workbooks
from handlers.menu import command_of_label
from handlers.scene import Scene, card_of, red_button
from handlers.work.rounds import owes_round
from storage.drafts import Draft

STILL_TALKING = timedelta(minutes=10)
"""After raising an alarm, what its reporter sends without another report's words belongs to it (照片后补)."""
AN_EDIT_IS_HEARD = timedelta(minutes=10)
"""So long after a message was sent, other words for it can still raise an alarm."""


def said(scene: Scene, reading: Reading) -> None:
    """What is said; what only sounds like danger is asked about beside its answer, unless an alarm runs."""
    practises, running = practice.is_on(scene), _running_alarm(scene)
    answer = None if practises or running else answered(scene)
    if answer is not None:
        yes, words, update = answer
        settle(scene, update, told=yes)
        if yes:
            alarm_of_asked(scene, "other", words)
        else:
            scene.reply("urgent.never_mind")
        return
    asks = reading.by_sound and not practises and running is None
    _said(scene, reading, running, practises=practises)
    if asks:
        ask(scene, "other")


def _said(scene: Scene, reading: Reading, running: Alarm | None, *, practises: bool) -> None:
    """Danger first; then a menu's label, a workbook, practice, the open form's answer, or what is new."""
    arrival = scene.arrival
    if not arrival.words and arrival.file is None:
        if not (practises and practice.heard(scene, scene.read(""))):
            scene.reply("said.nothing")
        return
    command = command_of_label(arrival.words)
    if command and arrival.file is None:
        run_command(scene, command, "")
        return
    if not reading.alarm and workbooks.is_one(scene, reading):
        workbooks.sent(scene)
        return
    if practises and practice.heard(scene, reading):
        return
    draft = for_photo(scene, newest(scene))
    if courtesies.heard(scene, reading, draft, alarm_runs=running is not None):
        return
    if reading.alarm and not (draft and _is_of_its_alarm(scene, draft, reading)):
        if practises or draft is None or not is_about_work(scene, draft, reading) or not _explains(scene, draft):
            # Where people ran to matters too much to be guessed from where this person reported last.
            alarm_from_words(scene, scene.reader.read(arrival.words), taken_from_draft(scene, draft))
        else:
            ask(scene, reading.danger or "other")
    elif not takes_each_photo(scene, draft) and joined(scene):
        return
    elif draft is not None and draft.form == ALARM_PLACE.name and not arrival.file:
        _says_where(scene, draft, reading)
    elif draft is not None and draft.form != ALARM_PLACE.name:
        if running is None or draft.form not in REGISTERS:
            heard(scene, draft)
        elif not _explains(scene, draft):
            _more_about(scene, running, reading.place)
    elif running is not None and not (draft is None and reading.is_repair):
        _more_about(scene, running, reading.place)
    else:
        _begin_report(scene, reading)


def edited(scene: Scene) -> None:
    """Never an answer, whatever is open; but danger is heard as if it were said, once a message."""
    arrival = scene.arrival
    reading = scene.read(arrival.words)
    if not reading.alarm or command_of_label(arrival.words) or arrival.first_said_at is None:
        return
    if arrival.said_at - arrival.first_said_at > AN_EDIT_IS_HEARD:
        return
    draft, running = newest(scene), _running_alarm(scene)
    if _was_heard(scene, reading) or (draft and _is_of_its_alarm(scene, draft, reading)):
        code = danger_of(reading.danger).code
        if (
            running is not None
            and is_about(running, code, arrival.words, here=False)
            and arrival.words not in running.words
        ):
            _more_about(scene, running, scene.reader.read(arrival.words).place, answered=False)
        return
    if is_about_work(scene, draft, reading):
        ask(scene, reading.danger or "other")
    else:
        alarm_from_words(scene, scene.reader.read(arrival.words))


def _was_heard(scene: Scene, reading: Reading) -> bool:
    """Whether the first words were this alarm already, or those of an edit before were one."""
    arrival = scene.arrival
    since = (arrival.first_said_at or scene.now) - AN_EDIT_IS_HEARD
    for was_edit, words in scene.tx.inbox.words_before(arrival.update_id, scene.chat_id, arrival.message_id, since):
        before = scene.read(words)
        if before.alarm and (was_edit or danger_of(before.danger).code == danger_of(reading.danger).code):
            return True
    return False


def _begin_report(scene: Scene, reading: Reading) -> None:
    """A new report. A photo without a word, from somebody who owes a round, is first looked at: it may be a poster."""
    may_be_poster = scene.arrival.file is not None and not scene.arrival.words and owes_round(scene)
    waits = ALBUM_PAUSE if scene.arrival.album or may_be_poster else timedelta(0)
    begin(scene, REPORT, begun(scene, reading, role="point" if may_be_poster else "before"), hold=waits)


def _explains(scene: Scene, draft: Draft) -> bool:
    """Hears the words as an answer; whether they may only explain work. A no to them never ends them unheard."""
    try:
        with scene.tx.attempt():
            if takes_each_photo(scene, draft) or not joined(scene):
                heard(scene, draft)
    except No as no:
        if draft.form in REGISTERS:
            return False
        scene.reply(no.about, no.facts)
    return True


def _says_where(scene: Scene, draft: Draft, reading: Reading) -> None:
    """Words while 在哪儿 is open: those who were told read each at once; danger without a place is no answer to it."""
    words, alarm = scene.arrival.words, scene.tx.alarms.get(int(draft.answers["number"]))
    if alarm is not None and not reading.place and words not in alarm.words:
        _more_about(scene, alarm, None)
    if reading.alarm and not reading.places:
        ask_again(scene, draft)
    else:
        heard(scene, draft)


def _is_of_its_alarm(scene: Scene, draft: Draft, reading: Reading) -> bool:
    """Asked where it is, people say it all again: the same danger is the answer and not another alarm."""
    alarm = scene.tx.alarms.get(int(draft.answers["number"])) if draft.form == ALARM_PLACE.name else None
    if alarm is None or alarm.state not in RUNNING or scene.now - alarm.raised_at > ONE_ALARM:
        return False
    return is_about(alarm, danger_of(reading.danger).code, scene.arrival.words, here=False)


def _running_alarm(scene: Scene) -> Alarm | None:
    """The alarm that this person raised a moment ago."""
    alarm = scene.tx.alarms.newest_of(scene.person.id, scene.device)
    return alarm if alarm and scene.now - alarm.raised_at <= STILL_TALKING else None


def alarm_from_words(scene: Scene, reading: Reading, evidence: Sequence[int] = (), words: str = "") -> None:
    """Alerts at once with what is known; only then asks where, if nobody said. `words` were said before a tap."""
    practice.interrupted(scene)
    walked = for_photo(scene, newest(scene))
    evidence_id = scene.keep_file("point" if reads_posters(scene, walked) else "before")
    alarm = raise_alarm(
        scene.tx,
        scene.now,
        reporter=scene.person.id,
        reading=reading,
        words=words or scene.arrival.words,
        said_at=scene.arrival.said_at,
        evidence=[*evidence, *([evidence_id] if evidence_id else [])],
        device=scene.device,
    )
    if walked is not None and evidence_id is not None and reads_posters(scene, walked):
        read_for_alarm(scene, walked, evidence_id, alarm.number)
    asking = newest(scene)
    if asking and asking.form == ALARM_PLACE.name and asking.answers["number"] == alarm.number:
        ask_again(scene, asking)
    elif alarm.place is None:
        begin(
            scene,
            ALARM_PLACE,
            {
                "number": alarm.number,
                "candidates": list(reading.places),
                "place_words": reading.place_words,
                "unheard": reading.unheard,
            },
        )


def alarm_from_button(scene: Scene, danger: str) -> None:
    """The red button: one tap tells everybody, the questions follow.

    A sentence of a moment ago that lies here because nobody knew what it was goes along, with its place and photos.
    """
    draft = _unsettled(scene)
    if draft is None:
        alarm_from_words(scene, red_button(danger))
        return
    close_draft(scene.tx, draft.id)
    scene.reply("form.over", {"form": draft.form}, card=card_of(draft.id), show=Show.ONLY_EDIT)
    words = draft.answers["words"]
    alarm_from_words(scene, called_by(scene.reader, danger, words), draft.answers.get("evidence", []), words)


def _unsettled(scene: Scene) -> Draft | None:
    """The sentence of a moment ago that lies here because nobody knew what it was."""
    draft = newest(scene)
    if draft is None or draft.form != REPORT.name or "kind" in draft.answers or not draft.answers.get("words"):
        return None
    since = scene.now - datetime.fromisoformat(draft.answers["said_at"])
    return None if since > STILL_TALKING else draft


def alarm_of_asked(scene: Scene, danger: str, words: str) -> None:
    """Yes to 要马上通知人吗: with the sentence that was asked about, also when a form took it for its answer."""
    draft = _unsettled(scene)
    if not words or (draft is not None and words in draft.answers["words"]):
        alarm_from_button(scene, danger)
    else:
        alarm_from_words(scene, called_by(scene.reader, danger, words), words=words)


def _more_about(scene: Scene, alarm: Alarm, place: str | None, *, answered: bool = True) -> None:
    evidence_id = scene.keep_file("before")
    add_to_alarm(
        scene.tx,
        scene.now,
        alarm,
        person=scene.person.id,
        words=scene.arrival.words,
        said_at=scene.arrival.said_at,
        evidence=[evidence_id] if evidence_id else [],
        place=place,
    )
    if answered:
        scene.reply("alarm.added", {"number": alarm.number})
