"""The overview: what needs doing appears with the facts and goes with them."""

import calendar
import shutil
import tempfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from culture_desktop.database import Database
from culture_desktop.models import Participation
from culture_desktop.rules.profiles import profile_from_dict
from culture_desktop.services.activities.pictures import PictureService
from culture_desktop.services.awards.service import AwardService
from culture_desktop.services.awards.setup import AwardSetupService
from culture_desktop.services.overview import Appointment, MonthFigures, OverviewService, Todo, TodoKind
from culture_desktop.vocabulary import ActivityState, Attendance, CampaignStep, Layer, PersonStatus
from tests.services.company import Company, plan
from tests.services.test_pictures import photo

TODAY = date(2026, 8, 12)  # a Wednesday


@pytest.fixture
def service(database: Database) -> OverviewService:
    return OverviewService(database)


def todos(service: OverviewService, today: date = TODAY) -> list[tuple[TodoKind, str, date, str]]:
    return [(todo.kind, todo.sentence, todo.due, todo.key) for todo in service.overview(today).todos]


def test_an_empty_database_asks_for_nothing(service: OverviewService) -> None:
    overview = service.overview(TODAY)
    assert (overview.today, overview.todos, overview.week, overview.people) == (TODAY, (), (), 0)
    assert overview.month == MonthFigures(0, 0, 0, Decimal(0), 0, Decimal(0))


def test_attendance_to_settle_appears_after_the_day_and_goes_when_settled(
    company: Company, service: OverviewService
) -> None:
    people = [company.person(number) for number in "12"]
    activity = company.activity("2026-001", title="客服节", summary="已写")
    company.activities.add_people(activity, people)
    assert todos(service, date(2026, 8, 6)) == []
    expected = (TodoKind.ATTENDANCE, "“客服节”有 2 人未记签到", date(2026, 8, 6), "2026-001")
    assert todos(service, date(2026, 8, 7)) == [expected]
    company.activities.set_attendance(activity, people[:1], Attendance.EXCUSED)
    assert todos(service, date(2026, 8, 7)) == [
        (TodoKind.ATTENDANCE, "“客服节”有 1 人未记签到", date(2026, 8, 6), "2026-001")
    ]
    company.activities.set_attendance(activity, people[1:], Attendance.ATTENDED)
    assert todos(service, date(2026, 8, 7)) == []


def test_a_briefing_to_write_appears_with_its_pictures_and_goes_with_the_summary(
    tmp_path: Path, company: Company, service: OverviewService
) -> None:
    activity = company.activity("2026-001", title="客服节")
    assert todos(service, date(2026, 8, 6)) == []
    expected = (TodoKind.SUMMARY, "“客服节”简报待写", date(2026, 8, 7), "2026-001")
    assert todos(service) == [expected]
    pictures = PictureService(company.database)
    pictures.add(activity, photo(tmp_path / "一.jpg"))
    pictures.add(activity, photo(tmp_path / "二.jpg", (30, 30)))
    assert todos(service) == [(TodoKind.SUMMARY, "“客服节”简报待写，照片 2 张", date(2026, 8, 7), "2026-001")]
    company.activities.update(activity, plan("2026-001", summary="圆满"))
    assert todos(service) == []
    company.activities.update(activity, plan("2026-001", state=ActivityState.ARCHIVED))
    assert todos(service) == []


def test_old_matters_are_let_go(company: Company, service: OverviewService) -> None:
    company.activities.add_people(company.activity("2026-001"), [company.person("1")])
    held = date(2026, 8, 6)
    assert len(todos(service, held + timedelta(days=45))) == 2
    assert todos(service, held + timedelta(days=46)) == []


SMALL_AWARD = {
    "format": 1,
    "code": "award_small",
    "title": "服务之星",
    "source": "测试",
    "dated": "2026-01-05",
    "notice_working_days": 5,
    "tiers": [{"name": "服务之星", "kind": "person", "seats": 1}],
    "criteria": [
        {"kind": "person", "name": "参与", "source": "participation", "weight": "100", "parameters": {"full_at": 1}}
    ],
    "rules": [{"kind": "field", "field": "status", "values": ["active"]}],
    "limits": {},
}


def test_campaigns_show_the_step_the_notice_and_end_with_the_award(company: Company, service: OverviewService) -> None:
    setup, awards = AwardSetupService(company.database), AwardService(company.database)
    year = (date(2026, 1, 1), date(2026, 7, 31), date(2026, 7, 31))
    setup.create(profile_from_dict(SMALL_AWARD, "测试"), "2026-A", "服务之星", *year)

    def to_do(step: CampaignStep) -> list[tuple[TodoKind, str, date, str]]:
        return [(TodoKind.CAMPAIGN, f"“服务之星”待办：{step.label}", TODAY, "2026-A")]

    assert todos(service) == to_do(CampaignStep.NOMINATION)
    setup.nominate("2026-A", [company.person("1")])
    assert todos(service) == to_do(CampaignStep.SELECTION)
    awards.propose("2026-A")
    assert todos(service) == to_do(CampaignStep.NOTICE)
    last = TODAY + timedelta(days=1)
    awards.start_notice("2026-A", TODAY, last)
    running = [(TodoKind.NOTICE, "“服务之星”公示进行中", last, "2026-A")]
    assert todos(service) == running
    assert todos(service, last) == running, "the last day belongs to the notice"
    over = last + timedelta(days=1)
    assert todos(service, over) == [(TodoKind.NOTICE, "“服务之星”公示已期满，待表彰", last, "2026-A")]
    awards.confirm("2026-A", over, "{number}")
    assert todos(service, over) == []


def test_what_is_due_first_comes_first(company: Company, service: OverviewService) -> None:
    company.campaign()
    for code, day in (("2026-002", 10), ("2026-001", 3)):
        activity = company.activity(code, starts=datetime(2026, 8, day))
        company.activities.add_people(activity, [company.person(code)])
    found = todos(service)
    assert [due for _, _, due, _ in found] == sorted(due for _, _, due, _ in found)
    assert [(kind, key) for kind, _, _, key in found] == [
        (TodoKind.ATTENDANCE, "2026-001"),
        (TodoKind.SUMMARY, "2026-001"),
        (TodoKind.ATTENDANCE, "2026-002"),
        (TodoKind.SUMMARY, "2026-002"),
        (TodoKind.CAMPAIGN, "2026-A"),
    ]


def test_anniversaries_are_gathered_by_years_of_service(company: Company, service: OverviewService) -> None:
    company.person("1", hire_date=date(2016, 8, 14))
    company.person("2", hire_date=date(2016, 8, 12))
    company.person("3", hire_date=date(2006, 8, 18))
    company.person("4", hire_date=date(2017, 8, 14))  # nine years
    company.person("5", hire_date=date(2026, 8, 13))  # none yet
    company.person("6", hire_date=date(2016, 8, 19))  # a week from now
    company.person("7", hire_date=date(2016, 8, 14), status=PersonStatus.RETIRED)
    assert todos(service) == [
        (TodoKind.ANNIVERSARY, "司龄满 10 年 2 人，本周致敬", date(2026, 8, 12), ""),
        (TodoKind.ANNIVERSARY, "司龄满 20 年 1 人，本周致敬", date(2026, 8, 18), ""),
    ]


@settings(max_examples=40, deadline=None)
@example(hired=date(2016, 2, 29), today=date(2021, 2, 26))
@example(hired=date(2016, 2, 29), today=date(2021, 3, 1))
@example(hired=date(2016, 2, 29), today=date(2036, 2, 25))
@example(hired=date(2016, 2, 28), today=date(2036, 2, 28))
@example(hired=date(1999, 2, 28), today=date(2024, 2, 29))
@given(
    hired=st.dates(date(1970, 1, 1), date(2026, 1, 1)),
    today=st.dates(date(2020, 1, 1), date(2036, 12, 31)),
)
def test_anniversaries_equal_a_slow_recount(empty_file: Path, hired: date, today: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(shutil.copy(empty_file, folder)))
        Company(database).person("1", hire_date=hired)
        expected = []
        for day in (today + timedelta(days=offset) for offset in range(7)):
            # 民法典 art. 202: in a month that lacks the day, its last day counts.
            last = calendar.monthrange(day.year, hired.month)[1]
            reached = (day.month, day.day) == (hired.month, min(hired.day, last))
            years = day.year - hired.year
            if reached and years in range(5, 61, 5):
                sentence = f"司龄满 {years} 年 1 人，本周致敬"
                expected.append(Todo(TodoKind.ANNIVERSARY, sentence, day, ""))
        assert list(OverviewService(database).overview(today).todos) == expected
        database.close()


def test_the_week_runs_from_monday_to_sunday(company: Company, service: OverviewService) -> None:
    for code, moment in (
        ("before", datetime(2026, 8, 9, 23, 59)),
        ("sunday", datetime(2026, 8, 16, 23, 59)),
        ("monday", datetime(2026, 8, 10, 0, 0)),
        ("after", datetime(2026, 8, 17, 0, 0)),
    ):
        company.activity(code, starts=moment, title=code)
    for today in (date(2026, 8, 10), TODAY, date(2026, 8, 16)):
        assert service.overview(today).week == (
            Appointment("monday", "monday", datetime(2026, 8, 10, 0, 0), Layer.BEHAVIOUR),
            Appointment("sunday", "sunday", datetime(2026, 8, 16, 23, 59), Layer.BEHAVIOUR),
        )


@pytest.mark.parametrize(("today", "month"), [(date(2026, 2, 28), 2), (date(2026, 12, 31), 12), (date(2026, 1, 1), 1)])
def test_the_figures_are_of_the_month_and_the_year(
    company: Company, service: OverviewService, today: date, month: int
) -> None:
    people = [company.person(number) for number in "123"]
    last = calendar.monthrange(2026, month)[1]
    first = company.activity("A", starts=datetime(2026, month, 1), budget=Decimal("1200.50"))
    second = company.activity("B", starts=datetime(2026, month, last, 23, 59), budget=Decimal("0.05"))
    other = company.activity("C", starts=datetime(2026, 6, 15), budget=Decimal("800"))
    company.activity("D", starts=datetime(2025, 12, 31, 23, 59), budget=Decimal("9999"))
    company.sign_up(first, *people)
    company.sign_up(second, people[0])
    company.sign_up(second, people[1], attendance=Attendance.ABSENT)
    company.sign_up(other, *people)
    with company.database.begin("测试数据") as session:
        session.execute(update(Participation).values(hours=Decimal("1.25")))
    assert service.overview(today).month == MonthFigures(
        activities=2,
        attended=4,
        people=3,
        hours=Decimal("5.00"),
        activities_in_year=3,
        budget_in_year=Decimal("2000.55"),
    )
    assert service.overview(today).people == 3
