"""The cards of backups: those taken automatically, and the second place."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from culture_desktop.services.backups import BackupRow, PlaceInfo
from culture_desktop.ui.labels import NONE, count
from culture_desktop.ui.tables.cells import Cell, Figure, Muted, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import HEIGHT_ROW, HEIGHT_TABLE_HEAD, Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.facts import Fact, Facts
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, row
from culture_desktop.ui.widgets.text import paragraph, set_paragraph

_SHOWN = 6


def size(number: int) -> str:
    """Bytes as people say them: ``912 KB``, ``12.4 MB``."""
    for unit, step in (("GB", 2**30), ("MB", 2**20)):
        if number >= step:
            return f"{number / step:.1f} {unit}"
    return f"{max(1, round(number / 2**10)) if number else 0} KB"


def moment(value: datetime) -> str:
    """``2026-11-23 20:41``."""
    return f"{value:%Y-%m-%d %H:%M}"


def _counted(word: str) -> Column[BackupRow]:
    def cell(backup: BackupRow) -> Cell:
        return Figure(f"{backup.counts[word]:,}" if word in backup.counts else NONE)

    return Column[BackupRow](word, cell, width=76, right=True, priority=1)


def _reason(backup: BackupRow) -> Cell:
    return backup.reason if backup.readable else Status("打不开，已损坏", Tone.BAD)


COLUMNS = (
    Column[BackupRow]("时间", lambda b: moment(b.made_at), width=150),
    Column[BackupRow]("缘由", _reason, width=150, stretch=True, tooltip=lambda b: b.file.name),
    _counted("人员"),
    _counted("活动"),
    _counted("荣誉"),
    Column[BackupRow]("大小", lambda b: Muted(size(b.size)), width=90, right=True),
)


class BackupCard(Card):
    """The automatic backups, newest first, and what can be done with one.

    Signals:
        take_wanted, write_wanted, restore_wanted: back up now, into a file, restore from a file.
        view_wanted: a BackupRow to look into (object).
        check_wanted: check the data.
    """

    take_wanted = Signal()
    write_wanted = Signal()
    restore_wanted = Signal()
    view_wanted = Signal(object)
    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("备份与恢复", "每天自动备份，导入、恢复和整批撤销之前也备份")
        self.take_button = Button("现在备份", icon="device-floppy", kind=Kind.PRIMARY, clicked=self.take_wanted.emit)
        self.view_button = Button("查看并恢复…", icon="restore", clicked=self._view)
        self.write_button = Button("备份到文件…", icon="download", clicked=self.write_wanted.emit)
        self.restore_button = Button("从文件恢复…", icon="folder-open", clicked=self.restore_wanted.emit)
        self.check_button = Button("检查数据", icon="shield-lock", clicked=self.check_wanted.emit)
        self.last = paragraph("", "secondary")
        self.table = RowTable[BackupRow](COLUMNS, name="自动备份", key=lambda b: b.file)
        self.table.set_placeholder(EmptyState("device-floppy", "还没有自动备份", "有了数据，当天就会备份"))
        self.result = column()
        self.body.addWidget(self.last)
        self.body.addWidget(self.table)
        to_and_from_files = self.write_button, self.restore_button, self.check_button
        self.body.addLayout(row(self.take_button, self.view_button, STRETCH, *to_and_from_files))
        self.body.addLayout(self.result)
        self.table.opened.connect(self.view_wanted)
        self.table.current_changed.connect(self._choose)
        self.show_backups(())

    def show_backups(self, backups: Sequence[BackupRow]) -> None:
        """Show what there is."""
        self.table.set_rows(backups)
        lines = min(max(len(backups), 4), _SHOWN)
        self.table.setFixedHeight(HEIGHT_TABLE_HEAD + HEIGHT_ROW * lines + 2)
        whole = sum(backup.size for backup in backups)
        summary = f"共 {count(len(backups), '份')}，{size(whole)}；旧的逐渐稀疏，每月至少留一份，留一年。"
        last = f"上次备份：{moment(backups[0].made_at)}（{backups[0].reason}）。{summary}" if backups else ""
        set_paragraph(self.last, last)
        self.last.setHidden(not backups)
        self._choose(self.table.current_row())

    def _choose(self, backup: BackupRow | None) -> None:
        self.view_button.setEnabled(backup is not None)
        self.view_button.setToolTip("" if backup is not None else "先在列表里选一份备份")

    def _view(self) -> None:
        chosen = self.table.current_row()
        if chosen is not None:
            self.view_wanted.emit(chosen)


class PlaceCard(Card):
    """The second place: a stick or another disk.

    Signals:
        folder_wanted, copy_wanted, removal_wanted: choose a folder, copy there now, use none any more.
    """

    folder_wanted = Signal()
    copy_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("另存一处", "U盘、移动硬盘或另一块磁盘")
        self.choose_button = Button("选择文件夹…", icon="folder-open", clicked=self.folder_wanted.emit)
        self.copy_button = Button("现在备份到那里", icon="device-floppy", clicked=self.copy_wanted.emit)
        self.stop_button = Button("不再使用", kind=Kind.QUIET, clicked=self.removal_wanted.emit)
        self._words, self._facts, self._state = paragraph("", "secondary"), Facts(), QVBoxLayout()
        for part in (self._words, self._facts):
            self.body.addWidget(part)
        self.body.addLayout(self._state)
        self.body.addLayout(row(self.choose_button, self.copy_button, self.stop_button, STRETCH))
        self.show_place(None, None)

    def show_place(self, place: PlaceInfo | None, copied: datetime | None) -> None:
        """``copied``: when something last went there, as far as this computer knows."""
        clear(self._state)
        for part in (self._facts, self.copy_button, self.stop_button):
            part.setHidden(place is None)
        self._words.setHidden(place is not None)
        self.choose_button.setText("选择文件夹…" if place is None else "换一个文件夹…")
        if place is None:
            words = "自动备份和数据在同一台电脑上，电脑坏了会一起丢。选一个U盘或移动硬盘里的文件夹，每天再存一份完整的备份。"
            set_paragraph(self._words, words)
            return
        self.copy_button.setEnabled(place.there)
        self.copy_button.setToolTip("" if place.there else "先插上U盘")
        self._facts.set_facts([Fact("folder-open", "位置", str(place.folder)), *_contents(place)])
        if not place.there:
            since = f"{moment(copied)} 之后没有备份到那里。" if copied else "还没有备份到那里。"
            band = Band(
                "alert-triangle", "找不到这个文件夹，可能U盘没有插上", since + "插上以后会自动补上。", tone=Tone.WARN
            )
            self._state.addWidget(band)


def _contents(place: PlaceInfo) -> list[Fact]:
    if not place.there:
        return []
    if place.last is None:
        return [Fact("", "备份", "还没有")]
    words = f"{count(place.number, '份')}，{size(place.size)}，最近一份 {moment(place.last)}"
    return [Fact("", "备份", words)]
