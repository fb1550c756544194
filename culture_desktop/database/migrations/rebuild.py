"""Changing a table where SQLite's ALTER TABLE cannot: CHECKs, constraints, and columns in their place."""

import sqlalchemy as sa
from alembic import op


def make_anew(table: str, *edits: tuple[str, str], **values: str) -> None:
    """Make a table by its own statement with some text changed, and put its rows back; numbers given stay given.

    ``values`` are what new columns hold in the rows there are, as SQL; the others hold NULL.
    """
    connection = op.get_bind()
    entries = connection.execute(
        sa.text("SELECT type, sql FROM sqlite_schema WHERE tbl_name = :name AND sql IS NOT NULL"), {"name": table}
    ).all()
    statement = next(entry.sql for entry in entries if entry.type == "table")
    for old, new in edits:
        statement = new.join(statement.rsplit(old, 1))
    names = [column["name"] for column in sa.inspect(connection).get_columns(table)]
    target, source = ", ".join((*names, *values)), ", ".join((*names, *values.values()))
    last = connection.execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).scalar()
    connection.exec_driver_sql("PRAGMA legacy_alter_table = ON")  # what refers to the table keeps its name
    connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_before")
    connection.exec_driver_sql("PRAGMA legacy_alter_table = OFF")
    connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"INSERT INTO {table} ({target}) SELECT {source} FROM {table}_before")
    connection.exec_driver_sql(f"DROP TABLE {table}_before")
    if last is not None:
        connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
        connection.execute(
            sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), {"name": table, "last": last}
        )
    for entry in entries:
        if entry.type == "index":
            connection.exec_driver_sql(entry.sql)
