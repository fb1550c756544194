"""Makes docs/screenshots/designs.png: every design that comes with the program, filled in, with its name below.

::

    python docs/make_gallery.py                          # needs no display
    python docs/make_gallery.py --grey --out /tmp/g.png  # as an office printer without colours shows them
"""

import argparse
import io
from pathlib import Path

import pypdfium2
from few_colours import in_few_colours
from PIL import Image, ImageDraw, ImageFont

from culture_desktop.documents.designs.bundled import bundled_codes, bundled_design
from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.elements import Fields
from culture_desktop.documents.designs.printer import write_design
from culture_desktop.documents.fonts import Face
from culture_desktop.paths import resource

DOCS = Path(__file__).resolve().parent
GALLERY = DOCS / "screenshots" / "designs.png"
COLUMNS, WIDTH, HEIGHT, GAP, CAPTION = 3, 560, 430, 36, 40  # pixels: a place, the space about it, its name
GROUND, INK, SHADE = "#EFEBE2", "#24211D", "#DBD5C9"
FINER = 3  # times the pixels that are drawn, for lines thinner than one

PERSON: Fields = {
    "编号": "云川工荣〔2026〕118号",
    "姓名": "林青",
    "称谓": "林　青同志：",
    "正文": "在二〇二六年度“心级服务”评选活动中，爱岗敬业，用心服务，表现突出，荣获“服务明星”称号。",
    "颁发单位": "云川供电服务中心工会委员会",
    "颁发日期": "二〇二六年十二月一日",
    "二维码": "云川工荣〔2026〕118号\n林青\n服务明星\n云川供电服务中心工会委员会\n2026-12-01",
}
TEAM: Fields = {
    **PERSON,
    "姓名": "营业三班",
    "称谓": "云川供电服务中心营业三班：",
    "称号": "质量信得过班组",
    "正文": "在二〇二六年度质量信得过班组评选活动中，团结协作，用心服务，成绩突出，荣获“质量信得过班组”称号。",
}


def main() -> None:
    """Draw them all on one sheet."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--out", type=Path, default=GALLERY, help="the picture to write")
    asked.add_argument("--grey", action="store_true", help="without colours")
    options = asked.parse_args()
    make_gallery(options.out, grey=options.grey)


def make_gallery(file: Path = GALLERY, *, grey: bool = False) -> None:
    """Write the picture."""
    designs = [bundled_design(code) for code in bundled_codes()]
    rows = -(-len(designs) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (WIDTH + GAP) + GAP, rows * (HEIGHT + CAPTION + GAP) + GAP), GROUND)
    brush = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(resource("fonts", f"{Face.SONG_BOLD}.ttf"), 22)
    for number, design in enumerate(designs):
        left = GAP + number % COLUMNS * (WIDTH + GAP)
        top = GAP + number // COLUMNS * (HEIGHT + CAPTION + GAP)
        page = drawn(design)
        x, y = left + (WIDTH - page.width) // 2, top + (HEIGHT - page.height) // 2
        brush.rectangle((x - 1, y - 1, x + page.width, y + page.height), outline=SHADE)
        sheet.paste(page, (x, y))
        brush.text((left + WIDTH / 2, top + HEIGHT + CAPTION * 0.6), design.name, INK, font, anchor="mm")
    if grey:
        sheet = sheet.convert("L").convert("RGB")
    in_few_colours(sheet).save(file, optimize=True)


def drawn(design: Design) -> Image.Image:
    """One certificate, as large as its place in the gallery."""
    stream = io.BytesIO()
    write_design(design, [TEAM if "称号" in design.fields else PERSON], stream)
    with pypdfium2.PdfDocument(stream.getvalue()) as document:
        page = document[0]
        width, height = page.get_size()
        scale = min(WIDTH / width, HEIGHT / height)
        large: Image.Image = page.render(scale=scale * FINER).to_pil().convert("RGB")
    return large.resize((round(width * scale), round(height * scale)), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
