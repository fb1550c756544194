"""Whatever is written comes back the same, through xlsx and csv."""

from datetime import date, datetime
from decimal import Decimal
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from culture_desktop.rules.resident_id import check_digit
from culture_desktop.spreadsheets.fields import Field
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import open_table
from culture_desktop.spreadsheets.values import (
    OPEN_END,
    parse_code,
    parse_contract_end,
    parse_date,
    parse_datetime,
    parse_decimal,
    parse_name,
    parse_phone,
    parse_resident_id,
    parse_several,
    text,
)
from culture_desktop.spreadsheets.writer import Column, Kind, write_csv, write_xlsx

FIELDS = (
    Field("key", "键", required=True),
    Field("name", "姓名"),
    Field("day", "日期"),
    Field("moment", "时间"),
    Field("points", "分数"),
)
COLUMNS = (
    Column("键"),
    Column("姓名"),
    Column("日期", 12, Kind.DATE),
    Column("时间", 16, Kind.DATETIME),
    Column("分数", 8, Kind.NUMBER),
)

NAMES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60),
    st.text("=+-@'\"\t\r\n,;_x0041_<>& 张䶮𬭎０Ａ", max_size=12),
)
DAYS = st.dates(date(1910, 1, 1), date(2099, 12, 31))
MOMENTS = st.datetimes(datetime(1910, 1, 1), datetime(2099, 12, 31)).map(lambda m: m.replace(microsecond=0))
POINTS = st.decimals(-(10**9), 10**9, places=2)
LISTS = st.lists(st.tuples(NAMES, st.none() | DAYS, st.none() | MOMENTS, st.none() | POINTS), min_size=1, max_size=8)


@settings(max_examples=80, deadline=None)
@given(LISTS)
@example([("=cmd|' /C calc'!A0", date(2000, 2, 29), datetime(1999, 12, 31, 23, 59, 59), Decimal("-0.01"))])
@example([("_x000D_", None, None, None), ("'=x", None, None, None), ("\r=x", None, None, None)])
def test_written_and_read_is_the_same(rows: list[tuple[str, date | None, datetime | None, Decimal | None]]) -> None:
    written = [(f"K{number}", *row) for number, row in enumerate(rows)]
    expected = [(key, text(name), day, moment, points) for key, name, day, moment, points in written]
    with TemporaryDirectory() as folder:
        for path in (Path(folder, "a.xlsx"), Path(folder, "a.csv")):
            if path.suffix == ".xlsx":
                write_xlsx(path, "表", COLUMNS, written, ["标题"])
            else:
                write_csv(path, COLUMNS, written)
            table = open_table(path, FIELDS)
            assert [
                (
                    text(row["key"]),
                    text(row["name"]),
                    parse_date(row["day"]),
                    parse_datetime(row["moment"]),
                    parse_decimal(row["points"]),
                )
                for _, row in table.rows()
            ] == expected


# People as lists hold them: names with rare characters and dots, days in each spelling, phones, IDs, codes.
PEOPLE = st.lists(
    st.tuples(
        st.text("张李欧阳䶮𬭎㛃·阿依", min_size=1, max_size=12),
        st.dates(date(1910, 1, 1), date(2099, 12, 31)),
        st.sampled_from(["%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d", ""]),
        st.integers(13_000_000_000, 19_999_999_999),
        st.booleans(),
        st.dates(date(1940, 1, 1), date(2008, 12, 31)),
        st.integers(0, 999),
        st.from_regex(r"[A-Z]{0,3}[0-9]{1,9}", fullmatch=True),
        st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        st.lists(st.text("足篮球拔河", min_size=1, max_size=4), unique=True, max_size=4),
    ),
    min_size=1,
    max_size=6,
)
PERSON = tuple(Column(title) for title in ("工号", "姓名", "入职日期", "手机", "身份证号", "合同到期日", "项目"))
PERSON_FIELDS = tuple(Field(column.title, column.title, required=column.title == "工号") for column in PERSON)


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.sampled_from(["utf-8-sig", "gb18030", "utf-16", "html", "xlsx"]))
def test_people_written_in_any_way_are_read_as_they_are(people: list[tuple[Any, ...]], way: str) -> None:
    rows: list[list[Cell]] = []
    expected = []
    for number, (name, hired, spelling, phone, as_number, born, count, code, ends, items) in enumerate(people):
        body = f"110105{born:%Y%m%d}{count:03}"
        resident = body + check_digit(body)
        written: Cell = hired.strftime(spelling) if spelling else (hired - date(1899, 12, 30)).days
        end = ends.isoformat() if ends else "无固定期限"
        rows.append(
            [f"{code}{number}", name, written, phone if as_number else str(phone), resident, end, "┋".join(items)]
        )
        expected.append((f"{code}{number}", name, hired, str(phone), resident, ends or OPEN_END, tuple(items)))
    with TemporaryDirectory() as folder:
        path = Path(folder, "名单.xls")
        write_as(path, way, rows)
        table = open_table(path, PERSON_FIELDS)
        parsers = (
            parse_code,
            parse_name,
            parse_date,
            parse_phone,
            parse_resident_id,
            parse_contract_end,
            parse_several,
        )
        found = [
            tuple(parse(row[column.title]) for parse, column in zip(parsers, PERSON, strict=True))
            for _, row in table.rows()
        ]
    assert found == expected


def write_as(path: Path, way: str, rows: list[list[Cell]]) -> None:
    """The list as a workbook, as a web page or as text in an encoding."""
    table: list[list[Cell]] = [[column.title for column in PERSON], *rows]
    if way == "xlsx":
        write_xlsx(path, "表", PERSON, rows)
    elif way == "html":
        lines = ("".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in table)
        path.write_bytes(f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>".encode("gb18030"))
    else:
        path.write_bytes("\r\n".join("\t".join(map(str, row)) for row in table).encode(way))
