"""Gates and windows, and what stands ready for a fire."""

from rehearsal.pictures.canvas import Canvas, Colour

SKY: tuple[Colour, Colour] = ((150, 194, 226), (226, 236, 238))
IRON: Colour = (58, 70, 84)


def locked_gate() -> Canvas:
    canvas = street()
    _leaf(canvas, 300, 640)
    _leaf(canvas, 640, 980)
    canvas.line([(590, 560), (640, 590), (690, 560)], (150, 156, 162), 16)
    canvas.line([(590, 576), (640, 606), (690, 576)], (110, 116, 122), 8)
    canvas.arc((604, 570, 676, 660), 180, 360, (120, 126, 134), 14)
    canvas.rect((586, 612, 694, 710), (214, 168, 62), radius=14)
    canvas.disc((640, 652), 12, (74, 56, 24))
    canvas.rect((634, 652, 646, 684), (74, 56, 24))
    return canvas


def open_gate() -> Canvas:
    canvas = street()
    canvas.polygon([(300, 360), (180, 300), (180, 860), (300, 800)], IRON)
    canvas.polygon([(980, 360), (1100, 300), (1100, 860), (980, 800)], IRON)
    for left, right in ((192, 288), (992, 1088)):
        for step in range(4):
            x = left + step * (right - left) / 3
            canvas.line([(x, 340), (x, 820)], (150, 194, 226), 7)
    canvas.polygon([(560, 560), (720, 560), (980, 960), (300, 960)], (176, 174, 168))
    return canvas


def broken_window() -> Canvas:
    canvas = Canvas((222, 214, 200), (198, 188, 172))
    canvas.rect((260, 120, 1020, 820), (246, 246, 242), radius=8)
    canvas.rect((300, 160, 625, 780), (150, 190, 216))
    canvas.rect((655, 160, 980, 780), (150, 190, 216))
    canvas.polygon([(300, 160), (460, 160), (300, 420)], (196, 222, 238))
    hole = [(770, 380), (830, 340), (860, 420), (930, 430), (880, 500), (910, 590), (820, 560), (760, 620), (750, 520)]
    canvas.polygon([*hole, (690, 470)], (52, 62, 72))
    for end in ((660, 200), (975, 190), (978, 690), (670, 740), (760, 170), (975, 480), (850, 775)):
        canvas.line([(815, 470), end], (240, 248, 252), 4)
    canvas.polygon(hole, (40, 48, 58))
    for x, y in ((720, 846), (800, 866), (880, 850), (940, 872)):
        canvas.polygon([(x, y), (x + 34, y - 26), (x + 48, y + 10)], (188, 216, 232))
    return canvas


def extinguisher() -> Canvas:
    canvas = Canvas((236, 234, 228), (214, 210, 202))
    canvas.rect((0, 800, 1280, 960), (160, 150, 138))
    canvas.shadow((500, 780, 800, 850), alpha=120)
    canvas.rect((540, 330, 740, 810), (196, 38, 40), radius=56)
    canvas.rect((560, 360, 590, 780), (226, 88, 84), radius=14)
    canvas.rect((606, 270, 674, 340), (60, 62, 66), radius=8)
    canvas.line([(600, 262), (720, 236)], (44, 46, 50), 22)
    canvas.line([(600, 290), (716, 290)], (44, 46, 50), 18)
    canvas.line([(612, 280), (470, 330), (450, 520), (470, 700)], (36, 38, 42), 24)
    canvas.disc((700, 312), 32, (248, 248, 244))
    canvas.arc((674, 286, 726, 338), 200, 340, (64, 160, 84), 10)
    canvas.line([(700, 312), (708, 290)], (180, 40, 40), 5)
    canvas.rect((566, 480, 714, 660), (250, 250, 246), radius=8)
    canvas.words("119", (640, 540), 58, (196, 38, 40))
    for y in (590, 612, 634):
        canvas.line([(588, y), (692, y)], (150, 150, 150), 5)
    return canvas


def iron_fence() -> Canvas:
    canvas = Canvas(*SKY)
    canvas.rect((0, 560, 1280, 960), (126, 148, 96))
    canvas.rect((0, 700, 1280, 960), (150, 148, 142))
    for left in (0, 420, 840, 1260):
        canvas.rect((left, 120, left + 60, 760), (176, 96, 74))
        canvas.rect((left - 8, 100, left + 68, 134), (206, 196, 184), radius=6)
    for left in (60, 480, 900):
        _leaf(canvas, left, left + 360)
    return canvas


def street() -> Canvas:
    canvas = Canvas(*SKY)
    canvas.rect((380, 300, 900, 620), (226, 208, 186))
    for x in (430, 560, 690, 820):
        canvas.rect((x, 350, x + 50, 420), (136, 172, 198))
        canvas.rect((x, 470, x + 50, 540), (136, 172, 198))
    canvas.rect((0, 600, 1280, 960), (142, 146, 148))
    for left in (220, 980):
        canvas.rect((left, 240, left + 80, 880), (176, 96, 74))
        canvas.rect((left - 14, 214, left + 94, 262), (206, 196, 184), radius=6)
    return canvas


def _leaf(canvas: Canvas, left: float, right: float) -> None:
    for y in (350, 560, 800):
        canvas.rect((left, y, right, y + 22), IRON)
    for step in range(8):
        x = left + 14 + step * (right - left - 28) / 7
        canvas.line([(x, 330), (x, 850)], IRON, 12)
        canvas.polygon([(x - 12, 334), (x, 300), (x + 12, 334)], IRON)
