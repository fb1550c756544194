"""Conditions on people: SQL against a plain reading of them in Python, on random people and random conditions."""

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError
from culture_desktop.models import Membership, Person
from culture_desktop.rules import strokes
from culture_desktop.rules.spans import months_between
from culture_desktop.services.people.condition_words import Names, parse, sentence
from culture_desktop.services.people.conditions import Condition, Operator, checked, operators_of, restored
from culture_desktop.services.people.fields import EXTRA, FIELDS, FieldKind, all_fields, field_of
from culture_desktop.services.people.filtering import latest_start
from culture_desktop.services.people.rows import PeopleQuery, PeopleSort
from culture_desktop.services.views.definition import ViewDefinition, restored_view
from culture_desktop.vocabulary import (
    EmploymentType,
    MembershipRole,
    OrganisationKind,
    PersonStatus,
    PoliticalStatus,
    Sex,
)
from tests.services.company import Company

TODAY = date(2026, 2, 28)  # on which 29 February counts as full
OPEN_END = date.max
ODD_EXTRA = "带\"引号'的.栏[0]"
NAMES = ("王梅", "王晓梅", "林婉清", "单雄信", "阿卜杜·买买提", "A%_\\b", "䶮㛃", "王一飞", "王伟")
DAYS = st.dates(date(1960, 1, 1), date(2026, 12, 31)) | st.sampled_from(
    [date(2000, 2, 29), date(2000, 2, 28), date(2000, 3, 1), date(1996, 2, 29), TODAY]
)
UNITS = ("", "公司", "公司/客服部", "公司/客服部/一班", "公司/营销部")
ORGANISATIONS = ("工会", "工会/分会", "团委")


@dataclass(frozen=True)
class Made:
    """A random person, as plain values."""

    number: str
    name: str
    sex: Sex | None
    birth_date: date | None
    phone: str | None
    unit: str
    position: str
    employment: EmploymentType
    front_line: bool
    manager: bool
    political_status: PoliticalStatus | None
    hire_date: date | None
    status: PersonStatus
    contract_ends: date | None
    memberships: frozenset[str]
    honours: int
    participations: int
    extra: dict[str, str] = field(hash=False)


@st.composite
def people(draw: st.DrawFn) -> list[Made]:
    numbers = draw(st.lists(st.text("ab12%_", min_size=1, max_size=4), min_size=1, max_size=6, unique=True))
    made = []
    for number in numbers:
        birth = draw(st.none() | DAYS)
        hired = draw(st.none() | DAYS)
        if birth and hired and birth >= hired:
            hired = None
        made.append(
            Made(
                number=number,
                name=draw(st.sampled_from(NAMES)),
                sex=draw(st.none() | st.sampled_from(Sex)),
                birth_date=birth,
                phone=draw(st.sampled_from([None, "13812344417", "139", "4417"])),
                unit=draw(st.sampled_from(UNITS)),
                position=draw(st.sampled_from(["", "班长", "客服代表", "Agent"])),
                employment=draw(st.sampled_from(EmploymentType)),
                front_line=draw(st.booleans()),
                manager=draw(st.booleans()),
                political_status=draw(st.none() | st.sampled_from(list(PoliticalStatus)[:3])),
                hire_date=hired,
                status=draw(st.sampled_from(PersonStatus)),
                contract_ends=draw(st.none() | st.just(OPEN_END) | st.dates(TODAY, date(2026, 6, 1))),
                memberships=frozenset(draw(st.sets(st.sampled_from(ORGANISATIONS), max_size=2))),
                honours=draw(st.integers(0, 2)),
                participations=draw(st.integers(0, 2)),
                extra=draw(st.dictionaries(st.sampled_from(["班次", ODD_EXTRA]), st.sampled_from(["早", "晚班", ""]))),
            )
        )
    return made


FIELD_KEYS = [key for key in FIELDS if key not in ("source", "resident_id", "unit_since", "left_on")]


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    key = draw(st.sampled_from([*FIELD_KEYS, EXTRA + "班次", EXTRA + ODD_EXTRA]))
    asked = field_of(key)
    operator = draw(st.sampled_from(operators_of(asked)))
    if operator in (Operator.MISSING, Operator.GIVEN, Operator.OPEN):
        return checked(Condition(key, operator))
    if operator is Operator.WITHIN:
        return checked(Condition(key, operator, (draw(st.integers(1, 90)),)))
    values: st.SearchStrategy[Any] = {
        FieldKind.TEXT: st.text("王梅晓ab12%_\\4班长", min_size=1, max_size=2),
        FieldKind.WORD: st.sampled_from([word.value for word in asked.words or ()] or [""]),
        FieldKind.FLAG: st.integers(0, 1),
        FieldKind.DATE: DAYS,
        FieldKind.NUMBER: st.integers(0, 70) if key in ("age", "seniority") else st.integers(0, 3),
        FieldKind.UNIT: st.sampled_from(UNITS[1:]),
        FieldKind.MEMBERSHIP: st.sampled_from(ORGANISATIONS),
    }[asked.kind]
    if operator is Operator.BETWEEN:
        return checked(Condition(key, operator, tuple(sorted((draw(values), draw(values))))))
    most = 2 if operator in (Operator.IS, Operator.IS_NOT, Operator.HOLDS) and asked.kind is not FieldKind.FLAG else 1
    return Condition(key, operator, tuple(draw(st.lists(values, min_size=1, max_size=most))))


def met(person: Made, condition: Condition) -> bool:
    """The plain reading."""
    key, operator, values = condition.field, condition.operator, condition.values
    if operator is Operator.IS_NOT:
        return not met(person, Condition(key, Operator.IS, values))
    if operator is Operator.LACKS:
        return not met(person, Condition(key, Operator.HOLDS, values))
    value = value_of(person, key)
    if operator in (Operator.MISSING, Operator.GIVEN):
        return (value in (None, "", frozenset())) == (operator is Operator.MISSING)
    kind = field_of(key).kind
    if kind is FieldKind.UNIT:
        return any(f"{value}/".startswith(f"{wanted}/") for wanted in values)
    if kind is FieldKind.MEMBERSHIP:
        return any(f"{own}/".startswith(f"{wanted}/") for own in value for wanted in values)
    if kind is FieldKind.TEXT:
        text, words = str(value or "").lower(), [str(word).lower() for word in values]
        compare = {Operator.IS: text.__eq__, Operator.HOLDS: text.__contains__, Operator.BEGINS: text.startswith}
        return any(compare[operator](word) for word in words)
    if value is None:
        return False
    match operator:
        case Operator.IS:
            return value in values
        case Operator.AT_LEAST:
            return bool(value >= values[0])
        case Operator.AT_MOST:
            return bool(value <= values[0])
        case Operator.BETWEEN:
            return bool(values[0] <= value <= values[1])
        case Operator.OPEN:
            return bool(value == OPEN_END)
    assert isinstance(values[0], int)
    return bool(TODAY <= value <= TODAY + timedelta(days=values[0]))


def value_of(person: Made, key: str) -> Any:
    if key.startswith(EXTRA):
        return person.extra.get(key.removeprefix(EXTRA))
    if key in ("age", "seniority"):
        since = person.birth_date if key == "age" else person.hire_date
        return None if since is None else months_between(since, TODAY) // 12
    return getattr(person, key)


class Books:
    """A database of random people."""

    def __init__(self, database: Database, made: list[Made]) -> None:
        company = Company(database)
        self.people = company.people
        self.units = {path: company.unit(path) for path in UNITS if path}
        self.organisations = {path: company.organisations.ensure(path, kind_of(path)).value for path in ORGANISATIONS}
        activities = [company.activity(f"2026-{at}") for at in range(2)]
        self.made: dict[int, Made] = {}
        for person in made:
            entered = {
                name: getattr(person, name)
                for name in ("sex", "birth_date", "phone", "position", "employment", "front_line", "manager")
            }
            entered |= {"political_status": person.political_status, "hire_date": person.hire_date}
            key = company.person(
                person.number,
                person.name,
                unit_id=self.units.get(person.unit),
                status=person.status,
                **entered,
            )
            self.made[key] = person
            with database.begin("测试") as session:
                values = {"extra": person.extra, "contract_ends": person.contract_ends}
                session.execute(update(Person).where(Person.id == key).values(**values))
            for path in person.memberships:
                company.insert(
                    Membership, person_id=key, organisation_id=self.organisations[path], role=MembershipRole.MEMBER
                )
            for _ in range(person.honours):
                company.honour(key)
            for activity in activities[: person.participations]:
                company.sign_up(activity, key)

    def stored(self, condition: Condition) -> Condition:
        """The condition with ids in place of paths."""
        ids = {FieldKind.UNIT: self.units, FieldKind.MEMBERSHIP: self.organisations}.get(field_of(condition.field).kind)
        if ids is None or not condition.values:
            return condition
        return replace(condition, values=tuple(ids[str(path)] for path in condition.values))


def kind_of(path: str) -> Any:
    return OrganisationKind.LEAGUE if path == "团委" else OrganisationKind.UNION


@settings(max_examples=80, deadline=None)
@given(made=people(), asked=st.lists(conditions(), min_size=1, max_size=4))
def test_sql_finds_whom_a_plain_reading_finds(empty_file: Path, made: list[Made], asked: list[Condition]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(shutil.copy(empty_file, folder)))
        books = Books(database, made)
        for together in (*([one] for one in asked), asked):
            query = PeopleQuery(
                conditions=tuple(books.stored(condition) for condition in together),
                status=frozenset(),
                as_of=TODAY,
            )
            expected = {key for key, person in books.made.items() if all(met(person, one) for one in together)}
            assert set(books.people.ids(query)) == expected, together
            assert books.people.count(query) == len(expected)
            # What a view keeps of it asks for the same people.
            kept = restored_view(ViewDefinition(query).stored())
            assert kept.query.conditions == query.conditions
        database.close()


@settings(max_examples=200, deadline=None)
@given(condition=conditions())
def test_every_condition_says_what_it_asks_for(condition: Condition) -> None:
    named = Names({}, {})
    if field_of(condition.field).kind in (FieldKind.UNIT, FieldKind.MEMBERSHIP):
        condition = replace(condition, values=tuple(range(len(condition.values))))
    words = sentence(condition, named)
    assert words
    assert words.isprintable()
    assert restored(condition.stored()) == condition


@pytest.mark.parametrize("years", [1, 4, 26, 30])
@pytest.mark.parametrize("today", [date(2026, 2, 28), date(2026, 3, 1), date(2024, 2, 29), date(2024, 2, 28), TODAY])
def test_the_last_day_from_which_years_are_full(years: int, today: date) -> None:
    last = latest_start(years, today)
    assert months_between(last, today) // 12 >= years
    assert months_between(last + timedelta(days=1), today) // 12 < years


TYPED = {
    "性别=女": "女",
    "用工性质!=合同制": "用工性质不是合同制",
    "单位=客服部": "在“客服部”",
    "单位 != 客服部": "不在“客服部”",
    "姓名~晓": "姓名包含“晓”",
    "姓名!~晓,梅": "姓名不包含“晓”、“梅”",
    "工号^=CJ": "工号开头是“CJ”",
    "年龄>=35": "年龄 ≥ 35 岁",
    "年龄=30..40": "年龄 30 至 40 岁",
    "今年参与<=0": "今年参与 ≤ 0 场",
    "荣誉=0": "荣誉 0 项",
    "入职日期=2020-01-01..2020-12-31": "入职日期 2020-01-01 至 2020-12-31",
    "入职日期<=2019-12-31": "入职日期 ≤ 2019-12-31",
    "合同到期日=30天内": "合同到期日在今后 30 天内",
    "合同到期日=无固定期限": "合同无固定期限",
    "一线=是": "一线",
    "是否一线=否": "非一线",
    "缺手机": "缺手机",
    "已填 出生日期": "有出生日期",
    "未填部门": "未分单位",
    "状态=离职,退休": "离职、退休",
    "班次~早": "班次包含“早”",
}


@pytest.mark.parametrize(("typed", "words"), TYPED.items())
def test_what_is_typed_on_the_command_line(typed: str, words: str) -> None:
    condition = parse(typed, all_fields(["班次"]), lambda _kind, _name: 7)
    assert sentence(condition, Names({7: "公司/客服部"})) == words


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "性别",
        "性别=外星",
        "年龄=老",
        "年龄>=-1",
        "入职日期=昨天",
        "=女",
        "一线=也许",
        "没有的栏=1",
        "年龄=40..30",
        "手机=",
        "合同到期日=0天内",
        "一线>=是",
    ],
)
def test_what_is_none_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(InvalidFieldError):
        parse(typed, all_fields(), lambda _kind, _name: 7)


def test_the_two_orders_by_strokes(company: Company) -> None:
    for at, name in enumerate(NAMES):
        company.person(str(at), name)

    def order(sort: str) -> list[str]:
        return [row.name for row in company.people.rows(PeopleQuery(sort=sort), 2026)]

    assert order(PeopleSort.SURNAME_STROKES) == sorted(NAMES, key=strokes.surname_stroke_key)
    assert order(PeopleSort.NAME_STROKES) == sorted(NAMES, key=strokes.name_stroke_key)
    assert order(PeopleSort.SURNAME_STROKES).index("王伟") < order(PeopleSort.SURNAME_STROKES).index("王一飞")
    assert order(PeopleSort.NAME_STROKES).index("王一飞") < order(PeopleSort.NAME_STROKES).index("王伟")


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", [*FIELDS, EXTRA + "班次", EXTRA + ODD_EXTRA])
def test_every_field_sorts_with_the_empty_last(company: Company, key: str, descending: bool) -> None:
    for at in range(6):
        company.person(
            str(at), NAMES[at], birth_date=date(1980 + at, 1, 1) if at % 2 else None, position="长" * (at % 3)
        )
    query = PeopleQuery(sort=key, descending=descending, as_of=TODAY)
    rows = company.people.rows(query, 2026)
    assert sorted(row.number for row in rows) == [str(at) for at in range(6)]
    if key == "age":
        ages = [row.birth_date for row in rows]
        assert ages[3:] == [None] * 3
        assert ages[:3] == sorted((day for day in ages if day), reverse=not descending)


@pytest.fixture
def several(company: Company) -> Company:
    company.person("1", "王梅", status=PersonStatus.LEFT)
    company.person("2", "王晓梅")
    return company


def test_a_condition_on_the_status_takes_the_place_of_those_who_are_here(several: Company) -> None:
    left = Condition("status", Operator.IS, (PersonStatus.LEFT.value,))
    assert len(several.people.ids(PeopleQuery(conditions=(left,)))) == 1
    assert several.people.rows(PeopleQuery(conditions=(left,)), 2026)[0].number == "1"
    assert several.people.count(PeopleQuery()) == 1
