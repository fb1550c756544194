"""Asks for files with the desktop's own dialog and remembers the folder.

::

    path = files.open_one(self, "选择备份", (files.BACKUPS,), self._settings)     # Path | None
    path = files.save(self, "备份到", "runwu-20261123.runwu", (files.BACKUPS,), self._settings)
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from culture_desktop.paths import default_output_directory
from culture_desktop.ui.settings import LAST_FOLDER, Settings

TABLES = "名单文件 (*.xlsx *.xlsm *.xls *.et *.ods *.fods *.csv *.tsv *.txt *.htm *.html *.mht *.mhtml *.xml)"
SHEETS = "Excel 文件 (*.xlsx)"
CSV = "CSV 文件 (*.csv)"
PICTURES = "照片 (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff)"
BACKUPS = "润物备份 (*.runwu)"
DATA = "润物数据文件 (*.db)"
DATA_OR_BACKUPS = "润物文件 (*.runwu *.db)"
CALENDAR = "日历文件 (*.ics)"
RECORDS = "评选记录 (*.json)"
PDF = "PDF 文件 (*.pdf)"
ATTACHMENTS = f"附件 (*.pdf {TABLES.partition('(')[2]}"
ALL = "所有文件 (*)"


def open_one(parent: QWidget | None, title: str, kinds: Sequence[str], settings: Settings) -> Path | None:
    """One existing file."""
    name, _ = QFileDialog.getOpenFileName(parent, title, _folder(settings), ";;".join((*kinds, ALL)))
    return _remembered(name, settings)


def open_several(parent: QWidget | None, title: str, kinds: Sequence[str], settings: Settings) -> tuple[Path, ...]:
    """Existing files."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, _folder(settings), ";;".join((*kinds, ALL)))
    for name in names[:1]:
        _remembered(name, settings)
    return tuple(map(Path, names))


def save(parent: QWidget | None, title: str, name: str, kinds: Sequence[str], settings: Settings) -> Path | None:
    """Where to write; the suffix of the chosen kind is added when none was typed."""
    folder = Path(_folder(settings))
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(folder / name), ";;".join(kinds))
    path = _remembered(chosen, settings)
    if path is not None and not path.suffix:
        path = path.with_suffix(kind.rpartition("*")[2].rstrip(")"))
    return path


def folder(parent: QWidget | None, title: str, settings: Settings) -> Path | None:
    """An existing folder."""
    name = QFileDialog.getExistingDirectory(parent, title, _folder(settings))
    return Path(name) if name else None


def _folder(settings: Settings) -> str:
    known = Path(settings.get(LAST_FOLDER) or default_output_directory())
    return str(known if known.is_dir() else Path.home())


def _remembered(name: str, settings: Settings) -> Path | None:
    if not name:
        return None
    settings.set(LAST_FOLDER, str(Path(name).parent))
    return Path(name)
