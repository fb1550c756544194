"""Sign-up and attendance lists in the layouts in which they arrive."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from xlsxwriter.workbook import Workbook

from builder.activities import Held
from builder.company import NAME, NOTE
from builder.people import SEED
from builder.sheets import header_row, title_rows, workbook

Columns = tuple[tuple[str, float], ...]
_SOURCES = ("微信", "微信", "微信", "手机提交", "链接")
_OTHER_WORDS = {"签到": "已签到", "缺席": "未到", "请假": "已请假"}


def write_list(folder: Path, held: Held) -> None:
    """Write the list of an activity, if it has one."""
    if held.list_file is None:
        return
    path = folder / held.list_file
    path.parent.mkdir(parents=True, exist_ok=True)
    _LAYOUTS[held.plan["layout"]](path, held, Random(f"{SEED} list {held.code}"))


def _title(held: Held) -> str:
    return str(held.plan["title"])


def _note_sheet(book: Workbook) -> None:
    """Exports begin with their header, so the note stands on a sheet of its own."""
    book.add_worksheet("说明").write_string(0, 0, NOTE)


def _moment(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if when else ""


def _survey(path: Path, held: Held, random: Random) -> None:
    """问卷星: sign-up answers in the order they came in, with the state filled in afterwards."""
    questions: Columns = (("1、您的姓名", 22), ("2、您的工号", 16), ("3、您所在的班组", 20))
    if held.plan["layout"] == "wjx":
        questions += (("4、签到情况", 11),)
    if any(entry.role == "主讲" for entry in held.entries):
        questions += (("5、角色", 8),)
    if any(entry.result for entry in held.entries):
        questions += (("6、获奖情况", 11),)
    front: Columns = (
        ("序号", 6),
        ("提交答卷时间", 20),
        ("所用时间", 10),
        ("来源", 10),
        ("来源详情", 10),
        ("来自IP", 26),
    )
    with workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        header_row(book, sheet, 0, front + questions)
        for row, entry in enumerate(sorted(held.entries, key=lambda e: (e.signed_up, e.person.number)), 1):
            answers = [entry.person.name, entry.person.number, entry.person.unit.name]
            more = {"4": entry.state, "5": entry.role, "6": entry.result}
            answers += [more[title[0]] for title, _ in questions[3:]]
            head = [
                f"{entry.signed_up:%Y/%m/%d %H:%M:%S}",
                f"{random.randint(18, 190)}秒",
                random.choice(_SOURCES),
                "N/A",
            ]
            head.append(f"192.0.2.{random.randint(1, 254)}(样例地址)")
            sheet.write_number(row, 0, row)
            for column, text in enumerate(head + answers, 1):
                sheet.write_string(row, column, text)
        _note_sheet(book)


def _dingtalk(path: Path, held: Held, random: Random) -> None:
    """钉钉: a title, the time of the report, the header in row 3, a path in 部门."""
    hours = "hours" in held.plan
    columns: Columns = (
        ("姓名", 22),
        ("考勤组", 14),
        ("部门", 44),
        ("工号", 16),
        ("职位", 14),
        ("签到时间", 18),
        ("签到结果", 10),
    )
    columns += (("时长", 8),) if hours else ()
    ends = datetime.fromisoformat(held.plan["ends"])
    notes = (f"签到报表　{_title(held)}", f"报表生成时间：{_moment(ends + timedelta(minutes=35))}　{NOTE}")
    with workbook(path, "微软雅黑") as book:
        sheet = book.add_worksheet("签到明细")
        title_rows(book, sheet, notes, len(columns) - 1)
        header_row(book, sheet, 2, columns)
        for row, entry in enumerate(held.entries, 3):
            person = entry.person
            cells = [person.name, "云川中心", person.unit.path, person.number, person.post, _moment(entry.came)]
            cells.append(_OTHER_WORDS[entry.state])
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text)
            if hours and entry.hours is not None:
                sheet.write_number(row, 7, float(entry.hours))


def _secretary(path: Path, held: Held, random: Random) -> None:
    """A plain sheet as a secretary keeps it: merged title, notes, a total below."""
    columns: Columns = (("序号", 6), ("姓名", 22), ("工号", 16), ("部门", 34), ("签到情况", 10), ("备注", 18))
    speaks = any(entry.role == "主讲" for entry in held.entries)
    columns += (("角色", 8),) if speaks else ()
    starts = datetime.fromisoformat(held.plan["starts"])
    where = f"时间：{starts:%Y年%m月%d日 %H:%M}　地点：{held.plan['place']}　{NOTE}"
    by_unit = sorted(held.entries, key=lambda entry: (entry.person.unit.path, entry.person.number))
    with workbook(path) as book:
        sheet = book.add_worksheet("签到表")
        title_rows(book, sheet, (f"{_title(held)}签到表", where), len(columns) - 1)
        header_row(book, sheet, 2, columns)
        for row, entry in enumerate(by_unit, 3):
            person = entry.person
            name = f"{person.name[0]}\u3000{person.name[1]}" if len(person.name) == 2 else person.name
            sheet.write_number(row, 0, row - 2)
            cells = [name, person.number, person.unit.path.removeprefix(f"{NAME}/"), entry.state, entry.note]
            cells += [entry.role] if speaks else []
            for column, text in enumerate(cells, 1):
                sheet.write_string(row, column, text)
        came = sum(entry.state == "签到" for entry in by_unit)
        sheet.write_string(len(by_unit) + 3, 0, f"合计：{len(by_unit)}人，其中实到{came}人")


def _wecom(path: Path, held: Held, random: Random) -> None:
    """企业微信: 帐号 for the staff number, a department path with semicolons, times without a date."""
    columns: Columns = (("姓名", 22), ("帐号", 16), ("所在部门", 40), ("签到状态", 10), ("签到时间", 12))
    speaks = any(entry.role == "主讲" for entry in held.entries)
    columns += (("学时", 8),) if "hours" in held.plan else ()
    columns += (("参与角色", 10),) if speaks else ()
    with workbook(path, "微软雅黑") as book:
        sheet = book.add_worksheet("成员签到")
        header_row(book, sheet, 0, columns)
        for row, entry in enumerate(held.entries, 1):
            person = entry.person
            cells = [person.name, person.number, person.unit.path.replace("/", ";"), _OTHER_WORDS[entry.state]]
            cells.append(f"{entry.came:%H:%M}" if entry.came else "")
            if "hours" in held.plan:
                cells.append(f"{entry.hours}" if entry.hours is not None else "")
            cells += [entry.role] if speaks else []
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text)
        _note_sheet(book)


def _contest(path: Path, held: Held, random: Random) -> None:
    """A contest: results first, everybody else who was there below."""
    columns: Columns = (("参赛号", 8), ("姓名", 22), ("员工编号", 16), ("单位", 34), ("是否到场", 10), ("获奖情况", 12))
    order = {title.partition(":")[0]: place for place, title in enumerate(held.plan["results"])}
    ranked = sorted(held.entries, key=lambda e: (order.get(e.result, 99), e.person.number))
    with workbook(path) as book:
        sheet = book.add_worksheet("成绩")
        title_rows(book, sheet, (f"{_title(held)}结果", NOTE), len(columns) - 1)
        header_row(book, sheet, 2, columns)
        for row, entry in enumerate(ranked, 3):
            person = entry.person
            present = {"签到": "是", "缺席": "否"}.get(entry.state, entry.state)
            unit = person.unit.path.removeprefix(f"{NAME}/")
            cells = [f"{row - 2:03d}", person.name, person.number, unit, present, entry.result]
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text)


def _volunteer(path: Path, held: Held, random: Random) -> None:
    """Volunteering with hours as numbers."""
    columns: Columns = (
        ("序号", 6),
        ("姓名", 22),
        ("员工编号", 16),
        ("所属班组", 24),
        ("角色", 10),
        ("签到状态", 10),
        ("服务时长", 10),
    )
    with workbook(path) as book:
        sheet = book.add_worksheet("时长登记")
        title_rows(book, sheet, (f"{_title(held)}时长登记表", NOTE), len(columns) - 1)
        header_row(book, sheet, 2, columns)
        for row, entry in enumerate(held.entries, 3):
            person = entry.person
            sheet.write_number(row, 0, row - 2)
            for column, text in enumerate((person.name, person.number, person.unit.name, entry.role, entry.state), 1):
                sheet.write_string(row, column, text)
            if entry.hours is not None:
                sheet.write_number(row, 6, float(entry.hours))


def _comma_separated(path: Path, held: Held, random: Random) -> None:
    """A training system's csv in GB18030, as Excel in China opens it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((NOTE,))
    writer.writerow(("姓名", "员工工号", "所在单位", "出勤情况", "签到时间", "学时"))
    for entry in held.entries:
        person, hours = entry.person, entry.hours if entry.hours is not None else ""
        came = f"{entry.came:%Y/%m/%d %H:%M}" if entry.came else ""
        writer.writerow((person.name, person.number, person.unit.path, entry.state, came, hours))
    path.write_bytes(text.getvalue().encode("gb18030"))


_LAYOUTS: dict[str, Callable[[Path, Held, Random], None]] = {
    "wjx": _survey,
    "sign_up": _survey,
    "ding": _dingtalk,
    "plain": _secretary,
    "wecom": _wecom,
    "contest": _contest,
    "volunteer": _volunteer,
    "csv": _comma_separated,
}
