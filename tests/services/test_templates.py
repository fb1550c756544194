"""Sign-up forms: drop-downs as Excel shows them, and the way back without any mapping."""

from pathlib import Path

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.errors import EmptyTableError, WrongFormTypeError
from culture_desktop.services.imports.participation import ParticipationImportService
from culture_desktop.services.templates import BLANK_ROWS, TemplateService
from culture_desktop.vocabulary import Attendance, ParticipationRole, PersonStatus
from tests.services.company import Company, refused
from tests.services.imports.lists import reasons, verdicts

CODE = "2026-001"


@pytest.fixture
def activity(company: Company) -> int:
    """Three people in a unit and its team, one of whom left, and one in another unit."""
    hall, team, other = company.unit("公司/营业厅"), company.unit("公司/营业厅/一班"), company.unit("公司/客服中心")
    company.person("1001", "林婉清", unit_id=hall)
    company.person("0002", "张伟", unit_id=team)
    company.person("1003", "赵敏", unit_id=team, status=PersonStatus.LEFT)
    company.person("1004", "王静", unit_id=other)
    return company.activity(CODE, title="客服节")


def test_the_form_lists_the_people_of_a_unit_with_drop_downs(
    company: Company, database: Database, activity: int, tmp_path: Path
) -> None:
    done = TemplateService(database).sign_up(activity, tmp_path / "报名表.xlsx", company.unit("公司/营业厅"))
    assert done.sentence == "已生成报名表“报名表.xlsx”，列出 2 人"
    book = openpyxl.load_workbook(tmp_path / "报名表.xlsx")
    form, lists = book.worksheets
    assert (form.title, lists.title, lists.sheet_state) == ("报名表", "选项", "hidden")
    assert form["A1"].value == "客服节（2026-001，2026年8月6日）报名表"
    rows = [[cell.value for cell in row[:5]] for row in form.iter_rows(min_row=3, max_row=6)]
    assert rows == [
        ["工号", "姓名", "部门", "角色", "状态"],
        ["1001", "林婉清", "公司/营业厅", "参加", "报名"],
        ["0002", "张伟", "公司/营业厅/一班", "参加", "报名"],
        [None] * 5,
    ]
    offered = {}
    for rule in form.data_validations.dataValidation:
        (cells,) = rule.sqref.ranges
        assert (rule.type, cells.min_row, cells.max_row) == ("list", 4, 5 + BLANK_ROWS)
        source = rule.formula1.rpartition("!")[2].replace("$", "")
        offered[form.cell(3, cells.min_col).value] = [cell.value for (cell,) in lists[source]]
    assert offered == {
        "部门": ["公司", "公司/客服中心", "公司/营业厅", "公司/营业厅/一班"],
        "角色": [role.label for role in ParticipationRole],
        "状态": [state.label for state in Attendance],
    }


def test_the_form_comes_back_as_it_was_filled_in(
    company: Company, database: Database, activity: int, tmp_path: Path
) -> None:
    path = tmp_path / "报名表.xlsx"
    TemplateService(database).sign_up(activity, path, company.unit("公司/营业厅"))
    book = openpyxl.load_workbook(path)
    form = book["报名表"]
    form["D4"] = "志愿者"
    form["E5"] = "请假"
    for column, value in enumerate((None, "王静", "公司/客服中心", "主讲", "签到", None, 2.5, "一等奖"), start=1):
        form.cell(6, column).value = value
    form["B7"] = "过路人"
    book.save(path)
    service = ParticipationImportService(database)
    preview = service.preview(path, into=CODE)
    assert verdicts(preview) == ["new", "new", "new", "error"]
    assert reasons(preview) == [(7, "姓名", "人员库里没有此人，请先导入名册或核对")]
    service.apply(preview)
    found = {
        p.name: (p.role, p.attendance, None if p.hours is None else str(p.hours), p.result)
        for p in company.activities.detail(activity).participants
    }
    assert found == {
        "林婉清": (ParticipationRole.VOLUNTEER, Attendance.REGISTERED, None, ""),
        "张伟": (ParticipationRole.PARTICIPANT, Attendance.EXCUSED, None, ""),
        "王静": (ParticipationRole.SPEAKER, Attendance.ATTENDED, "2.50", "一等奖"),
    }


def test_a_blank_form_holds_nobody(database: Database, activity: int, tmp_path: Path) -> None:
    TemplateService(database).sign_up(activity, tmp_path / "空.xlsx")
    with pytest.raises(EmptyTableError):
        ParticipationImportService(database).preview(tmp_path / "空.xlsx", into=CODE)


def test_a_company_without_units_has_no_list_of_them(database: Database, company: Company, tmp_path: Path) -> None:
    TemplateService(database).sign_up(company.activity(CODE), tmp_path / "空.xlsx")
    form = openpyxl.load_workbook(tmp_path / "空.xlsx")["报名表"]
    assert len(form.data_validations.dataValidation) == 2


def test_only_xlsx_has_drop_downs(database: Database, activity: int, tmp_path: Path) -> None:
    sentence = "“报名表.csv”的扩展名应为 .xlsx，只有它能带下拉列表，没有写出任何内容。请改一个文件名。"
    path = tmp_path / "报名表.csv"
    refused(database, WrongFormTypeError, sentence, lambda: TemplateService(database).sign_up(activity, path))
    assert not path.exists()
