"""Cells become values, or say in a few words why not."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import (
    DIGITS_LOST,
    ID_DIGITS_LOST,
    NOT_A_DATE,
    NOT_A_NUMBER,
    NOT_A_PHONE,
    NOT_AN_INTEGER,
    NOT_YES_OR_NO,
    OPEN_END,
    SHORT_YEAR,
    CellError,
    parse_code,
    parse_contract_end,
    parse_date,
    parse_datetime,
    parse_decimal,
    parse_integer,
    parse_name,
    parse_phone,
    parse_resident_id,
    parse_several,
    parse_text,
    parse_units,
    parse_yes_no,
    samples,
    text,
)

JULY = date(2019, 7, 1)


def reason(parse: Callable[[Cell], Any], cell: Cell) -> str:
    with pytest.raises(CellError) as caught:
        parse(cell)
    assert str(caught.value) == caught.value.reason
    return caught.value.reason


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("张伟", "张伟"),
        ("  张伟\u3000\n", "张伟"),
        ("客服\n中心", "客服 中心"),
        ("ＡＢ１２（一班）", "AB12（一班）"),
        ("\ufeff张\u200b伟\x07", "张伟"),
        ("e\u0301", "é"),
        ("'=cmd", "=cmd"),
        ("'引用'", "'引用'"),
        ("<b>", "<b>"),
        (1001.0, "1001"),
        (1.5, "1.5"),
        (13812345678.0, "13812345678"),
        (7, "7"),
        (True, "TRUE"),
        (JULY, "2019-07-01"),
        (datetime(2019, 7, 1, 8, 5), "2019-07-01 08:05"),
        (time(8, 5, 30), "08:05:30"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        ("", ""),
    ],
)
def test_text_is_what_a_person_reads(cell: Cell, shown: str) -> None:
    assert text(cell) == shown


@pytest.mark.parametrize(
    "cell",
    [
        JULY, datetime(2019, 7, 1, 9, 30), "2019.7", "2019年7月", "2019/7/1", "20190701", "201907", "2019-07", 43647,
        43647.0, 43647.5, "43647", "43647.0", 2019.7, 20190701, 20190701.0, "2019年07月01日", "2019-07-01 08:00:00",
        "2019-07-01T08:00:00.000", "２０１９.７.１", " 2019.07.01 ", "2019年7月1号", "2019／7／1", "２０１９－０７－０１",
        "2019年7月1日 星期一", "2019-07-01（周一）", "19-07-01 星期一", "二〇一九年七月", "二○一九年七月一日", "2019 年 7 月 1 日",
        "'2019-07-01", "\u200b2019/07/01\ufeff", "2019-07-01T08:00:00+08:00",
    ],
)  # fmt: skip
def test_dates_as_people_write_them(cell: Cell) -> None:
    assert parse_date(cell) == JULY


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2019-02-30", "没有这一天"),
        ("2019.13", "没有这一天"),
        ("20191301", "没有这一天"),
        ("2019", "只有年份，缺月份"),
        (2019, "只有年份，缺月份"),
        (2019.1, "分不清是 1 月还是 10 月，请改成文本"),
        ("1019-07-01", "年份不在 1900 至 2100 之间"),
        (date(3019, 7, 1), "年份不在 1900 至 2100 之间"),
        ("19.7.1", SHORT_YEAR),
        ("19-07-01 星期二", SHORT_YEAR),
        ("二〇一九年十三月", "没有这一天"),
        ("二〇一九年十十月", NOT_A_DATE),
        ("二〇一九年五五月", NOT_A_DATE),
        ("长期", NOT_A_DATE),
        ("2019/7/1至今", NOT_A_DATE),
        ("2019-07-01; drop", NOT_A_DATE),
        (123, NOT_A_DATE),
        (12345678901.0, NOT_A_DATE),
        (True, NOT_A_DATE),
        (time(8), NOT_A_DATE),
        (float("nan"), NOT_A_DATE),
        (float("inf"), NOT_A_DATE),
        (-3.5, NOT_A_DATE),
        ("٢٠١٩-٠٧-٠١", NOT_A_DATE),
    ],
)
def test_what_is_no_date_is_told(cell: Cell, why: str) -> None:
    assert reason(parse_date, cell) == why


def test_october_typed_as_text_is_october() -> None:
    assert parse_date("2019.10") == date(2019, 10, 1)
    assert parse_date(2019.12) == date(2019, 12, 1)


@pytest.mark.parametrize(
    ("written", "day"),
    [("二〇二〇年十二月三十一日", date(2020, 12, 31)), ("一九九八年十月二十日", date(1998, 10, 20)), ("二〇二一年二月三十日", None),
     ("二零二一年二月廿八日", date(2021, 2, 28)), ("二〇二一年十一月卅一日", None)],
)  # fmt: skip
def test_days_in_chinese_numerals(written: str, day: date | None) -> None:
    if day:
        assert parse_date(written) == day
    else:
        assert reason(parse_date, written) == "没有这一天"


@pytest.mark.parametrize(
    "cell",
    ["无固定期限", "无固定期", "长期", "无固定期限劳动合同", " 长期有效 ", "至今", "无期限", "9999-12-31", "9999/12/31",
     date(9999, 12, 31), datetime(9999, 12, 31), "99991231"],
)  # fmt: skip
def test_a_contract_without_an_end(cell: Cell) -> None:
    assert parse_contract_end(cell) == OPEN_END == date(9999, 12, 31)


def test_a_contract_with_an_end() -> None:
    assert parse_contract_end("2019.7.1") == JULY
    assert parse_contract_end(43647) == JULY
    assert parse_contract_end("") is None
    assert reason(parse_contract_end, "至法定退休年龄") == NOT_A_DATE


@pytest.mark.parametrize(
    ("cell", "things"),
    [
        ("足球┋篮球┋ 羽毛球", ("足球", "篮球", "羽毛球")),
        ("张伟、李䶮；王芳;赵敏，孙七,周八|吴九｜郑十", ("张伟", "李䶮", "王芳", "赵敏", "孙七", "周八", "吴九", "郑十")),
        ("第一场\n第二场\r\n第一场", ("第一场", "第二场")), ("、", ()), ("", ()), (3.0, ("3",)), ("客服 一班", ("客服 一班",)),
    ],
)  # fmt: skip
def test_several_things_in_a_cell(cell: Cell, things: tuple[str, ...]) -> None:
    assert parse_several(cell) == things


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("公司/客服部/一班", (("公司", "客服部", "一班"),)), ("公司\\客服部", (("公司", "客服部"),)),
        ("公司＞客服部 > 一班", (("公司", "客服部", "一班"),)),
        ("公司-客服部-一班", (("公司", "客服部", "一班"),)), ("A-3班", (("A-3班",),)), ("3-1班", (("3-1班",),)),
        ("公司;客服部", (("公司", "客服部"),)),
        ("公司/客服部;公司/工会", (("公司", "客服部"), ("公司", "工会"))), ("公司／客服部；公司／客服部", (("公司", "客服部"),)),
        ("/公司//客服部/", (("公司", "客服部"),)), ("客服部", (("客服部",),)), ("", ()), ("/", ()),
    ],
)  # fmt: skip
def test_the_units_of_a_cell(cell: Cell, units: tuple[tuple[str, ...], ...]) -> None:
    assert parse_units(cell) == units


def test_samples_are_the_first_different_texts() -> None:
    assert samples(["", "张伟 ", "张伟", 3.0, "", "李芳", "王五"]) == ("张伟", "3", "李芳")
    assert samples(["a", "b"], 1) == ("a",)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (datetime(2026, 8, 6, 9, 30), datetime(2026, 8, 6, 9, 30)),
        ("2026/8/6 9:30", datetime(2026, 8, 6, 9, 30)),
        ("2026年8月6日 09:30:15", datetime(2026, 8, 6, 9, 30, 15)),
        (46240.395833333336, datetime(2026, 8, 6, 9, 30)),
        ("2026-08-06", datetime(2026, 8, 6)),
        ("9:30", datetime(2026, 8, 7, 9, 30)),
        (time(9, 30), datetime(2026, 8, 7, 9, 30)),
        ("", None),
    ],
)
def test_moments(cell: Cell, moment: datetime | None) -> None:
    assert parse_datetime(cell, date(2026, 8, 7)) == moment


def test_a_bare_time_needs_a_day() -> None:
    assert reason(parse_datetime, "9:30") == "只有时刻，缺日期"
    assert reason(parse_datetime, "2026-08-06 25:00") == "没有这个时刻"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (0.1, "0.1"), ("0.1", "0.1"), ("1,234.50", "1234.50"), (3, "3"), ("-2", "-2"), ("2.5 小时", "2.5"), ("９０", "90"),
    ],
)  # fmt: skip
def test_decimals_are_exact(cell: Cell, number: str) -> None:
    assert parse_decimal(cell, ("小时",)) == Decimal(number)


@pytest.mark.parametrize("cell", ["九十", "1,23", "1_000", "NaN", "Infinity", float("nan"), True, JULY, "1e999999"])
def test_what_is_no_number_is_told(cell: Cell) -> None:
    assert reason(parse_decimal, cell) in (NOT_A_NUMBER, "数字太大")


def test_integers() -> None:
    assert parse_integer("3.0") == 3
    assert parse_integer(3.0) == 3
    assert parse_integer("") is None
    assert reason(parse_integer, "3.5") == NOT_AN_INTEGER


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("13812345678", "13812345678"),
        (13812345678.0, "13812345678"),
        (13812345678, "13812345678"),
        ("13812345678.0", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("（+86）13812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("0086-020-87654321", "020-87654321"),
        ("020-87654321", "020-87654321"),
        ("87654321-801", "87654321-801"),
        ("400-123-4567", "400-123-4567"),
        ("1.3812345678E+10", "13812345678"),
        ("1.3812345678e10", "13812345678"),
        ("'13812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("\u200b138\u00a01234\u00a05678\ufeff", "13812345678"),
        ("＋８６ １３８１２３４５６７８", "13812345678"),
        ("0２0－87654321", "020-87654321"),
        ("", None),
    ],
)
def test_phones(cell: Cell, number: str | None) -> None:
    assert parse_phone(cell) == number


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("1.3812E+10", DIGITS_LOST),
        ("1.3812e10", DIGITS_LOST),
        ("1.38123456E+10", DIGITS_LOST),
        ("1.38123456780E+10", DIGITS_LOST),
        ("138123456", NOT_A_PHONE),
        ("12812345678", NOT_A_PHONE),
        ("无", NOT_A_PHONE),
        ("13812345678/13912345678", "有不止一个号码"),
        ("1" * 200, "超过 100 个字"),
    ],
)
def test_what_is_no_phone_is_told(cell: Cell, why: str) -> None:
    assert reason(parse_phone, cell) == why


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        (("是", "√", "1", 1, 1.0, "Y", "yes", True, " ✔ ", "一线"), True),
        (("否", "×", "0", 0, "N", "no", False, "X", "非一线"), False),
        (("", "  "), None),
    ],
)
def test_yes_and_no(cells: tuple[Cell, ...], answer: bool | None) -> None:
    assert {parse_yes_no(cell, ("一线",), ("非一线",)) for cell in cells} == {answer}


def test_neither_yes_nor_no() -> None:
    assert reason(parse_yes_no, "二线") == NOT_YES_OR_NO
    assert reason(parse_yes_no, 2) == NOT_YES_OR_NO


@pytest.mark.parametrize("cell", [1.1010519491231002e17, 110105194912310020, "1.10105E+17", "110105194912310000.0"])
def test_an_id_kept_as_a_number_is_never_repaired(cell: Cell) -> None:
    assert reason(parse_resident_id, cell) == ID_DIGITS_LOST


def test_resident_ids_as_text() -> None:
    assert parse_resident_id(" 11010519491231002x ") == "11010519491231002X"
    assert parse_resident_id("'11010519491231002X") == "11010519491231002X"
    assert parse_resident_id("") is None
    assert reason(parse_resident_id, "1101051949123100") == "身份证号应为 18 位"


def test_codes() -> None:
    assert [parse_code(c) for c in ("0012", 1001.0, "1001.0", "A-1.0", "Ｅ００１")] == [
        "0012",
        "1001",
        "1001",
        "A-1.0",
        "E001",
    ]
    assert reason(parse_code, "1.0E+15") == DIGITS_LOST
    assert reason(parse_code, 1e18) == DIGITS_LOST
    assert reason(parse_code, "6.222E+18") == DIGITS_LOST
    assert [parse_code(c) for c in ("1.001E+3", "'0012", "E10", "0")] == ["1001", "0012", "E10", "0"]


def test_lengths_are_capped() -> None:
    assert reason(parse_name, "长" * 65) == "超过 64 个字"
    assert reason(parse_text, "长" * 350_000) == "超过 1000 个字"
    assert parse_text("长" * 1000) == "长" * 1000
