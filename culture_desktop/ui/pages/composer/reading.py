"""A Qt document into blocks: the way out. Empty lines are left out, and letters beside each other become one run."""

from collections.abc import Iterator

from PySide6.QtGui import (
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextFrame,
    QTextList,
    QTextListFormat,
    QTextTable,
    QTextTableCell,
)

from culture_desktop.documents.briefings.blocks import (
    Block,
    Heading,
    Items,
    Paragraph,
    Run,
    Runs,
    Table,
)
from culture_desktop.documents.briefings.figures import literal, token
from culture_desktop.ui.pages.composer import formats
from culture_desktop.ui.pages.composer.cleaning import cleaned, joined, quotation
from culture_desktop.ui.pages.composer.formats import Kind
from culture_desktop.ui.pages.composer.picture_json import from_json
from culture_desktop.vocabulary import Align

_PLAIN = str.maketrans({"\u2028": "", "\u2029": "", formats.OBJECT: "", "\u00a0": " "})


def read_blocks(document: QTextDocument) -> tuple[Block, ...]:
    """Every block of the document."""
    return read_frame(document.rootFrame())


def read_selection(cursor: QTextCursor) -> tuple[Block, ...]:
    """What is chosen, as blocks; of the first and the last line only the part that is chosen."""
    part = QTextDocument()
    QTextCursor(part).insertFragment(cursor.selection())
    return read_frame(part.rootFrame())


def read_frame(frame: QTextFrame) -> tuple[Block, ...]:
    """The blocks of a frame in their order."""
    found: list[Block] = []
    items: list[Runs] = []
    list_: QTextList | None = None
    for each in (*_parts(frame), None):
        of = each.textList() if isinstance(each, QTextBlock) else None
        if list_ is not None and (of is None or of.objectIndex() != list_.objectIndex()):
            found.append(Items(tuple(items), numbered=list_.format().style() is QTextListFormat.Style.ListDecimal))
            items = []
        list_ = of
        if isinstance(each, QTextTable):
            found.append(_table(each))
        elif each is not None and of is not None:
            items.append(_runs(each))
        elif each is not None:
            found += _line(each)
    return cleaned(found)


def block_start(document: QTextDocument, number: int) -> QTextCursor | None:
    """Where the block of this number begins; None for one that is not there."""
    list_, seen = -1, -1
    for each in _parts(document.rootFrame()):
        of = each.textList() if isinstance(each, QTextBlock) else None
        if isinstance(each, QTextTable):
            seen += 1
        elif of is None:
            seen += len(_line(each))
        elif of.objectIndex() != list_:
            seen += 1
        list_ = of.objectIndex() if of is not None else -1
        if seen >= number:
            return each.firstCursorPosition() if isinstance(each, QTextTable) else QTextCursor(each)
    return None


def _parts(frame: QTextFrame) -> Iterator[QTextBlock | QTextTable]:
    at = frame.begin()
    while not at.atEnd():
        inner = at.currentFrame()
        if isinstance(inner, QTextTable):
            yield inner
        elif inner is None:
            yield at.currentBlock()
        at += 1


def _line(block: QTextBlock) -> list[Block]:
    kind = formats.kind_of(block)
    rows: list[Block] = []
    for fragment in fragments(block):
        letter = fragment.charFormat()
        if letter.objectType() == formats.PICTURES:
            rows += [from_json(formats.key_of(letter))] * fragment.length()
    runs = _runs(block, plain=kind in formats.LEVELS)
    if not runs:
        return rows
    if kind in formats.LEVELS:
        return [Heading(runs[0].text, formats.LEVELS[kind]), *rows]
    return [quotation(runs) if kind is Kind.QUOTE else Paragraph(runs), *rows]


def _runs(block: QTextBlock, *, plain: bool = False) -> Runs:
    return joined(
        Run(_text(fragment), bold=not plain and formats.is_bold(fragment.charFormat())) for fragment in fragments(block)
    )


def _text(fragment: QTextFragment) -> str:
    letter = fragment.charFormat()
    if letter.objectType() == formats.FIGURE:
        return token(formats.key_of(letter)) * fragment.length()
    return "" if letter.objectType() == formats.PICTURES else literal(fragment.text().translate(_PLAIN))


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The pieces of a line that look alike."""
    at = block.begin()
    while not at.atEnd():
        yield at.fragment()
        at += 1


def _table(table: QTextTable) -> Table:
    cells = [[table.cellAt(row, across) for across in range(table.columns())] for row in range(table.rows())]
    aligns = [formats.align_of(cell.firstCursorPosition().block()) for cell in cells[0]]
    while aligns and aligns[-1] is Align.START:
        aligns.pop()
    return Table(tuple(tuple(_cell(cell) for cell in row) for row in cells), tuple(aligns))


def _cell(cell: QTextTableCell) -> Runs:
    found: list[Run] = []
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    while True:
        found += _runs(block)
        if block == last:
            return joined(found)
        block = block.next()
