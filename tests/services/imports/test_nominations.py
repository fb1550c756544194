"""推荐表 out to the units and back: what comes in is what was filled in, and what a unit may not do is refused."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select, update

from culture_desktop.database import Database
from culture_desktop.errors import EmptyTableError, FormElsewhereError, NomineesOverQuotaError, RecordMissingError
from culture_desktop.models import Nomination, Person, Quota
from culture_desktop.services.awards.nomination_forms import NominationFormService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.nominations import NominationImportService
from culture_desktop.services.imports.preview import ImportPreview, Verdict
from culture_desktop.vocabulary import EmploymentType, OrganisationKind, TierKind
from tests.services.awards.campaign import CODE, FIRST, PEOPLE, SECOND, THIRD, Round
from tests.services.company import dump
from tests.services.imports.lists import Cells, reasons, verdicts, xlsx

ROOT = "客户服务中心"


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    return Round(database, tmp_path)


@pytest.fixture
def forms(database: Database, round_: Round) -> NominationFormService:
    round_.create()
    return NominationFormService(database)


@pytest.fixture
def imports(database: Database, forms: NominationFormService) -> NominationImportService:
    return NominationImportService(database)


def give_quotas(database: Database, round_: Round, nominees: dict[str, int], kind: TierKind = TierKind.PERSON) -> None:
    """Quotas as the apportionment keeps them."""
    campaign = round_.board.id
    with database.begin("分配名额") as session:
        session.add_all(
            Quota(
                campaign_id=campaign,
                organisation_id=round_.team_ids[unit],
                kind=kind,
                places=min(count, 1),
                nominees=count,
            )
            for unit, count in nominees.items()
        )


def fill(path: Path, *rows: tuple[str, str, str, str, str]) -> Path:
    """Write rows (kind, number, name, unit, deeds) below those of a form, as a person would."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    number = next(n for n in range(1, 99) if sheet.cell(n, 1).value == "类别") + 1
    while sheet.cell(number, 3).value:
        number += 1
    for at, row in enumerate(rows):
        for column, value in enumerate(row, start=1):
            sheet.cell(number + at, column, value or None)
    book.save(path)
    return path


def nominated(database: Database) -> dict[str, str]:
    """Number or team's id -> deeds."""
    with database.read() as session:
        people = select(Person.number, Nomination.reason).join(Person, Person.id == Nomination.person_id)
        teams = select(Nomination.team_id, Nomination.reason).where(Nomination.team_id.is_not(None))
        return {str(key): words for key, words in (*session.execute(people), *session.execute(teams))}


def test_a_form_says_who_fills_it_in_and_how_many(
    database: Database, round_: Round, forms: NominationFormService, tmp_path: Path
) -> None:
    give_quotas(database, round_, {FIRST: 2, SECOND: 1})
    give_quotas(database, round_, {FIRST: 1}, TierKind.TEAM)
    done = forms.write(CODE, tmp_path / "推荐表")
    assert [path.name for path in done.value] == [f"推荐表_{CODE}_客服一班.xlsx", f"推荐表_{CODE}_客服二班.xlsx"]
    book = openpyxl.load_workbook(done.value[0])
    sheet, choices = book.worksheets
    lines = [sheet.cell(row, 1).value for row in range(1, 8)]
    assert lines[:4] == [
        "2026年度服务之星评选推荐表",
        f"评选编号：{CODE}",
        f"推荐单位：{FIRST}",
        "名额：个人可推荐 2（名额 1）；集体可推荐 1（名额 1）",
    ]
    assert "由推荐单位" in str(lines[4]) or "填写" in str(lines[4])
    assert lines[6] == "类别"
    assert [sheet.cell(7, column).value for column in range(1, 6)] == ["类别", "工号", "姓名或集体", "部门", "主要事迹"]
    assert (choices.title, choices.sheet_state) == ("选项", "hidden")
    assert [cell.value for cell in choices["A"][:2]] == ["个人", "集体"]
    assert choices["B1"].value == FIRST
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {"A8:A17", "D8:D17"}


def test_without_quotas_the_units_below_the_root_get_one(forms: NominationFormService) -> None:
    assert [unit.unit for unit in forms.units(CODE)] == [FIRST, SECOND, THIRD]
    assert {unit.quota for unit in forms.units(CODE)} == {"没有分配，推荐数不限"}


def test_an_unknown_unit_is_refused(forms: NominationFormService, tmp_path: Path) -> None:
    with pytest.raises(RecordMissingError, match="没有找到单位“客服九班”"):
        forms.write(CODE, tmp_path, ["客服九班"])
    assert list(tmp_path.glob("*.xlsx")) == []


def test_units_of_one_name_get_files_of_their_own(
    database: Database, round_: Round, forms: NominationFormService, tmp_path: Path
) -> None:
    other = round_.company.unit("营业中心/客服一班", OrganisationKind.TEAM)
    assert other
    done = forms.write(CODE, tmp_path / "表", [FIRST, "营业中心/客服一班", SECOND])
    assert [path.name for path in done.value] == [
        f"推荐表_{CODE}_客户服务中心-客服一班.xlsx",
        f"推荐表_{CODE}_营业中心-客服一班.xlsx",
        f"推荐表_{CODE}_客服二班.xlsx",
    ]
    book = forms.write_one(CODE, tmp_path / "合订.xlsx", [FIRST, "营业中心/客服一班"])
    names = [
        sheet.title for sheet in openpyxl.load_workbook(book.value[0]).worksheets if sheet.sheet_state == "visible"
    ]
    assert names == ["客服一班", "2 客服一班"]


def test_what_goes_out_comes_back(
    database: Database, round_: Round, forms: NominationFormService, imports: NominationImportService, tmp_path: Path
) -> None:
    """Filled in by two units, imported at once; imported again, and sent out and imported again, nothing changes."""
    first, second, _third = forms.write(CODE, tmp_path / "表").value
    deeds = "一、全年接听 12,345 通电话。\n二、=SUM(A1)，@林，+1，-2。"
    fill(first, ("个人", "1001", "林婉清", FIRST, deeds), ("集体", "", "客服一班", "", "零投诉"))
    fill(second, ("", "", "王𬭎", "", ""), ("个人", "1004", "赵启明", "", "带徒 3 人"))
    before = dump(database)
    preview = imports.preview(first, further=[second, _third], into=CODE)
    assert dump(database) == before
    assert (verdicts(preview), preview.empty) == (["new"] * 4, (_third.name,))
    assert [preview.place(row.row) for row in preview.rows] == [
        f"“{first.name}”第 8 行",
        f"“{first.name}”第 9 行",
        f"“{second.name}”第 8 行",
        f"“{second.name}”第 9 行",
    ]
    done = imports.apply(preview)
    assert (done.value.new, done.sentence) == (4, "已推荐 4 个对象")
    said = {"1001": deeds, str(round_.team_ids[FIRST]): "零投诉", "1006": "", "1004": "带徒 3 人"}
    assert nominated(database) == said
    after = dump(database)
    again = imports.preview(first, further=[second], into=CODE)
    assert set(verdicts(again)) == {"unchanged"}
    imports.apply(again)
    assert dump(database) == after
    whole = forms.write_one(CODE, tmp_path / "合订.xlsx").value[0]
    back = imports.preview(whole, into=CODE)
    assert verdicts(back) == ["unchanged"] * 4
    imports.apply(back)
    assert dump(database) == after
    history = HistoryService(database)
    last = history.next_undo()
    assert last is not None
    history.take_back(last.id)
    assert nominated(database) == {}


def test_other_deeds_of_one_nominated_already_are_shown_before_they_are_taken(
    database: Database, round_: Round, imports: NominationImportService, tmp_path: Path
) -> None:
    round_.nominate(["1001"])
    path = xlsx(tmp_path / "表.xlsx", {"工号": "1001", "姓名": "林婉清", "主要事迹": "全年零差错"})
    preview = imports.preview(path, into=CODE)
    (row,) = preview.rows
    (change,) = row.changes
    assert (row.verdict, change.old, change.new) == (Verdict.CHANGED, "用心服务", "全年零差错")
    assert imports.apply(preview).sentence == "已推荐 0 个对象，更新 1 个的事迹"
    assert nominated(database)["1001"] == "全年零差错"


FORMS: dict[str, tuple[list[Cells], list[tuple[int, str]]]] = {
    "a nominee from another unit": (
        [{"推荐单位": FIRST, "工号": "1004", "姓名": "赵启明"}],
        [(2, f"不属于推荐单位“{FIRST}”，属于“{SECOND}”")],
    ),
    "a team of another unit": (
        [{"推荐单位": FIRST, "类别": "集体", "姓名": "客服二班"}],
        [(2, f"不属于推荐单位“{FIRST}”，属于“{SECOND}”")],
    ),
    "an unknown unit": (
        [{"推荐单位": "客服九班", "工号": "1004", "姓名": "赵启明"}],
        [(2, "推荐单位“客服九班”不在组织机构里，请核对")],
    ),
    "nobody on the books": (
        [{"工号": "9999", "姓名": "无此人"}, {"姓名": "某某人"}],
        [(2, "人员库里没有此人，请先导入名册或核对"), (3, "人员库里没有此人，请先导入名册或核对")],
    ),
    "a number of another name": (
        [{"工号": "1001", "姓名": "赵启明"}],
        [(2, "工号 1001 是“林婉清”，与姓名不符")],
    ),
    "no team of that name": (
        [{"类别": "集体", "姓名": "客服九班"}],
        [(2, "没有名为“客服九班”的单位或班组，请核对")],
    ),
    "a team with no members": (
        [{"类别": "集体", "姓名": "客服三班"}],
        [(2, f"集体“{THIRD}”在 2026-10-31 没有成员，不能推荐")],
    ),
    "twice": (
        [{"工号": "1001", "姓名": "林婉清"}, {"姓名": "林婉清"}, {"姓名": "客服一班"}, {"姓名": FIRST}],
        [(3, "与第 2 行重复，同一对象只推荐一次"), (5, "与第 4 行重复，同一对象只推荐一次")],
    ),
    "not a kind": (
        [{"类别": "单位", "姓名": "林婉清"}],
        [(2, "应为：个人、集体")],
    ),
    "nobody at all": (
        [{"工号": "", "姓名": " ", "主要事迹": "有事迹没有人"}],
        [(2, "姓名为空；推荐集体的，请把集体名称写在这一列")],
    ),
}


@pytest.mark.parametrize("case", FORMS)
def test_refusals(
    database: Database, round_: Round, imports: NominationImportService, tmp_path: Path, case: str
) -> None:
    rows, said = FORMS[case]
    path = xlsx(tmp_path / "表.xlsx", *({"主要事迹": "踏实", **row} for row in rows))
    before = dump(database)
    preview = imports.preview(path, into=CODE)
    found = [(row, reason) for row, _column, reason in reasons(preview)]
    assert [row for row, _ in found] == [row for row, _ in said]
    assert all(wanted in reason for (_, wanted), (_, reason) in zip(said, found, strict=True)), found
    if preview.writable == 0:
        imports.apply(preview)
        assert dump(database) == before


def test_nobody_stands_in_two_forms(
    round_: Round, forms: NominationFormService, imports: NominationImportService, tmp_path: Path
) -> None:
    paths = [
        xlsx(tmp_path / name, {"工号": "1001", "姓名": "林婉清", "主要事迹": "踏实"}) for name in ("一.xlsx", "二.xlsx")
    ]
    preview = imports.preview(paths[0], further=paths[1:], into=CODE)
    assert [problem.reason for problem in preview.problems] == ["与“一.xlsx”第 2 行重复，同一对象只推荐一次"]


def test_more_than_the_quota_names_unit_quota_and_what_was_found(
    database: Database, round_: Round, imports: NominationImportService, tmp_path: Path
) -> None:
    """All that are new of the unit are refused: which of them is too many is for the unit to say."""
    give_quotas(database, round_, {FIRST: 2, SECOND: 2})
    round_.setup.nominate(CODE, [round_.ids["1001"]])
    people = ({"工号": n, "姓名": PEOPLE[n][0], "主要事迹": "踏实"} for n in ("1001", "1002", "1003", "1004"))
    preview = imports.preview(xlsx(tmp_path / "表.xlsx", *people), into=CODE)
    said = f"“{FIRST}”个人可推荐 2，表里新推荐 2，另已推荐 1，多 1"
    assert verdicts(preview) == ["changed", "error", "error", "new"]
    assert [problem.reason for problem in preview.problems] == [said, said]
    assert imports.apply(preview).value.new == 1


def test_a_quota_of_a_pool_counts_only_that_pool(
    database: Database, round_: Round, imports: NominationImportService, tmp_path: Path
) -> None:
    with database.begin("分配名额") as session:
        quota = {"campaign_id": round_.board.id, "organisation_id": round_.team_ids[FIRST], "kind": TierKind.PERSON}
        session.add(Quota(**quota, pool=EmploymentType.OWN, places=1, nominees=2))
        session.add(Quota(**quota, pool=EmploymentType.OUTSOURCED, places=0, nominees=0))
        session.execute(update(Person).where(Person.number == "1002").values(employment=EmploymentType.OUTSOURCED))
    people = ({"工号": n, "姓名": PEOPLE[n][0], "主要事迹": "踏实"} for n in ("1001", "1002", "1003"))
    preview = imports.preview(xlsx(tmp_path / "表.xlsx", *people), into=CODE)
    assert verdicts(preview) == ["new", "error", "new"]
    assert [p.reason for p in preview.problems] == [f"“{FIRST}”个人（众包）可推荐 0，表里新推荐 1，多 1"]


def test_a_choice_does_not_get_round_the_quota(
    database: Database, round_: Round, imports: NominationImportService, tmp_path: Path
) -> None:
    give_quotas(database, round_, {FIRST: 1})
    namesake = round_.company.person("2001", "林婉清", unit_id=round_.team_ids[FIRST])
    rows = ({"姓名": "林婉清", "主要事迹": "踏实"}, {"姓名": "司徒雅澜", "主要事迹": "踏实"})
    preview = imports.preview(xlsx(tmp_path / "表.xlsx", *rows), into=CODE)
    assert verdicts(preview) == ["ambiguous", "new"]
    before = dump(database)
    with pytest.raises(NomineesOverQuotaError, match=f"“{FIRST}”个人可推荐 1，表里新推荐 2，多 1"):
        imports.apply(preview, choices={2: namesake})
    assert dump(database) == before
    assert imports.apply(preview, choices={2: namesake}, excluded=[3]).value.new == 1


def test_of_two_of_one_name_the_form_tells_which(
    round_: Round, forms: NominationFormService, imports: NominationImportService, tmp_path: Path
) -> None:
    round_.company.person("2001", "林婉清", unit_id=round_.team_ids[SECOND])
    first, second, _third = forms.write(CODE, tmp_path / "表").value
    fill(first, ("", "", "林婉清", "", "踏实"))
    fill(second, ("", "", "林婉清", "", "踏实"))
    preview = imports.preview(first, further=[second], into=CODE)
    assert [(row.verdict.value, row.number) for row in preview.rows] == [("new", "1001"), ("new", "2001")]


def test_another_campaigns_form_is_refused(
    round_: Round, forms: NominationFormService, imports: NominationImportService, tmp_path: Path
) -> None:
    round_.create("2026-PY")
    path = fill(forms.write("2026-PY", tmp_path / "表").value[0], ("", "1001", "林婉清", "", "踏实"))
    with pytest.raises(FormElsewhereError, match=f"是评选“2026-PY”的表，不是“{CODE}”的"):
        imports.preview(path, into=CODE)


def test_a_form_nobody_filled_in_is_said_to_be_empty(
    forms: NominationFormService, imports: NominationImportService, tmp_path: Path
) -> None:
    first, *further = forms.write(CODE, tmp_path / "表").value
    with pytest.raises(EmptyTableError, match="客服一班"):
        imports.preview(first, further=further, into=CODE)


def test_rejected_rows_go_back_form_by_form(
    round_: Round, forms: NominationFormService, imports: NominationImportService, tmp_path: Path
) -> None:
    first, second, _third = forms.write(CODE, tmp_path / "表").value
    fill(first, ("", "1004", "赵启明", "", "踏实"))
    fill(second, ("", "1001", "林婉清", "", "踏实"))
    preview: ImportPreview = imports.preview(first, further=[second], into=CODE)
    done = imports.write_rejected(preview, tmp_path / "退回.xlsx")
    book = openpyxl.load_workbook(done.value)
    assert book.sheetnames == [first.stem[:31], second.stem[:31]]
    assert "不属于推荐单位" in book.worksheets[1]["G2"].value


def test_persons_alone_where_only_persons_are_honoured(database: Database, round_: Round, tmp_path: Path) -> None:
    tiers = [{"name": "服务之星", "kind": "person", "seats": 1}]
    criteria = [{"kind": "person", "name": "评委评审", "source": "judges", "weight": "100"}]
    limits = {"exactly": True}
    rules = [{"kind": "field", "field": "status", "values": ["active"]}]
    round_.create("2026-PZ", tiers=tiers, criteria=criteria, limits=limits, rules=rules)
    path = xlsx(tmp_path / "表.xlsx", {"姓名": "客服一班", "主要事迹": "零投诉"})
    preview = NominationImportService(database).preview(path, into="2026-PZ")
    assert [problem.reason for problem in preview.problems] == ["本次评选不评集体"]


def test_a_day_is_what_teams_are_counted_by(
    database: Database, round_: Round, imports: NominationImportService, tmp_path: Path
) -> None:
    """Who came to the third team after the day as of which the campaign judges does not count."""
    round_.company.person("3001", "后来者", unit_id=round_.team_ids[THIRD], hire_date=date(2026, 11, 1))
    path = xlsx(tmp_path / "表.xlsx", {"类别": "集体", "姓名": "客服三班", "主要事迹": "新"})
    assert "没有成员" in imports.preview(path, into=CODE).problems[0].reason
