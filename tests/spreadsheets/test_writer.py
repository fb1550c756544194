"""What goes out is text where it was text, and is whole or not there at all."""

import json
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from culture_desktop.errors import DiskFullError, FileTooLargeError, FolderNotWritableError
from culture_desktop.progress import CancelledError, Progress, silent
from culture_desktop.spreadsheets.fields import fields
from culture_desktop.spreadsheets.reader import read_sheet
from culture_desktop.spreadsheets.table import open_table
from culture_desktop.spreadsheets.writer import (
    Column,
    Kind,
    Value,
    write_csv,
    write_rejected,
    write_xlsx,
)

COLUMNS = (Column("工号", 10), Column("姓名", 16), Column("入职日期", 12, Kind.DATE), Column("得分", 8, Kind.NUMBER))
ROWS: list[list[Value]] = [
    ["0012", "=cmd|' /C calc'!A0", date(2019, 7, 1), Decimal("92.35")],
    ["110105194912310021", "<b", None, 7],
    ["+8613812345678", "http://a.b", datetime(2019, 7, 1, 8, 30), Decimal("0.1")],
    ["-1", "@SUM(A1)", date(1960, 2, 29), None],
]
Write = Callable[..., None]


def as_xlsx(path: Path, rows: Sequence[Sequence[Value]] = ROWS, progress: Progress = silent) -> None:
    write_xlsx(path, "名单", COLUMNS, rows, progress=progress)


def as_csv(path: Path, rows: Sequence[Sequence[Value]] = ROWS, progress: Progress = silent) -> None:
    write_csv(path, COLUMNS, rows, progress)


BOTH = pytest.mark.parametrize("write", [as_xlsx, as_csv])


def test_xlsx_holds_text_as_text_and_dates_as_dates(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    write_xlsx(path, "获奖[名单]", COLUMNS, ROWS, ["某某公司获奖名单", "2026年"])
    page = openpyxl.load_workbook(path)["获奖名单"]
    assert [c.value for c in page["A"]] == ["某某公司获奖名单", "2026年", "工号", *[row[0] for row in ROWS]]
    assert [c.value for c in page["B"]][3:] == [row[1] for row in ROWS]
    assert {c.data_type for row in page.iter_rows(min_row=4, max_col=2) for c in row} == {"s"}
    assert {c.number_format for c in page["A"][3:]} == {"@"}
    assert page["C4"].value == datetime(2019, 7, 1)
    assert page["C4"].number_format == "yyyy-mm-dd"
    assert page["C6"].value == datetime(2019, 7, 1, 8, 30)
    assert [page.cell(row, 4).value for row in range(4, 8)] == [92.35, 7, 0.1, None]
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:D7"
    assert {c.font.name for row in page.iter_rows() for c in row if c.value} == {"微软雅黑"}
    with zipfile.ZipFile(path) as package:
        parts = b"".join(package.read(name) for name in package.namelist())
    assert b"<f>" not in parts
    assert b"hyperlink" not in parts


def test_csv_is_disarmed_and_opens_in_excel(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", COLUMNS, ROWS)
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n") == [
        "工号,姓名,入职日期,得分",
        "0012,'=cmd|' /C calc'!A0,2019-07-01,92.35",
        "110105194912310021,<b,,7",
        "'+8613812345678,http://a.b,2019-07-01 08:30:00,0.1",
        "'-1,'@SUM(A1),1960-02-29,",
        "",
    ]


def test_numbers_beyond_fifteen_digits_stay_exact_as_text(tmp_path: Path) -> None:
    numbers: list[Value] = [Decimal("0.1234567890123456789"), 2**60, Decimal("NaN"), float("inf"), -(10**14)]
    write_xlsx(tmp_path / "a.xlsx", "数", [Column("n", 8, Kind.NUMBER)], [[n] for n in numbers])
    assert [row[0] for row in read_sheet(tmp_path / "a.xlsx").rows] == [
        "n", "0.1234567890123456789", "1152921504606846976", "NaN", "inf", -(10**14),
    ]  # fmt: skip


def test_text_beyond_what_a_cell_holds_is_cut_at_a_whole_character(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", "长", [Column("n")], [["x" + "𬭎" * 20_000], ["\ud800half"]])
    rows = read_sheet(tmp_path / "a.xlsx").rows
    assert rows[1] == ["x" + "𬭎" * 16_383]
    assert rows[2] == ["?half"]


def test_more_rows_than_a_sheet_has_are_refused(tmp_path: Path) -> None:
    empty: list[Value] = []
    with pytest.raises(FileTooLargeError, match="1,048,576 行"):
        write_xlsx(tmp_path / "a.xlsx", "多", [Column("n")], (empty for _ in range(1_048_576)))
    assert list(tmp_path.iterdir()) == []


def test_rejected_rows_come_back_in_their_own_layout(tmp_path: Path) -> None:
    path = tmp_path / "未导入.xlsx"
    header = ("序号", "工 号", "姓名", "出生日期")
    bad: list[tuple[int, list[Value], str]] = [
        (7, [1, "E007", "张伟", date(1990, 5, 6)], "工号重复"),
        (9, [2.0, "=E9", "李芳"], "出生日期不是日期"),
    ]
    write_rejected(path, [("花名册", header, bad)])
    assert read_sheet(path).rows == [
        ["序号", "工 号", "姓名", "出生日期", "原行号", "原因"],
        [1, "E007", "张伟", date(1990, 5, 6), 7, "工号重复"],
        [2, "=E9", "李芳", "", 9, "出生日期不是日期"],
    ]
    table = open_table(path, fields("person"))
    assert table.mapping == {"number": "工 号", "name": "姓名", "birth_date": "出生日期"}
    assert table.count == 2


@BOTH
def test_a_file_there_already_is_replaced_only_by_a_whole_one(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "名单"
    path.write_text("旧")

    def failing(done: int, total: int, text: str) -> None:
        raise CancelledError

    many: list[list[Value]] = [["1", "张伟", None, None]] * 5_000
    with pytest.raises(CancelledError):
        write(path, many, failing)
    assert path.read_text() == "旧"
    assert list(tmp_path.iterdir()) == [path]
    write(path)
    assert read_sheet(path).last_row == 5
    assert list(tmp_path.iterdir()) == [path]


@BOTH
def test_a_folder_that_cannot_be_written(tmp_path: Path, write: Write) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "名单.xlsx", tmp_path / "没有" / "名单.xlsx", tmp_path / "folder"):
        with pytest.raises(FolderNotWritableError, match=f"“{path.name}”无法写入"):
            write(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


CHILD = """
import json, resource, sys, tempfile
from pathlib import Path
from culture_desktop.errors import CultureError
from culture_desktop.spreadsheets.writer import Column, write_csv, write_xlsx
path, temporary, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
tempfile.tempdir = temporary
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
import random
rows = [[str(random.random()), "张伟"] for _ in range(20_000)]
found = []
for write in (lambda: write_xlsx(path, "名单", [Column("工号"), Column("姓名")], rows),
              lambda: write_csv(path, [Column("工号"), Column("姓名")], rows)):
    try:
        write()
        found.append("")
    except CultureError as error:
        found.append(str(error))
print(json.dumps(found))
"""


@pytest.mark.parametrize("limit", [0, 4_096, 200_000, 400_000])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, limit: int) -> None:
    """The limit on file size of a real child process; it hits the temporary rows, or the file itself."""
    path, temporary = tmp_path / "名单", tmp_path / "tmp"
    temporary.mkdir()
    path.write_text("旧")
    child = subprocess.run(
        [sys.executable, "-X", "dev", "-c", CHILD, str(path), str(temporary), str(limit)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    sentence = str(DiskFullError(name="名单"))
    assert (child.returncode, child.stderr) == (0, "")
    assert json.loads(child.stdout) == [sentence, sentence]
    assert path.read_text() == "旧"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["tmp", "名单"]


def test_memory_stays_flat(tmp_path: Path) -> None:
    """20,000 rows: a table of cells held until the end would take over 20 MB."""
    row: list[Value] = ["E0001", "张伟", "公司/客服中心/一班", "13812345678", Decimal("1.5")]
    tracemalloc.start()
    try:
        write_xlsx(tmp_path / "a.xlsx", "名单", [Column(str(i)) for i in range(5)], (row for _ in range(20_000)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000
