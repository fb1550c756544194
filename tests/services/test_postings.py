"""Effective dates: who was in a unit on a day, after edits, moves, absences, and what undo makes of them."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from culture_desktop.database import Database
from culture_desktop.models import Membership, PastPosting, Person
from culture_desktop.services.awards.facts import team_average
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.services.history import HistoryService
from culture_desktop.services.people.postings import careers, note_moves, note_statuses, people_of_on
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.vocabulary import OrganisationKind, PersonStatus
from tests.services.company import Company, draft, dump, statements

MARCH, JUNE, AUGUST = date(2026, 3, 1), date(2026, 6, 1), date(2026, 8, 1)
BEFORE = timedelta(days=1)


def on(company: Company, unit: int, day: date) -> list[str]:
    """The numbers of those who were there."""
    return [row.number for row in company.people.rows(PeopleQuery(organisation_id=unit, on=day), 2026)]


@pytest.fixture
def desks(company: Company) -> tuple[int, int]:
    """Two teams of one unit."""
    return company.unit("客服部/一班"), company.unit("客服部/二班")


def test_a_move_counts_from_its_day_and_not_before(company: Company, desks: tuple[int, int]) -> None:
    one, two = desks
    person = company.person("1001", unit_id=one)
    company.people.move([person], two, effective=MARCH)
    assert [on(company, unit, MARCH - BEFORE) for unit in desks] == [["1001"], []]
    assert [on(company, unit, MARCH) for unit in desks] == [[], ["1001"]]
    assert on(company, company.unit("客服部"), MARCH - BEFORE) == ["1001"]


def test_nobody_was_in_a_unit_before_being_hired(company: Company, desks: tuple[int, int]) -> None:
    company.person("1001", unit_id=desks[0], hire_date=MARCH)
    moved = company.person("1002", unit_id=desks[0], hire_date=MARCH)
    company.people.move([moved], desks[1], effective=JUNE)
    assert (on(company, desks[0], MARCH - BEFORE), on(company, desks[0], MARCH)) == ([], ["1001", "1002"])


def test_an_edited_unit_and_status_hold_from_the_day_given(company: Company, desks: tuple[int, int]) -> None:
    person = company.person("1001", unit_id=desks[0])
    moved = draft(unit_id=desks[1])
    company.people.update(person, moved, effective=MARCH)
    company.people.update(person, replace(moved, status=PersonStatus.LEFT), effective=JUNE)
    assert [on(company, unit, JUNE - BEFORE) for unit in desks] == [[], ["1001"]]
    assert on(company, desks[1], JUNE) == []
    assert company.people.count(PeopleQuery(on=JUNE - BEFORE)) == 1
    assert company.people.count(PeopleQuery(on=JUNE)) == 0


def test_retired_instead_of_left_keeps_the_day_and_active_clears_it(company: Company, desks: tuple[int, int]) -> None:
    person = company.person("1001", unit_id=desks[0])
    for status, day, expected in (
        (PersonStatus.LEFT, MARCH, MARCH),
        (PersonStatus.RETIRED, JUNE, MARCH),
        (PersonStatus.ACTIVE, AUGUST, None),
    ):
        company.people.update(person, draft(unit_id=desks[0], status=status), effective=day)
        with company.database.read() as session:
            assert session.scalar(select(Person.left_on)) == expected
    days = (MARCH - BEFORE, MARCH, AUGUST - BEFORE, AUGUST)
    assert [on(company, desks[0], day) for day in days] == [["1001"], [], [], ["1001"]]


def test_put_right_on_the_same_day_leaves_no_posting(company: Company, desks: tuple[int, int]) -> None:
    person = company.person("1001", unit_id=desks[0])
    company.people.move([person], desks[1])
    company.people.move([person], desks[0], effective=JUNE)
    company.people.move([person], desks[1], effective=JUNE)
    with company.database.read() as session:
        assert session.scalars(select(PastPosting)).all() == []


def test_who_left_on_an_unknown_day_is_in_no_unit(company: Company, desks: tuple[int, int]) -> None:
    company.insert(Person, **_columns("1001"), unit_id=desks[0], status=PersonStatus.LEFT)
    assert on(company, desks[0], MARCH) == []


def test_members_of_a_day(company: Company) -> None:
    league = company.unit("团委", OrganisationKind.LEAGUE)
    person = company.person("1001")
    company.insert(Membership, person_id=person, organisation_id=league, starts=MARCH, ends=JUNE)
    assert [on(company, league, day) for day in (MARCH - BEFORE, MARCH, JUNE)] == [[], ["1001"], []]


def test_a_move_is_one_entry_and_undone_exactly(company: Company, database: Database, desks: tuple[int, int]) -> None:
    people = [company.person(str(number), unit_id=desks[number % 2]) for number in range(1001, 1007)]
    before = dump(database)
    company.people.move(people, desks[1], effective=MARCH)
    history = HistoryService(database)
    entry = history.next_undo()
    assert entry is not None
    assert entry.label == "调动人员"
    history.take_back(entry.id)
    assert dump(database) == before


def test_a_team_is_judged_by_its_members_of_the_day(company: Company, desks: tuple[int, int]) -> None:
    person, other = (company.person(number, unit_id=desks[0]) for number in ("1001", "1002"))
    company.sign_up(company.activity("2026-001"), person)
    company.people.move([person], desks[1], effective=date(2026, 11, 15))
    company.people.update(other, draft("1002", unit_id=desks[0], status=PersonStatus.LEFT), effective=AUGUST)
    company.campaign(as_of=date(2026, 11, 1))
    with company.database.read() as session:
        campaign = require_campaign(session, "2026-A")
        assert [team_average(session, campaign, team) for team in desks] == [(Fraction(1), 1), (Fraction(0), 0)]


def test_a_thousand_moves_take_a_few_statements(company: Company, desks: tuple[int, int]) -> None:
    with company.database.begin("测试数据") as session:
        session.add_all(Person(**_columns(str(number)), unit_id=desks[0]) for number in range(2001, 3001))
    ids = company.people.ids(PeopleQuery())
    with statements(company.database) as run:
        company.people.move(ids, desks[1], effective=MARCH)
    assert sum("past_posting" in statement or "person" in statement for statement in run) < 20
    assert len(on(company, desks[1], MARCH)) == 1000


DAYS = [date(2026, 1, 1) + timedelta(days=at) for at in range(20)]
steps = st.lists(
    st.tuples(st.sampled_from(DAYS), st.lists(st.integers(0, 2), min_size=1, unique=True), st.integers(0, 2)),
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_random_moves_against_a_book_of_days(
    company: Company, desks: tuple[int, int], steps: list[tuple[date, list[int], int]]
) -> None:
    with company.database.begin("测试数据") as session:
        session.execute(delete(Person))
    people = [company.person(str(number), unit_id=desks[0]) for number in (1, 2, 3)]
    units = (*desks, None)
    book: dict[tuple[int, date], int | None] = {(person, day): desks[0] for person in people for day in DAYS}
    for day, who, where in steps:
        moved = {people[at]: units[where] for at in who}
        with company.database.begin("调动人员") as session:
            note_moves(session, moved, day)
        book |= {(person, later): unit for person, unit in moved.items() for later in DAYS if later >= day}
    with company.database.read() as session:
        for day in DAYS:
            for unit in desks:
                found = set(session.scalars(select(Person.id).where(people_of_on(session, unit, day))))
                assert found == {person for person in people if book[person, day] == unit}
        assert {key: career.unit_on(DAYS[-1]) for key, career in careers(session, people).items()} == {
            person: book[person, DAYS[-1]] for person in people
        }


def test_statuses_of_many(company: Company, desks: tuple[int, int]) -> None:
    people = [company.person(number, unit_id=desks[0]) for number in ("1001", "1002")]
    with company.database.begin("测试数据") as session:
        assert note_statuses(session, dict.fromkeys(people, PersonStatus.LEFT), MARCH) == 2
        assert note_statuses(session, dict.fromkeys(people, PersonStatus.LEFT), JUNE) == 0
    assert (on(company, desks[0], MARCH - BEFORE), on(company, desks[0], MARCH)) == (["1001", "1002"], [])


def _columns(number: str) -> dict[str, str]:
    return {
        "number": number,
        "name": "林婉清",
        "pinyin": "lin",
        "initials": "l",
        "stroke_key": "1",
        "search_text": number,
        "position": "",
    }
