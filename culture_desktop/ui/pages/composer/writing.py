"""Blocks into a Qt document: the way in."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor

from culture_desktop.documents.briefings.blocks import (
    Block,
    Heading,
    Items,
    Paragraph,
    PictureRow,
    Quote,
    Run,
    Runs,
    Table,
)
from culture_desktop.documents.briefings.figures import filled, tokens
from culture_desktop.ui.pages.composer import formats
from culture_desktop.ui.pages.composer.cleaning import SAID_BY
from culture_desktop.ui.pages.composer.formats import Kind
from culture_desktop.ui.pages.composer.picture_json import to_json
from culture_desktop.vocabulary import Align


def write_blocks(cursor: QTextCursor, blocks: Sequence[Block]) -> None:
    """Write at the cursor; what stood in its line goes on after the last block."""
    writer = _Writer(cursor)
    for block in blocks:
        writer.write(block)


def write_runs(cursor: QTextCursor, runs: Runs, kind: Kind) -> None:
    """Write text with its figures into the line at the cursor."""
    for run in runs:
        like = formats.letters(kind, bold=run.bold)
        done = 0
        for figure in tokens(run.text):
            _write_words(cursor, run.text[done : figure.start], like)
            cursor.insertText(formats.OBJECT, formats.object_letter(formats.FIGURE, figure.name, like=like))
            done = figure.end
        _write_words(cursor, run.text[done:], like)


def _write_words(cursor: QTextCursor, text: str, like: QTextCharFormat) -> None:
    if text:
        cursor.insertText(filled(text, {}).replace(formats.OBJECT, ""), like)


_KINDS = {level: kind for kind, level in formats.LEVELS.items()}


class _Writer:
    """Knows whether the line it stands on is still free."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor
        self._free = not cursor.block().text()

    def write(self, block: Block) -> None:
        match block:
            case Paragraph(runs):
                self._line(Kind.PARAGRAPH, runs)
            case Heading(text, level):
                self._line(_KINDS[level], (Run(text),))
            case Quote(runs, said_by):
                self._line(Kind.QUOTE, (*runs, Run(f"{SAID_BY}{said_by}")) if said_by else runs)
            case Items(items, numbered):
                self._items(items, numbered=numbered)
            case Table():
                self._table(block)
            case PictureRow():
                self._begin(Kind.PICTURES)
                letter = formats.object_letter(formats.PICTURES, to_json(block))
                self._cursor.insertText(formats.OBJECT, letter)

    def _begin(self, kind: Kind) -> None:
        """A line of its own for what comes next."""
        if self._free:
            self._cursor.setBlockFormat(formats.line_format(kind))
            self._cursor.setBlockCharFormat(formats.letters(kind))
        else:
            self._cursor.insertBlock(formats.line_format(kind), formats.letters(kind))
            if self._cursor.currentList() is not None:  # a new line is of the list that it comes after
                self._cursor.currentList().remove(self._cursor.block())
                self._cursor.setBlockFormat(formats.line_format(kind))
        self._free = False

    def _line(self, kind: Kind, runs: Runs) -> None:
        self._begin(kind)
        write_runs(self._cursor, runs, kind)

    def _items(self, items: Sequence[Runs], *, numbered: bool) -> None:
        made = None
        for runs in items:
            self._begin(Kind.PARAGRAPH)
            if made is None:
                made = self._cursor.createList(formats.list_format(numbered=numbered))
            else:
                made.add(self._cursor.block())
            write_runs(self._cursor, runs, Kind.PARAGRAPH)

    def _table(self, table: Table) -> None:
        self._begin(Kind.PARAGRAPH)
        made = self._cursor.insertTable(len(table.rows), table.columns, formats.table_format(table.columns))
        for down, cells in enumerate(table.rows):
            for across in range(table.columns):
                runs = cells[across] if across < len(cells) else ()
                _write_cell(made.cellAt(down, across).firstCursorPosition(), runs, table.align(across))
        self._cursor = made.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._free = not self._cursor.block().text()
        if self._free:
            self._cursor.setBlockFormat(formats.line_format(Kind.PARAGRAPH))
            self._cursor.setBlockCharFormat(formats.letters(Kind.PARAGRAPH))


def _write_cell(cell: QTextCursor, runs: Runs, align: Align) -> None:
    cell.setBlockFormat(formats.cell_format(align))
    cell.setBlockCharFormat(formats.letters(Kind.PARAGRAPH))
    write_runs(cell, runs, Kind.PARAGRAPH)
