"""The sample's files, read with other libraries than those that wrote them."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from culture_desktop.paths import resource

SAMPLE = resource("sample")
NOTE = "样例数据，人物与单位均为虚构"

Row = tuple[Any, ...]


@cache
def document(name: str) -> dict[str, Any]:
    """A JSON document."""
    found: dict[str, Any] = json.loads((SAMPLE / name).read_text(encoding="utf-8"))
    return found


@cache
def sheets(path: Path) -> tuple[tuple[Row, ...], ...]:
    """The cells of every sheet of a workbook, or of a csv in GB18030 as a single sheet."""
    if path.suffix == ".csv":
        return (tuple(map(tuple, csv.reader(path.read_text(encoding="gb18030").splitlines()))),)
    book = openpyxl.load_workbook(path)
    return tuple(tuple(tuple(row) for row in sheet.iter_rows(values_only=True)) for sheet in book)


def roster() -> list[dict[str, Any]]:
    """The people of the roster by column title."""
    titles, *rows = sheets(SAMPLE / "roster.xlsx")[0][2:]
    return [dict(zip(titles, row, strict=True)) for row in rows if isinstance(row[0], int)]


def plain(cell: object) -> str:
    """A cell without spaces, full-width digits as digits."""
    full_width = str.maketrans("０１２３４５６７８９", "0123456789")
    return "".join(str(cell or "").split()).translate(full_width)
