"""Paper forms typed in twice: blind, compared, settled, written in one step or not at all."""

from decimal import Decimal

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import CorrectionReasonMissingError, RecordMissingError, ScoreInvalidError
from culture_desktop.services.awards.judges import JudgeService
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.awards.typed_scores import Place, TypedScoreService
from culture_desktop.services.history import HistoryQuery, HistoryService
from tests.services.awards.campaign import CODE, Round
from tests.services.awards.test_judging import in_parts, judge_of
from tests.services.company import dump, refused

JUDGE = "雷慧珍"


@pytest.fixture
def service(database: Database, round_: Round) -> TypedScoreService:
    in_parts(round_)
    JudgeService(database).add_outside(CODE, JUDGE)
    return TypedScoreService(database)


def all_points(service: TypedScoreService) -> dict[Place, Decimal]:
    grid = service.grid(CODE, JUDGE, 1)
    full = {column.id: column.part.maximum for column in grid.columns}
    return {place: full[place[1]] - 5 for place in grid.open_places()}


def test_both_agree(service: TypedScoreService, round_: Round, database: Database) -> None:
    points = all_points(service)
    service.save(CODE, JUDGE, 1, points)
    assert service.grid(CODE, JUDGE, 2).typed == {}, "the second pass does not see the first"
    assert round_.nominee("1001").scores[1].counted == ()
    service.save(CODE, JUDGE, 2, points)
    assert service.entered(CODE) == {JUDGE: (14, 14)}
    before = HistoryService(database).entries(HistoryQuery())
    done = service.accept(CODE, JUDGE)
    assert done.sentence == "两遍核对一致，已记入雷慧珍的 14 个分数"
    assert len(HistoryService(database).entries(HistoryQuery())) == len(before) + 1
    assert service.entered(CODE) == {}
    panel = JudgeService(database).panel(CODE)
    assert (panel.judges[0].scored, panel.judges[0].missing) == (8, 0)
    assert LedgerService(database).verify().sound


def test_differences_are_shown_cell_by_cell_and_settled(service: TypedScoreService, database: Database) -> None:
    points = all_points(service)
    first, second, third = sorted(points)[:3]
    service.save(CODE, JUDGE, 1, points)
    other = {**points, first: points[first] - 1}
    del other[second]
    service.save(CODE, JUDGE, 2, other)
    found = service.compare(CODE, JUDGE)
    assert [(one.place, one.first, one.second) for one in found.differing] == [
        (first, points[first], points[first] - 1),
        (second, points[second], None),
    ]
    assert found.differing[0].sentence == ("林婉清（1001）“评委评审·服务质量”雷慧珍的分数：第一遍为 55，第二遍为 54。")
    assert (len(found.agreed), found.blank) == (12, 0)
    sentence = (
        "评分不能采用：两遍录入不一致等 2 处，林婉清（1001）“评委评审·服务质量”雷慧珍的分数："
        "第一遍为 55，第二遍为 54。请核对评分表后再试。"
    )
    refused(database, ScoreInvalidError, sentence, lambda: service.accept(CODE, JUDGE))
    half = {first: Decimal(54)}
    before = dump(database)
    with pytest.raises(ScoreInvalidError):
        service.accept(CODE, JUDGE, half)
    assert dump(database) == before, "nothing is half written"
    with pytest.raises(ScoreInvalidError, match="应在 0 到 60 分之间"):
        service.accept(CODE, JUDGE, {first: Decimal(61), second: Decimal(30)})
    assert service.accept(CODE, JUDGE, {first: Decimal(54), second: Decimal(33)}).value == 14
    assert third in points


def test_a_pass_can_be_gone_on_with(service: TypedScoreService, database: Database) -> None:
    points = all_points(service)
    one, two = sorted(points)[:2]
    service.save(CODE, JUDGE, 1, {one: Decimal(50)})
    assert service.grid(CODE, JUDGE, 1).typed == {one: Decimal(50)}
    service.save(CODE, JUDGE, 1, {one: Decimal(51), two: Decimal(20)})
    service.save(CODE, JUDGE, 1, {two: Decimal(20)})
    assert service.grid(CODE, JUDGE, 1).typed == {two: Decimal(20)}
    sentence = "评分不能采用：雷慧珍的评分表第二遍还没有录入。请核对评分表后再试。"
    refused(database, ScoreInvalidError, sentence, lambda: service.accept(CODE, JUDGE))


def test_what_cannot_be_typed(service: TypedScoreService, round_: Round, database: Database) -> None:
    points = all_points(service)
    one = sorted(points)[0]
    sentence = "评分不能采用：林婉清的“评委评审·服务质量”给了 101 分，应在 0 到 60 分之间。请核对评分表后再试。"
    refused(database, ScoreInvalidError, sentence, lambda: service.save(CODE, JUDGE, 1, {one: Decimal(101)}))
    judges = JudgeService(database)
    judges.recuse(CODE, judge_of(judges.panel(CODE), JUDGE), [one[0]], "师徒")
    sentence = "评分不能采用：雷慧珍回避林婉清（师徒），不能打分。请核对评分表后再试。"
    refused(database, ScoreInvalidError, sentence, lambda: service.save(CODE, JUDGE, 1, {one: Decimal(50)}))
    assert one not in service.grid(CODE, JUDGE, 1).open_places()
    with pytest.raises(RecordMissingError):
        service.grid(CODE, "某人", 1)


def test_correcting_takes_a_reason(service: TypedScoreService, database: Database) -> None:
    points = all_points(service)
    for number in (1, 2):
        service.save(CODE, JUDGE, number, points)
    service.accept(CODE, JUDGE)
    one = sorted(points)[0]
    for number in (1, 2):
        service.save(CODE, JUDGE, number, {one: Decimal(40)})
    before = dump(database)
    with pytest.raises(CorrectionReasonMissingError):
        service.accept(CODE, JUDGE)
    assert dump(database) == before
    service.accept(CODE, JUDGE, reason="原表看错一格")
    assert LedgerService(database).verify().sound
