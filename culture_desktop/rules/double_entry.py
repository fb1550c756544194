"""Scores typed in twice by two people (or one, twice): where the two entries differ, nothing is taken over."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Points = Decimal | None
"""Points as typed; None for a judge who is recused."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Which score: whose, of whom, on what."""

    nominee: str
    criterion: str
    judge: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A score that is not the same in both entries; ``absent`` where one of them lacks it."""

    cell: Cell
    first: Points
    second: Points
    absent: bool
    sentence: str


def differences(first: Mapping[Cell, Points], second: Mapping[Cell, Points]) -> tuple[Difference, ...]:
    """All differences, ordered by nominee, criterion and judge; 90 and 90.0 are the same."""
    found = []
    for cell in sorted(first.keys() | second.keys()):
        one, other = first.get(cell), second.get(cell)
        absent = (cell in first) is not (cell in second)
        if absent or one != other:
            told = f"第一遍{_told(first, cell)}，第二遍{_told(second, cell)}"
            words = f"{cell.nominee}“{cell.criterion}”{cell.judge}的分数：{told}。"
            found.append(Difference(cell, one, other, absent, words))
    return tuple(found)


def _told(entry: Mapping[Cell, Points], cell: Cell) -> str:
    if cell not in entry:
        return "没有录入"
    points = entry[cell]
    return "为回避" if points is None else f"为 {points.normalize():f}"
