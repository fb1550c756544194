"""Lists of organisations: any order, any way of naming a parent, moves, and what cannot be."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.errors import ChoiceInvalidError, HeaderNotFoundError
from culture_desktop.models import Organisation
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.organisations import OrganisationImportService
from culture_desktop.services.imports.preview import ImportPreview, Verdict
from culture_desktop.services.lists import ListService
from culture_desktop.vocabulary import OrganisationKind
from tests.services.company import Company, dump, refused
from tests.services.imports.lists import Cells, accounted, reasons, verdicts, xlsx

Import = Callable[..., ImportPreview]


@pytest.fixture
def service(database: Database) -> OrganisationImportService:
    return OrganisationImportService(database)


@pytest.fixture
def imported(database: Database, service: OrganisationImportService, tmp_path: Path) -> Import:
    """Import rows, held against the preview: nothing before, all of it after, nothing left to do, all back by undo."""

    def run(*rows: Cells) -> ImportPreview:
        path = xlsx(tmp_path / "组织.xlsx", *rows)
        before = dump(database)
        preview = service.preview(path)
        assert dump(database) == before
        assert accounted(preview)
        report = service.apply(preview).value
        assert (report.new, report.changed) == (preview.counts[Verdict.NEW], preview.counts[Verdict.CHANGED])
        assert report.units == len(preview.new_units)
        added = len(dump(database)["organisation"]) - len(before["organisation"])
        assert added == report.new + report.units
        settled = {row.row for row in preview.rows if row.verdict is not Verdict.ERROR}
        again = service.preview(path)
        assert {row.row for row in again.rows if row.verdict is Verdict.UNCHANGED} == settled
        assert again.new_units == ()
        after = dump(database)
        service.apply(again)
        assert dump(database) == after
        history = HistoryService(database)
        if preview.writable:
            entry = history.next_undo()
            assert entry is not None
            history.take_back(entry.id)
            assert _no_stamps(dump(database)["organisation"]) == _no_stamps(before["organisation"])
            service.apply(service.preview(path))
        return preview

    return run


def _no_stamps(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    names = [column.name for column in Organisation.__table__.columns]
    return [tuple(v for name, v in zip(names, row, strict=True) if not name.endswith("_at")) for row in rows]


def tree(database: Database) -> dict[str, str]:
    """Full name -> kind of every organisation, whose paths of ids agree with it."""
    with database.read() as session:
        nodes = {node.id: node for node in session.scalars(select(Organisation))}
        for node in nodes.values():
            ids = [int(part) for part in node.path.split("/")[:-1]]
            assert "/".join(nodes[key].name for key in ids) == node.full_name
            assert ids[-1] == node.id
            assert (ids[-2] if len(ids) > 1 else None) == node.parent_id
        return {node.full_name: node.kind.value for node in nodes.values()}


def test_parents_by_name_or_path_in_any_order(database: Database, imported: Import) -> None:
    preview = imported(
        {"单位名称": "客服一班", "上级": "客服中心", "类型": "班组"},
        {"单位名称": "客服中心", "上级": "宁州公司", "类型": "部门"},
        {"单位名称": "客服二班", "上级": "宁州公司/客服中心"},
        {"单位名称": "宁州公司"},
        {"单位名称": "宁州公司党委", "类型": "党委"},
        {"单位名称": "客服党支部", "上级": "宁州公司党委", "类型": "党支部"},
        {"单位名称": "宁州公司工会", "类型": "工会"},
    )
    assert verdicts(preview) == ["new"] * 7
    assert tree(database) == {
        "宁州公司": "unit",
        "宁州公司/客服中心": "unit",
        "宁州公司/客服中心/客服一班": "team",
        "宁州公司/客服中心/客服二班": "team",
        "宁州公司党委": "party",
        "宁州公司党委/客服党支部": "party",
        "宁州公司工会": "union",
    }


def test_whole_paths_make_what_is_missing_above(database: Database, imported: Import) -> None:
    preview = imported({"部门全路径": "宁州公司>客服中心>一班"}, {"部门全路径": "宁州公司/客服中心/二班"})
    assert preview.new_units == ("宁州公司", "宁州公司/客服中心")
    assert list(tree(database)) == ["宁州公司", "宁州公司/客服中心", "宁州公司/客服中心/一班", "宁州公司/客服中心/二班"]


REFUSED: dict[str, tuple[tuple[Cells, ...], list[tuple[int, str, str]]]] = {
    "circle": (
        ({"名称": "甲", "上级": "乙"}, {"名称": "乙", "上级": "丙"}, {"名称": "丙", "上级": "甲"}),
        [
            (2, "上级", "上级成环：甲 → 乙 → 丙 → 甲"),
            (3, "上级", "上级成环：甲 → 乙 → 丙 → 甲"),
            (4, "上级", "上级成环：甲 → 乙 → 丙 → 甲"),
        ],
    ),
    "own parent": (({"名称": "甲", "上级": "甲"},), [(2, "上级", "上级成环：甲 → 甲")]),
    "two parents": (
        ({"名称": "一班", "上级": "乙", "全路径": "公司/甲/一班"},),
        [(2, "上级", "与全路径的上级“公司/甲”不是同一个")],
    ),
    "two names": (({"名称": "一班", "全路径": "公司/二班"},), [(2, "名称", "与全路径的末级“二班”不符")]),
    "twice": (({"名称": "公司"}, {"名称": "公司"}), [(3, "名称", "与第 2 行重复")]),
    "nobody's child": (({"名称": "一班", "上级": "客服中心"},), [(2, "上级", "上级“客服中心”不在表里，库里也没有")]),
    "one of two": (
        (
            {"名称": "公司", "上级": ""},
            {"名称": "甲", "上级": "公司"},
            {"名称": "乙", "上级": "公司"},
            {"名称": "综合班", "上级": "甲"},
            {"名称": "综合班", "上级": "乙"},
            {"名称": "一组", "上级": "综合班"},
        ),
        [(7, "上级", "上级“综合班”不止一个（公司/乙/综合班、公司/甲/综合班），请写全路径")],
    ),
    "below one that is refused": (
        ({"名称": "甲", "上级": "无"}, {"名称": "乙", "上级": "甲"}),
        [(2, "上级", "上级“无”不在表里，库里也没有"), (3, "上级", "上级在第 2 行，那一行有误")],
    ),
    "unit below a branch": (
        ({"名称": "党支部", "类型": "党支部"}, {"名称": "一班", "上级": "党支部", "类型": "班组"}),
        [(3, "上级", "单位和班组的上级应是单位或班组")],
    ),
    "kind unknown": (
        ({"名称": "公司", "类型": "星球"},),
        [(2, "类型", "应为：单位、班组、党组织、工会、团组织、妇委会、共建单位")],
    ),
    "no name": (({"名称": "", "上级": "公司", "类型": "单位"},), [(2, "名称", "名称为空")]),
    "long name": (({"名称": "长" * 65},), [(2, "名称", "名称超过 64 个字")]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be(imported: Import, case: str) -> None:
    rows, expected = REFUSED[case]
    assert reasons(imported(*rows)) == expected


def test_an_organisation_that_hangs_elsewhere_has_moved_with_all_below(
    company: Company, database: Database, imported: Import
) -> None:
    team = company.unit("公司/旧部/客服中心/一班", OrganisationKind.TEAM)
    person = company.person("1001", unit_id=team)
    preview = imported(
        {"名称": "公司"},
        {"名称": "旧部", "上级": "公司"},
        {"名称": "新部", "上级": "公司"},
        {"名称": "客服中心", "上级": "新部"},
        {"名称": "一班", "上级": "客服中心"},
    )
    assert verdicts(preview) == ["unchanged", "unchanged", "new", "changed", "unchanged"]
    (change,) = preview.rows[3].changes
    assert (change.title, change.old, change.new) == ("上级", "公司/旧部", "公司/新部")
    assert company.people.detail(person, 2026).unit_full_name == "公司/新部/客服中心/一班"
    assert set(tree(database)) == {
        "公司", "公司/旧部", "公司/新部", "公司/新部/客服中心", "公司/新部/客服中心/一班",
    }  # fmt: skip


def test_a_namesake_elsewhere_is_another_one_unless_the_list_shows_that_it_left(
    company: Company, database: Database, imported: Import
) -> None:
    company.unit("公司/甲/综合班", OrganisationKind.TEAM)
    company.unit("公司/乙")
    assert verdicts(imported({"名称": "综合班", "上级": "公司/乙"})) == ["new"]
    assert {"公司/甲/综合班", "公司/乙/综合班"} <= tree(database).keys()


def test_a_kind_and_a_place_in_order_are_changed(company: Company, database: Database, imported: Import) -> None:
    company.unit("公司/综合")
    preview = imported({"全路径": "公司/综合", "类型": "班组", "排序": 7})
    assert [(change.title, change.new) for change in preview.rows[0].changes] == [("类型", "班组"), ("顺序", "7")]
    assert tree(database) == {"公司": "unit", "公司/综合": "team"}


def test_nobody_hangs_below_themselves_by_two_moves(
    company: Company, database: Database, service: OrganisationImportService, tmp_path: Path
) -> None:
    company.unit("公司/甲/甲一")
    company.unit("公司/乙/乙一")
    crossed = {"名称": "甲", "上级": "公司/乙/乙一"}, {"名称": "乙", "上级": "公司/甲/甲一"}
    preview = service.preview(xlsx(tmp_path / "组织.xlsx", {"名称": "公司", "上级": ""}, *crossed))
    assert verdicts(preview) == ["unchanged", "changed", "error"]
    assert reasons(preview) == [(4, "上级", "上级在它自己之下")]
    service.apply(preview)
    assert "公司/乙/乙一/甲/甲一" in tree(database)


def test_children_of_a_row_left_out_are_refused(
    database: Database, service: OrganisationImportService, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "组织.xlsx", {"名称": "公司", "上级": ""}, {"名称": "一班", "上级": "公司"})
    preview = service.preview(path)
    sentence = "第 3 行的选择不能采用：它的上级“公司”没有选中。没有导入任何内容，请改选，或让这一行待定。"
    refused(database, ChoiceInvalidError, sentence, lambda: service.apply(preview, excluded={2}))


def test_a_sheet_as_people_make_them(database: Database, service: OrganisationImportService, tmp_path: Path) -> None:
    """A title over it, units merged down beside their teams, a total below."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["宁州公司班组一览表（2026 年）"],
        [],
        ["序号", "所属单位", "班组名称", "类别"],
        [1, "客服中心", "一班", "班组"],
        [2, None, "二班", "班组"],
        [3, "营业厅", "三班", "班组"],
        ["合计", None, "3 个班组"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("B4:B5")
    book.save(tmp_path / "班组.xlsx")
    OrganisationImportService(database).apply(
        service.preview(xlsx(tmp_path / "单位.xlsx", {"名称": "客服中心"}, {"名称": "营业厅"}))
    )
    preview = service.preview(tmp_path / "班组.xlsx")
    assert (verdicts(preview), reasons(preview), accounted(preview)) == (["new"] * 3, [], True)
    service.apply(preview)
    assert set(tree(database)) == {"客服中心", "营业厅", "客服中心/一班", "客服中心/二班", "营业厅/三班"}


def test_a_list_without_names_says_what_it_needs(service: OrganisationImportService, tmp_path: Path) -> None:
    with pytest.raises(HeaderNotFoundError, match="单位名称或全路径"):
        service.preview(xlsx(tmp_path / "组织.xlsx", {"甲": "公司", "乙": 1}))
    with pytest.raises(HeaderNotFoundError, match="单位名称或全路径"):
        service.preview(xlsx(tmp_path / "组织.xlsx", {"上级": "公司", "类型": "单位"}))


def test_what_goes_out_comes_back_without_a_change(
    company: Company, database: Database, service: OrganisationImportService, tmp_path: Path
) -> None:
    company.unit("公司/客服中心/一班", OrganisationKind.TEAM)
    company.unit("公司/客服中心/二班", OrganisationKind.TEAM)
    company.unit("公司/客服中心", OrganisationKind.PARTY)
    company.unit("公司工会", OrganisationKind.UNION)
    for name in ("组织.xlsx", "组织.csv"):
        ListService(database).export_organisations(tmp_path / name)
        preview = service.preview(tmp_path / name)
        assert preview.counts == dict.fromkeys(Verdict, 0) | {Verdict.UNCHANGED: 7}, reasons(preview)
