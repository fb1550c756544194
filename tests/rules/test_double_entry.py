"""Two entries of the same sheets compared."""

from decimal import Decimal

from culture_desktop.rules.double_entry import Cell, differences

ONE, TWO, THREE, FOUR = (Cell("张三", "评审得分", judge) for judge in "甲乙丙丁")


def test_every_difference_is_listed_and_nothing_else() -> None:
    first = {ONE: Decimal("90"), TWO: Decimal("85"), THREE: None, FOUR: Decimal(70)}
    second = {ONE: Decimal("90.0"), TWO: Decimal("58"), THREE: Decimal("0")}
    found = differences(first, second)
    assert [one.sentence for one in found] == [
        "张三“评审得分”丁的分数：第一遍为 70，第二遍没有录入。",
        "张三“评审得分”丙的分数：第一遍为回避，第二遍为 0。",
        "张三“评审得分”乙的分数：第一遍为 85，第二遍为 58。",
    ]
    assert [one.absent for one in found] == [True, False, False]


def test_recused_is_not_the_same_as_not_entered() -> None:
    assert differences({ONE: None}, {ONE: None}) == ()
    assert len(differences({ONE: None}, {})) == 1
