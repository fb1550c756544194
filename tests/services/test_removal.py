"""Removing a person: honours' figures stay, and no byte of the person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.errors import EntryLockedError, RecordMissingError
from culture_desktop.models import (
    Activity,
    ActivityTask,
    Briefing,
    CheckIn,
    ConductRecord,
    ContestEntry,
    ContestMember,
    HistoryChange,
    Model,
    Organisation,
    PastPosting,
    PersonCard,
    Receipt,
    SessionAttendance,
    SignUp,
    UnsavedBriefing,
)
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.briefings.service import BriefingService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.history import HistoryQuery, HistoryService
from culture_desktop.services.overview import OverviewService
from culture_desktop.services.people.removal import PLACEHOLDER, RemovalService
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import (
    Attendance,
    CheckInVerdict,
    CheckInWay,
    DocumentKind,
    ExpenseCategory,
    PersonStatus,
    SignUpState,
)
from tests.services.awards.campaign import CODE, Round, won
from tests.services.company import Company, dump
from tests.services.imports.lists import resident_id

NAME, NUMBER, PHONE, IDENTITY = "澹台灭明", "XK-98041", "13799986543", resident_id(417, "19770423")
TRACES = (NAME, NUMBER, PHONE, IDENTITY, "tantaimieming", "tan tai mie ming", "xk-98041", "1977-04-23")
EVERYONE = PeopleQuery(status=frozenset(PersonStatus))
UNIT = UnitSettings(
    unit_name="云川供电服务中心", contact_person="周岚", contact_phone="0871-6301234", decision_prefix="云工"
)


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    """People, teams and activities for a campaign."""
    return Round(database, tmp_path)


@pytest.fixture
def removal(database: Database) -> RemovalService:
    return RemovalService(database)


@pytest.fixture
def winner(round_: Round) -> int:
    """A winner of a confirmed campaign, with every record there is and the papers of it, under an invented name."""
    people, person = round_.company.people, round_.ids["1001"]
    round_.up_to_scores()
    shown = people.detail(person, 2026).draft
    people.update(
        person,
        replace(shown, name=NAME, number=NUMBER, phone=PHONE, resident_id=IDENTITY, birth_date=date(1977, 4, 23)),
    )
    round_.setup.set_reason(CODE, round_.nominee(NUMBER).nomination_id, f"{NAME}连年服务用心")
    round_.awards.propose(CODE)
    round_.awards.start_notice(CODE, date(2026, 11, 11))
    board = round_.awards.confirm(CODE, date(2026, 11, 18), "云工荣〔{year}〕{number}号").value
    assert NUMBER in won(board)
    with round_.company.database.begin("补录") as session:
        unit = session.scalars(select(Organisation.id)).first()
        activity = session.scalars(select(Activity.id)).first()
        day = date(2025, 3, 1)
        session.add_all(
            (
                PastPosting(person_id=person, unit_id=unit, ends=day),
                ConductRecord(person_id=person, happened_on=day, norm="微笑服务", points=2, evidence=f"{NAME}拾金不昧"),
                SessionAttendance(person_id=person, activity_id=activity, session=1, attendance=Attendance.ATTENDED),
                *took_part(person, session.scalars(select(Activity.id)).first() or 0),
            )
        )
        session.flush()
        team = ContestEntry(activity_id=activity, name="红队")
        session.add(team)
        session.flush()
        session.add(ContestMember(entry_id=team.id, person_id=person))
    round_.company.printed(person, "补〔2025〕1号", NAME, {"姓名": NAME, "工号": NUMBER})
    documents = DocumentService(round_.company.database)
    for kind in (DocumentKind.NOTICE, DocumentKind.DECISION, DocumentKind.CERTIFICATES, DocumentKind.ELIGIBILITY):
        documents.campaign_paper(kind, CODE, UNIT)
    return person


def took_part(person: int, activity: int) -> tuple[Model, ...]:
    """What activities hold of somebody, each with the name or a number where it may."""
    at = datetime(2026, 8, 6, 14, 2)
    return (
        SignUp(
            activity_id=activity,
            person_id=person,
            name=NAME,
            answers={"手机号": PHONE},
            signed_up_at=at,
            state=SignUpState.ACCEPTED,
        ),
        CheckIn(
            activity_id=activity,
            person_id=person,
            code=NUMBER,
            at=at,
            way=CheckInWay.SCAN,
            verdict=CheckInVerdict.ADMITTED,
        ),
        PersonCard(person_id=person, code=f"K{NUMBER}"),
        Receipt(
            activity_id=activity,
            person_id=person,
            name=NAME,
            category=ExpenseCategory.PRIZE,
            title="保温杯",
            amount=80,
            note=PHONE,
        ),
        ContestEntry(activity_id=activity, person_id=person, name=NAME),
        ActivityTask(activity_id=activity, title="搭台", owner_id=person),
    )


def traces_in(database: Database) -> list[str]:
    """Whatever of the person stands in any file of the data, as raw bytes."""
    found = []
    for file in database.path.parent.rglob("*"):
        if file.is_file() and file.suffix not in (".csv",):
            content = file.read_bytes()
            found += [f"{file.name}: {trace}" for trace in TRACES if trace.encode() in content]
    return found


def test_the_plan_says_what_goes_and_stays_and_changes_nothing(
    database: Database, removal: RemovalService, winner: int
) -> None:
    before = dump(database)
    plan = removal.plan(winner)
    assert dump(database) == before
    assert dict(plan.gone) == {
        "参与记录": 2,
        "场次签到": 1,
        "党团工会关系": 0,
        "单位变动": 1,
        "文明行为记录": 1,
        "与评委的利害关系": 0,
        "报名": 1,
        "工卡": 1,
        "参赛队员": 1,
        "一票否决的依据": 0,
        "证书登记里的内容": 2,
    }
    assert dict(plan.kept) == {"荣誉": 1, "推荐": 1, "一票否决": 0}
    assert dict(plan.nameless) == {"签领": 1, "参赛": 1, "签到记录": 1}
    assert plan.leaves_placeholder
    assert len(plan.papers) == 4
    assert plan.lines()[0] == f"将移除 {NAME}（{NUMBER}） 的个人信息"


def test_no_byte_of_a_winner_is_left_while_the_file_is_open(
    database: Database, removal: RemovalService, winner: int
) -> None:
    assert traces_in(database) != []
    removal.remove(winner)
    assert traces_in(database) == []
    database.close()
    assert traces_in(database) == []


def test_honours_stay_as_they_were(database: Database, removal: RemovalService, winner: int, round_: Round) -> None:
    before = round_.board
    removal.remove(winner)
    after = round_.board
    assert {nominee.nomination_id: (nominee.tier, nominee.total, nominee.rank) for nominee in after.nominees} == {
        nominee.nomination_id: (nominee.tier, nominee.total, nominee.rank) for nominee in before.nominees
    }
    (gone,) = [nominee for nominee in after.winners if nominee.name == PLACEHOLDER]
    assert gone.number == f"removed-{winner}"
    assert gone.certificate
    (row,) = round_.company.people.rows(PeopleQuery(ids=frozenset({winner}), status=frozenset(PersonStatus)), 2026)
    assert (row.name, row.phone, row.birth_date, row.unit, row.honours, row.participations) == (
        PLACEHOLDER,
        None,
        None,
        "",
        1,
        0,
    )
    assert winner not in round_.company.people.ids(PeopleQuery())
    assert OverviewService(database) is not None


def test_the_register_stays_and_says_why_the_copy_is_gone(
    database: Database, removal: RemovalService, winner: int
) -> None:
    documents = DocumentService(database)
    numbers = [(row.title, row.number) for row in documents.rows(UNIT)]
    removal.remove(winner)
    assert [(row.title, row.number) for row in documents.rows(UNIT)] == numbers
    contents = {documents.content(row.id) for row in documents.rows(UNIT)}
    assert len(contents) == 1
    assert len(list(database.files.digests())) == 1
    assert database.files.damaged() == ()


def test_the_chain_of_awards_still_holds(database: Database, removal: RemovalService, winner: int) -> None:
    removal.remove(winner)
    assert LedgerService(database).verify().sound


def test_it_cannot_be_undone_and_stands_in_no_one_elses_way(
    database: Database, removal: RemovalService, winner: int, round_: Round
) -> None:
    history = HistoryService(database)
    removal.remove(winner)
    (entry,) = history.entries(HistoryQuery(text="移除个人信息"))
    assert not entry.undoable
    with pytest.raises(EntryLockedError, match="个人信息已经移除"):
        history.take_back(entry.id)
    (first,) = history.entries(HistoryQuery(text="修改人员"))
    with pytest.raises(EntryLockedError, match="个人信息已经移除"):
        history.take_back(first.id)
    round_.company.people.update(
        round_.ids["1002"], replace(round_.company.people.detail(round_.ids["1002"], 2026).draft, position="班长")
    )
    last = history.next_undo()
    assert last is not None
    history.take_back(last.id)
    assert round_.company.people.detail(round_.ids["1002"], 2026).draft.position == ""


def test_someone_without_awards_goes_whole(database: Database, removal: RemovalService, company: Company) -> None:
    person = company.person(NUMBER, NAME, phone=PHONE, resident_id=IDENTITY, birth_date=date(1977, 4, 23))
    company.sign_up(company.activity("2026-001"), person)
    plan = removal.plan(person)
    assert not plan.leaves_placeholder
    done = removal.remove(person)
    assert done.sentence == "已移除一名人员的个人信息，不能恢复"
    history = HistoryService(database)
    step = history.next_undo()
    assert step is not None
    assert step.label == "新建活动"
    (added,) = history.entries(HistoryQuery(text="添加人员"))
    assert not added.undoable
    assert company.people.ids(EVERYONE) == ()
    assert traces_in(database) == []
    with pytest.raises(RecordMissingError):
        removal.plan(person)


def test_a_deleted_person_is_not_in_the_history_after_removal_of_what_was_left(
    database: Database, removal: RemovalService, company: Company
) -> None:
    person = company.person(NUMBER, NAME, phone=PHONE)
    activity = company.activity("2026-001")
    company.sign_up(activity, person)
    company.activities.remove_people(activity, [person])
    removal.remove(person)
    assert traces_in(database) == []


def test_who_was_deleted_and_entered_again_is_forgotten_under_both_numbers(
    database: Database, removal: RemovalService, company: Company
) -> None:
    company.people.delete([company.person(NUMBER, NAME, phone=PHONE, resident_id=IDENTITY)])
    again = company.person(NUMBER, NAME, phone=PHONE, resident_id=IDENTITY)
    removal.remove(again)
    assert traces_in(database) == []
    (deletion,) = HistoryService(database).entries(HistoryQuery(text="删除人员"))
    with pytest.raises(EntryLockedError, match="个人信息已经移除"):
        HistoryService(database).take_back(deletion.id)


def test_somebody_else_who_was_deleted_still_comes_back(
    database: Database, removal: RemovalService, company: Company
) -> None:
    history = HistoryService(database)
    other = company.person("2001", NAME, phone="13900000001")  # a namesake
    company.people.delete([other])
    deletion = history.next_undo()
    assert deletion is not None
    removal.remove(company.person(NUMBER, NAME, phone=PHONE, resident_id=IDENTITY))
    history.take_back(deletion.id)
    assert company.people.ids(EVERYONE) == (other,)


def test_a_stored_run_loses_a_nominee_who_was_withdrawn(
    database: Database, removal: RemovalService, round_: Round
) -> None:
    people, person = round_.company.people, round_.ids["1001"]
    round_.up_to_scores()
    people.update(person, replace(people.detail(person, 2026).draft, name=NAME, number=NUMBER))
    round_.awards.propose(CODE)
    round_.setup.withdraw(CODE, [round_.nominee(NUMBER).nomination_id])
    removal.remove(person)
    assert traces_in(database) == []
    assert LedgerService(database).verify().sound


def test_undo_goes_on_with_the_step_before_the_person(
    database: Database, removal: RemovalService, company: Company
) -> None:
    history = HistoryService(database)
    company.person("2001", "汪远山")
    before = history.next_undo()
    removal.remove(company.person(NUMBER, NAME))
    assert history.next_undo() == before


MENTIONS: dict[str, tuple[Callable[[Company], object], str]] = {
    "an activity's title": (lambda c: c.activity("2026-009", title=f"向{NAME}学习"), "活动名称 1 处"),
    "a namesake": (lambda c: c.person("77", NAME), "名册里还有同名的人，以上可能写的是他们"),
}


@pytest.mark.parametrize("case", MENTIONS)
def test_where_the_name_still_stands_is_told(removal: RemovalService, company: Company, case: str) -> None:
    person = company.person(NUMBER, NAME)
    assert removal.plan(person).mentions == ()
    make, words = MENTIONS[case]
    make(company)
    assert removal.plan(person).mentions == (words,)


def test_backups_that_may_hold_the_person_are_named_with_their_day(
    database: Database, removal: RemovalService, company: Company
) -> None:
    person = company.person(NUMBER, NAME)
    folder: Path = database.path.with_name(f"{database.path.stem}.backups")
    folder.mkdir()
    (folder / "daily.db").write_bytes(b"")
    assert removal.plan(person).backups == (f"daily.db（{datetime.now():%Y-%m-%d}）",)
    report = removal.remove(person).value
    lines = report.lines(datetime(2026, 11, 23, 9, 0))
    assert not any(NAME in line or NUMBER in line for line in lines)
    assert any("daily.db" in line for line in lines)


def test_briefings_lose_the_name_also_what_is_kept_of_them_unsaved(
    database: Database, removal: RemovalService, company: Company
) -> None:
    person = company.person(NUMBER, NAME)
    activity = company.activity("2026-001", summary=f"{NAME}讲述了自己的故事。")
    company.sign_up(activity, person)
    briefings = BriefingService(database)
    made = briefings.create([activity], UNIT, date(2026, 8, 7)).value
    draft = briefings.detail(made).draft
    briefings.save(made, replace(draft, title=f"{NAME}与他的班组", editor=NAME))
    briefings.keep(made, replace(draft, title=f"{NAME}的另一稿"))
    removal.remove(person)
    with database.read() as session:
        held = [*session.scalars(select(Briefing)), *session.scalars(select(UnsavedBriefing))]
        texts = [str({column.key: getattr(row, column.key) for column in row.__table__.columns}) for row in held]
        images = [*session.scalars(select(HistoryChange.before)), *session.scalars(select(HistoryChange.after))]
    assert len(texts) == 2
    assert PLACEHOLDER in texts[0]
    assert not [text for text in (*texts, *map(str, images)) if NAME in text]
