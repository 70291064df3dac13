"""Scenes with water: where it should not be, and where it is again as it should."""

from rehearsal.pictures.canvas import Canvas, Colour

WALL: tuple[Colour, Colour] = ((226, 231, 232), (196, 204, 208))
TILE: Colour = (176, 188, 194)
STEEL: Colour = (150, 160, 168)
DARK_STEEL: Colour = (104, 114, 122)
LIGHT_STEEL: Colour = (206, 214, 220)
WATER: Colour = (92, 160, 214)
FLOOR: Colour = (150, 142, 132)


def leaking_pipe() -> Canvas:
    canvas = washroom()
    _pipe(canvas, (0, 300, 1280, 366))
    _pipe(canvas, (560, 120, 626, 640), upright=True)
    for x in (520, 640):
        canvas.rect((x, 284, x + 40, 382), DARK_STEEL, radius=8)
    canvas.ellipse((600, 352, 690, 384), WATER, alpha=210)
    canvas.line([(640, 372), (600, 470), (560, 640)], WATER, 10, alpha=150)
    canvas.line([(652, 372), (672, 520), (700, 760)], WATER, 16, alpha=170)
    canvas.line([(664, 372), (740, 460), (800, 620)], WATER, 9, alpha=140)
    for x, y, size in ((590, 520, 26), (724, 560, 30), (780, 480, 20), (660, 640, 34), (540, 660, 22)):
        canvas.drop((x, y), size, WATER)
    canvas.ellipse((380, 790, 1010, 900), WATER, alpha=150)
    canvas.ellipse((470, 812, 860, 872), (190, 222, 242), alpha=150)
    return canvas


def water_on_the_floor() -> Canvas:
    canvas = washroom()
    canvas.rect((140, 330, 560, 470), (244, 246, 247), radius=24)
    canvas.rect((180, 470, 520, 500), (206, 212, 216), radius=10)
    canvas.rect((330, 500, 380, 720), LIGHT_STEEL)
    canvas.rect((332, 250, 368, 340), STEEL, radius=10)
    canvas.line([(350, 260), (430, 260), (430, 300)], STEEL, 26)
    canvas.ellipse((120, 700, 1180, 930), WATER, alpha=165)
    canvas.ellipse((240, 740, 900, 860), (188, 220, 240), alpha=150)
    canvas.polygon([(930, 560), (1010, 560), (1060, 790), (880, 790)], (245, 190, 40))
    canvas.polygon([(970, 610), (1010, 700), (930, 700)], (40, 44, 52))
    canvas.words("!", (970, 672), 56, (245, 190, 40))
    return canvas


def tap_repaired() -> Canvas:
    canvas = washroom()
    canvas.shadow((330, 690, 1010, 800))
    canvas.rect((340, 560, 1000, 760), (248, 250, 251), radius=60)
    canvas.rect((390, 560, 950, 610), (220, 227, 231), radius=24)
    canvas.rect((600, 300, 650, 560), STEEL, radius=14)
    canvas.line([(625, 318), (800, 318), (820, 400)], STEEL, 46)
    canvas.line([(640, 306), (790, 306)], LIGHT_STEEL, 10)
    canvas.rect((798, 396, 846, 430), DARK_STEEL, radius=6)
    canvas.rect((560, 240, 690, 278), (196, 64, 60), radius=18)
    canvas.rect((608, 270, 642, 310), DARK_STEEL)
    canvas.rect((590, 520, 660, 562), (232, 236, 238), radius=8)
    canvas.disc((1080, 300), 92, (66, 160, 98))
    canvas.line([(1036, 300), (1070, 336), (1130, 262)], (255, 255, 255), 22)
    return canvas


def washroom() -> Canvas:
    canvas = Canvas(*WALL)
    canvas.tiles((0, 0, 1280, 720), 160, TILE)
    canvas.polygon([(0, 720), (1280, 720), (1280, 960), (0, 960)], FLOOR)
    canvas.line([(0, 720), (1280, 720)], (118, 112, 104), 10)
    return canvas


def _pipe(canvas: Canvas, box: tuple[float, float, float, float], *, upright: bool = False) -> None:
    left, top, right, bottom = box
    canvas.rect(box, STEEL)
    if upright:
        canvas.rect((left + 8, top, left + 22, bottom), LIGHT_STEEL)
        canvas.rect((right - 16, top, right, bottom), DARK_STEEL)
    else:
        canvas.rect((left, top + 8, right, top + 22), LIGHT_STEEL)
        canvas.rect((left, bottom - 16, right, bottom), DARK_STEEL)
