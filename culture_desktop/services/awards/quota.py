"""Dividing places among the units of a list: the file in, the division and its explanation out. Nothing is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NoReturn, TypeVar

from culture_desktop.errors import CellInvalidError, InvalidFieldError
from culture_desktop.rules.apportionment import (
    Apportionment,
    Factors,
    Limit,
    UnitShare,
    apportion,
    explain,
    how,
    nominees,
    weigh,
    weighings,
)
from culture_desktop.spreadsheets.fields import Field, fields
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table, open_table
from culture_desktop.spreadsheets.values import CellError, parse_decimal, parse_integer, parse_name, text

_MEASURES = ("人", "名", "票", "万元", "元", "%")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class QuotaList:
    """Places by unit and why: how the whole was divided, a line for each unit, and how its weight came about.

    ``weighings`` is empty where one column is the weight, ``nominees`` where nobody asked for more than the places.
    """

    result: Apportionment
    head: str
    lines: tuple[UnitShare, ...]
    weighings: dict[str, str]
    nominees: dict[str, int]


def divide_list(
    path: Path,
    seats: int,
    method: str,
    minimum: int | None = None,
    maximum: int | None = None,
    factors: Mapping[str, Decimal] | None = None,
    ratio: Decimal | None = None,
    sheet: str | None = None,
) -> QuotaList:
    """Divide places among the units of a file by one number each, or by several columns each with its part.

    ``factors`` are column titles with their parts (50 and 50). The columns 下限 and 上限 hold limits of single
    units; where they are empty, ``minimum`` and ``maximum`` count. ``ratio`` is how many are put forward for a place.
    """
    if seats < 1:
        raise InvalidFieldError(field="名额", value=seats, expected="不小于 1 的整数")
    quota = _Quota(path, tuple(factors or ()), sheet)
    parts: Factors = {title: (part, quota.numbers(title)) for title, part in (factors or {}).items()}
    result = apportion(
        weigh(parts) if parts else quota.numbers("weight"),
        seats,
        method,
        quota.limits("minimum", minimum),
        quota.limits("maximum", maximum),
    )
    measure = "" if parts else quota.table.mapping["weight"]
    return QuotaList(
        result,
        how(result, measure or "综合占比"),
        explain(result, measure),
        weighings(parts) if parts else {},
        {} if ratio is None else {unit: nominees(places, ratio) for unit, places in result.seats.items()},
    )


def unit_numbers(path: Path, title: str, sheet: str | None = None) -> dict[str, Decimal]:
    """One column of a list of units, by unit; CellInvalidError names the row that cannot be read."""
    return _Quota(path, (title,), sheet).numbers(title)


class _Quota:
    """The columns of a list of units; whatever cannot be divided is refused with its row."""

    def __init__(self, path: Path, titles: tuple[str, ...], sheet: str | None) -> None:
        known = [field for field in fields("quota") if field.key != "weight" or not titles]
        # A column that is named as a factor counts under its own title and as nothing else.
        known = [Field(f.key, f.title, tuple(w for w in f.synonyms if w not in titles), f.required) for f in known]
        chosen = [Field(title, title, required=True) for title in titles]
        self._name = path.name
        self.table: Table = open_table(path, [*known, *chosen], sheet)
        self._units: dict[str, int] = {}
        for row, unit in self._column("unit", parse_name):
            if not unit:
                self._refuse(row, "unit", "", "单位为空")
            first = self._units.setdefault(unit, row)
            if first != row:
                self._refuse(row, "unit", unit, f"与第 {first} 行重复，一个单位只写一行")

    def numbers(self, key: str) -> dict[str, Decimal]:
        """Each unit's number in a column; none may be missing."""
        found = {}
        for unit, (row, number) in zip(self._units, self._column(key, _measured), strict=True):
            if number is None:
                self._refuse(row, key, "", "数字为空，没有的请填 0")
            if number < 0:
                self._refuse(row, key, str(number), "不能为负")
            found[unit] = number
        return found

    def limits(self, key: str, otherwise: int | None) -> Limit:
        """The limits in a column; one number for all where there is no such column."""
        if key not in self.table.columns:
            return otherwise
        found = {}
        for unit, (row, number) in zip(self._units, self._column(key, parse_integer), strict=True):
            limit = otherwise if number is None else number
            if limit is not None:
                if limit < 0:
                    self._refuse(row, key, str(limit), "不能为负")
                found[unit] = limit
        return found

    def _column(self, key: str, parse: Callable[[Cell], _Value | None]) -> list[tuple[int, _Value | None]]:
        found = []
        for row, cells in self.table.rows():
            try:
                found.append((row, parse(cells[key])))
            except CellError as error:
                self._refuse(row, key, text(cells[key]), error.reason)
        return found

    def _refuse(self, row: int, key: str, value: str, reason: str) -> NoReturn:
        column = self.table.mapping[key]
        raise CellInvalidError(name=self._name, row=row, column=column, value=value, reason=reason)


def _measured(cell: Cell) -> Decimal | None:
    return parse_decimal(cell, _MEASURES)
