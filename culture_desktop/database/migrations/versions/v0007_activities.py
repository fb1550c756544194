"""Activities from the plan to the archive: tasks, money, sign-up, check-in, contests, review.

Revision: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from culture_desktop.database.migrations.rebuild import make_anew

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_DUTIES = (
    "'members_meeting', 'committee_meeting', 'group_meeting', 'party_lecture', 'party_day', 'organisation_life',"
    " 'peer_review'"
)
_PAPERS = "'honour_roll', 'budget', 'final_account', 'fund_ledger', 'results', 'meeting', 'archive')"


def upgrade() -> None:
    """Add the tables, then what the tables there already lack."""
    _plan()
    _sign_up()
    _money()
    _the_day()
    _contests()
    _aftermath()
    _activities()
    make_anew(
        "participation",
        (
            "\tnote VARCHAR(255) NOT NULL, ",
            "\tnote VARCHAR(255) NOT NULL, \n\tseat VARCHAR(32) NOT NULL, \n\tteam VARCHAR(64) NOT NULL, ",
        ),
        seat="''",
        team="''",
    )
    make_anew("attachment", ("'picture', 'file'", "'picture', 'file', 'invoice', 'sign_in', 'receipts'"))
    make_anew("issued_document", ("'honour_roll')", _PAPERS))


def _activities() -> None:
    make_anew(
        "activity",
        _columns(
            "template VARCHAR(64) NOT NULL",
            "copied_from_id INTEGER",
            "series_id INTEGER",
            "owner_id INTEGER",
            "duty VARCHAR(32)",
            "goals TEXT NOT NULL",
            "risks TEXT NOT NULL",
            "fallback TEXT NOT NULL",
            "approved_on DATE",
            "approved_by VARCHAR(64) NOT NULL",
            "approval_number VARCHAR(64) NOT NULL",
            "notified_on DATE",
            "sign_up_opens DATETIME",
            "sign_up_closes DATETIME",
            "conditions JSON NOT NULL",
            "needs_check_in BOOLEAN NOT NULL",
            "satisfaction INTEGER",
            "lessons TEXT NOT NULL",
            "archived_at DATETIME",
            "archive_reason TEXT NOT NULL",
        ),
        _last(f"CONSTRAINT ck_activity_duty_word CHECK (duty IN ({_DUTIES}))"),
        _last(
            "CONSTRAINT ck_activity_sign_up_opens_before_closing CHECK (sign_up_opens IS NULL OR sign_up_closes IS NULL"
            " OR sign_up_opens < sign_up_closes)"
        ),
        _last(
            "CONSTRAINT ck_activity_satisfaction_percent CHECK (satisfaction IS NULL"
            " OR satisfaction BETWEEN 0 AND 10000)"
        ),
        _last("CONSTRAINT ck_activity_not_own_copy CHECK (copied_from_id IS NULL OR copied_from_id <> id)"),
        *(
            _last(
                f"CONSTRAINT fk_activity_{column}_{table} FOREIGN KEY({column}) REFERENCES {table} (id)"
                " ON DELETE SET NULL"
            )
            for column, table in (
                ("copied_from_id", "activity"),
                ("series_id", "activity_series"),
                ("owner_id", "person"),
            )
        ),
        **dict.fromkeys(
            ("template", "goals", "risks", "fallback", "approved_by", "approval_number", "lessons", "archive_reason"),
            "''",
        ),
        conditions="'[]'",
        needs_check_in="1",
    )
    for column in ("copied_from_id", "series_id", "owner_id"):
        op.create_index(op.f(f"ix_activity_{column}"), "activity", [column], unique=False)


def _columns(*columns: str) -> tuple[str, str]:
    """The edit that puts columns in front of those that say when a row was written."""
    return "\tcreated_at", "".join(f"\t{column}, \n" for column in columns) + "\tcreated_at"


def _last(constraint: str) -> tuple[str, str]:
    """The edit that adds a constraint at the end of a table."""
    return "\n)", f", \n\t{constraint}\n)"


def _plan() -> None:
    op.create_table(
        "activity_series",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("recurrence", sa.String(length=32), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("duty", sa.String(length=32), nullable=True),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "duty IN ('members_meeting', 'committee_meeting', 'group_meeting', 'party_lecture', 'party_day', 'organisation_life', 'peer_review')",
            name=op.f("ck_activity_series_duty_word"),
        ),
        sa.CheckConstraint(
            "recurrence IN ('weekly', 'monthly', 'quarterly', 'yearly')",
            name=op.f("ck_activity_series_recurrence_word"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on <= ends_on", name=op.f("ck_activity_series_starts_before_ends")
        ),
        sa.CheckConstraint("every > 0", name=op.f("ck_activity_series_every_positive")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_activity_series_title_not_blank")),
        sa.ForeignKeyConstraint(
            ["host_id"], ["organisation.id"], name=op.f("fk_activity_series_host_id_organisation"), ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_activity_series_host_id"), "activity_series", ["host_id"], unique=False)
    op.create_table(
        "activity_session",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=True),
        sa.Column("place", sa.String(length=128), nullable=False),
        sa.Column("doors", sa.JSON(), nullable=False),
        sa.CheckConstraint("ends IS NULL OR starts <= ends", name=op.f("ck_activity_session_starts_before_ends")),
        sa.CheckConstraint("number > 0", name=op.f("ck_activity_session_number_positive")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_session_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("activity_id", "number", name=op.f("uq_activity_session_activity_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_activity_session_starts"), "activity_session", ["starts"], unique=False)
    op.create_table(
        "activity_task",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_activity_task_title_not_blank")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_task_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_activity_task_owner_id_person"), ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_activity_task_activity_id"), "activity_task", ["activity_id"], unique=False)
    op.create_index(op.f("ix_activity_task_due_on"), "activity_task", ["due_on"], unique=False)
    op.create_index(op.f("ix_activity_task_owner_id"), "activity_task", ["owner_id"], unique=False)
    op.create_table(
        "activity_resource",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("provider", sa.String(length=64), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_activity_resource_title_not_blank")),
        sa.CheckConstraint("quantity IS NULL OR quantity > 0", name=op.f("ck_activity_resource_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_resource_activity_id_activity"), ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_activity_resource_activity_id"), "activity_resource", ["activity_id"], unique=False)
    op.create_table(
        "partner_agreement",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(sha256 IS NULL) = (file_name = '')", name=op.f("ck_partner_agreement_file_with_a_name")),
        sa.CheckConstraint("ends IS NULL OR starts <= ends", name=op.f("ck_partner_agreement_starts_before_ends")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_partner_agreement_title_not_blank")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_partner_agreement_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_partner_agreement_organisation_id"), "partner_agreement", ["organisation_id"], unique=False
    )
    op.create_table(
        "activity_agreement",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_activity_agreement_activity_id_activity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["partner_agreement.id"],
            name=op.f("fk_activity_agreement_agreement_id_partner_agreement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", "agreement_id", name=op.f("pk_activity_agreement")),
    )
    op.create_index(op.f("ix_activity_agreement_agreement_id"), "activity_agreement", ["agreement_id"], unique=False)


def _sign_up() -> None:
    op.create_table(
        "activity_quota",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.CheckConstraint("seats >= 0", name=op.f("ck_activity_quota_seats_not_negative")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_quota_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_activity_quota_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "activity_id", "organisation_id", name=op.f("uq_activity_quota_activity_id_organisation_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_activity_quota_organisation_id"), "activity_quota", ["organisation_id"], unique=False)
    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=255), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("source_key", sa.String(length=128), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("signed_up_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR state IN ('unknown', 'declined', 'withdrawn')",
            name=op.f("ck_sign_up_known_to_come"),
        ),
        sa.CheckConstraint("state <> 'unknown' OR person_id IS NULL", name=op.f("ck_sign_up_unknown_is_nobody")),
        sa.CheckConstraint(
            "state IN ('accepted', 'waiting', 'unknown', 'declined', 'withdrawn')", name=op.f("ck_sign_up_state_word")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_sign_up_name_not_blank")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_sign_up_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_up_person_id_person"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("activity_id", "person_id", name=op.f("uq_sign_up_activity_id_person_id")),
        sa.UniqueConstraint("activity_id", "source_key", name=op.f("uq_sign_up_activity_id_source_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sign_up_activity_state", "sign_up", ["activity_id", "state", "signed_up_at"], unique=False)
    op.create_index(op.f("ix_sign_up_person_id"), "sign_up", ["person_id"], unique=False)


def _money() -> None:
    op.create_table(
        "fund_budget",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("income", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "source IN ('union', 'party', 'administration', 'own')", name=op.f("ck_fund_budget_source_word")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_fund_budget_amount_not_negative")),
        sa.CheckConstraint("income IS NULL OR income >= 0", name=op.f("ck_fund_budget_income_not_negative")),
        sa.UniqueConstraint("year", "source", name=op.f("uq_fund_budget_year_source")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "budget_line",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("unit_price", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("breach_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "category IN ('prize', 'souvenir', 'gift', 'clothing', 'venue', 'equipment', 'transport', 'meals', 'fee', 'materials', 'publicity', 'insurance', 'other')",
            name=op.f("ck_budget_line_category_word"),
        ),
        sa.CheckConstraint(
            "source IN ('union', 'party', 'administration', 'own')", name=op.f("ck_budget_line_source_word")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budget_line_amount_not_negative")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_budget_line_title_not_blank")),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_budget_line_quantity_not_negative")),
        sa.CheckConstraint("unit_price >= 0", name=op.f("ck_budget_line_unit_price_not_negative")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_budget_line_activity_id_activity"), ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_budget_line_activity_id"), "budget_line", ["activity_id"], unique=False)
    op.create_table(
        "expense",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("payee", sa.String(length=128), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("invoice_number", sa.String(length=64), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("breach_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "category IN ('prize', 'souvenir', 'gift', 'clothing', 'venue', 'equipment', 'transport', 'meals', 'fee', 'materials', 'publicity', 'insurance', 'other')",
            name=op.f("ck_expense_category_word"),
        ),
        sa.CheckConstraint(
            "source IN ('union', 'party', 'administration', 'own')", name=op.f("ck_expense_source_word")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_expense_amount_not_negative")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_expense_title_not_blank")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_expense_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_expense_attachment_id_attachment"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["budget_line_id"],
            ["budget_line.id"],
            name=op.f("fk_expense_budget_line_id_budget_line"),
            ondelete="SET NULL",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_expense_activity_id"), "expense", ["activity_id"], unique=False)
    op.create_index(op.f("ix_expense_attachment_id"), "expense", ["attachment_id"], unique=False)
    op.create_index(op.f("ix_expense_budget_line_id"), "expense", ["budget_line_id"], unique=False)
    op.create_index(op.f("ix_expense_invoice_number"), "expense", ["invoice_number"], unique=False)
    op.create_index("ix_expense_spent_on_source", "expense", ["spent_on", "source"], unique=False)
    op.create_table(
        "stock_item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("unit_price", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('prize', 'souvenir', 'gift', 'material')", name=op.f("ck_stock_item_kind_word")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_stock_item_name_not_blank")),
        sa.CheckConstraint("unit_price IS NULL OR unit_price >= 0", name=op.f("ck_stock_item_unit_price_not_negative")),
        sa.UniqueConstraint("name", name=op.f("uq_stock_item_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stock_movement",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("expense_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('bought', 'handed_out', 'returned', 'counted')", name=op.f("ck_stock_movement_kind_word")
        ),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_stock_movement_quantity_moves")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_stock_movement_activity_id_activity"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["expense_id"], ["expense.id"], name=op.f("fk_stock_movement_expense_id_expense"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["stock_item.id"], name=op.f("fk_stock_movement_item_id_stock_item"), ondelete="RESTRICT"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stock_movement_activity_id"), "stock_movement", ["activity_id"], unique=False)
    op.create_index(op.f("ix_stock_movement_expense_id"), "stock_movement", ["expense_id"], unique=False)
    op.create_index(op.f("ix_stock_movement_item_id"), "stock_movement", ["item_id"], unique=False)
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("award", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("budget_line_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("breach_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "category IN ('prize', 'souvenir', 'gift', 'clothing', 'venue', 'equipment', 'transport', 'meals', 'fee', 'materials', 'publicity', 'insurance', 'other')",
            name=op.f("ck_receipt_category_word"),
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_receipt_amount_not_negative")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_receipt_name_not_blank")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_receipt_title_not_blank")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_receipt_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_receipt_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["budget_line_id"],
            ["budget_line.id"],
            name=op.f("fk_receipt_budget_line_id_budget_line"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["stock_item.id"], name=op.f("fk_receipt_item_id_stock_item"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_receipt_person_id_person"), ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_receipt_activity_id"), "receipt", ["activity_id"], unique=False)
    op.create_index(op.f("ix_receipt_budget_line_id"), "receipt", ["budget_line_id"], unique=False)
    op.create_index(op.f("ix_receipt_item_id"), "receipt", ["item_id"], unique=False)
    op.create_index(op.f("ix_receipt_person_id"), "receipt", ["person_id"], unique=False)


def _the_day() -> None:
    op.create_table(
        "person_card",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_person_card_code_not_blank")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_card_person_id_person"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("code", name=op.f("uq_person_card_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_person_card_person_id"), "person_card", ["person_id"], unique=False)
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("clock_at", sa.DateTime(), nullable=True),
        sa.Column("door", sa.String(length=32), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("before", sa.String(length=32), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "verdict IN ('admitted', 'repeated', 'walk_in', 'not_listed', 'unknown')",
            name=op.f("ck_check_in_verdict_word"),
        ),
        sa.CheckConstraint(
            "before IN ('registered', 'attended', 'absent', 'excused')", name=op.f("ck_check_in_before_word")
        ),
        sa.CheckConstraint("way IN ('scan', 'number', 'name', 'paper')", name=op.f("ck_check_in_way_word")),
        sa.CheckConstraint("session > 0", name=op.f("ck_check_in_session_positive")),
        sa.CheckConstraint("undone_at IS NULL OR undone_at >= at", name=op.f("ck_check_in_undone_afterwards")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_check_in_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_check_in_person_id_person"), ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_check_in_activity_session_person", "check_in", ["activity_id", "session", "person_id"], unique=False
    )
    op.create_index(op.f("ix_check_in_person_id"), "check_in", ["person_id"], unique=False)
    op.create_table(
        "draw",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("pool", sa.JSON(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('prize', 'groups', 'order')", name=op.f("ck_draw_kind_word")),
        sa.CheckConstraint("length(trim(seed)) > 0", name=op.f("ck_draw_seed_not_blank")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_draw_title_not_blank")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_draw_activity_id_activity"), ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_draw_activity_id"), "draw", ["activity_id"], unique=False)


def _contests() -> None:
    op.create_table(
        "contest_group",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_contest_group_name_not_blank")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_contest_group_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("activity_id", "name", name=op.f("uq_contest_group_activity_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contest_round",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=64), nullable=False),
        sa.Column("measure", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("procedure", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("advance", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("measure IN ('judged', 'more', 'less')", name=op.f("ck_contest_round_measure_word")),
        sa.CheckConstraint("advance IS NULL OR advance > 0", name=op.f("ck_contest_round_advance_positive")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_contest_round_title_not_blank")),
        sa.CheckConstraint("number > 0", name=op.f("ck_contest_round_number_positive")),
        sa.CheckConstraint("weight > 0", name=op.f("ck_contest_round_weight_positive")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_contest_round_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("activity_id", "number", name=op.f("uq_contest_round_activity_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contest_prize",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name=op.f("ck_contest_prize_amount_not_negative")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_contest_prize_name_not_blank")),
        sa.CheckConstraint("places > 0", name=op.f("ck_contest_prize_places_positive")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_contest_prize_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["contest_group.id"], name=op.f("fk_contest_prize_group_id_contest_group"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["stock_item.id"], name=op.f("fk_contest_prize_item_id_stock_item"), ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contest_prize_activity_id"), "contest_prize", ["activity_id"], unique=False)
    op.create_index(op.f("ix_contest_prize_group_id"), "contest_prize", ["group_id"], unique=False)
    op.create_index(op.f("ix_contest_prize_item_id"), "contest_prize", ["item_id"], unique=False)
    op.create_table(
        "contest_entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("prize_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_contest_entry_name_not_blank")),
        sa.CheckConstraint("number > 0", name=op.f("ck_contest_entry_number_positive")),
        sa.CheckConstraint("person_id IS NULL OR team_id IS NULL", name=op.f("ck_contest_entry_one_subject")),
        sa.CheckConstraint("rank IS NULL OR rank > 0", name=op.f("ck_contest_entry_rank_positive")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_contest_entry_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["contest_group.id"],
            name=op.f("fk_contest_entry_group_id_contest_group"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contest_entry_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["prize_id"],
            ["contest_prize.id"],
            name=op.f("fk_contest_entry_prize_id_contest_prize"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["organisation.id"], name=op.f("fk_contest_entry_team_id_organisation"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("activity_id", "number", name=op.f("uq_contest_entry_activity_id_number")),
        sa.UniqueConstraint("activity_id", "person_id", name=op.f("uq_contest_entry_activity_id_person_id")),
        sa.UniqueConstraint("activity_id", "team_id", name=op.f("uq_contest_entry_activity_id_team_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contest_entry_group_id"), "contest_entry", ["group_id"], unique=False)
    op.create_index(op.f("ix_contest_entry_person_id"), "contest_entry", ["person_id"], unique=False)
    op.create_index(op.f("ix_contest_entry_prize_id"), "contest_entry", ["prize_id"], unique=False)
    op.create_index(op.f("ix_contest_entry_team_id"), "contest_entry", ["team_id"], unique=False)
    op.create_table(
        "contest_member",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["contest_entry.id"],
            name=op.f("fk_contest_member_entry_id_contest_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contest_member_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "person_id", name=op.f("pk_contest_member")),
    )
    op.create_index(op.f("ix_contest_member_person_id"), "contest_member", ["person_id"], unique=False)
    op.create_table(
        "contest_judge",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_contest_judge_name_not_blank")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_contest_judge_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contest_judge_person_id_person"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("activity_id", "name", name=op.f("uq_contest_judge_activity_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contest_judge_person_id"), "contest_judge", ["person_id"], unique=False)
    op.create_table(
        "contest_recusal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_contest_recusal_reason_not_blank")),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["contest_entry.id"],
            name=op.f("fk_contest_recusal_entry_id_contest_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"],
            ["contest_judge.id"],
            name=op.f("fk_contest_recusal_judge_id_contest_judge"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("judge_id", "entry_id", name=op.f("uq_contest_recusal_judge_id_entry_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contest_recusal_entry_id"), "contest_recusal", ["entry_id"], unique=False)
    op.create_table(
        "contest_score",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_contest_score_points_not_negative")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["contest_entry.id"], name=op.f("fk_contest_score_entry_id_contest_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["contest_judge.id"], name=op.f("fk_contest_score_judge_id_contest_judge"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["contest_round.id"], name=op.f("fk_contest_score_round_id_contest_round"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "round_id", "entry_id", "judge_id", "part", name=op.f("uq_contest_score_round_id_entry_id_judge_id_part")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contest_score_entry_id"), "contest_score", ["entry_id"], unique=False)
    op.create_index(op.f("ix_contest_score_judge_id"), "contest_score", ["judge_id"], unique=False)


def _aftermath() -> None:
    op.create_table(
        "activity_review",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.String(length=32), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "aspect IN ('sound', 'colour', 'form', 'effect')", name=op.f("ck_activity_review_aspect_word")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_review_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("activity_id", "aspect", name=op.f("uq_activity_review_activity_id_aspect")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "feedback_question",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("scale", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'scale') = (scale IS NOT NULL)", name=op.f("ck_feedback_question_scale_of_figures")
        ),
        sa.CheckConstraint("kind IN ('scale', 'choice', 'text')", name=op.f("ck_feedback_question_kind_word")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_feedback_question_title_not_blank")),
        sa.CheckConstraint("scale IS NULL OR scale > 1", name=op.f("ck_feedback_question_scale_above_one")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_feedback_question_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("activity_id", "title", name=op.f("uq_feedback_question_activity_id_title")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "feedback_answer",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.String(length=64), nullable=False),
        sa.Column("figure", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("length(trim(respondent)) > 0", name=op.f("ck_feedback_answer_respondent_not_blank")),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["feedback_question.id"],
            name=op.f("fk_feedback_answer_question_id_feedback_question"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("question_id", "respondent", name=op.f("uq_feedback_answer_question_id_respondent")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meeting_minutes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("chair", sa.String(length=64), nullable=False),
        sa.Column("recorder", sa.String(length=64), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("absent", sa.Text(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("resolutions", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_meeting_minutes_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("activity_id", name=op.f("uq_meeting_minutes_activity_id")),
        sqlite_autoincrement=True,
    )
