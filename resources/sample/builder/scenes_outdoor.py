"""Squares, poles and roadsides of the sample year."""

from random import Random

from builder.canvas import GOLD, OCHRE, RED, TEAL, WHITE, Canvas, banner, tree
from builder.figures import WORK, Figure, seated, someone, standing

INK_GREY = "#3B3733"


def sky(width: int = 1200, height: int = 800, ground_at: float = 520, above: str = "#BFDDE8") -> Canvas:
    """A picture under a clear sky."""
    canvas = Canvas(width, height)
    canvas.gradient(0, ground_at, above, "#F3F0E2")
    return canvas


def cloud(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A small cloud."""
    for dx, r in ((-0.9, 0.42), (-0.3, 0.62), (0.4, 0.52), (0.95, 0.36)):
        canvas.disc(x + dx * size, y - r * size * 0.4, r * size, "#FFFFFFB4", r * size * 0.8)


def _houses(canvas: Canvas, random: Random, ground: float) -> None:
    x = -20.0
    while x < canvas.width:
        width, height = random.uniform(120, 190), random.uniform(190, 330)
        canvas.box(x, ground - height, x + width, ground, random.choice(("#E6D8C3", "#DDCDB8", "#E9DFD0", "#D9D3C4")))
        canvas.box(x - 5, ground - height - 12, x + width + 5, ground - height, "#B98F74", 2)
        for row in range(int(height // 56)):
            for column in range(int(width // 46)):
                left, top = x + 16 + column * 46, ground - height + 20 + row * 56
                canvas.box(left, top, left + 24, top + 30, random.choice(("#A9C4CB", "#A9C4CB", "#F2D89A")), 2)
        x += width + random.uniform(8, 34)


def clinic(random: Random) -> Canvas:
    """Volunteers check sockets and bills on a community square."""
    canvas = sky(ground_at=470)
    cloud(canvas, 250, 90, 90)
    cloud(canvas, 930, 70, 70)
    _houses(canvas, random, 470)
    canvas.gradient(470, 800, "#D8D2C0", "#C4BBA4")
    for x, size in ((70, 210), (1130, 230)):
        tree(canvas, x, 520, size)
    for x in (230, 970):
        canvas.box(x - 6, 210, x + 6, 600, "#8B98A0")
    canvas.shape([(170, 236), (1030, 236), (950, 150), (250, 150)], RED)
    for place in range(5):
        left = 170 + place * 172
        canvas.shape([(left, 236), (left + 86, 236), (left + 43, 266)], "#98201A")
        canvas.shape([(left + 86, 236), (left + 172, 236), (left + 129, 266)], WHITE)
    canvas.text(600, 196, "用电义诊　服务到家", 50, GOLD, 8)
    for x in (330, 510, 690, 870):
        seated(canvas, x, 560, someone(random, 390, vest=RED, cloth="#EFE6D6"))
    canvas.box(240, 556, 960, 580, "#F4EDE0", 4)
    canvas.box(252, 580, 948, 680, TEAL)
    canvas.text(600, 630, "查线路　换插座　教交费", 36, WHITE, 6)
    for x in (420, 600, 790):
        canvas.box(x - 34, 532, x + 34, 556, WHITE, 4)
        canvas.disc(x - 12, 544, 5, "#51606B")
        canvas.disc(x + 12, 544, 5, "#51606B")
    standing(canvas, 130, 758, someone(random, 350, grey=True, woman=True, cloth="#8A6A86"), "front")
    standing(canvas, 225, 770, someone(random, 365, vest=RED, cloth="#EFE6D6", woman=False), "welcome")
    standing(canvas, 1010, 764, someone(random, 350, grey=True, woman=False, cloth="#7C8A74"), "take")
    standing(canvas, 1100, 770, someone(random, 360, vest=RED, cloth="#EFE6D6", woman=True), "down")
    return canvas


def cooling(random: Random) -> Canvas:
    """Cold drinks for the people on the poles."""
    canvas = sky(ground_at=560, above="#A9D3E4")
    canvas.disc(1050, 110, 110, "#FBE3A850")
    canvas.disc(1050, 110, 66, "#F8D27C")
    cloud(canvas, 260, 110, 80)
    canvas.disc(250, 600, 420, "#A9C9A0", 150)
    canvas.disc(900, 620, 520, "#B9D3AC", 150)
    canvas.gradient(560, 800, "#C9C39B", "#B5AB80")
    _pole(canvas, 150, 640, 540)
    _pole(canvas, 560, 600, 430)
    for dy in (0, 32):
        canvas.wire((0, 150 + dy), (150, 118 + dy), 14)
        canvas.wire((150, 118 + dy), (560, 188 + dy), 46)
        canvas.wire((560, 188 + dy), (1200, 150 + dy), 62)
    canvas.box(640, 300, 1000, 600, WHITE, 14)
    canvas.box(640, 520, 1000, 560, TEAL)
    canvas.text(820, 400, "清凉车", 84, TEAL, 16)
    canvas.shape([(1000, 360), (1090, 360), (1150, 470), (1150, 600), (1000, 600)], TEAL)
    canvas.shape([(1018, 378), (1080, 378), (1124, 466), (1018, 466)], "#D4E6EA")
    for x in (730, 1075):
        canvas.disc(x, 604, 50, "#3B3733")
        canvas.disc(x, 604, 20, "#B9B4AC")
    for x in (330, 422):
        canvas.box(x - 44, 690, x + 44, 752, "#5E9FB5", 8)
        canvas.box(x - 48, 678, x + 48, 698, WHITE, 6)
    standing(canvas, 110, 768, _worker(random, 330, "#E8B93A", False), "hips")
    standing(canvas, 225, 772, _worker(random, 322, "#C8402F", True), "wave")
    standing(canvas, 520, 768, someone(random, 335, vest=RED, cloth="#EFE6D6", woman=True), "give")
    standing(canvas, 668, 772, _worker(random, 335, "#E8B93A", False), "take")
    standing(canvas, 830, 776, _worker(random, 326, "#F2F0EA", False), "down")
    standing(canvas, 960, 776, _worker(random, 322, "#E8B93A", True), "front")
    canvas.box(584, 538, 606, 586, "#7FB5C8", 6)
    canvas.box(588, 528, 602, 540, WHITE, 3)
    canvas.box(944, 556, 976, 590, "#F8F4E6", 6)
    return canvas


def _worker(random: Random, height: float, helmet: str, woman: bool) -> Figure:
    return someone(random, height, cloth=WORK, helmet=helmet, stripe=True, woman=woman)


def _pole(canvas: Canvas, x: float, ground: float, height: float) -> None:
    canvas.shape([(x - 9, ground - height), (x + 9, ground - height), (x + 14, ground), (x - 14, ground)], "#A59C8D")
    for drop in (26, 58):
        canvas.box(x - 92, ground - height + drop, x + 92, ground - height + drop + 10, "#6E675C", 3)
        for side in (-80, -40, 40, 80):
            canvas.box(
                x + side - 6, ground - height + drop - 18, x + side + 6, ground - height + drop + 2, "#8A4B3A", 4
            )


def climbing(random: Random) -> Canvas:
    """Three poles, three climbers, and the judges below; taller than wide."""
    canvas = sky(800, 1200, 960)
    cloud(canvas, 190, 150, 80)
    cloud(canvas, 640, 250, 60)
    canvas.disc(200, 990, 420, "#B9D3AC", 130)
    canvas.disc(700, 990, 380, "#A9C9A0", 110)
    canvas.gradient(960, 1200, "#C8BE98", "#AFA379")
    for x, up in ((160, 480), (400, 330), (640, 590)):
        _pole(canvas, x, 1010, 900)
        _climber(canvas, random, x, up)
    for dy in (0, 32):
        for left, right in ((-80, 160), (160, 400), (400, 640), (640, 880)):
            canvas.wire((left, 118 + dy), (right, 118 + dy), 22)
    banner(canvas, "配网抢修技能比武", 90, 770, 710, 852, 48)
    for x in (110, 290, 510, 690):
        figure = someone(random, 250, cloth=WORK, helmet="#F2F0EA" if x in (110, 690) else "#E8B93A", stripe=True)
        standing(canvas, x, 1170, figure, "wave" if x == 290 else "front" if x in (110, 690) else "hips")
    for x in (110, 690):
        canvas.box(x - 26, 1012, x + 26, 1048, WHITE, 3)
        canvas.box(x - 18, 1022, x + 18, 1026, "#B9B4AC")
        canvas.box(x - 18, 1033, x + 10, 1037, "#B9B4AC")
    return canvas


def _climber(canvas: Canvas, random: Random, x: float, feet: float) -> None:
    figure = someone(random, 240, cloth=WORK, stripe=True, helmet="#E8B93A", woman=False)
    for side in (-1, 1):
        canvas.limb(
            [(x + side * 12, feet - 92), (x + side * 40, feet - 48), (x + side * 14, feet)], 22, figure.trousers
        )
        canvas.box(x + side * 14 - 14, feet - 4, x + side * 14 + 14, feet + 10, INK_GREY, 4)
    canvas.box(x - 36, feet - 196, x + 36, feet - 80, figure.cloth, 20)
    canvas.box(x - 36, feet - 122, x + 36, feet - 112, "#E4E4D4")
    canvas.limb([(x - 44, feet - 92), (x + 44, feet - 92)], 9, OCHRE)
    for side in (-1, 1):
        canvas.limb(
            [(x + side * 32, feet - 182), (x + side * 52, feet - 226), (x + side * 12, feet - 262)], 18, "#2E4661"
        )
        canvas.disc(x + side * 12, feet - 264, 10, figure.skin)
    _back_of_head(canvas, x, feet - 222, figure)


def _back_of_head(canvas: Canvas, x: float, y: float, figure: Figure) -> None:
    canvas.box(x - 9, y + 8, x + 9, y + 34, figure.skin, 3)
    canvas.disc(x, y, 22, figure.hair, 25)
    canvas.dome(x, y + 2, 27, 30, figure.helmet)
    canvas.box(x - 30, y - 3, x + 30, y + 3, "#C79F32", 2)
