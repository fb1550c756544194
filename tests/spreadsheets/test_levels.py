"""Units in several columns: which columns belong together, and the path that the cells of a row give."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import DuplicateColumnError, HeaderNotFoundError
from culture_desktop.spreadsheets.fields import fields
from culture_desktop.spreadsheets.levels import Levels, joined, joined_rows, named
from culture_desktop.spreadsheets.sheet import Cell, Merge, Sheet, fill_down
from culture_desktop.spreadsheets.table import locate, open_table
from culture_desktop.spreadsheets.values import parse_units

PERSON = fields("person")
UNIT = next(field for field in PERSON if field.key == "unit")
NAMES = st.text("客服部一二三班综合科甲乙", min_size=1, max_size=6)


def sheet(*titles: str) -> Sheet:
    rows: list[list[Cell]] = [["工号", "姓名", *titles], ["E1", "张伟", *map(str, range(len(titles)))]]
    return Sheet("名册.xlsx", "Sheet1", rows)


@pytest.mark.parametrize(
    ("titles", "order"),
    [
        (["一级部门", "二级部门", "三级部门"], "012"),
        (["三级部门", "1级部门", "部门2"], "120"),
        (["班组", "部门"], "10"),
        (["单位", "部门", "班组"], "012"),
        (["所在单位", "所在部门", "所在班组"], "012"),
        (["集团", "公司", "部门", "车间", "工区", "班组"], "012345"),
        (["单位", "一级部门", "二级部门"], "012"),
        (["一级部门", "二级部门", "班组"], "012"),
        (["部门", "一级部门", "二级部门"], "0"),
        (["公司", "部门", "一级部门"], "01"),
        (["部门", "部门名称"], ""),
        (["部门", "岗位"], ""),
    ],
)
def test_columns_from_the_top_down(titles: Sequence[str], order: str) -> None:
    assert "".join(map(str, Levels(UNIT).in_order(dict(enumerate(titles))))) == order


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (["公司", "部门"], "公司＋部门"),
        (["车间", "班组"], "车间＋班组"),
        (["公司", "岗位"], None),  # a company alone places nobody
        (["主部门", "部门"], "部门"),
        (["二级部门"], "二级部门"),
        (["公司", "部门全路径"], "部门全路径"),
    ],
)
def test_what_is_taken_for_the_unit(titles: Sequence[str], found: str | None) -> None:
    assert locate(sheet(*titles), PERSON).mapping.get("unit") == found


def test_two_of_one_level_are_for_the_user_to_tell_apart() -> None:
    with pytest.raises(DuplicateColumnError, match="不止一列对应“部门”：部门、所在部门、班组"):
        locate(sheet("部门", "所在部门", "班组"), PERSON)
    table = locate(sheet("部门", "所在部门", "班组"), PERSON, {"unit": "所在部门＋班组"})
    assert table.mapping["unit"] == "所在部门＋班组"
    assert table.unknown_columns == ("部门",)
    assert table.cells("unit") == ["1/2"]


def test_columns_named_by_hand_are_joined_as_written_unless_their_titles_tell() -> None:
    assert locate(sheet("甲", "乙"), PERSON, {"unit": "乙+甲"}).cells("unit") == ["1/0"]
    assert locate(sheet("班组", "部门"), PERSON, {"unit": "班组 + 部门"}).cells("unit") == ["1/0"]
    assert locate(sheet("", "部门"), PERSON, {"unit": "第3列＋部门"}).cells("unit") == ["0/1"]
    assert locate(sheet("部门+班组", "班组"), PERSON, {"unit": "部门+班组"}).cells("unit") == ["0"]


def test_a_column_named_by_hand_that_is_missing_is_told() -> None:
    with pytest.raises(HeaderNotFoundError, match="部门＋科室"):
        locate(sheet("部门", "班组"), PERSON, {"unit": "部门＋科室"})


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_columns_under_one_merged_title_are_its_levels(tmp_path: Path, suffix: str) -> None:
    rows = (
        ("工号", "姓名", "部门", "", "岗位"),
        ("E1", "张伟", "客服部", "一班", "班长"),
        ("E2", "王静", "机关", "", ""),
    )
    path = tmp_path / f"名册.{suffix}"
    if suffix == "xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.active.merge_cells("C1:D1")
        book.save(path)
    else:
        old = xlwt.Workbook()
        page = old.add_sheet("名册")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if (at, column) not in {(0, 2), (0, 3)}:
                    page.write(at, column, cell)
        page.write_merge(0, 0, 2, 3, "部门")
        old.save(path)
    found = open_table(path, PERSON)
    assert found.mapping == {"number": "工号", "name": "姓名", "unit": "部门＋第4列", "position": "岗位"}
    assert found.cells("unit") == ["客服部/一班", "机关"]
    assert locate(found.sheet, PERSON, found.mapping).mapping == found.mapping, "as it is remembered"


def test_a_title_merged_over_columns_in_two_rows_or_over_titles_of_their_own() -> None:
    rows: list[list[Cell]] = [
        ["工号", "姓名", "部门", "", ""],
        ["", "", "", "", ""],
        ["E1", "张伟", "客服部", "一班", "13812345678"],
    ]
    fill_down(rows, 1, (Merge(1, 2, 2, 3),))
    whole = locate(Sheet("a", "表", rows, merges=(Merge(1, 2, 2, 3),)), PERSON)
    assert whole.cells("unit") == ["客服部/一班"]
    rows = [["工号", "姓名", "部门", ""], ["", "", "单位", "手机"], ["E1", "张伟", "客服部", "13812345678"]]
    apart = locate(Sheet("a", "表", rows, merges=(Merge(1, 2, 1, 3),)), PERSON)
    assert apart.mapping == {"number": "工号", "name": "姓名", "unit": "单位", "phone": "手机"}
    alone = locate(Sheet("a", "表", [["工号", "姓名", ""], ["E1", "张伟", "男"]], merges=(Merge(1, 1, 1, 2),)), PERSON)
    assert alone.mapping == {"number": "工号", "name": "姓名"}, "a name has no levels"


def test_only_units_are_joined() -> None:
    with pytest.raises(HeaderNotFoundError, match="甲＋乙"):
        locate(sheet("甲", "乙"), PERSON, {"phone": "甲＋乙"})


@pytest.mark.parametrize(
    ("cells", "path"),
    [
        (("客服部", "一班"), "客服部/一班"),
        (("", "客服部", "", "一班"), "客服部/一班"),
        (("客服部", "客服部"), "客服部"),
        (("公司", "公司/客服部", "客服部/一班"), "公司/客服部/一班"),
        (("公司/客服部", "一班/早组"), "公司/客服部/一班/早组"),
        (("公司", "无", "-", "／", "N/A", "一班"), "公司/一班"),
        (("  公司　", 1, 2.0), "公司/1/2"),
        (("", "", ""), ""),
    ],
)
def test_the_path_of_a_row(cells: tuple[Cell, ...], path: str) -> None:
    assert joined(cells) == path
    assert joined_rows([[cell] for cell in cells]) == [path]


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), st.data())
def test_a_path_cut_into_columns_anywhere_is_the_path_again(names: list[str], data: st.DataObject) -> None:
    """Wherever it is cut, and however much of what is above a column repeats."""
    cells, at = [], 0
    while at < len(names):
        begin = data.draw(st.integers(0, at))
        end = data.draw(st.integers(at + 1, len(names)))
        cells += [data.draw(st.sampled_from(["", "-", "无"])), "/".join(names[begin:end])]
        at = end
    assert parse_units(joined(cells)) == (tuple(names),)


def test_names_of_columns() -> None:
    assert named("单位＋部门 + 班组") == ["单位", "部门", "班组"]
    assert named("部门") == ["部门"]
