"""Activities as a calendar file."""

from datetime import datetime
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import RecordMissingError, WrongCalendarTypeError
from culture_desktop.services.activities.calendar import CalendarService
from culture_desktop.vocabulary import ActivityState
from tests.documents.test_calendar import events
from tests.services.company import Company, plan


@pytest.fixture
def calendars(database: Database) -> CalendarService:
    return CalendarService(database)


def test_activities_in_the_order_of_their_times(company: Company, calendars: CalendarService, tmp_path: Path) -> None:
    unit = company.unit("客服部/一班")
    company.activity("2026-002", title="运动会", place="体育馆，二楼", host_id=unit, state=ActivityState.NOTICE)
    company.activity("2026-001", title="读书会", starts=datetime(2026, 5, 1, 9), ends=datetime(2026, 5, 1, 11))
    done = calendars.export(tmp_path / "活动.ics")
    assert done.sentence == "已将 2 场活动导出到“活动.ics”"
    first, second = events(done.value.read_bytes())
    assert (first["SUMMARY"], first["DTEND;TZID=Asia/Shanghai"]) == ("读书会", "20260501T110000")
    assert (second["SUMMARY"], second["LOCATION"], second["STATUS"]) == ("运动会", "体育馆，二楼", "CONFIRMED")
    assert second["DESCRIPTION"] == "编号：2026-002\n主办：客服部/一班"
    assert second["CATEGORIES"] == "行为,幸福1+1"


def test_an_event_keeps_its_name_when_the_activity_changes(
    company: Company, calendars: CalendarService, tmp_path: Path
) -> None:
    one, _other = company.activity("2026-001"), company.activity("2026-002")
    path = tmp_path / "活动.ics"
    before = events(calendars.export(path, ["2026-001"]).value.read_bytes())
    company.activities.update(one, plan("2026-101", title="改了名"))
    after = events(calendars.export(path).value.read_bytes())
    assert len({found["UID"] for found in after}) == 2
    titles = {found["UID"]: found["SUMMARY"] for found in after}
    assert titles[before[0]["UID"]] == "改了名"


def test_the_same_file_twice_and_nothing_at_all(calendars: CalendarService, company: Company, tmp_path: Path) -> None:
    assert events(calendars.export(tmp_path / "空.ics").value.read_bytes()) == []
    company.activity("2026-001")
    one, other = (calendars.export(tmp_path / f"{name}.ics").value.read_bytes() for name in "ab")
    assert one == other


def test_what_cannot_be_exported(calendars: CalendarService, tmp_path: Path) -> None:
    with pytest.raises(RecordMissingError, match="没有找到活动“2026-009”"):
        calendars.export(tmp_path / "活动.ics", ["2026-009"])
    with pytest.raises(WrongCalendarTypeError, match=r"扩展名应为 \.ics"):
        calendars.export(tmp_path / "活动.txt")
    assert list(tmp_path.glob("活动.*")) == []
