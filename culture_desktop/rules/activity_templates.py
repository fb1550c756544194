"""Templates of activities: what every year's 客服节 begins as, each naming its source and date.

A template is a document (TOML), so that a unit can change it and add its own; one that does not fit is refused with
its name, the place and what was expected there.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache

from culture_desktop.errors import ActivityTemplateBrokenError, RecordMissingError
from culture_desktop.paths import resource
from culture_desktop.rules.activity_when import When, when_from_record
from culture_desktop.rules.festivals import bundled_festivals
from culture_desktop.rules.records import Record
from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    DutyKind,
    ExpenseCategory,
    FundSource,
    Layer,
    Mechanism,
    OrganisationKind,
)

_FORMAT = 1
_YEAR = "{year}"
_ANY_YEAR = 2026
_FARTHEST = 366  # days a task may lie before or after
_KEYS = (
    *(
        "format",
        "code",
        "title",
        "source",
        "dated",
        "layer",
        "mechanism",
        "account",
        "kind",
        "host",
        "duty",
        "capacity",
    ),
    *("check_in", "sign_up", "goals", "risks", "fallback", "when", "tasks", "budget", "resources"),
)


@dataclass(frozen=True, slots=True)
class TemplateTask:
    """A thing to do, ``days`` after the day (negative: before), by whoever has a role."""

    title: str
    role: str
    days: int


@dataclass(frozen=True, slots=True)
class TemplateBudget:
    """A line of the budget; ``quantity`` None: one for each who may come."""

    title: str
    category: ExpenseCategory
    source: FundSource
    quantity: Decimal | None
    unit: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class TemplateResource:
    """A thing that is needed, and who brings it."""

    title: str
    quantity: Decimal
    unit: str
    provider: str


@dataclass(frozen=True, slots=True)
class ActivityTemplate:
    """What an activity begins as; ``sign_up`` are the days on which it opens and closes, from the day on."""

    code: str
    title: str
    source: str
    dated: date
    layer: Layer
    mechanism: Mechanism
    account: Account | None
    kind: ActivityKind
    host: OrganisationKind
    duty: DutyKind | None
    capacity: int | None
    check_in: bool
    sign_up: tuple[int, int] | None
    goals: str
    risks: str
    fallback: str
    when: When
    begins: time
    lasts: timedelta
    tasks: tuple[TemplateTask, ...]
    budget: tuple[TemplateBudget, ...]
    resources: tuple[TemplateResource, ...]

    def titled(self, year: int) -> str:
        """The title in a year."""
        return self.title.replace(_YEAR, str(year))

    @property
    def name(self) -> str:
        """The title without a year."""
        return self.title.replace(f"{_YEAR}年度", "年度").replace(f"{_YEAR}年", "").replace(_YEAR, "")

    @property
    def roles(self) -> tuple[str, ...]:
        """Who is needed, in the order of the work."""
        return tuple(dict.fromkeys(task.role for task in self.tasks if task.role))


@cache
def bundled_templates() -> Mapping[str, ActivityTemplate]:
    """Those that come with the program, by code, in the order of the year."""
    files = sorted(resource("templates", "activities").glob("*.toml"))
    found = [template_from_text(file.read_text(encoding="utf-8"), file.stem) for file in files]
    festivals = {festival.name: festival for festival in bundled_festivals()}
    found.sort(key=lambda template: template.when.days(_ANY_YEAR, festivals) or (date.max,))
    return {template.code: template for template in found}


def bundled_template(code: str) -> ActivityTemplate:
    """One of them; RecordMissingError when there is none of that code."""
    template = bundled_templates().get(code)
    if template is None:
        raise RecordMissingError(what="活动模板", key=code)
    return template


def template_from_text(text: str, name: str) -> ActivityTemplate:
    """A template from the text of its file; ActivityTemplateBrokenError for anything that does not fit."""
    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ActivityTemplateBrokenError(name=name, place=str(error), expected="正确的 TOML") from error
    record = Record(document, name, error=ActivityTemplateBrokenError)
    record.only(*_KEYS)
    if record.value("format") != _FORMAT:
        record.fail("format", f"{_FORMAT}（其他版本的模板需要升级程序）")
    return _read(record)


def _read(record: Record) -> ActivityTemplate:
    layer, mechanism = record.word("layer", Layer), record.word("mechanism", Mechanism)
    if mechanism.layer is not layer:
        record.fail("mechanism", f"“{layer.label}”层的机制")
    when = record.record("when")
    return ActivityTemplate(
        code=record.text("code"),
        title=record.text("title"),
        source=record.text("source"),
        dated=_date(record),
        layer=layer,
        mechanism=mechanism,
        account=record.word("account", Account) if "account" in record else None,
        kind=record.word("kind", ActivityKind),
        host=record.word("host", OrganisationKind),
        duty=record.word("duty", DutyKind) if "duty" in record else None,
        capacity=record.optional_integer("capacity", 1),
        check_in=record.boolean("check_in"),
        sign_up=_sign_up(record),
        goals=record.text("goals"),
        risks=record.text("risks"),
        fallback=record.text("fallback"),
        when=when_from_record(when),
        begins=_time(when),
        lasts=_hours(when),
        tasks=tuple(sorted(map(_task, record.records("tasks")), key=lambda task: task.days)),
        budget=tuple(map(_budget, record.records("budget"))),
        resources=tuple(map(_resource, record.records("resources"))),
    )


def _date(record: Record) -> date:
    value = record.value("dated")
    return value if isinstance(value, date) else record.fail("dated", "日期，如 2026-01-05")


def _sign_up(record: Record) -> tuple[int, int] | None:
    if "sign_up" not in record:
        return None
    window = record.record("sign_up")
    window.only("opens", "closes")
    opens, closes = (window.integer(key, -_FARTHEST) for key in ("opens", "closes"))
    return (opens, closes) if opens < closes else window.fail("closes", "晚于 opens 的天数")


def _time(record: Record) -> time:
    try:
        return time.fromisoformat(record.text("time"))
    except ValueError:
        record.fail("time", "时间，如 14:30")


def _hours(record: Record) -> timedelta:
    hours = record.decimal("hours")
    if not 0 < hours <= 24:
        record.fail("hours", "大于 0、不超过 24 的小时数")
    return timedelta(minutes=int(hours * 60))


def _task(record: Record) -> TemplateTask:
    record.only("title", "role", "days")
    days = record.integer("days", -_FARTHEST)
    if days > _FARTHEST:
        record.fail("days", f"{-_FARTHEST} 到 {_FARTHEST} 的整数")
    return TemplateTask(record.text("title"), record.optional_text("role") or "", days)


def _budget(record: Record) -> TemplateBudget:
    record.only("title", "category", "source", "quantity", "each_person", "unit", "price")
    each = "each_person" in record and record.boolean("each_person")
    return TemplateBudget(
        record.text("title"),
        record.word("category", ExpenseCategory),
        record.word("source", FundSource),
        None if each else _positive(record, "quantity"),
        record.text("unit"),
        _positive(record, "price"),
    )


def _resource(record: Record) -> TemplateResource:
    record.only("title", "quantity", "unit", "provider")
    provider = record.optional_text("provider") or ""
    return TemplateResource(record.text("title"), _positive(record, "quantity"), record.text("unit"), provider)


def _positive(record: Record, key: str) -> Decimal:
    value = record.decimal(key)
    return value if value > 0 and value == round(value, 2) else record.fail(key, "大于 0、至多两位小数的数")
