"""A report: a photo, a voice note or a sentence becomes a ticket after one confirming tap."""

from dataclasses import dataclass
from datetime import timedelta

from actions.add_to_ticket import add_to_ticket
from actions.begin_duty import FORM as DUTY
from actions.begin_duty import begin_duty, sign_owed
from actions.facts import ticket_facts, until
from actions.file_draft import file_report_answers
from actions.file_report import tell_reporter
from actions.staffing import Staffing
from domain.reading import Reading
from domain.refusal import Complaint
from domain.tickets import Ticket, Urgency
from handlers.forms import in_hand
from handlers.forms.categories import CategoryField, joined
from handlers.forms.form import Answers, Choice, Field, Form, Next, Option
from handlers.forms.moved import left, moved, moved_to
from handlers.forms.places import PlaceField
from handlers.forms.rectify import RECTIFY, WITHIN, is_notice, issue, offered_to
from handlers.scene import Scene
from words import _

REPAIR, NOTE, KEEP, SIGN = "repair", "note", "keep", "sign"
SAME_WITHIN = "合并报修小时", "24"
"""The workbook's key, and its default, in hours: same place and category within it may be the same fault."""
WORSE = {Urgency.PLANNED: Urgency.NORMAL, Urgency.NORMAL: Urgency.SOON, Urgency.SOON: Urgency.URGENT}


def is_repair(answers: Answers) -> bool:
    return answers.get("kind") == REPAIR


def has_a_place(answers: Answers) -> bool:
    return is_repair(answers) or is_notice(answers)


def was_guessed(answers: Answers) -> bool:
    """Whether the bot guessed anything that nobody has confirmed by tapping it."""
    return is_repair(answers) and bool(answers.get("guessed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(in_hand.OrOfAJob):
    """What a picture is for. People photograph first and explain later: what they say now is the report's words.

    Whoever owes a sign-off may have photographed the room: 值日 signs with that picture.
    """

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        signs = answers.get("photo") and sign_owed(scene.tx, scene.now, scene.person.id)
        return (
            *in_hand.besides(scene, self.offered),
            *((Option(SIGN, _("值日")),) if signs else ()),
            *offered_to(scene),
        )

    def said(self, scene: Scene, answers: Answers) -> Answers:
        words = joined(answers, scene.arrival.words)
        return {**understood(scene, words, answers), "words": words}


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(Field):
    """The guess card: 对,报上 files it; the other buttons reopen a question."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        worse = () if answers["urgency"] == Urgency.URGENT else (Option("worse", _("更急")),)
        return (
            Option("file", _("对,报上")),
            Option("place", _("改地点")),
            Option("category", _("改类别")),
            *worse,
            *offered_to(scene),
            Option("drop", _("不报了")),
        )

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value == "file":
            return {**answers, self.name: True}
        if value == RECTIFY and offered_to(scene):
            return {**answers, "kind": RECTIFY}
        if value in ("place", "category"):
            gone = (value, "elsewhere", "category_page", *(("place_words", "unheard") if value == "place" else ()))
            kept = {key: it for key, it in answers.items() if key not in gone}
            return {**kept, "candidates": [], **left(answers)} if value == "place" else kept
        if value == "worse" and answers["urgency"] in WORSE:
            return {**answers, "urgency": WORSE[Urgency(answers["urgency"])]}
        raise Complaint("button.old")

    def said(self, scene: Scene, answers: Answers) -> Answers:
        """One more sentence: added to the report, and read again together with what was said before."""
        words = joined(answers, scene.arrival.words)
        return {**understood(scene, words, answers), "words": words}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlace(PlaceField):
    """Where it is; a sentence said here may tell what is broken as well."""

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        after = PlaceField.tapped(self, scene, answers, value)
        place = scene.tx.school.tree.get(after.get(self.name))
        return moved_to(after, place.name) if place and "was" in answers else after

    def said(self, scene: Scene, answers: Answers) -> Answers:
        words = scene.arrival.words
        if len(words) < 2:
            raise Complaint("form.say_more")
        before = tuple(answers.get("candidates", ()))
        reading = scene.read(words)
        told = moved(answers, words) if "was" in answers and not reading.is_repair else joined(answers, words)
        after = understood(scene, words, {**answers, "words": told}, reading)
        if "place" not in after and (not after.get("candidates") or tuple(after["candidates"]) == before):
            after |= {"place": None, "place_words": words[:60]}
        return after


def understood(scene: Scene, words: str, known: Answers, reading: Reading | None = None) -> Answers:
    """What the reader makes of the words; what a person tapped before is not overruled."""
    reading = reading or scene.read(words)
    answers: Answers = {**known, "urgency": known.get("urgency") or Urgency.NORMAL, "reasons": list(reading.reasons)}
    if reading.place and not answers.get("place"):
        answers |= {"place": reading.place, "place_words": reading.place_words, "guessed": True}
        answers |= {"unheard": reading.unheard}
    elif reading.unheard and "place" not in answers:
        answers |= {"candidates": [], "place_words": reading.unheard, "unheard": reading.unheard}
    elif reading.places and "place" not in answers:
        answers |= {"candidates": list(reading.places), "place_words": reading.place_words}
    if reading.category_known and "category" not in answers:
        answers |= {"category": reading.category, "guessed": True}
    if "kind" not in answers and reading.is_repair:
        answers |= {"kind": REPAIR}
    ranks = list(Urgency)
    if ranks.index(Urgency(reading.urgency)) < ranks.index(Urgency(answers["urgency"])) or "urgency" not in known:
        answers |= {"urgency": reading.urgency}
    return answers


def begun(scene: Scene, reading: Reading | None = None, *, role: str = "before") -> Answers:
    """The answers that the first photo, voice note or sentence already gives."""
    arrival = scene.arrival
    evidence_id = scene.keep_file(role)
    answers: Answers = {
        "words": arrival.words,
        "evidence": [evidence_id] if evidence_id else [],
        "photo": arrival.file.file_id if arrival.file and arrival.file.kind == "photo" else None,
        "album": arrival.album,
        "said_at": arrival.said_at.isoformat(),
        "urgency": Urgency.NORMAL,
    }
    if arrival.file and arrival.file.kind == "voice":
        answers |= {"voice": True, "kind": REPAIR}
    if arrival.words:
        known = {key: it for key, it in answers.items() if key != "urgency"}
        answers = understood(scene, arrival.words, known, reading)
    return in_hand.asked_first(scene, answers)


def _done(scene: Scene, answers: Answers) -> Next | None:
    if answers["kind"] == SIGN and (duty := sign_owed(scene.tx, scene.now, scene.person.id)):
        begin_duty(scene.tx, scene.now, duty, scene.person.id)
        return Next(DUTY, {"duty": duty.id, "photo": "photo", "evidence": answers["evidence"]})
    if is_notice(answers):
        issue(scene, answers)
        return None
    if answers["kind"] == in_hand.JOB:
        return in_hand.done(scene, answers)
    if answers["kind"] == KEEP:
        for evidence_id in answers["evidence"]:
            scene.tx.evidence.attach(evidence_id, f"kept:{scene.person.id}")
        body = {"words": answers.get("words", ""), "evidence": answers["evidence"]}
        scene.tx.history.append(
            "report.kept_only", scene.now, person=scene.person.id, said_at=scene.arrival.said_at, body=body
        )
        scene.reply("report.kept_only")
        return None
    other = _same_fault(scene, answers)
    if other is not None and "same" not in answers:
        answers = {**answers, "other": _other(scene, other), "number": other.number}
        return Next("same", answers)
    staffing = Staffing(scene.tx, scene.now)
    ticket = file_report_answers(scene.tx, scene.now, scene.person.id, answers, staffing=staffing)
    if ticket is not None:
        show = scene.hand_on_card(answers["draft"], f"{ticket.item}:reporter")
        tell_reporter(scene.tx, scene.now, ticket, show=show, staffing=staffing)
    return None


def _same_fault(scene: Scene, answers: Answers) -> Ticket | None:
    """An open ticket of the same place and category, lately reported; urgent ones are never held up by the question."""
    place, urgent = answers.get("place"), answers.get("urgency") == Urgency.URGENT
    if place is None or urgent or not is_repair(answers):
        return None
    hours = scene.tx.school.load().settings.rest.get(*SAME_WITHIN)
    within = timedelta(hours=float(hours)) if hours.replace(".", "", 1).isdecimal() else timedelta(0)
    return scene.tx.tickets.alike(place, answers["category"], scene.now, within)


def _other(scene: Scene, ticket: Ticket) -> Answers:
    """The report that may be the same; with its day when that is not today."""
    return {**ticket_facts(scene.tx, ticket, scene.now), "reported": until(scene.tx, scene.now, ticket.reported_at)}


def _same_or_not(scene: Scene, answers: Answers) -> Next | None:
    if answers["same"] == "other":
        return _done(scene, answers)
    add_to_ticket(
        scene.tx,
        scene.now,
        scene.person.id,
        int(answers["number"]),
        words=answers.get("words", ""),
        evidence=answers.get("evidence", ()),
        said_at=scene.arrival.said_at,
        follow=True,
    )
    return None


REPORT = Form(
    name="report",
    fields=(
        Kind(
            name="kind",
            ask="report.kind",
            offered=(Option(REPAIR, _("报修")), Option(NOTE, _("转给总务")), Option(KEEP, _("只留底"))),
        ),
        ReportPlace(name="place", ask="report.place", when=has_a_place),
        CategoryField(name="category", ask="report.category", when=is_repair),
        Confirm(name="confirm", ask="report.confirm", when=was_guessed),
        WITHIN,
    ),
    done=_done,
)
SAME = Form(
    name="same",
    fields=(
        Choice(
            name="same",
            ask="report.same",
            offered=(Option("mine", _("是,算我一个")), Option("other", _("不是"))),
        ),
    ),
    done=_same_or_not,
)
"""Asked when the same kind of fault was reported at the same place: the bot asks, it never merges by itself."""
