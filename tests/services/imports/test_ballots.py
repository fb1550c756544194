"""Ballots: both layouts, what counts, corrections with a reason, and votes in the chain of evidence."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import CorrectionReasonMissingError, HeaderNotFoundError, StepBlockedError
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.ballots import BallotImportService
from culture_desktop.services.imports.preview import ImportPreview, Verdict
from tests.services.awards.campaign import CODE, PEOPLE, TEAMS, Round
from tests.services.company import dump, refused
from tests.services.imports.lists import Cells, accounted, reasons, verdicts, xlsx

NAMES = {number: name for number, (name, *_rest) in PEOPLE.items()}


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    """A campaign with everybody nominated."""
    made = Round(database, tmp_path)
    made.create()
    made.nominate()
    return made


@pytest.fixture
def service(database: Database, round_: Round) -> BallotImportService:
    return BallotImportService(database)


def imported(database: Database, path: Path, reason: str = "") -> ImportPreview:
    """Import ballots: nothing before, nothing left to do after, the chain sound all along."""
    service = BallotImportService(database)
    before = dump(database)
    preview = service.preview(path, into=CODE)
    assert dump(database) == before
    assert accounted(preview)
    report = service.apply(preview, reason=reason).value
    assert (report.new, report.changed) == (preview.counts[Verdict.NEW], preview.counts[Verdict.CHANGED])
    after = dump(database)
    assert len(after["ballot"]) - len(before["ballot"]) == report.new
    again = service.preview(path, into=CODE)
    assert again.writable == 0
    assert again.counts[Verdict.UNCHANGED] == report.new + report.changed + report.unchanged
    assert LedgerService(database).verify().sound
    return preview


def votes(round_: Round) -> dict[str, tuple[int, int, int]]:
    """Number -> votes for, against and abstained of everybody voted on."""
    return {n.number: (n.votes.approve, n.votes.oppose, n.votes.abstain) for n in round_.board.nominees if n.votes}


def seats(round_: Round) -> int:
    return sum(tier.seats for tier in round_.board.tiers if tier.kind == "person")


def test_a_column_for_each_nominee(database: Database, round_: Round, tmp_path: Path) -> None:
    first, second, third = list(NAMES)[:3]
    papers: tuple[Cells, ...] = (
        {"票号": 1, NAMES[first]: "√", NAMES[second]: "×", NAMES[third]: ""},
        {"票号": 2, NAMES[first]: "同意", NAMES[second]: "不同意", NAMES[third]: "弃权"},
        {"票号": 3, NAMES[first]: "○", NAMES[second]: "赞成", NAMES[third]: "反对"},
        {"票号": 4, NAMES[first]: "？", NAMES[second]: "√", NAMES[third]: "√"},
    )
    preview = imported(database, xlsx(tmp_path / "选票.xlsx", *papers))
    assert verdicts(preview) == ["new", "new", "new", "error"]
    assert reasons(preview) == [(5, NAMES[first], "应为：同意、不同意、弃权")]
    found = votes(round_)
    assert [found[number] for number in (first, second, third)] == [(3, 0, 0), (1, 2, 0), (0, 1, 2)]
    count = round_.board.vote_count
    assert count is not None
    assert (count.round, count.papers, set(count.void.values())) == (1, 3, {0})


def test_the_names_in_one_cell_as_a_questionnaire_gives_them(database: Database, round_: Round, tmp_path: Path) -> None:
    """Who answered is in the file and comes nowhere near the data."""
    first, second, third = list(NAMES)[:3]
    voter = {"来自IP": "10.0.0.1(安徽)", "1、您的姓名": "投票人甲", "2、您的部门": "投票人的部门"}
    question = "3、请选择您同意的候选人"
    papers: tuple[Cells, ...] = (
        {"序号": 1, **voter, question: f"{NAMES[first]}┋{NAMES[second]}"},
        {"序号": 2, **voter, question: f"{NAMES[first]}（{first}）"},
        {"序号": 3, **voter, question: ""},
        {"序号": 4, **voter, question: f"{NAMES[first]}┋李鬼"},
    )
    preview = imported(database, xlsx(tmp_path / "问卷.xlsx", *papers))
    assert verdicts(preview) == ["new", "new", "new", "error"]
    assert reasons(preview) == [(5, question, "“李鬼”不在本次评选的推荐名单里")]
    found = votes(round_)
    assert [found[number] for number in (first, second, third)] == [(2, 0, 1), (1, 0, 2), (0, 0, 3)]
    assert not any("投票人" in str(row) for rows in dump(database).values() for row in rows)
    assert b"\xe6\x8a\x95\xe7\xa5\xa8\xe4\xba\xba\xe7\x94\xb2" not in database.path.read_bytes()


def test_a_paper_with_more_marks_than_seats_is_void(database: Database, round_: Round, tmp_path: Path) -> None:
    numbers = list(NAMES)[: seats(round_) + 1]
    everybody = dict.fromkeys((NAMES[number] for number in numbers), "√")
    papers = ({"票号": 1, **everybody}, {"票号": 2, **everybody, NAMES[numbers[0]]: ""})
    imported(database, xlsx(tmp_path / "选票.xlsx", *papers))
    found = votes(round_)
    assert (found[numbers[0]], found[numbers[1]]) == ((0, 0, 1), (1, 0, 0))
    count = round_.board.vote_count
    assert count is not None
    assert (count.papers, list(count.void.values())) == (2, [1])


def test_teams_are_voted_for_by_name_or_path(database: Database, round_: Round, tmp_path: Path) -> None:
    path, other = list(TEAMS)[:2]
    names = (path, other.rpartition("/")[2], path)
    papers = ({"票号": number, "同意的候选人": name} for number, name in enumerate(names, start=1))
    imported(database, xlsx(tmp_path / "选票.xlsx", *papers))
    assert {number: votes(round_)[number] for number in (path, other)} == {path: (2, 0, 1), other: (1, 0, 2)}


def test_rounds_are_counted_apart(database: Database, round_: Round, tmp_path: Path) -> None:
    first, second = list(NAMES)[:2]
    papers = ({"票号": 1, "轮次": 1, NAMES[first]: "√"}, {"票号": 1, "轮次": "第2轮", NAMES[first]: "×"})
    imported(database, xlsx(tmp_path / "选票.xlsx", *papers))
    count = round_.board.vote_count
    assert count is not None
    assert (count.round, votes(round_)[first]) == (2, (0, 1, 0))
    assert votes(round_)[second] == (0, 0, 1)


REFUSED: dict[str, tuple[Cells, tuple[str, str]]] = {
    "no number": ({"票号": ""}, ("票号", "票号为空")),
    "the number of another": ({"票号": 1}, ("票号", "票号与第 2 行重复")),
    "round": ({"轮次": 99}, ("轮次", "应为 1 到 20 的整数")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be(database: Database, round_: Round, tmp_path: Path, case: str) -> None:
    cells, expected = REFUSED[case]
    name = next(iter(NAMES.values()))
    paper: Cells = {"票号": 2, "轮次": "", name: "√"}
    preview = imported(database, xlsx(tmp_path / "选票.xlsx", {**paper, "票号": 1}, {**paper, **cells}))
    assert reasons(preview) == [(3, *expected)]


def test_papers_without_numbers_are_numbered_as_they_come(database: Database, round_: Round, tmp_path: Path) -> None:
    name = next(iter(NAMES.values()))
    preview = imported(database, xlsx(tmp_path / "选票.xlsx", {name: "√"}, {name: "×"}))
    assert [row.number for row in preview.rows] == ["1", "2"]


def test_another_vote_on_a_paper_on_record_is_a_correction(
    database: Database, service: BallotImportService, round_: Round, tmp_path: Path
) -> None:
    first = next(iter(NAMES))
    imported(database, xlsx(tmp_path / "选票.xlsx", {"票号": 1, NAMES[first]: "√"}))
    preview = service.preview(xlsx(tmp_path / "更正.xlsx", {"票号": 1, NAMES[first]: "×"}), into=CODE)
    assert [(c.title, c.old, c.new) for c in preview.rows[0].changes] == [(NAMES[first], "同意", "不同意")]
    sentence = "“导入选票”会更正已经登记的评分或评选结果，须写明理由，没有保存。请填写理由后再试。"
    refused(database, CorrectionReasonMissingError, sentence, lambda: service.apply(preview))
    service.apply(preview, reason="唱票有误，经监票人核对")
    assert votes(round_)[first] == (0, 1, 0)
    assert LedgerService(database).verify().sound


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE ballot_mark SET choice = 'against' WHERE id = 1", ("投票", "意见应为“同意”，现为“不同意”")),
        ("DELETE FROM ballot_mark WHERE id = 1", ("投票", "被删除了")),
        ("DELETE FROM ballot WHERE id = 1", ("选票", "被删除了")),
        ("UPDATE ballot SET number = '9' WHERE id = 1", ("选票", "编号应为“1”，现为“9”")),
    ],
)
def test_what_another_program_does_to_a_vote_is_named(
    database: Database, round_: Round, tmp_path: Path, statement: str, words: tuple[str, str]
) -> None:
    first = next(iter(NAMES))
    imported(database, xlsx(tmp_path / "选票.xlsx", {"票号": 1, NAMES[first]: "√"}))
    with sqlite3.connect(database.path) as other:
        other.execute("PRAGMA foreign_keys = ON")
        other.execute(statement)
    other.close()
    report = LedgerService(database).verify()
    assert not report.sound
    assert any(all(word in fault for word in words) for fault in report.faults), report.faults


def test_undo_takes_the_ballots_back(database: Database, round_: Round, tmp_path: Path) -> None:
    before = dump(database)
    imported(database, xlsx(tmp_path / "选票.xlsx", {"票号": 1, next(iter(NAMES.values())): "√"}))
    history = HistoryService(database)
    entry = history.next_undo()
    assert entry is not None
    history.take_back(entry.id)
    assert dump(database) == before
    assert round_.board.vote_count is None
    assert LedgerService(database).verify().sound


def test_nothing_is_voted_once_honours_are_given(database: Database, tmp_path: Path) -> None:
    made = Round(database, tmp_path)
    made.confirmed()
    service = BallotImportService(database)
    preview = service.preview(xlsx(tmp_path / "选票.xlsx", {"票号": 1, next(iter(NAMES.values())): "√"}), into=CODE)
    with pytest.raises(StepBlockedError):
        service.apply(preview)


def test_a_list_without_nominees_says_what_it_needs(service: BallotImportService, tmp_path: Path) -> None:
    rows: list[Any] = [{"票号": 1, "甲": "√"}, {"无关": 1, "甲": "√"}]
    for row in rows:
        with pytest.raises(HeaderNotFoundError):
            service.preview(xlsx(tmp_path / "选票.xlsx", row), into=CODE)
