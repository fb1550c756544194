"""Limits on spending: the figures of the profile of 2018 (facts of the trade), and what every budget has to hold."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.spending import Circumstances, Spending, amount_of, breaches, limit_profiles
from culture_desktop.vocabulary import ExpenseCategory, FundSource

UNION, OWN = FundSource.UNION, FundSource.OWN
PRIZE, SOUVENIR, GIFT = ExpenseCategory.PRIZE, ExpenseCategory.SOUVENIR, ExpenseCategory.GIFT
[PROFILE] = limit_profiles()


def line(category: ExpenseCategory, quantity: str, price: str, source: FundSource = UNION) -> Spending:
    return Spending(category.label, category, source, Decimal(quantity), Decimal(price))


@pytest.mark.parametrize(
    ("lines", "participants", "expected"),
    [
        ([line(PRIZE, "30", "800")], 45, []),
        ([line(PRIZE, "1", "800.01")], 45, ["“奖品”单价 800.01 元，文体活动奖品每人不超过 800 元"]),
        (
            [line(PRIZE, "20", "100"), line(PRIZE, "11", "50")],
            45,
            ["奖品共 31 份，参加 45 人，最多 30 份：获奖人数不超过参加人数的三分之二"],
        ),
        ([line(PRIZE, "20", "100"), line(PRIZE, "10", "50")], 45, []),
        ([line(PRIZE, "31", "900", OWN)], 45, []),
        ([line(SOUVENIR, "45", "100")], 45, []),
        (
            [line(SOUVENIR, "45", "50"), line(PRIZE, "1", "50")],
            45,
            ["“纪念品”：设了奖品的活动不再发纪念品"],
        ),
        ([line(SOUVENIR, "45", "50"), line(PRIZE, "0", "50")], 45, []),
        ([line(ExpenseCategory.FEE, "3", "500.50")], 45, ["“评委讲课费”单价 500.50 元，评委费每半天不超过 500 元"]),
    ],
)
def test_limits_of_one_activity(lines: list[Spending], participants: int, expected: list[str]) -> None:
    assert [one.sentence for one in breaches(PROFILE, lines, Circumstances(participants))] == expected


@pytest.mark.parametrize(("elsewhere", "exceeded"), [("20000", False), ("20000.01", True)])
def test_gifts_are_held_against_the_years_income(elsewhere: str, exceeded: bool) -> None:
    known = Circumstances(100, {UNION: Decimal(100_000)}, {(UNION, GIFT): Decimal(elsewhere)})
    found = breaches(PROFILE, [line(GIFT, "100", "100")], known)
    assert bool(found) is exceeded
    assert not breaches(PROFILE, [line(GIFT, "100", "100")], Circumstances(100))


def test_the_profile_names_its_source_and_date() -> None:
    assert "2018" in PROFILE.source
    assert PROFILE.dated.year == 2018


MONEY = st.decimals(0, 5000, places=2)


@given(
    st.lists(st.tuples(st.sampled_from(ExpenseCategory), st.integers(0, 60), MONEY), max_size=8), st.integers(0, 200)
)
def test_more_people_and_lower_prices_never_break_more(
    drawn: list[tuple[ExpenseCategory, int, Decimal]], participants: int
) -> None:
    lines = [line(category, str(quantity), str(price)) for category, quantity, price in drawn]
    cheaper = [line(category, str(quantity), str(price / 2)) for category, quantity, price in drawn]
    found = breaches(PROFILE, lines, Circumstances(participants))
    assert len(breaches(PROFILE, lines, Circumstances(participants + 50))) <= len(found)
    assert len(breaches(PROFILE, cheaper, Circumstances(participants))) <= len(found)
    assert all(lines[one.line].category is one.limit.category for one in found)


@given(MONEY, MONEY)
def test_amounts_are_exact_to_the_fen_half_up(quantity: Decimal, price: Decimal) -> None:
    exact = Fraction(quantity) * Fraction(price)
    assert Fraction(amount_of(quantity, price)) == Fraction(int(exact * 100 + Fraction(1, 2)), 100)
