"""Coverage: every figure equals a slow recount, and the people behind a cell are those it counts."""

import random
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from culture_desktop.database import Database
from culture_desktop.errors import RecordMissingError
from culture_desktop.models import Participation
from culture_desktop.services.coverage import CoverageLevel, CoverageRow, CoverageService
from culture_desktop.services.people.service import PeopleService
from culture_desktop.vocabulary import Attendance, Layer, OrganisationKind, PersonStatus
from tests.services.company import Company, draft, refused

BEHAVIOUR, AWARENESS = Layer.BEHAVIOUR, Layer.AWARENESS
LEVELS = list(CoverageLevel)


@pytest.fixture
def service(database: Database) -> CoverageService:
    return CoverageService(database)


def test_an_empty_database(service: CoverageService) -> None:
    coverage = service.coverage(2026)
    assert (coverage.year, coverage.people, coverage.rows, coverage.held) == (2026, 0, (), {})
    assert coverage.reached_by_layer == dict.fromkeys(Layer, 0)
    assert coverage.gaps(1) == ()


def test_people_are_reached_once_a_month_and_once_a_year(company: Company, service: CoverageService) -> None:
    team = company.unit("公司/营销部/一班", OrganisationKind.TEAM)
    people = [company.person(str(number), unit_id=team) for number in range(4)]
    for code, month in (("A", 1), ("B", 1), ("C", 3)):
        company.sign_up(company.activity(code, starts=datetime(2026, month, 31, 23, 59)), *people[:2])
    company.sign_up(company.activity("D", AWARENESS, starts=datetime(2026, 12, 31, 23, 59)), people[2])
    company.sign_up(company.activity("E"), people[3], attendance=Attendance.ABSENT)
    company.sign_up(company.activity("F", starts=datetime(2025, 12, 31, 23, 59)), *people)
    coverage = service.coverage(2026)
    (row,) = coverage.rows
    assert (row.name, row.people, row.reached_in_year) == ("营销部", 4, 3)
    assert row.reached == {(BEHAVIOUR, 1): 2, (BEHAVIOUR, 3): 2, (AWARENESS, 12): 1}
    assert (row.share(BEHAVIOUR, 1), row.share(BEHAVIOUR, 2)) == (0.5, 0.0)
    assert coverage.people == 4
    assert coverage.reached_by_layer == {**dict.fromkeys(Layer, 0), BEHAVIOUR: 2, AWARENESS: 1}
    assert coverage.held == {(BEHAVIOUR, 1): 2, (BEHAVIOUR, 3): 1, (AWARENESS, 12): 1, (BEHAVIOUR, 8): 1}
    assert coverage.gaps(1) == tuple((row, layer) for layer in Layer if layer != BEHAVIOUR)
    assert len(coverage.gaps(2)) == 4


def test_a_row_without_people_shares_nothing() -> None:
    assert CoverageRow(1, "空", 0, {}, 0).share(BEHAVIOUR, 1) == 0.0


def test_rows_by_department_and_by_team(company: Company, service: CoverageService) -> None:
    """Who is placed high up counts in one row only, and the cell behind a row shows the same people."""
    director = company.person("1", unit_id=company.unit("公司"))
    head = company.person("2", unit_id=company.unit("公司/营销部"))
    worker = company.person("3", unit_id=company.unit("公司/营销部/一班", OrganisationKind.TEAM))
    company.unit("公司/空部门")
    company.sign_up(company.activity("A", starts=datetime(2026, 5, 1)), director, head, worker)
    departments = service.coverage(2026).rows
    assert [(row.name, row.people) for row in departments] == [("公司", 1), ("营销部", 2)]
    teams = service.coverage(2026, CoverageLevel.TEAM).rows
    assert [(row.name, row.people) for row in teams] == [("公司", 1), ("营销部", 1), ("一班", 1)]
    for level in LEVELS:
        for row in service.coverage(2026, level).rows:
            cell = service.cell(2026, row.unit_id, BEHAVIOUR, 5, level)
            assert (len(cell.reached), len(cell.missed)) == (row.people, 0), (level, row.name)


def test_people_without_a_unit_and_people_who_left_are_in_no_figure(company: Company, service: CoverageService) -> None:
    unit = company.unit("公司/营销部")
    stays, left = company.person("1", unit_id=unit), company.person("2", unit_id=unit, status=PersonStatus.LEFT)
    unplaced = company.person("3")
    company.sign_up(company.activity("A"), left, unplaced)
    coverage = service.coverage(2026)
    assert (coverage.people, coverage.rows[0].people, coverage.rows[0].reached) == (1, 1, {})
    assert coverage.reached_by_layer == dict.fromkeys(Layer, 0)
    cell = service.cell(2026, unit, BEHAVIOUR, 8)
    assert (cell.reached, [person.id for person in cell.missed]) == ((), [stays])


def test_the_people_and_activities_behind_a_cell(company: Company, service: CoverageService) -> None:
    unit = company.unit("公司/营销部")
    first, second = company.person("2", unit_id=unit), company.person("1", unit_id=unit)
    company.person("0", unit_id=company.unit("公司/财务部"))
    company.sign_up(company.activity("B", title="重阳", starts=datetime(2026, 10, 9)), first)
    company.activity("A", title="国庆", starts=datetime(2026, 10, 1))
    company.activity("C", AWARENESS, starts=datetime(2026, 10, 1))
    company.activity("D", starts=datetime(2025, 10, 1))
    cell = service.cell(2026, unit, BEHAVIOUR, 10)
    assert (cell.unit, cell.layer, cell.month) == ("营销部", BEHAVIOUR, 10)
    assert [(p.id, p.unit, p.participations) for p in cell.reached] == [(first, "营销部", 1)]
    assert [(p.id, p.participations) for p in cell.missed] == [(second, 0)]
    assert cell.activities == (("A", "国庆"), ("B", "重阳"))
    sentence = "没有找到单位“99”。请核对编号，或先导入、新建。"
    refused(company.database, RecordMissingError, sentence, lambda: service.cell(2026, 99, BEHAVIOUR, 1))


UNITS = ("甲", "甲/一部", "甲/一部/一班", "甲/一部/二班", "甲/二部", "乙", "乙/一部")


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), size=st.integers(0, 30))
def test_every_figure_equals_a_slow_recount(empty_file: Path, seed: int, size: int) -> None:
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(shutil.copy(empty_file, folder)))
        company = Company(database)
        unit_ids = {path: company.unit(path) for path in UNITS}
        people = {}
        for number in range(size):
            unit, status = draw.choice((None, *UNITS)), draw.choice((PersonStatus.ACTIVE, PersonStatus.LEFT))
            unit_id = None if unit is None else unit_ids[unit]
            people[PeopleService(database).create(draft(str(number), unit_id=unit_id, status=status)).value] = (
                unit,
                status,
            )
        activities = {}
        for number in range(draw.randint(0, 8)):
            layer, starts = draw.choice(list(Layer)), datetime(draw.choice((2025, 2026)), draw.randint(1, 12), 28)
            activities[company.activity(f"{number}", layer, starts=starts)] = (layer, starts)
        rows = [
            {"person_id": person, "activity_id": activity, "attendance": draw.choice(list(Attendance))}
            for person in people
            for activity in activities
            if draw.random() < 0.6
        ]
        if rows:
            with database.begin("测试数据") as session:
                session.execute(insert(Participation), rows)

        service = CoverageService(database)
        for level in LEVELS:
            coverage = service.coverage(2026, level)
            expected: dict[str, tuple[set[int], dict[tuple[Layer, int], set[int]]]] = {}
            by_layer: dict[Layer, set[int]] = {layer: set() for layer in Layer}
            for person, (unit, status) in people.items():
                if unit is None or status != PersonStatus.ACTIVE:
                    continue
                shown = "/".join(unit.split("/")[:2]) if level == CoverageLevel.DEPARTMENT else unit
                books, cells = expected.setdefault(shown, (set(), {}))
                books.add(person)
                for row in rows:
                    layer, starts = activities[row["activity_id"]]  # type: ignore[index]
                    attended = row["attendance"] == Attendance.ATTENDED
                    if row["person_id"] == person and attended and starts.year == 2026:
                        cells.setdefault((layer, starts.month), set()).add(person)
                        by_layer[layer].add(person)
            assert {row.unit_id: (row.people, row.reached, row.reached_in_year) for row in coverage.rows} == {
                unit_ids[unit]: (
                    len(books),
                    {cell: len(who) for cell, who in cells.items()},
                    len(set().union(*cells.values())),
                )
                for unit, (books, cells) in expected.items()
            }
            assert coverage.people == sum(len(books) for books, _ in expected.values())
            assert coverage.reached_by_layer == {layer: len(who) for layer, who in by_layer.items()}
            for unit, (books, cells) in expected.items():
                for (layer, month), who in cells.items():
                    cell = service.cell(2026, unit_ids[unit], layer, month, level)
                    assert {p.id for p in cell.reached} == who
                    assert {p.id for p in cell.missed} == books - who
        database.close()
