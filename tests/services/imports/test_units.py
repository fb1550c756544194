"""Which unit a cell means: exactly one, a new one that is shown first, or none with the reason."""

from pathlib import Path

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.models import Organisation
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.roster_preview import RosterOptions
from culture_desktop.services.imports.unit_questions import NewUnit, UnitDecision, UnitQuestion
from culture_desktop.services.imports.units import UnitResolver
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.people.service import PeopleService
from culture_desktop.spreadsheets.values import CellError, text
from culture_desktop.vocabulary import OrganisationKind
from tests.services.company import Company
from tests.services.imports.lists import Cells, import_roster, reasons, verdicts, xlsx

TREE = ("公司/客服中心/一班", "公司/客服中心/二班", "公司/运检部/一班", "公司/研发>测试", "外协", "公司/Ａ组")


@pytest.fixture
def units(company: Company) -> dict[str, int]:
    return {path: company.unit(path) for path in TREE}


def resolved(database: Database, cell: str) -> int | NewUnit | str | None:
    """The meaning of a cell, or the reason why it has none."""
    with database.read() as session:
        try:
            return UnitResolver(session, [cell]).parse(cell)
        except CellError as error:
            return error.reason


@pytest.mark.parametrize(
    ("cell", "path"),
    [
        ("公司/客服中心/一班", "公司/客服中心/一班"),
        (" 公司 ／ 客服中心\\ 一班 / ", "公司/客服中心/一班"),
        ("公司;客服中心；一班", "公司/客服中心/一班"),
        ("公司>客服中心→一班", "公司/客服中心/一班"),
        ("客服中心/一班", "公司/客服中心/一班"),
        ("二班", "公司/客服中心/二班"),
        ("外协", "外协"),
        ("公司/研发>测试", "公司/研发>测试"),
        ("研发>测试", "公司/研发>测试"),
        ("公司/A组", "公司/Ａ组"),
        ("公司/Ａ组", "公司/Ａ组"),
    ],
)
def test_names_of_units_there_are(database: Database, units: dict[str, int], cell: str, path: str) -> None:
    assert resolved(database, cell) == units[path]


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ("公司/客服中心/三班", NewUnit("公司/客服中心/三班")),
        ("公司/A组/一队", NewUnit("公司/Ａ组/一队")),
        ("新公司/一班", NewUnit("新公司/一班")),
        ("三班", "没有这个单位，请写全路径（上级/下级）或先新建"),
        ("一班", "同名的单位不止一个（公司/客服中心/一班、公司/运检部/一班），请写全路径"),
        ("客服中心/三班", "“客服中心”在“公司/客服中心”，请写全路径"),
        ("一", "没有这个单位，请写全路径（上级/下级）或先新建"),
        ("／", "单位为空"),
        ("", None),
        ("　", None),
    ],
)
def test_names_of_units_there_are_not(
    database: Database, units: dict[str, int], cell: str, meaning: NewUnit | str | None
) -> None:
    assert resolved(database, cell) == meaning


def test_two_units_of_one_path_are_not_guessed(company: Company) -> None:
    parent = company.unit("公司")
    for kind in (OrganisationKind.UNIT, OrganisationKind.TEAM):
        node = {"parent_id": parent, "path": f"{parent}/x/", "full_name": "公司/一班", "name": "一班", "kind": kind}
        company.insert(Organisation, **node)
    assert resolved(company.database, "公司/一班") == "同名的单位不止一个（公司/一班、公司/一班），请写全路径"


def test_the_first_list_brings_its_units_with_it(database: Database, tmp_path: Path) -> None:
    rows: list[Cells] = [
        {"工号": "1", "姓名": "甲一", "部门": "公司/客服中心/一班"},
        {"工号": "2", "姓名": "乙二", "部门": "公司/客服中心"},
        {"工号": "3", "姓名": "丙三", "部门": "外协"},
        {"工号": "4", "姓名": "丁四", "部门": "公司/客服中心/一班/早组"},
    ]
    found = import_roster(database, xlsx(tmp_path / "名册.xlsx", *rows))
    assert found.new_units == ("公司", "公司/客服中心", "公司/客服中心/一班", "外协", "公司/客服中心/一班/早组")
    people = PeopleService(database)
    assert [people.detail(people.id_of(str(n)), 2026).unit_full_name for n in range(1, 5)] == [
        "公司/客服中心/一班", "公司/客服中心", "外协", "公司/客服中心/一班/早组",
    ]  # fmt: skip
    kinds = {node.full_name: node.kind for node in OrganisationService(database).nodes()}
    assert kinds["公司/客服中心"] == OrganisationKind.UNIT
    assert kinds["公司/客服中心/一班"] == kinds["公司/客服中心/一班/早组"] == OrganisationKind.TEAM


def test_a_name_means_today_what_it_means_once_the_file_is_imported(
    company: Company, units: dict[str, int], tmp_path: Path
) -> None:
    """Two new units among the rows settle what the bare names beside them mean, or that they mean nothing certain."""
    written = ("新公司/三班", "三班", "新公司", "新公司/二班", "二班", "四班")
    rows: list[Cells] = [{"工号": str(n), "姓名": "张伟", "部门": unit} for n, unit in enumerate(written)]
    found = import_roster(company.database, xlsx(tmp_path / "名册.xlsx", *rows))
    assert verdicts(found) == ["new", "new", "new", "new", "error", "error"]
    assert reasons(found) == [
        (6, "部门", "同名的单位不止一个（公司/客服中心/二班、新公司/二班），请写全路径"),
        (7, "部门", "没有这个单位，请写全路径（上级/下级）或先新建"),
    ]
    assert [row.values.get("unit") for row in found.rows[:3]] == [
        NewUnit("新公司/三班"), NewUnit("新公司/三班"), NewUnit("新公司"),
    ]  # fmt: skip


def test_a_unit_that_only_a_bad_row_needs_is_not_made(database: Database, tmp_path: Path) -> None:
    rows: list[Cells] = [
        {"工号": "1", "姓名": "甲一", "部门": "公司"},
        {"工号": "2", "姓名": "", "部门": "公司/幽灵部"},
        {"工号": "3", "姓名": "丙三", "部门": "外协", "手机": "123"},
    ]
    found = import_roster(database, xlsx(tmp_path / "名册.xlsx", *rows))
    assert found.new_units == ("公司",)
    assert verdicts(found) == ["new", "error", "error"]


def test_a_bare_name_is_refused_once_there_are_units(company: Company, units: dict[str, int], tmp_path: Path) -> None:
    found = import_roster(company.database, xlsx(tmp_path / "名册.xlsx", {"工号": "1", "姓名": "甲一", "部门": "三班"}))
    assert reasons(found) == [(2, "部门", "没有这个单位，请写全路径（上级/下级）或先新建")]


# Names that are only nearly ours

OFFERED = (
    "公司/生产一部",
    "公司/生产二部",
    "公司/客户服务中心",
    "公司/客户服务中心/三班",
    "公司/综合部",
    "公司/甲部/一班",
    "公司/乙部/1班",
)


@pytest.fixture
def offered(company: Company) -> dict[str, int]:
    return {path: company.unit(path) for path in OFFERED}


def asked(database: Database, cell: str, **decisions: UnitDecision) -> tuple[int | NewUnit | None, UnitQuestion | None]:
    """What a cell means, and what was asked about it."""
    with database.read() as session:
        resolver = UnitResolver(session, [cell], decisions)
        try:
            meant = resolver.parse(cell)
        except CellError:
            meant = None
        return meant, resolver.questions.get(text(cell))


@pytest.mark.parametrize(
    ("cell", "path"),
    [
        ("生产1部", "公司/生产一部"),
        ("公司/生产２部", "公司/生产二部"),
        ("生产 贰 部", "公司/生产二部"),
        ("客户服务中心/03班", "公司/客户服务中心/三班"),
    ],
)
def test_another_spelling_is_taken_and_told(database: Database, offered: dict[str, int], cell: str, path: str) -> None:
    meant, question = asked(database, cell)
    assert meant == offered[path]
    assert question is not None
    assert (question.open, question.answer, question.reason) == (False, meant, f"与“{path}”只是写法不同")


@pytest.mark.parametrize(
    ("cell", "candidates", "new"),
    [
        ("生产部", ["公司/生产一部", "公司/生产二部"], NewUnit("生产部")),
        ("客服中心", ["公司/客户服务中心"], NewUnit("客服中心")),
        ("壹班", ["公司/乙部/1班", "公司/甲部/一班"], None),
        ("风马牛", [], NewUnit("风马牛")),
    ],
)
def test_what_is_only_like_ours_is_asked_for(
    database: Database, offered: dict[str, int], cell: str, candidates: list[str], new: NewUnit | None
) -> None:
    meant, question = asked(database, cell)
    assert (meant, question is not None and question.open) == (None, True)
    assert question is not None
    assert (sorted(c.full_name for c in question.candidates)[: len(candidates)], question.new) == (candidates, new)
    assert len(question.candidates) <= 3


def test_a_new_path_that_looks_like_a_slip_is_made_and_told(database: Database, offered: dict[str, int]) -> None:
    meant, question = asked(database, "公司/客户服务中心站")
    assert meant == NewUnit("公司/客户服务中心站")
    assert question is not None
    assert (question.open, question.candidates[0].full_name) == (False, "公司/客户服务中心")
    assert asked(database, "公司/生产三部") == (NewUnit("公司/生产三部"), None)  # another number is another unit


def test_of_several_units_in_a_cell_the_first_is_taken_and_told(database: Database, offered: dict[str, int]) -> None:
    """As 企业微信 writes who works in several departments, the main one first."""
    meant, question = asked(database, "公司/生产一部;公司/客户服务中心")
    assert meant == offered["公司/生产一部"]
    assert question is not None
    expected = (False, meant, "写了 2 个单位，取第一个“公司/生产一部”")
    assert (question.open, question.answer, question.reason) == expected
    assert asked(database, "公司;生产一部") == (offered["公司/生产一部"], None), "semicolons between levels"


def test_a_new_unit_goes_below_the_one_that_is_only_spelt_otherwise(
    database: Database, offered: dict[str, int]
) -> None:
    assert asked(database, "公司/生产1部/甲班")[0] == NewUnit("公司/生产一部/甲班")


def test_two_spellings_of_one_new_unit_make_one(database: Database, tmp_path: Path) -> None:
    rows = [
        {"工号": str(n), "姓名": "张伟", "部门": unit}
        for n, unit in enumerate(("公司/1班", "公司/一班", "公司/０１班"))
    ]
    assert import_roster(database, xlsx(tmp_path / "名册.xlsx", *rows)).new_units == ("公司", "公司/1班")


DECISIONS: dict[str, UnitDecision] = {"as one": 1, "as a new one": NewUnit("公司/生产一部/新班"), "as nothing": None}


@pytest.mark.parametrize("case", DECISIONS)
def test_a_question_is_answered_once_for_all_rows(company: Company, tmp_path: Path, case: str) -> None:
    unit = company.unit("公司/生产一部")
    decision = unit if DECISIONS[case] == 1 else DECISIONS[case]
    rows = [{"工号": str(n), "姓名": "张伟", "部门": "生产"} for n in range(3)]
    path = xlsx(tmp_path / "名册.xlsx", *rows)
    service = PeopleImportService(company.database)
    first = service.preview(path)
    (question,) = first.open_questions
    assert (question.written, question.rows, verdicts(first)) == ("生产", (2, 3, 4), ["error"] * 3)
    second = service.again(first, options=RosterOptions(units={"生产": decision}))
    assert (second.open_questions, verdicts(second)) == ((), ["new"] * 3)
    assert service.apply(second).value.new == 3
    people = PeopleService(company.database)
    placed = {people.detail(n, 2026).unit_full_name for n in (1, 2, 3)}
    assert placed == {"as one": {"公司/生产一部"}, "as a new one": {"公司/生产一部/新班"}, "as nothing": {""}}[case]
    third = service.preview(path)  # and it is not asked again
    assert (third.open_questions, verdicts(third)) == ((), ["unchanged"] * 3)


def test_an_answer_that_is_gone_is_asked_for_again(database: Database, offered: dict[str, int]) -> None:
    assert asked(database, "生产", 生产=99)[0] is None
    assert asked(database, "生产", 生产=offered["公司/综合部"])[0] == offered["公司/综合部"]


def test_levels_in_columns_are_one_unit(company: Company, units: dict[str, int], tmp_path: Path) -> None:
    rows: list[Cells] = [
        {"工号": "1", "姓名": "甲一", "班组": "一班", "部门": "客服中心", "单位": "公司"},
        {"工号": "2", "姓名": "乙二", "班组": "", "部门": "客服中心", "单位": "公司"},
        {"工号": "3", "姓名": "丙三", "班组": "三班", "部门": "公司/客服中心", "单位": ""},
        {"工号": "4", "姓名": "丁四", "班组": "二班", "部门": "", "单位": ""},
        {"工号": "5", "姓名": "戊五", "班组": "九班", "部门": "", "单位": ""},
        {"工号": "6", "姓名": "己六", "班组": "", "部门": "", "单位": ""},
    ]
    path = xlsx(tmp_path / "名册.xlsx", *rows)
    found = import_roster(company.database, path)
    assert found.table.mapping["unit"] == "单位＋部门＋班组"
    assert verdicts(found) == ["new", "new", "new", "new", "error", "new"]
    assert reasons(found) == [(6, "单位＋部门＋班组", "没有这个单位，请写全路径（上级/下级）或先新建")]
    assert found.new_units == ("公司/客服中心/三班",)
    people = PeopleService(company.database)
    assert [people.detail(people.id_of(number), 2026).unit_full_name for number in "12346"] == [
        "公司/客服中心/一班", "公司/客服中心", "公司/客服中心/三班", "公司/客服中心/二班", "",
    ]  # fmt: skip
    service = PeopleImportService(company.database)
    again = service.preview(path)
    assert again.source is not None
    assert again.source.choices.mapping["unit"] == again.table.mapping["unit"] == "单位＋部门＋班组"
    assert service.again(again).table.cells("unit") == again.table.cells("unit")


def test_levels_in_columns_are_given_back_as_they_stood(company: Company, tmp_path: Path) -> None:
    row: Cells = {"工号": "5", "姓名": "", "部门": "客服中心", "班组": "九班"}
    service = PeopleImportService(company.database)
    preview = service.preview(xlsx(tmp_path / "名册.xlsx", row))
    service.write_rejected(preview, tmp_path / "错误.xlsx")
    header, given = openpyxl.load_workbook(tmp_path / "错误.xlsx").active.values
    assert header[:4] == tuple(row)
    assert [cell or "" for cell in given[:4]] == list(row.values())
