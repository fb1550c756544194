"""What the money services take and give; sums are yuan, to the fen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from culture_desktop.rules.spending import amount_of
from culture_desktop.vocabulary import ExpenseCategory, FundSource


@dataclass(frozen=True, slots=True)
class BudgetDraft:
    """A line of a budget as the user enters it; ``reason`` is why it may exceed a limit."""

    title: str
    category: ExpenseCategory
    source: FundSource
    quantity: Decimal
    unit_price: Decimal
    unit: str = ""
    reason: str = ""
    note: str = ""

    @property
    def amount(self) -> Decimal:
        """Quantity times price, to the fen, half up."""
        return amount_of(self.quantity, self.unit_price)


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A line of a budget, what was spent on it, and which limits it exceeds, in words."""

    id: int
    draft: BudgetDraft
    spent: Decimal
    breaches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpenseDraft:
    """Money spent, as the user enters it."""

    title: str
    category: ExpenseCategory
    source: FundSource
    spent_on: date
    amount: Decimal
    payee: str = ""
    invoice_number: str = ""
    budget_line_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """Money spent; ``line`` is the title of the budget line it belongs to."""

    id: int
    draft: ExpenseDraft
    line: str


@dataclass(frozen=True, slots=True)
class Account:
    """An activity's money: its budget line by line, everything spent, and the sums, which tie."""

    lines: tuple[BudgetRow, ...]
    expenses: tuple[ExpenseRow, ...]
    profile: str

    @property
    def planned(self) -> Decimal:
        """The budget."""
        return sum((row.draft.amount for row in self.lines), Decimal(0))

    @property
    def spent(self) -> Decimal:
        """What was spent, on budget lines or beside them."""
        return sum((row.draft.amount for row in self.expenses), Decimal(0))

    @property
    def left(self) -> Decimal:
        """What is left of the budget; negative when more was spent."""
        return self.planned - self.spent


@dataclass(frozen=True, slots=True)
class FundRow:
    """A source in a year: what it has (None: not entered), what budgets plan, what was spent."""

    source: FundSource
    amount: Decimal | None
    income: Decimal | None
    planned: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal | None:
        """What is left to spend."""
        return None if self.amount is None else self.amount - self.spent
