"""The strip over the canvas: snapping, aligning, arranging, zoom, and whose certificate one looks at."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from culture_desktop.ui.pages.designer.board import Board
from culture_desktop.ui.pages.designer.commands import EDGES, SPREADS, Commands
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.widgets.buttons import Button, IconButton, Kind
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.text import ElidedLabel

_NARROWEST, _WIDEST = 64, 150  # px of the list of data


class Tools(QWidget):
    """Signals:
    turned: another certificate is wanted, so many further (int).
    source_wanted: other data are wanted, by their place in the list (int).
    """

    turned = Signal(int)
    source_wanted = Signal(int)

    def __init__(self, board: Board, commands: Commands) -> None:
        super().__init__()
        self._board = board
        self.magnet = IconButton("magnet", "吸附到参考线和其他元素", checkable=True)
        self.magnet.setChecked(True)
        self.magnet.toggled.connect(self._snap)
        self.align = _MenuIcon("layout-align-left", "对齐与等距")
        for made, (_words, _edge, name, _key) in zip(commands.align, EDGES, strict=True):
            self.align.add(made, name)
        self.align.menu_.addSeparator()
        for made, (_words, _axis, name) in zip(commands.spread, SPREADS, strict=True):
            self.align.add(made, name)
        self.arrange = _MenuIcon("stack-2", "层次、锁定、显示")
        for made in (*commands.arrange, commands.lock, commands.hide):
            self.arrange.add(made)
        self.duplicate = _Follows("copy", commands.duplicate)
        self.delete = _Follows("trash", commands.delete)
        self.fit = Button("整页", kind=Kind.QUIET, clicked=board.fit, tip="整页显示", shortcut="Ctrl+0")
        self.source = QComboBox()
        self.source.setAccessibleName("预览数据")
        self.source.setToolTip("预览用谁的证书")
        self.source.setMinimumWidth(_NARROWEST)
        self.source.setMaximumWidth(_WIDEST)
        self.source.activated.connect(self.source_wanted)
        self.count = ElidedLabel("", wishful=True)
        self.back = IconButton("chevron-left", "上一张", clicked=lambda: self.turned.emit(-1), shortcut="Alt+PgUp")
        self.next = IconButton("chevron-right", "下一张", clicked=lambda: self.turned.emit(1), shortcut="Alt+PgDown")
        board.zoomed.connect(self._show_zoom)
        self.setLayout(
            row(
                self.magnet,
                self.align,
                self.arrange,
                self.duplicate,
                self.delete,
                8,
                IconButton("zoom-out", "缩小", clicked=lambda: board.zoom_by(-1), shortcut="Ctrl+-"),
                self.fit,
                IconButton("zoom-in", "放大", clicked=lambda: board.zoom_by(1), shortcut="Ctrl+="),
                STRETCH,
                self.source,
                self.back,
                self.count,
                self.next,
                gap=2,
                margins=(12, 6, 12, 6),
            )
        )

    def show_sources(self, titles: Sequence[str], at: int) -> None:
        """Offer data to look at."""
        self.source.clear()
        self.source.addItems(list(titles))
        self.source.setCurrentIndex(at)

    def show_place(self, at: int, total: int) -> None:
        """Which certificate is shown, from 0."""
        self.count.setText(f"第 {at + 1} 张，共 {total} 张")
        self.back.setEnabled(at > 0)
        self.next.setEnabled(at < total - 1)

    def _snap(self, on: bool) -> None:
        self._board.canvas.snapping = on

    def _show_zoom(self) -> None:
        self.fit.setText(f"{self._board.percent}%")


class _MenuIcon(IconButton):
    """An icon that opens a list of actions below itself."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(name, words, clicked=self._open)
        self.menu_ = QMenu(self)

    def add(self, made: QAction, name: str = "") -> None:
        """One more, with an icon where there is one."""
        if name:
            made.setIcon(icon(name))
        self.menu_.addAction(made)

    def _open(self) -> None:
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


class _Follows(IconButton):
    """An icon for an action, grey when that is."""

    def __init__(self, name: str, made: QAction) -> None:
        super().__init__(name, made.text(), clicked=made.trigger)
        self.setToolTip(made.toolTip())
        self._made = made
        made.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.setEnabled(self._made.isEnabled())
