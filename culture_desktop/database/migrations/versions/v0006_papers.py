"""What papers are written from: briefings and their pictures.

Revision: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from culture_desktop.database.migrations.rebuild import make_anew

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


_FORMS = "'summary', 'sign_in', 'seat_cards', 'badges', 'supplement', 'honour_roll')"
_FEED = "\n\tedge VARCHAR(32) NOT NULL, \n\tupside_down BOOLEAN NOT NULL, \n\tface VARCHAR(32) NOT NULL, "
_FED = (
    "\tCONSTRAINT ck_printer_correction_edge_word CHECK (edge IN ('short', 'long')), \n"
    "\tCONSTRAINT ck_printer_correction_face_word CHECK (face IN ('up', 'down')), \n"
)
_OF_BRIEFING = (
    ", \n\tCONSTRAINT fk_issued_document_briefing_id_briefing FOREIGN KEY(briefing_id) REFERENCES briefing (id)"
    " ON DELETE RESTRICT\n)"
)


def upgrade() -> None:
    """Add the tables, the kinds of paper there are now, and the design of each tier's certificates."""
    _briefings()
    make_anew(
        "issued_document",
        ("'summary')", _FORMS),
        ("\tpages INTEGER NOT NULL, ", "\tpages INTEGER NOT NULL, \n\tdesign VARCHAR(128) NOT NULL, "),
        ("\tmade_at DATETIME NOT NULL, ", "\tmade_at DATETIME NOT NULL, \n\tbriefing_id INTEGER, "),
        ("\n)", _OF_BRIEFING),
        design="''",
    )
    op.create_index(op.f("ix_issued_document_briefing_id"), "issued_document", ["briefing_id"], unique=False)
    make_anew(
        "printer_correction",
        ("\tturn INTEGER NOT NULL, ", f"\tturn INTEGER NOT NULL, {_FEED}"),
        (
            "\tCONSTRAINT ck_printer_correction_scales_positive",
            f"{_FED}\tCONSTRAINT ck_printer_correction_scales_positive",
        ),
        edge="'short'",
        upside_down="0",
        face="'up'",
    )
    make_anew("tier", ("\tprize INTEGER, ", "\tprize INTEGER, \n\tdesign VARCHAR(64) NOT NULL, "), design="''")


def _briefings() -> None:
    op.create_table(
        "briefing",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("own_activity_id", sa.Integer(), nullable=True),
        sa.Column("masthead", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("editor", sa.String(length=128), nullable=False),
        sa.Column("report_to", sa.Text(), nullable=False),
        sa.Column("send_to", sa.Text(), nullable=False),
        sa.Column("issue_to", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("supplement", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=True),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(masthead)) > 0", name=op.f("ck_briefing_masthead_not_blank")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_briefing_title_not_blank")),
        sa.CheckConstraint("state IN ('draft', 'issued')", name=op.f("ck_briefing_state_word")),
        sa.CheckConstraint("(year IS NULL) = (sequence IS NULL)", name=op.f("ck_briefing_numbered_within_a_year")),
        sa.CheckConstraint("copies > 0", name=op.f("ck_briefing_copies_positive")),
        sa.ForeignKeyConstraint(
            ["own_activity_id"],
            ["activity.id"],
            name=op.f("fk_briefing_own_activity_id_activity"),
            ondelete="SET NULL",
        ),
        sa.UniqueConstraint("own_activity_id", name=op.f("uq_briefing_own_activity_id")),
        sa.UniqueConstraint("supplement", "year", "sequence", name=op.f("uq_briefing_supplement_year_sequence")),
        sa.UniqueConstraint("total", name=op.f("uq_briefing_total")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "briefing_activity",
        sa.Column("briefing_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefing.id"], name=op.f("fk_briefing_activity_briefing_id_briefing"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_briefing_activity_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("briefing_id", "activity_id", name=op.f("pk_briefing_activity")),
    )
    op.create_index(op.f("ix_briefing_activity_activity_id"), "briefing_activity", ["activity_id"], unique=False)
    op.create_table(
        "briefing_picture",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("briefing_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_briefing_picture_sha256_length")),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefing.id"], name=op.f("fk_briefing_picture_briefing_id_briefing"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("briefing_id", "sha256", name=op.f("uq_briefing_picture_briefing_id_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "unsaved_briefing",
        sa.Column("briefing_id", sa.Integer(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefing.id"], name=op.f("fk_unsaved_briefing_briefing_id_briefing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("briefing_id", name=op.f("pk_unsaved_briefing")),
    )
