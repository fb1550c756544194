"""The text of a briefing: a rich-text editor that knows a few kinds of lines and nothing else."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from culture_desktop.documents.briefings.blocks import Block, Photo
from culture_desktop.documents.briefings.reading import blocks_from_dict, blocks_to_dict
from culture_desktop.override import override
from culture_desktop.ui.pages.composer import formats, lines, tables
from culture_desktop.ui.pages.composer.chips import FigureChip, PicturesChip, ShownFigure
from culture_desktop.ui.pages.composer.cleaning import plain_text
from culture_desktop.ui.pages.composer.formats import Kind
from culture_desktop.ui.pages.composer.pasting import Pasted, from_html, from_text
from culture_desktop.ui.pages.composer.reading import block_start, read_blocks, read_selection
from culture_desktop.ui.pages.composer.writing import write_blocks
from culture_desktop.ui.theme.tokens import tokens_of

_OWN = "application/x-runwu-blocks"
_BAR = 3
_MARGIN = 12


class TextEditor(QTextEdit):
    """Edits blocks; every change is one step of the document's own undo.

    Signals:
        edited: the user changed something.
        shown: another text is here.
        place_changed: the cursor stands elsewhere, or what it stands on is of another kind.
        files_dropped: picture files are to be added where the cursor is (tuple of paths, object).
        pictures_refused: pictures without a file were pasted; how many.
    """

    edited = Signal()
    shown = Signal()
    place_changed = Signal()
    files_dropped = Signal(object)
    pictures_refused = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("正文")
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        self._figures, self._pictures = FigureChip(self), PicturesChip(self)
        layout = self.document().documentLayout()
        layout.registerHandler(formats.FIGURE, self._figures)
        layout.registerHandler(formats.PICTURES, self._pictures)
        self._filling = False
        self.show_blocks(())
        self.document().contentsChanged.connect(self._tell_edited)
        self.cursorPositionChanged.connect(self._tell_place)
        self.currentCharFormatChanged.connect(self._tell_place)

    def _tell_edited(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _tell_place(self) -> None:
        if not self._filling:
            self.place_changed.emit()

    # what is in it

    def blocks(self) -> tuple[Block, ...]:
        """The text as it is kept."""
        return read_blocks(self.document())

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Another text; there is nothing to take back then."""
        document, self._filling = self.document(), True
        document.setUndoRedoEnabled(False)
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()  # laid out once
        cursor.setBlockFormat(formats.line_format(Kind.PARAGRAPH))
        cursor.setBlockCharFormat(formats.letters(Kind.PARAGRAPH))
        write_blocks(cursor, blocks)
        cursor.endEditBlock()
        document.setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._filling = False
        self.shown.emit()
        self.place_changed.emit()

    def show_figures(self, figures: Mapping[str, ShownFigure]) -> None:
        """The figures as they are counted now."""
        self._figures.figures = dict(figures)
        self._lay_out_again()

    def show_images(self, images: Mapping[Photo, QImage]) -> None:
        """The pictures as far as they are read."""
        self._pictures.images = images
        self.viewport().update()

    # what the cursor stands on

    @property
    def kind(self) -> Kind:
        """What the cursor's line is."""
        return formats.kind_of(self.textCursor().block())

    @property
    def numbered(self) -> bool | None:
        """Whether the list that the cursor stands in is numbered; None outside lists."""
        return lines.numbered(self.textCursor())

    @property
    def in_table(self) -> bool:
        """Whether the cursor stands in a table."""
        return self.textCursor().currentTable() is not None

    @property
    def bold(self) -> bool:
        """Whether what is typed now is bold."""
        return formats.is_bold(self.currentCharFormat()) and self.kind not in formats.LEVELS

    # what can be done

    def set_kind(self, kind: Kind) -> None:
        """Make the chosen lines of a kind; what is of it already is plain text again."""
        if self.in_table or self.kind is Kind.PICTURES:
            return
        wanted = Kind.PARAGRAPH if self.kind is kind and self.numbered is None else kind
        lines.set_kind(self.textCursor(), wanted)
        self.setCurrentCharFormat(formats.letters(wanted))
        self.place_changed.emit()

    def set_list(self, *, numbered: bool) -> None:
        """Make the chosen lines items of a list, or plain text again."""
        if not self.in_table and self.kind is not Kind.PICTURES:
            lines.set_list(self.textCursor(), None if self.numbered is numbered else numbered)
            self.place_changed.emit()

    def set_bold(self, on: bool) -> None:
        """What is chosen, or typed next, is bold or not; headings are of one weight."""
        if self.kind in (*formats.LEVELS, Kind.PICTURES):
            return
        made = QTextCharFormat()
        made.setFontWeight(QFont.Weight.DemiBold.value if on else QFont.Weight.Normal.value)
        self.mergeCurrentCharFormat(made)
        self.place_changed.emit()

    def insert_figure(self, key: str) -> None:
        """A live figure at the cursor."""
        self._leave_pictures()
        like = formats.letters(self.kind, bold=self.bold)
        self.textCursor().insertText(formats.OBJECT, formats.object_letter(formats.FIGURE, key, like=like))
        self.setCurrentCharFormat(like)
        self.setFocus()

    def insert_blocks(self, blocks: Sequence[Block]) -> None:
        """Blocks at the cursor, in place of what is chosen, as one step."""
        if blocks:
            cursor = self.textCursor()
            lines.insert_blocks(cursor, blocks)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def insert_table(self) -> None:
        """A small table after the cursor's line."""
        if not self.in_table:
            self.setTextCursor(tables.insert_table(self.textCursor()))
            self.setFocus()

    def go_to_block(self, number: int) -> None:
        """The cursor to the block of this number, as ``blocks`` counts them."""
        cursor = block_start(self.document(), number)
        if cursor is not None:
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # the keyboard and the clipboard

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._take_key(event):
            event.accept()
            return
        if (event.text() and event.text().isprintable()) or event.matches(
            QKeySequence.StandardKey.InsertParagraphSeparator
        ):
            self._leave_pictures()
        super().keyPressEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString() or event.commitString():
            self._leave_pictures()
        super().inputMethodEvent(event)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml() or source.hasUrls() or source.hasImage() or source.hasFormat(_OWN)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        files = tuple(Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile())
        if source.hasFormat(_OWN):
            self.insert_blocks(blocks_from_dict(json.loads(bytes(source.data(_OWN).data()))))
        elif files:
            self.files_dropped.emit(files)
        elif source.hasHtml():
            self._paste(from_html(source.html()))
        elif source.hasText():
            self._paste(from_text(source.text()))
        elif source.hasImage():
            self.pictures_refused.emit(1)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        made, blocks = QMimeData(), read_selection(self.textCursor())
        made.setData(_OWN, json.dumps(blocks_to_dict(blocks)).encode())
        figures = {key: figure.value for key, figure in self._figures.figures.items()}
        made.setText(plain_text(blocks, figures))
        return made

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.source_at(self.viewport().mapFrom(self, event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, colour = QPainter(self.viewport()), QColor(tokens_of(self.palette()).line2)
        layout, scrolled = self.document().documentLayout(), self.verticalScrollBar().value()
        block = self.cursorForPosition(QPoint(0, event.rect().top())).block()
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(0, -scrolled)
            if box.top() > event.rect().bottom():
                break
            if formats.kind_of(block) is Kind.QUOTE:
                painter.fillRect(QRectF(_MARGIN, box.top(), _BAR, box.height()), colour)
            block = block.next()
        painter.end()

    def source_at(self, point: QPoint) -> str:
        """What the figure under a point of the viewport is, and where it comes from."""
        at = (
            self.document()
            .documentLayout()
            .hitTest(point.toPointF() + QPoint(0, self.verticalScrollBar().value()), Qt.HitTestAccuracy.ExactHit)
        )
        if at < 0:
            return ""
        cursor = QTextCursor(self.document())
        cursor.setPosition(at)
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        letter = cursor.charFormat()
        if letter.objectType() != formats.FIGURE:
            return ""
        key = formats.key_of(letter)
        figure = self._figures.figures.get(key)
        return f"{key}：{figure.source}" if figure is not None else f"没有名为“{key}”的数据，请删去或换一个"

    def _take_key(self, event: QKeyEvent) -> bool:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.in_table and plain and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            cell = tables.next_cell(self.textCursor(), back=key == Qt.Key.Key_Backtab)
            if cell is not None:
                self.setTextCursor(cell)
            return True
        if self.in_table and enter:
            self.setTextCursor(tables.cell_below(self.textCursor()))
            return True
        if enter and plain:
            self._break_line()
            return True
        return key == Qt.Key.Key_Backspace and not event.modifiers() and self._begin_plainly()

    def _break_line(self) -> None:
        """Enter; on an empty item or quotation the list or quotation ends."""
        self._leave_pictures()
        cursor = self.textCursor()
        if not cursor.block().text() and self._begin_plainly():
            return
        kind = lines.break_line(cursor)
        self.setTextCursor(cursor)
        if not cursor.block().text():
            self.setCurrentCharFormat(formats.letters(kind))
        self.ensureCursorVisible()

    def _begin_plainly(self) -> bool:
        """A line that is something becomes plain text first, when Backspace is pressed at its beginning."""
        cursor = self.textCursor()
        special = self.numbered is not None or self.kind not in (Kind.PARAGRAPH, Kind.PICTURES)
        if not special or self.in_table or cursor.hasSelection() or not cursor.atBlockStart():
            return False
        lines.make_plain(cursor)
        self.setCurrentCharFormat(formats.letters(Kind.PARAGRAPH))
        self.place_changed.emit()
        return True

    def _leave_pictures(self) -> None:
        """Nothing is written beside pictures: a line of its own before or after them."""
        cursor = self.textCursor()
        if self.kind is Kind.PICTURES and cursor.block().text() and not cursor.hasSelection():
            lines.leave_pictures(cursor)
            self.setTextCursor(cursor)
            self.setCurrentCharFormat(formats.letters(Kind.PARAGRAPH))

    def _paste(self, pasted: Pasted) -> None:
        self.insert_blocks(pasted.blocks)
        if pasted.pictures:
            self.pictures_refused.emit(pasted.pictures)

    def _lay_out_again(self) -> None:
        """Figures have another width now; that is no step of the user's."""
        document = self.document()
        document.markContentsDirty(0, document.characterCount())
