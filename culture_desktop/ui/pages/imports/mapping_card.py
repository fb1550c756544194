"""A column of the file as a card: what stands in it, and the field it feeds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame

from culture_desktop.override import override
from culture_desktop.ui.pages.imports.field_drag import FieldDrag, dragged_field
from culture_desktop.ui.pages.imports.file_columns import FileColumn
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.text import ElidedLabel, Label, hline, restyle

KEEP = "+"
"""Chosen for a column that is to be kept as an extra field."""
_WIDTH = 121
_LINE = 18
_LEVELS = "↓①②③④⑤⑥⑦⑧⑨"
_NONE, _KEPT = "不导入", "作为附加栏"


class _FieldBox(QComboBox):
    """Turning the wheel over it scrolls the cards and never changes what a column is."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MappingCard(QFrame):
    """Letter and title, values from the column, what they seem to be, and under a line the field, to be chosen.

    A field is dropped on it or dragged away from it.

    Signals:
        chosen: the key of a field, "" for none, or KEEP.
    """

    chosen = Signal(str)

    def __init__(self, source: FileColumn, fields: Sequence[tuple[str, str]], *, lines: int, extras: bool) -> None:
        super().__init__()
        self.setObjectName("mapping")
        self.setAcceptDrops(True)
        self.source = source
        self._titles = dict(fields)
        self._drag = FieldDrag(self)
        self._arrow = Label("", "caption")
        self._arrow.setObjectName("arrow")
        self._arrow.setFixedWidth(14)
        self.box = self._make_box(fields, extras)
        self.suggestion = self._make_suggestion()
        self._lay_out(lines)
        self.show_key(KEEP if source.extra else source.key)
        self.box.activated.connect(self._report)

    @property
    def key(self) -> str:
        """The field it feeds, or ""."""
        chosen = str(self.box.currentData())
        return "" if chosen == KEEP else chosen

    @property
    def kept(self) -> bool:
        """Whether it is kept as an extra field."""
        return str(self.box.currentData()) == KEEP

    def show_key(self, chosen: str) -> None:
        """Show a field, none or KEEP, without reporting it."""
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        used = bool(self.box.currentData())
        self.setProperty("state", "used" if used else "unused")
        self._arrow.setText(_LEVELS[0] if used else "−")
        self._arrow.setToolTip("")
        self.setCursor(Qt.CursorShape.OpenHandCursor if self.key else Qt.CursorShape.ArrowCursor)
        if self.suggestion is not None:
            self.suggestion.setVisible(not used)
        restyle(self)

    def show_level(self, level: int) -> None:
        """Show which level of its field it gives, from 1 at the top; 0 where it gives the whole of it."""
        if self.key:
            self._arrow.setText(_LEVELS[min(level, len(_LEVELS) - 1)])
            self._arrow.setToolTip(f"合成“{self.box.currentText()}”的第 {level} 级" if level else "")

    def _make_suggestion(self) -> LinkButton | None:
        """What the column seems to hold, to be confirmed by use."""
        guess = self.source.guess
        if guess is None:
            return None
        title, share = self._titles[guess.key], f"{guess.share:.0%}".replace("%", " %")
        button = LinkButton(f"像{title} {share}", clicked=self._take_suggestion)
        button.setToolTip(f"按内容推测：{title}，{share}符合。点一下采用")
        button.setAccessibleName(f"{self.source.letter} 列按内容推测：{title}，{share}符合，采用")
        return button

    def _make_box(self, fields: Sequence[tuple[str, str]], extras: bool) -> QComboBox:
        box = _FieldBox()
        box.setObjectName("mapping")
        box.setAccessibleName(f"{self.source.letter} 列“{self.source.title}”对应的字段")
        box.setMaxVisibleItems(24)
        box.setMinimumContentsLength(3)
        box.setCursor(Qt.CursorShape.ArrowCursor)
        box.addItem(_NONE, "")
        if extras:
            box.addItem(_KEPT, KEEP)
        box.insertSeparator(box.count())
        for key, title in fields:
            box.addItem(title, key)
        return box

    def _lay_out(self, lines: int) -> None:
        source = self.source
        head = row(Label(source.letter, "caption"), gap=6)
        head.addWidget(ElidedLabel(source.title or "（无标题）"), 1)
        words = column(head, gap=0)
        shown = list(source.samples) if lines > 1 else ["、".join(source.samples)]
        for at in range(lines):
            empty = "（空）" if at == 0 else ""
            words.addWidget(ElidedLabel((shown[at] if at < len(shown) else "") or empty, "caption"))
        if self.suggestion is not None:
            words.addWidget(self.suggestion, 0, Qt.AlignmentFlag.AlignLeft)
        foot = row(self._arrow, gap=2)
        foot.addWidget(self.box, 1)
        whole = column(gap=0, margins=(9, 6, 5, 3))
        whole.addWidget(holder(words))
        whole.addStretch(1)
        whole.addWidget(hline())
        whole.addLayout(foot)
        self.setLayout(whole)
        self.setMinimumWidth(_WIDTH)
        where = f"\n在工作表“{source.sheet}”" if source.sheet else ""
        self.setToolTip(f"{source.letter}　{source.title}\n{'、'.join(source.samples) or '（空）'}{where}")

    def _report(self) -> None:
        self.chosen.emit(str(self.box.currentData()))

    def _take_suggestion(self) -> None:
        if self.source.guess is not None:
            self.chosen.emit(self.source.guess.key)

    def _mark(self, over: bool) -> None:
        self.setProperty("over", "true" if over else "false")
        restyle(self)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag.press(event)
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drag.move(event, self.key):
            super().mouseMoveEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        key = dragged_field(event)
        if key in self._titles and key != self.key:
            event.acceptProposedAction()
            self._mark(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        event.acceptProposedAction()
        source = event.source()
        if isinstance(source, MappingCard):
            source.show_key("")  # moved, even where several columns may feed the field
        self.chosen.emit(dragged_field(event))


def card_height(lines: int, suggestions: bool) -> int:
    """How tall the cards of a file are."""
    return 60 + _LINE * (lines + suggestions)
