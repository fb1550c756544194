"""The papers made, grouped by month: title, kind and date, number."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from culture_desktop.override import override
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.ui.labels import clock, short_day
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.vocabulary import DocumentKind

Index = QModelIndex | QPersistentModelIndex
Line = str | IssuedRow  # a month, or a paper
_NOWHERE = QModelIndex()
_LINE = Qt.ItemDataRole.UserRole
_ITEM, _MONTH, _ICON = 50, 30, 16
_OWN = "其他文书"
ICONS = {
    DocumentKind.ELIGIBILITY: "list-check",
    DocumentKind.NOMINATION_FORMS: "clipboard-text",
    DocumentKind.MINUTES: "gavel",
    DocumentKind.NOTICE: "speakerphone",
    DocumentKind.DECISION: "rubber-stamp",
    DocumentKind.CERTIFICATES: "rosette",
    DocumentKind.BRIEFING: "news",
    DocumentKind.WINNERS: "file-spreadsheet",
    DocumentKind.NAME_LIST: "users",
    DocumentKind.CIRCULAR: "speakerphone",
    DocumentKind.SIGN_IN: "list-check",
    DocumentKind.RECEIPTS: "signature",
    DocumentKind.SEAT_CARDS: "user",
    DocumentKind.BADGES: "qrcode",
    DocumentKind.HONOUR_ROLL: "trophy",
}


class PaperList(QListView):
    """Items of 50 px under their months.

    Signals:
        chosen: the paper that became current (IssuedRow or None, object).
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self._delegate = _PaperDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("文书")
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def papers(self) -> tuple[IssuedRow, ...]:
        """What is shown, newest first."""
        return tuple(line for line in self._lines.lines if not isinstance(line, str))

    def show_papers(self, papers: Sequence[IssuedRow], today: date, *, by_subject: bool = False) -> None:
        """Show other papers, under months or what they are of; the current one stays, else the first becomes it."""
        kept = self.current()
        self._delegate.today = today
        lines: list[Line] = []
        if by_subject:
            last = {paper.subject: at for at, paper in reversed(list(enumerate(papers)))}
            papers = sorted(papers, key=lambda paper: (not paper.subject, last[paper.subject]))
        head = _of if by_subject else partial(_month_of, today)
        for words, those in groupby(papers, head):
            lines += [words, *those]
        self.blockSignals(True)
        self._lines.set_lines(lines)
        self.blockSignals(False)
        if kept is None or not self.choose(kept.id):
            self.choose(papers[0].id if papers else None)

    def choose(self, document_id: int | None) -> bool:
        """Make a paper current; False when it is not here."""
        for at, line in enumerate(self._lines.lines):
            if not isinstance(line, str) and line.id == document_id:
                self.setCurrentIndex(self._lines.index(at))
                self.chosen.emit(line)
                return True
        self.setCurrentIndex(QModelIndex())
        self.chosen.emit(None)
        return False

    def current(self) -> IssuedRow | None:
        """The current paper."""
        line = self.currentIndex().data(_LINE) if self.currentIndex().isValid() else None
        return line if isinstance(line, IssuedRow) else None

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        line = current.data(_LINE) if current.isValid() else None
        if isinstance(line, IssuedRow) and previous.isValid():
            self.chosen.emit(line)


def _of(paper: IssuedRow) -> str:
    return paper.subject or _OWN


def _month_of(today: date, paper: IssuedRow) -> str:
    return _month(paper.made_at, today)


def _month(moment: date, today: date) -> str:
    if (moment.year, moment.month) == (today.year, today.month):
        return "本月"
    return f"{moment.month}月" if moment.year == today.year else f"{moment.year}年{moment.month}月"


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == _LINE:
            return line
        words = line if isinstance(line, str) else line.title
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words if isinstance(line, str) else f"{words}，{line.kind.label}，{line.number}"
        return None


class _PaperDelegate(QStyledItemDelegate):
    """Icon, title, then kind and date, the number at the right."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.today = date.min
        self._body, self._strong, self._caption = font(FontRole.BODY), font(FontRole.STRONG), font(FontRole.CAPTION)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _MONTH if isinstance(index.data(_LINE), str) else _ITEM)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, line = look_of(option), index.data(_LINE)
        canvas = Canvas(painter, tokens_of(look.palette))
        painter.save()
        if isinstance(line, str):
            canvas.text(look.rect.adjusted(16, 4, 0, 0), line, canvas.tokens.ink3, self._caption)
        else:
            self._paint_ground(canvas, look.rect, look.state)
            self._paint_paper(canvas, look.rect, line, current=bool(look.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_ground(self, canvas: Canvas, rect: QRect, state: QStyle.StateFlag) -> None:
        current = bool(state & QStyle.StateFlag.State_Selected)
        if not current and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter, tokens = canvas.painter, canvas.tokens
        box = rect.adjusted(8, 1, -8, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.select if current else tokens.hover))
        painter.drawRoundedRect(box, 6, 6)
        if current:
            painter.setBrush(QColor(tokens.red))
            painter.drawRoundedRect(QRect(box.left(), box.top() + 14, 3, box.height() - 28), 1.5, 1.5)
        if current and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.info), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_paper(self, canvas: Canvas, rect: QRect, paper: IssuedRow, *, current: bool) -> None:
        tokens = canvas.tokens
        colour = "red_text" if current else "ink2"
        canvas.icon(QRect(rect.left() + 20, rect.top() + 8, _ICON, _ICON), ICONS[paper.kind], colour)
        left, right = rect.left() + 46, rect.right() - 18
        title = QRect(left, rect.top() + 5, right - left, 20)
        canvas.text(title, paper.title, tokens.ink, self._strong if current else self._body)
        foot = QRect(left, rect.top() + 25, right - left, 18)
        canvas.text(foot, paper.number, tokens.ink2, self._caption, Qt.AlignmentFlag.AlignRight)
        foot.setRight(foot.right() - text_width(paper.number, self._caption) - 8)
        canvas.text(foot, f"{paper.kind.label}　{self._made(paper)}", tokens.ink3, self._caption)

    def _made(self, paper: IssuedRow) -> str:
        """``今天 20:38``, else the day."""
        if paper.made_at.date() == self.today:
            return f"今天 {clock(paper.made_at)}"
        return short_day(paper.made_at)
