"""Paints every kind of cell on a ground that belongs to the whole row."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from culture_desktop.override import override
from culture_desktop.ui.tables.cells import Bar, Cell, Chip, Chips, Diff, Figure, Layers, Muted, Name, Status, text_of
from culture_desktop.ui.tables.model import RowTableModel
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas, chip_width, text_width
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import HEIGHT_ROW, Tokens, Tone, tokens_of

PADDING = 8
_BAR_WIDTH = 54
_MARK = 3
_RIGHT = Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class _Manner:
    """What a row and a column ask of a cell: ``ink`` overrides the text colour of rows that step back."""

    ink: str
    side: Qt.AlignmentFlag
    current: bool


class Cells(QStyledItemDelegate):
    """One delegate for all columns. The view keeps ``hovered`` and ``selected`` up to date."""

    def __init__(self, parent: QObject, selected: Callable[[int], bool]) -> None:
        super().__init__(parent)
        self.hovered = -1
        self.current = -1
        self._selected = selected
        self._body = font(FontRole.BODY)
        self._strong = font(FontRole.STRONG)
        self._caption = font(FontRole.CAPTION)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, HEIGHT_ROW)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, RowTableModel)
        look = look_of(option)
        canvas, rect = Canvas(painter, tokens_of(look.palette)), look.rect
        selected = self._selected(index.row())
        painter.save()
        if index.column() == 0 and selected:
            canvas.fill(QRect(rect.left(), rect.top(), _MARK, rect.height()), canvas.tokens.red)
        off = model.is_off(index.row())
        if model.checkable and index.column() == 0:
            state = Qt.CheckState.Checked if model.is_ticked(index.row()) else Qt.CheckState.Unchecked
            canvas.check_box(rect, state, enabled=model.is_tickable(index.row()))
        else:
            column = model.columns[index.column() - model.check_columns]
            ink = canvas.tokens.off if off else canvas.tokens.ink3 if model.is_muted(index.row()) else ""
            manner = _Manner(ink, _RIGHT if column.right else _LEFT, index.row() == self.current)
            inner = rect.adjusted(PADDING, 0, -PADDING, -1)
            self._paint_cell(canvas, inner, model.cell(index), manner)
        painter.restore()

    def paint_ground(self, canvas: Canvas, rect: QRect, row: int) -> None:
        """The ground of a whole row, under all its cells."""
        tokens = canvas.tokens
        ground = tokens.select if self._selected(row) else tokens.hover if row == self.hovered else tokens.surface
        canvas.fill(rect, ground)
        canvas.hairline(rect, canvas.tokens.line)

    def _paint_cell(self, canvas: Canvas, rect: QRect, cell: Cell, manner: _Manner) -> None:
        ink, side = manner.ink, manner.side
        match cell:
            case None:
                canvas.text(rect, "—", canvas.tokens.off, self._body, side)
            case str():
                canvas.text(rect, cell, ink or canvas.tokens.ink, self._body, side)
            case Muted(text=words):
                canvas.text(rect, words, ink or canvas.tokens.ink3, self._body, side)
            case Name(text=words):
                face = self._strong if manner.current else self._body
                canvas.text(rect, words, ink or canvas.tokens.ink, face, side)
            case Figure(text=words):
                canvas.text(rect, words, ink or canvas.tokens.ink, self._body, _RIGHT)
            case Chip():
                self._paint_chips(canvas, rect, (cell,))
            case Chips(chips=chips):
                self._paint_chips(canvas, rect, chips)
            case Status():
                self._paint_status(canvas, rect, cell, ink)
            case Bar():
                self._paint_bar(canvas, rect, cell, ink)
            case Diff():
                self._paint_diff(canvas, rect, cell)
            case Layers(marks=marks):
                self._paint_layers(canvas, rect, marks, ink)

    def _paint_chips(self, canvas: Canvas, rect: QRect, chips: tuple[Chip, ...]) -> None:
        left = rect.left()
        for chip in chips:
            width = chip_width(chip.text, self._caption)
            if left + width > rect.right() + PADDING and left > rect.left():
                canvas.text(QRect(left, rect.top(), 16, rect.height()), "…", canvas.tokens.ink3, self._caption)
                return
            area = QRect(left, rect.top(), width, rect.height())
            left += canvas.chip(area, chip.text, chip.tone, self._caption) + 4

    def _paint_status(self, canvas: Canvas, rect: QRect, cell: Status, ink: str) -> None:
        canvas.dot(QPointF(rect.left() + 3.5, rect.center().y() + 0.5), canvas.tokens.text_of(cell.tone))
        canvas.text(rect.adjusted(14, 0, 0, 0), cell.text, ink or canvas.tokens.ink, self._body)

    def _paint_bar(self, canvas: Canvas, rect: QRect, cell: Bar, ink: str) -> None:
        width = min(_BAR_WIDTH, rect.width() // 2)
        figure = rect.adjusted(0, 0, -width - PADDING, 0)
        canvas.text(figure, cell.text, ink or canvas.tokens.ink, self._body, _RIGHT)
        area = QRect(rect.right() - width + 1, rect.top(), width, rect.height())
        colour = canvas.tokens.line2 if ink or cell.tone is Tone.NEUTRAL else _bar_colour(canvas.tokens, cell.tone)
        canvas.bar(area, cell.share, colour, canvas.tokens.line)

    def _paint_diff(self, canvas: Canvas, rect: QRect, cell: Diff) -> None:
        struck = font(FontRole.BODY)
        struck.setStrikeOut(True)
        left = rect.left()
        for change in cell.changes:
            if left > rect.right() - 24:
                canvas.text(QRect(left, rect.top(), 16, rect.height()), "…", canvas.tokens.ink3, self._body)
                return

            def here(width: int, start: int) -> QRect:
                return QRect(start, rect.top(), max(0, min(width, rect.right() - start + 1)), rect.height())

            left += canvas.text(here(200, left), change.field, canvas.tokens.ink3, self._caption) + 6
            if change.old:
                left += canvas.text(here(400, left), change.old, canvas.tokens.ink3, struck) + 6
                left += canvas.text(here(20, left), "→", canvas.tokens.ink3, self._caption) + 6
            tone = Tone.WARN if change.old else Tone.OK
            width = text_width(change.new, self._body) + 8
            canvas.marked(here(width, left), change.new, canvas.tokens.fill_of(tone), canvas.tokens.ink, self._body)
            left += width + 18

    def _paint_layers(self, canvas: Canvas, rect: QRect, marks: tuple[tuple[int, str], ...], ink: str) -> None:
        left = rect.left()
        for layer, word in marks:
            canvas.square(QPointF(left + 4, rect.center().y() + 0.5), canvas.tokens.layers[layer])
            room = QRect(left + 14, rect.top(), max(0, rect.right() - left - 13), rect.height())
            left += 14 + canvas.text(room, word, ink or canvas.tokens.ink, self._body) + 12


def _bar_colour(tokens: Tokens, tone: Tone) -> str:
    """INFO bars are scores: the fourth step of the heat ramp, as in charts."""
    return tokens.heat[4] if tone is Tone.INFO else tokens.text_of(tone)


def cell_text(index: QModelIndex | QPersistentModelIndex) -> str:
    """What a cell says, for tooltips of elided text."""
    model = index.model()
    assert isinstance(model, RowTableModel)
    return "" if index.column() < model.check_columns else text_of(model.cell(index))
