"""Posters: a page for each place that somebody is sent to, with a code that opens only there."""

from pathlib import Path

import pytest

from bot.commands import main
from bot.commands.posters import chosen
from domain.refusal import Refusal
from domain.school import School
from reports.posters import checked_places, poster_of
from reports.printing import printable


def test_every_point_of_a_route_has_a_poster_and_no_pupils_room_has(sample: School) -> None:
    codes = {place.code for place in checked_places(sample)}
    assert {point for route in sample.routes for point in route.points if route.code != "L18"} <= codes
    assert not {dorm.place for dorm in sample.dorms} & codes


def test_a_poster_says_what_is_looked_at_there(sample: School) -> None:
    place = next(place for place in sample.places if place.code == "X-FIRE")
    poster = poster_of(sample, place, "a-token")
    assert poster.name == "消防通道(南环)"
    assert any("安全出口" in line for line in poster.lines)


def test_a_place_nobody_knows_is_refused(sample: School) -> None:
    with pytest.raises(Refusal) as refused:
        chosen(sample, ["X-FIRE", "月球"])
    assert refused.value.facts == {"place": "月球"}


def test_what_no_font_has_is_left_out() -> None:
    assert printable("🔥消防\n通道\u202e") == "消防 / 通道"


def test_posters_are_printed_before_the_bot_was_ever_started(school: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "zhiqin.db").write_bytes((school / "zhiqin.db").read_bytes())
    out = tmp_path / "海报.pdf"
    assert main(["posters", str(out), "X-FIRE", "M-S", "--data", str(data), "--bot-name", "zhiqin_bot"]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert main(["posters", str(out), "月球", "--data", str(data)]) == 1
