"""Earlier units, extra fields, list sources, saved views, conduct, sessions, ballots; two more kinds of paper.

Revision: 0003
Revises: 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from culture_desktop.database.migrations.rebuild import make_anew

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LIST_KINDS = "'person', 'organisation', 'membership', 'participation', 'session', 'conduct', 'nomination', 'opinion', 'score', 'ballot', 'honour'"
_PERSON_COLUMNS = (
    ("unit_since", "DATE"),
    ("left_on", "DATE"),
    ("contract_ends", "DATE"),
    ("source_id", "INTEGER"),
)
_PERSON_KEY = (
    "CONSTRAINT fk_person_source_id_list_source FOREIGN KEY(source_id) REFERENCES list_source (id) ON DELETE SET NULL"
)


def upgrade() -> None:
    """Add the tables, then the columns and words that the tables there already lack."""
    _lists()
    _people()
    _attendance()
    _ballots()
    columns = "".join(f"\t{name} {kind}, \n" for name, kind in _PERSON_COLUMNS)
    make_anew("person", ("\tcreated_at", f"{columns}\tcreated_at"), ("\n)", f", \n\t{_PERSON_KEY}\n)"))
    make_anew("issued_document", ("'winners')", "'winners', 'minutes', 'name_list')"))


def _lists() -> None:
    op.create_table(
        "list_source",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(f"kind IN ({_LIST_KINDS})", name=op.f("ck_list_source_kind_word")),
        sa.CheckConstraint("mode IN ('add_update', 'add', 'update', 'fill')", name=op.f("ck_list_source_mode_word")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_list_source_name_not_blank")),
        sa.CheckConstraint("length(signature) = 64", name=op.f("ck_list_source_signature_length")),
        sa.UniqueConstraint("kind", "signature", name=op.f("uq_list_source_kind_signature")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_saved_view_name_not_blank")),
        sa.UniqueConstraint("page", "name", name=op.f("uq_saved_view_page_name")),
        sqlite_autoincrement=True,
    )


def _people() -> None:
    op.create_table(
        "extra_field",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_extra_field_name_not_blank")),
        sa.UniqueConstraint("name", name=op.f("uq_extra_field_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "past_posting",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=False),
        *_moments(),
        sa.CheckConstraint("starts IS NULL OR starts < ends", name=op.f("ck_past_posting_starts_before_ends")),
        _reference("past_posting", "person", "CASCADE"),
        _reference("past_posting", "organisation", "RESTRICT", "unit_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_past_posting_person", "past_posting", ["person_id", "ends"])
    op.create_index("ix_past_posting_unit_id", "past_posting", ["unit_id"])
    op.create_table(
        "conduct_record",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("norm", sa.String(length=128), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        *_moments(),
        sa.CheckConstraint("length(trim(norm)) > 0", name=op.f("ck_conduct_record_norm_not_blank")),
        sa.CheckConstraint("reverses_id IS NULL OR reverses_id < id", name=op.f("ck_conduct_record_reverses_earlier")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_conduct_record_reverses_id")),
        _reference("conduct_record", "person", "CASCADE"),
        _reference("conduct_record", "conduct_record", "CASCADE", "reverses_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_conduct_record_person_id", "conduct_record", ["person_id"])


def _attendance() -> None:
    words = "'registered', 'attended', 'absent', 'excused'"
    op.create_table(
        "session_attendance",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("attendance", sa.String(length=32), nullable=False),
        sa.CheckConstraint(f"attendance IN ({words})", name=op.f("ck_session_attendance_attendance_word")),
        sa.CheckConstraint("session > 0", name=op.f("ck_session_attendance_session_positive")),
        sa.UniqueConstraint(
            "activity_id",
            "person_id",
            "session",
            name=op.f("uq_session_attendance_activity_id_person_id_session"),
        ),
        _reference("session_attendance", "activity", "CASCADE"),
        _reference("session_attendance", "person", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_session_attendance_person_id", "session_attendance", ["person_id"])


def _ballots() -> None:
    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(trim(number)) > 0", name=op.f("ck_ballot_number_not_blank")),
        sa.CheckConstraint("round > 0", name=op.f("ck_ballot_round_positive")),
        sa.UniqueConstraint("campaign_id", "round", "number", name=op.f("uq_ballot_campaign_id_round_number")),
        _reference("ballot", "campaign", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ballot_mark",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=32), nullable=False),
        sa.CheckConstraint("choice IN ('for', 'against', 'abstain')", name=op.f("ck_ballot_mark_choice_word")),
        sa.UniqueConstraint("ballot_id", "nomination_id", name=op.f("uq_ballot_mark_ballot_id_nomination_id")),
        _reference("ballot_mark", "ballot", "CASCADE"),
        _reference("ballot_mark", "nomination", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ballot_mark_nomination_id", "ballot_mark", ["nomination_id"])


def _moments() -> Sequence[sa.Column[object]]:
    return [sa.Column(name, sa.DateTime(), nullable=False) for name in ("created_at", "changed_at")]


def _reference(table: str, target: str, on_delete: str, column: str = "") -> sa.ForeignKeyConstraint:
    column = column or f"{target}_id"
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=on_delete)
