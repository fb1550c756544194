"""What is done to the table that the cursor stands in."""

from PySide6.QtGui import QTextCursor, QTextTable

from culture_desktop.ui.pages.composer import formats
from culture_desktop.ui.pages.composer.formats import Kind
from culture_desktop.vocabulary import Align

_ROWS, _COLUMNS = 3, 3
MOST_COLUMNS = 8


def insert_table(cursor: QTextCursor) -> QTextCursor:
    """A new table in a place of its own after the line of the cursor; the cursor in its first cell."""
    cursor.beginEditBlock()
    if cursor.block().text():
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock(formats.line_format(Kind.PARAGRAPH), formats.letters(Kind.PARAGRAPH))
    if (list_ := cursor.currentList()) is not None:
        list_.remove(cursor.block())
    cursor.setBlockFormat(formats.line_format(Kind.PARAGRAPH))
    table = cursor.insertTable(_ROWS, _COLUMNS, formats.table_format(_COLUMNS))
    _dress(table)
    cursor.endEditBlock()
    return table.cellAt(0, 0).firstCursorPosition()


def add_row(cursor: QTextCursor, *, below: bool) -> None:
    """A row above or below the cursor's."""
    if (table := cursor.currentTable()) is not None:
        at = table.cellAt(cursor).row() + below
        cursor.beginEditBlock()
        table.insertRows(at, 1)
        _dress(table, rows=range(at, at + 1))
        cursor.endEditBlock()


def add_column(cursor: QTextCursor, *, right: bool) -> None:
    """A column left or right of the cursor's, up to the most that a page has room for."""
    table: QTextTable | None = cursor.currentTable()
    if table is None or table.columns() >= MOST_COLUMNS:
        return
    at = table.cellAt(cursor).column() + right
    cursor.beginEditBlock()
    table.insertColumns(at, 1)
    table.setFormat(formats.table_format(table.columns()))
    _dress(table, columns=range(at, at + 1))
    cursor.endEditBlock()


def remove_row(cursor: QTextCursor) -> None:
    """The cursor's row goes; with the last one the table."""
    if (table := cursor.currentTable()) is not None:
        cursor.beginEditBlock()
        table.removeRows(table.cellAt(cursor).row(), 1)
        cursor.endEditBlock()


def remove_column(cursor: QTextCursor) -> None:
    """The cursor's column goes; with the last one the table."""
    table = cursor.currentTable()
    if table is None:
        return
    cursor.beginEditBlock()
    left = table.columns() - 1
    table.removeColumns(table.cellAt(cursor).column(), 1)
    if left:
        table.setFormat(formats.table_format(left))
    cursor.endEditBlock()


def remove_table(cursor: QTextCursor) -> None:
    """The whole table goes."""
    if (table := cursor.currentTable()) is not None:
        cursor.beginEditBlock()
        table.removeRows(0, table.rows())
        cursor.endEditBlock()


def align_column(cursor: QTextCursor, align: Align) -> None:
    """The cursor's column keeps to a side."""
    table = cursor.currentTable()
    if table is None:
        return
    column = table.cellAt(cursor).column()
    cursor.beginEditBlock()
    for row in range(table.rows()):
        table.cellAt(row, column).firstCursorPosition().setBlockFormat(formats.cell_format(align))
    cursor.endEditBlock()


def next_cell(cursor: QTextCursor, *, back: bool = False) -> QTextCursor | None:
    """The cursor one cell on; after the last cell in a new row. None where there is nothing before."""
    table = cursor.currentTable()
    assert table is not None
    cell = table.cellAt(cursor)
    at = cell.row() * table.columns() + cell.column() + (-1 if back else 1)
    if at < 0:
        return None
    if at == table.rows() * table.columns():
        add_row(cursor, below=True)
    return table.cellAt(*divmod(at, table.columns())).firstCursorPosition()


def cell_below(cursor: QTextCursor) -> QTextCursor:
    """The cursor one row down; below the last row after the table."""
    table = cursor.currentTable()
    assert table is not None
    cell = table.cellAt(cursor)
    if cell.row() + 1 < table.rows():
        return table.cellAt(cell.row() + 1, cell.column()).firstCursorPosition()
    after = table.lastCursorPosition()
    after.movePosition(QTextCursor.MoveOperation.NextBlock)
    return after


def _dress(table: QTextTable, *, rows: range | None = None, columns: range | None = None) -> None:
    aligns = [
        formats.align_of(table.cellAt(0, column).firstCursorPosition().block()) for column in range(table.columns())
    ]
    for row in range(table.rows()) if rows is None else rows:
        for column in range(table.columns()) if columns is None else columns:
            cell = table.cellAt(row, column).firstCursorPosition()
            cell.setBlockFormat(formats.cell_format(Align.START if columns is not None else aligns[column]))
            cell.setBlockCharFormat(formats.letters(Kind.PARAGRAPH))
