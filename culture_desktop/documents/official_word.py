"""An official paper as a document for Word and WPS: the layout of its PDF, to be worked on further."""

from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import CHARACTER, PITCH, TITLE, TYPE_AREA
from culture_desktop.documents.official_paper import OfficialContent, Paragraph, closing_lines, led_by
from culture_desktop.documents.paper import MM, RED
from culture_desktop.documents.title_shape import title_lines
from culture_desktop.documents.word import CENTRE, LEFT, RIGHT, WordPaper, add_border, add_tab, closing_block

_MARK = 42.0
_MARK_TOP = 35 * MM
_INDENT = 2 * CHARACTER


def write_official_document(content: OfficialContent, stream: BinaryIO) -> None:
    """Writes the document; pages bound in as attachments are not in it, their names are."""
    paper = WordPaper(content.title)
    if content.mark:
        _write_head(paper, content)
    lines = title_lines(content.title, Face.SONG_BOLD, TITLE, TYPE_AREA.width - 2 * TITLE)
    paper.paragraph(
        [("\n".join(lines), Face.SONG_BOLD)],
        size=TITLE,
        align=CENTRE,
        pitch=TITLE * 1.5,
        before=2 * PITCH if content.mark else 0.0,
        after=PITCH * 0.75,
    )
    if content.recipients:
        paper.paragraph([(content.recipients, Face.FANG)])
    for paragraph in content.paragraphs:
        _write_levelled(paper, paragraph)
    _write_attachments(paper, content.attachments)
    _write_signature(paper, content)
    if content.note:
        paper.paragraph([(f"（{content.note}）", Face.FANG)], indent=_INDENT)
    if lines_below := closing_lines(content):
        closing_block(paper, lines_below)
    paper.save(stream)


def _write_head(paper: WordPaper, content: OfficialContent) -> None:
    """The issuing mark, the number, the red line 4 mm below it (7.2)."""
    paper.paragraph(
        [(content.mark, Face.SONG_BOLD)], size=_MARK, align=CENTRE, pitch=_MARK * 1.2, before=_MARK_TOP, ink=RED
    )
    parts = [(content.number, Face.FANG)]
    if content.signer:
        parts += [("\t签发人：", Face.FANG), (content.signer, Face.KAI)]
    side = CHARACTER if content.signer else 0.0
    row = paper.paragraph(
        parts, align=LEFT if content.signer else CENTRE, left=side, right=side, before=2 * PITCH, keep=True
    )
    if content.signer:
        add_tab(row, TYPE_AREA.width - CHARACTER)
    add_border(row, "bottom", 1.7, space=round(4 * MM))


def _write_levelled(paper: WordPaper, paragraph: Paragraph) -> None:
    face, lead = led_by(paragraph)
    parts = [(paragraph.text[:lead], face), (paragraph.text[lead:], Face.FANG)]
    heading = bool(paragraph.level) and lead == len(paragraph.text)
    paper.paragraph([part for part in parts if part[0]], indent=_INDENT, keep=heading)


def _write_attachments(paper: WordPaper, names: tuple[str, ...]) -> None:
    """附件：1. …, a line free above."""
    for place, name in enumerate(names, start=1):
        number = f"{place}. " if len(names) > 1 else ""
        begun = f"{'附件：' if place == 1 else ''}{number}"
        left = _INDENT + 3 * CHARACTER + (CHARACTER if number else 0.0)
        hang = -left + _INDENT + (0.0 if place == 1 else 3 * CHARACTER)
        before = PITCH if place == 1 else 0.0
        paper.paragraph([(begun + name, Face.FANG)], left=left, indent=hang, before=before)


def _write_signature(paper: WordPaper, content: OfficialContent) -> None:
    """Issuer over date; with a seal the date stands four characters in from the right, without one two (7.3.5)."""
    inward = 4 * CHARACTER if content.sealed else 2 * CHARACTER
    before = 2 * PITCH if content.sealed else PITCH
    paper.paragraph([(content.issuer, Face.FANG)], align=RIGHT, right=inward, before=before, keep=True)
    paper.paragraph([(content.date, Face.FANG)], align=RIGHT, right=inward)
