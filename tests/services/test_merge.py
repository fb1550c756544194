"""Merging two records that are one person: what the record becomes, what moves, and what is refused."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.database.triggers import logged_tables
from culture_desktop.errors import (
    CorrectionReasonMissingError,
    InvalidFieldError,
    MergeDoubtfulError,
    MergeRefusedError,
    MergeSameError,
    RecordMissingError,
)
from culture_desktop.models import (
    ActivityTask,
    CheckIn,
    ConductRecord,
    ContestEntry,
    ContestJudge,
    ContestMember,
    DistinctPeople,
    Honour,
    Judge,
    JudgeTie,
    Membership,
    Participation,
    PastPosting,
    Person,
    PersonCard,
    Receipt,
    SessionAttendance,
    SignUp,
    Veto,
)
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.history import HistoryQuery, HistoryService
from culture_desktop.services.people.merge import MergeService
from culture_desktop.services.people.postings import careers
from culture_desktop.services.people.removal import RemovalService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import (
    Attendance,
    CheckInVerdict,
    CheckInWay,
    DocumentKind,
    ExpenseCategory,
    MembershipRole,
    OrganisationKind,
    ParticipationRole,
    Sex,
    SignUpState,
    TieKind,
)
from tests.services.awards.campaign import AWARDED_ON, CODE, NOTICE_FROM, PATTERN, Round
from tests.services.company import Company, dump, refused
from tests.services.imports.lists import resident_id

MARCH, JUNE, AUGUST = date(2026, 3, 1), date(2026, 6, 1), date(2026, 8, 1)
BORN = date(1990, 5, 6)
UNIT = UnitSettings(unit_name="云川供电服务中心", decision_prefix="云工")


@pytest.fixture
def merge(database: Database) -> MergeService:
    return MergeService(database)


def person(database: Database, person_id: int) -> Person:
    with database.read() as session:
        found = session.get_one(Person, person_id)
        session.expunge(found)
        return found


def rows(database: Database, model: Any, *columns: str) -> list[tuple[Any, ...]]:
    with database.read() as session:
        statement = select(*(getattr(model, column) for column in columns))
        return [tuple(row) for row in session.execute(statement.order_by(*statement.selected_columns))]


def test_the_kept_record_speaks_first_and_the_other_fills_its_gaps(
    company: Company, merge: MergeService, database: Database
) -> None:
    desk = company.unit("客服部/一班")
    keep = company.person("1001", "林婉清", phone="13812344417", sex=Sex.FEMALE)
    drop = company.person(
        "A-7", "林婉青", phone="13900001111", birth_date=BORN, resident_id=resident_id(417, "19900506"), unit_id=desk
    )
    plan = merge.plan(keep, drop)
    taken = {field.key: field.from_dropped for field in plan.fields}
    assert [key for key, dropped in taken.items() if dropped] == ["unit", "birth_date", "resident_id"]
    assert [field.key for field in plan.fields if field.differs] == ["number", "name", "phone"]
    shown = {field.key: (field.kept, field.dropped) for field in plan.fields}
    assert shown["phone"] == ("138****4417", "139****1111")
    assert shown["resident_id"] == ("", f"1{'*' * 16}{resident_id(417, '19900506')[-1]}")
    assert shown["unit"] == ("", "客服部/一班")
    done = merge.merge(keep, drop, {"phone": True})
    assert done.sentence == "已将 林婉青（A-7）合并到 1001"
    left = person(database, keep)
    assert (left.number, left.name, left.phone, left.unit_id) == ("1001", "林婉清", "13900001111", desk)
    assert (left.birth_date, left.resident_id) == (BORN, resident_id(417, "19900506"))
    assert "13900001111" in left.search_text
    with database.read() as session:
        assert session.get(Person, drop) is None


def test_the_number_of_the_record_that_goes_can_be_taken(
    company: Company, merge: MergeService, database: Database
) -> None:
    keep, drop = company.person("1001"), company.person("A-7", "欧阳䶮")
    merge.merge(keep, drop, {"number": True, "name": True})
    left = person(database, keep)
    assert (left.number, left.name, left.pinyin) == ("A-7", "欧阳䶮", "ou yang yan")


def test_extra_fields_of_both(company: Company, merge: MergeService, database: Database) -> None:
    keep, drop = company.person("1001"), company.person("1002")
    with database.begin("测试数据") as session:
        session.get_one(Person, keep).extra = {"籍贯": "昆明", "鞋码": ""}
        session.get_one(Person, drop).extra = {"籍贯": "大理", "鞋码": "42", "班车": "3号线"}
    assert [(f.title, f.kept, f.dropped) for f in merge.plan(keep, drop).fields[-3:]] == [
        ("籍贯", "昆明", "大理"),
        ("鞋码", "", "42"),
        ("班车", "", "3号线"),
    ]
    merge.merge(keep, drop)
    assert person(database, keep).extra == {"籍贯": "昆明", "鞋码": "42", "班车": "3号线"}


def took_part_in_everything(company: Company, both: int, only: int, keep: int, drop: int) -> None:
    """What activities hold of two records, in one activity of both and in one of the second alone."""
    late, early = datetime(2026, 7, 2), datetime(2026, 7, 1)
    for who, state, at in ((keep, SignUpState.WAITING, late), (drop, SignUpState.ACCEPTED, early)):
        answers = {"餐食": "清真"} if who == drop else {}
        company.insert(
            SignUp, activity_id=both, person_id=who, name="林婉清", state=state, signed_up_at=at, answers=answers
        )
    company.insert(
        CheckIn, activity_id=both, person_id=drop, at=late, way=CheckInWay.SCAN, verdict=CheckInVerdict.ADMITTED
    )
    company.insert(PersonCard, person_id=drop, code="0009923417")
    company.insert(
        Receipt,
        activity_id=both,
        person_id=drop,
        name="林婉清",
        category=ExpenseCategory.PRIZE,
        title="保温杯",
        amount=Decimal(80),
    )
    for activity, who in ((both, keep), (both, drop), (only, drop)):
        company.insert(ContestEntry, activity_id=activity, person_id=who, name="林婉清")
    first, second = (company.insert(ContestEntry, activity_id=only, name=team) for team in ("红队", "蓝队"))
    for team, who in ((first, keep), (first, drop), (second, drop)):
        with company.database.begin("补录") as session:
            session.add(ContestMember(entry_id=team, person_id=who))
    company.insert(ContestJudge, activity_id=both, name="林婉清", person_id=drop)
    company.insert(ActivityTask, activity_id=both, title="搭台", owner_id=drop)


def test_every_record_moves_and_the_same_ones_become_one(
    company: Company, merge: MergeService, database: Database
) -> None:
    keep, drop = company.person("1001"), company.person("1002")
    league = company.unit("团委", OrganisationKind.LEAGUE)
    both, only = company.activity("2026-001"), company.activity("2026-002")
    company.insert(Participation, person_id=keep, activity_id=both, attendance=Attendance.ABSENT, hours=Decimal(1))
    company.insert(
        Participation,
        person_id=drop,
        activity_id=both,
        attendance=Attendance.ATTENDED,
        role=ParticipationRole.HOST,
        attended_at=datetime(2026, 8, 6, 14, 2),
        hours=Decimal("2.5"),
        result="一等奖",
    )
    company.insert(Participation, person_id=drop, activity_id=only, attendance=Attendance.EXCUSED)
    for session, who, came in (
        (1, keep, Attendance.ABSENT),
        (1, drop, Attendance.ATTENDED),
        (2, drop, Attendance.ABSENT),
    ):
        company.insert(SessionAttendance, activity_id=both, person_id=who, session=session, attendance=came)
    for who, starts in ((keep, JUNE), (drop, MARCH)):
        company.insert(Membership, person_id=who, organisation_id=league, starts=starts)
    company.insert(
        Membership, person_id=drop, organisation_id=league, role=MembershipRole.SECRETARY, starts=MARCH, ends=JUNE
    )
    company.insert(ConductRecord, person_id=drop, happened_on=MARCH, norm="微笑服务", points=Decimal(1))
    for who in (keep, drop):
        company.honour(who, "先进个人", MARCH)
    campaign = company.campaign()
    company.veto(campaign, keep)
    company.insert(Veto, campaign_id=campaign, person_id=drop, reason="迟到", evidence="考勤", decided_on=MARCH)
    company.nomination(company.campaign("2026-B"), person_id=drop)
    company.insert(Judge, campaign_id=campaign, name="林婉清", person_id=drop)
    for name, tied in (("曹堃", (keep, drop)), ("芦斌", (drop,))):
        judge = company.insert(Judge, campaign_id=campaign, name=name)
        for who in tied:
            company.insert(JudgeTie, judge_id=judge, person_id=who, kind=TieKind.FAMILY)
    company.printed(drop, "补〔2025〕1号", "林婉清", {})
    took_part_in_everything(company, both, only, keep, drop)
    counted = {found.what: (found.moved, found.joined) for found in merge.plan(keep, drop).records}
    assert counted == {
        "印出的证书": (1, 0),
        "参与记录": (2, 1),
        "场次签到": (2, 1),
        "党团工会关系": (2, 1),
        "任职经历": (0, 0),
        "文明行为记录": (1, 0),
        "报名": (1, 1),
        "签到记录": (1, 0),
        "工卡": (1, 0),
        "签领": (1, 0),
        "参赛": (2, 0),
        "参赛队员": (2, 1),
        "竞赛评委": (1, 0),
        "评委身份": (1, 0),
        "与评委的关系": (2, 1),
        "一票否决": (1, 1),
        "推荐": (1, 0),
        "荣誉": (1, 1),
    }
    merge.merge(keep, drop, reason="同一人")
    (signed_up,) = rows(database, SignUp, "person_id", "state", "signed_up_at", "answers")
    assert signed_up == (keep, SignUpState.ACCEPTED, datetime(2026, 7, 1), {"餐食": "清真"})
    for model in (CheckIn, PersonCard, Receipt, ContestJudge):
        assert rows(database, model, "person_id") == [(keep,)]
    assert sorted(rows(database, ContestEntry, "activity_id", "person_id"), key=str) == [
        (both, keep),
        (both, None),
        (only, keep),
        (only, None),
        (only, None),
    ]
    assert [row[1] for row in rows(database, ContestMember, "entry_id", "person_id")] == [keep, keep]
    assert rows(database, ActivityTask, "owner_id") == [(keep,)]
    taken = rows(database, Participation, "person_id", "activity_id", "attendance", "role", "hours", "result")
    assert taken == [
        (keep, both, Attendance.ATTENDED, ParticipationRole.HOST, Decimal("2.5"), "一等奖"),
        (keep, only, Attendance.EXCUSED, ParticipationRole.PARTICIPANT, None, ""),
    ]
    sessions = rows(database, SessionAttendance, "person_id", "session", "attendance")
    assert sessions == [(keep, 1, Attendance.ATTENDED), (keep, 2, Attendance.ABSENT)]
    assert rows(database, Membership, "person_id", "role", "starts") == [
        (keep, MembershipRole.MEMBER, MARCH),
        (keep, MembershipRole.SECRETARY, MARCH),
    ]
    assert rows(database, ConductRecord, "person_id") == [(keep,)]
    assert rows(database, JudgeTie, "person_id") == [(keep,), (keep,)]
    assert rows(database, Honour, "person_id", "title") == [(keep, "先进个人")]
    assert rows(database, Veto, "person_id", "reason", "evidence") == [(keep, "有责投诉", "迟到。考勤")]


def test_every_table_that_names_a_person_is_moved(company: Company, merge: MergeService, database: Database) -> None:
    """A table that a later version adds has to be thought of here."""
    referring = {
        table.name for table in logged_tables() if any(key.column.table.name == "person" for key in table.foreign_keys)
    }
    assert referring == {
        "activity",  # as its owner
        "activity_task",
        "check_in",
        "conduct_record",
        "contest_entry",
        "contest_judge",
        "contest_member",
        "distinct_people",  # goes with the record: the one kept may still be told from the other
        "honour",
        "judge",
        "judge_tie",
        "membership",
        "nomination",
        "participation",
        "past_posting",
        "person_card",
        "printed_certificate",
        "receipt",
        "session_attendance",
        "sign_up",
        "veto",
    }


def test_careers_are_joined_without_being_in_two_places(
    company: Company, merge: MergeService, database: Database
) -> None:
    one, two, three = (company.unit(f"客服部/{name}班") for name in "一二三")
    keep, drop = company.person("1001", unit_id=one), company.person("1002", unit_id=three)
    company.people.move([keep], two, effective=JUNE)
    company.insert(PastPosting, person_id=drop, unit_id=three, starts=MARCH, ends=AUGUST)
    with database.begin("测试数据") as session:
        session.scalars(select(PastPosting).where(PastPosting.person_id == keep)).one().starts = date(2026, 5, 1)
    merge.merge(keep, drop)
    with database.read() as session:
        career = careers(session, [keep])[keep]
    days = (date(2026, 2, 1), MARCH, date(2026, 5, 1), JUNE, AUGUST)
    assert [career.unit_on(day) for day in days] == [None, three, one, two, two]


def test_a_merge_is_one_entry_undone_and_done_again_exactly(
    round_: Round, merge: MergeService, database: Database
) -> None:
    keep, drop = round_.ids["1006"], round_.company.person("2001", phone="13812344417", birth_date=BORN)
    round_.company.sign_up(round_.company.activity("2026-009"), keep, drop)
    round_.company.honour(drop)
    history = HistoryService(database)
    before = dump(database)
    merge.merge(keep, drop, {"phone": True}, reason="同一人登记了两次")
    after = dump(database)
    step = history.next_undo()
    assert step is not None
    assert (step.label, step.reason) == ("合并人员", "同一人登记了两次")
    history.take_back(step.id)
    assert dump(database) == before
    again = history.next_redo()
    assert again is not None
    history.take_back(again.id)
    assert dump(database) == after
    assert LedgerService(database).verify().faults == ()


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    return Round(database, tmp_path)


def test_honours_change_hands_by_a_correction_and_keep_their_numbers(
    round_: Round, merge: MergeService, database: Database
) -> None:
    board = round_.confirmed()
    ledger = LedgerService(database)
    winner = next(w for w in board.winners if w.number == "1001")
    printed = ledger.head_of(CODE)
    keep = round_.company.person("2001", "林婉清")
    sentence = "“合并人员”会更正已经登记的评分或评选结果，须写明理由，没有保存。请填写理由后再试。"
    assert merge.plan(keep, round_.ids["1001"]).needs_reason
    refused(database, CorrectionReasonMissingError, sentence, lambda: merge.merge(keep, round_.ids["1001"]))
    merge.merge(keep, round_.ids["1001"], reason="同一人有两个工号")
    after = next(w for w in round_.board.winners if w.subject_id == keep)
    assert (after.certificate, after.total, after.number) == (winner.certificate, winner.total, "2001")
    found = ledger.verify(printed)
    assert found.sound
    assert len(found.corrections) == 1
    assert found.corrections[0].endswith("，同一人有两个工号。")


def test_a_number_printed_for_the_record_that_went_is_given_to_the_one_kept(
    round_: Round, merge: MergeService, database: Database
) -> None:
    first = {w.number: w.certificate for w in round_.confirmed().winners}
    DocumentService(database).campaign_paper(DocumentKind.CERTIFICATES, CODE, UNIT)
    history = HistoryService(database)
    while (step := history.next_undo()) and step.label != "拟定名单":
        history.take_back(step.id, reason="名单有误")
    keep = round_.company.person("2001", "林婉清")
    merge.merge(keep, round_.ids["1001"], reason="同一人有两个工号", wanted={"unit": True, "front_line": True})
    round_.awards.propose(CODE)
    round_.awards.start_notice(CODE, NOTICE_FROM)
    second = {w.number: w.certificate for w in round_.awards.confirm(CODE, AWARDED_ON, PATTERN).value.winners}
    assert second["2001"] == first["1001"]


def test_two_who_were_both_judged_in_a_campaign_stay_two(
    round_: Round, merge: MergeService, database: Database
) -> None:
    round_.up_to_scores()
    pair = round_.ids["1001"], round_.ids["1002"]
    assert merge.plan(*pair).clashes == ("2026年度服务之星评选",)
    sentence = (
        "工号“1001”和“1002”在“2026年度服务之星评选”里都已有评分、选票等记录，不能并成一人，没有改动任何数据。"
        "如确是一人，请先在评选里撤回其中一个推荐。"
    )
    refused(database, MergeRefusedError, sentence, lambda: merge.merge(*pair))


@pytest.mark.parametrize("scored", ["1001", "1002"])
def test_of_two_nominations_the_one_that_was_judged_stays(
    round_: Round, merge: MergeService, database: Database, scored: str
) -> None:
    round_.create()
    round_.nominate()
    round_.score({scored: "90"})
    judged = round_.nominee(scored).nomination_id
    merge.merge(round_.ids["1001"], round_.ids["1002"])
    left = round_.nominee("1001")
    assert left.nomination_id == judged
    assert "1002" not in {nominee.number for nominee in round_.board.nominees}
    assert LedgerService(database).verify().sound


def test_history_and_removal_know_what_was_merged(company: Company, merge: MergeService, database: Database) -> None:
    keep, drop = company.person("1001"), company.person("A-7", "欧阳䶮", phone="13912349999")
    history = HistoryService(database)
    merge.merge(keep, drop)
    labels = [entry.label for entry in history.entries(HistoryQuery(person_id=keep))]
    assert labels == ["合并人员", "添加人员", "添加人员"]
    RemovalService(database).remove(keep)
    content = b"".join(path.read_bytes() for path in database.path.parent.glob("runwu.db*") if path.is_file())
    assert "欧阳䶮".encode() not in content
    assert b"13912349999" not in content


def test_what_cannot_be_merged(company: Company, merge: MergeService, database: Database) -> None:
    keep, drop = company.person("1001"), company.person("1002")
    sentence = "工号“1001”写了两次，说的是同一条记录，没有改动任何数据。请核对另一条的工号。"
    refused(database, MergeSameError, sentence, lambda: merge.merge(keep, keep))
    with pytest.raises(InvalidFieldError):
        merge.merge(keep, drop, {"shoe": True})
    with pytest.raises(RecordMissingError):
        merge.plan(keep, 999)


def test_who_differ_in_what_never_changes_are_merged_with_a_reason_only(
    company: Company, merge: MergeService, database: Database
) -> None:
    keep = company.person("1001", sex=Sex.FEMALE, birth_date=BORN, resident_id=resident_id(1, "19900506"))
    drop = company.person("1002", sex=Sex.MALE, birth_date=BORN, resident_id=resident_id(2, "19900506"))
    assert merge.plan(keep, drop).doubts == ("身份证号不同", "性别不同")
    sentence = "工号“1001”和“1002”身份证号不同、性别不同，像是两个人，没有合并。如确是一人，请写明理由再合并。"
    refused(database, MergeDoubtfulError, sentence, lambda: merge.merge(keep, drop))
    merge.merge(keep, drop, reason="身份证号登记错了")
    assert rows(database, Person, "number") == [("1001",)]


def test_likely_duplicates(company: Company, merge: MergeService) -> None:
    one = company.person("1001", "林婉清", birth_date=BORN, phone="13812344417")
    other = company.person("1002", "林婉清", birth_date=BORN, phone="13812344417")
    husband = company.person("1003", "赵启明", phone="13812344417", resident_id=resident_id(1, "19900506"))
    company.person("1004", "王芳", birth_date=BORN, resident_id=resident_id(2, "19900506"))
    company.person("1005", "王芳", birth_date=BORN, resident_id=resident_id(3, "19900506"))
    for number in range(1010, 1016):
        company.person(str(number), f"张{number}", phone="0871-6301234")
    found = [(pair.one.id, pair.other.id, pair.reason) for pair in merge.duplicates()]
    assert found == [
        (one, other, "电话、姓名和出生日期相同"),
        (one, husband, "电话相同"),
        (other, husband, "电话相同"),
    ]


def test_two_who_are_two_are_not_offered_again_and_may_still_be_merged(
    company: Company, merge: MergeService, database: Database
) -> None:
    one, two, three = (company.person(number, "林婉清", birth_date=BORN) for number in ("1001", "1002", "1003"))
    merge.set_apart(two, one)
    assert merge.set_apart(one, two).sentence == "已记下 林婉清（1001）和 林婉清（1002）不是同一人"
    assert [(pair.one.id, pair.other.id) for pair in merge.duplicates()] == [(one, three), (two, three)]
    with pytest.raises(MergeSameError):
        merge.set_apart(one, one)
    history = HistoryService(database)
    entry = next(row for row in history.entries(HistoryQuery(person_id=one)) if row.label == "认定不是同一人")
    (change,) = history.detail(entry.id).changes
    assert (change.table, change.subject) == ("不是同一人", "林婉清·林婉清")
    merge.merge(one, two)
    assert rows(database, DistinctPeople, "person_id", "other_id") == []
    merge.set_apart(one, three)
    RemovalService(database).remove(three)
    assert rows(database, DistinctPeople, "person_id", "other_id") == []
