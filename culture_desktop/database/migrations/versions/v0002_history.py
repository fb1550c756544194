"""History of every change, the hash chain of awards, facts about the file; numbers of rows that are never given again.

Revision: 0002
Revises: 0001
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEY = re.compile(r",\s*CONSTRAINT pk_\w+ PRIMARY KEY \(id\)")
_ID = "id INTEGER NOT NULL"
_ID_ONCE = "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"


def upgrade() -> None:
    """Add the four tables; the triggers that fill the log follow from the models and are installed after migrating."""
    _number_once()
    op.create_table(
        "history_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("table_name", sa.String(length=32), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('I', 'U', 'D', 'V')", name=op.f("ck_history_change_kind_word")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_change")),
    )
    for subject in ("activity", "campaign", "person"):
        op.create_index(
            f"ix_history_change_{subject}",
            "history_change",
            [f"{subject}_id"],
            unique=False,
            sqlite_where=sa.text(f"{subject}_id IS NOT NULL"),
        )
    op.create_table(
        "history_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("first_change", sa.Integer(), nullable=False),
        sa.Column("last_change", sa.Integer(), nullable=False),
        sa.Column("reverts_id", sa.Integer(), nullable=True),
        sa.Column("reverted", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.CheckConstraint("length(trim(label)) > 0", name=op.f("ck_history_entry_label_not_blank")),
        sa.CheckConstraint("kind IN ('action', 'undo', 'redo')", name=op.f("ck_history_entry_kind_word")),
        sa.CheckConstraint("(kind = 'action') = (reverts_id IS NULL)", name=op.f("ck_history_entry_reverts_or_acts")),
        sa.CheckConstraint("first_change <= last_change", name=op.f("ck_history_entry_changes_in_order")),
        sa.CheckConstraint("reverts_id IS NULL OR reverts_id < id", name=op.f("ck_history_entry_reverts_earlier")),
        sa.ForeignKeyConstraint(
            ["reverts_id"], ["history_entry.id"], name=op.f("fk_history_entry_reverts_id_history_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_entry")),
        sa.UniqueConstraint("last_change", name=op.f("uq_history_entry_last_change")),
    )
    op.create_index("ix_history_entry_reverts_id", "history_entry", ["reverts_id"], unique=False)
    op.create_table(
        "ledger_link",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_ledger_link_digest_length")),
        sa.CheckConstraint("number > 0", name=op.f("ck_ledger_link_number_positive")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ledger_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_ledger_link_digest")),
    )
    op.create_table(
        "store_state",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store_state")),
    )


def _number_once() -> None:
    """Make the tables anew with AUTOINCREMENT: the log knows rows by number, which no later row may have again."""
    connection = op.get_bind()
    schema = sa.text("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    entries = connection.execute(schema).all()
    connection.exec_driver_sql("PRAGMA legacy_alter_table = ON")  # what refers to a table keeps its name
    for entry in entries:
        key = _KEY.search(entry.sql)
        if entry.type != "table" or key is None:
            continue
        connection.exec_driver_sql(f"ALTER TABLE {entry.name} RENAME TO {entry.name}_before")
        statement = entry.sql.replace(key[0], "").replace(_ID, _ID_ONCE, 1)
        connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"INSERT INTO {entry.name} SELECT * FROM {entry.name}_before")
        connection.exec_driver_sql(f"DROP TABLE {entry.name}_before")
        for index in entries:
            if index.type == "index" and index.tbl_name == entry.name:
                connection.exec_driver_sql(index.sql)
    connection.exec_driver_sql("PRAGMA legacy_alter_table = OFF")
