"""The dark bar under the table while people are ticked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from culture_desktop.ui.widgets.buttons import Button, Kind, LinkButton
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.text import Label, vline

HEIGHT = 44


class BulkBar(QFrame):
    """How many are ticked, and what can be done with them all.

    Signals:
        join_wanted, change_wanted, move_wanted, merge_wanted, names_wanted, export_wanted, delete_wanted,
            clear_wanted: a button was pressed; two can be merged.
    """

    join_wanted = Signal()
    change_wanted = Signal()
    move_wanted = Signal()
    merge_wanted = Signal()
    names_wanted = Signal()
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
        self.export = Button("导出", icon="download", kind=Kind.BULK, clicked=self.export_wanted.emit)
        # Without words: at 1366 px the bar has room for six buttons and a count of thousands, and no more.
        self.delete = Button("", icon="trash", kind=Kind.BULK, clicked=self.delete_wanted.emit, tip="删除　Del")
        self.delete.setAccessibleName("删除")
        self.clear = LinkButton("取消 Esc", clicked=self.clear_wanted.emit, style="toast_link")
        self.clear.setAccessibleName("取消选择")
        parts = (
            self._words,
            8,
            vline(),
            self.join,
            self.change,
            self.move_,
            self.merge,
            self.names,
            self.export,
            self.delete,
            STRETCH,
            self.clear,
        )
        self.setLayout(row(*parts, gap=4, margins=(16, 0, 12, 0)))

    def show_count(self, number: int) -> None:
        """Say how many are ticked."""
        self._words.setText(f"已选 {number:,} 人")
        self.merge.setVisible(number == 2)
