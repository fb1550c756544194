"""What can be done to lines of the text: made of a kind, put in a list, broken, put in. Each is one step of undo."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextBlock, QTextCursor, QTextList, QTextListFormat

from culture_desktop.documents.briefings.blocks import Block, Paragraph, Quote, Run, texts
from culture_desktop.ui.pages.composer import formats
from culture_desktop.ui.pages.composer.formats import Kind
from culture_desktop.ui.pages.composer.writing import write_blocks, write_runs


def numbered(cursor: QTextCursor) -> bool | None:
    """Whether the list that the cursor stands in is numbered; None outside lists."""
    list_: QTextList | None = cursor.currentList()
    return None if list_ is None else list_.format().style() is QTextListFormat.Style.ListDecimal


def set_kind(cursor: QTextCursor, kind: Kind) -> None:
    """Make the chosen lines of a kind."""
    cursor.beginEditBlock()
    for block in _writable_lines(cursor):
        leave_list(block)
        dress(block, kind)
    cursor.endEditBlock()


def set_list(cursor: QTextCursor, number: bool | None) -> None:
    """Make the chosen lines items of a list, numbered or not; None makes them plain text."""
    made: QTextList | None = None
    cursor.beginEditBlock()
    for block in _writable_lines(cursor):
        leave_list(block)
        dress(block, Kind.PARAGRAPH)
        if number is not None and made is None:
            made = QTextCursor(block).createList(formats.list_format(numbered=number))
        elif made is not None:
            made.add(block)
    cursor.endEditBlock()


def make_plain(cursor: QTextCursor) -> None:
    """The cursor's line becomes plain text."""
    cursor.beginEditBlock()
    leave_list(cursor.block())
    dress(cursor.block(), Kind.PARAGRAPH)
    cursor.endEditBlock()


def break_line(cursor: QTextCursor) -> Kind:
    """A new line at the cursor, and its kind: after a heading comes text."""
    old = formats.kind_of(cursor.block())
    kind = Kind.PARAGRAPH if old in formats.LEVELS and cursor.atBlockEnd() else old
    cursor.beginEditBlock()
    cursor.insertBlock()
    if kind is not old:
        cursor.setBlockFormat(formats.line_format(kind))
        cursor.setBlockCharFormat(formats.letters(kind))
    cursor.endEditBlock()
    return kind


def leave_pictures(cursor: QTextCursor) -> None:
    """From a row of pictures to a new line before or after it."""
    before = cursor.atBlockStart()
    cursor.beginEditBlock()
    cursor.insertBlock(formats.line_format(Kind.PARAGRAPH), formats.letters(Kind.PARAGRAPH))
    if before:
        cursor.setBlockFormat(formats.line_format(Kind.PICTURES))
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.setBlockFormat(formats.line_format(Kind.PARAGRAPH))
        cursor.setBlockCharFormat(formats.letters(Kind.PARAGRAPH))
    cursor.endEditBlock()


def insert_blocks(cursor: QTextCursor, blocks: Sequence[Block]) -> None:
    """Blocks at the cursor, in place of what is chosen."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    only = blocks[0] if len(blocks) == 1 else None
    kind = formats.kind_of(cursor.block())
    if isinstance(only, Paragraph | Quote) and cursor.block().text() and kind is not Kind.PICTURES:
        write_runs(cursor, only.runs, kind)
    elif cursor.currentTable() is not None:  # only words go into a cell
        write_runs(cursor, tuple(_beside(blocks)), kind)
    else:
        _insert_lines(cursor, blocks)
    cursor.endEditBlock()


def dress(block: QTextBlock, kind: Kind) -> None:
    """Make a line one of a kind; bold letters stay bold in text, figures stay figures."""
    was_heavy = formats.kind_of(block) in formats.LEVELS
    cursor = QTextCursor(block)
    cursor.setBlockFormat(formats.line_format(kind))
    cursor.setBlockCharFormat(formats.letters(kind))
    at, pieces = block.begin(), []
    while not at.atEnd():
        pieces.append((at.fragment().position(), at.fragment().length(), at.fragment().charFormat()))
        at += 1
    for start, length, letter in pieces:
        heavy = formats.is_bold(letter) and not was_heavy and kind not in formats.LEVELS
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(formats.letters(kind, bold=heavy))


def leave_list(block: QTextBlock) -> None:
    """The line is no item any more."""
    list_: QTextList | None = block.textList()
    if list_ is not None:
        list_.remove(block)


def _writable_lines(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """The chosen lines but for pictures and tables."""
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    found = [block]
    while block != last and block.isValid():
        block = block.next()
        found.append(block)
    for each in found:
        if formats.kind_of(each) is not Kind.PICTURES and QTextCursor(each).currentTable() is None:
            yield each


def _insert_lines(cursor: QTextCursor, blocks: Sequence[Block]) -> None:
    """Lines of their own; what stood right of the cursor comes after them."""
    if cursor.block().text() and not cursor.atBlockStart():
        rest = formats.kind_of(cursor.block())
        if not cursor.atBlockEnd():
            cursor.insertBlock(formats.line_format(rest), formats.letters(rest))
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    elif cursor.block().text():
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    write_blocks(cursor, blocks)


def _beside(blocks: Sequence[Block]) -> Iterator[Run]:
    """The words of several lines in one."""
    for at, text in enumerate(filter(None, texts(blocks))):
        yield Run(f" {text}" if at else text)
