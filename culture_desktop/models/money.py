"""Money of activities: budget, expenses, the year's funds, things in stock, and who signed for what."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Fixed, Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import ExpenseCategory, FundSource, StockKind, StockMovementKind


class FundBudget(Timestamped, Model):
    """What a source has for a year, in yuan."""

    __tablename__ = "fund_budget"
    __table_args__ = (
        UniqueConstraint("year", "source"),
        one_of("source", FundSource),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("income IS NULL OR income >= 0", name="income_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    source: Mapped[FundSource] = mapped_column(WordType(FundSource))
    amount: Mapped[Decimal] = mapped_column(Fixed(2))
    income: Mapped[Decimal | None] = mapped_column(Fixed(2))  # the year's income, which some limits are a share of
    note: Mapped[str] = mapped_column(Text, default="")


class BudgetLine(Timestamped, Model):
    """A line of an activity's budget: ``amount`` is quantity times price in yuan, to the fen, half up."""

    __tablename__ = "budget_line"
    __table_args__ = (
        not_blank("title"),
        one_of("category", ExpenseCategory),
        one_of("source", FundSource),
        CheckConstraint("quantity >= 0", name="quantity_not_negative"),
        CheckConstraint("unit_price >= 0", name="unit_price_not_negative"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(128))
    category: Mapped[ExpenseCategory] = mapped_column(WordType(ExpenseCategory))
    source: Mapped[FundSource] = mapped_column(WordType(FundSource))
    quantity: Mapped[Decimal] = mapped_column(Fixed(2))
    unit: Mapped[str] = mapped_column(String(16), default="")
    unit_price: Mapped[Decimal] = mapped_column(Fixed(2))
    amount: Mapped[Decimal] = mapped_column(Fixed(2))
    breach_reason: Mapped[str] = mapped_column(Text, default="")  # why it may exceed a limit
    note: Mapped[str] = mapped_column(String(255), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)


class Expense(Timestamped, Model):
    """Money spent on an activity; ``attachment_id`` is its invoice."""

    __tablename__ = "expense"
    __table_args__ = (
        not_blank("title"),
        one_of("category", ExpenseCategory),
        one_of("source", FundSource),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        Index("ix_expense_spent_on_source", "spent_on", "source"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    budget_line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(128))
    category: Mapped[ExpenseCategory] = mapped_column(WordType(ExpenseCategory))
    source: Mapped[FundSource] = mapped_column(WordType(FundSource))
    spent_on: Mapped[date] = mapped_column(Date)
    payee: Mapped[str] = mapped_column(String(128), default="")
    amount: Mapped[Decimal] = mapped_column(Fixed(2))
    invoice_number: Mapped[str] = mapped_column(String(64), default="", index=True)
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"), index=True)
    breach_reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(String(255), default="")


class StockItem(Timestamped, Model):
    """A thing kept in stock; how many there are is the sum of its movements."""

    __tablename__ = "stock_item"
    __table_args__ = (
        not_blank("name"),
        one_of("kind", StockKind),
        CheckConstraint("unit_price IS NULL OR unit_price >= 0", name="unit_price_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(128), unique=True)
    kind: Mapped[StockKind] = mapped_column(WordType(StockKind))
    unit: Mapped[str] = mapped_column(String(16), default="")
    unit_price: Mapped[Decimal | None] = mapped_column(Fixed(2))
    note: Mapped[str] = mapped_column(String(255), default="")


class StockMovement(Timestamped, Model):
    """Things that came into stock (``quantity`` above 0) or left it (below)."""

    __tablename__ = "stock_movement"
    __table_args__ = (
        one_of("kind", StockMovementKind),
        CheckConstraint("quantity <> 0", name="quantity_moves"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id", ondelete="RESTRICT"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="SET NULL"), index=True)
    expense_id: Mapped[int | None] = mapped_column(ForeignKey("expense.id", ondelete="SET NULL"), index=True)
    kind: Mapped[StockMovementKind] = mapped_column(WordType(StockMovementKind))
    moved_on: Mapped[date] = mapped_column(Date)
    quantity: Mapped[int] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(String(255), default="")


class Receipt(Timestamped, Model):
    """A line of an activity's receipt list (签领表): who gets what, and when it was signed for.

    ``name`` is for those who are not on the books, and stays when a person is removed. ``amount`` is what it is worth
    altogether, in yuan.
    """

    __tablename__ = "receipt"
    __table_args__ = (
        not_blank("name"),
        not_blank("title"),
        one_of("category", ExpenseCategory),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    category: Mapped[ExpenseCategory] = mapped_column(WordType(ExpenseCategory))
    title: Mapped[str] = mapped_column(String(128))
    award: Mapped[str] = mapped_column(String(64), default="")  # 一等奖 …
    item_id: Mapped[int | None] = mapped_column(ForeignKey("stock_item.id", ondelete="SET NULL"), index=True)
    budget_line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id", ondelete="SET NULL"), index=True)
    quantity: Mapped[int] = mapped_column(Integer, default=1)
    amount: Mapped[Decimal] = mapped_column(Fixed(2))
    signed_on: Mapped[date | None] = mapped_column(Date)
    breach_reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(String(255), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
