"""Budgets and accounts on a real file: limits said at once, sums that tie, the year by source."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import DuplicateNumberError, InvalidFieldError, LimitExceededError, RecordMissingError
from culture_desktop.services.money.rows import BudgetDraft, ExpenseDraft
from culture_desktop.services.money.service import MoneyService
from culture_desktop.vocabulary import Attendance, ExpenseCategory, FundSource
from tests.services.company import Company, refused

UNION, PARTY = FundSource.UNION, FundSource.PARTY
PRIZE = ExpenseCategory.PRIZE


def prize(count: int = 31, price: str = "100") -> BudgetDraft:
    return BudgetDraft("奖品", PRIZE, UNION, Decimal(count), Decimal(price))


@pytest.fixture
def service(database: Database) -> MoneyService:
    return MoneyService(database)


@pytest.fixture
def activity(company: Company) -> int:
    """45 people signed up."""
    made = company.activity("2026-001")
    people = [company.person(str(1000 + n), f"职工{n}") for n in range(45)]
    company.sign_up(made, *people, attendance=Attendance.REGISTERED)
    return made


def test_31_winners_of_45_are_told_at_once_and_allowed_with_a_reason(
    database: Database, service: MoneyService, activity: int
) -> None:
    sentence = "奖品共 31 份，参加 45 人，最多 30 份：获奖人数不超过参加人数的三分之二"
    assert service.breaches(activity, [prize()]) == ((sentence,),)
    refused(
        database,
        LimitExceededError,
        f"超出支出标准，没有保存：{sentence}。确需超出的，请在这一行写明理由。",
        lambda: service.set_budget(activity, [prize()]),
    )
    done = service.set_budget(activity, [replace(prize(), reason="并列三等奖")])
    assert done.sentence == "已保存预算，共 3,100.00 元"
    [line] = service.account(activity).lines
    assert (line.breaches, line.draft.reason) == ((sentence,), "并列三等奖")


def test_sums_tie_everywhere(service: MoneyService, company: Company, activity: int) -> None:
    venue = BudgetDraft("场地", ExpenseCategory.VENUE, PARTY, Decimal("1.5"), Decimal("333.33"), "天")
    service.set_budget(activity, [prize(30), venue])
    first, second = service.account(activity).lines
    assert second.draft.amount == Decimal("500.00")
    spent = date(2026, 8, 7)
    bought = ExpenseDraft("奖品", PRIZE, UNION, spent, Decimal("2890.50"), "文具店", "044001", first.id)
    service.add_expense(activity, bought)
    service.add_expense(activity, ExpenseDraft("矿泉水", ExpenseCategory.MEALS, UNION, spent, Decimal("60.00")))
    account = service.account(activity)
    assert (account.planned, account.spent, account.left) == (Decimal("3500.00"), Decimal("2950.50"), Decimal("549.50"))
    assert [row.spent for row in account.lines] == [Decimal("2890.50"), Decimal(0)]
    assert [row.line for row in account.expenses] == ["奖品", ""]
    assert company.activities.detail(activity).draft.budget == account.planned
    other = company.activity("2026-002")
    service.set_budget(other, [replace(venue, title="礼堂")])
    service.set_fund(2026, UNION, Decimal(10_000))
    funds = {row.source: row for row in service.funds(2026)}
    assert (funds[UNION].planned, funds[UNION].spent, funds[UNION].left) == (
        Decimal(3000),
        Decimal("2950.50"),
        Decimal("7049.50"),
    )
    assert (funds[PARTY].planned, funds[PARTY].amount, funds[PARTY].left) == (Decimal(1000), None, None)
    planned = sum(service.account(one).planned for one in (activity, other))
    assert sum(row.planned for row in funds.values()) == planned


def test_a_line_that_stays_keeps_its_expenses(service: MoneyService, activity: int) -> None:
    service.set_budget(activity, [prize(20)])
    [line] = service.account(activity).lines
    expense = ExpenseDraft("奖品", PRIZE, UNION, date(2026, 8, 7), Decimal(900), budget_line_id=line.id)
    expense_id = service.add_expense(activity, expense).value
    service.set_budget(
        activity, [prize(25), BudgetDraft("横幅", ExpenseCategory.PUBLICITY, UNION, Decimal(1), Decimal(80))]
    )
    account = service.account(activity)
    assert [(row.draft.title, row.spent) for row in account.lines] == [("奖品", Decimal(900)), ("横幅", Decimal(0))]
    service.set_budget(activity, [])
    assert service.account(activity).expenses[0].line == ""
    service.remove_expense(expense_id)
    assert service.account(activity).spent == 0


def test_gifts_count_with_those_of_the_whole_year(service: MoneyService, company: Company, activity: int) -> None:
    gift = BudgetDraft("粽子", ExpenseCategory.GIFT, UNION, Decimal(100), Decimal(200))
    service.set_fund(2026, UNION, Decimal(100_000), income=Decimal(100_000))
    service.set_budget(activity, [gift])
    other = company.activity("2026-002")
    [[sentence]] = service.breaches(other, [replace(gift, title="月饼", unit_price=Decimal("100.01"))])
    assert sentence.startswith("全年慰问品将达 30,001.00 元，最多 30,000.00 元")


@pytest.mark.parametrize("wrong", ["-1", "NaN", "0.001", "20000000.01"])
def test_sums_that_are_none(service: MoneyService, activity: int, wrong: str) -> None:
    with pytest.raises(InvalidFieldError):
        service.set_budget(activity, [prize(1, wrong)])
    with pytest.raises(InvalidFieldError):
        service.add_expense(activity, ExpenseDraft("水", PRIZE, UNION, date(2026, 8, 7), Decimal(wrong)))


def test_an_invoice_is_entered_once(service: MoneyService, company: Company, activity: int) -> None:
    expense = ExpenseDraft("水", ExpenseCategory.MEALS, UNION, date(2026, 8, 7), Decimal(5), invoice_number="044001")
    service.add_expense(activity, expense)
    with pytest.raises(DuplicateNumberError):
        service.add_expense(company.activity("2026-002"), expense)
    with pytest.raises(RecordMissingError):
        service.add_expense(activity, replace(expense, invoice_number="2", budget_line_id=99))
