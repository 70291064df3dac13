"""Whom to ask to go: those of the shift, those of the same work, by night whoever is near, and nobody in their peak."""

from domain.cover import nearest, work_of
from domain.dispatch import Rostered
from domain.places import PlaceTree
from domain.plans import Post
from tests.duties.drafts import MONDAY, ZONE, at
from tests.sample import sample

SCHOOL = sample()
PEOPLE = {person.id: person for person in SCHOOL.people}
POSTS: dict[str, Post] = {post.code: post for post in SCHOOL.posts}
TREE = PlaceTree(SCHOOL.places)


def asked(owner: str, clock: str, rows: dict[str, tuple[str, str]], *, house: str | None = None) -> list[str]:
    """`rows` are person: (shift, post)."""
    roster = [Rostered(MONDAY, shift, person, (post,) if post else ()) for person, (shift, post) in rows.items()]
    local = at(clock).astimezone(ZONE)
    night = SCHOOL.settings.night.holds(local)
    work = work_of(PEOPLE[owner])
    return [p.id for p in nearest(roster, {rows[owner][0]}, work, PEOPLE, POSTS, TREE, house, local, night=night)]


NIGHT = {
    "P34": ("W1N", "ZB1"),
    "P76": ("W2N", "ZB2"),
    "P71": ("G3", "XL"),
    "P27": ("G3", "NM"),
    "P79": ("B3", "GL"),
    "P66": ("E2", ""),
}


def test_by_day_the_shift_is_asked_and_nobody_else() -> None:
    rows = {"P21": ("G1", "NM"), "P22": ("G1", "XK"), "P32": ("W1D", "ZB1"), "P13": ("E1", "")}
    assert asked("P21", "10:00", rows) == ["P21", "P22"]


def test_by_night_the_next_house_and_the_patrol_go_and_nobody_leaves_a_gate_or_a_boiler() -> None:
    assert asked("P34", "02:40", NIGHT, house="R1") == ["P34", "P76", "P71"]


def test_with_too_few_near_those_at_posts_are_asked_too() -> None:
    rows = {person: NIGHT[person] for person in ("P34", "P27", "P79")}
    assert asked("P34", "02:40", rows, house="R1") == ["P34", "P27", "P79"]


def test_nobody_is_asked_in_the_peak_of_their_own_post() -> None:
    rows = {"P23": ("G1", "XK"), "P21": ("G1", "NM"), "P22": ("G1", "XM")}
    assert asked("P23", "07:10", rows) == ["P22", "P23"]


def test_who_is_on_call_without_a_post_sleeps_on() -> None:
    assert "P66" not in asked("P34", "02:40", NIGHT, house="R1")
