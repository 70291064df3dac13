"""The conductor: one update, one transaction; effect, answer and inbox mark are kept together or not at all."""

from collections.abc import Callable
from datetime import datetime, timedelta

from actions.callers import answers_stranger, codes_to_look_at
from actions.place_tokens import was_of_place
from actions.report_unreachable import report_unreachable
from actions.stand_at_posts import post_of
from domain.news import Lane, News
from domain.people import Person, Presence
from domain.plans import Post
from domain.reading import Reader, Vocabulary, reader_of
from domain.refusal import No
from handlers import links, practice, spoken
from handlers.arrivals import Arrival, Kind
from handlers.commands import run_command, welcome
from handlers.forms import DUTY, hearing
from handlers.groups import in_a_group
from handlers.people import posts
from handlers.scene import Answer, Scene
from handlers.talk import edited, said
from handlers.taps import tapped
from handlers.work import rounds
from storage import Transaction
from storage.accounts import Account

TOAST_IS_LOST_AFTER = timedelta(seconds=5)


class Conductor:
    """Keeps nothing between updates but the reader, which is made anew when the school's rows change."""

    def __init__(self, bot_name: Callable[[], str]) -> None:
        self._bot_name = bot_name
        self._school: object = None
        self._reader: Reader | None = None

    def conduct(self, tx: Transaction, now: datetime, arrival: Arrival) -> Answer | None:
        """The update's whole effect; the same update a second time changes nothing.

        A No is an answer: what was begun is undone, the person reads why, and the update is done.
        """
        if not tx.inbox.done(arrival.update_id):
            return None
        answer: Answer | None = None
        account = tx.accounts.of_user(arrival.user_id) if arrival.user_id is not None else None
        device = account.whose.post if account and arrival.private else None
        try:
            with tx.attempt(), tx.history.said_on(device):
                answer = self._act(tx, now, arrival, account)
        except No as no:
            if arrival.kind is Kind.TAPPED:
                answer = Answer(no.about, no.facts)
            elif arrival.chat_id is not None:
                facts = {"language": arrival.language, **no.facts}
                tx.outbox.put(News(no.about, arrival.chat_id, facts, Lane.REPLY), now)
        if answer is not None and answer.about != "stranger":
            _keep_toast(tx, now, arrival, answer)
        if (arrival.command == "start" and arrival.payload) or practice.is_tap(arrival):
            tx.inbox.forget_words(arrival.update_id)
        return answer

    def _act(self, tx: Transaction, now: datetime, arrival: Arrival, account: Account | None) -> Answer | None:
        if arrival.chat_id is None or arrival.kind is Kind.OTHER:
            return None
        if not arrival.private:
            known = _who(tx, account)
            return in_a_group(tx, now, arrival, self._scene(tx, now, known, arrival) if known else None)
        if arrival.user_id is None:
            return None
        if arrival.kind is Kind.BLOCKED:
            report_unreachable(tx, now, arrival.user_id)
            return None
        if account and account.unreachable:
            tx.accounts.reachable(arrival.user_id)
        if arrival.kind is Kind.UNBLOCKED:
            return None
        if links.is_link(arrival) and not links.is_poster(tx, now, arrival):
            bound = links.opened(tx, now, arrival)
            if isinstance(bound, Post):
                posts.welcome(self._phone(tx, now, bound, arrival))
            elif bound is not None:
                welcome(self._scene(tx, now, bound, arrival))
            return None
        post = post_of(tx, account.whose.post if account else None)
        known = _who(tx, account) if post is None else posts.holder_of(tx, now, post)
        if known is None and arrival.kind is Kind.EDITED:
            if post is None:
                tx.inbox.forget_words(arrival.update_id)
            return None
        if post is not None and (known is None or posts.is_a_name(arrival)):
            return self._before_a_name(self._phone(tx, now, post, arrival))
        if known is None:
            return _stranger(tx, now, arrival)
        return self._heard(self._scene(tx, now, known, arrival, post.code if post else None))

    def _heard(self, scene: Scene) -> Answer | None:
        arrival = scene.arrival
        if arrival.kind is Kind.TAPPED:
            return tapped(scene)
        if arrival.kind is Kind.COMMAND:
            run_command(scene, arrival.command, arrival.payload)
        elif arrival.kind is Kind.SAID:
            reading = scene.read(arrival.words)
            if not spoken.heard(scene, reading):
                said(scene, reading)
        elif arrival.kind is Kind.EDITED:
            edited(scene)
        return None

    def photo_read(self, tx: Transaction, now: datetime, evidence_id: int, codes: list[str]) -> None:
        """The photo of a point was read: the round that waits for it goes on, in its person's chat."""
        draft = tx.drafts.reading(evidence_id) or tx.drafts.begun_with(evidence_id)
        person = tx.school.people.get(draft.person) if draft else None
        if draft is None or person is None:
            return
        arrival = Arrival(0, Kind.SAID, draft.chat_id, draft.chat_id, private=True, said_at=now)
        scene = self._scene(tx, now, person, arrival, tx.accounts.post_of(draft.chat_id))
        codes = codes_to_look_at(tx, now, draft.chat_id, codes)
        if any(was_of_place(tx, code) for code in codes):
            scene.reply("place.old_poster")
        if draft.form == DUTY or (draft := rounds.opened_by_photo(scene, draft, evidence_id, codes)):
            hearing.photo_read(scene, draft, evidence_id, codes)

    def get_ready(self, tx: Transaction) -> Reader:
        """The reader for the school as it is; made before the first person waits for it, and when the rows change."""
        school = tx.school.load()
        if self._reader is None or school is not self._school:
            self._school, self._reader = school, reader_of(vocabulary_of(tx))
        return self._reader

    def _before_a_name(self, phone: posts.PostPhone) -> Answer | None:
        """What a post's phone says while nobody has tapped a name; what waited is heard once somebody does."""
        answer, holder = posts.before_a_name(phone)
        if holder is not None:
            for said_before in posts.waited(phone):
                scene = self._scene(phone.tx, phone.now, holder, said_before, phone.post.code)
                said(scene, scene.read(said_before.words))
        return answer

    def _scene(
        self, tx: Transaction, now: datetime, person: Person, arrival: Arrival, device: str | None = None
    ) -> Scene:
        return Scene(tx, now, person, arrival.chat_id or 0, arrival, self.get_ready(tx), self._bot_name(), device)

    def _phone(self, tx: Transaction, now: datetime, post: Post, arrival: Arrival) -> posts.PostPhone:
        return posts.PostPhone(tx, now, post, arrival.chat_id or 0, arrival, self.get_ready(tx))


def vocabulary_of(tx: Transaction) -> Vocabulary:
    """The names and words of the school as it is; raises Refusal where there is none."""
    school = tx.school.load()
    return Vocabulary(school.places, school.settings)


def _keep_toast(tx: Transaction, now: datetime, arrival: Arrival, answer: Answer) -> None:
    """What a button answers is only a toast; should we die before it is shown, it comes as a message."""
    if arrival.chat_id is not None:
        item = f"toast:{arrival.update_id}"
        later = now + TOAST_IS_LOST_AFTER
        tx.outbox.put(News(answer.about, arrival.chat_id, answer.facts, Lane.REPLY, item=item, not_before=later), now)


def set_aside(tx: Transaction, now: datetime, arrival: Arrival, error_id: str, operators: list[str]) -> None:
    """An update that failed three times is put out of the way; its sender and the operator are told the error's id."""
    if not tx.inbox.is_new(arrival.update_id):
        return
    tx.inbox.set_aside(arrival.update_id, error_id)
    if arrival.chat_id is not None and arrival.private:
        tx.outbox.put(News("error.set_aside", arrival.chat_id, {"error": error_id}, Lane.REPLY), now)
    for person in operators:
        tx.outbox.put(News("error.operator", person, {"error": error_id}, once=f"error:{error_id}:{person}"), now)


def _who(tx: Transaction, account: Account | None) -> Person | None:
    """The person behind the account; nobody for a stranger and for somebody who has left."""
    person = tx.school.people.get(account.whose.person) if account and account.whose.person else None
    return person if person and person.presence is not Presence.LEFT else None


def _stranger(tx: Transaction, now: datetime, arrival: Arrival) -> Answer | None:
    """One sentence, no data, a few times a day; of what they send nothing is kept."""
    tx.inbox.forget_words(arrival.update_id)
    facts = {"language": arrival.language}
    if arrival.kind is Kind.TAPPED:
        return Answer("stranger", facts)
    if arrival.user_id is not None and answers_stranger(tx, now, arrival.user_id):
        tx.outbox.put(News("stranger", arrival.user_id, facts, Lane.REPLY), now)
    return None
