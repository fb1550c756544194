"""Votes: rounds counted by hand and from ballots, ties voted again, peer assessments; who voted is nowhere."""

import sqlite3
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import (
    BallotsInvalidError,
    CorrectionReasonMissingError,
    InvalidFieldError,
    RecordMissingError,
    StepBlockedError,
    VoteVoidError,
)
from culture_desktop.rules.ballots import Standing
from culture_desktop.rules.profiles import bundled_profile
from culture_desktop.rules.tally import Papers
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.awards.setup import AwardSetupService
from culture_desktop.services.awards.voting import VotingService
from culture_desktop.services.awards.voting_rows import Marks, RoundTerms
from culture_desktop.services.awards.voting_rows import Round as VotingRound
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.ballots import BallotImportService
from culture_desktop.services.people.removal import RemovalService
from culture_desktop.services.people.service import PeopleService
from culture_desktop.vocabulary import Grade, MajorityOf, PoliticalStatus, TierKind, VotingKind
from tests.services.awards.campaign import AS_OF, CODE, PEOPLE, Round
from tests.services.company import draft, dump, refused
from tests.services.imports.lists import Cells, xlsx

DAY = date(2026, 11, 2)
TERMS = RoundTerms("服务之星投票", DAY, places=2)
PAPERS = Papers(20, 20, 19, 1)
NUMBERS = tuple(PEOPLE)
BEST, GOOD, FAIR, BAD = Grade


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    """A campaign with everybody nominated."""
    made = Round(database, tmp_path)
    made.create()
    made.nominate()
    return made


@pytest.fixture
def voting(database: Database, round_: Round) -> VotingService:
    return VotingService(database)


@pytest.fixture
def ids(round_: Round) -> Mapping[str, int]:
    """Staff number -> nomination."""
    return {nominee.number: nominee.nomination_id for nominee in round_.board.nominees}


def approvals(ids: Mapping[str, int], *counts: int) -> dict[int, Marks]:
    """So many for the first, the second …; all others abstain."""
    return {ids[number]: Marks(count) for number, count in zip(NUMBERS, counts, strict=True)}


def standings(round_: VotingRound) -> dict[str, str]:
    return {one.number: one.standing.value for one in round_.candidates if one.standing is not None}


def sound(database: Database) -> bool:
    return LedgerService(database).verify().sound


def test_counted_by_hand(database: Database, round_: Round, voting: VotingService, ids: Mapping[str, int]) -> None:
    assert voting.new(CODE, TERMS, whom=TierKind.PERSON).value == 1
    made = voting.round(CODE, 1)
    assert not made.counted
    # In the order of the ballot paper: 王 4 strokes, 买 6, 欧 8, 林 8, 赵 9 …; 司 5 first of the compound ones.
    assert [one.name for one in made.candidates][:2] == ["王𬭎", "司徒雅澜"]
    done = voting.count(CODE, 1, PAPERS, approvals(ids, 12, 11, 10, 2, 0, 1))
    assert done.sentence == "已登记第 1 轮计票：当选 2 个"
    assert standings(done.value) == {
        **{"1001": "elected", "1002": "elected", "1003": "short"},
        **{"1004": "short", "1005": "short", "1006": "short"},
    }
    best = next(one for one in done.value.candidates if one.number == "1001")
    assert best.sentence == "林婉清：赞成 12 票，反对 0 票，弃权 6 票，当选。"
    count = round_.board.vote_count
    assert count is not None
    assert (count.round, count.papers, dict(count.void)) == (1, 19, {TierKind.PERSON: 1})
    shown = round_.nominee("1002").votes
    assert shown is not None
    assert (shown.approve, shown.oppose, shown.abstain) == (11, 0, 7)
    assert sound(database)


def test_the_majority_is_of_what_the_round_says(voting: VotingService, ids: Mapping[str, int]) -> None:
    for at, (majority, standing) in enumerate(
        [(MajorityOf.PRESENT, "short"), (MajorityOf.VALID, "elected"), (MajorityOf.NONE, "elected")], start=1
    ):
        voting.new(CODE, RoundTerms("投票", DAY, places=1, majority_of=majority), [ids["1001"], ids["1002"]])
        done = voting.count(CODE, at, PAPERS, {ids["1001"]: Marks(10, 8), ids["1002"]: Marks(0, 18)})
        assert standings(done.value)["1001"] == standing


def test_a_tie_is_voted_again_among_the_tied(
    database: Database, voting: VotingService, round_: Round, ids: Mapping[str, int]
) -> None:
    voting.new(CODE, TERMS, whom=TierKind.PERSON)
    done = voting.count(CODE, 1, PAPERS, approvals(ids, 13, 11, 11, 0, 0, 0))
    assert done.sentence == "已登记第 1 轮计票：司徒雅澜、欧阳䶮票数相等，须再次投票"
    made = voting.second(CODE, 1, DAY)
    assert made.value == 2
    assert "再次投票" in made.sentence
    second = voting.round(CODE, 2)
    assert {one.number for one in second.candidates} == {"1002", "1003"}
    assert (second.terms.places, second.terms.majority_of, second.again_of) == (1, MajorityOf.NONE, 1)
    assert voting.round(CODE, 1).second == 2
    with pytest.raises(BallotsInvalidError, match="第 1 轮已经有再次投票，是第 2 轮"):
        voting.second(CODE, 1, DAY)
    counted = voting.count(CODE, 2, PAPERS, {ids["1002"]: Marks(10), ids["1003"]: Marks(8)}).value
    assert standings(counted) == {"1002": "elected", "1003": "no_place"}
    with pytest.raises(BallotsInvalidError, match="不需要再次投票"):
        voting.second(CODE, 2, DAY)
    # What the second round rests on is not corrected away from under it.
    with pytest.raises(StepBlockedError, match="请先删除或撤销第 2 轮"):
        voting.count(CODE, 1, PAPERS, approvals(ids, 13, 12, 11, 0, 0, 0), reason="唱票有误")
    voting.count(CODE, 1, PAPERS, approvals(ids, 14, 11, 11, 0, 0, 0), reason="唱票有误，总监票人核对")
    count = round_.board.vote_count
    assert count is not None
    assert count.round == 2
    assert sound(database)


def test_counting_again_is_a_correction(database: Database, voting: VotingService, ids: Mapping[str, int]) -> None:
    voting.new(CODE, TERMS, whom=TierKind.PERSON)
    voting.count(CODE, 1, PAPERS, approvals(ids, 12, 11, 10, 0, 0, 0))
    other = approvals(ids, 12, 11, 9, 0, 0, 0)
    sentence = "“登记计票”会更正已经登记的评分或评选结果，须写明理由，没有保存。请填写理由后再试。"
    refused(database, CorrectionReasonMissingError, sentence, lambda: voting.count(CODE, 1, PAPERS, other))
    voting.count(CODE, 1, PAPERS, other, reason="复核计票单")
    entry = HistoryService(database).next_undo()
    assert entry is not None
    assert (entry.label, entry.reason) == ("登记计票", "复核计票单")
    assert sound(database)


def test_undo_takes_counting_and_round_back(database: Database, voting: VotingService, ids: Mapping[str, int]) -> None:
    before = dump(database)
    voting.new(CODE, TERMS, whom=TierKind.PERSON)
    voting.count(CODE, 1, PAPERS, approvals(ids, 12, 11, 10, 0, 0, 0))
    history = HistoryService(database)
    for _ in range(2):
        entry = history.next_undo()
        assert entry is not None
        history.take_back(entry.id)
    assert dump(database) == before
    assert sound(database)


WRONG: dict[str, tuple[Papers, tuple[int, ...], str]] = {
    "more votes than papers": (
        *(PAPERS, (19, 0, 0, 0, 0, 0)),
        "“林婉清”的赞成、反对合计 19 票，有效票是 18 张",
    ),
    "more approvals than places": (
        PAPERS,
        (18, 18, 1, 0, 0, 0),
        "赞成票合计 37 票，但有效票 18 张、每张至多选 2 人，至多 36 票",
    ),
    "negative": (PAPERS, (-1, 0, 0, 0, 0, 0), "“林婉清”的票数不能为负"),
    "more given out than present": (Papers(20, 21, 19), (0,) * 6, "发出选票 21 张，多于到会有表决权的 20 人"),
    "more invalid than returned": (Papers(20, 20, 5, 6), (0,) * 6, "无效票 6 张，多于收回的 5 张"),
    "nothing filled in": (Papers(0, 0, 0), (0,) * 6, "到会人数、发出和收回的票数都还没有填"),
}


@pytest.mark.parametrize("case", WRONG)
def test_figures_that_cannot_be(database: Database, voting: VotingService, ids: Mapping[str, int], case: str) -> None:
    papers, counts, reason = WRONG[case]
    voting.new(CODE, TERMS, whom=TierKind.PERSON)
    sentence = f"计票数字对不上，没有采用：{reason}。请核对计票单后重新填写。"
    votes = approvals(ids, *counts)
    refused(database, BallotsInvalidError, sentence, lambda: voting.count(CODE, 1, papers, votes))


def test_who_does_not_stand_and_who_is_left_out(
    database: Database, voting: VotingService, ids: Mapping[str, int]
) -> None:
    voting.new(CODE, TERMS, [ids["1001"], ids["1002"], ids["1003"]])
    strange = {ids[number]: Marks(1) for number in ("1001", "1002", "1003", "1004")}
    with pytest.raises(BallotsInvalidError, match="不在第 1 轮的候选名单里"):
        voting.count(CODE, 1, PAPERS, strange)
    with pytest.raises(BallotsInvalidError, match="林婉清还没有填票数"):
        voting.count(CODE, 1, PAPERS, {ids["1002"]: Marks(1), ids["1003"]: Marks(1)})
    with pytest.raises(RecordMissingError, match="没有找到投票“第 7 轮”"):
        voting.count(CODE, 7, PAPERS, {})


def test_more_papers_back_than_given_out_is_a_void_vote(
    database: Database, voting: VotingService, round_: Round, ids: Mapping[str, int]
) -> None:
    voting.new(CODE, TERMS, whom=TierKind.PERSON)
    papers = Papers(20, 18, 19)
    sentence = (
        "收回 19 张，多于发出的 18 张，这一轮投票无效，没有登记。请核对计票单；确属如此的，登记为投票无效，另行投票。"
    )
    votes = approvals(ids, 12, 11, 10, 0, 0, 0)
    refused(database, VoteVoidError, sentence, lambda: voting.count(CODE, 1, papers, votes))
    done = voting.count(CODE, 1, papers, votes, void=True)
    assert done.sentence == "已登记第 1 轮计票：投票无效，须重新投票"
    assert set(standings(done.value).values()) == {"void"}
    assert voting.new(CODE, RoundTerms("重新投票", DAY, places=2), whom=TierKind.PERSON).value == 2
    assert sound(database)


def test_who_can_stand(database: Database, voting: VotingService, round_: Round, ids: Mapping[str, int]) -> None:
    with pytest.raises(BallotsInvalidError, match="个人和集体不能列在同一张选票上"):
        voting.new(CODE, TERMS)
    round_.vetoes.bar(CODE, round_.ids["1001"], "发生责任事故", "通报", AS_OF)
    with pytest.raises(BallotsInvalidError, match="林婉清资格审查不合格，不能列为候选对象"):
        voting.new(CODE, TERMS, [ids["1001"], ids["1002"]])
    with pytest.raises(BallotsInvalidError, match="不在本次评选的推荐名单里"):
        voting.new(CODE, TERMS, [10**6])
    with pytest.raises(BallotsInvalidError, match="应选 2 名，候选对象只有 1 个"):
        voting.new(CODE, TERMS, [ids["1002"]])
    for terms in (
        RoundTerms(" ", DAY),
        RoundTerms("投票", DAY, places=0),
        RoundTerms("测评", DAY, VotingKind.ASSESSMENT, best_share=Fraction(3, 2)),
    ):
        with pytest.raises(InvalidFieldError):
            voting.new(CODE, terms, [ids["1002"]])
    voting.new(CODE, TERMS, whom=TierKind.PERSON)
    assert "1001" not in {one.number for one in voting.round(CODE, 1).candidates}
    voting.new(CODE, RoundTerms("班组投票", DAY), whom=TierKind.TEAM)
    assert {one.kind for one in voting.round(CODE, 2).candidates} == {TierKind.TEAM}


def test_a_round_is_taken_back_only_before_it_is_counted(
    database: Database, voting: VotingService, ids: Mapping[str, int]
) -> None:
    voting.new(CODE, TERMS, whom=TierKind.PERSON)
    voting.remove(CODE, 1)
    assert voting.voting(CODE).rounds == ()
    voting.new(CODE, TERMS, whom=TierKind.PERSON)
    voting.count(CODE, 1, PAPERS, approvals(ids, 12, 11, 10, 0, 0, 0))
    sentence = "还不能进行“删除投票”：第 1 轮已经计票，作为依据须保留。有误请更正。"
    refused(database, StepBlockedError, sentence, lambda: voting.remove(CODE, 1))


def test_nothing_is_voted_once_honours_are_given(database: Database, tmp_path: Path) -> None:
    Round(database, tmp_path).confirmed()
    with pytest.raises(StepBlockedError):
        VotingService(database).new(CODE, TERMS, whom=TierKind.PERSON)


class TestBallots:
    def test_they_make_a_round_that_waits_for_its_figures(
        self, database: Database, voting: VotingService, round_: Round, tmp_path: Path
    ) -> None:
        names = [PEOPLE[number][0] for number in NUMBERS[:2]]
        papers: list[Cells] = [{names[0]: "√", names[1]: "√"}] * 8 + [{names[0]: "√", names[1]: "×"}] * 3
        service = BallotImportService(database)
        service.apply(service.preview(xlsx(tmp_path / "选票.xlsx", *papers), into=CODE))
        made = voting.round(CODE, 1)
        assert (made.terms.title, made.imported, made.counted, made.terms.places) == ("第 1 轮投票", 11, False, 3)
        done = voting.count(CODE, 1, Papers(14, 13, 12), {}).value
        # One came back that nothing could be read from.
        assert (done.papers.invalid, done.papers.valid) == (1, 11)
        assert standings(done)["1001"] == "elected"
        assert standings(done)["1002"] == "elected"
        assert standings(done)["1003"] == "short"
        with pytest.raises(BallotsInvalidError, match="第 1 轮已导入 11 张选票，得票按选票计"):
            voting.count(CODE, 1, Papers(14, 13, 12), {done.candidates[0].nomination_id: Marks(3)}, reason="有误")
        with pytest.raises(BallotsInvalidError, match="已导入 11 张选票，多于收回的 10 张"):
            voting.count(CODE, 1, Papers(14, 13, 10), {}, reason="有误")
        # There is room for one more paper, then for none.
        more: list[Cells] = [{"票号": str(n), names[0]: "×"} for n in (101, 102)]
        preview = service.preview(xlsx(tmp_path / "补.xlsx", *more), into=CODE)
        assert [p.reason for p in preview.problems] == ["第 1 轮登记收回 12 张，选票已经够数"]
        assert sound(database)

    def test_only_who_stands_can_be_marked(
        self, database: Database, voting: VotingService, ids: Mapping[str, int], tmp_path: Path
    ) -> None:
        voting.new(CODE, RoundTerms("投票", DAY), [ids["1001"], ids["1002"]])
        first, _, third = (PEOPLE[number][0] for number in NUMBERS[:3])
        service = BallotImportService(database)
        rows: list[Cells] = [{"票号": 1, first: "√", third: ""}, {"票号": 2, first: "√", third: "√"}]
        preview = service.preview(xlsx(tmp_path / "一.xlsx", *rows), into=CODE)
        assert [(p.row, p.reason) for p in preview.problems] == [(3, "不是这一轮的候选对象")]
        names: list[Cells] = [{"票号": 1, "同意的候选人": third}]
        preview = service.preview(xlsx(tmp_path / "二.xlsx", *names), into=CODE)
        assert [p.reason for p in preview.problems] == [f"“{third}”不是这一轮的候选对象"]

    def test_a_round_is_counted_one_way(
        self, database: Database, voting: VotingService, ids: Mapping[str, int], tmp_path: Path
    ) -> None:
        voting.new(CODE, TERMS, whom=TierKind.PERSON)
        voting.count(CODE, 1, PAPERS, approvals(ids, 12, 11, 10, 0, 0, 0))
        voting.new(CODE, RoundTerms("测评", DAY, VotingKind.ASSESSMENT), whom=TierKind.PERSON)
        name = PEOPLE[NUMBERS[0]][0]
        rows: list[Cells] = [{"票号": 1, "轮次": 1, name: "√"}, {"票号": 1, "轮次": 2, name: "√"}]
        preview = BallotImportService(database).preview(xlsx(tmp_path / "选票.xlsx", *rows), into=CODE)
        assert [p.reason for p in preview.problems] == [
            "第 1 轮已按计票单登记，不再导入选票",
            "第 2 轮是民主测评，按等次登记，没有选票可以导入",
        ]

    def test_persons_and_teams_on_one_paper_make_no_round(
        self, database: Database, voting: VotingService, round_: Round, tmp_path: Path
    ) -> None:
        team = next(n.name for n in round_.board.nominees if n.kind is TierKind.TEAM)
        rows: list[Cells] = [{"票号": 1, PEOPLE["1001"][0]: "√", team: "√"}]
        service = BallotImportService(database)
        service.apply(service.preview(xlsx(tmp_path / "选票.xlsx", *rows), into=CODE))
        found = voting.voting(CODE)
        assert found.rounds == ()
        assert found.loose.startswith("第 1 轮导入的选票上既有个人又有集体")
        count = round_.board.vote_count
        assert count is not None
        assert dict(count.void) == {TierKind.PERSON: 0, TierKind.TEAM: 0}
        assert voting.new(CODE, TERMS, whom=TierKind.PERSON).value == 2


class TestSecrecy:
    """A vote leads to whom it is for and to nobody else."""

    def test_no_table_of_votes_refers_to_a_voter(self, database: Database) -> None:
        with sqlite3.connect(database.path) as file:
            for table in ("ballot", "ballot_mark", "voting_round", "voting_candidate", "grade_count"):
                referred = {row[2] for row in file.execute(f"PRAGMA foreign_key_list({table})")}
                assert referred <= {"campaign", "ballot", "nomination", "voting_round"}
            columns = {row[1] for row in file.execute("PRAGMA table_info(ballot)")}
            # No time of writing either: beside the times of a sign-in it would tell.
            assert columns == {"id", "campaign_id", "round", "number"}
            marks = {row[1] for row in file.execute("PRAGMA table_info(ballot_mark)")}
            assert marks == {"id", "ballot_id", "nomination_id", "choice"}
        file.close()

    def test_rows_do_not_follow_the_list_of_voters(
        self, database: Database, voting: VotingService, round_: Round, tmp_path: Path
    ) -> None:
        """The list is in the order of the voters' staff numbers, with their names; in the file is no trace of it."""
        names = [PEOPLE[number][0] for number in NUMBERS]
        voters = [f"投票人{n:03d}" for n in range(60)]
        chosen = [names[(n * 7 + n // 3) % len(names)] for n in range(60)]
        rows: list[Cells] = [{"您的姓名": v, "同意的候选人": name} for v, name in zip(voters, chosen, strict=True)]
        service = BallotImportService(database)
        path = xlsx(tmp_path / "问卷.xlsx", *rows)
        service.apply(service.preview(path, into=CODE))
        assert service.preview(path, into=CODE).writable == 0  # the same file is still the same ballots
        nominees = {nominee.nomination_id: nominee.name for nominee in round_.board.nominees}
        with sqlite3.connect(database.path) as file:
            ballots = file.execute("SELECT id, number FROM ballot ORDER BY id").fetchall()
            marks = file.execute("SELECT ballot_id, nomination_id FROM ballot_mark WHERE choice = 'for' ORDER BY id")
            for_whom = {ballot: nominees[nomination] for ballot, nomination in marks.fetchall()}
            history = file.execute(
                "SELECT person_id, row_id, before, after FROM history_change WHERE table_name LIKE 'ballot%'"
            ).fetchall()
            links = [row[0] for row in file.execute("SELECT content FROM ledger_link")]
        file.close()
        by_row = [for_whom[ballot] for ballot, _ in ballots]
        by_number = [for_whom[ballot] for ballot, _ in sorted(ballots, key=lambda ballot: int(ballot[1]))]
        assert sorted(by_row) == sorted(chosen)
        assert chosen not in (by_row, by_row[::-1], by_number, by_number[::-1])
        # By number they stand as they vote: one name after the other.
        assert sum(a != b for a, b in pairwise(by_number)) == len(set(chosen)) - 1
        standing = {round_.ids[number] for number in NUMBERS} | {None}
        assert {person for person, *_ in history} <= standing
        everything = " ".join(map(str, history)) + " ".join(links)
        assert not any(voter in everything for voter in voters)
        assert voters[0].encode() not in database.path.read_bytes()

    def test_two_imports_of_one_list_are_written_in_different_orders(
        self, database: Database, round_: Round, tmp_path: Path
    ) -> None:
        name = PEOPLE["1001"][0]
        rows: list[Cells] = [{"票号": n, name: "√"} for n in range(1, 41)]
        service, history = BallotImportService(database), HistoryService(database)
        orders = set()
        for _ in range(2):
            service.apply(service.preview(xlsx(tmp_path / "选票.xlsx", *rows), into=CODE))
            orders.add(tuple(row[3] for row in sorted(dump(database)["ballot"])))
            entry = history.next_undo()
            assert entry is not None
            history.take_back(entry.id)
        assert len(orders) == 2


TAMPERED = {
    "UPDATE voting_round SET returned = 18 WHERE id = 1": "第 2 条存证（登记计票）不符：收回票数应为“19”，现为“18”。",
    "UPDATE voting_candidate SET approvals = 13 WHERE nomination_id = {first} AND round_id = 1": "同意票应为“12”，现为“13”。",
    "DELETE FROM voting_candidate WHERE nomination_id = {first} AND round_id = 1": "被删除了，",
    "UPDATE grade_count SET votes = 1 WHERE nomination_id = {first} AND grade = 'excellent'": "票数应为“12”，现为“1”。",
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_what_another_program_does_to_a_count_is_named(
    database: Database, voting: VotingService, ids: Mapping[str, int], statement: str
) -> None:
    voting.new(CODE, TERMS, whom=TierKind.PERSON)
    voting.count(CODE, 1, PAPERS, approvals(ids, 12, 11, 10, 0, 0, 0))
    voting.new(CODE, RoundTerms("民主测评", DAY, VotingKind.ASSESSMENT), [ids["1001"], ids["1002"], ids["1003"]])
    grades = {ids[number]: {BEST: 12, GOOD: 6} for number in ("1001", "1002", "1003")}
    voting.assess(CODE, 2, PAPERS, grades)
    assert sound(database)
    with sqlite3.connect(database.path) as other:
        other.execute(statement.format(first=ids["1001"]))
    other.close()
    report = LedgerService(database).verify()
    assert len(report.faults) == 1
    assert TAMPERED[statement] in report.faults[0]


class TestAssessment:
    def test_grades_and_the_cap(self, database: Database, voting: VotingService, ids: Mapping[str, int]) -> None:
        voting.new(CODE, RoundTerms("民主测评", DAY, VotingKind.ASSESSMENT), whom=TierKind.PERSON)
        counts = [(18, 0, 0, 0), (16, 2, 0, 0), (12, 6, 0, 0), (0, 18, 0, 0), (0, 5, 10, 3), (0, 0, 0, 17)]
        grades = {ids[n]: dict(zip(Grade, count, strict=True)) for n, count in zip(NUMBERS, counts, strict=True)}
        done = voting.assess(CODE, 1, PAPERS, grades)
        found = {one.number: one.grade for one in done.value.candidates}
        assert found == dict(zip(NUMBERS, (BEST, BEST, GOOD, GOOD, FAIR, BAD), strict=True))
        assert (
            done.value.sentence
            == "评定等次 6 人，优秀不超过 1/3，至多 2 人；司徒雅澜优秀票过半，但优秀名额已满，评为合格。"
        )
        assert done.sentence == "已登记第 1 轮测评：优秀 2 人"
        assert sound(database)
        changed = grades | {ids["1004"]: {BEST: 1, GOOD: 17}}
        with pytest.raises(CorrectionReasonMissingError):
            voting.assess(CODE, 1, PAPERS, changed)
        voting.assess(CODE, 1, PAPERS, changed, reason="复核")
        with pytest.raises(BallotsInvalidError, match="四个等次合计 20 票，有效票是 18 张"):
            voting.assess(CODE, 1, PAPERS, grades | {ids["1004"]: {BEST: 20}}, reason="复核")
        with pytest.raises(BallotsInvalidError, match="第 1 轮是民主测评，按等次登记"):
            voting.count(CODE, 1, PAPERS, {}, reason="复核")

    def test_equals_at_the_cap_are_voted_on(
        self, database: Database, voting: VotingService, ids: Mapping[str, int]
    ) -> None:
        three = {number: ids[number] for number in ("1001", "1002", "1003")}
        voting.new(CODE, RoundTerms("民主测评", DAY, VotingKind.ASSESSMENT), list(three.values()))
        done = voting.assess(CODE, 1, PAPERS, {key: {BEST: 15, GOOD: 3} for key in three.values()})
        assert {one.number for one in done.value.tied} == set(three)
        assert voting.second(CODE, 1, DAY).value == 2
        second = voting.round(CODE, 2)
        assert (second.terms.kind, second.terms.places) == (VotingKind.ELECTION, 1)

    def test_members_on_probation_take_part_without_a_grade(
        self, database: Database, voting: VotingService, round_: Round, ids: Mapping[str, int]
    ) -> None:
        people = PeopleService(database)

        def becomes(status: PoliticalStatus) -> None:
            unit = round_.team_ids[PEOPLE["1002"][1]]
            people.update(round_.ids["1002"], draft("1002", "欧阳䶮", unit_id=unit, political_status=status))

        becomes(PoliticalStatus.PROBATIONARY)
        voting.new(CODE, RoundTerms("民主测评", DAY, VotingKind.ASSESSMENT), [ids["1001"], ids["1002"]])
        with pytest.raises(BallotsInvalidError, match="欧阳䶮是预备党员，参加测评，不评定等次"):
            voting.assess(CODE, 1, PAPERS, {ids["1001"]: {GOOD: 18}, ids["1002"]: {GOOD: 18}})
        done = voting.assess(CODE, 1, PAPERS, {ids["1001"]: {GOOD: 18}})
        assert {one.number: one.grade for one in done.value.candidates} == {"1001": GOOD, "1002": None}
        # Made a full member later, the person was still not graded then.
        becomes(PoliticalStatus.PARTY_MEMBER)
        again = voting.round(CODE, 1)
        assert (again.fault, [one.number for one in again.graded]) == ("", ["1001"])


def test_the_template_of_party_members_brings_its_assessment(database: Database) -> None:
    setup, voting = AwardSetupService(database), VotingService(database)
    setup.create(bundled_profile("award_party_member"), "P1", "优秀党员", date(2026, 1, 1), AS_OF, AS_OF)
    [plan] = voting.voting("P1").plans
    assert (plan.kind, plan.best_share) == (VotingKind.ASSESSMENT, Fraction(1, 3))
    assert plan.sentence == "民主评议测评：按四个等次测评，优秀不超过1/3"
    offer = setup.copy_offer("P1", date(2027, 1, 1))
    setup.copy("P1", "P2", offer.title, offer.period_from, offer.period_to, offer.as_of)
    assert voting.voting("P2").plans == (plan,)


def test_removing_a_person_leaves_the_count(
    database: Database, voting: VotingService, round_: Round, ids: Mapping[str, int]
) -> None:
    voting.new(CODE, TERMS, whom=TierKind.PERSON)
    voting.count(CODE, 1, PAPERS, approvals(ids, 12, 11, 10, 0, 0, 0))
    RemovalService(database).remove(round_.ids["1001"])
    found = voting.round(CODE, 1)
    assert found.election is not None
    assert "林婉清" not in str(found)
    assert [one.standing for one in found.candidates].count(Standing.ELECTED) == 2
    assert sound(database)
