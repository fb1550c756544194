"""A briefing as a document for Word and WPS: what its PDF shows, to be worked on further."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from culture_desktop.documents.briefings.blocks import Block, Heading, Items, Paragraph, PictureRow, Quote, Runs, Table
from culture_desktop.documents.briefings.body import BOLD, paragraphs_of
from culture_desktop.documents.briefings.paper import BriefingContent, foot_lines, no_pictures
from culture_desktop.documents.briefings.picture_rows import GAP, Shown, picture_places
from culture_desktop.documents.briefings.prepared import ShownPicture
from culture_desktop.documents.briefings.tables import SIZE, column_widths
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import CHARACTER, PITCH, SMALL, TITLE, TYPE_AREA
from culture_desktop.documents.paper import GREY, RED
from culture_desktop.documents.title_shape import title_lines
from culture_desktop.documents.word import (
    CENTRE,
    LEFT,
    RIGHT,
    Part,
    WordPaper,
    add_border,
    add_picture,
    add_tab,
    add_text,
    closing_block,
    repeat_head,
)
from culture_desktop.vocabulary import Align

_MASTHEAD = 48.0
_CAPTION = 10.5
_INDENT = 2 * CHARACTER
_LEVELS = {1: Face.HEI, 2: Face.KAI}
_ALIGNS = {Align.START: LEFT, Align.CENTRE: CENTRE, Align.END: RIGHT}


def write_briefing_document(content: BriefingContent, stream: BinaryIO, shown: Shown = no_pictures) -> None:
    """Writes the document; raises PictureUnreadableError or FileMissingError for a picture."""
    paper = WordPaper(content.title)
    _write_head(paper, content)
    for block in content.blocks:
        _write_block(paper, block, shown)
    if lines := foot_lines(content):
        closing_block(paper, lines)
    paper.save(stream)


def _write_head(paper: WordPaper, content: BriefingContent) -> None:
    paper.paragraph([(content.masthead, Face.SONG_BOLD)], size=_MASTHEAD, align=CENTRE, pitch=_MASTHEAD * 1.2, ink=RED)
    paper.paragraph([(content.issue, Face.FANG)], size=SMALL, align=CENTRE, before=PITCH / 2)
    row = paper.paragraph([(f"{content.issuer}\t{content.date}", Face.FANG)], size=SMALL, align=LEFT)
    add_tab(row, TYPE_AREA.width)
    add_border(row, "bottom", 2.0)
    lines = title_lines(content.title, Face.SONG_BOLD, TITLE, TYPE_AREA.width - 2 * TITLE)
    text = "\n".join(lines)
    paper.paragraph(
        [(text, Face.SONG_BOLD)], size=TITLE, align=CENTRE, pitch=TITLE * 1.5, before=PITCH, after=PITCH * 0.75
    )


def _write_block(paper: WordPaper, block: Block, shown: Shown) -> None:
    match block:
        case Heading(text, level):
            for line in text.splitlines():
                paper.paragraph([(line.strip(), _LEVELS.get(level, Face.FANG))], indent=_INDENT, keep=True)
        case Paragraph(runs):
            for part in paragraphs_of(runs):
                paper.paragraph(_parts(part), indent=_INDENT)
        case Items(items, numbered):
            _write_items(paper, items, numbered=numbered)
        case Quote(runs, said_by):
            _write_quote(paper, runs, said_by)
        case Table():
            _write_table(paper, block)
        case PictureRow(pictures):
            _write_pictures(paper, [shown(photo) for photo in pictures])


def _parts(runs: Runs, face: Face = Face.FANG) -> list[Part]:
    return [(run.text, BOLD if run.bold else face) for run in runs]


def _write_items(paper: WordPaper, items: Sequence[Runs], *, numbered: bool) -> None:
    for number, item in enumerate(items, start=1):
        mark = f"{number}.\t" if numbered else "·\t"
        for at, part in enumerate(paragraphs_of(item)):
            hang = -CHARACTER if not at else 0.0
            begun: Iterable[Part] = [(mark, Face.FANG)] if not at else []
            paper.paragraph([*begun, *_parts(part)], left=_INDENT + CHARACTER, indent=hang)


def _write_quote(paper: WordPaper, runs: Runs, said_by: str) -> None:
    parts = [_parts(part, Face.KAI) for part in paragraphs_of(runs)]
    for at, part in enumerate(parts):
        made = paper.paragraph(part, left=_INDENT, right=CHARACTER, keep=bool(said_by) or at < len(parts) - 1)
        add_border(made, "left", 1.5, space=6)
    if said_by and parts:
        made = paper.paragraph([(f"——{said_by}", Face.KAI)], left=_INDENT, right=CHARACTER, align=RIGHT)
        add_border(made, "left", 1.5, space=6)


def _write_table(paper: WordPaper, table: Table) -> None:
    if not table.columns:
        return
    made = paper.table(column_widths(table), len(table.rows), ruled=True)
    repeat_head(made)
    for number, (row, cells) in enumerate(zip(made.rows, table.rows, strict=True)):
        for column, cell in enumerate(row.cells):
            face = Face.SONG if number else Face.HEI
            align = _ALIGNS[table.align(column)] if number else CENTRE
            runs = cells[column] if column < len(cells) else ()
            first = True
            for part in paragraphs_of(runs) or [()]:
                write = paper.first_of if first else paper.paragraph_in
                text = write(cell, align=align, pitch=18.0)
                for words, own in _parts(part, face):
                    add_text(text, words, own, SIZE)
                first = False
    paper.paragraph((), pitch=PITCH / 3)


def _write_pictures(paper: WordPaper, pictures: Sequence[ShownPicture]) -> None:
    for row in picture_places(pictures):
        made = paper.table([place.width + GAP for place in row], 1, ruled=False)
        for cell, place in zip(made.rows[0].cells, row, strict=True):
            line = paper.first_of(cell, align=CENTRE, pitch=0, keep=bool(place.picture.caption))
            add_picture(line, place.picture.jpeg(place.width, place.height), place.width, place.height)
            if place.picture.caption:
                below = paper.paragraph_in(cell, align=CENTRE, pitch=15.0)
                add_text(below, place.picture.caption, Face.KAI, _CAPTION, GREY)
        paper.paragraph((), pitch=PITCH / 3)
