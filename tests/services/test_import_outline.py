"""The beginning of a list whose columns nobody recognised."""

from pathlib import Path

import openpyxl
import pytest

from culture_desktop.errors import SheetMissingError
from culture_desktop.services.imports.outline import outline


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名册"
    for line in (
        ("2026年花名册",),
        ("编码", "姓名", "手机"),
        *((f"N-{n}", f"人{n}", 13800000000 + n) for n in range(60)),
    ):
        sheet.append(line)
    book.create_sheet("说明").append(("略",))
    path = tmp_path / "list.xlsx"
    book.save(path)
    return path


def test_the_first_rows_stand_as_in_the_file_but_for_phones(file: Path) -> None:
    found = outline("person", file)
    assert (found.sheet, found.sheets) == ("名册", ("名册", "说明"))
    assert len(found.rows) == 40
    assert found.rows[1].number == 2
    assert found.rows[2].cells == ("N-0", "人0", "138****0000")


def test_titles_that_are_known_make_a_row_the_likely_header(file: Path) -> None:
    header = outline("person", file).likely_header
    assert header.number == 2
    assert header.keys == ("", "name", "phone")


def test_without_any_the_first_full_row_is(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("名单,,\n甲,乙,丙\n1,2,3\n", encoding="utf-8")
    assert outline("person", path).likely_header.number == 2


def test_a_sheet_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(SheetMissingError):
        outline("person", file, "没有")
