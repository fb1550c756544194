"""The sample through the program: clean files come in whole, faulty ones as their README says, the stories hold."""

from collections.abc import Iterator
from datetime import date

import pytest

from culture_desktop.database import Database
from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.awards.nominee_rows import Outcome
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.coverage import CoverageLevel
from culture_desktop.services.imports.preview import Verdict
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.sample_year import make_sample_year
from culture_desktop.services.services import Services
from culture_desktop.vocabulary import Layer, ListKind
from tests.sample.files import SAMPLE, document

CAMPAIGN = document("nominations.json")["campaign"]["code"]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The whole sample year in a database."""
    database = Database.open(tmp_path_factory.mktemp("year") / "year.db")
    services = Services.on(database)
    make_sample_year(services)
    yield services
    database.close()


@pytest.fixture(scope="module")
def board(year: Services) -> CampaignBoard:
    return year.awards.board(CAMPAIGN)


def test_every_row_of_the_roster_is_on_the_books(year: Services) -> None:
    assert year.people_import.preview(SAMPLE / "roster.xlsx").counts == {
        Verdict.NEW: 0,
        Verdict.CHANGED: 0,
        Verdict.UNCHANGED: 1200,
        Verdict.KEPT: 0,
        Verdict.AMBIGUOUS: 0,
        Verdict.ERROR: 0,
    }


def test_every_participation_of_the_lists_is_on_the_books(year: Services) -> None:
    people = sum(row.registered for row in year.activities.rows(ActivityQuery(2026)))
    assert people == 10_741


def test_ages_and_hire_dates_agree(year: Services) -> None:
    hired = []
    for row in year.people.rows(PeopleQuery(status=frozenset()), 2026):
        born, day = row.birth_date, row.hire_date
        assert born is not None
        assert day is not None
        assert row.number.startswith(f"YC-{day.year}-")
        assert (day - born).days >= 18 * 365
        assert day < date(2026, 11, 23)
        hired.append(day)
    december = [day.year for day in hired if day.month == 12 and (2026 - day.year) % 5 == 0]
    assert sorted(december) == [2006] * 3 + [2011] * 4 + [2016] * 5 + [2021] * 4


def test_faulty_roster_fails_in_the_rows_the_readme_names(year: Services) -> None:
    preview = year.people_import.preview(SAMPLE / "roster_with_errors.xlsx")
    rows = {row.row for row in preview.rows if row.verdict is Verdict.ERROR}
    assert rows == {6, 8, 11, 12, 14, 15, 17, 19, 21, 22, 24, 26, 27, 30, 31, 34, 36, 38}
    assert len(preview.rows) == 40
    assert preview.counts[Verdict.NEW] == 2
    assert preview.counts[Verdict.CHANGED] == 6
    assert preview.counts[Verdict.AMBIGUOUS] == 0


def test_faulty_list_fails_in_every_way_it_is_meant_to(year: Services) -> None:
    (path,) = (SAMPLE / "lists_with_errors").iterdir()
    preview = year.imports[ListKind.PARTICIPATION].preview(path, into="2026-048")
    assert {problem.row for problem in preview.problems} == {14, 15, 16, 18, 19}
    assert [row.name for row in preview.rows if row.verdict is Verdict.AMBIGUOUS] == ["王静"]


def test_contractors_are_forgotten_in_rules_and_means(year: Services) -> None:
    coverage = year.coverage.coverage(2026, CoverageLevel.DEPARTMENT)
    empty = {
        (row.name, layer): sum(not row.reached.get((layer, month)) for month in range(1, 12))
        for row in coverage.rows
        for layer in Layer
    }
    assert empty["众包后勤服务部", Layer.INSTITUTION] == 7
    assert empty["众包后勤服务部", Layer.RESOURCES] == 6
    others = [count for (name, _), count in empty.items() if name != "众包后勤服务部"]
    assert max(others) <= 3
    assert sum(others) < 15


def test_selection_is_full_and_tells_its_stories(board: CampaignBoard) -> None:
    by_name = {nominee.name: nominee for nominee in board.nominees}
    displaced, lowest = by_name["赵启明"], min(w.total for w in board.winners if w.tier == "心级达人" and w.total)
    assert len(board.winners) == 53
    assert displaced.outcome is Outcome.NOT_SELECTED
    assert displaced.total is not None
    assert displaced.total > lowest
    assert "管理人员不超过 15%" in displaced.explanation
    assert (by_name["陈𬭎"].tier, by_name["司徒雅澜"].tier) == ("心级之星", "心级达人")
    assert by_name["林婉清"].tier == "心级之星"
    assert by_name["欧阳䶮"].tier == "心级之星"


def test_every_kind_of_condition_excludes_somebody(board: CampaignBoard) -> None:
    reasons = [n.eligibility.sentence for n in board.nominees if not n.eligibility.passed]
    assert len(reasons) == 14
    for words, count in (("司龄满 1 年", 3), ("一票否决", 2), ("已获“心级", 5), ("不少于 3 次", 3), ("行为层", 1)):
        assert sum(words in reason for reason in reasons) >= count, words


def test_every_score_is_on_the_books(year: Services) -> None:
    for judge in document("nominations.json")["judges"]:
        preview = year.imports[ListKind.SCORE].preview(SAMPLE / judge["scores"], into=CAMPAIGN)
        assert preview.counts[Verdict.UNCHANGED] == 98
