"""Whatever is written comes back the same, through xlsx and csv."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from culture_desktop.spreadsheets.fields import Field
from culture_desktop.spreadsheets.table import open_table
from culture_desktop.spreadsheets.values import parse_date, parse_datetime, parse_decimal, text
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
