"""The letters of a document that stand for rows of pictures: found, exchanged, put in, split. Each is one step of undo."""

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from culture_desktop.documents.briefings.blocks import Photo, PictureRow
from culture_desktop.ui.pages.composer import formats
from culture_desktop.ui.pages.composer.lines import dress
from culture_desktop.ui.pages.composer.picture_json import from_json, to_json
from culture_desktop.ui.pages.composer.picture_order import Rows
from culture_desktop.ui.pages.composer.reading import fragments
from culture_desktop.ui.pages.composer.writing import write_blocks


def picture_rows(document: QTextDocument) -> Rows:
    """The pictures of every row, from above."""
    return tuple(from_json(formats.key_of(letter)).pictures for _at, letter in _letters(document))


def set_picture_rows(document: QTextDocument, rows: Rows) -> None:
    """As many rows as there are, with other pictures; one that has become empty goes with its line."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for (at, letter), pictures in reversed(list(zip(_letters(document), rows, strict=True))):
        key = to_json(PictureRow(pictures))
        cursor.setPosition(at)
        cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
        if not pictures:
            cursor.removeSelectedText()
            _close_line(cursor)
        elif key != formats.key_of(letter):
            cursor.setCharFormat(formats.object_letter(formats.PICTURES, key))
    cursor.endEditBlock()


def insert_row(cursor: QTextCursor, pictures: tuple[Photo, ...]) -> None:
    """A new row after the line of the cursor; from a table, after the table."""
    table = cursor.currentTable()
    cursor.beginEditBlock()
    if table is not None:
        cursor.setPosition(table.lastCursorPosition().position())
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    else:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    write_blocks(cursor, (PictureRow(pictures),))
    cursor.endEditBlock()


def split_row(document: QTextDocument, row: int, at: int) -> None:
    """The pictures of a row from one on become a row of their own below; the first of a row stays alone above."""
    rows, place = picture_rows(document), _letters(document)[row][0]
    at = max(at, 1)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    set_picture_rows(document, (*rows[:row], rows[row][:at], *rows[row + 1 :]))
    cursor.setPosition(place + 1)
    write_blocks(cursor, (PictureRow(rows[row][at:]),))
    cursor.endEditBlock()


def _letters(document: QTextDocument) -> list[tuple[int, QTextCharFormat]]:
    """Place and letter of each row."""
    found, block = [], document.begin()
    while block.isValid():
        for piece in fragments(block):
            if piece.charFormat().objectType() == formats.PICTURES:
                found += [(piece.position() + at, piece.charFormat()) for at in range(piece.length())]
        block = block.next()
    return found


def _close_line(cursor: QTextCursor) -> None:
    if cursor.block().text():
        return
    if cursor.block().next().isValid():
        cursor.deleteChar()
    elif cursor.block().previous().isValid():
        cursor.deletePreviousChar()
    else:
        dress(cursor.block(), formats.Kind.PARAGRAPH)
