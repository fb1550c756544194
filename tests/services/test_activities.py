"""Activities: what is planned, who takes part, and what is refused before anything is written."""

from datetime import datetime, timedelta
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
)
from culture_desktop.models import Participation, Person
from culture_desktop.services.activities.rows import ActivityDraft, ActivityQuery
from culture_desktop.services.activities.service import ActivityService
from culture_desktop.services.results import Topic
from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    ActivityState,
    Attendance,
    EmploymentType,
    Layer,
    Mechanism,
    OrganisationKind,
    ParticipationRole,
)
from tests.services.company import ODD_NAMES, Company, dump, few_parameters, plan, refused

BOTH = {Topic.ACTIVITIES, Topic.PEOPLE}


@pytest.fixture
def service(database: Database) -> ActivityService:
    return ActivityService(database)


def codes(service: ActivityService, year: int = 2026, **query: object) -> list[str]:
    return [row.code for row in service.rows(ActivityQuery(year, **query))]  # type: ignore[arg-type]


def participations(company: Company) -> dict[int, Participation]:
    with company.database.read() as session:
        return {p.person_id: p for p in session.scalars(select(Participation))}


def test_an_empty_database(service: ActivityService) -> None:
    assert service.rows(ActivityQuery(2026)) == ()
    assert service.years() == ()
    assert service.next_code(2026) == "2026-001"


def test_detail_and_row_show_what_was_planned(company: Company, service: ActivityService) -> None:
    host, union = company.unit("公司/营销部"), company.unit("工会", OrganisationKind.UNION)
    league = company.unit("团委", OrganisationKind.LEAGUE)
    brand = company.organisations.create_brand("服务铁军", "", host).value
    entered = ActivityDraft(
        code="2026-047",
        title="客服节：䶮𬭎㛃讲故事",
        layer=Layer.BEHAVIOUR,
        mechanism=Mechanism.FESTIVAL,
        kind=ActivityKind.FESTIVAL,
        starts=datetime(2026, 8, 6, 14, 0),
        ends=datetime(2026, 8, 6, 14, 0),
        account=Account.AFFECTION,
        host_id=host,
        joint_host_ids=(union, league),
        brand_id=brand,
        place="二楼会议室",
        capacity=60,
        budget=Decimal("20000000"),
        state=ActivityState.NOTICE,
        summary="第一段\n第二段",
    )
    done = service.create(entered)
    assert done.sentence == "已新建“客服节：䶮𬭎㛃讲故事”"
    assert done.changed == BOTH
    detail = service.detail(done.value)
    assert detail.draft == entered
    assert (detail.host, detail.joint_hosts, detail.brand) == ("营销部", ("工会", "团委"), "服务铁军")
    assert (detail.participants, detail.pictures, detail.units) == ((), (), 0)
    (row,) = service.rows(ActivityQuery(2026))
    assert (row.host, row.registered, row.attended, row.pictures) == ("营销部", 0, 0, 0)
    assert row.id == service.id_of("2026-047")


def test_update_replaces_hosts_and_fields(company: Company, service: ActivityService) -> None:
    first, second = company.unit("工会", OrganisationKind.UNION), company.unit("团委", OrganisationKind.LEAGUE)
    activity = company.activity("2026-001", joint_host_ids=(first,))
    changed = plan("2026-001", title="新名称", joint_host_ids=(second, second, first), host_id=first)
    done = service.update(activity, changed)
    assert (done.value, done.sentence) == (None, "已保存“新名称”")
    detail = service.detail(activity)
    assert detail.joint_hosts == ("团委",), "the first host is not a joint host as well, and nobody twice"
    assert (detail.host, detail.draft.title) == ("工会", "新名称")


def test_rows_are_of_the_year_newest_first(company: Company, service: ActivityService) -> None:
    company.activity("A", starts=datetime(2025, 12, 31, 23, 59, 59))
    company.activity("B", starts=datetime(2026, 1, 1))
    company.activity("C", starts=datetime(2026, 12, 31, 23, 59))
    company.activity("D", starts=datetime(2027, 1, 1))
    company.activity("E", starts=datetime(2026, 1, 1))
    assert codes(service) == ["C", "E", "B"]
    assert codes(service, 2025) == ["A"]
    assert service.years() == (2027, 2026, 2025)


def test_rows_by_layer_state_and_words(company: Company, service: ActivityService) -> None:
    company.activity("2026-001", Layer.AWARENESS, title="主要负责人宣讲", place="A座100%会议室")
    company.activity("2026-002", Layer.RESOURCES, title="志愿服务", state=ActivityState.ARCHIVED)
    assert codes(service, layers=frozenset({Layer.AWARENESS})) == ["2026-001"]
    assert codes(service, layers=frozenset(Layer)) == ["2026-002", "2026-001"]
    assert codes(service, states=frozenset({ActivityState.ARCHIVED})) == ["2026-002"]
    assert codes(service, layers=frozenset({Layer.AWARENESS}), states=frozenset({ActivityState.ARCHIVED})) == []
    for search in ("宣讲", "001", "a座", "A座", "100%", "宣讲 会议室"):
        assert codes(service, search=search) == ["2026-001"], search
    for search in ("%", "0_1", "宣讲 志愿", "\\", "x" * 60_000):
        assert codes(service, search=search) == (["2026-001"] if search == "%" else []), search


def test_the_next_code_follows_the_highest_of_the_year(company: Company, service: ActivityService) -> None:
    for code in ("2026-047", "2026-009", "2025-300", "2026-春节", "2026-²", "2026-99-7", "X-2026-500"):
        company.activity(code)
    assert service.next_code(2026) == "2026-048"
    company.activity("2026-1000")
    assert service.next_code(2026) == "2026-1001"


def test_the_list_of_participants_and_its_figures(company: Company, service: ActivityService) -> None:
    team, other = company.unit("公司/一班", OrganisationKind.TEAM), company.unit("公司/二班", OrganisationKind.TEAM)
    people = [
        company.person("3", "王磊", unit_id=team),
        company.person("2", "䶮𬭎㛃", unit_id=team, employment=EmploymentType.OUTSOURCED),
        company.person("1", "林婉清", unit_id=other),
        company.person("0", "未分配"),
    ]
    activity = company.activity("2026-001")
    company.sign_up(activity, *people[:2])
    company.sign_up(activity, people[2], attendance=Attendance.EXCUSED)
    company.activities.add_people(activity, people[3:])
    detail = service.detail(activity)
    assert [(p.number, p.name, p.unit, p.attendance) for p in detail.participants] == [
        ("2", "䶮𬭎㛃", "一班", Attendance.ATTENDED),
        ("3", "王磊", "一班", Attendance.ATTENDED),
        ("1", "林婉清", "二班", Attendance.EXCUSED),
        ("0", "未分配", "", Attendance.REGISTERED),
    ]
    assert detail.participants[0].employment == EmploymentType.OUTSOURCED
    assert {p.role for p in detail.participants} == {ParticipationRole.PARTICIPANT}
    assert [detail.counted(state) for state in Attendance] == [1, 2, 0, 1]
    assert detail.units == 1
    (row,) = service.rows(ActivityQuery(2026))
    assert (row.registered, row.attended) == (4, 2)


def test_signing_up_twice_changes_nothing(company: Company, service: ActivityService) -> None:
    people = [company.person("1"), company.person("2")]
    activity = company.activity("2026-001", title="客服节")
    done = service.add_people(activity, [people[0], people[0], people[1]])
    assert (done.value, done.sentence) == (2, "已将 2 人加入“客服节”")
    assert done.changed == BOTH
    company.sign_up(activity, people[0])
    before = dump(company.database)
    assert service.add_people(activity, people).value == 0
    assert service.add_people(activity, []).value == 0
    assert dump(company.database) == before


def test_taking_people_off_counts_those_who_were_on(company: Company, service: ActivityService) -> None:
    people = [company.person(number) for number in "123"]
    activity, other = company.activity("2026-001"), company.activity("2026-002")
    company.sign_up(activity, *people[:2])
    company.sign_up(other, *people)
    done = service.remove_people(activity, [people[0], people[2], 999])
    assert (done.value, done.sentence) == (1, "已从活动移出 1 人")
    assert [p.person_id for p in service.detail(activity).participants] == [people[1]]
    assert len(service.detail(other).participants) == 3


def test_marking_attendance_keeps_the_first_time_of_a_check_in(company: Company, service: ActivityService) -> None:
    first, second, outsider = (company.person(number) for number in "123")
    activity = company.activity("2026-001")
    service.add_people(activity, [first, second])
    start = datetime.now()
    done = service.set_attendance(activity, [first, outsider], Attendance.ATTENDED)
    assert (done.value, done.sentence) == (1, "已将 1 人记为“签到”")
    checked_in = participations(company)[first].attended_at
    assert checked_in is not None
    assert start <= checked_in <= start + timedelta(minutes=1)
    assert service.set_attendance(activity, [first, second], Attendance.ATTENDED).value == 2
    assert participations(company)[first].attended_at == checked_in
    service.set_attendance(activity, [first], Attendance.ABSENT)
    absent = participations(company)[first]
    assert (absent.attendance, absent.attended_at) == (Attendance.ABSENT, None)
    assert outsider not in participations(company)


def test_what_is_not_there(company: Company, service: ActivityService) -> None:
    person, activity = company.person("1"), company.activity("2026-001")
    sentence = "没有找到活动“{}”。请核对编号，或先导入、新建。"
    refused(company.database, RecordMissingError, sentence.format("2026-999"), lambda: service.id_of("2026-999"))
    for call in (
        partial(service.detail, 99),
        partial(service.update, 99, plan()),
        partial(service.delete, 99),
        partial(service.add_people, 99, [person]),
        partial(service.remove_people, 99, [person]),
        partial(service.set_attendance, 99, [person], Attendance.ATTENDED),
    ):
        refused(company.database, RecordMissingError, sentence.format(99), call)
    nobody = "没有找到人员“98、99”。请核对编号，或先导入、新建。"
    refused(company.database, RecordMissingError, nobody, lambda: service.add_people(activity, [98, person, 99]))


WRONG: dict[str, tuple[type[CultureError], str, dict[str, object]]] = {
    "no code": (InvalidFieldError, "“编号”填的是“”，应为1 到 32 个字。原值已保留。", {"code": " "}),
    "long code": (InvalidFieldError, f"“编号”填的是“{'9' * 32}”，应为1 到 32 个字。原值已保留。", {"code": "9" * 33}),
    "no title": (InvalidFieldError, "“名称”填的是“”，应为1 到 128 个字。原值已保留。", {"title": "\t"}),
    "long place": (
        InvalidFieldError,
        f"“地点”填的是“{'远' * 128}”，应为0 到 128 个字。原值已保留。",
        {"place": "远" * 129},
    ),
    "long before": (
        InvalidFieldError,
        "“开始时间”填的是“1年”，应为1900 到 2100 年的时间。原值已保留。",
        {"starts": datetime(1, 1, 1), "ends": None},
    ),
    "long after": (
        InvalidFieldError,
        "“开始时间”填的是“9999年”，应为1900 到 2100 年的时间。原值已保留。",
        {"starts": datetime(9999, 12, 31), "ends": None},
    ),
    "ends first": (
        InvalidFieldError,
        "“结束时间”填的是“2026-08-06 13:59”，应为不早于开始的时间。原值已保留。",
        {"ends": datetime(2026, 8, 6, 13, 59)},
    ),
    "mechanism of another layer": (
        InvalidFieldError,
        "“机制”填的是“听音”，应为“行为”层的机制。原值已保留。",
        {"mechanism": Mechanism.VOICE},
    ),
    "no room": (
        InvalidFieldError,
        "“人数上限”填的是“0”，应为1 到 1000000 的整数。原值已保留。",
        {"capacity": 0},
    ),
    "too much room": (
        InvalidFieldError,
        "“人数上限”填的是“3000000000”，应为1 到 1000000 的整数。原值已保留。",
        {"capacity": 3_000_000_000},
    ),
    **{
        f"budget {amount}": (
            InvalidFieldError,
            f"“预算”填的是“{amount}”，应为0 到 20000000 元、最多两位小数的金额。原值已保留。",
            {"budget": Decimal(amount)},
        )
        for amount in ("-0.01", "0.005", "20000000.01", "1E+30", "NaN", "Infinity")
    },
    "no such host": (RecordMissingError, "没有找到单位“99”。请核对编号，或先导入、新建。", {"host_id": 99}),
    "no such joint host": (
        RecordMissingError,
        "没有找到单位“98”。请核对编号，或先导入、新建。",
        {"joint_host_ids": (98,)},
    ),
    "no such brand": (RecordMissingError, "没有找到品牌“97”。请核对编号，或先导入、新建。", {"brand_id": 97}),
}


@pytest.mark.parametrize("case", WRONG)
def test_fields_that_do_not_fit_change_nothing(company: Company, service: ActivityService, case: str) -> None:
    error, sentence, fields = WRONG[case]
    activity = company.activity("2026-001", joint_host_ids=(company.unit("公司"),))
    refused(company.database, error, sentence, lambda: service.create(plan(**{"code": "2026-002", **fields})))  # type: ignore[arg-type]
    refused(company.database, error, sentence, lambda: service.update(activity, plan(**{"code": "2026-001", **fields})))  # type: ignore[arg-type]


def test_codes_are_unique(company: Company, service: ActivityService) -> None:
    company.activity("2026-001", title="客服节")
    other = company.activity("2026-002")
    sentence = "活动编号“2026-001”已属于“客服节”，没有保存。请换一个。"
    refused(company.database, DuplicateNumberError, sentence, lambda: service.create(plan(" 2026-001 ")))
    refused(company.database, DuplicateNumberError, sentence, lambda: service.update(other, plan("2026-001")))


@pytest.mark.parametrize("kind", ODD_NAMES)
def test_titles_that_look_odd_are_kept(service: ActivityService, kind: str) -> None:
    activity = service.create(plan(title=ODD_NAMES[kind])).value
    assert service.detail(activity).draft.title == ODD_NAMES[kind]


def test_delete_takes_the_list_along(company: Company, service: ActivityService) -> None:
    activity = company.activity("2026-001", title="客服节", joint_host_ids=(company.unit("公司"),))
    company.sign_up(activity, company.person("1"))
    done = service.delete(activity)
    assert done.sentence == "已删除“客服节”和 1 条参与记录"
    assert done.changed == BOTH
    left = dump(company.database)
    assert (left["activity"], left["participation"], left["joint_host"]) == ([], [], [])
    assert len(left["person"]) == len(left["organisation"]) == 1


def test_an_activity_of_which_a_paper_was_made_stays(company: Company, service: ActivityService) -> None:
    activity = company.activity("2026-001", title="客服节")
    company.paper(activity_id=activity)
    sentence = "活动“客服节”有已生成的文书，作为依据须保留，没有删除。不再需要时，请将它归档。"
    refused(company.database, RecordKeptError, sentence, lambda: service.delete(activity))


def test_the_whole_company_can_be_signed_up_and_checked_in(company: Company, service: ActivityService) -> None:
    derived = {"name": "某", "pinyin": "", "initials": "", "stroke_key": "", "search_text": ""}
    with company.database.begin("测试数据") as session:
        session.execute(insert(Person), [derived | {"number": f"{index:04d}"} for index in range(600)])
        everybody = session.scalars(select(Person.id)).all()
    activity = company.activity("2026-001")
    with few_parameters(company.database):
        assert service.add_people(activity, everybody).value == 600
        assert service.set_attendance(activity, everybody, Attendance.ATTENDED).value == 600
        assert service.remove_people(activity, everybody).value == 600
