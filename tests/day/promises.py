"""What a day must keep, whatever happened in it: each promise reads raw rows and returns what broke it."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.school import School
from tests.day.played import Played

ZONE = ZoneInfo("Asia/Shanghai")
ENDS = ("done", "late", "missed", "excused")
NIGHT = (time(22), time(6, 30))
URGENT_LANE = 1
MOST_TO_A_MANAGER = 8
MANAGERS = ("P01", "P02", "P03", "P04", "P05")
ENDINGS = "SELECT item, kind FROM record WHERE kind IN ('duty.done', 'duty.late', 'duty.missed', 'duty.excused')"
OWNINGS = """SELECT item, kind, arrived_at FROM record
             WHERE kind IN ('alarm.go', 'duty.owned', 'alarm.no_answer', 'duty.no_answer') ORDER BY seq"""
RANG = """SELECT * FROM outbox WHERE state = 'delivered' AND why IS NULL AND lane <> 0 AND person IS NOT NULL
          ORDER BY closed_at, id"""
"""Messages of their own that nobody asked for: not answers, not cards that edit themselves."""


def rang(played: Played) -> list[dict[str, Any]]:
    """What rang, to whom, at the school's time, with its facts."""
    return [
        {**row, "facts": json.loads(row["facts"]), "at": _at(row["closed_at"])} for row in map(dict, played.rows(RANG))
    ]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(ZONE)


def one_end(played: Played, school: School) -> Iterator[str]:
    """Every duty that closed is in one end state, and its history says so once."""
    now = max(row["at"] for row in played.rows("SELECT max(arrived_at) AS at FROM record"))
    kinds = defaultdict(list)
    for record in played.rows(ENDINGS):
        kinds[record["item"]].append(record["kind"].removeprefix("duty."))
    for duty in played.rows("SELECT id, name, state, closes FROM duty WHERE closes < ?", now):
        if kinds[f"duty:{duty['id']}"] != [duty["state"]] or duty["state"] not in ENDS:
            yield f"{duty['name']} {duty['closes']} is {duty['state']}, its history says {kinds[duty['id']]}"


def nobody_paged_after_owning(played: Played, school: School) -> Iterator[str]:
    """From 我去, 我来安排 or 已电话 on nothing rings about it but the question whether they are still on it."""
    owned: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    for record in played.rows(OWNINGS):
        owned[record["item"]].append((record["kind"], _at(record["arrived_at"])))
    for row in rang(played):
        before = [kind for kind, at in owned.get(row["item"] or "", ()) if at < row["at"]]
        asks = row["about"].endswith("still_on_it") or row["facts"].get("asks")
        theirs = row["facts"].get("role") == "owner"
        if before and not before[-1].endswith("no_answer") and not asks and not theirs:
            yield f"{row['person']} heard {row['about']} of {row['item']} at {row['at']:%H:%M}, after it was owned"


def nothing_out_of_date(played: Played, school: School) -> Iterator[str]:
    for row in rang(played):
        if row["good_until"] and row["good_until"] < row["closed_at"]:
            yield f"{row['about']} to {row['person']} was good until {row['good_until']}"


def peaks_are_quiet(played: Played, school: School) -> Iterator[str]:
    """Within the peak of the post where somebody stands by the roster nothing rings but 紧急."""
    posts = {post.code: post for post in school.posts}
    for row in rang(played):
        for post in posts_of(played, school, row["person"], row["at"]):
            inside = any(peak.starts <= row["at"].time() < peak.ends for peak in posts[post].peaks)
            if inside and row["lane"] != URGENT_LANE:
                yield f"{row['person']} at {post} heard {row['about']} ({row['item']}) at {row['at']:%H:%M}"


def nights_are_quiet(played: Played, school: School) -> Iterator[str]:
    """From 22:00 to 06:30 nothing rings but 紧急 for somebody who is not at work."""
    silent = {(sent.at, sent.number) for sent in played.sent if sent.silent}
    for row in rang(played):
        night = row["at"].time() >= NIGHT[0] or row["at"].time() < NIGHT[1]
        makes_a_sound = row["lane"] != URGENT_LANE and (row["at"], row["message_id"]) not in silent
        if night and makes_a_sound and not at_work(played, school, row["person"], row["at"]):
            yield f"{row['person']} heard {row['about']} ({row['item']}) at {row['at']:%d %H:%M}"


def groups_name_nobody_who_missed(played: Played, school: School) -> Iterator[str]:
    missed = played.rows("SELECT p.name FROM duty d JOIN person p ON p.id = d.owner WHERE d.state = 'missed'")
    for sent in played.sent:
        for person in {row["name"] for row in missed}:
            if sent.chat in played.groups and person in sent.text:
                yield f"the group reads {person}: {sent.text}"


def who_has_nothing_hears_nothing(played: Played, school: School) -> Iterator[str]:
    """Somebody without duties, tickets, alarms and people below them hears nothing at all."""
    busy = {row["person"] for row in played.rows("SELECT assigned AS person FROM duty UNION SELECT owner FROM duty")}
    busy |= {row["person"] for row in played.rows("SELECT person FROM cover_offer UNION SELECT person FROM duty_told")}
    busy |= {row["p"] for row in played.rows("SELECT reporter AS p FROM ticket UNION SELECT assignee FROM ticket")}
    busy |= {row["person"] for row in played.rows("SELECT person FROM alarm_told UNION SELECT reporter FROM alarm")}
    busy |= {person.superior for person in school.people} | {dorm.leader for dorm in school.dorms}
    busy |= {row["p"] for row in played.rows("SELECT come AS p FROM roster_change UNION SELECT out FROM roster_change")}
    busy |= {person.id for person in school.people if set(person.roles) & {"clerk", "head", "deputy_head"}}
    for row in rang(played):
        if row["person"] not in busy:
            yield f"{row['person']} heard {row['about']} at {row['at']:%H:%M}"


def one_message_a_duty(played: Played, school: School) -> Iterator[str]:
    """Done in time, a duty rings once for its person."""
    done = {row["id"] for row in played.rows("SELECT id FROM duty WHERE state = 'done' AND cover IS NULL")}
    heard = Counter((row["person"], row["item"]) for row in rang(played) if row["about"] == "duty.card")
    owners = {f"duty:{row['id']}": row["owner"] for row in played.rows("SELECT id, owner FROM duty")}
    for (person, item), times in heard.items():
        if times > 1 and int(item.split(":")[1]) in done and owners[item] == person:
            yield f"{person} heard {times} times of {item}"


def managers_are_spared(played: Played, school: School) -> Iterator[str]:
    """A local day has less than eight messages for a manager besides 紧急."""
    heard: Counter[tuple[str, str]] = Counter()
    for row in rang(played):
        if row["person"] in MANAGERS and not (row["item"] or "").startswith("alarm:") and row["lane"] != URGENT_LANE:
            heard[row["person"], f"{row['at']:%m-%d}"] += 1
    for (person, day), times in heard.items():
        if times >= MOST_TO_A_MANAGER:
            yield f"{person} heard {times} messages on {day}"


def shifts_of(played: Played, school: School, person: str, at: datetime) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The shifts of the roster, with what the lead changed, that run for this person at that moment."""
    changes = played.rows("SELECT * FROM roster_change WHERE undone_at IS NULL")
    out = {(row["day"], row["shift"], row["out"]): row["come"] for row in changes}
    known = {shift.code: shift for shift in school.shifts}
    for row in school.roster:
        who = out.get((row.day.isoformat(), row.shift, row.person), row.person)
        if who == person and row.shift in known:
            shift = known[row.shift]
            begins = datetime.combine(row.day, shift.starts, ZONE)
            ends = datetime.combine(row.day, shift.ends, ZONE)
            ends += timedelta(days=1) if shift.ends <= shift.starts else timedelta()
            if begins - shift.early <= at < ends:
                yield row.shift, row.posts


def posts_of(played: Played, school: School, person: str, at: datetime) -> list[str]:
    return [post for _shift, posts in shifts_of(played, school, person, at) for post in posts]


def at_work(played: Played, school: School, person: str, at: datetime) -> bool:
    return any(True for _ in shifts_of(played, school, person, at))


Promise = Callable[[Played, School], Iterator[str]]
PROMISES: tuple[Promise, ...] = (
    one_end,
    nobody_paged_after_owning,
    nothing_out_of_date,
    peaks_are_quiet,
    nights_are_quiet,
    groups_name_nobody_who_missed,
    who_has_nothing_hears_nothing,
    one_message_a_duty,
    managers_are_spared,
)
