"""Sign-up forms: sheets with drop-downs that are filled in elsewhere and come back through the import as they are."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import WrongFormTypeError
from culture_desktop.models import Organisation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services.activities.queries import activity_by_id
from culture_desktop.services.organisations import in_subtree, require_unit
from culture_desktop.services.results import Done
from culture_desktop.spreadsheets.writer import Column, Kind, write_xlsx
from culture_desktop.vocabulary import (
    ADMINISTRATIVE_KINDS,
    Attendance,
    ParticipationRole,
    PersonStatus,
    chinese_date,
)

BLANK_ROWS = 50
HINT = "部门、角色和状态从下拉列表里选；不参加的人请删去整行。填好后用“导入报名”导入这个文件。"


class TemplateService:
    """Forms for others to fill in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sign_up(
        self, activity_id: int, path: Path, unit_id: int | None = None, progress: Progress = silent
    ) -> Done[Path]:
        """A sign-up form for an activity as xlsx: the active people of a unit and all below it, and blank rows.

        Raises WrongFormTypeError for another suffix: only xlsx has drop-downs.
        """
        if path.suffix.lower() != ".xlsx":
            raise WrongFormTypeError(name=path.name)
        with self._database.read() as session:
            activity = activity_by_id(session, activity_id)
            title = f"{activity.title}（{activity.code}，{chinese_date(activity.starts.date())}）报名表"
            columns = _columns(_unit_names(session))
            people = [] if unit_id is None else _people(session, unit_id)
        rows = (
            (number, name, unit, ParticipationRole.PARTICIPANT.label, state) for number, name, unit, state in people
        )
        write_xlsx(path, "报名表", columns, rows, (title, HINT), blank_rows=BLANK_ROWS, progress=progress)
        return Done(path, frozenset(), f"已生成报名表“{path.name}”，列出 {len(people):,} 人")


def _columns(units: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column("工号", 16),
        Column("姓名", 16),
        Column("部门", 36, choices=units),
        Column("角色", 10, choices=tuple(role.label for role in ParticipationRole)),
        Column("状态", 10, choices=tuple(state.label for state in Attendance)),
        Column("手机", 14),
        Column("时长", 8, Kind.NUMBER),
        Column("结果", 14),
    )


def _unit_names(session: Session) -> tuple[str, ...]:
    statement = select(Organisation.full_name).where(Organisation.kind.in_(ADMINISTRATIVE_KINDS))
    return tuple(session.scalars(statement.order_by(Organisation.full_name)))


def _people(session: Session, unit_id: int) -> list[tuple[str, str, str, str]]:
    """Number, name, unit and state of the active people of a unit."""
    statement = (
        select(Person.number, Person.name, Organisation.full_name)
        .join(Organisation, Organisation.id == Person.unit_id)
        .where(in_subtree(require_unit(session, unit_id).path), Person.status == PersonStatus.ACTIVE)
        .order_by(Organisation.position, Person.number)
    )
    state = Attendance.REGISTERED.label
    return [(number, name, unit, state) for number, name, unit in session.execute(statement)]
