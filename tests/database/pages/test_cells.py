"""Reading pages: what SQLite wrote is read back, and garbage is survived."""

import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.database.pages import catalogue, cells, hits, trees
from culture_desktop.database.pages.file import PageFile
from culture_desktop.database.pages.hits import Hold

VALUES = [
    None,
    0,
    1,
    -1,
    127,
    -128,
    2**15,
    2**23,
    -(2**31),
    2**47,
    2**63 - 1,
    -(2**63),
    1.5,
    "",
    "工会" * 3000,
    b"\x00\xff",
]


def make(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "CREATE TABLE thing (id INTEGER PRIMARY KEY, value, other TEXT);"
            "CREATE INDEX ix_thing_other ON thing (other);"
            "CREATE TABLE pair (a INTEGER, b INTEGER, c TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID;"
        )
        for at in range(2000):
            connection.execute(
                "INSERT INTO thing VALUES (?, ?, ?)", (at * 3 - 50, VALUES[at % len(VALUES)], f"词{at}" * 40)
            )
        connection.executemany(
            "INSERT INTO pair VALUES (?, ?, ?)", [(a, b, "x" * a) for a in range(60) for b in range(60)]
        )
        connection.execute("DELETE FROM thing WHERE id > 4000")


def test_rows_are_read_as_sqlite_wrote_them(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    make(path)
    with closing(PageFile(path)) as file, closing(sqlite3.connect(path)) as connection:
        file.open()
        known = {tree.name: tree for tree in catalogue.trees_of(file)}
        assert known["thing"].columns == (catalogue.ROWID, "value", "other")
        assert known["pair"].columns == ("b", "a", "c")
        assert known["ix_thing_other"].columns == ("other", catalogue.ROWID)
        read = [(row, *values[1:]) for row, values in trees.rows(file, known["thing"].root, keyed=False)]
        assert read == connection.execute("SELECT id, value, other FROM thing ORDER BY id").fetchall()
        pairs = [values for _, values in trees.rows(file, known["pair"].root, keyed=True)]
        assert sorted(pairs) == connection.execute("SELECT b, a, c FROM pair ORDER BY b, a").fetchall()
        words = {values for _, values in trees.rows(file, known["ix_thing_other"].root, keyed=True)}
        assert words == set(connection.execute("SELECT other, id FROM thing"))


def test_every_page_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    make(path)
    with closing(PageFile(path)) as file:
        file.open()
        found = hits.locate(file, range(1, file.count + 1))
        assert [hit.page for hit in found] == list(range(1, file.count + 1))
        assert {hit.hold for hit in found} == {Hold.SCHEMA, Hold.ROWS, Hold.INDEX, Hold.FREE, Hold.FREE_LIST}


@given(st.binary(max_size=600), st.integers(1, 3))
def test_garbage_is_survived(content: bytes, number: int) -> None:
    found = cells.node(content, number)
    for cell in found.cells if found else ():
        cells.record(cell.start)
    cells.record(content)


def test_a_file_of_garbage_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    make(path)
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 61):
        content[at] = at * 7 % 256
    path.write_bytes(content)
    with closing(PageFile(path)) as file:
        file.open()
        assert len(hits.locate(file, range(1, file.count + 1))) == file.count
