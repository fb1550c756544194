"""Judges' sheets: which score a row is, and writing exactly that."""

from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from culture_desktop.database import Database
from culture_desktop.errors import (
    ChoiceInvalidError,
    CorrectionReasonMissingError,
    PreviewOutdatedError,
    StepBlockedError,
)
from culture_desktop.models import Criterion, Honour, Judge, Recusal, Score, Tier
from culture_desktop.progress import CancelledError
from culture_desktop.services.imports.preview import ImportPreview, ImportReport
from culture_desktop.services.imports.scores import ScoreImportService
from culture_desktop.vocabulary import CriterionSource, OrganisationKind, TierKind
from tests.services.company import Company, dump, refused
from tests.services.imports.lists import Cells, import_exactly, reasons, verdicts, xlsx

CODE = "2026-A"
ROW: Cells = {"评委": "钱一", "编号": "1001", "姓名": "张伟", "评分项": "服务", "得分": 90}


@pytest.fixture
def service(database: Database) -> ScoreImportService:
    return ScoreImportService(database)


@pytest.fixture
def nominees(company: Company) -> dict[str, int]:
    """Nominations: two namesakes, a team, and a team that bears a nominee's name."""
    campaign = company.campaign(CODE)
    for kind, name in (
        (TierKind.PERSON, "服务"),
        (TierKind.PERSON, "口碑"),
        (TierKind.TEAM, "服务"),
        (TierKind.TEAM, "质量"),
    ):
        company.insert(
            Criterion, campaign_id=campaign, kind=kind, name=name, source=CriterionSource.JUDGES, weight=Decimal("0.5")
        )
    company.insert(
        Criterion,
        campaign_id=campaign,
        kind=TierKind.PERSON,
        name="参与",
        source=CriterionSource.PARTICIPATION,
        weight=Decimal(1),
    )
    people = {
        "张伟 1": company.person("1001", "张伟"),
        "张伟 2": company.person("1002", "张伟"),
        "王静": company.person("1003", "王静"),
        "乐队": company.person("1004", "乐队"),
    }
    found = {name: company.nomination(campaign, person_id=person) for name, person in people.items()}
    for name in ("营业 一班", "乐队"):
        team = company.unit(f"公司/{name}", OrganisationKind.TEAM)
        found[f"{name} team"] = company.nomination(campaign, team_id=team)
    company.person("1009", "局外人")
    return found


def import_sheet(database: Database, path: Path, reason: str = "") -> ImportPreview:
    """``import_exactly`` for a sheet of the one campaign."""
    service = ScoreImportService(database)
    return import_exactly(
        database,
        lambda: service.preview(path, into=CODE),
        lambda p: service.apply(p, reason=reason).value,
        "score",
        beside=("judge",),  # judges nobody put on a panel come with their sheets
    )


def scores(database: Database) -> list[tuple[Any, ...]]:
    with database.read() as session:
        statement = select(Criterion.kind, Criterion.name, Score.nomination_id, Score.judge, Score.points)
        return [tuple(row) for row in session.execute(statement.join(Score).order_by(Score.id))]


def recusals(database: Database) -> list[tuple[Any, ...]]:
    with database.read() as session:
        statement = select(Judge.name, Recusal.nomination_id, Recusal.reason, Recusal.automatic)
        return [tuple(row) for row in session.execute(statement.join(Recusal).order_by(Recusal.id))]


def test_points_and_recusal_are_written(database: Database, nominees: dict[str, int], tmp_path: Path) -> None:
    rows = [
        ROW,
        ROW | {"评分项": "口碑", "得分": "86.25分"},
        ROW | {"评委": "孙　二", "得分": "回避"},
        {"评委": "钱一", "编号": "", "姓名": "公司/营业 一班", "评分项": "质量", "得分": 100},
        {"评委": "钱一", "编号": "", "姓名": "王　静", "评分项": "服务", "得分": 0},
    ]
    service = ScoreImportService(database)
    path = xlsx(tmp_path / "评分.xlsx", *rows)
    assert service.apply(service.preview(path, into=CODE)).value == ImportReport(5, 0, 0, 0, 0)
    assert scores(database) == [
        (TierKind.PERSON, "服务", nominees["张伟 1"], "钱一", Decimal(90)),
        (TierKind.PERSON, "口碑", nominees["张伟 1"], "钱一", Decimal("86.25")),
        (TierKind.TEAM, "质量", nominees["营业 一班 team"], "钱一", Decimal(100)),
        (TierKind.PERSON, "服务", nominees["王静"], "钱一", Decimal(0)),
    ]
    assert recusals(database) == [("孙二", nominees["张伟 1"], "评分表注明回避", False)]
    assert verdicts(service.preview(path, into=CODE)) == ["unchanged"] * 5


WHOM: dict[str, tuple[Cells, str, list[str]]] = {
    "number": ({"编号": "1002", "姓名": "张伟"}, "new", ["张伟 2"]),
    "name of one": ({"编号": "", "姓名": "王静"}, "new", ["王静"]),
    "name of two": ({"编号": "", "姓名": "张伟"}, "ambiguous", ["张伟 1", "张伟 2"]),
    "team by name": ({"编号": "", "姓名": "营业 一班"}, "new", ["营业 一班 team"]),
    "team by path": ({"编号": "公司/营业 一班", "姓名": "营业 一班"}, "new", ["营业 一班 team"]),
    "person or team": ({"编号": "", "姓名": "乐队"}, "error", []),
    "person or team, by number": ({"编号": "1004", "姓名": "乐队"}, "new", ["乐队"]),
    "number of another": ({"编号": "1001", "姓名": "王静"}, "error", []),
    "not nominated": ({"编号": "1009", "姓名": "局外人"}, "error", []),
    "stranger": ({"编号": "", "姓名": "李四"}, "error", []),
}


@pytest.mark.parametrize("case", WHOM)
def test_whom_a_row_means(database: Database, nominees: dict[str, int], tmp_path: Path, case: str) -> None:
    cells, verdict, who = WHOM[case]
    found = import_sheet(database, xlsx(tmp_path / "评分.xlsx", ROW | cells)).rows[0]
    assert found.verdict == verdict
    means = [found.target] if verdict == "new" else [candidate.person_id for candidate in found.candidates]
    assert means == [nominees[name] for name in who]


WRONG: dict[str, tuple[Cells, str, str]] = {
    "no judge": ({"评委": ""}, "评委", "评委为空"),
    "no criterion": ({"评分项": ""}, "评分项", "评分项为空"),
    "no points": ({"得分": None}, "得分", "分数为空"),
    "unknown criterion": ({"评分项": "人缘"}, "评分项", "没有这一评分项，应为：服务、口碑"),
    "a criterion that nobody scores": ({"评分项": "参与"}, "评分项", "没有这一评分项，应为：服务、口碑"),
    "too many points": ({"得分": 100.01}, "得分", "应在 0 到 100 分之间"),
    "too few": ({"得分": -1}, "得分", "应在 0 到 100 分之间"),
    "too exact": ({"得分": 86.255}, "得分", "至多两位小数"),
    "words": ({"得分": "优"}, "得分", "不是数字"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_cell_that_cannot_be_taken_is_named(
    database: Database, nominees: dict[str, int], tmp_path: Path, case: str
) -> None:
    cells, column, reason = WRONG[case]
    found = import_sheet(database, xlsx(tmp_path / "评分.xlsx", ROW | cells))
    assert reasons(found) == [(2, column, reason)]


def test_a_judge_scores_once(database: Database, nominees: dict[str, int], tmp_path: Path) -> None:
    rows = [ROW, ROW | {"得分": 95}, ROW | {"评委": "钱　一", "编号": "", "姓名": "张伟"}]
    found = import_sheet(database, xlsx(tmp_path / "评分.xlsx", *rows))
    assert verdicts(found) == ["new", "error", "ambiguous"]


def test_a_correction_shows_both_values(database: Database, nominees: dict[str, int], tmp_path: Path) -> None:
    import_sheet(database, xlsx(tmp_path / "评分.xlsx", ROW))
    corrected = xlsx(tmp_path / "更正.xlsx", ROW | {"得分": "回避"})
    service = ScoreImportService(database)
    sentence = "“导入评分”会更正已经登记的评分或评选结果，须写明理由，没有保存。请填写理由后再试。"
    preview = service.preview(corrected, into=CODE)
    refused(database, CorrectionReasonMissingError, sentence, lambda: service.apply(preview))
    assert [(c.title, c.old, c.new) for c in preview.rows[0].changes] == [("钱一 服务", "90", "回避")]
    service.apply(preview, reason="评委漏报回避")
    assert scores(database)[0][-1] == Decimal(90), "what was scored stays on record and no longer counts"
    assert recusals(database) == [("钱一", nominees["张伟 1"], "评分表注明回避", False)]
    again = service.preview(xlsx(tmp_path / "再改.xlsx", ROW), into=CODE)
    assert reasons(again) == [(2, "评委", "钱一回避张伟（评分表注明回避），不能打分，请改写“回避”")]


def test_choices(database: Database, nominees: dict[str, int], service: ScoreImportService, tmp_path: Path) -> None:
    rows = [ROW, ROW | {"编号": ""}, ROW | {"编号": "", "评委": "孙二"}]
    preview = service.preview(xlsx(tmp_path / "评分.xlsx", *rows), into=CODE)
    first, second = nominees["张伟 1"], nominees["张伟 2"]
    for choices, words in (
        ({3: first}, "第 3 行的选择不能采用：所选的与第 2 行是同一个。"),
        ({3: nominees["王静"]}, "第 3 行的选择不能采用：所选的不在候选之列。"),
    ):
        sentence = f"{words}没有导入任何内容，请改选，或让这一行待定。"
        refused(database, ChoiceInvalidError, sentence, partial(service.apply, preview, choices=choices))
    report = service.apply(preview, choices={3: second, 4: first}).value
    assert report == ImportReport(3, 0, 0, 0, 0)
    assert [(row[2], row[3]) for row in scores(database)] == [(first, "钱一"), (second, "钱一"), (first, "孙二")]


def test_scores_that_came_meanwhile_are_not_written_over(
    company: Company, nominees: dict[str, int], service: ScoreImportService, tmp_path: Path
) -> None:
    preview = service.preview(xlsx(tmp_path / "评分.xlsx", ROW), into=CODE)
    service.apply(preview)
    with pytest.raises(PreviewOutdatedError):
        service.apply(preview)
    preview = service.preview(tmp_path / "评分.xlsx", into=CODE)
    with company.database.begin("测试数据") as session:
        session.execute(update(Criterion).where(Criterion.name == "服务").values(name="服务态度"))
    with pytest.raises(PreviewOutdatedError):
        service.apply(preview)


def test_after_the_award_nothing_is_scored(
    company: Company, nominees: dict[str, int], service: ScoreImportService, tmp_path: Path
) -> None:
    preview = service.preview(xlsx(tmp_path / "评分.xlsx", ROW), into=CODE)
    tier = company.insert(Tier, campaign_id=1, name="一等奖", kind=TierKind.PERSON, seats=1, position=0)
    company.insert(Honour, tier_id=tier, person_id=1, title="一等奖", granted_on=date(2026, 12, 1))
    before = dump(company.database)
    with pytest.raises(StepBlockedError):
        service.apply(preview)
    assert dump(company.database) == before


def test_cancelling_half_way_leaves_nothing(
    database: Database, nominees: dict[str, int], service: ScoreImportService, tmp_path: Path
) -> None:
    rows = [ROW | {"评委": f"评委{n}"} for n in range(5)]
    preview = service.preview(xlsx(tmp_path / "评分.xlsx", *rows), into=CODE)

    def progress(done: int, _total: int, _words: str) -> None:
        if done == 3:
            raise CancelledError

    before = dump(database)
    with pytest.raises(CancelledError):
        service.apply(preview, progress=progress)
    assert dump(database) == before
