"""Two writers at once wait for each other, and readers are not kept waiting."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from culture_desktop.services.overview import OverviewService
from culture_desktop.services.people.rows import PeopleQuery
from tests.services.company import Company, draft


def test_two_threads_writing_at_once_both_succeed(company: Company) -> None:
    together = threading.Barrier(2)

    def write(name: str) -> None:
        together.wait(timeout=10)
        for index in range(15):
            person = company.people.create(draft(f"{name}{index}")).value
            company.people.update(person, draft(f"{name}{index}", "改名"))

    with ThreadPoolExecutor(2) as threads:
        for finished in [threads.submit(write, name) for name in "AB"]:
            finished.result(timeout=60)
    assert company.people.count(PeopleQuery(search="改名")) == 30


def test_of_two_threads_creating_the_same_unit_both_find_one(company: Company) -> None:
    together = threading.Barrier(2)

    def ensure() -> int:
        together.wait(timeout=10)
        return company.unit("公司/营销部/一班")

    with ThreadPoolExecutor(2) as threads:
        first, second = (threads.submit(ensure) for _ in range(2))
        assert first.result(timeout=60) == second.result(timeout=60)
    assert len(company.organisations.nodes()) == 3


def test_a_reader_sees_one_picture_while_another_writes(company: Company) -> None:
    company.person("1")
    with company.database.begin("测试数据") as session:
        session.connection()
        with ThreadPoolExecutor(1) as thread:
            reading = thread.submit(lambda: OverviewService(company.database).overview(date(2026, 1, 1)).people)
            assert reading.result(timeout=60) == 1
