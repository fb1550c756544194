"""Each ugly file is read as its builder says: header, columns, rows under their numbers, values, refusals."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from culture_desktop.rules.names import normalise
from culture_desktop.spreadsheets.fields import fields
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import open_table
from culture_desktop.spreadsheets.values import (
    CellError,
    parse_code,
    parse_contract_end,
    parse_date,
    parse_datetime,
    parse_name,
    parse_phone,
    parse_resident_id,
    text,
)
from tests.ugly import pages, texts, workbooks
from tests.ugly.case import CASES, Ugly

PARSERS: dict[str, Callable[[Cell], Any]] = {
    "number": parse_code, "name": lambda cell: normalise(parse_name(cell)), "phone": parse_phone, "resident_id": parse_resident_id,
    "birth_date": parse_date, "hire_date": parse_date, "contract_ends": parse_contract_end, "signed_up": parse_datetime,
}  # fmt: skip
MODULES = (workbooks, texts, pages)


def value(key: str, cell: Cell) -> Any:
    """What a cell gives, or the reason why nothing."""
    try:
        return PARSERS.get(key, text)(cell)
    except CellError as error:
        return error.reason


def test_there_are_more_than_forty() -> None:
    assert len(CASES) >= 40
    assert {case.build.__module__ for case in CASES} == {module.__name__ for module in MODULES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_comes_out(tmp_path: Path, case: Ugly) -> None:
    path = tmp_path / case.file
    case.build(path)
    table = open_table(path, fields(case.kind), mapping=case.mapping)
    assert table.header_row == case.header
    assert table.mapping == case.columns
    assert [number for number, _ in table.rows()] == list(case.rows)
    assert case.unknown is None or list(table.unknown_columns) == list(case.unknown)
    assert table.hidden == tuple(case.hidden)
    for number, row in table.rows():
        found = {key: value(key, row[key]) for key in case.rows[number]}
        wanted = {key: case.refused.get((number, key), wanted) for key, wanted in case.rows[number].items()}
        assert found == wanted
        for (refused_row, key), reason in case.refused.items():
            assert refused_row != number or value(key, row[key]) == reason
