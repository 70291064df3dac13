"""What a file tells about where, when and with what it was made is not in what is kept; what it shows is."""

import hashlib
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps

from bot.codes import codes_in, viewable
from bot.kinds import Kind, kind_of
from bot.safekeeping import Empty, Shelved, arriving, keep
from bot.stripping import Unstrippable, stripped
from rehearsal.pictures.album import Samples
from tests.content.telling_files import (
    HERE,
    HIDING,
    ICC,
    LOST_IN,
    NO_PICTURES,
    TELLING,
    bomb_png,
    exif,
    film,
    heic,
    jpeg,
    picture,
    png,
    webp,
)

MADE = {name: make() for name, make in TELLING.items()}
pytestmark = pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO file")
ROOT = Path(__file__).parent.parent.parent


def left(data: bytes) -> bytes:
    return b"".join(map(bytes, stripped(memoryview(data))[1]))


def left_or_refused(data: bytes) -> bytes:
    try:
        return left(data)
    except Unstrippable:
        return b""


def seen(data: bytes) -> Image.Image:
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")


def kept(folder: Path, data: bytes) -> Shelved:
    came = arriving(folder, 1)
    folder.mkdir(exist_ok=True)
    came.write_bytes(data)
    return keep(folder, came)


@pytest.mark.parametrize("name", MADE)
def test_nothing_of_it_tells_where_it_was_made(name: str) -> None:
    assert HERE in MADE[name]
    assert HERE not in left(MADE[name])
    assert left(left(MADE[name])) == left(MADE[name])


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "gif"])
def test_what_it_shows_is_the_same_bit_for_bit(name: str) -> None:
    assert ImageChops.difference(seen(MADE[name]), seen(left(MADE[name]))).getbbox() is None


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_jpeg_stays_upright(orientation: int) -> None:
    data = jpeg(orientation=orientation)
    assert ImageChops.difference(seen(data), seen(left(data))).getbbox() is None


@pytest.mark.parametrize("data", [jpeg(), png(), webp()], ids=["jpeg", "png", "webp"])
def test_its_colours_stay(data: bytes) -> None:
    assert Image.open(io.BytesIO(left(data))).info["icc_profile"] == ICC


def test_a_gif_still_moves() -> None:
    assert Image.open(io.BytesIO(left(MADE["gif"]))).n_frames == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("data", [film(), heic()], ids=["film", "heic"])
def test_what_points_into_a_film_still_points_to_the_same(data: bytes) -> None:
    assert len(left(data)) == len(data)
    assert b"\xde\xad\xbe\xef" not in left(data)
    assert (b"pictures" * 99 in left(data)) or (b"coded picture" * 9 in left(data))


@pytest.mark.parametrize("name", LOST_IN)
def test_where_we_do_not_know_to_look_nothing_is_kept(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unstrippable):
        kept(tmp_path, LOST_IN[name])
    assert [it.name for it in tmp_path.iterdir()] == ["1.part"]


@pytest.mark.parametrize(
    "kind", ["BMP", "TIFF", "JPEG2000", "ICO", "PPM", "PCX", "SGI", "DDS", "QOI", "ICNS", "EPS", "BLP"]
)
def test_what_pillow_can_paint_and_we_cannot_clean_is_not_kept(kind: str) -> None:
    held = io.BytesIO()
    picture(mode="P" if kind == "BLP" else "RGB").save(held, kind)
    with pytest.raises(Unstrippable):
        left(held.getvalue())


@pytest.mark.parametrize("name", HIDING)
def test_what_hides_in_a_part_that_shows_is_left_out_and_the_picture_stays(name: str) -> None:
    assert exif()[6:40] in HIDING[name] or name == "png, colours"
    assert sorted(seen(left(HIDING[name])).size) == sorted(picture().size)
    assert HERE not in left(HIDING[name])
    assert Image.open(io.BytesIO(left(HIDING[name]))).info.get("icc_profile") in (None, ICC)


def test_a_heif_of_a_name_we_do_not_know_is_cleaned_as_one() -> None:
    assert HERE not in left(heic().replace(b"heic", b"abcd").replace(b"mif1", b"abce"))


@pytest.mark.parametrize("text", ["BMW 停在门口", "P1 P2 P3 都修好了", "ARRIVED", "Good morning, GGGG", "<p>svg</p>"])
def test_words_that_begin_like_a_picture_are_words(text: str) -> None:
    assert left(text.encode()) == text.encode()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x00\x00\x00\x18ftypqt  ", Kind.VIDEO),
        (b"\x00\x00\x00\x1cftypavif", Kind.HEIF),
        (b"\x00\x00\x00\x08wide", Kind.VIDEO),
        (b"OggS\x00\x02", Kind.OTHER),
        (b"RIFF\x10\x00\x00\x00WAVE", Kind.OTHER),
        (b"", Kind.OTHER),
    ],
)
def test_what_a_file_is_is_told_by_its_bytes(head: bytes, kind: Kind) -> None:
    assert kind_of(head) is kind


def test_a_photo_that_tells_nothing_is_kept_as_it_came(tmp_path: Path) -> None:
    data = Samples().shot("leaking-pipe", 0)
    shelved = kept(tmp_path, data)
    assert shelved.path.read_bytes() == data
    assert (shelved.sha256, shelved.came) == (hashlib.sha256(data).hexdigest(), "")


def test_of_one_that_tells_the_hash_of_both_is_known(tmp_path: Path) -> None:
    data = jpeg()
    shelved = kept(tmp_path, data)
    assert shelved.sha256 == hashlib.sha256(shelved.path.read_bytes()).hexdigest()
    assert shelved.path == tmp_path / shelved.sha256[:2] / shelved.sha256[2:]
    assert shelved.came == hashlib.sha256(data).hexdigest() != shelved.sha256


def test_not_one_byte_is_no_evidence(tmp_path: Path) -> None:
    with pytest.raises(Empty):
        kept(tmp_path, b"")


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_is_kept_and_known_for_none(tmp_path: Path, name: str) -> None:
    shelved = kept(tmp_path, NO_PICTURES[name])
    assert shelved.path.exists()
    assert not viewable(shelved.path)
    assert codes_in(shelved.path) == []


@pytest.mark.parametrize("make", [jpeg, png, webp, TELLING["gif"]])
def test_a_picture_is_one_whatever_it_is_called(tmp_path: Path, make: Callable[[], bytes]) -> None:
    assert viewable(kept(tmp_path, make()).path)


@given(name=st.sampled_from(sorted(MADE)), share=st.floats(0, 1))
@settings(max_examples=150, deadline=None)
def test_a_beginning_of_a_file_tells_no_more_than_the_whole(name: str, share: float) -> None:
    data = MADE[name][: round(len(MADE[name]) * share)]
    assert HERE not in left_or_refused(data)


@given(
    name=st.sampled_from(sorted(MADE)),
    wrong=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8),
)
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_kept_or_refused_and_never_a_crash(name: str, wrong: list[tuple[float, int]]) -> None:
    data = bytearray(MADE[name])
    for place, value in wrong:
        data[int(place * len(data))] = value
    assert len(left_or_refused(bytes(data))) <= len(data) + 64


GROWTH = """
import resource, sys
from pathlib import Path
from bot.codes import codes_in, viewable
from bot.safekeeping import arriving, keep
from tests.content.telling_files import bomb_jpeg, bomb_png, box, film, jpeg
import zxingcpp
folder = Path(sys.argv[1])
def look(number, data):
    arriving(folder, number).write_bytes(data)
def now():
    return int(next(line for line in open("/proc/self/status") if line.startswith("RssAnon")).split()[1]) / 1024
look(1, jpeg()); look(2, bomb_png()); look(3, bomb_jpeg()); look(4, film())
with arriving(folder, 4).open("ab") as file:
    file.write((19 << 20).to_bytes(4, "big") + b"mdat")
    file.truncate(19 << 20)
shelved = keep(folder, arriving(folder, 1)); viewable(shelved.path); codes_in(shelved.path)
before, top = now(), 0.0
for number in (2, 3, 4):
    shelved = keep(folder, arriving(folder, number)); viewable(shelved.path); codes_in(shelved.path)
    top = max(top, now())
print(top - before)
"""


def test_bombs_and_twenty_megabytes_do_not_make_the_program_grow(tmp_path: Path) -> None:
    """Megabytes of memory of its own after each of them; a child, so that nothing else is in the figure."""
    done = subprocess.run(
        [sys.executable, "-c", GROWTH, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert float(done.stdout) < 10


def test_the_largest_picture_that_is_looked_at_fits_in_a_phones_memory(tmp_path: Path) -> None:
    held = io.BytesIO()
    Image.new("L", (4000, 4000)).save(held, "PNG", compress_level=1)
    assert viewable(kept(tmp_path, held.getvalue()).path)
    assert not viewable(kept(tmp_path, bomb_png(5000)).path)
