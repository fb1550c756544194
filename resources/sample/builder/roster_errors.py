"""A short roster with one of every mistake, for trying out the error preview."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from builder.company import NAME, NOTE, YEAR
from builder.people import SEED, Person
from builder.sheets import header_row, title_rows, workbook

_COLUMNS = (
    ("序号", 6.0),
    ("员工编号", 15.0),
    ("姓名", 24.0),
    ("性别", 6.0),
    ("出生日期", 12.0),
    ("身份证号", 22.0),
    ("部门", 44.0),
    ("用工性质", 10.0),
    ("是否一线", 9.0),
    ("入职日期", 13.0),
    ("手机", 26.0),
)
_NUMBER, _NAME, _BORN, _ID, _UNIT, _TERMS, _LINE, _HIRED, _PHONE = 1, 2, 4, 5, 6, 7, 8, 9, 10
FIRST_ROW = 4
PEOPLE = 40


@dataclass(frozen=True)
class Mistake:
    """What is wrong in which row (as Excel counts) and column, and what the README says of it."""

    row: int
    column: int
    value: str | float
    about: str


MISTAKES = (
    Mistake(6, _NAME, "", "姓名为空"),
    Mistake(8, _NUMBER, "", "工号为空，且按姓名和部门也找不到人"),
    Mistake(11, _HIRED, "2029.13", "没有 13 月"),
    Mistake(12, _HIRED, "2019-02-30", "没有 2 月 30 日"),
    Mistake(14, _HIRED, 2019.1, "以数字保存，分不清 1 月还是 10 月"),
    Mistake(15, _HIRED, "2019", "只有年份"),
    Mistake(17, _HIRED, "1951-03-01", "入职早于出生"),
    Mistake(19, _BORN, "不详", "不是日期"),
    Mistake(21, _ID, 659999199003070012, "身份证号以数字保存，末几位已丢失"),
    Mistake(22, _ID, "659999199003070013", "身份证号校验码不符（65 9999 不是现有区划，号码为虚构）"),
    Mistake(24, _ID, "990000900307001", "身份证号不是 18 位"),
    Mistake(26, _PHONE, "1.6E+10", "手机被存成科学计数"),
    Mistake(27, _PHONE, "16000009901/16000009902", "一格两个号码"),
    Mistake(30, _TERMS, "临时借用", "不是规定的用工性质"),
    Mistake(31, _LINE, "大概是", "应为是或否"),
    Mistake(34, _UNIT, "外乎组", "单位不存在（已有单位时）"),
    Mistake(36, _NAME, "超长姓名" * 17, "姓名超过 64 个字"),
)
REPEATED_ROW, REPEATS_ROW = 38, 9
REPEATED = "员工编号与第 9 行重复"


def write_roster_with_errors(path: Path, people: tuple[Person, ...]) -> None:
    """Forty rows: some people of the roster with changes, some new, and the mistakes listed above."""
    random = Random(f"{SEED} errors")
    known = random.sample([person for person in people if len(person.name) == 3], PEOPLE)
    rows = [_row(position, person) for position, person in enumerate(known)]
    for mistake in MISTAKES:
        rows[mistake.row - FIRST_ROW][mistake.column] = mistake.value
    _make_stranger(rows[8 - FIRST_ROW])
    rows[REPEATED_ROW - FIRST_ROW][_NUMBER] = rows[REPEATS_ROW - FIRST_ROW][_NUMBER]
    with workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        title_rows(book, sheet, (f"{NAME}{YEAR}年12月人员变动表", f"{NOTE}。此表故意留有错误"), len(_COLUMNS) - 1)
        header_row(book, sheet, 2, _COLUMNS)
        for offset, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                write: Callable[..., Any] = sheet.write_string
                if isinstance(cell, date):
                    sheet.write_datetime(offset + FIRST_ROW - 1, column, cell, day)
                    continue
                if isinstance(cell, int | float):
                    write = sheet.write_number
                if cell != "":
                    write(offset + FIRST_ROW - 1, column, cell)


def _row(position: int, person: Person) -> list[Any]:
    """A person as in the roster; every fourth changes unit terms, every seventh is new."""
    number, phone, terms = person.number, person.phone, person.word
    name: str = person.name
    if position % 4 == 2:
        terms = "合同制"
    if position % 7 == 4:
        number, phone = f"YC-2026-{2001 + position}", f"1600001{position:04d}"
        name = f"{person.name[0]}新{person.name[2]}"
    return [position + 1, number, name, "女" if person.woman else "男", person.born, "", person.unit.path, terms,
            "是" if person.front_line else "否", person.hired, phone]  # fmt: skip


def _make_stranger(row: list[Any]) -> None:
    row[_NAME], row[_PHONE] = "钱不识", "16000019999"
