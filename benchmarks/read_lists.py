"""Lists of 12 columns in each format: our reading of 25,000 and 100,000 rows, and python-calamine where it can.

Run ``uv run python benchmarks/read_lists.py [COUNT]``. CPU time in fresh processes, so that a busy machine slows all
alike; four times the rows should take four times as long.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from import_people import COLUMNS, GIVEN, SURNAMES, write_roster

Row = tuple[str, ...]
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"


def people(count: int) -> Iterator[Row]:
    """Invented people as text, behind the titles."""
    chance = random.Random(20261123)
    yield COLUMNS
    for number in range(1, count + 1):
        name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)
        yield (
            *(f"E{number:06d}", name, chance.choice("男女"), f"19{chance.randrange(66, 99)}-05-06"),
            *(f"13{chance.randrange(10**9):09d}", f"云川公司/{chance.randrange(100)}部/{chance.randrange(2000)}班"),
            *("营业员", "合同制", chance.choice("是否"), "否", "群众", f"20{chance.randrange(10, 26)}-07-01"),
        )


def html(path: Path, count: int) -> None:
    rows = ("".join(f"<td style='mso-number-format:\"\\@\"'>{cell}</td>" for cell in row) for row in people(count))
    path.write_text("<table border=1>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>", "gb18030")


def excel_xml(path: Path, count: int) -> None:
    cell = '<Cell ss:StyleID="s1"><Data ss:Type="String">{}</Data></Cell>'
    rows = "".join(f"<Row>{''.join(map(cell.format, row))}</Row>" for row in people(count))
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    head = f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="a"><Table>'
    path.write_text(f"{head}{rows}</Table></Worksheet></Workbook>", "utf-8")


def ods(path: Path, count: int) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in people(count))
    names = "".join(f' xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "table", "text"))
    table = f'<office:body><office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", f"<office:document-content{names}>{table}</office:document-content>")
        package.writestr("META-INF/manifest.xml", "<manifest/>")


def csv(path: Path, count: int) -> None:
    path.write_text("\r\n".join(",".join(row) for row in people(count)), "gb18030")


FORMATS: dict[str, Callable[[Path, int], None]] = {
    "xlsx": write_roster,
    "ods": ods,
    "xml": excel_xml,
    "html": html,
    "csv": csv,
}
PEERS = ("xlsx", "ods")


def run(way: str, path: Path) -> None:
    """Read a file in this process and print its rows and CPU seconds."""
    if way == "plain":
        from python_calamine import CalamineWorkbook

        began = time.process_time()
        with path.open("rb") as file:
            rows = len(CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()) - 1
    else:
        from culture_desktop.spreadsheets.fields import fields
        from culture_desktop.spreadsheets.table import open_table

        person = fields("person")
        began = time.process_time()
        rows = open_table(path, person).count
    print(json.dumps([rows, time.process_time() - began]))


def measured(way: str, path: Path, count: int) -> tuple[float, float]:
    """CPU seconds and peak MiB of reading in a fresh process."""
    process = subprocess.Popen([sys.executable, __file__, "--run", way, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    answer = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    rows, seconds = json.loads(answer)
    if status or rows != count:
        raise SystemExit(f"{way} failed on {path.name}: {rows} rows")
    return seconds, usage.ru_maxrss / 1024


def written(name: str, path: Path, count: int) -> Path:
    """A file made in a process of its own: a child's peak memory begins with its parent's."""
    subprocess.run([sys.executable, __file__, "--write", name, str(path), str(count)], check=True)
    return path


def main() -> None:
    """Compares and prints."""
    if sys.argv[1:2] == ["--write"]:
        FORMATS[sys.argv[2]](Path(sys.argv[3]), int(sys.argv[4]))
        return
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2], Path(sys.argv[3]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"{'format':8}{f'{count // 4:,} s':>12}{f'{count:,} s':>12}{'growth':>8}{'peak MiB':>10}{'calamine s':>12}")
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            quarter = written(name, Path(folder, f"quarter.{name}"), count // 4)
            whole = written(name, Path(folder, f"whole.{name}"), count)
            few, _ = measured("ours", quarter, count // 4)
            many, peak = measured("ours", whole, count)
            peer = f"{measured('plain', whole, count)[0]:12.2f}" if name in PEERS else ""
            print(f"{name:8}{few:12.2f}{many:12.2f}{many / few:8.1f}{peak:10.0f}{peer}")


if __name__ == "__main__":
    main()
