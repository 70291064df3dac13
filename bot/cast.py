"""Whose phones a rehearsal has: everybody's who may have one, and those that lie on the table when it begins."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import aiohttp

from actions.invitations import invite, invite_post
from actions.place_tokens import link_of, token_of
from bot.past.duties import PHOTOS
from domain.people import Phone, Presence
from domain.school import School
from rehearsal.world import BOT_NAME
from storage import Transaction
from words import say_in

ON_THE_TABLE: Mapping[str, tuple[str, str]] = {
    "P53": ("班主任", "form tutor"),
    "P15": ("水暖工,白班", "plumber, day shift"),
    "P03": ("后勤主任", "head of facilities"),
    "NM": ("南门的岗位机", "phone of the south gate"),
    "XL": ("巡逻的岗位机", "phone of the patrol"),
    "ZB1": ("1号楼值班室的岗位机", "phone of the duty room, house 1"),
    "P19": ("3号教工楼201寝室长", "room leader, staff house 3-201"),
    "P02": ("分管副校长", "deputy head (operations)"),
    "P20": ("保安队长", "head of security"),
    "P35": ("一食堂班长", "supervisor, canteen 1"),
    "P13": ("维修组长,白班电工", "maintenance lead, electrician"),
    "P100": ("总务干事", "facilities officer"),
    "P92": ("英语外教", "teacher of English"),
}
"""By person or post, with what stands beside the name in both languages; the first three are the README's story."""
OUT_OF_DOORS = ("户外", "岗亭")
"""Kinds of places whose posters hang in the open."""
NOTHING = ("", "")
FIRST_USER = 700_000
STORY = Path(__file__).parent.parent / "rehearsal" / "school" / "story.json"
GROUP, GROUP_MEMBERS = "后勤管理群", ("P03", "P02")
"""The managers' group, which a manager lets the bot into."""


@dataclass(frozen=True, slots=True)
class Handset:
    """A phone: `code` is a person's, or of a post when `post`."""

    code: str
    name: str
    note: tuple[str, str]
    user: int
    post: bool = False

    @property
    def on_the_table(self) -> bool:
        return self.code in ON_THE_TABLE


def handsets(school: School) -> list[Handset]:
    """Those on the table first, then everybody's who may have one. The same school gives the same user ids."""
    there = dict(_everybody(school))
    codes = [*(code for code in ON_THE_TABLE if code in there), *(code for code in there if code not in ON_THE_TABLE)]
    return [
        Handset(code, name, ON_THE_TABLE.get(code, note), FIRST_USER + number, post)
        for number, code in enumerate(codes)
        for name, note, post in [there[code]]
    ]


def _everybody(school: School) -> Iterator[tuple[str, tuple[str, tuple[str, str], bool]]]:
    english = say_in("en")
    titles = {role.code: (role.name, english(role.name)) for role in school.roles}
    for person in school.people:
        if person.phone is Phone.OWN and person.presence is not Presence.LEFT:
            yield person.id, (person.name, titles.get(person.roles[0], NOTHING) if person.roles else NOTHING, False)
    for post in school.posts:
        if post.phone:
            yield post.code, (post.name, ("岗位机", "post's phone"), True)


def invite_handset(tx: Transaction, now: datetime, handset: Handset, token: str) -> None:
    """A new link for the person's or the post's phone."""
    if handset.post:
        invite_post(tx, now, next(post for post in tx.school.load().posts if post.code == handset.code), token)
    else:
        invite(tx, now, handset.code, token)


def posters(tx: Transaction, school: School) -> list[dict[str, Any]]:
    """One for each point that a route passes, in the order of the routes: its code, its name, the link in its code."""
    points = dict.fromkeys(point for route in school.routes for point in route.points)
    places = {place.code: place for place in school.places}
    links = {point: link_of(BOT_NAME, token) for point in points if (token := token_of(tx, point)) is not None}
    return [
        {"code": point, "name": places[point].name, "link": link, "outside": places[point].kind in OUT_OF_DOORS}
        for point, link in links.items()
    ]


async def hand_out(url: str, phones: Iterable[Handset], tokens: Mapping[str, str], bound: bool) -> None:
    """Whoever's phone lies on the table presses Start on their own link, as on the first day.

    The others did so long ago when `bound`, and their phones are in the drawer.
    """
    users = {phone.code: phone.user for phone in phones}
    async with aiohttp.ClientSession() as session:
        for phone in phones:
            zh, en = phone.note
            about = {"id": phone.user, "first_name": phone.name, "note": zh, "note_en": en, "language_code": "zh"}
            if phone.on_the_table:
                await _post(session, f"{url}/stage/people", about)
                await _post(session, f"{url}/stage/say", {"user": phone.user, "text": f"/start {tokens[phone.code]}"})
            elif bound:
                await _post(session, f"{url}/stage/people", {**about, "started": True, "in_drawer": True})
        members = [users[person] for person in GROUP_MEMBERS]
        await _post(session, f"{url}/stage/groups", {"title": GROUP, "members": members, "bot": False})


async def hang_up(url: str, sheets: Iterable[Mapping[str, Any]]) -> None:
    """What hangs at the points of the routes lies among the sample photos."""
    async with aiohttp.ClientSession() as session:
        for sheet in sheets:
            sample = {"name": f"poster-{sheet['code']}", "label": f"{sheet['code']} {sheet['name']}", "poster": sheet}
            await _post(session, f"{url}/stage/samples", sample)


async def lend_photos(url: str) -> None:
    """What people sent who play themselves can be looked at."""
    async with aiohttp.ClientSession() as session:
        for number, file_id in enumerate(PHOTOS):
            photo = {"name": "tidy-room", "shot": 1 + number}
            await _post(session, f"{url}/stage/files", {"file_id": file_id, "photo": photo})


async def tell_story(url: str, phones: Iterable[Handset], day: date) -> None:
    """The three minutes for somebody new, with the phones of whom it speaks."""
    users = {phone.code: phone.user for phone in phones}
    steps = json.loads(STORY.read_text(encoding="utf-8"))
    for each in (*steps, *(step["until"] for step in steps if "until" in step)):
        if "phone" in each:
            each["phone"] = users[each["phone"]]
    async with aiohttp.ClientSession() as session:
        await _post(session, f"{url}/stage/story", {"steps": steps, "day": day.isoformat()})


async def _post(session: aiohttp.ClientSession, url: str, body: Mapping[str, Any]) -> None:
    async with session.post(url, json=body) as answer:
        answer.raise_for_status()
