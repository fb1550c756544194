"""Halls and rooms of the sample year."""

from random import Random

from builder.canvas import (
    BRICK,
    DARK_WOOD,
    DEEP_RED,
    DEEP_TEAL,
    FLOOR,
    GOLD,
    GREEN,
    MIST,
    OCHRE,
    RED,
    TEAL,
    WHITE,
    WOOD,
    Canvas,
    banner,
    plant,
    window,
)
from builder.figures import SUIT, UNIFORMS, WORK, certificate, from_behind, row_from_behind, seated, someone, standing

WALL, SKIRTING = "#EFE6D6", "#E2D4BD"


def _room(wall: str = WALL, floor_at: float = 520) -> Canvas:
    canvas = Canvas(ground=wall)
    canvas.gradient(0, floor_at, wall, SKIRTING)
    canvas.gradient(floor_at, 800, FLOOR, WOOD)
    canvas.box(0, floor_at - 16, 1200, floor_at, "#CDB694")
    return canvas


def lecture(random: Random) -> Canvas:
    """A speaker at the lectern, a screen, and the hall from the back row."""
    canvas = _room("#E9DDCB", 470)
    for x in (0, 1050):
        canvas.box(x, 0, x + 150, 470, DEEP_RED)
        for fold in range(0, 150, 30):
            canvas.box(x + fold, 0, x + fold + 12, 470, "#7A1611")
    banner(canvas, "2026年“一把手”服务宣讲", 190, 40, 1010, 128, 46)
    canvas.box(330, 168, 870, 420, "#3B4650", 8)
    canvas.box(342, 180, 858, 408, "#F7F3EA", 3)
    canvas.text(600, 246, "一张工单", 50, DEEP_TEAL, 10)
    canvas.text(600, 318, "多走一步的服务", 34, "#6E675C", 5)
    canvas.box(470, 362, 730, 368, RED, 3)
    canvas.box(0, 438, 1200, 476, DARK_WOOD)
    standing(canvas, 985, 452, someone(random, 270, woman=False, cloth=SUIT), "welcome")
    canvas.shape([(925, 330), (1045, 330), (1032, 452), (938, 452)], "#8A5A33")
    canvas.box(915, 318, 1055, 336, "#6F4526", 3)
    canvas.limb([(985, 318), (975, 292)], 4, "#3B3733")
    canvas.disc(973, 288, 8, "#3B3733")
    for bottom, height, count, shift in ((590, 150, 11, 0), (690, 190, 9, 30), (812, 240, 7, -20)):
        row_from_behind(canvas, random, bottom, height, count, shift)
    return canvas


def blessings(random: Random) -> Canvas:
    """New Year's couplets and parcels brought to an office."""
    canvas = _room("#F2E8D8", 560)
    window(canvas, 70, 60, 330, 290)
    for x in (470, 830):
        canvas.box(x - 40, 30, x + 40, 338, RED, 4)
        words = "万家灯火报平安" if x < 600 else "一路春风送温暖"
        for place, letter in enumerate(words):
            canvas.text(x, 58 + place * 42, letter, 34, GOLD)
    canvas.shape([(650, 72), (755, 177), (650, 282), (545, 177)], RED)
    canvas.text(650, 175, "福", 104, GOLD)
    plant(canvas, 1100, 610, 130)
    for x, arms, look in (
        (300, "give", {"vest": RED, "cloth": "#E6DAC6", "woman": True}),
        (470, "take", {"cloth": WORK, "woman": False}),
        (690, "give", {"vest": RED, "cloth": "#E6DAC6", "woman": False}),
        (860, "take", {"cloth": WORK, "woman": True}),
        (1000, "wave", {"cloth": TEAL, "woman": True}),
    ):
        standing(canvas, x, 764, someone(random, 395, **look), arms)
    for x in (385, 775):
        canvas.box(x - 44, 466, x + 44, 534, "#C8322A", 5)
        canvas.box(x - 6, 466, x + 6, 534, GOLD)
        canvas.box(x - 44, 494, x + 44, 504, GOLD)
        canvas.disc(x - 14, 460, 16, GOLD, 9)
        canvas.disc(x + 14, 460, 16, GOLD, 9)
    return canvas


def reading(random: Random) -> Canvas:
    """The staff library with a round of readers."""
    canvas = _room("#E9DFCF", 600)
    canvas.box(40, 60, 1160, 470, "#8C6239", 8)
    colours = (TEAL, BRICK, OCHRE, GREEN, DEEP_TEAL, "#8A6A86", "#C9B79A", RED, "#6F8595")
    for shelf in range(3):
        top, bottom = 80 + shelf * 132, 196 + shelf * 132
        canvas.box(60, top, 1140, bottom, "#6F4A28", 3)
        x = 70.0
        while x < 1118:
            width, height = random.uniform(14, 30), random.uniform(70, 106)
            if random.random() < 0.08:
                x += random.uniform(24, 60)
                continue
            width = min(width, 1132 - x)
            canvas.box(x, bottom - height, x + width, bottom - 2, random.choice(colours), 2)
            canvas.box(x + 3, bottom - height + 14, x + width - 3, bottom - height + 19, "#FFFDF8A0")
            x += width + 2
    for x in (300, 600, 900):
        canvas.limb([(x, 0), (x, 96)], 4, "#4A3B31")
        canvas.shape([(x - 24, 92), (x + 24, 92), (x + 62, 140), (x - 62, 140)], OCHRE)
        canvas.disc(x, 146, 130, "#FFE9B030", 46)
    for x in (170, 345, 520, 695, 870, 1040):
        seated(canvas, x, 640, someone(random, 420))
    canvas.disc(600, 690, 620, DARK_WOOD, 74)
    canvas.disc(600, 676, 620, WOOD, 70)
    for x in (170, 345, 520, 695, 870, 1040):
        canvas.shape([(x - 48, 648), (x, 656), (x, 690), (x - 54, 680)], WHITE)
        canvas.shape([(x + 48, 648), (x, 656), (x, 690), (x + 54, 680)], "#F1E8D8")
        canvas.limb([(x, 656), (x, 689)], 3, "#B9A88C")
    for x in (258, 610, 955):
        canvas.box(x - 15, 690, x + 15, 722, MIST, 6)
    return canvas


def wiring(random: Random) -> Canvas:
    """Contestants at their meter boards."""
    canvas = _room("#E6E4DA", 590)
    banner(canvas, "“匠心杯”装表接电技能竞赛", 170, 36, 1030, 126, 46)
    for place in range(4):
        left = 70 + place * 275
        canvas.box(left, 170, left + 235, 500, "#CBB089", 6)
        canvas.box(left + 10, 180, left + 225, 490, "#E9DBC2", 4)
        for column in range(2):
            x = left + 30 + column * 95
            canvas.box(x, 205, x + 78, 300, WHITE, 8)
            canvas.box(x + 10, 218, x + 68, 248, "#B9CBBE", 3)
            canvas.text(x + 39, 233, f"{random.randint(1000, 9999)}", 20, "#2B3A33")
            canvas.disc(x + 20, 276, 6, RED)
            canvas.disc(x + 39, 276, 6, OCHRE)
            canvas.disc(x + 58, 276, 6, GREEN)
            for wire, colour in enumerate((RED, OCHRE, GREEN)):
                x1 = x + 20 + wire * 19
                canvas.limb(
                    [
                        (x1, 300),
                        (x1, 318 + wire * 9),
                        (left + 100 + wire * 18, 318 + wire * 9),
                        (left + 100 + wire * 18, 360),
                    ],
                    5,
                    colour,
                )
        canvas.box(left + 76, 356, left + 160, 394, "#51606B", 5)
        from_behind(canvas, left + 118, 690, someone(random, 268, cloth=WORK, helmet="#E8B93A", stripe=True))
    canvas.box(0, 672, 1200, 800, "#8B98A0")
    canvas.box(0, 664, 1200, 684, "#6E7C85")
    for place, number in enumerate("1234"):
        x = 188 + place * 275
        canvas.disc(x, 738, 36, WHITE)
        canvas.text(x, 738, number, 40, RED)
    return canvas


def service_hall(random: Random) -> Canvas:
    """A business hall with a low counter."""
    canvas = _room("#EEF0EA", 560)
    canvas.box(0, 0, 1200, 96, DEEP_TEAL)
    canvas.text(430, 49, "城东供电营业厅", 48, WHITE, 10)
    canvas.box(830, 20, 1120, 78, "#10303E", 6)
    canvas.text(975, 50, "请A027号到3号窗口", 26, "#F2C76B", 1)
    for x, words in ((210, "业务办理"), (600, "自助交费"), (990, "爱心窗口")):
        canvas.box(x - 95, 130, x + 95, 176, TEAL if x < 900 else RED, 6)
        canvas.text(x, 153, words, 28, WHITE, 4)
        canvas.box(x - 150, 200, x + 150, 420, "#DDE6E4", 6)
        seated(canvas, x, 478, someone(random, 400, cloth=SUIT, woman=x != 600, scarf=RED))
    canvas.box(0, 474, 1200, 620, "#F7F3EA")
    canvas.box(0, 466, 1200, 486, WOOD)
    canvas.box(0, 596, 1200, 620, TEAL)
    for x in (100, 490, 880):
        canvas.box(x, 400, x + 10, 470, "#51606B")
        canvas.box(x - 44, 386, x + 52, 452, "#3B4650", 5)
    plant(canvas, 60, 720, 120)
    for x, look, arms in (
        (230, {"grey": True, "woman": True, "cloth": "#8A6A86"}, "front"),
        (330, {"vest": RED, "cloth": "#E6DAC6", "woman": True}, "welcome"),
        (820, {"grey": True, "woman": False, "cloth": "#7C8A74"}, "down"),
        (1010, {"cloth": OCHRE}, "front"),
    ):
        standing(canvas, x, 778, someone(random, 350, **look), arms)
    return canvas


def stars(random: Random) -> Canvas:
    """Winners on the stage with their certificates."""
    canvas = Canvas(ground="#6A1410")
    canvas.gradient(0, 600, "#7E1A14", "#5A100C")
    for fold in range(0, 1200, 60):
        canvas.box(fold, 0, fold + 22, 560, "#6A130EA0")
    for x in (250, 600, 950):
        canvas.shape([(x - 30, 0), (x + 30, 0), (x + 190, 640), (x - 190, 640)], "#FFE9B01E")
    canvas.text(600, 100, "服务明星发布", 84, GOLD, 18)
    canvas.text(600, 178, "用心一级　满意升级", 36, "#E9C48B", 8)
    canvas.gradient(560, 800, WOOD, DARK_WOOD)
    canvas.box(0, 556, 1200, 572, OCHRE)
    for place in range(8):
        x = 135 + place * 133
        standing(canvas, x, 690, someone(random, 370, cloth=UNIFORMS[place % 3], woman=place % 2 == 1), "front")
        certificate(canvas, x, 488, 44)
    for x in range(40, 1200, 80):
        canvas.disc(x, 742, 34, LEAVES[x % 3], 26)
        canvas.disc(x - 12, 728, 11, "#E8717A")
        canvas.disc(x + 14, 736, 11, "#F2C76B")
    return canvas


LEAVES = (GREEN, "#3C8463", "#276349")


def classroom(random: Random) -> Canvas:
    """A blackboard, a teacher, and desks from behind."""
    canvas = _room("#EEE6D8", 500)
    canvas.box(170, 70, 900, 380, DARK_WOOD, 6)
    canvas.box(184, 84, 886, 366, "#2F5348", 3)
    canvas.text(535, 140, "把会的教给别人", 58, "#EFF3E8", 8)
    for y, words in ((224, "一、讲清为什么"), (274, "二、做给他看"), (324, "三、看着他做")):
        canvas.text(420, y, words, 34, "#D8E3D2", 4)
    canvas.limb([(640, 330), (640, 220), (800, 220), (800, 330), (640, 330)], 4, "#D8E3D2")
    canvas.limb([(670, 310), (720, 250), (770, 296)], 4, "#F2C76B")
    window(canvas, 970, 100, 1140, 330)
    standing(canvas, 930, 560, someone(random, 390, cloth=TEAL, woman=True), "wave")
    for bottom, height, count in ((640, 190, 6), (800, 250, 5)):
        step = 1200 / count
        for place in range(count):
            x = step * (place + 0.5)
            canvas.box(x - step * 0.4, bottom - height * 0.5, x + step * 0.4, bottom - height * 0.42, WOOD, 4)
            canvas.box(x + step * 0.12, bottom - height * 0.56, x + step * 0.3, bottom - height * 0.5, WHITE, 2)
            from_behind(canvas, x, bottom, someone(random, height))
            canvas.box(x - height * 0.3, bottom - height * 0.24, x + height * 0.3, bottom + 4, DARK_WOOD, height * 0.06)
    return canvas
