"""Albums: each photo is an update of its own; those that come after the first one's effect follow it."""

from actions.file_draft import close_draft
from actions.show_alarm import show_everybody
from domain.news import Show
from handlers.scene import Scene, card_of
from storage.drafts import Draft


def joined(scene: Scene) -> bool:
    """A photo whose album has found its place already (a filed report, an alarm, a finished job) goes there too."""
    arrival = scene.arrival
    if not (arrival.album and arrival.file):
        return False
    first = scene.tx.evidence.of_album(arrival.album, scene.person.id)
    if first is None or first.item is None:
        return False
    evidence_id = scene.keep_file(first.role)
    if evidence_id is not None:
        scene.tx.evidence.attach(evidence_id, first.item)
        scene.tx.history.append(
            "evidence.joined",
            scene.now,
            person=scene.person.id,
            said_at=arrival.said_at,
            item=first.item,
            body={"evidence": evidence_id, "words": arrival.words},
        )
    kind, _, number = first.item.partition(":")
    if kind == "alarm" and (alarm := scene.tx.alarms.get(int(number))):
        show_everybody(scene.tx, scene.now, alarm)
    return True


def taken_from_draft(scene: Scene, draft: Draft | None) -> list[int]:
    """The earlier photos of this album, out of the report that they had begun; their caption made it an alarm."""
    if draft is None or not scene.arrival.album or draft.answers.get("album") != scene.arrival.album:
        return []
    close_draft(scene.tx, draft.id)
    scene.reply("form.over", {"form": draft.form}, card=card_of(draft.id), show=Show.ONLY_EDIT)
    return list(draft.answers.get("evidence", []))
