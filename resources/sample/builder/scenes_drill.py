"""The evening of the etiquette drill: four pictures of one hall."""

from random import Random

from builder.canvas import DARK_WOOD, DEEP_RED, FLOOR, MIST, RED, TEAL, WHITE, WOOD, Canvas, banner, plant
from builder.figures import SUIT, certificate, row_from_behind, seated, someone, standing

_TITLE = "“匠心杯”服务礼仪岗位练兵"


def _hall(floor_at: float = 540) -> Canvas:
    canvas = Canvas(ground="#EDE3D2")
    canvas.gradient(0, floor_at, "#F1E8D9", "#E3D5BE")
    for x in range(60, 1200, 180):
        canvas.box(x, 150, x + 120, floor_at - 40, "#E9DCC7", 4)
    canvas.gradient(floor_at, 800, FLOOR, WOOD)
    canvas.box(0, floor_at - 14, 1200, floor_at, "#C9B08B")
    for x in range(100, 1200, 200):
        canvas.box(x - 50, 0, x + 50, 10, WHITE, 4)
        canvas.shape([(x - 50, 10), (x + 50, 10), (x + 120, 120), (x - 120, 120)], "#FFF4D226")
    banner(canvas, _TITLE, 150, 44, 1050, 146, 54)
    return canvas


def answering(random: Random) -> Canvas:
    """A customer and a clerk play a difficult case; colleagues look on."""
    canvas = _hall(500)
    plant(canvas, 80, 560, 110)
    plant(canvas, 1120, 560, 110)
    standing(canvas, 790, 560, someone(random, 308, cloth="#C98B4B", woman=False), "hips")
    standing(canvas, 930, 560, someone(random, 300, cloth=SUIT, woman=True, scarf=RED), "clasp")
    seated(canvas, 420, 470, someone(random, 400, cloth=SUIT, woman=True, scarf=RED))
    canvas.box(270, 466, 590, 486, DARK_WOOD, 3)
    canvas.box(284, 486, 576, 566, WOOD)
    canvas.box(480, 396, 566, 462, "#3B4650", 5)
    canvas.box(487, 403, 559, 452, MIST, 2)
    canvas.box(292, 440, 352, 466, WHITE, 3)
    canvas.text(322, 453, "3号", 18, RED)
    canvas.box(650, 164, 900, 222, WHITE, 22)
    canvas.shape([(765, 218), (795, 218), (782, 242)], WHITE)
    canvas.text(775, 193, "我等了半天了", 32, "#544F47", 2)
    canvas.box(300, 164, 580, 222, "#F9E9E4", 22)
    canvas.shape([(408, 218), (438, 218), (422, 246)], "#F9E9E4")
    canvas.text(440, 193, "您先坐，我来办", 32, DEEP_RED, 2)
    for bottom, height, count, shift in ((690, 180, 8, 20), (812, 235, 7, -10)):
        row_from_behind(canvas, random, bottom, height, count, shift)
    return canvas


def posture(random: Random) -> Canvas:
    """Five in uniform show how to stand and to welcome."""
    canvas = _hall(560)
    canvas.box(110, 590, 1090, 760, "#B5473D", 12)
    canvas.box(122, 602, 1078, 748, RED, 8)
    for place, arms in enumerate(("clasp", "clasp", "front", "clasp", "welcome")):
        figure = someone(random, 445, cloth=SUIT, trousers="#26303D", woman=place % 2 == 0, scarf="#D9785F")
        standing(canvas, 210 + place * 180, 712 + (place % 2) * 16, figure, arms)
    plant(canvas, 56, 680, 130)
    plant(canvas, 1146, 680, 130)
    return canvas


def scoring(random: Random) -> Canvas:
    """The judges' table with raised boards."""
    canvas = _hall(560)
    for place, points in enumerate(("9.4", "9.2", "9.6", "9.3", "9.5")):
        x = 160 + place * 210
        cloth = (TEAL, SUIT, "#6F8595")[place % 3]
        seated(canvas, x, 560, someone(random, 500, cloth=cloth), busy=False)
        canvas.limb([(x + 108, 470), (x + 108, 360)], 9, DARK_WOOD)
        canvas.limb([(x + 66, 500), (x + 104, 540), (x + 108, 468)], 26, cloth)
        canvas.disc(x + 108, 462, 15, "#E2B58E")
        canvas.box(x + 58, 280, x + 158, 382, RED, 12)
        canvas.box(x + 66, 288, x + 150, 374, WHITE, 8)
        canvas.text(x + 108, 331, points, 46, RED)
    canvas.box(0, 560, 1200, 800, "#A82A22")
    for fold in range(0, 1200, 75):
        canvas.box(fold, 574, fold + 26, 800, "#951F18")
    canvas.box(0, 552, 1200, 580, "#C23A31")
    for place in range(5):
        x = 160 + place * 210
        canvas.box(x - 62, 512, x + 14, 556, WHITE, 4)
        canvas.text(x - 24, 535, "评委", 26, "#544F47", 4)
        canvas.box(x + 40, 520, x + 66, 554, MIST, 6)
    return canvas


def together(random: Random) -> Canvas:
    """The winners' photograph."""
    canvas = _hall(560)
    for place in range(8):
        figure = someone(random, 380, cloth=SUIT if place % 3 else TEAL, woman=place % 2 == 0)
        standing(canvas, 145 + place * 130, 640, figure, "down")
    canvas.box(60, 636, 1140, 660, DARK_WOOD, 4)
    for place in range(7):
        figure = someone(random, 390, cloth=SUIT, woman=place % 2 == 1, scarf=RED)
        x = 165 + place * 145
        standing(canvas, x, 768, figure, "front")
        certificate(canvas, x, 558, 46)
    for x in (40, 1160):
        plant(canvas, x, 770, 120)
    canvas.text(600, 176, "以练促学　以赛促优", 32, "#8A5A33", 8)
    return canvas
