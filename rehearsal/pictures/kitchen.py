"""The canteen: a stove, a cold store's thermometer."""

from rehearsal.pictures.canvas import Canvas, Colour

STEEL: tuple[Colour, Colour] = ((214, 220, 224), (178, 186, 192))


def gas_stove() -> Canvas:
    canvas = Canvas((234, 238, 240), (206, 212, 216))
    canvas.tiles((0, 0, 1280, 420), 120, (196, 204, 210))
    canvas.rect((0, 430, 1280, 960), (186, 194, 200))
    canvas.rect((0, 430, 1280, 460), (226, 232, 236))
    for centre in (400, 880):
        canvas.ellipse((centre - 220, 500, centre + 220, 720), (54, 58, 64))
        canvas.ellipse((centre - 160, 532, centre + 160, 688), (84, 90, 98))
        canvas.ellipse((centre - 80, 570, centre + 80, 650), (40, 42, 46))
        canvas.line([(centre - 210, 610), (centre + 210, 610)], (36, 38, 42), 14)
        canvas.line([(centre, 506), (centre, 714)], (36, 38, 42), 14)
    for step in range(9):
        x = 310 + step * 22
        canvas.polygon([(x, 610), (x + 11, 540 - (step % 3) * 16), (x + 22, 610)], (70, 130, 230), alpha=220)
        canvas.polygon([(x + 5, 610), (x + 11, 574), (x + 17, 610)], (180, 220, 255), alpha=230)
    canvas.rect((0, 800, 1280, 960), (150, 158, 166))
    for x in (300, 500, 780, 980):
        canvas.disc((x, 868), 44, (48, 52, 58))
        canvas.line([(x, 868), (x, 834)], (236, 240, 242), 8)
    canvas.line([(1120, 430), (1120, 200), (1280, 200)], (222, 178, 60), 30)
    canvas.rect((1080, 290, 1160, 340), (196, 52, 48), radius=10)
    return canvas


def cold_store() -> Canvas:
    canvas = Canvas(*STEEL)
    canvas.rect((180, 60, 1100, 960), (232, 237, 240), radius=16)
    canvas.rect((180, 60, 640, 960), (222, 228, 232), radius=16)
    canvas.line([(640, 70), (640, 960)], (160, 168, 174), 8)
    for x in (576, 672):
        canvas.rect((x, 420, x + 32, 720), (120, 130, 138), radius=14)
    canvas.rect((420, 130, 860, 320), (30, 36, 44), radius=20)
    canvas.rect((440, 150, 840, 300), (18, 40, 36), radius=12)
    canvas.words("-18.5 C", (640, 226), 92, (104, 240, 190))
    canvas.disc((460, 360), 12, (90, 200, 120))
    canvas.rect((250, 420, 470, 640), (252, 252, 248), radius=6)
    for y in range(460, 620, 34):
        canvas.line([(274, y), (446, y)], (170, 176, 182), 5)
    return canvas
