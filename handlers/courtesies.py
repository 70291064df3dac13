"""Small words are part of no report: thanks, 收到, 。 and 👍 are taken kindly, 算了 is asked about once."""

from datetime import timedelta

from actions.begin_duty import FORM as DUTY
from domain.news import Show
from domain.reading import Reading
from handlers import loose_words
from handlers.commands import run_command
from handlers.forms import ALARM_PLACE, REPORT, form_of
from handlers.forms.past import keys_off
from handlers.forms.report import REPAIR
from handlers.forms.walk import ask_again, go_on
from handlers.menu import command_of_word
from handlers.scene import Scene, card_of
from handlers.short_words import is_courtesy, is_drop, is_no, is_thanks, is_yes
from storage.drafts import Draft

A_MOMENT = timedelta(minutes=5)
"""A question was asked no longer than that before its draft was last touched."""
SMALL_TALK = "非报修:闲聊"
REPORTS = (REPORT.name, "same")
WHENEVER = ("help", "reset")
"""Commands whose words are no answer to anything: 帮助, 怎么用, 重来."""
NOT_DROPPED = (ALARM_PLACE.name, "drill", DUTY)
"""Forms that 算了 does not end: people were called, or a duty stays owed."""


def heard(scene: Scene, reading: Reading, draft: Draft | None, *, alarm_runs: bool) -> bool:
    """Whether the words were nothing but that, and are dealt with. Danger is never asked here."""
    words = scene.arrival.words
    if scene.arrival.file is not None or reading.alarm or reading.by_sound:
        return False
    if draft is None:
        return _nothing_open(scene, reading, alarm_runs=alarm_runs)
    small = is_courtesy(words) or is_yes(words) or is_no(words)
    command = command_of_word(words)
    if command in WHENEVER and draft.form != ALARM_PLACE.name:
        run_command(scene, command, "")
    elif is_drop(words) and draft.form not in NOT_DROPPED:
        _ask_whether_to_drop(scene, draft)
    elif draft.form == ALARM_PLACE.name and small:
        ask_again(scene, draft)
    elif draft.form in REPORTS and (small or is_drop(words) or _is_small_talk(scene, reading)):
        _within_a_report(scene, draft)
    else:
        return False
    return True


def _nothing_open(scene: Scene, reading: Reading, *, alarm_runs: bool) -> bool:
    words = scene.arrival.words
    if command := command_of_word(words):
        run_command(scene, command, "")
    elif is_thanks(words):
        scene.reply("courtesy.thanks")
    elif is_courtesy(words):
        scene.reply("courtesy.heard")
    elif alarm_runs:
        return False
    elif is_drop(words):
        scene.reply("courtesy.nothing_open")
    elif loose_words.heard(scene):
        return True
    elif is_yes(words) or is_no(words) or _is_small_talk(scene, reading):
        scene.reply("courtesy.hello")
    else:
        return False
    return True


def _within_a_report(scene: Scene, draft: Draft) -> None:
    """Yes to 这是要报修吗 is a repair, no lets it go when asked once more; to all else the question is put again."""
    field = form_of(scene, draft.form, draft.answers).next_field(draft.answers)
    asked = field.name if field is not None and draft.answers.get("words") else ""
    if field is not None and asked == "kind" and is_yes(scene.arrival.words):
        go_on(scene, draft, field.tapped(scene, draft.answers, REPAIR), show=Show.NEW)
    elif asked == "kind" and is_no(scene.arrival.words):
        _ask_whether_to_drop(scene, draft)
    elif not (is_yes(scene.arrival.words) or is_no(scene.arrival.words)) and _stands_last(scene, draft):
        scene.reply("courtesy.still_open")
    else:
        ask_again(scene, draft, still="wrong" if asked == "confirm" and is_no(scene.arrival.words) else "open")


def _is_small_talk(scene: Scene, reading: Reading) -> bool:
    return SMALL_TALK in reading.reasons and not any(sign.isdigit() for sign in scene.arrival.words)


def _stands_last(scene: Scene, draft: Draft) -> bool:
    """Whether the open question is the last thing that this chat was sent: its keys are in sight."""
    shown = scene.tx.cards.newest(scene.chat_id, scene.person.id, draft.touched_at - A_MOMENT, 1)
    return bool(shown) and shown[0].card == card_of(draft.id)


def _ask_whether_to_drop(scene: Scene, draft: Draft) -> None:
    keys_off(scene, card_of(draft.id))
    scene.reply("draft.drop", {"draft": draft.id, "form": draft.form}, card=card_of(draft.id))
