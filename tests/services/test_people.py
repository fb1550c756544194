"""People: lists, details, and changes that are whole or not at all."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import insert, select

from culture_desktop.database import Database
from culture_desktop.errors import (
    CultureError,
    DuplicateNumberError,
    InvalidFieldError,
    RecordKeptError,
    RecordMissingError,
    ResidentIdError,
)
from culture_desktop.models import Participation, Person
from culture_desktop.rules.resident_id import check_digit
from culture_desktop.services.history import HistoryQuery, HistoryService
from culture_desktop.services.people.conditions import Condition, Operator
from culture_desktop.services.people.rows import Contact, PeopleQuery, PeopleSort, PersonDraft
from culture_desktop.services.people.service import PeopleService, listed
from culture_desktop.services.results import Topic
from culture_desktop.vocabulary import (
    Attendance,
    EmploymentType,
    Layer,
    MembershipRole,
    OrganisationKind,
    PersonStatus,
    PoliticalStatus,
    Sex,
)
from tests.services.company import ODD_NAMES, Company, draft, dump, few_parameters, refused

RESIDENT_ID = "11010519491231002" + check_digit("11010519491231002")


@pytest.fixture
def service(database: Database) -> PeopleService:
    return PeopleService(database)


def numbers(service: PeopleService, **query: object) -> list[str]:
    return [row.number for row in service.rows(PeopleQuery(**query), 2026)]  # type: ignore[arg-type]


def test_an_empty_database_finds_nobody(service: PeopleService) -> None:
    assert service.rows(PeopleQuery(search="林"), 2026) == ()
    assert service.ids(PeopleQuery()) == ()
    assert service.count(PeopleQuery()) == 0


def test_a_row_and_the_detail_show_what_was_entered(company: Company, service: PeopleService) -> None:
    unit = company.unit("云川公司/营销部")
    entered = PersonDraft(
        number="CJ0001",
        name="䶮𬭎㛃",
        sex=Sex.FEMALE,
        birth_date=date(1990, 2, 28),
        resident_id=RESIDENT_ID,
        phone="13800138000",
        unit_id=unit,
        position="客户经理",
        employment=EmploymentType.OUTSOURCED,
        front_line=True,
        manager=True,
        political_status=PoliticalStatus.PARTY_MEMBER,
        hire_date=date(2012, 2, 29),
        status=PersonStatus.ACTIVE,
    )
    done = service.create(entered)
    assert done.sentence == "已添加 䶮𬭎㛃"
    assert done.changed == {Topic.PEOPLE}
    (row,) = service.rows(PeopleQuery(), 2026)
    assert (row.id, row.unit, row.unit_full_name) == (done.value, "营销部", "云川公司/营销部")
    assert (row.participations, row.honours) == (0, 0)
    for field in ("number", "name", "sex", "birth_date", "position", "employment", "front_line", "manager"):
        assert getattr(row, field) == getattr(entered, field)
    assert row.phone == "138****8000"
    detail = service.detail(done.value, 2026)
    hidden = f"{RESIDENT_ID[0]}{'*' * 16}{RESIDENT_ID[-1]}"
    assert detail.draft == replace(entered, phone="138****8000", resident_id=hidden)
    assert service.reveal(done.value).value == Contact("13800138000", RESIDENT_ID)
    assert (detail.unit, detail.unit_full_name, detail.extra) == ("营销部", "云川公司/营销部", {})
    assert (detail.memberships, detail.participations, detail.honours) == ((), (), ())
    assert (detail.layer_counts, detail.hours) == (dict.fromkeys(Layer, 0), Decimal(0))


def test_detail_gathers_memberships_participations_and_honours(company: Company, service: PeopleService) -> None:
    person = company.person("1")
    branch = company.unit("第一支部", OrganisationKind.PARTY)
    company.organisations.set_members(branch, [("1", MembershipRole.SECRETARY)], date(2024, 7, 1))
    company.sign_up(company.activity("2026-001", starts=datetime(2026, 1, 5, 9)), person)
    company.sign_up(company.activity("2026-002", Layer.RESOURCES, starts=datetime(2026, 1, 5, 9)), person)
    company.sign_up(company.activity("2025-009", starts=datetime(2025, 12, 31, 23, 59)), person)
    company.sign_up(company.activity("2026-003"), person, attendance=Attendance.ABSENT)
    with company.database.begin("测试数据") as session:
        for participation in session.scalars(select(Participation)):
            participation.hours = Decimal("1.25")
    company.honour(person, "服务明星", date(2024, 12, 1))
    company.honour(person, "优秀党员", date(2025, 7, 1))

    detail = service.detail(person, 2026)

    assert [(m.organisation, m.role, m.starts) for m in detail.memberships] == [
        ("第一支部", MembershipRole.SECRETARY, date(2024, 7, 1))
    ]
    assert [(p.code, p.day, p.attendance) for p in detail.participations] == [
        ("2026-003", date(2026, 8, 6), Attendance.ABSENT),
        ("2026-002", date(2026, 1, 5), Attendance.ATTENDED),
        ("2026-001", date(2026, 1, 5), Attendance.ATTENDED),
        ("2025-009", date(2025, 12, 31), Attendance.ATTENDED),
    ]
    assert detail.layer_counts == {**dict.fromkeys(Layer, 0), Layer.BEHAVIOUR: 1, Layer.RESOURCES: 1}
    assert detail.hours == Decimal("2.50")
    assert [(h.title, h.granted_on) for h in detail.honours] == [
        ("优秀党员", date(2025, 7, 1)),
        ("服务明星", date(2024, 12, 1)),
    ]
    for year, attended in ((2026, 2), (2025, 1), (2024, 0)):
        (row,) = service.rows(PeopleQuery(), year)
        assert (row.participations, row.honours) == (attended, 2)


def test_what_is_not_there(database: Database, service: PeopleService) -> None:
    sentence = "没有找到人员“{}”。请核对编号，或先导入、新建。"
    refused(database, RecordMissingError, sentence.format("X9"), lambda: service.id_of("X9"))
    refused(database, RecordMissingError, sentence.format(7), lambda: service.detail(7, 2026))
    refused(database, RecordMissingError, sentence.format(7), lambda: service.update(7, draft()))


@pytest.mark.parametrize("kind", ODD_NAMES)
def test_names_that_look_odd_are_kept_and_found(service: PeopleService, kind: str) -> None:
    name = ODD_NAMES[kind]
    person = service.create(draft("1", name)).value
    service.create(draft("2", "别人"))
    assert service.detail(person, 2026).draft.name == name
    assert service.ids(PeopleQuery(search=name)) == (person,)


def test_entries_are_kept_in_standard_form(service: PeopleService) -> None:
    person = service.create(draft(" 1001 ", " 林　青 ", phone=" ", resident_id="", position=" 班长 ")).value
    kept = service.detail(person, 2026).draft
    assert (kept.number, kept.name, kept.phone, kept.resident_id, kept.position) == ("1001", "林青", None, None, "班长")
    assert service.create(draft("2", resident_id="")).value != person
    lower = f" {RESIDENT_ID[:17]}{RESIDENT_ID[17].lower()} "
    with_id = service.create(draft("3", resident_id=lower)).value
    assert service.reveal(with_id).value.resident_id == RESIDENT_ID


def test_numbers_that_come_back_masked_stay_what_they_are(company: Company, service: PeopleService) -> None:
    person = company.person("1001", phone="13800138000", resident_id=RESIDENT_ID)
    shown = service.detail(person, 2026).draft
    service.update(person, replace(shown, position="班长"))
    assert service.reveal(person).value == Contact("13800138000", RESIDENT_ID)
    assert service.ids(PeopleQuery(search="0138000")) == (person,)
    service.update(person, replace(shown, phone="", resident_id="  "))
    assert service.reveal(person).value == Contact(None, None)


@pytest.mark.parametrize("given", [{"phone": "139****8000"}, {"resident_id": f"4{'*' * 16}X"}], ids=["phone", "ID"])
def test_the_mask_of_another_number_is_refused(company: Company, service: PeopleService, given: dict[str, str]) -> None:
    person = company.person("1001", phone="13800138000", resident_id=RESIDENT_ID)
    field, (value,) = ("电话" if "phone" in given else "身份证号"), given.values()
    sentence = f"“{field}”填的是“{value}”，应为完整的号码，隐去了几位的无从还原。原值已保留。"
    entered = replace(service.detail(person, 2026).draft, **given)  # type: ignore[arg-type]
    refused(company.database, InvalidFieldError, sentence, lambda: service.update(person, entered))
    refused(company.database, InvalidFieldError, sentence, lambda: service.create(draft("1002", **given)))


def test_a_look_at_the_whole_numbers_stands_in_the_history_and_takes_nothing_to_undo(
    company: Company, service: PeopleService
) -> None:
    person, other = company.person("1001", phone="13800138000"), company.person("1002")
    history = HistoryService(company.database)
    undoable = history.next_undo()
    service.detail(person, 2026)
    assert history.entries(HistoryQuery(text="查看")) == ()
    service.reveal(person)
    (entry,) = history.entries(HistoryQuery(person_id=person, text="查看完整身份证号和电话"))
    assert (entry.rows, entry.undoable) == (0, False)
    assert history.entries(HistoryQuery(person_id=other, text="查看")) == ()
    assert history.next_undo() == undoable


def test_nothing_is_revealed_of_nobody(company: Company, service: PeopleService) -> None:
    refused(
        company.database, RecordMissingError, "没有找到人员“7”。请核对编号，或先导入、新建。", lambda: service.reveal(7)
    )


FIELDS: dict[str, tuple[type[CultureError], str, dict[str, object]]] = {
    "no number": (InvalidFieldError, "“工号”填的是“”，应为1 到 64 个字。原值已保留。", {"number": "  "}),
    "long number": (
        InvalidFieldError,
        f"“工号”填的是“{'9' * 64}”，应为1 到 64 个字。原值已保留。",
        {"number": "9" * 65},
    ),
    "no name": (InvalidFieldError, "“姓名”填的是“”，应为1 到 64 个字。原值已保留。", {"name": "\u3000"}),
    "long name": (
        InvalidFieldError,
        f"“姓名”填的是“{'长' * 64}”，应为1 到 64 个字。原值已保留。",
        {"name": "长" * 9999},
    ),
    "long phone": (InvalidFieldError, f"“电话”填的是“{'1' * 32}”，应为0 到 32 个字。原值已保留。", {"phone": "1" * 33}),
    "long position": (
        InvalidFieldError,
        f"“岗位”填的是“{'长' * 64}”，应为0 到 64 个字。原值已保留。",
        {"position": "长" * 65},
    ),
    "hired unborn": (
        InvalidFieldError,
        "“入职日期”填的是“1990-01-01”，应为晚于出生日期的日期。原值已保留。",
        {"birth_date": date(1990, 1, 1), "hire_date": date(1990, 1, 1)},
    ),
    "wrong ID": (
        ResidentIdError,
        "身份证号不对：应为 18 位，现在是 5 位。请核对原件后重新填写。",
        {"resident_id": "12345"},
    ),
    "no such unit": (RecordMissingError, "没有找到单位“99”。请核对编号，或先导入、新建。", {"unit_id": 99}),
}


@pytest.mark.parametrize("case", FIELDS)
def test_fields_that_do_not_fit_change_nothing(company: Company, service: PeopleService, case: str) -> None:
    error, sentence, fields = FIELDS[case]
    person = company.person("8")
    wrong = draft(**fields)  # type: ignore[arg-type]
    refused(company.database, error, sentence, lambda: service.create(wrong))
    refused(company.database, error, sentence, lambda: service.update(person, wrong))


def test_people_are_placed_in_units_and_not_in_unions(company: Company, service: PeopleService) -> None:
    person, union = company.person("1"), company.unit("工会", OrganisationKind.UNION)
    sentence = "“单位”填的是“工会”，应为单位或班组。原值已保留。"
    refused(company.database, InvalidFieldError, sentence, lambda: service.create(draft("2", unit_id=union)))
    refused(company.database, InvalidFieldError, sentence, lambda: service.move([person], union))


def test_numbers_and_resident_ids_are_unique(company: Company, service: PeopleService) -> None:
    holder = company.person("1001", "林婉清", resident_id=RESIDENT_ID)
    other = company.person("1002", "王磊")
    taken = "工号“1001”已属于“林婉清”，没有保存。请换一个。"
    refused(company.database, DuplicateNumberError, taken, lambda: service.create(draft(" 1001")))
    refused(company.database, DuplicateNumberError, taken, lambda: service.update(other, draft("1001")))
    twin = draft("1003", resident_id=RESIDENT_ID)
    sentence = f"身份证号“尾号 {RESIDENT_ID[-4:]}”已属于“林婉清”，没有保存。请换一个。"
    refused(company.database, DuplicateNumberError, sentence, lambda: service.create(twin))
    service.update(holder, draft("1001", "林婉清", resident_id=RESIDENT_ID, position="班长"))
    assert service.detail(holder, 2026).draft.position == "班长"


def test_update_changes_what_is_derived_and_leaves_what_was_not_entered(
    company: Company, service: PeopleService
) -> None:
    person = company.person("1", "林婉清")
    with company.database.begin("测试数据") as session:
        session.get_one(Person, person).extra = {"备注": "夜班", "工龄": 3}
    done = service.update(person, draft("1", "单雄信"))
    assert (done.value, done.sentence) == (None, "已保存 单雄信")
    assert service.ids(PeopleQuery(search="shanxiongxin")) == (person,)
    assert service.ids(PeopleQuery(search="linwanqing")) == ()
    assert service.detail(person, 2026).extra == {"备注": "夜班", "工龄": "3"}


def test_each_condition_narrows_and_they_narrow_together(company: Company, service: PeopleService) -> None:
    team = company.unit("公司/营销部/一班", OrganisationKind.TEAM)
    first = company.person("1", unit_id=team, employment=EmploymentType.OUTSOURCED, front_line=True)
    company.person("2", unit_id=company.unit("公司/营销部"), manager=True)
    company.person("3", unit_id=company.unit("公司/财务部"), front_line=True, employment=EmploymentType.AGENCY)
    company.person("4", status=PersonStatus.LEFT)
    company.person("5", status=PersonStatus.RETIRED)
    assert numbers(service) == ["1", "2", "3"]
    assert numbers(service, organisation_id=company.unit("公司/营销部")) == ["1", "2"]
    assert numbers(service, organisation_id=company.unit("公司")) == ["1", "2", "3"]
    outside = is_any("employment", EmploymentType.OUTSOURCED, EmploymentType.AGENCY)
    front, office = is_any("front_line", 1), is_any("front_line", 0)
    managers, others = is_any("manager", 1), is_any("manager", 0)
    assert numbers(service, conditions=(outside,)) == ["1", "3"]
    assert numbers(service, conditions=(front,)) == ["1", "3"]
    assert numbers(service, conditions=(office,)) == ["2"]
    assert numbers(service, conditions=(managers,)) == ["2"]
    assert numbers(service, conditions=(others,)) == ["1", "3"]
    assert numbers(service, status=frozenset({PersonStatus.LEFT})) == ["4"]
    assert numbers(service, status=frozenset()) == ["1", "2", "3", "4", "5"]
    assert numbers(service, ids=frozenset()) == []
    assert numbers(service, ids=frozenset({first, 999})) == ["1"]
    assert numbers(service, conditions=(front, outside), search="一班") == ["1"]
    assert numbers(service, conditions=(front, managers)) == []


def is_any(field: str, *values: str | int) -> Condition:
    """One of these values."""
    return Condition(field, Operator.IS, values)


def test_people_of_a_missing_organisation(database: Database, service: PeopleService) -> None:
    sentence = "没有找到单位“9”。请核对编号，或先导入、新建。"
    refused(database, RecordMissingError, sentence, lambda: service.count(PeopleQuery(organisation_id=9)))


def test_each_order_with_the_empty_last_and_the_number_between_equals(company: Company, service: PeopleService) -> None:
    first, second = company.unit("甲公司"), company.unit("乙公司")
    company.person("4", "张三", unit_id=second, hire_date=date(2010, 1, 1), position="乙")
    company.person("3", "丁一", unit_id=first, hire_date=date(2020, 1, 1), position="甲")
    company.person("2", "丁一", unit_id=second)
    company.person("1", "阿强", hire_date=date(2020, 1, 1))
    up = {
        PeopleSort.NUMBER: ["1", "2", "3", "4"],
        PeopleSort.SURNAME_STROKES: ["2", "3", "4", "1"],
        PeopleSort.NAME_STROKES: ["2", "3", "4", "1"],
        PeopleSort.PINYIN: ["1", "2", "3", "4"],
        PeopleSort.UNIT: ["3", "2", "4", "1"],
        PeopleSort.HIRE_DATE: ["4", "1", "3", "2"],
        PeopleSort.POSITION: ["4", "3", "1", "2"],
    }
    assert {sort: numbers(service, sort=sort) for sort in PeopleSort} == up
    down = {
        PeopleSort.NUMBER: ["4", "3", "2", "1"],
        PeopleSort.SURNAME_STROKES: ["1", "4", "3", "2"],
        PeopleSort.NAME_STROKES: ["1", "4", "3", "2"],
        PeopleSort.PINYIN: ["4", "3", "2", "1"],
        PeopleSort.UNIT: ["4", "2", "3", "1"],
        PeopleSort.HIRE_DATE: ["3", "1", "4", "2"],
        PeopleSort.POSITION: ["3", "4", "2", "1"],
    }
    assert {sort: numbers(service, sort=sort, descending=True) for sort in PeopleSort} == down


@pytest.mark.parametrize("sort", PeopleSort)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_put_together_are_the_whole(
    company: Company, service: PeopleService, sort: PeopleSort, descending: bool
) -> None:
    unit = company.unit("公司")
    for index in range(7):
        company.person(f"{index}", "林婉清" if index % 2 else "王磊", unit_id=unit if index % 3 else None)
    query = PeopleQuery(sort=sort, descending=descending)
    every = service.rows(query, 2026)
    pages = [service.rows(query, 2026, offset=offset, limit=3) for offset in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert sum(pages, ()) == every
    assert service.ids(query) == tuple(row.id for row in every)
    assert service.count(query) == 7


def test_move_places_people_in_another_unit(company: Company, service: PeopleService) -> None:
    people = [company.person("1"), company.person("2")]
    team = company.unit("公司/一班", OrganisationKind.TEAM)
    done = service.move([*people, people[0], 999], team)
    assert (done.value, done.sentence) == (2, "已将 2 人调入“一班”")
    assert done.changed == {Topic.PEOPLE}
    assert service.count(PeopleQuery(organisation_id=team)) == 2
    assert service.move([], team).sentence == "已将 0 人调入“一班”"
    refused(
        company.database,
        RecordMissingError,
        "没有找到单位“99”。请核对编号，或先导入、新建。",
        lambda: service.move(people, 99),
    )


def test_delete_takes_participations_and_memberships_along(company: Company, service: PeopleService) -> None:
    first, second, third = (company.person(number, f"员工{number}") for number in "123")
    company.sign_up(company.activity("2026-001"), first, second)
    branch = company.unit("支部", OrganisationKind.PARTY)
    company.organisations.set_members(branch, [("1", MembershipRole.MEMBER), ("2", MembershipRole.MEMBER)], None)
    done = service.delete([first])
    assert (done.value, done.sentence) == (1, "已删除 员工1和 1 条参与记录")
    assert done.changed == {Topic.PEOPLE, Topic.ACTIVITIES}
    left = dump(company.database)
    assert (len(left["participation"]), len(left["membership"])) == (1, 1)
    assert service.delete([second, third, first]).sentence == "已删除 2 人和 1 条参与记录"
    assert service.delete([]).sentence == "已删除 0 人"
    assert dump(company.database)["person"] == []


def test_people_whom_awards_refer_to_stay_and_nobody_else_goes(company: Company, service: PeopleService) -> None:
    people = [company.person(str(number), f"员工{number}") for number in range(1, 9)]
    campaign = company.campaign()
    company.honour(people[0])
    company.nomination(campaign, person_id=people[1])
    company.veto(campaign, people[2])
    sentence = "人员“{}”有荣誉或评选记录，作为依据须保留，没有删除。人已离开的，请将状态改为离职。"
    for index in range(3):
        call = partial(service.delete, [people[index], people[7]])
        refused(company.database, RecordKeptError, sentence.format(f"员工{index + 1}"), call)
    for person in people[3:7]:
        company.honour(person)
    call = partial(service.delete, list(reversed(people)))
    refused(company.database, RecordKeptError, sentence.format("员工1、员工2、员工3、员工4、员工5等 7 人"), call)


def test_all_that_ctrl_a_selects_can_be_moved_and_deleted(company: Company, service: PeopleService) -> None:
    derived = {"name": "某", "pinyin": "", "initials": "", "stroke_key": "", "search_text": ""}
    with company.database.begin("测试数据") as session:
        session.execute(insert(Person), [derived | {"number": f"{index:04d}"} for index in range(600)])
    unit = company.unit("公司")
    with few_parameters(company.database):
        everybody = service.ids(PeopleQuery())
        assert service.count(PeopleQuery(ids=frozenset(everybody))) == 600
        assert service.move(everybody, unit).value == 600
        assert service.delete(everybody).value == 600


@pytest.mark.parametrize(
    ("count", "words"), [(0, ""), (1, "员1"), (5, "员1、员2、员3、员4、员5"), (6, "员1、员2、员3、员4、员5等 6 人")]
)
def test_names_listed_in_a_sentence(count: int, words: str) -> None:
    assert listed(f"员{index}" for index in range(1, count + 1)) == words
