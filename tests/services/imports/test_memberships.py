"""Lists of members: who is new, who left, whose role changed, and whom a row means."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.models import Membership, Organisation, Person
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.memberships import MembershipImportService
from culture_desktop.services.imports.preview import ImportPreview
from culture_desktop.services.lists import ListService
from culture_desktop.vocabulary import MembershipRole, OrganisationKind
from tests.services.company import Company, dump
from tests.services.imports.lists import Cells, import_exactly, reasons, resident_id, verdicts, xlsx

JOINED = date(2024, 5, 1)


@pytest.fixture
def service(database: Database) -> MembershipImportService:
    return MembershipImportService(database)


@pytest.fixture
def people(company: Company) -> dict[str, int]:
    """Two branches and a union; 林婉清 is a member of the first branch since May 2024."""
    for path, kind in (
        ("公司党委/一支部", OrganisationKind.PARTY),
        ("公司党委/二支部", OrganisationKind.PARTY),
        ("公司工会", OrganisationKind.UNION),
        ("公司/客服中心", OrganisationKind.UNIT),
    ):
        company.unit(path, kind)
    found = {
        "林婉清": company.person("1001", "林婉清", resident_id=resident_id(1), birth_date=date(1990, 3, 7)),
        "张伟": company.person("1002", "张伟", phone="13800000002"),
        "张伟 2": company.person("1003", "张伟", phone="13800000003"),
    }
    branch = company.unit("公司党委/一支部", OrganisationKind.PARTY)
    company.organisations.set_members(branch, [("1001", MembershipRole.MEMBER)], JOINED)
    return found


def imported(database: Database, path: Path) -> ImportPreview:
    """``import_exactly`` for a list of members."""
    service = MembershipImportService(database)
    return import_exactly(database, lambda: service.preview(path), lambda p: service.apply(p).value, "membership")


def memberships(database: Database) -> list[tuple[Any, ...]]:
    """Number, organisation, role, first and last day of every membership."""
    statement = (
        select(Person.number, Organisation.name, Membership.role, Membership.starts, Membership.ends)
        .join(Person, Person.id == Membership.person_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .order_by(Membership.id)
    )
    with database.read() as session:
        return [tuple(row) for row in session.execute(statement)]


HELD = ("1001", "一支部", MembershipRole.MEMBER, JOINED, None)
CASES: dict[str, tuple[Cells, str, list[tuple[Any, ...]]]] = {
    "there already": ({"工号": "1001", "姓名": "林婉清", "党支部": "一支部"}, "unchanged", [HELD]),
    "by resident ID": ({"姓名": "林婉清", "身份证号": resident_id(1), "党支部": "一支部"}, "unchanged", [HELD]),
    "ended": (
        {"工号": "1001", "姓名": "林婉清", "党支部": "一支部", "转出时间": "2026.3"},
        "changed",
        [(*HELD[:4], date(2026, 3, 1))],
    ),
    "another role": (
        {"工号": "1001", "姓名": "林婉清", "党支部": "公司党委/一支部", "党内职务": "支部书记"},
        "changed",
        [(*HELD[:2], MembershipRole.SECRETARY, *HELD[3:])],
    ),
    "another day": (
        {"工号": "1001", "姓名": "林婉清", "党支部": "一支部", "转入时间": "2024-06-01"},
        "changed",
        [(*HELD[:3], date(2024, 6, 1), None)],
    ),
    "an earlier time": (
        {"工号": "1001", "姓名": "林婉清", "党支部": "一支部", "转入时间": "2020-01-01", "转出时间": "2022-01-01"},
        "new",
        [HELD, (*HELD[:3], date(2020, 1, 1), date(2022, 1, 1))],
    ),
    "another organisation": (
        {"工号": "1001", "姓名": "林婉清", "所属工会": "公司工会", "职务": "工会主席"},
        "new",
        [HELD, ("1001", "公司工会", MembershipRole.CHAIR, None, None)],
    ),
    "name and phone": (
        {"姓名": "张伟", "手机": "13800000003", "支部": "二支部"},
        "new",
        [HELD, ("1003", "二支部", MembershipRole.MEMBER, None, None)],
    ),
    "one of two": ({"姓名": "张伟", "支部": "二支部"}, "ambiguous", [HELD]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_row_comes_to(database: Database, people: dict[str, int], tmp_path: Path, case: str) -> None:
    row, verdict, after = CASES[case]
    preview = imported(database, xlsx(tmp_path / "成员.xlsx", row))
    assert (verdicts(preview), memberships(database)) == ([verdict], after), reasons(preview)


REFUSED: dict[str, tuple[Cells, str, str]] = {
    "unit": ({"组织": "客服中心"}, "组织", "没有这个组织，请先导入或新建"),
    "unknown": ({"组织": "三支部"}, "组织", "没有这个组织，请先导入或新建"),
    "none": ({"组织": ""}, "组织", "组织为空"),
    "role": ({"组织": "一支部", "职务": "掌柜"}, "职务", "应为：成员、委员、书记、副书记、主席、副主席、负责人"),
    "backwards": ({"组织": "一支部", "开始": "2026-2-1", "结束": "2026-1-1"}, "结束", "结束早于开始"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be(database: Database, people: dict[str, int], tmp_path: Path, case: str) -> None:
    cells, column, reason = REFUSED[case]
    preview = imported(database, xlsx(tmp_path / "成员.xlsx", {"工号": "1001", "姓名": "林婉清", **cells}))
    assert reasons(preview) == [(2, column, reason)]


def test_a_name_written_in_another_way_is_said_and_one_that_is_only_like_it_is_offered(
    database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    who: Cells = {"工号": "1001", "姓名": "林婉清"}
    written = ("1支部", "公司党委／贰支部", "一支步")
    rows = [{**who, "组织": name, "职务": "书记"} for name in written]
    preview = imported(database, xlsx(tmp_path / "成员.xlsx", *rows))
    assert verdicts(preview) == ["changed", "new", "error"]
    assert [row.notes for row in preview.rows] == [
        ("“1支部”与“公司党委/一支部”只是写法不同",),
        ("“公司党委/贰支部”与“公司党委/二支部”只是写法不同",),
        (),
    ]
    offered = "没有这个组织，相近的有“公司党委/一支部”，请改成其中之一，或先新建"
    assert reasons(preview) == [(4, "组织", offered)]


def test_what_a_name_means_is_answered_once_and_remembered(
    service: MembershipImportService, people: dict[str, int], tmp_path: Path, company: Company
) -> None:
    who: Cells = {"工号": "1001", "姓名": "林婉清", "职务": "书记"}
    other: Cells = {"工号": "1002", "姓名": "张伟", "职务": ""}
    names = ("一支步", "公司工会", "一支步")
    rows = [{**row, "组织": name} for row, name in zip((who, who, other), names, strict=True)]
    path = xlsx(tmp_path / "成员.xlsx", *rows)
    first = service.preview(path)
    (question,) = first.open_questions
    assert (question.written, question.rows, question.new, question.optional) == ("一支步", (2, 4), None, False)
    (branch,) = (known.id for known in question.candidates if known.full_name == "公司党委/一支部")
    second = service.preview(path, units={"一支步": branch})
    assert (second.open_questions, verdicts(second)) == ((), ["changed", "new", "new"])
    (answered,) = second.unit_questions
    assert (answered.answer, answered.reason, answered.open) == (branch, "按您的选择", False)
    service.apply(second)
    assert verdicts(service.preview(path)) == ["unchanged"] * 3
    third = company.unit("公司党委/三支部", OrganisationKind.PARTY)
    assert verdicts(service.preview(path, units={"一支步": third})) == ["new", "unchanged", "new"], "said otherwise"
    assert verdicts(service.preview(path, units={"一支步": -1})) == ["error", "unchanged", "error"], "gone: asked again"


def test_two_that_are_written_alike_are_not_guessed(
    company: Company, database: Database, people: dict[str, int], tmp_path: Path
) -> None:
    company.unit("公司党委/机关/1支部", OrganisationKind.PARTY)
    row: Cells = {"工号": "1001", "姓名": "林婉清", "组织": "壹支部"}
    preview = imported(database, xlsx(tmp_path / "成员.xlsx", row))
    places = "公司党委/一支部、公司党委/机关/1支部"
    assert reasons(preview) == [(2, "组织", f"写法相近的组织不止一个（{places}），请写全路径")]
    (question,) = preview.open_questions
    assert "、".join(known.full_name for known in question.candidates) == places


def test_two_rows_on_one_person_are_two_roles(database: Database, people: dict[str, int], tmp_path: Path) -> None:
    row = {"工号": "1001", "姓名": "林婉清", "支部": "一支部"}
    rows = ({**row, "职务": "成员"}, {**row, "职务": "书记"}, {**row, "职务": "书记"})
    preview = imported(database, xlsx(tmp_path / "成员.xlsx", *rows))
    assert verdicts(preview) == ["unchanged", "new", "error"]
    assert reasons(preview) == [(4, "姓名", "与第 3 行重复")]


def test_who_is_chosen_is_written_and_undo_takes_it_back(
    database: Database, people: dict[str, int], service: MembershipImportService, tmp_path: Path
) -> None:
    before = dump(database)
    preview = service.preview(xlsx(tmp_path / "成员.xlsx", {"姓名": "张伟", "支部": "二支部"}))
    report = service.apply(preview, choices={2: people["张伟 2"]})
    assert (report.value.new, report.sentence) == (1, "已登记 1 条组织关系")
    assert memberships(database)[-1] == ("1003", "二支部", MembershipRole.MEMBER, None, None)
    history = HistoryService(database)
    entry = history.next_undo()
    assert entry is not None
    assert entry.label == "导入组织关系"
    history.take_back(entry.id)
    assert dump(database) == before


def test_a_branch_roster_as_people_make_it(database: Database, people: dict[str, int], tmp_path: Path) -> None:
    """A title, the branch merged down beside its members, a note below."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["公司党委党员花名册"],
        ["填报单位：公司党委", None, None, "2026年11月"],
        ["党支部名称", "党员姓名", "手机号码", "职务"],
        ["二支部", "林　婉清", None, "党支部书记"],
        [None, "张伟", 13800000002, None],
        [None, "张伟", 13800000003.0, "党小组长"],
        ["填表人：赵敏", None, None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A4:A6")
    book.save(tmp_path / "党员.xlsx")
    preview = imported(database, tmp_path / "党员.xlsx")
    assert (verdicts(preview), reasons(preview)) == (["new"] * 3, [])
    assert [row[:3] for row in memberships(database)[1:]] == [
        ("1001", "二支部", MembershipRole.SECRETARY),
        ("1002", "二支部", MembershipRole.MEMBER),
        ("1003", "二支部", MembershipRole.LEADER),
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_goes_out_comes_back_without_a_change(
    database: Database, people: dict[str, int], tmp_path: Path, suffix: str
) -> None:
    rows: tuple[Cells, ...] = (
        {"工号": "1001", "姓名": "林婉清", "支部": "一支部", "职务": "组织委员", "开始": "2024-3-1"},
        {
            "工号": "1001",
            "姓名": "林婉清",
            "支部": "二支部",
            "职务": "支部书记",
            "开始": "2020-1-1",
            "结束": "2024-2-29",
        },
    )
    imported(database, xlsx(tmp_path / "成员.xlsx", *rows))
    assert MembershipRole.COMMITTEE in {role for _, _, role, *_ in memberships(database)}
    path = tmp_path / f"组织关系.{suffix}"
    ListService(database).export_memberships(path)
    back = MembershipImportService(database).preview(path)
    assert set(verdicts(back)) == {"unchanged"}
    assert len(back.rows) == len(memberships(database))
