"""A roster of 100,000 people x 12 columns as xlsx: our import against plain python-calamine and sqlite3.

Run ``uv run python benchmarks/import_people.py [COUNT] [ROUNDS]``. Two things are compared, each in a fresh process,
the ways taking turns, so that a busy machine slows all alike:

- the first import: the same file into the same empty database file (same table, same indexes, same constraints, every
  commit on disk). Plain is calamine and executemany, without the triggers of the history, without any check;
- the import of the next month's file, in which 3 % of the rows changed, into a database that holds the first. Plain is
  calamine reading the file, and nothing else: no database at all. Ours is the preview; then, beside it, the preview with
  the writing, to which belong the backup that is taken before and the history of the 3 %.

Given are medians of the CPU and wall time of the work itself, of the CPU time of the whole process (start of Python and
imports included), and of peak memory.
"""

import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

SURNAMES = "丁马王韦文方石叶田冯刘许孙李杨吴何陈林周郑赵胡段祝姚秦袁贾夏顾党钱徐高郭唐黄曹龚曾谢蔡潘戴魏"
GIVEN = "建国志强晓梅丽华伟敏静海燕春生桂英浩然思远子涵雪军磊欣怡文博䶮㛃"
COLUMNS = (
    *("工号", "姓名", "性别", "出生日期", "手机", "部门"),
    *("岗位", "用工性质", "是否一线", "是否管理岗", "政治面貌", "入职日期"),
)
POSITIONS = ("营业员", "客服代表", "班长", "技术员", "主任")
SEX = {"男": "male", "女": "female"}
EMPLOYMENT = {"合同制": "own", "众包": "outsourced", "劳务派遣": "agency"}
POLITICAL = {"群众": "13", "中共党员": "01", "共青团员": "03"}
UNITS = 2000
CHANGED = 0.03
POSITION = COLUMNS.index("岗位")


def write_roster(path: Path, count: int, *, changed: float = 0) -> None:
    """Invented people, always the same ones, a share of them promoted."""
    from xlsxwriter.workbook import Workbook

    chance = random.Random(20261123)
    with Workbook(str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("花名册")
        sheet.write_row(0, 0, COLUMNS)
        for row in range(1, count + 1):
            name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
            unit = chance.randrange(UNITS)
            cells: tuple[Any, ...] = (
                f"E{row:06d}",
                name,
                chance.choice(tuple(SEX)),
                datetime(1966, 1, 1) + timedelta(days=chance.randrange(13_000)),
                f"13{chance.randrange(10**9):09d}",
                f"云川公司/{unit // 100}部/{unit}班",
                chance.choice(POSITIONS),
                chance.choice(tuple(EMPLOYMENT)),
                chance.choice("是否"),
                chance.choice("是否否否"),
                chance.choice(tuple(POLITICAL)),
                datetime(2005, 1, 1) + timedelta(days=chance.randrange(7_000)),
            )
            if changed and row % round(1 / changed) == 0:
                cells = (*cells[:POSITION], "值长", *cells[POSITION + 1 :])
            sheet.write_row(row, 0, cells)


def new_database(path: Path) -> None:
    """An empty database file as the program makes it."""
    from culture_desktop.database import Database

    Database.open(path).close()


def without_log(connection: sqlite3.Connection) -> None:
    """Take the triggers away that keep the history of every row."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
    for name in names:
        connection.execute(f'DROP TRIGGER "{name}"')


def ours(roster: Path, target: Path) -> "Spent":
    """The program's own way: every cell checked, every row compared and judged, then written in one transaction."""
    from culture_desktop.database import Database
    from culture_desktop.services.imports.people import PeopleImportService

    with Spent() as spent:
        database = Database.open(target)
        service = PeopleImportService(database)
        service.apply(service.preview(roster))
        database.close()
    return spent


def plain(roster: Path, target: Path) -> "Spent":
    """No checks, no comparison, nothing derived: the name stands in for pinyin and stroke order."""
    from python_calamine import CalamineWorkbook

    with Spent() as spent:
        _header, *rows = CalamineWorkbook.from_path(roster).get_sheet_by_index(0).to_python()
        now = datetime.now().isoformat(" ")
        units = {str(path): number for number, path in enumerate(dict.fromkeys(row[5] for row in rows), start=1)}
        connection = sqlite3.connect(target, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32768"):
            connection.execute(f"PRAGMA {pragma}")
        without_log(connection)
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO organisation (id, name, kind, path, full_name, position, created_at, changed_at)"
            " VALUES (?, ?, 'unit', ?, ?, ?, ?, ?)",
            ((number, path.replace("/", " "), f"{number}/", path, number, now, now) for path, number in units.items()),
        )
        connection.executemany(
            "INSERT INTO person (number, name, pinyin, initials, stroke_key, search_text, sex, birth_date, phone,"
            " unit_id, position, employment, front_line, manager, political_status, hire_date, status, created_at,"
            " changed_at) VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?)",
            (_record(row, units, now) for row in rows),
        )
        connection.execute("COMMIT")
        connection.close()
    return spent


def _record(row: Sequence[Any], units: Mapping[str, int], now: str) -> tuple[Any, ...]:
    number, name, sex, born, phone, unit, position, employment, front_line, manager, political, hired = row
    return (
        number, name, name, name, f"{name}\n{number}\n{phone}", SEX[sex], born.isoformat(), phone, units[unit], position,
        EMPLOYMENT[employment], front_line == "是", manager == "是", POLITICAL[political], hired.isoformat(), now, now,
    )  # fmt: skip


def looked_at(roster: Path, target: Path) -> "Spent":
    """The next month's file held against a database of as many people: the preview, row by row."""
    from culture_desktop.database import Database
    from culture_desktop.services.imports.people import PeopleImportService

    database = Database.open(target)
    with Spent() as spent:
        PeopleImportService(database).preview(roster)
    database.close()
    return spent


def again(roster: Path, target: Path) -> "Spent":
    """The same with the writing, and the backup before it."""
    from culture_desktop.database import Database
    from culture_desktop.services.imports.people import PeopleImportService

    database = Database.open(target)
    with Spent() as spent:
        service = PeopleImportService(database)
        report = service.apply(service.preview(roster)).value
    database.close()
    assert report.changed > 0
    assert report.new == 0
    return spent


def read(roster: Path, _target: Path) -> "Spent":
    """The file read, and nothing done with it."""
    from python_calamine import CalamineWorkbook

    with Spent() as spent:
        CalamineWorkbook.from_path(roster).get_sheet_by_index(0).to_python()
    return spent


class Spent:
    """Measures the CPU and wall time of a block."""

    def __enter__(self) -> "Spent":
        self.wall, self.cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall, self.cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu


WAYS = {"ours": ours, "plain": plain, "looked at": looked_at, "again": again, "read": read}
FIRST, NEXT = ("ours", "plain"), ("looked at", "again", "read")


class Cost(NamedTuple):
    """What one run took."""

    cpu_seconds: float
    wall_seconds: float
    process_cpu_seconds: float
    peak_mib: float


def measure(way: str, roster: Path, empty: Path, count: int) -> Cost:
    """Runs one way in a fresh process on a copy of the empty database."""
    with tempfile.TemporaryDirectory() as directory:
        target = Path(shutil.copy(empty, directory))
        command = [sys.executable, __file__, "--run", way, str(roster), str(target)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        answer = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        connection = sqlite3.connect(target)
        written = connection.execute("SELECT count(*) FROM person").fetchone()[0]
        connection.close()
    if status or written != count:
        raise SystemExit(f"{way} failed: {written} people")
    cpu, wall = json.loads(answer)
    return Cost(cpu, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(count: int, rounds: int) -> dict[str, Cost]:
    """The median cost of each way, the ways taking turns."""
    costs: dict[str, list[Cost]] = {way: [] for way in (*FIRST, *NEXT)}
    with tempfile.TemporaryDirectory() as directory:
        roster, later = Path(directory) / "roster.xlsx", Path(directory) / "later.xlsx"
        empty, full = Path(directory) / "empty.db", Path(directory) / "full.db"
        write_roster(roster, count)
        write_roster(later, count, changed=CHANGED)
        new_database(empty)
        shutil.copy(empty, full)
        # Not in this process: a child's peak memory begins with that of its parent.
        subprocess.run(
            [sys.executable, __file__, "--run", "ours", str(roster), str(full)], check=True, capture_output=True
        )
        for _ in range(rounds):
            for way in FIRST:
                costs[way].append(measure(way, roster, empty, count))
            for way in NEXT:
                costs[way].append(measure(way, later, full, count))
    return {way: Cost(*map(statistics.median, zip(*runs, strict=True))) for way, runs in costs.items()}


def main() -> None:
    """Compares and prints."""
    if sys.argv[1:2] == ["--run"]:
        way, roster, target = sys.argv[2:]
        spent = WAYS[way](Path(roster), Path(target))
        print(json.dumps([spent.cpu, spent.wall]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    costs = compare(count, rounds)
    print(f"{count} people, medians of {rounds} rounds")
    print(f"{'way':10}{'CPU s':>8}{'wall s':>8}{'process CPU s':>15}{'peak MiB':>10}")
    for way, cost in costs.items():
        print(f"{way:10}{cost[0]:8.2f}{cost[1]:8.2f}{cost[2]:15.2f}{cost[3]:10.0f}")
    for mine, peer in (("ours", "plain"), ("looked at", "read"), ("again", "read")):
        ratios = (f"{a / b:.2f}" for a, b in zip(costs[mine], costs[peer], strict=True))
        print("{} to {}: CPU {}, wall {}, process CPU {}, memory {}".format(mine, peer, *ratios))


if __name__ == "__main__":
    main()
