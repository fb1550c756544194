"""Certificate designs in versions, the register of printed certificates, corrections of printers.

Revision: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    _designs()
    _register()
    _printers()


def _designs() -> None:
    op.create_table(
        "certificate_design",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_certificate_design_name_not_blank")),
        sa.UniqueConstraint("name", name=op.f("uq_certificate_design_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "design_version",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("design_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_design_version_number_positive")),
        sa.ForeignKeyConstraint(
            ["design_id"],
            ["certificate_design.id"],
            name=op.f("fk_design_version_design_id_certificate_design"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("design_id", "number", name=op.f("uq_design_version_design_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "design_picture",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_design_picture_sha256_length")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["design_version.id"],
            name=op.f("fk_design_picture_version_id_design_version"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("version_id", "sha256", name=op.f("uq_design_picture_version_id_sha256")),
        sqlite_autoincrement=True,
    )


def _register() -> None:
    op.create_table(
        "printed_certificate",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_for", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(number)) > 0", name=op.f("ck_printed_certificate_number_not_blank")),
        sa.CheckConstraint("printed > 0", name=op.f("ck_printed_certificate_printed_at_least_once")),
        sa.CheckConstraint(
            "(revoked_on IS NULL) = (revoked_for = '')", name=op.f("ck_printed_certificate_revoked_with_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["design_version.id"],
            name=op.f("fk_printed_certificate_version_id_design_version"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_printed_certificate_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_printed_certificate_campaign_id_campaign"),
            ondelete="SET NULL",
        ),
        sa.UniqueConstraint("number", name=op.f("uq_printed_certificate_number")),
        sqlite_autoincrement=True,
    )
    for column in ("version_id", "person_id", "campaign_id"):
        op.create_index(op.f(f"ix_printed_certificate_{column}"), "printed_certificate", [column], unique=False)


def _printers() -> None:
    op.create_table(
        "printer_correction",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("printer", sa.String(length=128), nullable=False),
        sa.Column("sheet", sa.String(length=32), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("down", sa.Integer(), nullable=False),
        sa.Column("scale_x", sa.Integer(), nullable=False),
        sa.Column("scale_y", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(trim(printer)) > 0", name=op.f("ck_printer_correction_printer_not_blank")),
        sa.CheckConstraint("length(trim(sheet)) > 0", name=op.f("ck_printer_correction_sheet_not_blank")),
        sa.CheckConstraint("min(scale_x, scale_y) > 0", name=op.f("ck_printer_correction_scales_positive")),
        sa.UniqueConstraint("printer", "sheet", name=op.f("uq_printer_correction_printer_sheet")),
        sqlite_autoincrement=True,
    )
