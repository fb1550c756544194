"""Conduct records: what is put on record stays there, and a wrong one is reversed by another."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import ConductReversedError, InvalidFieldError, RecordMissingError
from culture_desktop.services.conduct import ConductDraft, ConductService, total
from culture_desktop.services.history import HistoryService
from culture_desktop.services.people.removal import RemovalService
from tests.services.company import Company, refused

DAY = date(2026, 3, 5)


@pytest.fixture
def service(database: Database) -> ConductService:
    return ConductService(database)


def test_records_are_kept_newest_first_and_a_reversal_cancels(company: Company, service: ConductService) -> None:
    person = company.person("1001", unit_id=company.unit("公司/一班"))
    first = service.add(person, ConductDraft(DAY, " 未戴工牌 ", Decimal("-1.5"), "巡查")).value
    service.add(person, ConductDraft(date(2026, 4, 1), "拾金不昧", Decimal(2)))
    done = service.reverse(first, "当天请假", date(2026, 5, 1))
    assert done.sentence == "已冲销“未戴工牌” -1.5"
    rows = service.records(person)
    assert [(r.norm, r.points, r.stands) for r in rows] == [
        ("未戴工牌", Decimal("1.5"), False),
        ("拾金不昧", Decimal(2), True),
        ("未戴工牌", Decimal("-1.5"), False),
    ]
    assert (rows[0].reverses, rows[2].reversed_by, rows[0].evidence) == (first, done.value, "当天请假")
    assert (rows[0].unit, total(rows)) == ("公司/一班", Decimal(2))


def test_what_was_reversed_and_a_reversal_stay_as_they_are(
    company: Company, database: Database, service: ConductService
) -> None:
    person = company.person("1001")
    first = service.add(person, ConductDraft(DAY, "迟到", Decimal(-1))).value
    reversal = service.reverse(first, "有假条", DAY).value
    sentence = "“迟到”（2026-03-05）已经冲销过，或者本身就是一次冲销，没有改动。需要时请另行登记一条。"
    for record in (first, reversal):
        refused(database, ConductReversedError, sentence, partial(service.reverse, record, "再来", DAY))
    with pytest.raises(RecordMissingError):
        service.reverse(99, "没有", DAY)
    with pytest.raises(InvalidFieldError):
        service.reverse(first, "  ", DAY)


@pytest.mark.parametrize(
    "draft",
    [
        ConductDraft(DAY, " ", Decimal(1)),
        ConductDraft(DAY, "长" * 129, Decimal(1)),
        ConductDraft(DAY, "迟到", Decimal("0.001")),
        ConductDraft(DAY, "迟到", Decimal(1001)),
        ConductDraft(DAY, "迟到", Decimal("NaN")),
        ConductDraft(DAY, "迟到", Decimal(1), "长" * 1001),
    ],
)
def test_a_field_that_does_not_fit_is_refused(company: Company, service: ConductService, draft: ConductDraft) -> None:
    person = company.person("1001")
    with pytest.raises(InvalidFieldError):
        service.add(person, draft)
    assert service.records(person) == ()


def test_the_history_says_what_was_put_on_record(company: Company, database: Database, service: ConductService) -> None:
    service.add(company.person("1001"), ConductDraft(DAY, "拾金不昧", Decimal("1.5"), "锦旗"))
    history = HistoryService(database)
    entry = history.next_undo()
    assert entry is not None
    (change,) = history.detail(entry.id).changes
    assert change.table == "文明行为记录"
    assert {"拾金不昧", "1.5", "锦旗", "林婉清"} <= {field.new for field in change.fields}


def test_a_removed_person_leaves_no_record(company: Company, database: Database, service: ConductService) -> None:
    person = company.person("1001")
    company.honour(person)
    first = service.add(person, ConductDraft(DAY, "迟到", Decimal(-1))).value
    service.reverse(first, "记错", DAY)
    plan = RemovalService(database).plan(person)
    assert ("文明行为记录", 2) in plan.gone
    RemovalService(database).remove(person)
    assert service.records(person) == ()
