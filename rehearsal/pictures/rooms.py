"""Rooms and corridors: in order, and not."""

from rehearsal.pictures.canvas import Canvas, Colour

WOOD: Colour = (168, 124, 84)
DARK_WOOD: Colour = (124, 88, 58)
WALL: tuple[Colour, Colour] = ((238, 240, 236), (216, 220, 214))
FLOOR: Colour = (186, 176, 160)


def tidy_room() -> Canvas:
    canvas = _room()
    _bunk(canvas, 60, (92, 138, 178))
    _bunk(canvas, 820, (104, 156, 132))
    for x in (80, 840):
        canvas.rect((x, 356, x + 100, 400), (244, 244, 240), radius=14)
        canvas.rect((x, 610, x + 100, 654), (244, 244, 240), radius=14)
    _desk(canvas)
    canvas.rect((600, 560, 650, 600), (198, 86, 72))
    canvas.rect((606, 538, 644, 560), (72, 110, 160))
    return canvas


def untidy_room() -> Canvas:
    canvas = _room()
    _bunk(canvas, 60, (92, 138, 178))
    _bunk(canvas, 820, (104, 156, 132))
    canvas.polygon([(90, 640), (200, 590), (330, 660), (400, 760), (240, 720), (120, 770)], (230, 226, 214))
    canvas.polygon([(860, 380), (980, 340), (1080, 410), (1120, 500), (960, 440)], (224, 214, 226))
    _desk(canvas)
    for x, y, colour in ((520, 560, (210, 150, 60)), (600, 548, (90, 150, 190)), (680, 566, (180, 80, 90))):
        canvas.polygon([(x, y + 40), (x + 20, y), (x + 70, y + 12), (x + 54, y + 48)], colour)
    for x, y in ((450, 830), (560, 870), (700, 840), (820, 890), (620, 800)):
        canvas.polygon([(x, y), (x + 46, y - 18), (x + 64, y + 14), (x + 16, y + 30)], (246, 244, 236))
    canvas.ellipse((690, 850, 790, 900), (70, 72, 80))
    canvas.ellipse((480, 880, 570, 920), (150, 60, 60))
    return canvas


def corridor_clear() -> Canvas:
    canvas = plain_corridor()
    _exit_sign(canvas)
    return canvas


def corridor_blocked() -> Canvas:
    canvas = plain_corridor()
    _exit_sign(canvas)
    canvas.shadow((380, 780, 960, 900), alpha=120)
    for box, shade in (((400, 600, 640, 840), 0), ((620, 640, 900, 860), 12), ((470, 430, 690, 610), 22)):
        left, top, right, bottom = box
        canvas.rect(box, (196 - shade, 154 - shade, 104 - shade))
        canvas.rect((left, top, right, top + 26), (176 - shade, 134 - shade, 86 - shade))
        middle = (left + right) / 2
        canvas.rect((middle - 18, top, middle + 18, bottom), (222, 196, 152), alpha=200)
    return canvas


def _room() -> Canvas:
    canvas = Canvas(*WALL)
    canvas.polygon([(0, 740), (1280, 740), (1280, 960), (0, 960)], FLOOR)
    canvas.rect((500, 120, 780, 430), (252, 252, 250), radius=6)
    canvas.rect((516, 136, 634, 414), (170, 206, 232))
    canvas.rect((646, 136, 764, 414), (170, 206, 232))
    canvas.polygon([(516, 414), (516, 330), (634, 290), (634, 414)], (134, 178, 128))
    return canvas


def _bunk(canvas: Canvas, left: float, blanket: Colour) -> None:
    canvas.shadow((left, 780, left + 400, 850))
    for x in (left, left + 380):
        canvas.rect((x, 240, x + 20, 820), (118, 128, 138))
    for y in (400, 654):
        canvas.rect((left, y, left + 400, y + 24), (118, 128, 138))
        canvas.rect((left + 16, y - 46, left + 384, y), (236, 232, 222), radius=10)
        canvas.rect((left + 130, y - 52, left + 384, y), blanket, radius=12)


def _desk(canvas: Canvas) -> None:
    canvas.rect((490, 600, 790, 630), WOOD)
    canvas.rect((500, 630, 526, 800), DARK_WOOD)
    canvas.rect((754, 630, 780, 800), DARK_WOOD)


def plain_corridor() -> Canvas:
    canvas = Canvas((244, 243, 238), (226, 224, 216))
    canvas.polygon([(0, 960), (380, 620), (900, 620), (1280, 960)], (170, 178, 176))
    canvas.polygon([(0, 0), (380, 200), (380, 620), (0, 960)], (208, 216, 210))
    canvas.polygon([(1280, 0), (900, 200), (900, 620), (1280, 960)], (208, 216, 210))
    canvas.polygon([(0, 640), (380, 480), (380, 620), (0, 960)], (128, 168, 150))
    canvas.polygon([(1280, 640), (900, 480), (900, 620), (1280, 960)], (128, 168, 150))
    canvas.rect((520, 330, 760, 620), (186, 72, 60), radius=4)
    canvas.rect((546, 360, 734, 460), (222, 232, 236))
    canvas.rect((700, 480, 740, 496), (230, 230, 230), radius=6)
    return canvas


def _exit_sign(canvas: Canvas) -> None:
    canvas.rect((560, 250, 720, 306), (30, 132, 82), radius=6)
    canvas.words("EXIT", (640, 278), 36, (240, 255, 246))
