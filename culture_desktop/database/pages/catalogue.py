"""The tables and indexes of a data file as its first page lists them, without SQLite reading the file."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from culture_desktop.database.pages import trees
from culture_desktop.database.pages.file import PageFile

ROWID = ""  # stands for the row number among the columns of an index


@dataclass(frozen=True)
class Tree:
    """A b-tree: a table, or an index with ``table`` its table; ``columns`` in the order in which they are stored.

    ``keyed``: it is sorted by its columns, as indexes and tables without row numbers are. ``whole``: it has an
    entry for every row.
    """

    name: str
    table: str
    root: int
    columns: tuple[str, ...] = ()
    keyed: bool = False
    whole: bool = True

    @property
    def index(self) -> bool:
        """Whether it holds nothing that does not stand in its table as well."""
        return self.name != self.table


def trees_of(file: PageFile) -> tuple[Tree, ...]:
    """Every b-tree whose entry can be read."""
    entries = [row for _, row in trees.rows(file, 1, keyed=False) if len(row) >= 5]
    found = {
        str(name): (str(table), int(root)) for _, name, table, root, _ in entries if isinstance(root, int) and root
    }
    return tuple(_described(found, [str(sql) for *_, sql in entries if sql]))


def _described(found: Mapping[str, tuple[str, int]], statements: list[str]) -> list[Tree]:
    """SQLite itself tells the columns, from the same statements in an empty database."""
    with closing(sqlite3.connect(":memory:")) as empty:
        for sql in statements:
            try:
                if sql.lstrip().upper().startswith(("CREATE TABLE", "CREATE INDEX", "CREATE UNIQUE")):
                    empty.execute(sql)
            except (sqlite3.Error, ValueError, UnicodeError):
                continue  # a damaged statement: its tree is known by name only
        return [_tree(empty, name, table, root) for name, (table, root) in found.items()]


def _tree(empty: sqlite3.Connection, name: str, table: str, root: int) -> Tree:
    try:
        indexes = {
            row[1]: (row[3], bool(row[4])) for row in empty.execute("SELECT * FROM pragma_index_list(?)", [table])
        }
        if name != table:
            columns = _index_columns(empty, name)
            return Tree(name, table, root, columns, keyed=True, whole=not indexes.get(name, ("", True))[1])
        primary = next((at for at, (origin, _) in indexes.items() if origin == "pk"), None)
        without = "WITHOUT ROWID" in _statement(empty, table).upper()
        if without and primary is not None:
            return Tree(name, table, root, _index_columns(empty, primary), keyed=True)
        info = empty.execute("SELECT name, type, pk FROM pragma_table_info(?)", [table]).fetchall()
        aliases = [str(column) for column, kind, pk in info if pk and kind.upper() == "INTEGER"]
        alias = aliases[0] if len(aliases) == 1 else None
        return Tree(name, table, root, tuple(ROWID if column == alias else str(column) for column, _, _ in info))
    except sqlite3.Error:
        return Tree(name, table, root)


def _index_columns(empty: sqlite3.Connection, name: str) -> tuple[str, ...]:
    rows = empty.execute("SELECT cid, name FROM pragma_index_xinfo(?) ORDER BY seqno", [name])
    return tuple(ROWID if cid == -1 else str(column) for cid, column in rows)


def _statement(empty: sqlite3.Connection, table: str) -> str:
    row = empty.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [table]).fetchone()
    return str(row[0]) if row else ""
