"""Places: the school as a tree of buildings, floors, rooms, checkpoints and gates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BUILDING = "楼"
WHOLE_SCHOOL = "全校"


@dataclass(frozen=True, slots=True)
class Place:
    """One node of the tree. `code` is unique and stands in QR codes; `valves` are water, power and gas shut-offs."""

    code: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    parent: str | None
    section: str
    owner: str | None
    water: str = ""
    power: str = ""
    gas: str = ""


class PlaceTree:
    """All places of a school, by code; built once from rows and never changed."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_code = {place.code: place for place in places}

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, code: str | None) -> Place | None:
        return None if code is None else self._by_code.get(code)

    def path(self, code: str) -> tuple[Place, ...]:
        """From the place itself up to the school; stops at a missing parent or a loop instead of running for ever."""
        path: list[Place] = []
        place = self.get(code)
        while place is not None and place not in path:
            path.append(place)
            place = self.get(place.parent)
        return tuple(path)

    def area(self, code: str) -> Place | None:
        """The node right below the school that holds the place: its building, canteen or ground."""
        path = self.path(code)
        return path[-2] if len(path) >= 2 else (path[0] if path else None)
