"""The calendar kept in the file: entered from a notice, used wherever working days are counted."""

from datetime import date

import pytest

from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.services.history import HistoryService
from culture_desktop.services.workdays import WorkdayService
from tests.services.company import Company

TEXT = "元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。"


@pytest.fixture
def workdays(company: Company) -> WorkdayService:
    return WorkdayService(company.database)


def test_a_bundled_year_names_its_notice(workdays: WorkdayService) -> None:
    year = workdays.year(2026)
    assert (year.announced_on, year.entered) == (date(2025, 11, 4), False)
    assert "国办发明电〔2025〕7号" in year.source
    assert "元旦：2026年1月1日（周四）至2026年1月3日（周六）放假，共3天。2026年1月4日（周日）上班。" in year.text
    assert workdays.check(2026, year.text) == year.days


def test_an_unknown_year_is_entered_and_taken_back(workdays: WorkdayService, company: Company) -> None:
    assert workdays.year(2027).days == ()
    assert 2027 not in workdays.years()
    done = workdays.save(2027, TEXT, "国办发明电〔2026〕1号", date(2026, 11, 5))
    assert done.sentence == "已登记2027年节假日安排：放假 3 天，调休上班 1 天"
    assert workdays.year(2027) == done.value
    assert 2027 in workdays.years()
    history = HistoryService(company.database)
    entry = history.next_undo()
    assert entry is not None
    assert entry.label == "登记2027年节假日安排"
    history.take_back(entry.id)
    assert workdays.year(2027).days == ()
    workdays.save(2027, TEXT, "国办发明电〔2026〕1号", date(2026, 11, 5))
    assert workdays.forget(2027).value.days == ()
    with pytest.raises(RecordMissingError):
        workdays.forget(2027)


def test_an_entered_year_wins_over_the_bundled_one(workdays: WorkdayService) -> None:
    workdays.save(2026, "春节：2月16日（周一）至20日（周五）放假，共5天。", "本单位安排", None)
    assert workdays.year(2026).entered
    assert len(workdays.year(2026).days) == 5
    workdays.forget(2026)
    assert len(workdays.year(2026).days) > 30


@pytest.mark.parametrize(
    ("year", "text", "source", "part"),
    [(2027, TEXT, " ", "安排出处"), (2027, "元旦：", "某通知", "放假安排"), (1900, TEXT, "某通知", "年份")],
)
def test_what_is_refused(workdays: WorkdayService, year: int, text: str, source: str, part: str) -> None:
    with pytest.raises(InvalidFieldError, match=part):
        workdays.save(year, text, source, None)
    assert workdays.year(2027).days == ()
