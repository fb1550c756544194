"""Papers for Word and WPS: the sheet, faces and rows of official papers, on python-docx's objects.

A paper opened there is worked on further, so what is set here is what one would set by hand: styles of paragraphs,
tab stops, borders. Faces go by the names that Windows, WPS and domestic systems know; what a machine lacks its program
replaces by its own.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import PITCH, SMALL, TYPE_AREA
from culture_desktop.documents.paper import A4, BLACK, RED, Colour, Jpeg

FACES = {
    Face.FANG: "仿宋",
    Face.KAI: "楷体",
    Face.HEI: "黑体",
    Face.SONG: "宋体",
    Face.SONG_BOLD: "方正小标宋简体",
}
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY
SIZE_THREE = 16.0  # points: Word knows halves only; its grid of characters brings 28 into a line
_CHARACTERS = 28
_EIGHTHS = 8  # of a point, in which Word measures lines
_MADE_AT = datetime(2000, 1, 1)  # the same paper is the same file
Part = tuple[str, Face]
Where = Any  # a document or a cell of a table: what paragraphs can be added to


class WordPaper:
    """One document with the type area of GB/T 9704, page numbers at its outer edges."""

    def __init__(self, title: str) -> None:
        self.document = Document()
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = title, "", ""
        properties.created = properties.modified = _MADE_AT
        properties.last_modified_by = ""
        self._set_sheet()
        self._number_pages()

    def paragraph(
        self,
        parts: Iterable[Part],
        *,
        where: Where = None,
        size: float = SIZE_THREE,
        align: Any = JUSTIFIED,
        indent: float = 0.0,
        left: float = 0.0,
        right: float = 0.0,
        pitch: float = PITCH,
        before: float = 0.0,
        after: float = 0.0,
        ink: Colour = BLACK,
        keep: bool = False,
    ) -> Paragraph:
        """A paragraph of parts of several faces; measures in points, ``indent`` that of its first line."""
        made: Paragraph = (where or self.document).add_paragraph()
        set_paragraph(made, align, indent, left, right, pitch, before, after, keep=keep)
        for text, face in parts:
            add_text(made, text, face, size, ink)
        return made

    def first_of(self, cell: _Cell, **how: Any) -> Paragraph:
        """The paragraph that every cell begins with, instead of a further one."""
        made = self.paragraph_in(cell, **how)
        cell._tc.remove(cell.paragraphs[0]._p)
        return made

    def paragraph_in(self, cell: _Cell, **how: Any) -> Paragraph:
        """A further paragraph of a cell."""
        return self.paragraph((), where=cell, **how)

    def table(self, widths: Sequence[float], rows: int, *, ruled: bool) -> Table:
        """A table as wide as its columns, in points; its rows stay whole, the first stands again on each page."""
        made: Table = self.document.add_table(rows=rows, cols=len(widths))
        made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        if ruled:
            made.style = "Table Grid"
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Pt(width)
        for row in made.rows:
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Pt(width)
        return made

    def save(self, stream: BinaryIO) -> None:
        """Write the document."""
        self.document.save(stream)

    def _set_sheet(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Pt(A4.width), Pt(A4.height)
        section.left_margin, section.top_margin = Pt(TYPE_AREA.left), Pt(TYPE_AREA.top)
        section.right_margin = Pt(A4.width - TYPE_AREA.left - TYPE_AREA.width)
        section.bottom_margin = Pt(A4.height - TYPE_AREA.top - TYPE_AREA.height)
        section.footer_distance = Pt(A4.height - TYPE_AREA.top - TYPE_AREA.height - PITCH - SMALL)
        grid = section._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = OxmlElement("w:docGrid")
            section._sectPr.append(grid)
        grid.set(qn("w:type"), "linesAndChars")
        grid.set(qn("w:linePitch"), str(round(PITCH * 20)))
        grid.set(qn("w:charSpace"), str(round((TYPE_AREA.width / _CHARACTERS - SIZE_THREE) * 4096)))
        style = self.document.styles["Normal"]
        style.font.size = Pt(SIZE_THREE)
        set_faces(style.element.get_or_add_rPr(), Face.FANG)

    def _number_pages(self) -> None:
        """— 1 — at the right of odd pages and the left of even ones."""
        self.document.settings.odd_and_even_pages_header_footer = True
        section = self.document.sections[0]
        for footer, align in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
            made = footer.paragraphs[0]
            set_paragraph(made, align, 0, SMALL, SMALL, SMALL * 1.2, 0, 0)
            add_text(made, "— ", Face.SONG, SMALL)
            _add_field(made, "PAGE")
            add_text(made, " —", Face.SONG, SMALL)


def set_paragraph(
    made: Paragraph,
    align: Any,
    indent: float,
    left: float,
    right: float,
    pitch: float,
    before: float,
    after: float,
    *,
    keep: bool = False,
) -> None:
    """How a paragraph stands; ``pitch`` 0 leaves its lines as high as what is in them."""
    form = made.paragraph_format
    form.alignment, form.first_line_indent = align, Pt(indent)
    form.left_indent, form.right_indent = Pt(left), Pt(right)
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next, form.widow_control = keep, False
    if pitch:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(round(pitch, 1))


def add_text(made: Paragraph, text: str, face: Face, size: float, ink: Colour = BLACK) -> None:
    """Text of one face."""
    run = made.add_run(text)
    run.font.size = Pt(size)
    set_faces(run._r.get_or_add_rPr(), face)
    if ink != BLACK:
        run.font.color.rgb = RGBColor(*(round(part * 255) for part in ink))


def set_faces(properties: Any, face: Face) -> None:
    """The face for every script; without ``eastAsia`` Word would take its own for Chinese."""
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FACES[face])


def add_tab(made: Paragraph, position: float) -> None:
    """A stop at which a tab's text ends, in points."""
    made.paragraph_format.tab_stops.add_tab_stop(Pt(position), WD_TAB_ALIGNMENT.RIGHT)


def add_picture(made: Paragraph, jpeg: Jpeg, width: float, height: float) -> None:
    """A picture in the line."""
    made.add_run().add_picture(io.BytesIO(jpeg.content), Length(Pt(width)), Length(Pt(height)))


def add_border(made: Paragraph, side: str, thickness: float, ink: Colour = RED, space: int = 1) -> None:
    """A line at the ``top``, ``bottom`` or ``left`` of a paragraph."""
    borders = OxmlElement("w:pBdr")
    borders.append(_line(side, thickness, ink, space))
    made._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def set_borders(cell: _Cell, **sides: float) -> None:
    """The lines of a cell by side, in points; 0 for none."""
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            borders.append(_line(side, sides[side], BLACK, 0))
    cell._tc.get_or_add_tcPr().append(borders)


def repeat_head(table: Table) -> None:
    """Have the first row stand again on each page."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def closing_block(paper: WordPaper, lines: Sequence[tuple[str, str]]) -> None:
    """The ruled block at a paper's foot: texts on the left and right of each entry."""
    paper.paragraph((), pitch=PITCH)
    table = paper.table([TYPE_AREA.width], len(lines), ruled=False)
    last = len(lines) - 1
    for number, (row, (left, right)) in enumerate(zip(table.rows, lines, strict=True)):
        cell = row.cells[0]
        hanging = SMALL * (left.find("：") + 1)
        made = paper.first_of(cell, align=LEFT, indent=-hanging, left=SMALL / 2 + hanging, pitch=SMALL * 1.4)
        add_text(made, left + (f"\t{right}" if right else ""), Face.FANG, SMALL)
        add_tab(made, TYPE_AREA.width - SMALL)
        set_borders(cell, top=0.75 if number else 1.0, bottom=1.0 if number == last else 0.75)


def _line(side: str, thickness: float, ink: Colour, space: int) -> Any:
    line = OxmlElement(f"w:{side}")
    line.set(qn("w:val"), "single" if thickness else "nil")
    line.set(qn("w:sz"), str(round(thickness * _EIGHTHS)))
    line.set(qn("w:space"), str(space))
    line.set(qn("w:color"), "".join(f"{round(part * 255):02X}" for part in ink))
    return line


def _add_field(made: Paragraph, name: str) -> None:
    """A field that the program fills in, such as the number of the page."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        run = made.add_run()
        run.font.size = Pt(SMALL)
        set_faces(run._r.get_or_add_rPr(), Face.SONG)
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
