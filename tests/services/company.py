"""Builders for tests of services: an organisation, people, activities and who took part, in a line each.

They write through the services wherever those can, so that what tests read was made as the user makes it.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import event, insert, select

from culture_desktop.database import Database
from culture_desktop.database.triggers import logged_tables
from culture_desktop.errors import CultureError
from culture_desktop.models import (
    Campaign,
    CertificateDesign,
    DesignVersion,
    Honour,
    IssuedDocument,
    Model,
    Nomination,
    PrintedCertificate,
    Veto,
)
from culture_desktop.services.activities.rows import ActivityDraft
from culture_desktop.services.activities.service import ActivityService
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.people.rows import PersonDraft
from culture_desktop.services.people.service import PeopleService
from culture_desktop.vocabulary import ActivityKind, Attendance, DocumentKind, Layer, Mechanism, OrganisationKind

MECHANISM = {
    Layer.AWARENESS: Mechanism.LEADER_TALK,
    Layer.INSTITUTION: Mechanism.TRAINING,
    Layer.BEHAVIOUR: Mechanism.CARE,
    Layer.RESOURCES: Mechanism.RESPONSIBILITY,
}
# Names that a spreadsheet, a PDF, a pattern or an old font would trip over.
ODD_NAMES = {
    "formula": "=cmd|' /C calc'!A0",
    "markup": "<b",
    "rare": "䶮𬭎㛃",
    "eleven": "阿卜杜热西提·买买提江",
    "wildcards": "100%_\\林",
    "quote": "O'Brien",
    "longest": "长" * 64,
}
Dump = dict[str, list[tuple[Any, ...]]]


def draft(number: str = "1001", name: str = "林婉清", **fields: Any) -> PersonDraft:
    """What a user enters of a person."""
    return PersonDraft(number=number, name=name, **fields)


def plan(code: str = "2026-001", layer: Layer = Layer.BEHAVIOUR, **fields: Any) -> ActivityDraft:
    """What a user enters of an activity: on 6 August 2026 unless told."""
    planned = ActivityDraft(
        code=code,
        title=f"活动 {code}",
        layer=layer,
        mechanism=MECHANISM[layer],
        kind=ActivityKind.FESTIVAL,
        starts=datetime(2026, 8, 6, 14, 0),
    )
    return replace(planned, **fields)


class Company:
    """Makes organisations, people and activities in one database and hands out their ids."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.organisations = OrganisationService(database)
        self.people = PeopleService(database)
        self.activities = ActivityService(database)

    def unit(self, path: str, kind: OrganisationKind = OrganisationKind.UNIT) -> int:
        """The organisation of a slash path, made where missing."""
        return self.organisations.ensure(path, kind).value

    def person(self, number: str, name: str = "林婉清", **fields: Any) -> int:
        """A person on the books."""
        return self.people.create(draft(number, name, **fields)).value

    def activity(self, code: str, layer: Layer = Layer.BEHAVIOUR, **fields: Any) -> int:
        """An activity of a layer."""
        return self.activities.create(plan(code, layer, **fields)).value

    def sign_up(self, activity_id: int, *person_ids: int, attendance: Attendance = Attendance.ATTENDED) -> None:
        """Put people on the list of an activity, in this state of attendance."""
        self.activities.add_people(activity_id, person_ids)
        self.activities.set_attendance(activity_id, person_ids, attendance)

    def insert(self, model: type[Model], **values: Any) -> int:
        """A row that no service of this package writes; returns its id."""
        with self.database.begin("测试数据") as session:
            return int(session.execute(insert(model).values(**values)).inserted_primary_key[0])  # type: ignore[attr-defined]

    def printed(self, person_id: int, number: str, name: str, printed_fields: dict[str, str]) -> int:
        """A certificate of a person in the register."""
        design = self.insert(CertificateDesign, name=f"模板 {number}")
        version = self.insert(DesignVersion, design_id=design, number=1, content={})
        return self.insert(
            PrintedCertificate,
            number=number,
            name=name,
            fields=printed_fields,
            version_id=version,
            person_id=person_id,
        )

    def honour(self, person_id: int, title: str = "服务明星", granted_on: date = date(2025, 12, 20)) -> int:
        """An earlier honour of a person."""
        return self.insert(Honour, person_id=person_id, title=title, granted_on=granted_on)

    def campaign(self, code: str = "2026-A", **fields: Any) -> int:
        """An award campaign of 2026."""
        year = {"period_from": date(2026, 1, 1), "period_to": date(2026, 12, 31), "as_of": date(2026, 11, 1)}
        return self.insert(Campaign, **{"code": code, "title": "年度服务之星", **year, **fields})

    def nomination(self, campaign_id: int, **subject: int) -> int:
        """A person (``person_id``) or a team (``team_id``) put forward."""
        return self.insert(Nomination, campaign_id=campaign_id, **subject)

    def veto(self, campaign_id: int, person_id: int) -> int:
        """A one-vote veto against a person."""
        day = date(2026, 3, 1)
        return self.insert(Veto, campaign_id=campaign_id, person_id=person_id, reason="有责投诉", decided_on=day)

    def paper(self, **of: int) -> int:
        """A paper made of an activity (``activity_id``) or campaign; its bytes are in the file store."""
        digest = self.database.files.add(b"%PDF-1.7 a briefing")
        values = {"kind": DocumentKind.BRIEFING, "title": "工会简报", "file_name": "简报.pdf", "sha256": digest}
        return self.insert(IssuedDocument, **values, **of)


def dump(database: Database) -> Dump:
    """Every row that people entered or the program made for them; not the log of how it came about."""
    with database.read() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in logged_tables()
        }


def refused(database: Database, error: type[CultureError], sentence: str, call: Callable[[], object]) -> None:
    """Assert that a call is refused with exactly this error and sentence, and that no table changed."""
    assert refusal(database, error, call) == sentence


def refusal(database: Database, error: type[CultureError], call: Callable[[], object]) -> str:
    """The sentence with which a call is refused; asserts that it is by this error, and that no table changed."""
    before = dump(database)
    with pytest.raises(error) as caught:
        call()
    assert type(caught.value) is error
    assert dump(database) == before
    return str(caught.value)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """The SQL statements that run inside the block."""
    found: list[str] = []

    def keep(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    event.listen(database._engine, "before_cursor_execute", keep)
    try:
        yield found
    finally:
        event.remove(database._engine, "before_cursor_execute", keep)


@contextmanager
def few_parameters(database: Database, most: int = 500) -> Iterator[None]:
    """Statements take no more bound parameters than this: everywhere there is a limit, here it is within reach."""

    def lower(connection: sqlite3.Connection, _record: Any) -> None:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most)

    database._engine.dispose()
    event.listen(database._engine, "connect", lower)
    try:
        yield
    finally:
        event.remove(database._engine, "connect", lower)
        database._engine.dispose()
