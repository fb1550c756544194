"""What the window remembers between two starts: typed keys over an INI file.

::

    settings = Settings(path)                  # tests give a file in tmp_path; None is the user's own
    settings.get(THEME)                        # -> str
    settings.set(LAST_FOLDER, str(folder))
    widths = column_widths("people")           # a key for one table
    settings.set(widths, [120, 80])

These are habits of one screen, not data: what a document depends on is kept in the database.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSettings

T = TypeVar("T", str, int, bool, bytes, list[int], list[str])


@dataclass(frozen=True)
class Key(Generic[T]):
    """A name and what holds when nothing was stored; the default's type is the type of the value."""

    name: str
    default: T


THEME = Key("appearance/theme", "system")
GEOMETRY = Key("window/geometry", b"")
LAST_PAGE = Key("window/page", "")
LAST_FOLDER = Key("files/last_folder", "")
LAST_DATABASE = Key("files/last_database", "")
BACKUP_FOLDER = Key("backup/folder", "")  # where second copies go: a stick is plugged into this computer
RECENT_DATABASES: Key[list[str]] = Key("files/recent_databases", [])


def column_widths(table: str) -> Key[list[int]]:
    """The column widths of one table."""
    return Key(f"tables/{table}/widths", [])


def splitter_sizes(page: str) -> Key[list[int]]:
    """The pane widths of one page."""
    return Key(f"pages/{page}/panes", [])


def copied_at(database: Path) -> Key[str]:
    """When a data file was last copied to the second place, in ISO format: asked when the stick is not there."""
    import hashlib  # noqa: PLC0415 - no start needs it

    return Key(f"backup/copied/{hashlib.sha256(str(database).encode()).hexdigest()[:16]}", "")


class Settings:
    """Typed access; what is unreadable or of another type counts as not stored."""

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Runwu", "Runwu")
        else:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, key: Key[T]) -> T:
        """The stored value, or the key's default."""
        raw = self._store.value(key.name)
        if not isinstance(raw, str):
            return key.default
        try:
            value = _decode(json.loads(raw), type(key.default))
        except (ValueError, TypeError, binascii.Error):
            return key.default
        return value if type(value) is type(key.default) else key.default

    def set(self, key: Key[T], value: T) -> None:
        """Store a value."""
        self._store.setValue(key.name, json.dumps(_encode(value)))

    def sync(self) -> None:
        """Write to disk now."""
        self._store.sync()


def backup_folder(settings: Settings) -> Path | None:
    """The second place for backups, when the user chose one."""
    folder = settings.get(BACKUP_FOLDER)
    return Path(folder) if folder else None


def _encode(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _decode(value: Any, wanted: type) -> Any:
    return base64.b64decode(value, validate=True) if wanted is bytes else value
