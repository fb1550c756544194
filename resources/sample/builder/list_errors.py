"""Lists with strangers and doubtful people, kept apart from the clean ones."""

from pathlib import Path

from builder.activities import Held
from builder.company import NOTE
from builder.people import Person
from builder.sheets import header_row, title_rows, workbook

CODE = "2026-048"
UNKNOWN = (("秦陌生", "YC-2099-0001"), ("卫来客", ""))
_COLUMNS = (("姓名", 22.0), ("工号", 16.0), ("部门", 34.0), ("签到情况", 10.0))
_FILE = f"lists_with_errors/{CODE}_临时名单.xlsx"


def write_list_with_errors(folder: Path, people: tuple[Person, ...], year: tuple[Held, ...]) -> None:
    """Ten who are fine, two unknown, a number under a wrong name, a namesake without a number, and a repetition."""
    held = next(one for one in year if one.code == CODE)
    rows = [(e.person.name, e.person.number, e.person.unit.name, "签到") for e in held.entries[:10]]
    rows += [(name, number, "", "签到") for name, number in UNKNOWN]
    rows.append(("张冠戴", held.entries[10].person.number, held.entries[10].person.unit.name, "签到"))
    namesake = next(person for person in people if person.name == "王静")
    rows.append((namesake.name, "", "", "签到"))
    rows.append(rows[0])
    rows.append((held.entries[11].person.name, held.entries[11].person.number, "", "来过一会儿"))
    with workbook(folder / _FILE) as book:
        sheet = book.add_worksheet("签到")
        title_rows(book, sheet, (f"{held.plan['title']}临时名单", f"{NOTE}。此表故意留有错误"), len(_COLUMNS) - 1)
        header_row(book, sheet, 2, _COLUMNS)
        for row, cells in enumerate(rows, 3):
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text)
