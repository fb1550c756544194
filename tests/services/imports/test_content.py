"""What columns hold is told by their cells, with how sure; nothing is told of cells that could be anything."""

from datetime import date, timedelta

import pytest

from culture_desktop.rules.resident_id import check_digit
from culture_desktop.services.imports.content import Guess, guess_fields
from culture_desktop.spreadsheets.sheet import Cell

NAMES = ["张伟", "李䶮", "欧阳静", "阿依古丽·买买提", "王　芳", "赵敏", "司马相如", "单小明", "曾国华", "上官婉儿"]


def resident(number: int, born: date) -> str:
    body = f"110105{born:%Y%m%d}{number:03}"
    return body + check_digit(body)


def test_a_list_without_titles() -> None:
    born = [date(1970, 3, 1) + timedelta(days=400 * n) for n in range(10)]
    columns: list[list[Cell]] = [
        [float(n) for n in range(1, 11)],
        list(NAMES),
        ["男", "女"] * 5,
        [resident(n, day) for n, day in enumerate(born)],
        [13800000000.0 + n for n in range(10)],
        ["公司/客服部/一班", "机关"] * 5,
        [f"E{n:04}" for n in range(10)],
        [day.isoformat() for day in born],
        [43647.0 + n for n in range(10)],
        [*["无固定期限"] * 9, "2027-12-31"],
        ["中共党员", "群众"] * 5,
        ["合同制", "劳务派遣"] * 5,
        ["营业员", "客服代表"] * 5,
        [""] * 10,
    ]
    found = guess_fields(columns, ["机关"])
    assert {position: guess.key for position, guess in found.items()} == {
        1: "name", 2: "sex", 3: "resident_id", 4: "phone", 5: "unit", 6: "number", 7: "birth_date", 8: "hire_date",
        9: "contract_ends", 10: "political_status", 11: "employment",
    }  # fmt: skip
    assert {guess.share for guess in found.values()} == {1.0}


def test_how_sure_is_the_share_that_fits() -> None:
    assert guess_fields([["张伟", "李芳", "王五", "暂缺"]]) == {0: Guess("name", 0.75)}
    assert guess_fields([["张伟", "暂缺", "待定"]]) == {}
    wrong = resident(1, date(1980, 1, 1))
    wrong = wrong[:17] + ("0" if wrong[17] != "0" else "1")
    assert guess_fields([[resident(n, date(1980, 1, 1)) for n in range(3)] + [wrong]]) == {
        0: Guess("resident_id", 0.75)
    }


def test_of_two_columns_of_days_the_earlier_is_of_births() -> None:
    hired: list[Cell] = [date(1995, 7, 1), date(2001, 7, 1), date(2008, 7, 1)]
    born: list[Cell] = ["1970.1", "1979年3月", "19850607"]
    assert {p: g.key for p, g in guess_fields([hired, born]).items()} == {0: "hire_date", 1: "birth_date"}
    assert {p: g.key for p, g in guess_fields([[date(2019, 7, 1), date(2024, 3, 1)]]).items()} == {0: "hire_date"}


def test_the_better_of_two_columns_is_suggested() -> None:
    phones: list[Cell] = ["13812345678", "13912345678", "无"]
    assert guess_fields([phones, [*phones[:2], "13712345678"]]) == {1: Guess("phone", 1.0)}


@pytest.mark.parametrize(
    "column",
    [
        [1, 2, 3, 4], ["1", "3", "7"], ["是", "否", "是"], [90.5, 88.0, 76.0], ["良好", "优秀", "良好"], ["张伟"] * 9, [],
        ["", " ", "\u3000"], ["同意参加", "无意见", "希望多办"], ["E1", "E1", "E2"], ["10", "10", "20"],
    ],
)  # fmt: skip
def test_what_could_be_anything_is_not_guessed(column: list[Cell]) -> None:
    assert guess_fields([column]) == {}


def test_a_long_column_is_looked_at_here_and_there() -> None:
    column: list[Cell] = [f"E{n:06}" for n in range(100_000)]
    assert guess_fields([column]) == {0: Guess("number", 1.0)}
    half: list[Cell] = [*NAMES * 5_000, *["暂缺"] * 50_000]
    assert guess_fields([half]) == {}
