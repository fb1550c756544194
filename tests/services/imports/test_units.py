"""Which unit a cell means: exactly one, a new one that is shown first, or none with the reason."""

from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.models import Organisation
from culture_desktop.services.imports.unit_questions import NewUnit
from culture_desktop.services.imports.units import UnitResolver
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.people.service import PeopleService
from culture_desktop.spreadsheets.values import CellError
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
        ("三班", "单位“三班”不存在，请写全路径（上级/下级）或先新建"),
        ("一班", "单位“一班”不止一个（公司/客服中心/一班、公司/运检部/一班），请写全路径"),
        ("客服中心/三班", "“客服中心”在“公司/客服中心”，请写全路径"),
        ("一", "单位“一”不存在，请写全路径（上级/下级）或先新建"),
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
    assert resolved(company.database, "公司/一班") == "单位“公司/一班”不止一个（公司/一班、公司/一班），请写全路径"


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
        (6, "部门", "单位“二班”不止一个（公司/客服中心/二班、新公司/二班），请写全路径"),
        (7, "部门", "单位“四班”不存在，请写全路径（上级/下级）或先新建"),
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
    assert reasons(found) == [(2, "部门", "单位“三班”不存在，请写全路径（上级/下级）或先新建")]
