"""The tools over the text: kinds of lines, bold, lists, tables, figures, pictures."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from culture_desktop.ui.actions import action
from culture_desktop.ui.pages.composer import tables
from culture_desktop.ui.pages.composer.chips import ShownFigure
from culture_desktop.ui.pages.composer.formats import LEVELS, Kind
from culture_desktop.ui.pages.composer.text_editor import TextEditor
from culture_desktop.ui.widgets.buttons import IconButton
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.text import vline
from culture_desktop.vocabulary import Align

_TABLE = (
    ("在上方插入行", lambda cursor: tables.add_row(cursor, below=False)),
    ("在下方插入行", lambda cursor: tables.add_row(cursor, below=True)),
    ("在左侧插入列", lambda cursor: tables.add_column(cursor, right=False)),
    ("在右侧插入列", lambda cursor: tables.add_column(cursor, right=True)),
    ("本列左对齐", partial(tables.align_column, align=Align.START)),
    ("本列居中", partial(tables.align_column, align=Align.CENTRE)),
    ("本列右对齐", partial(tables.align_column, align=Align.END)),
    ("删除行", tables.remove_row),
    ("删除列", tables.remove_column),
    ("删除表格", tables.remove_table),
)


class FormatBar(QWidget):
    """Follows the cursor of the editor.

    Signals:
        pictures_wanted: picture files are to be chosen.
    """

    pictures_wanted = Signal()

    def __init__(self, editor: TextEditor) -> None:
        super().__init__()
        self._editor = editor
        self.heading = self._tool("h-1", "一级标题“一、”", "Ctrl+Alt+1", partial(editor.set_kind, Kind.HEADING))
        self.subheading = self._tool("h-2", "二级标题“（一）”", "Ctrl+Alt+2", partial(editor.set_kind, Kind.SUBHEADING))
        self.third = self._tool("h-3", "三级标题“1.”", "Ctrl+Alt+3", partial(editor.set_kind, Kind.THIRD))
        self.bold = self._tool("bold", "加粗", "Ctrl+B", lambda: editor.set_bold(not editor.bold))
        self.bullets = self._tool("list", "项目符号", "Ctrl+Shift+8", partial(editor.set_list, numbered=False))
        self.numbers = self._tool("list-numbers", "编号", "Ctrl+Shift+7", partial(editor.set_list, numbered=True))
        self.quote = self._tool("blockquote", "引用", "Ctrl+Shift+9", partial(editor.set_kind, Kind.QUOTE))
        self.table_menu, self.figure_menu = QMenu(self), QMenu(self)
        self.table = IconButton("table", "表格", clicked=lambda: self._open(self.table, self.table_menu))
        self.figure = IconButton("chart-bar", "插入数据", clicked=lambda: self._open(self.figure, self.figure_menu))
        self.pictures = IconButton("photo-plus", "添加照片", clicked=self.pictures_wanted.emit)
        self.insert_table = self.table_menu.addAction("插入表格", editor.insert_table)
        self.table_menu.addSeparator()
        self.table_actions = [self.table_menu.addAction(words, partial(self._table, act)) for words, act in _TABLE]
        layout = row(
            *(
                self.heading,
                self.subheading,
                self.third,
                self.bold,
                vline(),
                self.bullets,
                self.numbers,
                self.quote,
                vline(),
            ),
            *(self.table, self.figure, self.pictures, STRETCH),
            gap=2,
            margins=(8, 4, 8, 4),
        )
        self.setLayout(layout)
        editor.place_changed.connect(self._follow)
        self.show_figures({})
        self._follow()

    def show_figures(self, figures: Mapping[str, ShownFigure]) -> None:
        """The figures that can be put into the text."""
        self.figure_menu.clear()
        for key, figure in figures.items():
            made = self.figure_menu.addAction(
                f"{key}　{figure.value or '暂无'}", partial(self._editor.insert_figure, key)
            )
            made.setToolTip(figure.source)
        self.figure_menu.setToolTipsVisible(True)
        self.figure.setEnabled(bool(figures))
        self.figure.setToolTip("插入数据：随活动的名单变化" if figures else "先选定活动，才有可插入的数据")

    def _tool(self, icon: str, name: str, key: str, act: Callable[[], object]) -> IconButton:
        made = IconButton(icon, name, checkable=True)
        made.clicked.connect(lambda _checked=False: self._act(act))
        made.setToolTip(f"{name}　{key}")
        self._editor.addAction(_keyed(self._editor, name, key, act))
        return made

    def _act(self, act: Callable[[], object]) -> None:
        act()
        self._follow()
        self._editor.setFocus()

    def _table(self, act: Callable[..., object]) -> None:
        act(self._editor.textCursor())
        self._editor.setFocus()

    def _open(self, button: IconButton, menu: QMenu) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _follow(self) -> None:
        editor = self._editor
        kind, numbered, free = editor.kind, editor.numbered, not editor.in_table and editor.kind is not Kind.PICTURES
        for button, on in (
            (self.heading, kind is Kind.HEADING),
            (self.subheading, kind is Kind.SUBHEADING),
            (self.third, kind is Kind.THIRD),
            (self.quote, kind is Kind.QUOTE),
            (self.bullets, numbered is False),
            (self.numbers, numbered is True),
        ):
            button.setChecked(on)
            button.setEnabled(free)
        self.bold.setChecked(editor.bold)
        self.bold.setEnabled(kind not in (*LEVELS, Kind.PICTURES))
        self.insert_table.setEnabled(free)
        for each in self.table_actions:
            each.setEnabled(editor.in_table)


def _keyed(editor: TextEditor, words: str, key: str, act: Callable[[], object]) -> QAction:
    made = action(editor, words, act, shortcut=key, add=False)
    made.setAutoRepeat(False)
    return made
