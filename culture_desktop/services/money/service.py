"""Budgets and accounts of activities, and the year's ledger by source."""

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import DuplicateNumberError, InvalidFieldError, LimitExceededError, RecordMissingError
from culture_desktop.models import Activity, BudgetLine, Expense, FundBudget, Participation, Setting
from culture_desktop.rules.spending import Circumstances, LimitProfile, Spending, breaches, limit_profiles
from culture_desktop.services.activities.queries import activity_by_id
from culture_desktop.services.money.rows import Account, BudgetDraft, BudgetRow, ExpenseDraft, ExpenseRow, FundRow
from culture_desktop.services.people.filtering import year_bounds
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import Attendance, ExpenseCategory, FundSource

_CHANGED = frozenset({Topic.ACTIVITIES})
_LARGEST = 20_000_000  # yuan; in fen it fits 32 bits
_PROFILE = "limit_profile"


class MoneyService:
    """One method, one intention about money. Sums are exact, to the fen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def account(self, activity_id: int) -> Account:
        """Budget and expenses of an activity, with every limit that is exceeded."""
        with self._database.read() as session:
            activity = activity_by_id(session, activity_id)
            profile = _profile(session)
            rows = _lines(session, activity_id)
            spent = {
                row[0]: row[1]
                for row in session.execute(
                    select(Expense.budget_line_id, func.sum(Expense.amount))
                    .where(Expense.activity_id == activity_id)
                    .group_by(Expense.budget_line_id)
                )
            }
            drafts = [_draft(row) for row in rows]
            words = _words(profile, drafts, _circumstances(session, activity))
            titles = {row.id: row.title for row in rows}
            expenses = session.scalars(
                select(Expense).where(Expense.activity_id == activity_id).order_by(Expense.spent_on, Expense.id)
            )
            return Account(
                lines=tuple(
                    BudgetRow(row.id, draft, spent.get(row.id) or Decimal(0), tuple(words[at]))
                    for at, (row, draft) in enumerate(zip(rows, drafts, strict=True))
                ),
                expenses=tuple(
                    ExpenseRow(row.id, _expense_draft(row), titles.get(row.budget_line_id or 0, "")) for row in expenses
                ),
                profile=f"{profile.title}（{profile.dated:%Y-%m-%d}）",
            )

    def breaches(self, activity_id: int, drafts: Sequence[BudgetDraft]) -> tuple[tuple[str, ...], ...]:
        """For each line the limits it would exceed, in words; nothing is written."""
        with self._database.read() as session:
            activity = activity_by_id(session, activity_id)
            return tuple(map(tuple, _words(_profile(session), drafts, _circumstances(session, activity))))

    def set_budget(self, activity_id: int, drafts: Sequence[BudgetDraft]) -> Done[Account]:
        """Replace an activity's budget; a line that exceeds a limit needs its reason, else LimitExceededError.

        Lines keep their expenses by title and category.
        """
        for draft in drafts:
            _check(draft.title, draft.amount, draft.quantity, draft.unit_price)
        with self._database.begin("编制预算") as session:
            activity = activity_by_id(session, activity_id)
            words = _words(_profile(session), drafts, _circumstances(session, activity))
            bare = [
                one for draft, found in zip(drafts, words, strict=True) if not draft.reason.strip() for one in found
            ]
            if bare:
                raise LimitExceededError(breaches="；".join(bare))
            _replace_lines(session, activity_id, drafts)
            activity.budget = sum((draft.amount for draft in drafts), Decimal(0)) if drafts else None
            total = activity.budget or Decimal(0)
        return Done(self.account(activity_id), _CHANGED, f"已保存预算，共 {total:,.2f} 元")

    def add_expense(self, activity_id: int, draft: ExpenseDraft) -> Done[int]:
        """Enter money spent; an invoice number is entered once."""
        _check(draft.title, draft.amount)
        with self._database.begin("登记支出") as session:
            activity_by_id(session, activity_id)
            _check_invoice(session, draft.invoice_number)
            if draft.budget_line_id is not None:
                line = session.get(BudgetLine, draft.budget_line_id)
                if line is None or line.activity_id != activity_id:
                    raise RecordMissingError(what="预算项目", key=draft.budget_line_id)
            values = {f.name: getattr(draft, f.name) for f in fields(ExpenseDraft) if f.name != "reason"}
            expense = Expense(activity_id=activity_id, breach_reason=draft.reason.strip(), **values)
            session.add(expense)
            session.flush()
            expense_id = expense.id
        return Done(expense_id, _CHANGED, f"已登记支出 {draft.amount:,.2f} 元")

    def remove_expense(self, expense_id: int) -> Done[None]:
        """Take back an expense entered by mistake."""
        with self._database.begin("删除支出") as session:
            expense = session.get(Expense, expense_id)
            if expense is None:
                raise RecordMissingError(what="支出", key=expense_id)
            title = expense.title
            session.delete(expense)
        return Done(None, _CHANGED, f"已删除支出“{title}”")

    def funds(self, year: int) -> tuple[FundRow, ...]:
        """Every source in a year: what it has, what budgets plan, what was spent, what is left."""
        start, end = year_bounds(year)
        in_year = select(Activity.id).where(Activity.starts >= start, Activity.starts < end)
        with self._database.read() as session:
            budgets = {row.source: row for row in session.scalars(select(FundBudget).where(FundBudget.year == year))}
            planned = {
                row[0]: row[1]
                for row in session.execute(
                    select(BudgetLine.source, func.sum(BudgetLine.amount))
                    .where(BudgetLine.activity_id.in_(in_year))
                    .group_by(BudgetLine.source)
                )
            }
            spent = {
                row[0]: row[1]
                for row in session.execute(
                    select(Expense.source, func.sum(Expense.amount))
                    .where(Expense.activity_id.in_(in_year))
                    .group_by(Expense.source)
                )
            }
            return tuple(
                FundRow(
                    source,
                    budgets[source].amount if source in budgets else None,
                    budgets[source].income if source in budgets else None,
                    planned.get(source) or Decimal(0),
                    spent.get(source) or Decimal(0),
                )
                for source in FundSource
            )

    def set_fund(self, year: int, source: FundSource, amount: Decimal, income: Decimal | None = None) -> Done[None]:
        """What a source has in a year, and the year's income that some limits are a share of."""
        _check(source.label, amount)
        if income is not None:
            _check(source.label, income)
        with self._database.begin("登记年度经费") as session:
            found = session.scalar(select(FundBudget).where(FundBudget.year == year, FundBudget.source == source))
            if found is None:
                session.add(FundBudget(year=year, source=source, amount=amount, income=income))
            else:
                found.amount, found.income = amount, income
        return Done(None, _CHANGED, f"已登记 {year} 年{source.label} {amount:,.2f} 元")


def _profile(session: Session) -> LimitProfile:
    adopted = session.get(Setting, _PROFILE)
    profiles = limit_profiles()
    key = adopted.value if adopted is not None else profiles[0].key
    return next((profile for profile in profiles if profile.key == key), profiles[0])


def _lines(session: Session, activity_id: int) -> Sequence[BudgetLine]:
    statement = select(BudgetLine).where(BudgetLine.activity_id == activity_id)
    return session.scalars(statement.order_by(BudgetLine.position, BudgetLine.id)).all()


def _draft(row: BudgetLine) -> BudgetDraft:
    return BudgetDraft(
        row.title, row.category, row.source, row.quantity, row.unit_price, row.unit, row.breach_reason, row.note
    )


def _expense_draft(row: Expense) -> ExpenseDraft:
    values = {f.name: getattr(row, f.name) for f in fields(ExpenseDraft) if f.name != "reason"}
    return ExpenseDraft(**values, reason=row.breach_reason)


def _words(profile: LimitProfile, drafts: Sequence[BudgetDraft], known: Circumstances) -> list[list[str]]:
    lines = [Spending(one.title, one.category, one.source, one.quantity, one.unit_price) for one in drafts]
    words: list[list[str]] = [[] for _ in drafts]
    for breach in breaches(profile, lines, known):
        words[breach.line].append(breach.sentence)
    return words


def _circumstances(session: Session, activity: Activity) -> Circumstances:
    """Of those on the list who did not excuse themselves; before there is a list, of the capacity."""
    listed = session.scalar(
        select(func.count())
        .select_from(Participation)
        .where(Participation.activity_id == activity.id, Participation.attendance != Attendance.EXCUSED)
    )
    start, end = year_bounds(activity.starts.year)
    income = {
        row.source: row.income
        for row in session.scalars(select(FundBudget).where(FundBudget.year == activity.starts.year))
        if row.income is not None
    }
    others = session.execute(
        select(BudgetLine.source, BudgetLine.category, func.sum(BudgetLine.amount))
        .join(Activity, Activity.id == BudgetLine.activity_id)
        .where(Activity.id != activity.id, Activity.starts >= start, Activity.starts < end)
        .group_by(BudgetLine.source, BudgetLine.category)
    )
    elsewhere: dict[tuple[FundSource, ExpenseCategory], Decimal] = {(row[0], row[1]): row[2] for row in others}
    return Circumstances(listed or activity.capacity or 0, income, elsewhere)


def _replace_lines(session: Session, activity_id: int, drafts: Sequence[BudgetDraft]) -> None:
    """Lines that stay the same thing (title and category) keep their number, and with it their expenses."""
    old = {(row.title, row.category): row for row in _lines(session, activity_id)}
    for position, draft in enumerate(drafts):
        row = old.pop((draft.title.strip(), draft.category), None)
        if row is None:
            row = BudgetLine(activity_id=activity_id)
            session.add(row)
        row.title, row.category, row.source = draft.title.strip(), draft.category, draft.source
        row.quantity, row.unit, row.unit_price = draft.quantity, draft.unit.strip(), draft.unit_price
        row.amount, row.breach_reason, row.note = draft.amount, draft.reason.strip(), draft.note.strip()
        row.position = position
    for row in old.values():
        session.execute(delete(BudgetLine).where(BudgetLine.id == row.id))


def _check(title: str, *sums: Decimal) -> None:
    if not 1 <= len(title.strip()) <= 128:
        raise InvalidFieldError(field="项目", value=title[:128], expected="1 到 128 个字")
    for value in sums:
        if not value.is_finite() or not 0 <= value <= _LARGEST or value * 100 != int(value * 100):
            raise InvalidFieldError(
                field=f"“{title.strip()}”的金额", value=value, expected=f"0 到 {_LARGEST} 元、最多两位小数的金额"
            )


def _check_invoice(session: Session, number: str) -> None:
    if number.strip():
        holder = session.scalar(select(Expense).where(Expense.invoice_number == number.strip()))
        if holder is not None:
            raise DuplicateNumberError(what="发票号", number=number, holder=holder.title)
