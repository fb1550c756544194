"""Looks at what ``culture-desktop demo --out DIR`` made: ``python tests/check_demo.py DIR``.

Also used by the tests. Reads everything with other libraries than those that wrote it.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
from pypdf import PdfReader

PAPERS = {
    "资格审查表.pdf": "资格审查表",
    "评审会议记录.pdf": "存证号",
    "公示.pdf": "公示",
    "表彰决定.pdf": "表彰",
    "荣誉证书.pdf": "特发此证",
}


def check(folder: Path) -> list[str]:
    """What is wrong with a demo; empty when all is as it should be."""
    wrong = [
        f"missing: {name}" for name in (*PAPERS, "获奖名单.xlsx", "runwu-demo.db") if not (folder / name).is_file()
    ]
    briefings = list(folder.glob("简报*.pdf"))
    if len(briefings) != 1:
        wrong.append(f"{len(briefings)} briefings instead of one")
    if wrong:
        return wrong
    for name, words in PAPERS.items():
        wrong += _paper(folder / name, words)
    wrong += _paper(briefings[0], "第", pictures=True)
    wrong += _winners(folder)
    wrong += _database(folder / "runwu-demo.db")
    leftover = [path.name for path in folder.rglob("*.part")]
    return wrong + [f"left over: {name}" for name in leftover]


def _paper(path: Path, words: str, *, pictures: bool = False) -> list[str]:
    reader = PdfReader(path)
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", "").replace("　", "")
    wrong = [] if words in text else [f"{path.name}: no “{words}” in its text"]
    wrong += [f"{path.name}: font {font} is not embedded" for font in sorted(_fonts_left_out(reader))]
    if pictures and not any(page.images for page in reader.pages):
        wrong.append(f"{path.name}: no picture")
    return wrong


def _fonts_left_out(reader: PdfReader) -> set[str]:
    """Base names of fonts without a font file."""
    found = set()
    for page in reader.pages:
        resources: Any = page.get("/Resources", {})
        for reference in resources.get("/Font", {}).values():
            font = reference.get_object()
            for descendant in font.get("/DescendantFonts", [font]):
                descriptor = descendant.get_object().get("/FontDescriptor")
                if descriptor is None or not {"/FontFile2", "/FontFile3"} & set(descriptor.get_object()):
                    found.add(str(font["/BaseFont"]))
    return found


def _winners(folder: Path) -> list[str]:
    """Every winner of the list has a certificate that says so, with a number of its own."""
    book = openpyxl.load_workbook(folder / "获奖名单.xlsx", read_only=True)
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    book.close()
    names = [str(row[header.index("姓名或集体")]) for row in rows]
    numbers = [str(row[header.index("证书编号")]) for row in rows]
    pages = [
        page.extract_text().replace("　", "").replace("\n", "") for page in PdfReader(folder / "荣誉证书.pdf").pages
    ]
    wrong = [] if len(pages) == len(names) == 53 else [f"{len(names)} winners, {len(pages)} certificates"]
    wrong += ["certificate numbers repeat"] if len(set(numbers)) != len(numbers) else []
    for name, number in zip(names, numbers, strict=True):
        if not any(name in page and number in page for page in pages):
            wrong.append(f"no certificate with number {number} and its name")
    return wrong


def _database(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("person", "activity", "participation", "honour", "certificate", "issued_document")
        }
    wrong = [] if sound == "ok" else [f"database: {sound}"]
    least = {
        "person": 1200,
        "activity": 40,
        "participation": 5000,
        "honour": 53,
        "certificate": 53,
        "issued_document": 5,
    }
    return wrong + [f"{table}: only {counts[table]} rows" for table, rows in least.items() if counts[table] < rows]


if __name__ == "__main__":
    problems = check(Path(sys.argv[1]))
    sys.stdout.write("".join(f"{problem}\n" for problem in problems) or "the demo is whole\n")
    sys.exit(bool(problems))
