"""Scenes with current: lamps dark and bright, a socket out of its wall."""

from rehearsal.pictures.canvas import Canvas, Colour

NIGHT: tuple[Colour, Colour] = ((70, 78, 94), (44, 50, 62))
DAY: tuple[Colour, Colour] = ((240, 236, 224), (214, 208, 194))
FRAME: Colour = (196, 200, 206)


def broken_lamp() -> Canvas:
    canvas = _corridor(*NIGHT, floor=(40, 44, 52))
    _tube(canvas, 340, (92, 98, 108))
    canvas.line([(600, 338), (622, 362), (606, 384), (640, 402)], (30, 34, 40), 6)
    canvas.line([(968, 352), (1030, 470), (1000, 560)], (120, 40, 36), 8)
    canvas.line([(976, 352), (1052, 440), (1060, 520)], (40, 70, 120), 8)
    canvas.glow((1012, 566), 46, (255, 214, 120), alpha=220)
    for end in ((1040, 620), (980, 640), (1070, 580), (950, 590)):
        canvas.line([(1012, 570), end], (255, 226, 150), 5)
    return canvas


def lamp_repaired() -> Canvas:
    canvas = _corridor(*DAY, floor=(176, 164, 146))
    canvas.glow((640, 380), 330, (255, 250, 226), alpha=200)
    _tube(canvas, 340, (255, 254, 244))
    canvas.disc((1100, 640), 84, (66, 160, 98))
    canvas.line([(1060, 640), (1092, 674), (1146, 604)], (255, 255, 255), 20)
    return canvas


def loose_socket() -> Canvas:
    canvas = Canvas((232, 226, 214), (206, 198, 184))
    canvas.rect((0, 800, 1280, 836), (150, 112, 78))
    canvas.rect((0, 836, 1280, 960), (122, 96, 74))
    canvas.rect((470, 300, 770, 600), (60, 58, 56), radius=18)
    canvas.line([(540, 360), (600, 470), (690, 560)], (176, 56, 48), 14)
    canvas.line([(680, 350), (660, 460), (740, 540)], (58, 92, 160), 14)
    canvas.line([(610, 340), (640, 430), (720, 520)], (196, 176, 60), 12)
    canvas.shadow((560, 620, 960, 760), alpha=110)
    canvas.polygon([(600, 400), (900, 440), (880, 740), (580, 700)], (246, 247, 248))
    canvas.polygon([(624, 426), (876, 460), (860, 714), (606, 680)], (228, 231, 234))
    for x, y in ((684, 530), (780, 542), (690, 610), (776, 620)):
        canvas.rect((x, y, x + 20, y + 46), (48, 50, 54), radius=6)
    canvas.ellipse((470, 250, 620, 330), (70, 62, 56), alpha=120)
    return canvas


def _corridor(top: Colour, bottom: Colour, floor: Colour) -> Canvas:
    canvas = Canvas(top, bottom)
    shade = (max(0, bottom[0] - 26), max(0, bottom[1] - 26), max(0, bottom[2] - 26))
    canvas.polygon([(0, 960), (400, 640), (880, 640), (1280, 960)], floor)
    canvas.polygon([(0, 0), (400, 260), (400, 640), (0, 960)], shade)
    canvas.polygon([(1280, 0), (880, 260), (880, 640), (1280, 960)], shade)
    canvas.rect((560, 420, 720, 640), (min(255, top[0] + 10), min(255, top[1] + 10), top[2]), radius=4)
    return canvas


def _tube(canvas: Canvas, y: float, light: Colour) -> None:
    canvas.rect((250, y - 44, 1030, y - 4), FRAME, radius=10)
    canvas.rect((250, y - 8, 290, y + 50), FRAME, radius=8)
    canvas.rect((990, y - 8, 1030, y + 50), FRAME, radius=8)
    canvas.rect((286, y + 2, 994, y + 44), light, radius=20)
