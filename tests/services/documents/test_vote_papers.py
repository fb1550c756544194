"""The papers of a vote, read back: the order of names, what tells papers apart (nothing), figures, who signs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.documents.ballot_paper import BallotContent, papers_to_a_sheet, preflight_ballots, write_ballots
from culture_desktop.documents.tally_sheet import preflight_tally_sheet
from culture_desktop.errors import InvalidFieldError, RecordMissingError, SettingMissingError, StepBlockedError
from culture_desktop.rules.tally import Papers
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.awards.voting import VotingService
from culture_desktop.services.awards.voting_rows import Marks, RoundTerms
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.documents.voting import VotePaperService
from culture_desktop.services.documents.voting_text import tally_content
from culture_desktop.services.results import Done
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind, Grade, TierKind, VotingKind
from tests.documents.reading import fonts, pages_text, without_spaces
from tests.services.awards.campaign import CODE, PEOPLE, Round

DAY = date(2026, 11, 2)
UNIT = UnitSettings(unit_name="云川供电服务中心", issuer="云川供电服务中心工会")
PAPERS = Papers(20, 20, 19, 1)
IN_ORDER = ("王　𬭎", "司徒雅澜", "买买提江·阿不都热西提", "林婉清", "欧阳䶮", "赵启明")


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    """A vote counted, and an assessment that is not."""
    made = Round(database, tmp_path)
    made.create()
    made.nominate()
    voting = VotingService(database)
    ids = {nominee.number: nominee.nomination_id for nominee in made.board.nominees}
    voting.new(CODE, RoundTerms("服务之星投票", DAY, places=2), whom=TierKind.PERSON)
    counts = zip(PEOPLE, (12, 11, 11, 1, 0, 0), strict=True)
    voting.count(CODE, 1, PAPERS, {ids[number]: Marks(count) for number, count in counts})
    voting.new(CODE, RoundTerms("民主测评", DAY, VotingKind.ASSESSMENT), whom=TierKind.PERSON)
    return made


@pytest.fixture
def papers(database: Database, round_: Round) -> VotePaperService:
    return VotePaperService(database)


@pytest.fixture
def read(database: Database) -> Callable[[Done[IssuedRow]], list[str]]:
    """The pages of a paper as text, its fonts checked."""

    def reading(done: Done[IssuedRow]) -> list[str]:
        content = DocumentService(database).content(done.value.id)
        assert all(use.embedded for use in fonts(content))
        return pages_text(content)

    return reading


def test_ballots_are_all_alike(papers: VotePaperService, read: Callable[[Done[IssuedRow]], list[str]]) -> None:
    done = papers.ballots(CODE, 1, 5, UNIT)
    assert (done.value.kind, done.value.pages) == (DocumentKind.BALLOTS, 3)
    pages = read(done)
    assert pages[0] == pages[1]
    assert pages[0].count("2026年度服务之星评选选票") == 2
    assert pages[2].count("2026年度服务之星评选选票") == 1  # the fifth
    text = pages[2]
    places = [text.index(name) for name in IN_ORDER]
    assert places == sorted(places)
    assert "应选 2 名，候选 6 名" in text
    assert "同意的不超过 2 名为有效票，超过的整张选票无效" in without_spaces(text).replace("2名", " 2 名")
    for word in ("同意", "不同意", "弃权", "（盖章）", "云川供电服务中心工会", "2026年11月2日"):
        assert word in text


def test_forms_of_an_assessment(papers: VotePaperService, read: Callable[[Done[IssuedRow]], list[str]]) -> None:
    [page] = read(papers.ballots(CODE, 2, 1, UNIT))
    for word in ("民主测评表", *(grade.label for grade in Grade), "优秀的不超过"):
        assert word in page
    assert "不同意" not in page


def test_the_counting_sheet(papers: VotePaperService, read: Callable[[Done[IssuedRow]], list[str]]) -> None:
    [page] = read(papers.tally(CODE, 1, UNIT))
    for word in ("计票单", "监票人：", "计票人：", "唱票人：", *IN_ORDER):
        assert word in page


def test_the_result_is_signed_and_bears_the_head_of_the_record(
    papers: VotePaperService, database: Database, read: Callable[[Done[IssuedRow]], list[str]]
) -> None:
    done = papers.result(CODE, 1, UNIT)
    assert done.value.kind is DocumentKind.VOTES
    text = without_spaces("".join(read(done)))
    for words in (
        *("到会有表决权20人，发出选票20张，收回19张，其中有效18张，无效1张。", "即11票以上当选"),
        *("当选：林婉清。", "司徒雅澜、欧阳䶮同意票相等，就余下的1个名额只在他们之间再次投票。"),
        *("监票人签字：", "计票人签字：", "唱票人签字："),
    ):
        assert words in text
    # The link that counted the round, not those after it.
    printed = text.partition("存证号：")[2].partition("）")[0]
    assert int(printed.partition("-")[0]) == LedgerService(database).verify().links - 1
    assert LedgerService(database).verify(printed).sound


def test_what_cannot_be_printed(papers: VotePaperService) -> None:
    with pytest.raises(StepBlockedError, match="第 2 轮还没有登记计票"):
        papers.result(CODE, 2, UNIT)
    with pytest.raises(InvalidFieldError, match="1 到 5,000 的整数"):
        papers.ballots(CODE, 1, 0, UNIT)
    with pytest.raises(RecordMissingError):
        papers.tally(CODE, 9, UNIT)
    with pytest.raises(SettingMissingError):
        papers.ballots(CODE, 1, 1, UnitSettings())


def test_two_of_one_name_are_told_apart(round_: Round, database: Database, papers: VotePaperService) -> None:
    round_.company.person("1009", "林婉清", unit_id=round_.team_ids["客户服务中心/客服二班"])
    round_.setup.nominate(CODE, [round_.company.people.id_of("1009")])
    round_.company.sign_up(round_.company.activity("2026-003"), round_.company.people.id_of("1009"))
    voting = VotingService(database)
    voting.new(CODE, RoundTerms("投票", DAY, places=2), whom=TierKind.PERSON)
    names = tally_content("评选", voting.round(CODE, 3)).candidates
    assert {"林婉清（1001）", "林婉清（1009）"} <= set(names)
    assert preflight_tally_sheet(tally_content("评选", voting.round(CODE, 3))) == ()


@pytest.mark.parametrize(("candidates", "together"), [(2, 3), (6, 2), (14, 1), (60, 0)])
def test_as_many_to_a_sheet_as_fit(candidates: int, together: int, tmp_path: Path) -> None:
    content = BallotContent(
        title="评选选票",
        subtitle="应选 2 名",
        choices=("同意", "不同意", "弃权"),
        candidates=tuple((f"候选人{n}", "客户服务中心营业厅") for n in range(candidates)),
        notes=("说明：画“○”。",),
        issuer="云川供电服务中心工会",
        date="2026年11月2日",
        copies=3,
    )
    assert papers_to_a_sheet(content) == together
    assert preflight_ballots(content) == ()
    path = tmp_path / "选票.pdf"
    with path.open("wb") as stream:
        write_ballots(content, stream)
    text = "".join(pages_text(path.read_bytes()))
    assert text.count("候选人0") == 3
    assert text.count(f"候选人{candidates - 1}") == 3


def test_a_name_that_fits_nowhere_is_found_before_printing() -> None:
    content = BallotContent("选票", "", ("同意",), (("长" * 64, ""),), (), "工会", "", 1)
    assert [problem.subject for problem in preflight_ballots(content)] == ["长" * 64]
