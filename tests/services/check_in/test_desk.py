"""The desk on a real file: whom it recognises, what it says, what it leaves behind, and what it takes back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.errors import CultureError, InvalidFieldError
from culture_desktop.models import ActivitySession, CheckIn, Participation, PersonCard, SessionAttendance
from culture_desktop.rules import checkin_code
from culture_desktop.services.check_in.rows import Answer
from culture_desktop.services.check_in.service import CheckInService
from culture_desktop.services.check_in.sitting import DeskTerms, Sitting
from culture_desktop.vocabulary import Attendance, CheckInVerdict, CheckInWay, PersonStatus
from tests.services.company import Company, statements

SEVEN = datetime(2026, 8, 6, 19, 0)


@dataclass
class Evening:
    """An activity with a list, and its desk."""

    company: Company
    service: CheckInService
    activity: int
    sitting: Sitting
    people: dict[str, int]

    def scan(self, typed: str, minutes: int = 0, *, confirmed: bool = False) -> Answer:
        return self.service.scan(self.sitting, typed, SEVEN + timedelta(minutes=minutes), confirmed=confirmed)

    def attendance(self) -> dict[int, Attendance]:
        with self.company.database.read() as session:
            rows = session.execute(
                select(Participation.person_id, Participation.attendance).where(
                    Participation.activity_id == self.activity
                )
            )
            return {row[0]: row[1] for row in rows}

    def log(self) -> list[CheckIn]:
        with self.company.database.read() as session:
            return list(session.scalars(select(CheckIn).order_by(CheckIn.id)))


@pytest.fixture
def evening(database: Database, company: Company) -> Evening:
    unit, other = company.unit("总公司/客服一班"), company.unit("总公司/客服二班")
    people = {
        "林婉清": company.person("YC-1001", "林婉清", unit_id=unit),
        "欧阳䶮": company.person("1002", "欧阳䶮", unit_id=unit),
        "单雄": company.person("1003", "单雄", unit_id=other),
        "陈铉": company.person("1004", "陈铉", unit_id=other, status=PersonStatus.LEFT),
        "郑一凡": company.person("1005", "郑一凡", unit_id=other),
    }
    activity = company.activity("2026-001", starts=SEVEN)
    listed = [people[name] for name in ("林婉清", "欧阳䶮", "单雄")]
    company.sign_up(activity, *listed, attendance=Attendance.REGISTERED)
    service = CheckInService(database)
    return Evening(company, service, activity, service.open(DeskTerms(activity, door="东门")), people)


@pytest.mark.parametrize(
    "typed",
    [
        "YC-1001",
        "yc-1001",
        "ＹＣ－１００１",
        "  YC-1001\n",
        checkin_code.encode("YC-1001"),
        checkin_code.encode("YC-1001").lower(),
        "林婉清",
        "linwanqing",
        "lwq",
        "婉清",
        "88 42-A",
    ],
)
def test_recognises(evening: Evening, typed: str) -> None:
    evening.service.remember_card(evening.people["林婉清"], "8842-A")
    answer = evening.scan(typed)
    assert (answer.verdict, answer.person and answer.person.name) == (CheckInVerdict.ADMITTED, "林婉清")
    assert answer.person is not None
    assert answer.person.unit == "客服一班"
    assert answer.visits == 1
    assert evening.attendance()[evening.people["林婉清"]] is Attendance.ATTENDED
    [row] = evening.log()
    assert (row.person_id, row.code, row.door, row.before) == (
        evening.people["林婉清"],
        "",
        "东门",
        Attendance.REGISTERED,
    )


def test_reads_a_surname_as_it_is_spoken(evening: Evening) -> None:
    answer = evening.scan("shanxiong")
    assert answer.person is not None
    assert answer.person.name == "单雄"


def test_a_second_scan_says_when_the_first_was(evening: Evening) -> None:
    evening.scan("1002", 1)
    answer = evening.scan("1002", 9)
    assert (answer.verdict, answer.first_at) == (CheckInVerdict.REPEATED, SEVEN + timedelta(minutes=1))
    assert answer.words == "重复，首次 19:01"
    with evening.company.database.read() as session:
        assert session.scalars(
            select(Participation.attended_at).where(Participation.person_id == evening.people["欧阳䶮"])
        ).one() == SEVEN + timedelta(minutes=1)


@pytest.mark.parametrize("code", ["8842", checkin_code.encode("1002")[:-1] + "#", "=cmd|' /C calc'!A0", "<b>", "䶮䶮"])
def test_nobody_is_guessed_from_a_wrong_code(evening: Evening, code: str) -> None:
    before = evening.attendance()
    answer = evening.scan(code)
    assert (answer.verdict, answer.person) == (CheckInVerdict.UNKNOWN, None)
    assert evening.attendance() == before
    assert [row.verdict for row in evening.log()] == [CheckInVerdict.UNKNOWN]


def test_a_resident_id_that_is_not_known_is_not_kept(evening: Evening) -> None:
    evening.scan("11010519491231002X")
    assert evening.log()[0].code == "1****************X"


def test_who_is_not_listed_is_asked_about_first(evening: Evening) -> None:
    assert evening.scan("1005").words == "不在名单"
    assert evening.people["郑一凡"] not in evening.attendance()
    answer = evening.scan("1005", confirmed=True)
    assert answer.verdict is CheckInVerdict.WALK_IN
    turnout = evening.sitting.turnout()
    assert (turnout.expected, turnout.arrived, turnout.walk_ins, turnout.missing) == (3, 0, 1, 3)


def test_who_has_left_is_not_let_in(evening: Evening) -> None:
    assert evening.scan("1004", confirmed=True).words == "不在名单：已离职"


def test_a_namesake_is_asked_about(evening: Evening) -> None:
    evening.company.person("2001", "林婉清")
    answer = evening.scan("林婉清")
    assert answer.verdict is None
    assert [one.number for one in answer.candidates] == ["YC-1001", "2001"]
    assert evening.log() == []
    picked = evening.service.admit(evening.sitting, answer.candidates[0].person_id, SEVEN, CheckInWay.NAME)
    assert picked.verdict is CheckInVerdict.ADMITTED


def test_the_last_one_is_taken_back_and_its_row_stays(evening: Evening) -> None:
    who = evening.people
    evening.company.activities.set_attendance(evening.activity, [who["单雄"]], Attendance.EXCUSED)
    evening.scan("1002", 1)
    evening.scan("1005", 2, confirmed=True)
    evening.scan("1003", 3)
    service, sitting = evening.service, evening.sitting
    taken = [service.undo_last(sitting, SEVEN + timedelta(minutes=5)) for _ in range(4)]
    assert [one and one.person and one.person.name for one in taken] == ["单雄", "郑一凡", "欧阳䶮", None]
    assert evening.attendance() == {
        who["林婉清"]: Attendance.REGISTERED,
        who["欧阳䶮"]: Attendance.REGISTERED,
        who["单雄"]: Attendance.EXCUSED,
    }
    assert [row.undone_at for row in evening.log()] == [SEVEN + timedelta(minutes=5)] * 3
    assert evening.scan("1002", 6).verdict is CheckInVerdict.ADMITTED
    assert [one.undone for one in service.recent(sitting)] == [False, True, True, True]


def test_a_clock_set_back_does_not_turn_the_order_round(evening: Evening) -> None:
    evening.scan("1002", 30)
    answer = evening.scan("1003", 5)
    first, second = evening.log()
    assert answer.at == first.at == second.at == SEVEN + timedelta(minutes=30)
    assert second.clock_at == SEVEN + timedelta(minutes=5)


def test_what_was_written_elsewhere_meanwhile_counts(evening: Evening) -> None:
    late = evening.company.person("3001", "新来的")
    evening.company.sign_up(evening.activity, late, attendance=Attendance.REGISTERED)
    assert evening.scan("3001").verdict is CheckInVerdict.ADMITTED
    evening.company.activities.set_attendance(evening.activity, [evening.people["单雄"]], Attendance.ATTENDED)
    assert evening.scan("1003").verdict is CheckInVerdict.REPEATED


def test_the_desk_opened_again_knows_what_the_first_one_did(evening: Evening) -> None:
    evening.scan("1002", 1)
    evening.scan("1005", 2, confirmed=True)
    again = evening.service.open(evening.sitting.terms)
    assert again.turnout() == evening.sitting.turnout()
    assert again.came == evening.sitting.came


def test_each_session_has_a_list_of_who_came(evening: Evening) -> None:
    database, service, terms = evening.company.database, evening.service, evening.sitting.terms
    for number in (1, 2):
        evening.company.insert(
            ActivitySession, activity_id=evening.activity, number=number, title=f"第{number}场", starts=SEVEN
        )
    first, second = (service.open(DeskTerms(terms.activity_id, number)) for number in (1, 2))
    assert service.scan(first, "1002", SEVEN).verdict is CheckInVerdict.ADMITTED
    assert service.scan(second, "1002", SEVEN).verdict is CheckInVerdict.ADMITTED
    assert service.scan(second, "1002", SEVEN).verdict is CheckInVerdict.REPEATED
    service.undo_last(second, SEVEN)
    assert evening.attendance()[evening.people["欧阳䶮"]] is Attendance.ATTENDED
    with database.read() as session:
        assert session.scalars(select(SessionAttendance.session)).all() == [1]
    with pytest.raises(InvalidFieldError):
        service.open(DeskTerms(terms.activity_id, 3))


def test_names_signed_on_paper_are_entered_at_once(evening: Evening) -> None:
    evening.scan("1002")
    listed = [evening.people[name] for name in ("林婉清", "欧阳䶮", "单雄")]
    done = evening.service.enter_from_paper(evening.sitting, listed, SEVEN)
    assert (done.value, done.sentence) == (2, "已按签到表登记 2 人")
    assert evening.sitting.turnout().arrived == 3
    with pytest.raises(CultureError):
        evening.service.enter_from_paper(evening.sitting, [evening.people["郑一凡"]], SEVEN)


def test_a_card_belongs_to_one_person(evening: Evening) -> None:
    who = evening.people
    evening.service.remember_card(who["林婉清"], "0008842")
    evening.service.remember_card(who["林婉清"], "0008842")
    with pytest.raises(InvalidFieldError):
        evening.service.remember_card(who["单雄"], "0008842")
    with evening.company.database.read() as session:
        assert session.scalars(select(PersonCard.person_id)).all() == [who["林婉清"]]


def test_a_scan_reads_no_more_with_more_people(evening: Evening) -> None:
    """After the desk was opened, a scan neither reads the list nor the people again."""
    with statements(evening.company.database) as few:
        evening.scan("1002")
    assert not [one for one in few if "person.search_text" in one or "person.pinyin" in one]
    assert len(few) < 30
