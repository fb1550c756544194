"""The panel of a campaign, its recusals, and judges' sheets out and in again."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from culture_desktop.database import Database
from culture_desktop.errors import (
    InvalidFieldError,
    NameTakenError,
    RecordInUseError,
    RecordMissingError,
    StepBlockedError,
)
from culture_desktop.rules.recusal import Ground
from culture_desktop.rules.rubrics import Band, Part
from culture_desktop.services.awards.campaign_terms import CriterionTerms
from culture_desktop.services.awards.judges import JudgeService
from culture_desktop.services.awards.judging_rows import Panel
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.awards.score_sheets import ScoreSheetService
from culture_desktop.services.awards.terms import TermsService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.preview import ImportPreview
from culture_desktop.vocabulary import CriterionSource, TieKind, TierKind
from tests.services.awards.campaign import CODE, FIRST, JUDGES, SECOND, THIRD, Round
from tests.services.awards.test_ledger import past_the_program
from tests.services.company import dump, refused
from tests.services.imports.lists import reasons, verdicts

PARTS = (
    Part("服务质量", Decimal(60), (Band("优", Decimal(48), Decimal(60)), Band("中", Decimal(0), Decimal("47.9"))), 1),
    Part("群众口碑", Decimal(40)),
)


@pytest.fixture
def service(database: Database) -> JudgeService:
    return JudgeService(database)


@pytest.fixture
def sheets(database: Database) -> ScoreSheetService:
    return ScoreSheetService(database)


def judge_of(panel: Panel, name: str) -> int:
    return next(judge.id for judge in panel.judges if judge.name == name)


def in_parts(round_: Round) -> None:
    """A campaign whose persons are judged in two parts."""
    round_.create()
    terms = TermsService(round_.company.database)
    criteria = (
        CriterionTerms(TierKind.PERSON, "参与活动", CriterionSource.PARTICIPATION, Decimal(40), full_at=2),
        CriterionTerms(TierKind.PERSON, "评委评审", CriterionSource.JUDGES, Decimal(60), parts=PARTS),
        CriterionTerms(TierKind.TEAM, "评委评审", CriterionSource.JUDGES, Decimal(100)),
    )
    terms.save_criteria(CODE, criteria)
    round_.nominate()


def fill(path: Path, points: Mapping[str, Mapping[str, object]]) -> None:
    """A judge types: number of the nominee -> what the title begins with -> what is typed."""
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    head = next(n for n in range(1, 10) if sheet.cell(n, 1).value == "编号")
    titles = {str(cell.value): cell.column for cell in sheet[head]}
    rows = {str(sheet.cell(n, 1).value): n for n in range(head + 1, sheet.max_row + 1)}
    for number, given in points.items():
        for title, typed in given.items():
            column = next(at for name, at in titles.items() if name.startswith(title))
            sheet.cell(rows[number], column).value = typed
    book.save(path)


def look(round_: Round, *paths: Path) -> ImportPreview:
    return round_.scores.preview(paths[0], further=paths[1:], into=CODE)


class TestPanel:
    def test_staff_and_outsiders(self, round_: Round, service: JudgeService) -> None:
        round_.create()
        round_.company.person("2001", "林婉清")  # a namesake
        namesakes = [round_.ids["1001"], round_.company.people.id_of("2001")]
        assert service.add_staff(CODE, namesakes).value == 2
        assert service.add_staff(CODE, namesakes).value == 0
        service.add_outside(CODE, " 雷　慧珍 ")
        rows = service.panel(CODE).judges
        assert [(row.name, row.number, row.declared) for row in rows] == [
            ("林婉清", "1001", True),
            ("林婉清(2001)", "2001", True),
            ("雷慧珍", "", True),
        ]
        assert rows[0].unit == FIRST
        taken = "已经有名为“雷慧珍”的评委，没有保存。请换一个名称。"
        refused(service._database, NameTakenError, taken, lambda: service.add_outside(CODE, "雷慧珍"))
        with pytest.raises(InvalidFieldError):
            service.add_outside(CODE, "　")
        with pytest.raises(RecordMissingError):
            service.add_staff(CODE, [9999])

    def test_who_has_scored_stays(self, round_: Round, service: JudgeService, database: Database) -> None:
        round_.up_to_scores()
        service.add_outside(CODE, "方正")
        panel = service.panel(CODE)
        assert [(row.name, row.declared, row.scored, row.missing) for row in panel.judges] == [
            ("曹堃", False, 8, 0),  # the third team has nobody in it and is not judged
            ("芦斌", False, 8, 0),
            ("雷慧珍", False, 8, 0),
            ("方正", True, 0, 8),
        ]
        sentence = "评委“雷慧珍”还有 9 个评分与之相连，没有删除。请先移走或删除这些内容。"
        refused(
            database, RecordInUseError, sentence, lambda: service.remove(CODE, judge_of(service.panel(CODE), "雷慧珍"))
        )
        service.remove(CODE, judge_of(panel, "方正"))
        assert len(service.panel(CODE).judges) == 3

    def test_once_there_is_a_panel_others_do_not_score(self, round_: Round, service: JudgeService) -> None:
        round_.create()
        round_.nominate()
        service.add_outside(CODE, "雷慧珍")
        service.add_outside(CODE, "曹堃")
        found = look(round_, round_.sheet({"1001": "96"}))
        assert reasons(found) == [(4, "评委", "不在评委名单里，名单上是：雷慧珍、曹堃")]
        assert verdicts(found) == ["new", "new", "error"]


class TestRecusal:
    def test_what_the_rules_call_for(self, round_: Round, service: JudgeService) -> None:
        round_.create()
        round_.nominate()
        wife = round_.company.person("2001", "周敏", unit_id=round_.team_ids[THIRD])
        service.add_staff(CODE, [round_.ids["1001"], wife])
        service.add_outside(CODE, "方正")
        panel = service.panel(CODE)
        service.declare_tie(CODE, judge_of(panel, "周敏"), round_.ids["1004"], TieKind.FAMILY, "夫妻")
        service.declare_tie(CODE, judge_of(panel, "方正"), round_.ids["1006"], TieKind.OTHER, "合著论文")
        found = service.panel(CODE).found
        of = {(one.judge, one.nominee.number): one for one in found}
        assert of["林婉清", "1001"].reason == "评委就是本人"
        assert of["林婉清", FIRST].reason.startswith("评委是客服一班的成员")
        assert of["林婉清", "1002"].reason == f"同在班组“{FIRST}”"
        assert of["林婉清", "1004"].reason == "同在单位“客户服务中心”"
        assert of["周敏", "1004"].reason == "同在单位“客户服务中心”；与其有亲属关系（夫妻）"
        assert of["周敏", "1004"].grounds == {Ground.UNIT, Ground.FAMILY}
        assert of["方正", "1006"].reason == "主动申报，合著论文"
        assert {nominee for judge, nominee in of if judge == "方正"} == {"1006", SECOND}
        assert service.panel(CODE).recusals == (), "nothing is written before it was shown"

    def test_found_ones_are_written_with_their_reason(
        self, round_: Round, service: JudgeService, database: Database
    ) -> None:
        round_.create()
        round_.nominate()
        service.add_staff(CODE, [round_.ids["1001"]])
        judge = judge_of(service.panel(CODE), "林婉清")
        chosen = [
            (judge, one.nominee.nomination_id)
            for one in service.panel(CODE).found
            if Ground.SELF in one.grounds or Ground.TEAM in one.grounds
        ]
        assert service.write_found(CODE, chosen).value == len(chosen) == 4
        panel = service.panel(CODE)
        assert all(row.automatic for row in panel.recusals)
        assert not {one.nominee.nomination_id for one in panel.found} & {key for _, key in chosen}
        assert LedgerService(database).verify().sound
        past_the_program(database, "UPDATE recusal SET reason = '改过的' WHERE id = 1")
        faults = LedgerService(database).verify().faults
        assert faults == ("回避（林婉清 对 林婉清）与第 1 条存证（按规则回避）不符：理由被改动。",)

    def test_declared_recusals_leave_sum_and_divisor(
        self, round_: Round, service: JudgeService, database: Database
    ) -> None:
        round_.up_to_scores()
        before = round_.nominee("1001")
        assert before.total == Decimal("97.60")  # 40 % of 100, 60 % of 96
        judge, key = judge_of(service.panel(CODE), "曹堃"), before.nomination_id
        with pytest.raises(InvalidFieldError):
            service.recuse(CODE, judge, [key], "  ")
        assert service.recuse(CODE, judge, [key], "师徒，本人申报").value == 1
        assert service.recuse(CODE, judge, [key], "再报一次").value == 0
        after = round_.nominee("1001").scores[1]
        assert after.points is None
        assert after.reason == "2 位评委打分，1 位回避（曹堃），不足 3 位"
        row = service.panel(CODE).recusals[0]
        assert (row.judge, row.nominee.number, row.reason, row.automatic) == ("曹堃", "1001", "师徒，本人申报", False)
        assert LedgerService(database).verify().sound
        history = HistoryService(database)
        step = history.next_undo()
        assert step is not None
        history.take_back(step.id)
        assert round_.nominee("1001").total == before.total
        assert LedgerService(database).verify().sound

    def test_with_enough_judges_left_the_mean_is_of_the_others(self, round_: Round, service: JudgeService) -> None:
        round_.create(procedure={"scoring": {"summary": "mean", "minimum_judges": 2}})
        round_.nominate()
        round_.score()
        service.recuse(CODE, judge_of(service.panel(CODE), "芦斌"), [round_.nominee("1001").nomination_id], "同乡")
        score = round_.nominee("1001").scores[1]
        assert (score.points, score.reason) == (Decimal("97.00"), "2 位评委，1 位回避（芦斌），平均分 97.00")

    def test_after_the_award_nothing_changes(self, round_: Round, service: JudgeService, database: Database) -> None:
        round_.confirmed()
        judge = judge_of(service.panel(CODE), "芦斌")
        key = round_.nominee("1001").nomination_id
        before = dump(database)
        for act in (
            lambda: service.add_outside(CODE, "方正"),
            lambda: service.recuse(CODE, judge, [key], "补报"),
            lambda: service.write_found(CODE),
            lambda: service.remove(CODE, judge),
        ):
            with pytest.raises(StepBlockedError):
                act()
        assert dump(database) == before


class TestSheets:
    def test_out_filled_in_and_in_again(
        self, round_: Round, service: JudgeService, sheets: ScoreSheetService, tmp_path: Path
    ) -> None:
        in_parts(round_)
        for name in JUDGES:
            service.add_outside(CODE, name)
        panel = service.panel(CODE)
        service.recuse(CODE, judge_of(panel, "芦斌"), [round_.nominee("1006").nomination_id], "师徒")
        paths = sheets.write(CODE, tmp_path / "评分表").value
        assert [path.name for path in paths] == [f"{CODE}评分表-{judge}.xlsx" for judge in JUDGES]
        for path, judge in zip(paths, JUDGES, strict=True):
            points: dict[str, dict[str, object]] = {
                str(1001 + at): {"评委评审·服务质量": 55.5 - at, "评委评审·群众口碑": 38 - at}
                for at in range(6)
                if (judge, at) != ("芦斌", 5)
            }
            fill(path, points | {team: {"评委评审（": 90} for team in (FIRST, SECOND)})
        found = look(round_, *paths)
        assert reasons(found) == []
        assert (verdicts(found).count("new"), verdicts(found).count("unchanged")) == (23, 1)
        assert round_.scores.apply(found).sentence == "已记入 23 行评分"
        assert verdicts(look(round_, *paths)) == ["unchanged"] * 24
        again = sheets.write(CODE, tmp_path / "再次").value
        assert verdicts(look(round_, *again)) == ["unchanged"] * 24
        first = round_.nominee("1001").scores[1]
        assert first.points == Decimal("93.50")
        assert first.reason == (
            "3 位评委，去掉 93.50 与 93.50，余 1 个平均 93.50；细项平均：服务质量 55.50/60（优）、群众口碑 38.00/40"
        )
        assert round_.nominee("1006").scores[1].reason == "2 位评委打分，1 位回避（芦斌），不足 3 位；" + (
            "细项平均：服务质量 50.50/60（优）、群众口碑 33.00/40"
        )

    def test_each_judge_has_their_own_rows_and_the_recused_are_shut(
        self, round_: Round, service: JudgeService, sheets: ScoreSheetService, tmp_path: Path
    ) -> None:
        in_parts(round_)
        for name in JUDGES[:2]:
            service.add_outside(CODE, name)
        service.recuse(CODE, judge_of(service.panel(CODE), "曹堃"), [round_.nominee("1002").nomination_id], "师徒")
        paths = sheets.write(CODE, tmp_path).value
        for path, judge in zip(paths, JUDGES, strict=False):
            sheet = load_workbook(path).active
            assert sheet is not None
            assert sheet.protection.sheet
            assert {row[6].value for row in sheet.iter_rows(min_row=4)} == {judge}
            row = next(row for row in sheet.iter_rows(min_row=4) if row[0].value == "1002")
            shut = judge == "曹堃"
            assert [cell.value for cell in row[3:6]] == (["回避", "回避", "—"] if shut else [None, None, "—"])
            assert [cell.protection.locked for cell in row[3:5]] == [shut, shut]
            rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
            assert (row[3].coordinate in rules) is not shut
        quality = rules[sheet["D4"].coordinate]
        assert (quality.type, quality.formula1, quality.formula2) == ("decimal", "0", "60")
        assert quality.prompt == "0 到 60 分\n优 48-60，中 0-47.9"
        copies = sheets.write(CODE, tmp_path / "又一份").value
        assert [path.read_bytes() for path in copies] == [path.read_bytes() for path in paths]

    WRONG: Mapping[str, tuple[str, object, str, str]] = {
        "above full marks": ("评委评审·服务质量", 60.1, "评委评审·服务质量（满分 60）", "应在 0 到 60 分之间"),
        "101 of 100": ("评委评审·群众口碑", 101, "评委评审·群众口碑（满分 40）", "应在 0 到 100 分之间"),
        "too fine": ("评委评审·服务质量", 50.25, "评委评审·服务质量（满分 60）", "至多 1 位小数"),
        "not whole": ("评委评审·群众口碑", 30.5, "评委评审·群众口碑（满分 40）", "应为整数"),
        "a part left out": ("评委评审·群众口碑", None, "评委评审·群众口碑（满分 40）", "没有分数，也没有写“回避”"),
        "points and recusal": ("评委评审·群众口碑", "回避", "评委评审·服务质量（满分 60）", "同一个推荐对象不能既打分又回避"),
        "another campaign": ("评选编号", "2025-PX", "评选编号", "是评选“2025-PX”的评分表，现在导入的是“2026-PX”"),
        "a stranger": ("编号", "9999", "编号", "不在本次评选的推荐名单里"),
    }  # fmt: skip

    @pytest.mark.parametrize("case", WRONG)
    def test_what_is_wrong_is_named_with_row_and_column(
        self, round_: Round, service: JudgeService, sheets: ScoreSheetService, tmp_path: Path, case: str
    ) -> None:
        in_parts(round_)
        service.add_outside(CODE, "雷慧珍")
        (path,) = sheets.write(CODE, tmp_path).value
        title, typed, column, sentence = self.WRONG[case]
        fill(path, {"1001": {"评委评审·服务质量": 50, "评委评审·群众口碑": 30} | {title: typed}})
        found = [reason for reason in reasons(look(round_, path)) if reason[0] == 4]
        assert found == [(4, column, sentence)]

    def test_a_judge_scores_once_over_all_files(
        self, round_: Round, service: JudgeService, sheets: ScoreSheetService, tmp_path: Path
    ) -> None:
        in_parts(round_)
        service.add_outside(CODE, "雷慧珍")
        (path,) = sheets.write(CODE, tmp_path).value
        (copy,) = sheets.write(CODE, tmp_path / "又一份").value
        for one in (path, copy):
            fill(one, {"1001": {"评委评审·服务质量": 50, "评委评审·群众口碑": 30}})
        found = look(round_, path, copy)
        twice = [reason for _, column, reason in reasons(found) if column == "评委"]
        assert len(twice) == 1
        assert twice[0].endswith("重复：同一评委对同一人的同一项只评一次")

    def test_a_judge_recused_since_does_not_score(
        self, round_: Round, service: JudgeService, sheets: ScoreSheetService, tmp_path: Path
    ) -> None:
        in_parts(round_)
        service.add_outside(CODE, "雷慧珍")
        (path,) = sheets.write(CODE, tmp_path).value
        fill(path, {"1001": {"评委评审·服务质量": 50, "评委评审·群众口碑": 30}})
        judge = judge_of(service.panel(CODE), "雷慧珍")
        service.recuse(CODE, judge, [round_.nominee("1001").nomination_id], "师徒")
        found = [reason for reason in reasons(look(round_, path)) if reason[0] == 4]
        assert found == [(4, "评委", "雷慧珍回避林婉清（师徒），不能打分，请改写“回避”")]

    def test_without_a_panel_there_are_no_sheets(
        self, round_: Round, sheets: ScoreSheetService, database: Database, tmp_path: Path
    ) -> None:
        round_.create()
        round_.nominate()
        sentence = "还不能进行“评分表”：还没有评委，请先在“评委与回避”里添加。"
        refused(database, StepBlockedError, sentence, lambda: sheets.write(CODE, tmp_path / "x"))
        assert not (tmp_path / "x").exists()
