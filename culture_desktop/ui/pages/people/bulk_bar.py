"""The dark bar under the table while people are ticked."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu

from culture_desktop.override import override
from culture_desktop.ui.dialogs.form_papers import CARDS
from culture_desktop.ui.widgets.buttons import Button, Kind, LinkButton
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.text import Label, vline

HEIGHT = 44


class BulkBar(QFrame):
    """How many are ticked, and what can be done with them all.

    Signals:
        join_wanted, change_wanted, move_wanted, merge_wanted, names_wanted, certificates_wanted, export_wanted,
            delete_wanted, clear_wanted: a button was pressed; two can be merged.
        cards_wanted: cards are to be made for them (DocumentKind, object).
    """

    join_wanted = Signal()
    change_wanted = Signal()
    move_wanted = Signal()
    merge_wanted = Signal()
    names_wanted = Signal()
    certificates_wanted = Signal()
    cards_wanted = Signal(object)
    export_wanted = Signal()
    delete_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bulk")
        self.setFixedHeight(HEIGHT)
        self._words = Label("", "strong")
        self.join = Button("加入活动", icon="calendar-plus", kind=Kind.BULK, clicked=self.join_wanted.emit)
        self.change = Button("修改字段", icon="pencil", kind=Kind.BULK, clicked=self.change_wanted.emit)
        self.move_ = Button("调整单位", icon="arrows-right-left", kind=Kind.BULK, clicked=self.move_wanted.emit)
        self.merge = Button(
            "合并", icon="users", kind=Kind.BULK, clicked=self.merge_wanted.emit, tip="两条记录是一个人"
        )
        self.names = Button("名单", icon="file-type-pdf", kind=Kind.BULK, clicked=self.names_wanted.emit)
        self.certificates = Button("批量证书", icon="rosette", kind=Kind.BULK, clicked=self.certificates_wanted.emit)
        self.seats, self.badges = (
            Button(kind.label, kind=Kind.BULK, clicked=partial(self.cards_wanted.emit, kind)) for kind in CARDS
        )
        self.export = Button("导出", icon="download", kind=Kind.BULK, clicked=self.export_wanted.emit)
        # Without words: at 1366 px the bar has room for six buttons and a count of thousands, and no more.
        self.delete = Button("", icon="trash", kind=Kind.BULK, clicked=self.delete_wanted.emit, tip="删除　Del")
        self.delete.setAccessibleName("删除")
        self.clear = LinkButton("取消 Esc", clicked=self.clear_wanted.emit, style="toast_link")
        self.clear.setAccessibleName("取消选择")
        self.more = Button("", icon="dots", kind=Kind.BULK, clicked=self._open_menu, tip="更多")
        self.more.setAccessibleName("更多")
        self._foldable = (
            *(self.badges, self.seats, self.certificates),
            *(self.names, self.merge, self.export, self.change),
        )
        self._folded: list[Button] = []
        self._two = False
        parts = (
            self._words,
            8,
            vline(),
            self.join,
            self.change,
            self.move_,
            self.merge,
            self.names,
            self.certificates,
            self.seats,
            self.badges,
            self.export,
            self.delete,
            self.more,
            STRETCH,
            self.clear,
        )
        self.setLayout(row(*parts, gap=4, margins=(16, 0, 12, 0)))

    def show_count(self, number: int) -> None:
        """Say how many are ticked."""
        self._words.setText(f"已选 {number:,} 人")
        self._two = number == 2
        self._fold()

    def menu(self) -> QMenu:
        """What has no room on the bar."""
        menu = QMenu(self)
        for button in self._folded:
            menu.addAction(button.icon(), button.text(), button.click)
        return menu

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Show what there is room for; the rest is in the menu, from the last that anybody needs on."""
        self._folded = []
        for button in self._foldable:
            button.setVisible(button is not self.merge or self._two)
        self.more.hide()
        for button in self._foldable:
            if self._wanted() <= self.width():
                break
            if button.isVisibleTo(self):
                button.hide()
                self.more.show()
                self._folded.append(button)

    def _wanted(self) -> int:
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        return layout.sizeHint().width()

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.exec(self.more.mapToGlobal(self.more.rect().topLeft()))
        menu.deleteLater()
