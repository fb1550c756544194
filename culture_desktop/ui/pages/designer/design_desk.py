"""Which design is open, and what becomes of it as a whole: saved, saved under another name, handed on, deleted."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from culture_desktop.documents.designs.package import SUFFIX
from culture_desktop.errors import CultureError
from culture_desktop.services.certificates.designs import DesignRow, DesignService
from culture_desktop.services.results import Done
from culture_desktop.ui.actions import action
from culture_desktop.ui.dialogs import confirm, files, leaving_dialog, name_dialog
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.widgets.buttons import Button, IconButton, Kind
from culture_desktop.ui.widgets.layouts import column, row
from culture_desktop.ui.widgets.page import Page
from culture_desktop.ui.widgets.text import Label

_FILES = f"证书模板 (*{SUFFIX} *.json)"
_OWN_FILES = f"证书模板 (*{SUFFIX})"


class DesignDesk(QWidget):
    """The list of designs with its menu; saving is in the page's head."""

    def __init__(self, page: Page, draft: Draft, designs: DesignService, settings: Settings) -> None:
        super().__init__()
        self._page, self._draft, self._designs, self._settings = page, draft, designs, settings
        self._rows: tuple[DesignRow, ...] = ()
        self.box = QComboBox()
        self.box.setAccessibleName("模板")
        self.box.setMaxVisibleItems(20)
        self.box.activated.connect(self._choose)
        self.menu = QMenu(self)
        self.more = IconButton("dots", "模板的更多操作", clicked=self._open_menu)
        self.save_as_action = self._add("另存为…", self.save_as, "Ctrl+Shift+S")
        self.rename_action = self._add("重命名…", self.rename)
        self.import_action = self._add("导入模板文件…", self.import_file)
        self.export_action = self._add("导出模板文件…", self.export_file)
        self.delete_action = self._add("删除模板…", self.delete)
        self.save_button = Button("保存", icon="device-floppy", kind=Kind.PRIMARY, shortcut="Ctrl+S", clicked=self.save)
        line = row(gap=4)
        line.addWidget(self.box, 1)
        line.addWidget(self.more)
        self.setLayout(column(Label("模板", "caption"), line, gap=4, margins=(12, 10, 8, 8)))
        draft.changed.connect(self._show_state)

    @property
    def row(self) -> DesignRow | None:
        """The design that is open, as it is in the list."""
        return next((row for row in self._rows if row.key == self._draft.key), None)

    def refresh(self) -> None:
        """See which designs there are; what is open stays open as long as it is there."""
        self._rows = self._designs.rows()
        if self.row is None and not (self._draft.key and self._draft.unsaved):
            self._open(self._rows[0].key)
        self._show_rows()

    def may_leave(self) -> bool:
        """Ask about what is not saved; whether it may be left behind or has been saved."""
        if not self._draft.unsaved:
            return True
        answer = leaving_dialog.ask(self._page, self._draft.design.name)
        return self.save() if answer is leaving_dialog.Answer.SAVE else answer is leaving_dialog.Answer.DISCARD

    def save(self) -> bool:
        """Save as the next version; a design of the program's own is saved as one's own under a name asked for."""
        row = self.row
        if row is None or row.bundled:
            return self.save_as()
        return self._saved(lambda: self._designs.save(self._draft.design, self._draft.needed_files, row.key))

    def save_as(self) -> bool:
        """Save as a design of one's own, under another name."""
        name = name_dialog.ask(
            self._page, "另存为我的模板", "模板名称", self._free_name(), act="保存", hint="自带的模板保持原样"
        )
        if name is None:
            return False
        return self._saved(lambda: self._designs.save(replace(self._draft.design, name=name), self._draft.needed_files))

    def rename(self) -> None:
        """Give one's own design another name, and save it."""
        row = self.row
        if row is None or row.bundled:
            return
        name = name_dialog.ask(self._page, "重命名模板", "模板名称", row.name, act="重命名")
        if name is not None:
            design = replace(self._draft.design, name=name)
            self._saved(lambda: self._designs.save(design, self._draft.needed_files, row.key))

    def import_file(self) -> None:
        """Take in a design that was handed on, and open it."""
        if not self.may_leave():
            return
        path = files.open_one(self._page, "导入模板文件", (_FILES,), self._settings)
        if path is not None:
            done = self._page.carry_out(lambda: self._designs.import_file(path))
            if done is not None:
                self._open(done.value)
                self.refresh()
                self._page.notify(done.sentence)

    def export_file(self) -> None:
        """Write the design as it is saved to one file; what is not saved is saved first."""
        if self._draft.unsaved and not self.save():
            return
        name = f"{self._draft.design.name}{SUFFIX}"
        path = files.save(self._page, "导出模板文件", name, (_OWN_FILES,), self._settings)
        if path is not None:
            done = self._page.carry_out(lambda: self._designs.export_file(self._draft.key, path))
            if done is not None:
                self._page.notify(done.sentence)

    def delete(self) -> None:
        """Remove one's own design, after asking."""
        row = self.row
        if row is None or row.bundled:
            return
        effect = f"“{row.name}”的 {row.version} 个版本都会删除。印过证书的模板不能删除。"
        if confirm.ask(self._page, "删除证书模板", effect, act="删除模板"):
            done = self._page.carry_out(lambda: self._designs.delete(row.key))
            if done is not None:
                self._rows = self._designs.rows()
                self._open(self._rows[0].key)
                self._show_rows()
                self._page.notify(done.sentence)

    def _saved(self, save: Callable[[], Done[str]]) -> bool:
        done = self._page.carry_out(save)
        if done is None:
            return False
        self._open_saved(done.value)
        self._page.notify(done.sentence)
        return True

    def _open_saved(self, key: str) -> None:
        """What is saved now has a number, and perhaps another name; the steps that led to it stay."""
        found = self._designs.load(key)
        self._draft.saved_as(found.design, key, found.version)
        self._rows = self._designs.rows()
        self._show_rows()

    def _open(self, key: str) -> None:
        try:
            self._draft.open(self._designs.load(key))
        except CultureError as error:
            self._page.failed.emit(error)

    def _choose(self, at: int) -> None:
        key = self.box.itemData(at)
        if key != self._draft.key and self.may_leave():
            self._open(key)
        self._show_rows()

    def _free_name(self) -> str:
        name, taken = self._draft.design.name, {row.name for row in self._rows}
        return name if name not in taken else f"{name}（自定）" if f"{name}（自定）" not in taken else name

    def _show_rows(self) -> None:
        with QSignalBlocker(self.box):
            self.box.clear()
            for row in self._rows:
                if row.bundled and self.box.count() and not self._rows[self.box.count() - 1].bundled:
                    self.box.insertSeparator(self.box.count())
                self.box.addItem(row.name, row.key)
            self.box.setCurrentIndex(self.box.findData(self._draft.key))
        self._show_state()

    def _show_state(self) -> None:
        row = self.row
        own = row is not None and not row.bundled
        self.delete_action.setEnabled(own)
        self.rename_action.setEnabled(own)
        self.save_button.setEnabled(self._draft.unsaved)
        number = f"第 {self._draft.version} 版" if self._draft.version else "自带模板，保存时另存为自己的"
        self.box.setToolTip(number)

    def _add(self, words: str, act: Callable[[], object], key: str = "") -> QAction:
        made = action(self, words, act, shortcut=key)
        self.menu.addAction(made)
        return made

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))
