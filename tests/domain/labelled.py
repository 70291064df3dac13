"""The sample school's reader, the labelled sentences, and how a label is compared with a reading."""

import csv
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.places import PlaceTree
from domain.reading import Reader, Reading
from tests.sample import sample

HERE = Path(__file__).parent
NOT_TOLD = "不明"


@cache
def tree() -> PlaceTree:
    return PlaceTree(sample().places)


@cache
def reader() -> Reader:
    return Reader(tree(), sample().settings)


@dataclass(frozen=True)
class Case:
    """One labelled sentence; what is "" was not labelled. `alarm`: whether people must be alerted."""

    id: str
    text: str
    category: str
    urgency: str
    location: str
    alarm: bool

    @property
    def reading(self) -> Reading:
        return reader().read(self.text)


@cache
def repairs() -> tuple[Case, ...]:
    return tuple(
        Case(row["id"], row["text"], row["category"], row["urgency"], row["location"], row["urgency"] == "紧急")
        for row in _rows("repair_requests")
    )


@cache
def patrols() -> tuple[Case, ...]:
    return tuple(Case(row["id"], row["text"], "", "", "", row["label"] == "urgent") for row in _rows("patrol_remarks"))


@cache
def more() -> tuple[Case, ...]:
    """Sentences of our own, in batches, each written before the reader was tried on it.

    What each batch scored at that first try, before anything was learned from it:

    batch           M     N     Q     S     T     U     V     W
    category     .955  .926  .879  .912  .903  .889  .833  .808
    urgency      .957  .800  .692  .778  .766  .800  .694  .775
    place        .913  .906  .949  .975  .986  .936  .936  .963
    recall      1.000  .690  .444  .739  .737  .737  .545  .800
    precision    .963  .879  .750  .810  .609  .933  .857  .923

    batch           X     Y     Z     H     J     K     L
    category     .810  .880  .914  .918  .714  .842  .971
    urgency      .774  .713  .747  .866  .536  .620  .769
    place        .919  .943  .974  .946  .947 1.000 1.000
    recall       .885  .633  .880  .788  .400  .484  .667
    precision    .852  .731  .667 1.000  .700  .789  .923

    batch           A     B     C     D     E
    category     .927  .891  .839  .909  .850
    urgency      .895  .667  .814  .776  .700
    place        .816  .905  .971  .892 1.000
    recall       .867  .400  .765  .667  .720
    precision    .867  .600  .929  .833  .947

    batch           F     G     P     R
    category     .833  .755  .941  .872
    urgency      .759  .623  .516  .700
    place        .615  .833 1.000  .929
    recall       .800  .553  .500  .655
    precision    .737  .808  .789  .905

    M was written with the reader's plan at hand, Q to W on purpose as unlike the labelled half as could be thought of.
    X to H were written together, of old guards, cooks and wardens, in dialect, by ear, passed on, and then shuffled;
    J and K by somebody who knew the reader, of what it would not know; L plainly, as the labelled half is. K was tried
    while what sounds like danger still alerted: of its words alone it heard .355 and was right in .917. Before any of
    these the reader heard .885 .633 .840 .788 .371 .258 .667 and was right in .852 .731 .656 .929 .684 .889 .923.
    A to E (sixty each) were written one after the other, each before what the one before had taught was tried on it:
    A plainly, B by somebody who knew what had just been taught, C and D plainly, E mostly remarks of rounds.
    F and G (a hundred each, in eight voices), P (eighty, of dangers that no batch had told of) and R (eighty) were
    written by one head and are scored here by the reader as it was before any of them. Taught by F, by somebody who
    remembered G, it heard .895 of G and was right in .919; taught by both it heard .533 of P and was right in .800;
    taught by all three and by 160 short cries besides it heard no more of R than before. O is fifty remarks of every
    day about people (孩子们往操场走), none a danger: 32 were asked about; of thirty others 14, and 6 once O was taught.
    Places corrected afterwards: A007 A022 A026 A038 A040 A041 A050 B001 B040 C044 D008 D032 D050
    F002 F014 F018 F020 F041.
    Wrong labels corrected afterwards: M070 M167 N021 N061 S015 U011 X027 X031 X038 X055 X091 Y013 Y043 Z064
    Z074 Z089 F004 F032 F075 G037.
    """
    return tuple(
        Case(row["id"], row["text"], row["category"], row["urgency"], row["location"], row["alarm"] == "yes")
        for row in _rows("more_sentences")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _codes() -> dict[str, str]:
    return {name: place.code for place in tree() for name in (place.name, *place.aliases)}


def wanted_place(location: str) -> str | None:
    """The code of a labelled place; of the nearest ancestor in the tree when it is not in it; None for 不明."""
    if location == NOT_TOLD:
        return None
    shortened = (location[:end] for end in range(len(location), 0, -1))
    return next((_codes()[name] for name in shortened if name in _codes()), None)


def place_is_right(case: Case) -> bool:
    return case.reading.place == wanted_place(case.location)


def place_is_offered(case: Case) -> bool:
    """Right, or one of several rooms that the words leave open, or the labelled place's own floor or building."""
    wanted, reading = wanted_place(case.location), case.reading
    if reading.place is None:
        return wanted is None or wanted in reading.places
    return wanted is not None and reading.place in {place.code for place in tree().path(wanted)}


def say(figure: str) -> None:
    """Shown by pytest -rP."""
    sys.stdout.write(figure + "\n")


def share(outcomes: list[bool]) -> float:
    return sum(outcomes) / len(outcomes)


def recall(cases: tuple[Case, ...]) -> float:
    return share([case.reading.alarm for case in cases if case.alarm])


def precision(cases: tuple[Case, ...]) -> float:
    return share([case.alarm for case in cases if case.reading.alarm])
