"""The service day's concert and the games before the national holiday."""

from random import Random

from builder.canvas import (
    DARK_WOOD,
    DEEP_TEAL,
    GOLD,
    GREEN,
    LEAF,
    OCHRE,
    RED,
    TEAL,
    WHITE,
    WOOD,
    Canvas,
    banner,
)
from builder.figures import Figure, face, from_behind, someone, standing
from builder.scenes_outdoor import INK_GREY, cloud, sky


def evening(random: Random) -> Canvas:
    """A lawn concert under strings of lamps."""
    canvas = Canvas()
    canvas.gradient(0, 430, "#2C4A66", "#E0A878")
    canvas.disc(1085, 190, 62, "#F6E7C430")
    canvas.disc(1085, 190, 40, "#F6E7C4")
    _hills(canvas)
    canvas.gradient(480, 800, "#5F8F62", "#3F6E4B")
    for left in range(0, 1200, 400):
        canvas.wire((left, 40), (left + 400, 40), 50)
    for x in range(25, 1200, 50):
        drop = 40 + 50 * (1 - ((x % 400) / 200 - 1) ** 2)
        canvas.disc(x, drop + 14, 20, "#FFE2904A")
        canvas.disc(x, drop + 14, 8, "#FFE9B0")
    canvas.box(270, 138, 930, 470, "#243B4E", 10)
    canvas.box(270, 138, 930, 146, OCHRE, 4)
    canvas.text(600, 184, "八月六日客服节", 54, GOLD, 10)
    canvas.text(600, 236, "听见你的声音", 28, "#F1E4CB", 8)
    canvas.box(250, 462, 950, 520, DARK_WOOD, 4)
    canvas.box(250, 456, 950, 472, WOOD, 4)
    for x, arms, look in (
        (450, "play", {"cloth": "#C8402F", "woman": False}),
        (610, "wave", {"cloth": "#F1E4CB", "woman": True}),
        (760, "play", {"cloth": TEAL, "woman": False}),
    ):
        standing(canvas, x, 474, someone(random, 212, **look), arms)
    for x in (450, 760):
        canvas.limb([(x + 12, 384), (x - 62, 350)], 8, "#6F4526")
        canvas.disc(x + 18, 390, 26, OCHRE, 21)
        canvas.disc(x + 6, 384, 19, OCHRE, 16)
        canvas.disc(x + 15, 388, 8, "#4A2E18")
    canvas.limb([(652, 474), (652, 366)], 4, INK_GREY)
    canvas.disc(652, 362, 7, INK_GREY)
    for bottom, height, count in ((640, 150, 10), (730, 185, 9), (815, 220, 7)):
        step = 1200 / count
        for place in range(count):
            x = step * (place + 0.5) + random.uniform(-12, 12)
            from_behind(canvas, x, bottom, someone(random, height * random.uniform(0.93, 1.05)))
        for place in range(0, count, 3):
            x = step * (place + 0.5) + height * 0.42
            canvas.limb([(x, bottom - height * 0.55), (x + 6, bottom - height * 1.1)], 5, "#F4EDE0")
            canvas.disc(x + 7, bottom - height * 1.14, 18, "#FFE2905A")
            canvas.disc(x + 7, bottom - height * 1.14, 7, "#FFF0C0")
    return canvas


def _hills(canvas: Canvas) -> None:
    canvas.disc(160, 500, 420, "#4C6F6A", 150)
    canvas.disc(1020, 510, 480, "#56796F", 170)
    canvas.box(0, 470, 1200, 520, "#5F8F62")


def games(random: Random) -> Canvas:
    """Tug of war on the sports field."""
    canvas = sky(ground_at=430)
    cloud(canvas, 190, 80, 80)
    cloud(canvas, 1000, 120, 70)
    canvas.shape([(0, 330), (1200, 300), (1200, 450), (0, 450)], "#B9B4A6")
    for row in range(4):
        for place in range(48):
            x, y = 12 + place * 25.2, 336 + row * 26 - place * 0.55
            colour = random.choice((RED, TEAL, OCHRE, GREEN, "#F4EDE0", "#8A6A86"))
            canvas.dome(x, y + 20, 11, 13, colour)
            canvas.disc(x, y + 2, 7, "#E2B58E")
            canvas.dome(x, y + 1, 7.5, 8, "#3A302A")
    canvas.gradient(440, 800, LEAF, "#4F8A66")
    for lane in range(4):
        canvas.shape(
            [(0, 458 + lane * 15), (1200, 448 + lane * 15), (1200, 460 + lane * 15), (0, 470 + lane * 15)], "#B5523B"
        )
    banner(canvas, "迎国庆职工趣味运动会", 210, 196, 990, 284, 50)
    for x in range(20, 1200, 58):
        canvas.shape([(x, 150), (x + 34, 150), (x + 17, 184)], (RED, OCHRE, TEAL, GREEN)[x // 58 % 4])
    canvas.limb([(0, 149), (1200, 149)], 3, INK_GREY)
    for place in range(4):
        _puller(canvas, 130 + place * 112, 742, someone(random, 350, cloth=RED, trousers="#3C4450"), -1)
        _puller(canvas, 1070 - place * 112, 742, someone(random, 350, cloth=TEAL, trousers="#3C4450"), 1)
    canvas.limb([(40, 590), (1160, 590)], 11, "#C9A86A")
    for x in range(48, 1160, 24):
        canvas.limb([(x, 586), (x + 9, 594)], 3, "#A5854A")
    canvas.shape([(590, 590), (612, 590), (606, 646), (594, 646)], RED)
    standing(canvas, 602, 690, someone(random, 250, cloth=WHITE, woman=True, trousers=DEEP_TEAL), "up")
    canvas.limb([(640, 440), (664, 414)], 4, WOOD)
    canvas.shape([(664, 412), (704, 400), (692, 436)], RED)
    return canvas


def _puller(canvas: Canvas, x: float, ground: float, figure: Figure, side: int) -> None:
    """Somebody who leans back and pulls; ``side`` -1 pulls to the left."""
    h = figure.height
    hip = (x, ground - h * 0.42)
    neck = (x + side * h * 0.16, ground - h * 0.7)
    canvas.shade(x - side * h * 0.1, ground, h * 0.22)
    for reach in (0.2, 0.08):
        foot = (x - side * h * reach, ground - h * 0.02)
        canvas.limb([hip, ((hip[0] + foot[0]) / 2, ground - h * 0.22), foot], h * 0.085, figure.trousers)
        canvas.box(foot[0] - h * 0.05, ground - h * 0.035, foot[0] + h * 0.05, ground, INK_GREY, 4)
    canvas.limb([hip, neck], h * 0.19, figure.cloth)
    for reach in (0.13, 0.24):
        hand = (x - side * h * reach, 590.0)
        elbow = ((neck[0] + hand[0]) / 2, 590 + h * 0.02)
        canvas.limb([(neck[0], neck[1] + h * 0.04), elbow, hand], h * 0.055, figure.cloth)
        canvas.disc(*hand, h * 0.032, figure.skin)
    from_face = (neck[0] + side * h * 0.05, neck[1] - h * 0.12)
    face(canvas, *from_face, h * 0.083, figure)
