"""``activities budget|spend|account|funds|fund``: budgets, expenses, and the year by source."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.money.rows import Account, BudgetDraft, ExpenseDraft
from culture_desktop.vocabulary import ExpenseCategory, FundSource

Code = Annotated[str, typer.Argument(help="活动编号")]
Year = Annotated[int, typer.Argument(min=1900, max=2100, help="年度")]
Source = Annotated[FundSource, typer.Option("--source", help="经费来源")]
Category = Annotated[ExpenseCategory, typer.Option("--category", help="用途")]


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``activities``."""
    for command in (budget, spend, account, funds, fund):
        commands.command()(command)


def budget(
    command: typer.Context,
    code: Code,
    lines: Annotated[
        list[str], typer.Option("--line", help="项目:用途:来源:数量:单价[:超标理由]，可多写；写的就是全部预算")
    ],
) -> None:
    """编制预算；超出支出标准的要写理由。"""
    context = context_of(command)
    activity = context.services.activities.id_of(code)
    done = context.services.money.set_budget(activity, [_line(one) for one in lines])
    context.show(_account(code, done.value), [*_lines(done.value), done.sentence])


def spend(
    command: typer.Context,
    code: Code,
    title: Annotated[str, typer.Argument(help="项目")],
    amount: Annotated[str, typer.Argument(help="金额，元")],
    category: Category = ExpenseCategory.OTHER,
    source: Source = FundSource.UNION,
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="日期；不写则为今天")] = None,
    payee: Annotated[str, typer.Option(help="收款人")] = "",
    invoice: Annotated[str, typer.Option(help="发票号；同一号只能登记一次")] = "",
) -> None:
    """登记一笔支出；与预算同名的项目记在该项下。"""
    context = context_of(command)
    money, activity = context.services.money, context.services.activities.id_of(code)
    line = next((row.id for row in money.account(activity).lines if row.draft.title == title), None)
    day = on.date() if on else date.today()
    draft = ExpenseDraft(title, category, source, day, _yuan(amount), payee, invoice, line)
    done = money.add_expense(activity, draft)
    found = money.account(activity)
    context.show(_account(code, found), [*_lines(found), done.sentence])


def account(command: typer.Context, code: Code) -> None:
    """一项活动的预算和决算。"""
    context = context_of(command)
    found = context.services.money.account(context.services.activities.id_of(code))
    context.show(_account(code, found), _lines(found))


def funds(command: typer.Context, year: Year) -> None:
    """一年各项经费：额度、预算、支出、结余。"""
    context = context_of(command)
    rows = context.services.money.funds(year)
    table: list[tuple[str, ...]] = [("来源", "额度", "预算", "支出", "结余")]
    table += [(r.source.label, _words(r.amount), _words(r.planned), _words(r.spent), _words(r.left)) for r in rows]
    value = [
        {
            "source": row.source,
            "amount": _text(row.amount),
            "income": _text(row.income),
            "planned": str(row.planned),
            "spent": str(row.spent),
            "left": _text(row.left),
        }
        for row in rows
    ]
    context.show({"year": year, "funds": value}, columns(table))


def fund(
    command: typer.Context,
    year: Year,
    source: Annotated[FundSource, typer.Argument(help="经费来源")],
    amount: Annotated[str, typer.Argument(help="额度，元")],
    income: Annotated[str | None, typer.Option(help="当年收入，元；按收入比例的标准用它")] = None,
) -> None:
    """登记一年一项经费的额度。"""
    context = context_of(command)
    done = context.services.money.set_fund(year, source, _yuan(amount), None if income is None else _yuan(income))
    context.show({"year": year, "source": source, "amount": amount}, [done.sentence])


def _line(written: str) -> BudgetDraft:
    parts = [part.strip() for part in written.replace("：", ":").split(":", 5)]
    if len(parts) < 5:
        raise InvalidFieldError(field="--line", value=written, expected="项目:用途:来源:数量:单价[:超标理由]")
    try:
        category, source = ExpenseCategory.labelled(parts[1]), FundSource.labelled(parts[2])
    except KeyError:
        words = "、".join(word.label for word in (*ExpenseCategory, *FundSource))
        raise InvalidFieldError(field="--line", value=written, expected=f"用途和来源为以下之一：{words}") from None
    reason = parts[5] if len(parts) > 5 else ""
    return BudgetDraft(parts[0], category, source, _yuan(parts[3]), _yuan(parts[4]), reason=reason)


def _yuan(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise InvalidFieldError(field="金额", value=text, expected="数字，如 1200.50") from None


def _lines(found: Account) -> list[str]:
    table: list[tuple[str, ...]] = [("项目", "用途", "来源", "数量", "单价", "预算", "已支出")]
    for row in found.lines:
        d = row.draft
        figures = (f"{d.quantity:f}", f"{d.unit_price:,.2f}", f"{d.amount:,.2f}", f"{row.spent:,.2f}")
        table.append((d.title, d.category.label, d.source.label, *figures))
    breaches = [f"超标：{words}（理由：{row.draft.reason or '未写'}）" for row in found.lines for words in row.breaches]
    spent = [
        f"{row.draft.spent_on:%m-%d}　{row.draft.title}　{row.draft.amount:,.2f} 元　{row.line or '预算外'}"
        for row in found.expenses
    ]
    sums = f"预算 {found.planned:,.2f} 元，支出 {found.spent:,.2f} 元，结余 {found.left:,.2f} 元；标准：{found.profile}"
    return [*columns(table), *spent, *breaches, sums]


def _account(code: str, found: Account) -> dict[str, Any]:
    return {
        "activity": code,
        "planned": str(found.planned),
        "spent": str(found.spent),
        "left": str(found.left),
        "profile": found.profile,
        "lines": [
            {
                "title": row.draft.title,
                "category": row.draft.category,
                "source": row.draft.source,
                "amount": str(row.draft.amount),
                "spent": str(row.spent),
                "breaches": list(row.breaches),
                "reason": row.draft.reason,
            }
            for row in found.lines
        ],
        "expenses": [
            {"title": row.draft.title, "amount": str(row.draft.amount), "on": str(row.draft.spent_on), "line": row.line}
            for row in found.expenses
        ],
    }


def _words(amount: Decimal | None) -> str:
    return "—" if amount is None else f"{amount:,.2f}"


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
