"""History: one entry per intention, everything can be taken back and done again, and what stands in the way is named."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from culture_desktop.database import Database, history, sqlite
from culture_desktop.errors import CultureError, EntryLockedError, RecordMissingError, UndoBlockedError
from culture_desktop.models import HistoryChange, HistoryEntry, Honour, Organisation, Person
from culture_desktop.services.activities.service import ActivityService
from culture_desktop.services.history import HistoryQuery, HistoryRow, HistoryService
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.settings import SettingsService, UnitSettings
from culture_desktop.vocabulary import Attendance, EntryKind, OrganisationKind
from tests.services.company import ODD_NAMES, Company, draft, dump, plan, refused


@pytest.fixture
def service(database: Database) -> HistoryService:
    return HistoryService(database)


def newest(service: HistoryService) -> HistoryRow:
    return service.entries(HistoryQuery(limit=1))[0]


def entry_of(service: HistoryService, label: str) -> HistoryRow:
    """The newest entry of that label."""
    return next(row for row in service.entries(HistoryQuery()) if row.title == label)


def undo(service: HistoryService) -> HistoryRow:
    """Ctrl+Z."""
    step = service.next_undo()
    assert step is not None
    return service.take_back(step.id).value


def redo(service: HistoryService) -> HistoryRow:
    """Ctrl+Y."""
    step = service.next_redo()
    assert step is not None
    return service.take_back(step.id).value


def company_at_work(company: Company) -> list[Callable[[], object]]:
    """One of each sort of intention, each building on those before."""
    people, activities, organisations = company.people, company.activities, company.organisations
    ids: dict[str, int] = {}

    def keep(name: str, value: int) -> None:
        ids[name] = value

    return [
        lambda: keep("unit", company.unit("公司/营业一班", OrganisationKind.TEAM)),
        lambda: keep("zhang", people.create(draft("1001", "张伟", unit_id=ids["unit"])).value),
        lambda: keep("odd", people.create(draft("1002", ODD_NAMES["formula"], phone="13800000001")).value),
        lambda: keep("rare", people.create(draft("1003", ODD_NAMES["rare"], birth_date=date(1990, 2, 28))).value),
        lambda: keep("run", activities.create(plan("2026-001", capacity=30)).value),
        lambda: activities.add_people(ids["run"], list(ids.values())[1:4]),
        lambda: activities.set_attendance(ids["run"], [ids["zhang"], ids["rare"]], Attendance.ATTENDED),
        lambda: people.update(ids["zhang"], draft("1001", "张玮", position="班长", unit_id=ids["unit"])),
        lambda: keep("other", company.unit("公司/营业二班", OrganisationKind.TEAM)),
        lambda: people.move([ids["odd"], ids["rare"]], ids["other"]),
        lambda: organisations.rename(ids["other"], "营业三班"),
        lambda: activities.remove_people(ids["run"], [ids["odd"]]),
        lambda: people.delete([ids["odd"]]),
        lambda: people.delete([ids["zhang"]]),  # takes a participation along
        lambda: SettingsService(company.database).save_unit(UnitSettings(unit_name="云川供电 <b")),
        lambda: activities.delete(ids["run"]),
    ]


def test_every_intention_is_one_entry(company: Company, service: HistoryService) -> None:
    for number, act in enumerate(company_at_work(company), start=1):
        act()
        assert len(service.entries(HistoryQuery())) == number
    labels = [row.label for row in reversed(service.entries(HistoryQuery()))]
    assert labels[:7] == ["新建组织", "添加人员", "添加人员", "添加人员", "新建活动", "添加参与人", "登记签到"]
    assert [row.rows for row in service.entries(HistoryQuery())][-7:] == [2, 3, 1, 1, 1, 1, 2]


def test_everything_is_taken_back_and_done_again_step_by_step(company: Company, service: HistoryService) -> None:
    pictures = [dump(company.database)]
    for act in company_at_work(company):
        act()
        pictures.append(dump(company.database))
    for picture in reversed(pictures[:-1]):
        undo(service)
        assert dump(company.database) == picture
    assert service.next_undo() is None
    for picture in pictures[1:]:
        redo(service)
        assert dump(company.database) == picture
    assert service.next_redo() is None


def test_to_and_fro_survives_closing_the_file(company: Company, database: Database) -> None:
    acts = company_at_work(company)
    for act in acts:
        act()
    full = dump(database)
    for _ in range(3):
        for step in (undo, redo):
            for _ in acts:
                step(HistoryService(database))
            path = database.path
            database.close()
            database = Database.open(path)
    assert dump(database) == full
    assert len(HistoryService(database).entries(HistoryQuery(limit=1000))) == len(acts) * 7
    database.close()


def test_a_hundred_and_fifty_steps(company: Company, service: HistoryService) -> None:
    person = company.person("1001", "起点")
    for number in range(150):
        company.people.update(person, draft("1001", f"第{number}名"))
    for number in reversed(range(149)):
        undo(service)
        with company.database.read() as session:
            assert session.get_one(Person, person).name == f"第{number}名"


def test_something_new_ends_what_can_be_done_again(company: Company, service: HistoryService) -> None:
    company.person("1001")
    undo(service)
    company.person("1002")
    assert service.next_redo() is None
    assert undo(service).label == "添加人员"


def test_a_transaction_that_fails_or_changes_nothing_leaves_no_entry(
    company: Company, database: Database, service: HistoryService
) -> None:
    person = company.person("1001", "张伟")
    before = service.entries(HistoryQuery())
    with pytest.raises(RecordMissingError):
        company.people.create(draft("1002", unit_id=99))
    company.people.update(person, draft("1001", "张伟"))
    with pytest.raises(IntegrityError), database.begin("出错") as session:
        session.execute(update(Person).values(name="改了", number=""))
    assert service.entries(HistoryQuery()) == before


def test_the_words_of_an_entry(company: Company, service: HistoryService) -> None:
    company.person("1001")
    undo(service)
    assert [row.title for row in service.entries(HistoryQuery())] == ["撤销：添加人员", "添加人员"]
    redo(service)
    undo(service)
    titles = [row.title for row in service.entries(HistoryQuery())]
    assert titles == ["撤销：添加人员", "恢复：添加人员", "撤销：添加人员", "添加人员"]
    assert [row.reverted for row in service.entries(HistoryQuery())] == [False, True, True, True]


class TestInTheWay:
    """Taking back an entry that is not the newest."""

    @pytest.fixture(autouse=True)
    def objects(self, company: Company, service: HistoryService) -> None:
        self.company, self.service = company, service

    def blocked(self, label: str, later: str) -> None:
        """Taking back the entry of that label is refused, naming the later one; nothing changes."""
        row, blocking = entry_of(self.service, label), entry_of(self.service, later)
        sentence = (
            f"“{row.label}”还不能撤销：{blocking.made_at:%m-%d %H:%M} 的操作“{later}”改动了同样的内容。"
            "没有改动任何数据，请先撤销那一步。"
        )
        refused(self.company.database, UndoBlockedError, sentence, lambda: self.service.take_back(row.id))

    def test_later_work_elsewhere_does_not_matter(self) -> None:
        self.company.person("1001")
        picture = dump(self.company.database)
        self.company.activity("2026-001")
        activity = dump(self.company.database)["activity"]
        self.service.take_back(entry_of(self.service, "添加人员").id)
        left = dump(self.company.database)
        assert (left["person"], left["activity"]) == ([], activity)
        self.service.take_back(entry_of(self.service, "新建活动").id)
        redo(self.service)
        redo(self.service)
        assert dump(self.company.database) == picture | {"activity": activity}

    def test_the_same_row_was_changed_since(self) -> None:
        person = self.company.person("1001", "张伟")
        self.company.people.update(person, draft("1001", "张玮"))
        self.blocked("添加人员", "修改人员")

    def test_another_field_of_the_row_was_changed_since(self) -> None:
        person = self.company.person("1001", "张伟")
        unit = self.company.unit("公司")
        self.company.people.update(person, draft("1001", "张玮"))
        self.company.people.move([person], unit)
        self.service.take_back(entry_of(self.service, "修改人员").id)
        with self.company.database.read() as session:
            found = session.get_one(Person, person)
            assert (found.name, found.unit_id) == ("张伟", unit)

    def test_the_row_was_deleted_since(self) -> None:
        person = self.company.person("1001", "张伟")
        self.company.people.update(person, draft("1001", "张玮"))
        self.company.people.delete([person])
        self.blocked("修改人员", "删除人员")

    def test_others_hang_on_what_it_made(self) -> None:
        unit = self.company.unit("公司")
        person = self.company.person("1001", unit_id=unit)
        self.blocked("新建组织", "添加人员")
        self.company.people.update(person, draft("1001"))
        self.service.take_back(entry_of(self.service, "新建组织").id)

    def test_a_list_hangs_on_the_activity(self) -> None:
        person = self.company.person("1001")
        activity = self.company.activity("2026-001")
        ActivityService(self.company.database).add_people(activity, [person])
        self.blocked("新建活动", "添加参与人")
        self.blocked("添加人员", "添加参与人")

    def test_what_it_referred_to_is_gone(self) -> None:
        one, two = self.company.unit("公司"), self.company.unit("分公司")
        person = self.company.person("1001", unit_id=one)
        self.company.people.move([person], two)
        OrganisationService(self.company.database).delete(one)
        self.blocked("调动人员", "删除组织")

    def test_its_number_went_to_somebody_else(self) -> None:
        person = self.company.person("1001", "张伟")
        self.company.people.update(person, draft("1009", "张伟"))
        self.company.person("1001", "王静")
        self.blocked("修改人员", "添加人员")
        gone = self.company.person("1002", "李四")
        self.company.people.delete([gone])
        self.company.person("1002", "赵五")
        self.blocked("删除人员", "添加人员")

    def test_taken_back_it_no_longer_stands_in_the_way(self) -> None:
        person = self.company.person("1001", "张伟")
        self.company.people.update(person, draft("1001", "张玮"))
        undo(self.service)
        redo(self.service)
        self.blocked("添加人员", "恢复：修改人员")
        undo(self.service)
        self.service.take_back(entry_of(self.service, "添加人员").id)
        assert dump(self.company.database)["person"] == []
        # The undo of the change cannot be taken back any more: there is nobody left to change.
        row = self.service.entries(HistoryQuery(limit=2))[1]
        assert row.title == "撤销：修改人员"
        with pytest.raises(UndoBlockedError):
            self.service.take_back(row.id)

    def test_twice(self) -> None:
        self.company.person("1001")
        first = newest(self.service)
        self.service.take_back(first.id)
        sentence = "“添加人员”不能撤销：已经撤销过了。没有改动任何数据。"
        refused(self.company.database, EntryLockedError, sentence, lambda: self.service.take_back(first.id))

    def test_before_an_upgrade(self) -> None:
        self.company.person("1001")
        with self.company.database.begin("测试") as session:
            session.execute(update(HistoryEntry).values(revision="0001"))
        row = newest(self.service)
        assert not row.undoable
        sentence = "“添加人员”不能撤销：这是程序升级之前的操作。没有改动任何数据。"
        refused(self.company.database, EntryLockedError, sentence, lambda: self.service.take_back(row.id))


def test_what_another_program_wrote_has_an_entry_of_its_own(
    company: Company, database: Database, service: HistoryService
) -> None:
    company.person("1001", "张伟")
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("UPDATE person SET name = '李鬼'")
        connection.commit()
    company.activity("2026-001")
    assert [row.label for row in service.entries(HistoryQuery())] == ["新建活动", history.FOREIGN_LABEL, "添加人员"]
    undo(service)
    undo(service)
    with database.read() as session:
        assert session.scalar(text("SELECT name FROM person")) == "张伟"


def test_looking_at_masked_values_is_kept_and_is_no_step(
    company: Company, database: Database, service: HistoryService
) -> None:
    person = company.person("1001")
    with database.begin("查看完整电话") as session:
        history.note_viewed(session, [person])
    assert (newest(service).label, newest(service).rows, newest(service).undoable) == ("查看完整电话", 0, False)
    assert undo(service).label == "添加人员"
    assert service.next_redo() is not None


def test_filters(company: Company, service: HistoryService) -> None:
    zhang, wang = company.person("1001", "张伟"), company.person("1002", "王静")
    activity = company.activity("2026-001")
    company.sign_up(activity, wang)
    company.nomination(company.campaign(), person_id=zhang)

    def labels(**query: int | str) -> list[str]:
        return [row.label for row in service.entries(HistoryQuery(**query))]  # type: ignore[arg-type]

    assert labels(person_id=zhang) == ["测试数据", "添加人员"]
    assert labels(person_id=wang) == ["登记签到", "添加参与人", "添加人员"]
    assert labels(activity_id=activity) == ["登记签到", "添加参与人", "新建活动"]
    assert labels(campaign_id=1) == ["测试数据", "测试数据"]
    assert labels(person_id=wang, activity_id=activity, text="签到") == ["登记签到"]
    assert labels(text="%") == []
    first = service.entries(HistoryQuery(limit=3))
    rest = service.entries(HistoryQuery(before=first[-1].id))
    assert [row.id for row in first + rest] == [row.id for row in service.entries(HistoryQuery())]


def test_an_entry_that_does_not_exist(database: Database, service: HistoryService) -> None:
    sentence = "没有找到历史记录“7”。请核对编号，或先导入、新建。"
    refused(database, RecordMissingError, sentence, lambda: service.take_back(7))


def test_every_logged_table_can_be_taken_back(company: Company, service: HistoryService, tmp_path: Path) -> None:
    """Rows as other tables hold them: two-part keys, text keys, JSON, decimals, NULLs, everything a cascade reaches."""
    people = [company.person(f"10{n:02}", name) for n, name in enumerate(ODD_NAMES.values())]
    activity = company.activity("2026-001")
    company.sign_up(activity, *people)
    honour = company.insert(Honour, person_id=people[0], title='引号"\\与\n换行', granted_on=date(2025, 1, 1))
    full = dump(company.database)
    with company.database.begin("全部删除") as session:
        for table in ("honour", "person", "activity"):
            session.execute(text(f"DELETE FROM {table}"))
    assert not any(dump(company.database)[name] for name in ("person", "honour", "activity", "participation"))
    row = newest(service)
    assert row.rows == len(people) * 2 + 2
    service.take_back(row.id)
    assert dump(company.database) == full
    assert honour
    assert newest(service).kind is EntryKind.UNDO


def test_cancelled_it_changes_nothing(company: Company, service: HistoryService) -> None:
    company.person("1001")
    before = dump(company.database), service.entries(HistoryQuery())

    class Stop(CultureError):
        sentence = "停"

    def progress(_done: int, _total: int, _text: str) -> None:
        raise Stop

    row = newest(service)
    with pytest.raises(Stop):
        service.take_back(row.id, progress=progress)
    assert (dump(company.database), service.entries(HistoryQuery())) == before


@pytest.mark.parametrize(("kept", "left"), [(100, 6), (6, 6), (4, 4), (3, 4), (2, 4), (1, 1)])
def test_old_entries_are_dropped_whole(company: Company, database: Database, kept: int, left: int) -> None:
    """Entries 1 to 6: three actions, the undo of the third, its redo, an action; 4 needs 3, and 5 needs 4."""
    service = HistoryService(database)
    for number in ("1001", "1002", "1003"):
        company.person(number)
    undo(service)
    redo(service)
    company.person("1004")
    full = dump(database)
    with database.begin("清理") as session:
        assert history.forget(session, datetime.now() + timedelta(days=1), kept) == 6 - left
        assert history.forget(session, datetime.now() - timedelta(days=1), 0) == 0
    rows = service.entries(HistoryQuery())
    assert [row.id for row in rows] == list(range(6, 6 - left, -1))
    while service.next_undo() is not None:
        undo(service)
    while service.next_redo() is not None:
        redo(service)
    assert dump(database) == full
    with database.read() as session:
        first = session.scalar(select(func.min(HistoryChange.id)))
        assert first == session.scalar(select(func.min(HistoryEntry.first_change)))


_NUMBERS = st.sampled_from(["1001", "1002", "1003"])
_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("create"), _NUMBERS),
        st.tuples(st.just("rename"), _NUMBERS, _NUMBERS),
        st.tuples(st.just("delete"), _NUMBERS),
        st.tuples(st.just("sign up"), _NUMBERS),
        st.tuples(st.just("move"), _NUMBERS, st.sampled_from(["甲", "乙"])),
        st.tuples(st.just("close"), st.sampled_from(["甲", "乙"])),
        st.tuples(st.just("take back"), st.integers(0, 30)),
    ),
    min_size=5,
    max_size=40,
)


def act(company: Company, service: HistoryService, what: str, *on: Any) -> None:
    """One random intention, refused or not; what is taken back comes again to the letter."""
    with company.database.read() as session:
        ids = {number: key for key, number in session.execute(select(Person.id, Person.number))}
        units = {name: key for key, name in session.execute(select(Organisation.id, Organisation.name))}
    match what:
        case "create":
            company.people.create(draft(on[0]))
        case "rename":
            company.people.update(ids[on[0]], draft(on[1], f"名{on[1]}"))
        case "delete":
            company.people.delete([ids[on[0]]])
        case "sign up":
            company.activities.add_people(1, [ids[on[0]]])
        case "move":
            company.people.move([ids[on[0]]], company.unit(on[1]))
        case "close":
            company.organisations.delete(units[on[0]])
        case "take back":
            rows = service.entries(HistoryQuery())
            before = dump(company.database)
            service.take_back(rows[on[0] % len(rows)].id)
            taken_back = dump(company.database)
            service.take_back(newest(service).id)
            assert dump(company.database) == before
            service.take_back(newest(service).id)
            assert dump(company.database) == taken_back


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=_ACTS)
def test_any_history_stays_whole(acts: list[tuple[Any, ...]], empty_file: Path) -> None:
    """Whatever was done and taken back in whatever order: no row hangs in the air, and a refusal names the reason."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(shutil.copy(empty_file, folder)))
        company, service = Company(database), HistoryService(database)
        company.activity("2026-001")
        for what, *on in acts:
            with suppress(CultureError, KeyError):
                act(company, service, what, *on)
        assert sqlite.problems(database.path) == ()
        with suppress(UndoBlockedError):
            while service.next_undo() is not None:
                undo(service)
            assert not any(dump(database).values())
        database.close()
