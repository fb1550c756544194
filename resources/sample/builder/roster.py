"""The roster as a personnel department would send it: titles, notes, and dates in every manner."""

from datetime import date
from pathlib import Path
from random import Random

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from builder.company import NAME, NOTE, YEAR
from builder.people import SEED, Person
from builder.sheets import header_row, title_rows, workbook

COLUMNS = (
    ("序号", 6.0),
    ("员工编号", 15.0),
    ("姓名", 24.0),
    ("性别", 6.0),
    ("出生日期", 12.0),
    ("部门", 44.0),
    ("岗位", 16.0),
    ("用工性质", 10.0),
    ("是否一线", 9.0),
    ("是否管理岗", 11.0),
    ("政治面貌", 13.0),
    ("入职日期", 13.0),
    ("手机", 15.0),
    ("备注", 22.0),
)
_EPOCH = date(1899, 12, 30)
_FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９-")
_LOOSE_WORDS = {"合同制": "合同工", "众包": "外包", "劳务派遣": "派遣", "中共党员": "党员", "共青团员": "团员"}
_REMARKS = ("", "倒班", "哺乳期", "驻点上班", "返聘手续办理中", "兼班组安全员", "师带徒师傅", "夜班")


def write_roster(path: Path, people: tuple[Person, ...]) -> None:
    """Title in row 1, note in row 2, header in row 3, everybody from row 4, and a total below."""
    random = Random(f"{SEED} roster")
    with workbook(path) as book:
        sheet = book.add_worksheet(f"{YEAR}年花名册")
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        note = f"{NOTE}。统计截止：{YEAR}年11月1日　　部门按“单位/部门/班组”填写　　手机为虚构号码"
        title_rows(book, sheet, (f"{NAME}{YEAR}年员工花名册", note), len(COLUMNS) - 1)
        header_row(book, sheet, 2, COLUMNS)
        for number, person in enumerate(people, 1):
            _write_person(sheet, number + 2, number, person, random, day)
        sheet.write_string(len(people) + 3, 0, f"合计：{len(people)}人")
        _second_sheet(book)


def _write_person(sheet: Worksheet, row: int, number: int, person: Person, random: Random, day: Format) -> None:
    sheet.write_number(row, 0, number)
    sheet.write_string(row, 1, _loose_number(person.number, random))
    sheet.write_string(row, 2, _loose_name(person.name, random))
    sheet.write_string(row, 3, "女" if person.woman else "男")
    if random.random() < 0.06:
        sheet.write_string(row, 4, f"{person.born:%Y.%m.%d}")
    else:
        sheet.write_datetime(row, 4, person.born, day)
    sheet.write_string(row, 5, person.unit.path.replace("/", "／") if random.random() < 0.01 else person.unit.path)
    sheet.write_string(row, 6, person.post)
    sheet.write_string(row, 7, _loose_word(person.word, random))
    sheet.write_string(row, 8, _yes_no(person.front_line, random))
    sheet.write_string(row, 9, _yes_no(person.manager, random))
    sheet.write_string(row, 10, _loose_word(person.political, random))
    write_loose_date(sheet, row, 11, person.hired, random, day)
    _write_phone(sheet, row, person.phone, random)
    remark = random.choice(_REMARKS) if random.random() < 0.08 else ""
    if remark:
        sheet.write_string(row, 13, remark)


def write_loose_date(sheet: Worksheet, row: int, column: int, when: date, random: Random, day: Format) -> None:
    """A day in one of the ways that lists hold it; December keeps its day, for the anniversaries' sake."""
    manner = random.random()
    if manner < 0.72:
        sheet.write_datetime(row, column, when, day)
    elif manner < 0.77:
        sheet.write_number(row, column, (when - _EPOCH).days)
    elif manner < 0.82:
        sheet.write_string(row, column, f"{when.year}/{when.month}/{when.day}")
    elif manner < 0.86:
        sheet.write_string(row, column, f"{when.year}年{when.month}月{when.day}日")
    elif when.month == 12:
        sheet.write_string(row, column, f"{when:%Y%m%d}")
    elif manner < 0.93:
        sheet.write_string(row, column, f"{when.year}年{when.month}月")
    elif manner < 0.96 and when.month not in (1, 10):
        # As a number; 2019.1 could be October as well, so those two months are written as text.
        sheet.write_number(row, column, float(f"{when.year}.{when.month}"))
    else:
        sheet.write_string(row, column, f"{when.year}.{when.month}")


def _write_phone(sheet: Worksheet, row: int, phone: str, random: Random) -> None:
    manner = random.random()
    if manner < 0.10:
        sheet.write_number(row, 12, int(phone))
    elif manner < 0.14:
        sheet.write_string(row, 12, f"{phone[:3]}-{phone[3:7]}-{phone[7:]}")
    elif manner < 0.17:
        sheet.write_string(row, 12, f"{phone[:3]} {phone[3:7]} {phone[7:]}")
    else:
        sheet.write_string(row, 12, phone)


def _loose_number(number: str, random: Random) -> str:
    manner = random.random()
    return number.translate(_FULL_WIDTH) if manner < 0.01 else f" {number}" if manner < 0.03 else number


def _loose_name(name: str, random: Random) -> str:
    manner = random.random()
    if len(name) == 2 and manner < 0.5:
        return f"{name[0]}\u3000{name[1]}"
    return f"{name} " if manner < 0.02 else name


def _loose_word(word: str, random: Random) -> str:
    return _LOOSE_WORDS.get(word, word) if random.random() < 0.02 else word


def _yes_no(value: bool, random: Random) -> str:
    if random.random() < 0.02:
        return "√" if value else "×"
    return "是" if value else "否"


def _second_sheet(book: Workbook) -> None:
    """The filling-in instructions that nobody reads, as a second sheet."""
    sheet = book.add_worksheet("填表说明")
    sheet.set_column(0, 0, 80)
    lines = (
        NOTE,
        "1．部门写全路径，用斜杠分隔。",
        "2．用工性质：合同制、众包、劳务派遣。",
        "3．一线指直接面向客户或现场作业的岗位。",
        "4．手机以 1600000 开头，编制样例时未见该号段分配给用户，号码均为虚构。",
    )
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
