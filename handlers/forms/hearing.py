"""What is said while a form is open: an answer, one more photo of an album, or something else that came in between."""

from datetime import timedelta

from actions.file_draft import touch_draft
from domain.news import Show
from domain.refusal import Refusal
from handlers.forms import ALARM_PLACE, DUTY, form_of, seen_photos
from handlers.forms.form import Answers
from handlers.forms.points import Points, awaiting, reading_of
from handlers.forms.report import understood
from handlers.forms.walk import ALBUM_PAUSE, ask_anew, begin_from, go_on, is_of_another_edition
from handlers.scene import Scene
from storage.drafts import Draft


def heard(scene: Scene, draft: Draft) -> None:
    """Words or a file while a form is open: an answer where the question takes one."""
    answers = draft.answers
    file, form = scene.arrival.file, form_of(scene, draft.form, answers)
    field = form.field_for_photo(answers) if file is not None and file.kind != "voice" else form.next_field(answers)
    if field is None:
        raise Refusal("button.old")
    if file is None and is_of_another_edition(draft, form):
        scene.reply("form.changed")
        ask_anew(scene, draft)
    elif file is not None and answers.get("album") and scene.arrival.album == answers["album"]:
        _join_album(scene, draft)
    elif file is not None and not field.takes_file(answers):
        if draft.form == "report" and file.kind == "voice":
            _add_file(scene, draft, answers, show=Show.NEW)
        else:
            _offer_apart(scene, draft)
    else:
        hold = ALBUM_PAUSE if scene.arrival.album else timedelta(0)
        after = field.said(scene, answers)
        if scene.arrival.album and not field.takes_each_photo(answers):
            after = {**after, "album": scene.arrival.album}
        go_on(scene, draft, after, show=Show.NEW, hold=hold, ask=not field.waits(after))


def _add_file(scene: Scene, draft: Draft, answers: Answers, *, show: Show, hold: timedelta = timedelta(0)) -> None:
    """One more photo or voice note of the same thing."""
    evidence_id = scene.keep_file("before")
    evidence = [*answers.get("evidence", []), *([evidence_id] if evidence_id else [])]
    go_on(scene, draft, {**answers, "evidence": evidence}, show=show, hold=hold)


def _join_album(scene: Scene, draft: Draft) -> None:
    """The next photo of the album that the draft began with; a caption may stand on any of them."""
    answers = draft.answers
    if draft.form == "report" and scene.arrival.words:
        words = ",".join(filter(None, [answers.get("words", ""), scene.arrival.words]))
        answers = {**understood(scene, scene.arrival.words, answers), "words": words}
    _add_file(scene, draft, answers, show=Show.EDIT, hold=ALBUM_PAUSE)


def _offer_apart(scene: Scene, draft: Draft) -> None:
    """A photo where none was asked for: kept, and one tap says whether it belongs here."""
    evidence_id = scene.keep_file("before")
    file = scene.arrival.file
    aside = [
        *draft.answers.get("aside", []),
        {"evidence": evidence_id, "words": scene.arrival.words, "said_at": scene.arrival.said_at.isoformat(),
         "photo": file.file_id if file and file.kind == "photo" else None},
    ]  # fmt: skip
    scene.tx.drafts.save(draft.id, {**draft.answers, "aside": aside}, scene.now)
    touch_draft(scene.tx, scene.now, draft.id)
    hold = ALBUM_PAUSE if scene.arrival.album else timedelta(0)
    scene.reply(
        "form.aside",
        {"draft": draft.id, "form": draft.form, "count": len(aside)},
        card=f"draft:{draft.id}:aside",
        show=Show.EDIT if len(aside) > 1 else Show.NEW,
        hold=hold,
    )


def join(scene: Scene, draft: Draft) -> None:
    """What came in between belongs to this form."""
    aside = draft.answers.get("aside", [])
    if not aside:
        raise Refusal("button.old")
    answers = {key: it for key, it in draft.answers.items() if key != "aside"}
    answers["evidence"] = [*answers.get("evidence", []), *(it["evidence"] for it in aside)]
    answers["words"] = ",".join(filter(None, [answers.get("words", ""), *(it["words"] for it in aside)]))
    scene.reply("form.joined", {"count": len(aside)}, card=f"draft:{draft.id}:aside", show=Show.EDIT)
    go_on(scene, draft, answers, show=Show.NEW)


def apart(scene: Scene, draft: Draft) -> None:
    """What came in between is another report, opened now; the first one waits."""
    aside = draft.answers.get("aside", [])
    if not aside:
        raise Refusal("button.old")
    kept = {key: it for key, it in draft.answers.items() if key != "aside"}
    scene.tx.drafts.save(draft.id, kept, scene.now)
    scene.reply("form.apart", {"count": len(aside)}, card=f"draft:{draft.id}:aside", show=Show.EDIT)
    begin_from(scene, aside)


def photo_read(scene: Scene, draft: Draft, evidence_id: int, codes: list[str]) -> None:
    """A photo that a round waited for was read; it answers, unless the round is somewhere else by now."""
    field = form_of(scene, draft.form, draft.answers).field("points")
    if isinstance(field, Points):
        answers = seen_photos.photo_read(scene, field, draft.answers, evidence_id, codes)
        if answers != draft.answers:
            answered = (_unanswered(draft.answers) | {evidence_id}) - _unanswered(answers)
            go_on(scene, draft, answers, show=Show.NEW, ask=bool(answered) and not answers["reading"])


def _unanswered(answers: Answers) -> set[int]:
    """Photos of which a round says nothing: those not read yet, and those that are not asked about."""
    return {it["evidence"] for name in ("reading", "left") for it in answers.get(name, [])}


def for_photo(scene: Scene, draft: Draft | None) -> Draft | None:
    """The form that a photo belongs to: asked where an alarm is, a round still gets its posters."""
    if draft is None or draft.form != ALARM_PLACE.name:
        return draft
    beneath = scene.tx.drafts.newest(scene.chat_id, scene.person.id, DUTY)
    return beneath if reads_posters(scene, beneath) else draft


def reads_posters(scene: Scene, draft: Draft | None) -> bool:
    """Whether what came is a photo that a round looks at for a code."""
    file = scene.arrival.file
    if draft is None or draft.form != DUTY or file is None or file.kind == "voice":
        return False
    return isinstance(form_of(scene, DUTY, draft.answers).field_for_photo(draft.answers), Points)


def read_for_alarm(scene: Scene, draft: Draft, evidence_id: int, alarm: int) -> None:
    """The alarm is out; the round looks at its photo, too, which may say where it is and that somebody is there."""
    photo = scene.tx.evidence.get(evidence_id)
    if photo is not None:
        entry = reading_of(photo, scene.now, forwarded=scene.arrival.forwarded, alarm=alarm)
        go_on(scene, draft, awaiting(draft.answers, entry), show=Show.NEW, ask=False)


def takes_each_photo(scene: Scene, draft: Draft | None) -> bool:
    """Whether what came is a photo that answers the open question by itself, whatever album it came in."""
    if draft is None or scene.arrival.file is None:
        return False
    field = form_of(scene, draft.form, draft.answers).field_for_photo(draft.answers)
    return field is not None and field.takes_each_photo(draft.answers)
