"""The database file: opening, transactions, migration, backup."""

from culture_desktop.database.database import Database
from culture_desktop.database.files import FileStore, write_atomically, writing, written_aside

__all__ = ["Database", "FileStore", "write_atomically", "writing", "written_aside"]
