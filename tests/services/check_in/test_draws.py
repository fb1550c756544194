"""Draws on a real file: among those who came, kept with seed and pool, and the same when drawn again."""

from datetime import datetime

import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Draw, Participation
from culture_desktop.services.check_in.draws import DrawService
from culture_desktop.vocabulary import Attendance
from tests.services.company import Company

NOW = datetime(2026, 8, 6, 20, 30)


@pytest.fixture
def activity(company: Company) -> int:
    units = [company.unit("一班"), company.unit("二班")]
    people = [company.person(f"{1000 + n}", f"职工{n}", unit_id=units[n % 2]) for n in range(12)]
    made = company.activity("2026-001")
    company.sign_up(made, *people[:10])
    company.sign_up(made, *people[10:], attendance=Attendance.ABSENT)
    return made


def test_prizes_go_to_those_who_came_and_can_be_drawn_again(
    database: Database, company: Company, activity: int
) -> None:
    service = DrawService(database)
    assert service.pool_size(activity) == 10
    done = service.draw_prizes(activity, "幸运抽奖", [("一等奖", 1), ("二等奖", 3)], "20260806", NOW)
    assert [(heading, len(people)) for heading, people in done.value.results] == [("一等奖", 1), ("二等奖", 3)]
    won = [one.number for _, people in done.value.results for one in people]
    assert len(set(won)) == 4
    assert not {"1010", "1011"} & set(won)
    assert service.rows(activity) == (done.value,)
    assert done.value.verified
    with database.begin("篡改") as session:
        draw = session.scalars(select(Draw)).one()
        draw.result = [draw.result[1][:1], [*draw.result[0], *draw.result[1][1:]]]
    assert not service.rows(activity)[0].verified


def test_groups_are_mixed_by_unit_and_noted_with_the_people(database: Database, activity: int) -> None:
    done = DrawService(database).draw_groups(activity, "随机分组", 5, "7", NOW)
    for _, people in done.value.results:
        assert sorted(one.unit for one in people) == ["一班", "二班"]
    with database.read() as session:
        teams = session.scalars(select(Participation.team).where(Participation.attendance == Attendance.ATTENDED)).all()
    assert sorted(set(teams)) == ["第1组", "第2组", "第3组", "第4组", "第5组"]


def test_too_many_prizes_and_nobody_there_are_told(database: Database, company: Company, activity: int) -> None:
    service = DrawService(database)
    with pytest.raises(InvalidFieldError, match="不超过到场的 10 人"):
        service.draw_prizes(activity, "抽奖", [("奖", 11)], "1", NOW)
    with pytest.raises(InvalidFieldError, match="种子"):
        service.draw_order(activity, "出场顺序", " ", NOW)
    empty = company.activity("2026-002")
    with pytest.raises(RecordMissingError):
        service.draw_order(empty, "出场顺序", "1", NOW)
    assert service.rows(activity) == service.rows(empty) == ()
