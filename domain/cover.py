"""Cover before blame: who is near enough to be asked for somebody else, nearest first."""

from collections.abc import Collection, Iterable
from datetime import datetime

from domain.dispatch import Rostered, Shift
from domain.people import Person
from domain.places import PlaceTree
from domain.plans import Post

MOST_ASKED = 4
"""Who asks everybody asks nobody."""
ENOUGH = 2
"""With so many nearer, nobody is asked to leave a post elsewhere."""
LEAVES_A_POST = 4
OF_A_ROOM = frozenset({"room_leader", "room_member"})
"""Roles that say where somebody lives; a colleague is who does the same work."""


def work_of(person: Person | None) -> frozenset[str]:
    return frozenset(person.roles) - OF_A_ROOM if person else frozenset()


def running(roster: Iterable[Rostered], shifts: dict[str, Shift], local: datetime) -> tuple[Rostered, ...]:
    """The rows of the roster whose shift runs at that local moment."""
    return tuple(row for row in roster if row.shift in shifts and shifts[row.shift].covers(row.day, local))


def at_a_peak(posts: Iterable[str], known: dict[str, Post], local: datetime) -> bool:
    """Whether any of these posts has its peak now: who stands there is left in peace."""
    clock = local.time()
    return any(peak.starts <= clock < peak.ends for post in posts if post in known for peak in known[post].peaks)


def nearest(
    rows: Iterable[Rostered],
    shifts: Collection[str],
    work: Collection[str],
    people: dict[str, Person],
    posts: dict[str, Post],
    tree: PlaceTree,
    house: str | None,
    local: datetime,
    *,
    night: bool,
) -> tuple[Person, ...]:
    """Colleagues who work now: of one of the `shifts`, of the same `work` (role codes), by night whoever has a post.

    `house` is the building that the duty is in; at night who is in it comes before who walks the grounds, and those
    before who would have to leave a post elsewhere.
    """
    found: list[tuple[int, str]] = []
    for row in rows:
        person = people.get(row.person)
        if person is None or at_a_peak(row.posts, posts, local):
            continue
        if row.shift in shifts:
            found.append((0, person.id))
        elif work_of(person).intersection(work):
            found.append((1, person.id))
        elif night and row.posts:
            found.append((_steps_away(row.posts, posts, tree, house), person.id))
    near = {one for steps, one in found if steps < LEAVES_A_POST}
    wanted = sorted(found) if len(near) < ENOUGH else [pair for pair in sorted(found) if pair[1] in near]
    return tuple(people[one] for one in dict.fromkeys(one for _, one in wanted))


def _steps_away(codes: Iterable[str], posts: dict[str, Post], tree: PlaceTree, house: str | None) -> int:
    """2 in the same house, 3 for who walks the grounds, 4 for who would leave a post."""
    areas = {area.code for code in codes if code in posts and (area := tree.area(posts[code].place)) is not None}
    roots = {code for code in codes if code in posts and (place := tree.get(posts[code].place)) and not place.parent}
    if house in areas:
        return 2
    return 3 if roots else LEAVES_A_POST
