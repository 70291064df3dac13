"""The conductor's walk through any form: ask, hear, go on; the draft is a row in the same transaction."""

from datetime import timedelta
from typing import Any

from actions.file_draft import close_draft, drop_draft, report_of, touch_draft
from domain.news import Show
from domain.refusal import Refusal
from handlers.arrivals import Kind
from handlers.forms import form_of, is_known
from handlers.forms.dealing import without_answers
from handlers.forms.form import Answers, Form, Next
from handlers.forms.past import keys_off
from handlers.forms.report import REPORT, understood
from handlers.scene import Answer, Scene, card_of
from storage.drafts import Draft

PRESSED_TWICE = timedelta(seconds=10)
ALBUM_PAUSE = timedelta(seconds=1.2)
"""Real time that an album's first answer waits for the other photos; each of them is an update of its own."""


def begin(scene: Scene, form: Form, answers: Answers, *, hold: timedelta = timedelta(0)) -> None:
    """Opens a draft with what is known already and asks what is not; a form with nothing to ask is done at once."""
    draft = scene.tx.drafts.open(scene.chat_id, scene.person.id, form.name, answers, scene.now)
    go_on(scene, draft, answers, show=Show.NEW, hold=hold, first=True)


def begin_once(scene: Scene, form: Form, answers: Answers, subject: str) -> None:
    """From a button: a form about the same `subject` that is open already is asked again, not opened beside it.

    Refusal `form.open` when it was asked just now: the same button, pressed twice.
    """
    draft = scene.tx.drafts.newest(scene.chat_id, scene.person.id, form.name)
    if draft is None or draft.answers.get(subject) != answers[subject]:
        begin(scene, form, answers)
    elif scene.now - draft.touched_at < PRESSED_TWICE:
        raise Refusal("form.open")
    else:
        ask_again(scene, draft)


def go_on(
    scene: Scene,
    draft: Draft,
    answers: Answers,
    *,
    show: Show,
    hold: timedelta = timedelta(0),
    ask: bool = True,
    still: str = "",
    first: bool = False,
) -> None:
    """Keeps the answers and asks the next question (unless `ask` is false), or completes the form.

    `still`: what was said was no answer, and the question says that it is still "open", or asks what is "wrong".
    `first`: the draft was opened just now, so that no question of it stands in the chat.
    """
    form = form_of(scene, draft.form, answers)
    field = form.next_field(answers)
    if field is None:
        close_draft(scene.tx, draft.id)
        before = scene.tx.history.head()[0]
        own, outbox = card_of(draft.id), scene.tx.outbox
        had_message = outbox.has_message(scene.chat_id, own)
        follows = _done(scene, form, {**answers, "draft": draft.id})
        if item := scene.tx.history.first_item_after(before):
            scene.tx.drafts.became(draft.id, item)
        if not had_message or outbox.has_message(scene.chat_id, own):
            # Else its message is by now the card of what came of it.
            scene.reply("form.over", {"form": form.name, "title": form.title}, card=own, show=Show.ONLY_EDIT)
        if follows is not None:
            begin(scene, form_of(scene, follows.form, follows.answers), follows.answers)
        _ask_what_came_between(scene, answers)
        return
    answers = {**answers, "edition": form.edition} if form.edition else answers
    if (answers, scene.now) != (draft.answers, draft.touched_at):
        scene.tx.drafts.save(draft.id, answers, scene.now)
    touch_draft(scene.tx, scene.now, draft.id, form.until)
    if not ask:
        return
    if show is Show.NEW and not first:
        keys_off(scene, card_of(draft.id))
    scene.reply(
        field.ask,
        {
            "draft": draft.id,
            "field": field.name,
            "back": bool(_answered(form, answers)),
            "options": [(option.value, option.label, option.ours) for option in field.options(scene, answers)],
            **_shown(scene, answers),
            **field.shown(scene, answers),
            **({"still": still} if still else {}),
        },
        card=card_of(draft.id),
        show=show,
        hold=hold,
    )


def _done(scene: Scene, form: Form, answers: Answers) -> Next | None:
    """The form's effect. When it comes too late its writer reads why, and is not held in a form that cannot end."""
    try:
        with scene.tx.attempt():
            return form.done(scene, answers)
    except Refusal as no:
        scene.reply(no.about, no.facts)
        return None


def is_of_another_edition(draft: Draft, form: Form) -> bool:
    """Whether the school's list was changed since the open question was asked."""
    return bool(form.edition) and draft.answers.get("edition", form.edition) != form.edition


def ask_anew(scene: Scene, draft: Draft) -> None:
    """From the beginning of the list as it is now; points, photos and what was reported stay."""
    go_on(scene, draft, without_answers(draft.answers), show=Show.NEW)


def tapped(scene: Scene, draft: Draft, field_name: str, value: str) -> Answer | None:
    """A button of a form's question; one of a question that was answered already says so."""
    form = form_of(scene, draft.form, draft.answers)
    if is_of_another_edition(draft, form) and value != "drop":
        ask_anew(scene, draft)
        return Answer("form.changed", {})
    field = form.next_field(draft.answers)
    if field is None or field.name != field_name:
        raise Refusal("form.answered")
    if value == "drop":
        drop(scene, draft)
    else:
        go_on(scene, draft, field.tapped(scene, draft.answers, value), show=_below(scene))
    return None


def _below(scene: Scene) -> Show:
    """A tap is answered where it was made, words below them."""
    return Show.NEW if scene.arrival.kind is Kind.SAID else Show.EDIT


def back(scene: Scene, draft: Draft) -> None:
    """Reopens the question before this one."""
    form = form_of(scene, draft.form, draft.answers)
    before = _answered(form, draft.answers)
    answers = {key: it for key, it in draft.answers.items() if not before or key != before[-1]}
    go_on(scene, draft, answers, show=Show.EDIT)


def _answered(form: Form, answers: Answers) -> list[str]:
    """The questions that have an answer which their person may want to change, in order."""
    return [field.name for field in form.fields if field.name in answers and field.when(answers)]


def drop(scene: Scene, draft: Draft) -> None:
    """The writer does not want it any more; what was said stays in the history, the form goes."""
    drop_draft(scene.tx, scene.now, draft, said_at=scene.arrival.said_at)
    if _below(scene) is Show.NEW:
        keys_off(scene, card_of(draft.id))
    scene.reply("draft.dropped", {"form": draft.form}, card=card_of(draft.id), show=_below(scene))
    _ask_what_came_between(scene, draft.answers)


def newest(scene: Scene) -> Draft | None:
    """The open form that what is said belongs to; one that this version no longer knows is closed with a word."""
    draft = scene.tx.drafts.newest(scene.chat_id, scene.person.id)
    if draft is None or is_known(draft):
        return draft
    drop_draft(scene.tx, scene.now, draft, said_at=scene.arrival.said_at)
    scene.reply("form.gone", card=card_of(draft.id), show=Show.EDIT)
    return newest(scene)


def ask_again(scene: Scene, draft: Draft, *, still: str = "") -> None:
    """The open question once more, as a new message."""
    go_on(scene, draft, draft.answers, show=Show.NEW, still=still)


def _ask_what_came_between(scene: Scene, answers: Answers) -> None:
    """A form that ends with something undecided beside it makes that a report of its own: nothing is dropped."""
    if answers.get("aside"):
        begin_from(scene, answers["aside"])


def begin_from(scene: Scene, aside: list[dict[str, Any]]) -> None:
    answers = report_of(aside)
    begin(scene, REPORT, understood(scene, answers["words"], answers))


def _photos(scene: Scene, answers: Answers) -> int:
    """A voice note, a video or a file goes along with the report, but nobody has sent a photo by it."""
    kept = [scene.tx.evidence.get(evidence_id) for evidence_id in answers.get("evidence", [])]
    return sum(it is not None and it.kind == "photo" for it in kept)


def _shown(scene: Scene, answers: Answers) -> dict[str, Any]:
    """What a question may want to show of the answers so far."""
    tree = scene.tx.school.tree
    place = tree.get(answers.get("place"))
    return {
        "words": answers.get("words", ""),
        "place": place.name if place else answers.get("place_words", ""),
        "unheard": answers.get("unheard", ""),
        "category": answers.get("category", ""),
        "urgency": answers.get("urgency", ""),
        "photos": _photos(scene, answers),
        "photo": answers.get("photo"),
        "number": answers.get("number"),
        "elsewhere": bool(answers.get("elsewhere")),
        "other": answers.get("other"),
    }
