"""What the user does with backups: each act one call of the service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject

from culture_desktop.progress import Progress
from culture_desktop.services.backups import (
    BackupContent,
    BackupRow,
    BackupService,
    PlaceInfo,
    Restoration,
    default_backup_name,
)
from culture_desktop.services.results import Done
from culture_desktop.services.store import StoreService
from culture_desktop.ui.dialogs import files, restore
from culture_desktop.ui.pages.settings.backup_cards import BackupCard, PlaceCard
from culture_desktop.ui.settings import BACKUP_FOLDER, Settings, backup_folder, copied_at
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.layouts import clear
from culture_desktop.ui.widgets.page import Page


@dataclass(frozen=True)
class _Seen:
    """A backup looked into, and what there is now."""

    content: BackupContent
    now: Mapping[str, int]


@dataclass(frozen=True)
class _State:
    rows: tuple[BackupRow, ...]
    place: PlaceInfo | None


class BackupActions(QObject):
    """Joins the two cards to the service."""

    def __init__(
        self,
        page: Page,
        cards: tuple[BackupCard, PlaceCard],
        backups: BackupService,
        store: StoreService,
        runner: Runner,
        settings: Settings,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._page, self._backups, self._store = page, backups, store
        self._runner, self._settings, self._now = runner, settings, now
        self._card, self._place = cards
        self._card.take_wanted.connect(self.take)
        self._card.write_wanted.connect(self.write)
        self._card.restore_wanted.connect(self.restore)
        self._card.view_wanted.connect(self._view)
        self._place.folder_wanted.connect(self.choose_place)
        self._place.copy_wanted.connect(self.copy)
        self._place.removal_wanted.connect(self.forget_place)

    def refresh(self) -> None:
        """Read what there is."""
        folder = backup_folder(self._settings)

        def read(_progress: Progress) -> _State:
            return _State(self._backups.rows(), self._backups.place(folder) if folder else None)

        self._runner.run(read, title="读取备份", done=self._show)

    def take(self) -> None:
        """Back up beside the data file now."""
        self._runner.run(lambda progress: self._backups.take(self._now(), progress), title="备份", done=self._taken)

    def write(self) -> None:
        """Write a backup where the user wants it."""
        name = default_backup_name(self._backups.path, self._now())
        target = files.save(self._page, "备份到", name, (files.BACKUPS,), self._settings)
        if target is not None:
            self._runner.run(
                lambda progress: self._backups.write(target, self._now(), progress), title="备份", done=self._written
            )

    def restore(self) -> None:
        """Look into a backup, show what it holds, and put it in place when the user wants it."""
        file = files.open_one(self._page, "选择备份", (files.BACKUPS,), self._settings)
        if file is not None:
            self.inspect(file)

    def inspect(self, file: Path) -> None:
        """Show what a backup holds and offer to restore it."""

        def read(progress: Progress) -> _Seen:
            return _Seen(self._backups.inspect(file, progress), self._store.info().counts)

        self._runner.run(read, title="核对备份", done=self._offer)

    def choose_place(self) -> None:
        """Choose where second copies go, and put the first one there."""
        chosen = files.folder(self._page, "备份到哪个文件夹", self._settings)
        if chosen is None:
            return
        self._page.carry_out(lambda: self._use_place(chosen))
        self.copy()

    def copy(self) -> None:
        """Write a complete backup into the second place now."""
        folder = backup_folder(self._settings)
        if folder is not None:
            self._runner.run(
                lambda progress: self._backups.copy_to(folder, self._now(), progress), title="备份", done=self._copied
            )

    def forget_place(self) -> None:
        """Make no second copies any more; those that lie there stay."""
        self._settings.set(BACKUP_FOLDER, "")
        self._page.notify("不再另存备份，已有的备份都留在原处")
        self.refresh()

    def _use_place(self, chosen: Path) -> Done[Path]:
        place = self._backups.make_place(chosen)
        self._settings.set(BACKUP_FOLDER, str(place))
        self._settings.set(copied_at(self._backups.path), "")
        return Done(place, frozenset(), "")

    def _show(self, state: _State) -> None:
        self._card.show_backups(state.rows)
        known = self._settings.get(copied_at(self._backups.path))
        self._place.show_place(state.place, datetime.fromisoformat(known) if known else None)

    def _taken(self, done: Done[Path | None]) -> None:
        self._page.notify(done.sentence)
        self.refresh()

    def _written(self, done: Done[Path]) -> None:
        self._page.notify(done.sentence)

    def _copied(self, done: Done[Path]) -> None:
        self._settings.set(copied_at(self._backups.path), self._now().isoformat(timespec="seconds"))
        self._page.notify(done.sentence)
        self.refresh()

    def _view(self, backup: BackupRow) -> None:
        self.inspect(backup.file)

    def _offer(self, seen: _Seen) -> None:
        file = seen.content.file
        if restore.ask(self._page, seen.content, seen.now):
            self._runner.run(
                lambda progress: self._backups.restore(file, self._now(), progress),
                title="恢复备份",
                done=self._restored,
                cancellable=False,
            )

    def _restored(self, done: Done[Restoration]) -> None:
        clear(self._card.result)  # what a check found was of the data before
        self._page.changed.emit(frozenset())
        lost = len(done.value.lost)
        if lost:
            self._page.notify(f"{done.sentence}，但有 {lost} 份照片或文书已经不在", tone=Tone.WARN)
        else:
            self._page.notify(f"{done.sentence}，换下的数据在“{done.value.kept.name}”")
