"""The drawn scenes by name, in the order in which the page offers them."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from rehearsal.pictures import electric, kitchen, outside, rooms, water
from rehearsal.pictures.canvas import Canvas

FAULT, PLACE = "faults", "places"
"""Sections in which the page offers them: what is wrong, and what is as it should be."""


@dataclass(frozen=True)
class Scene:
    label: str
    label_en: str
    section: str
    sketch: Callable[[], Canvas]

    def draw(self) -> Image.Image:
        return self.sketch().finish(self.label, self.label_en)


SCENES: dict[str, Scene] = {
    "leaking-pipe": Scene("水管漏水", "leaking pipe", FAULT, water.leaking_pipe),
    "water-on-floor": Scene("地面积水", "water on the floor", FAULT, water.water_on_the_floor),
    "tap-repaired": Scene("水龙头修好了", "tap repaired", PLACE, water.tap_repaired),
    "broken-lamp": Scene("灯管坏了", "broken lamp", FAULT, electric.broken_lamp),
    "lamp-repaired": Scene("灯修好了", "lamp repaired", PLACE, electric.lamp_repaired),
    "loose-socket": Scene("插座松脱", "loose socket", FAULT, electric.loose_socket),
    "broken-window": Scene("窗玻璃碎了", "broken window", FAULT, outside.broken_window),
    "locked-gate": Scene("大门已锁", "gate locked", PLACE, outside.locked_gate),
    "open-gate": Scene("大门没锁", "gate open", FAULT, outside.open_gate),
    "corridor-clear": Scene("走廊畅通", "corridor clear", PLACE, rooms.corridor_clear),
    "corridor-blocked": Scene("通道被堵", "corridor blocked", FAULT, rooms.corridor_blocked),
    "extinguisher": Scene("灭火器", "fire extinguisher", PLACE, outside.extinguisher),
    "tidy-room": Scene("寝室整洁", "room in order", PLACE, rooms.tidy_room),
    "untidy-room": Scene("寝室没打扫", "room untidy", FAULT, rooms.untidy_room),
    "gas-stove": Scene("燃气灶", "gas stove", PLACE, kitchen.gas_stove),
    "cold-store": Scene("冷库温度", "cold store", PLACE, kitchen.cold_store),
}
