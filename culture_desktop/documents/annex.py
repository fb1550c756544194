"""Attachments bound in behind an official paper: pages of a PDF, or a list drawn as a table (GB/T 9704-2012, 7.3.7).

Each begins a page with 附件 and its number, flush left in Hei on the first line. What lies on its side is turned so that
its head is at the left: at the binding edge of odd pages, at the cut edge of even ones.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import CHARACTER, PITCH, TYPE_AREA, paragraph_rows, title_rows
from culture_desktop.documents.paper import MM, Size
from culture_desktop.documents.sheet import Area, Composition, Form, Page, Placed, Row, Source, paginate
from culture_desktop.documents.table import SIZE, Table, cell
from culture_desktop.documents.text import text_width

MOST_PAGES = 300
_MARK = 2 * PITCH  # the first line with the mark, and one free
_LYING = Size(TYPE_AREA.height - _MARK, TYPE_AREA.width)  # a sheet that fills the type area when it is turned
_PADDING, _NARROWEST, _WIDEST = 10.0, 26.0, 62 * MM
_FIGURES = 48.0  # no wider is a column of numbers
_SEEN_AT = 0.5  # pixels a point at which the ink of a page is looked for
_INK = 250  # of 255: what is darker is ink


@dataclass(frozen=True, slots=True)
class PdfAnnex:
    """A whole PDF; ``ink`` is what of each page is fitted into the type area: its ink, or the page where it is False."""

    name: str
    content: bytes
    ink: bool = True


@dataclass(frozen=True, slots=True)
class TableAnnex:
    """A list under the titles of its columns; every row has as many texts."""

    name: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Annex = PdfAnnex | TableAnnex


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


def annex_pages(annex: Annex, mark: str) -> list[Page]:
    """The pages of one attachment; raises PictureUnreadableError for a PDF that cannot be used."""
    if isinstance(annex, PdfAnnex):
        return _of_pdf(annex, mark)
    widths = _natural_widths(annex)
    if sum(widths) > TYPE_AREA.width:
        return _of_pdf(PdfAnnex(annex.name, _lying(annex, widths), ink=False), mark)
    rows = [*_mark_rows(annex.name, mark), *title_rows(annex.name, Source(annex.name, "标题"))]
    return paginate([*rows, *_table_rows(annex, widths, TYPE_AREA.width, TYPE_AREA.height)], TYPE_AREA)


def _mark_rows(name: str, mark: str) -> list[Row]:
    return paragraph_rows(mark, Source(name, "附件"), Face.HEI, indent=0, keep_with_next=True)


def _of_pdf(annex: PdfAnnex, mark: str) -> list[Page]:
    from culture_desktop.documents.pdf_page import pdf_pages  # noqa: PLC0415 - pypdf: half a second to import

    pages: list[Page] = []
    found = pdf_pages(annex.content, annex.name, MOST_PAGES, turn_lying=True)
    for number, (page, seen) in enumerate(zip(found, _boxes(annex), strict=True)):
        top = TYPE_AREA.top if number else TYPE_AREA.top + _MARK
        room = TYPE_AREA.height - (0 if number else _MARK)
        box = seen if annex.ink else _Box(0, 0, page.width, page.height)
        scale = min(1.0, TYPE_AREA.width / (box.right - box.left), room / (box.bottom - box.top))
        left = TYPE_AREA.left + (TYPE_AREA.width - (box.right - box.left) * scale) / 2
        form = Form(page, -box.left * scale, -box.top * scale, page.width * scale, page.height * scale)
        placed = Placed(left, top, Row(room, (form,)))
        first = Placed(TYPE_AREA.left, TYPE_AREA.top, _mark_rows(annex.name, mark)[0])
        pages.append([placed] if number else [first, placed])
    return pages


def _boxes(annex: PdfAnnex) -> Iterator[_Box]:
    """What of each page has ink, in points from its top left corner, those that lie turned; blank pages whole."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - as above
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    document = PdfDocument(annex.content)
    try:
        for number in range(min(MOST_PAGES, len(document))):
            page = document[number]
            seen = ImageOps.invert(page.render(scale=_SEEN_AT).to_pil().convert("L"))
            if seen.width > seen.height:
                seen = seen.transpose(Image.Transpose.ROTATE_90)
            box = seen.point([0 if level <= 255 - _INK else 255 for level in range(256)]).getbbox()
            left, top, right, bottom = box or (0, 0, seen.width, seen.height)
            # A pixel more on every side: at this scale edges are blurred.
            yield _Box((left - 1) / _SEEN_AT, (top - 1) / _SEEN_AT, (right + 1) / _SEEN_AT, (bottom + 1) / _SEEN_AT)
            page.close()
    finally:
        document.close()


def _natural_widths(annex: TableAnnex) -> list[float]:
    """How wide each column would be, the long ones on several lines."""
    columns = zip(*(annex.titles, *annex.rows), strict=True)
    wanted = (max(text_width(text, Face.SONG, SIZE) for text in column) + _PADDING for column in columns)
    return [min(_WIDEST, max(_NARROWEST, width)) for width in wanted]


def _table_rows(annex: TableAnnex, widths: Sequence[float], room: float, height: float) -> list[Row]:
    table = Table(annex.name, zip(annex.titles, _filling(widths, room), strict=True))
    rows = (
        table.row(next(filter(None, row), annex.name), [cell(text) for text in row], height / 2) for row in annex.rows
    )
    return [table.head(), *rows]


def _filling(widths: Sequence[float], room: float) -> list[float]:
    """The widths that fill the room; what is spare goes to columns of words, not to those of numbers."""
    spare, wide = room - sum(widths), [width > _FIGURES for width in widths]
    if spare < 0 or not any(wide):
        return [width * room / sum(widths) for width in widths]
    words = sum(width for width, is_wide in zip(widths, wide, strict=True) if is_wide)
    return [width + spare * width / words if is_wide else width for width, is_wide in zip(widths, wide, strict=True)]


def _lying(annex: TableAnnex, widths: Sequence[float]) -> bytes:
    """The list as a PDF on sheets that lie on their side."""
    source = Source(annex.name, "标题")
    area = Area(0, 0, *_LYING)
    heading = paragraph_rows(annex.name, source, Face.SONG_BOLD, indent=0, keep_with_next=True)
    rows = [*heading, Row(CHARACTER / 2, keep_with_next=True)]
    rows += _table_rows(annex, widths, area.width, area.height)
    stream = io.BytesIO()
    Composition(_LYING, annex.name, paginate(rows, area)).write(stream, lambda *_: None)
    return stream.getvalue()
