"""Reading costs a fixed number of statements, however many rows there are."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.coverage import CoverageLevel, CoverageService
from culture_desktop.services.overview import OverviewService
from culture_desktop.services.people.rows import PeopleQuery, PeopleSort
from culture_desktop.services.store import StoreService
from culture_desktop.vocabulary import Layer, MembershipRole, OrganisationKind
from tests.services.company import Company, statements

READING: dict[str, Callable[[Company], object]] = {
    "people.rows": lambda c: c.people.rows(PeopleQuery(search="林", sort=PeopleSort.UNIT), 2026),
    "people.detail": lambda c: c.people.detail(c.people.id_of("0-0"), 2026),
    "people.count": lambda c: c.people.count(PeopleQuery(organisation_id=1)),
    "activities.rows": lambda c: c.activities.rows(ActivityQuery(2026)),
    "activities.detail": lambda c: c.activities.detail(1),
    "organisations.nodes": lambda c: c.organisations.nodes(),
    "coverage": lambda c: CoverageService(c.database).coverage(2026),
    "coverage by team": lambda c: CoverageService(c.database).coverage(2026, CoverageLevel.TEAM),
    "coverage cell": lambda c: CoverageService(c.database).cell(2026, 1, Layer.BEHAVIOUR, 8),
    "overview": lambda c: OverviewService(c.database).overview(date(2026, 8, 12)),
    "store.info": lambda c: StoreService(c.database).info(),
}


def add_some(company: Company, batch: int) -> None:
    """Five people in as many units, each in a branch and in five activities, with an honour."""
    people = []
    for index in range(5):
        unit = company.unit(f"公司/部门{batch}-{index}/一班")
        people.append(company.person(f"{batch}-{index}", unit_id=unit, hire_date=date(2016, 8, 12)))
        company.honour(people[-1])
    branch = company.unit(f"支部{batch}", OrganisationKind.PARTY)
    members = [(f"{batch}-{index}", MembershipRole.MEMBER) for index in range(5)]
    company.organisations.set_members(branch, members, None)
    everybody = company.people.ids(PeopleQuery())
    for index in range(5):
        activity = company.activity(f"{batch}-{index}", host_id=branch, starts=datetime(2026, 8, 6 + index))
        company.sign_up(activity, *everybody)


@pytest.mark.parametrize("reading", READING)
def test_more_rows_need_no_more_statements(company: Company, reading: str) -> None:
    counts = []
    for batch in range(2):
        add_some(company, batch)
        with statements(company.database) as ran:
            READING[reading](company)
        counts.append(len(ran))
    assert counts[0] == counts[1]
    assert 0 < counts[0] <= 12
