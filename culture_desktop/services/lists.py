"""Lists out: people, participants and winners as xlsx or csv, with identifiers as text and nothing that runs."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.database.history import note_viewed
from culture_desktop.errors import WrongExportTypeError
from culture_desktop.models import ExtraField, Membership, Organisation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services import conduct
from culture_desktop.services.activities.queries import activity_by_id, read_detail
from culture_desktop.services.activities.rows import Participant
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.people import queries
from culture_desktop.services.people.fields import EXTRA, FieldKind, PersonField, field_of
from culture_desktop.services.people.row_values import written_value
from culture_desktop.services.people.rows import PeopleQuery, PersonRow
from culture_desktop.services.results import Done
from culture_desktop.services.shown_table import ShownTable
from culture_desktop.spreadsheets.writer import Column, Kind, Value, write_csv, write_xlsx
from culture_desktop.vocabulary import TierKind, Word

# The fields of a roster; importing them again changes nothing.
ROSTER = (
    *("number", "name", "sex", "birth_date", "phone", "unit", "position", "employment", "front_line", "manager"),
    *("political_status", "hire_date", "contract_ends", "status"),
)
_AFTER_PHONE = ROSTER.index("phone") + 1
_WHOLE_ROSTER = (*ROSTER[:_AFTER_PHONE], "resident_id", *ROSTER[_AFTER_PHONE:])
_WIDTHS = {"number": 16, "name": 16, "unit": 36, "memberships": 36, "resident_id": 22, "source": 24, "sex": 6}
_KINDS = {FieldKind.DATE: Kind.DATE, FieldKind.NUMBER: Kind.NUMBER}
_USUAL_WIDTH = 12
PARTICIPANTS = (
    Column("工号", 16),
    Column("姓名", 16),
    Column("部门", 24),
    Column("用工性质", 10),
    Column("角色", 8),
    Column("状态", 8),
    Column("签到时间", 18, Kind.DATETIME),
    Column("时长", 8, Kind.NUMBER),
    Column("结果", 14),
)
WINNERS = (
    Column("奖项档次", 14),
    Column("工号", 16),
    Column("姓名或集体", 18),
    Column("单位", 36),
    Column("用工性质", 10),
    Column("得分", 8, Kind.NUMBER),
    Column("证书编号", 20),
    Column("授予日期", 12, Kind.DATE),
)
ORGANISATIONS = (
    Column("单位名称", 24),
    Column("上级", 36),
    Column("全路径", 44),
    Column("类型", 10),
    Column("顺序", 8, Kind.NUMBER),
)
MEMBERSHIPS = (
    Column("工号", 16),
    Column("姓名", 16),
    Column("组织", 36),
    Column("职务", 10),
    Column("开始日期", 12, Kind.DATE),
    Column("结束日期", 12, Kind.DATE),
)
CONDUCT = (
    Column("日期", 12, Kind.DATE),
    Column("工号", 16),
    Column("姓名", 16),
    Column("部门", 36),
    Column("条目", 36),
    Column("分值", 8, Kind.NUMBER),
    Column("依据", 48),
)


class ListService:
    """Exports; the suffix of the file decides the format."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def export_people(
        self,
        query: PeopleQuery,
        year: int,
        path: Path,
        progress: Progress = silent,
        *,
        reveal: bool = False,
        columns: Sequence[str] = (),
    ) -> Done[Path]:
        """The people of a query in its order, under the columns of these fields; importing it again changes nothing.

        Phones and resident IDs are masked, unless ``reveal``: that stands in the history, before the file is written.
        Without ``columns`` it is a roster with the unit's own fields, and resident IDs only when they are revealed.
        """
        _require_writable_suffix(path)
        keys = tuple(columns) or (*(_WHOLE_ROSTER if reveal else ROSTER), *self._extra_keys())
        people = self._revealed(query, year) if reveal else self._masked(query, year)
        rows = ([written_value(row, key, query.as_of) for key in keys] for row in people)
        return _write(path, "人员", [_column_of(field_of(key)) for key in keys], rows, len(people), progress)

    def _extra_keys(self) -> Sequence[str]:
        with self._database.read() as session:
            names = session.scalars(select(ExtraField.name).order_by(ExtraField.position, ExtraField.id))
            return [EXTRA + name for name in names]

    def _masked(self, query: PeopleQuery, year: int) -> Sequence[PersonRow]:
        with self._database.read() as session:
            return queries.rows_where(session, Person.id.in_(queries.ids_statement(session, query)), year, query)

    def _revealed(self, query: PeopleQuery, year: int) -> Sequence[PersonRow]:
        with self._database.begin("导出完整身份证号和电话") as session:
            chosen = Person.id.in_(queries.ids_statement(session, query))
            people = tuple(queries.whole_rows_where(session, chosen, year, query))
            note_viewed(session, [row.id for row in people])
        return people

    def export_shown(self, shown: ShownTable, path: Path, progress: Progress = silent) -> Done[Path]:
        """Any table of the window as it is shown: its columns, its order, what its filter left."""
        columns = [Column(title, width) for title, width in shown.columns]
        return _write(path, shown.title, columns, shown.rows, len(shown.rows), progress)

    def export_organisations(self, path: Path, progress: Progress = silent) -> Done[Path]:
        """Every organisation with its place in its tree, parents first; importing the file again changes nothing."""
        columns = (Organisation.name, Organisation.full_name, Organisation.kind, Organisation.position)
        with self._database.read() as session:
            found = session.execute(select(*columns).order_by(Organisation.kind, Organisation.position)).all()
        nodes = sorted(found, key=lambda node: node.full_name.count(SEPARATOR))
        rows = ((n.name, n.full_name.rpartition(SEPARATOR)[0], n.full_name, n.kind.label, n.position) for n in nodes)
        return _write(path, "组织", ORGANISATIONS, rows, len(nodes), progress)

    def export_memberships(self, path: Path, progress: Progress = silent) -> Done[Path]:
        """Who is or was in which party branch, union or league; importing the file again changes nothing."""
        columns = (
            Person.number,
            Person.name,
            Organisation.full_name,
            Membership.role,
            Membership.starts,
            Membership.ends,
        )
        statement = select(*columns).join(Person, Person.id == Membership.person_id)
        statement = statement.join(Organisation, Organisation.id == Membership.organisation_id)
        with self._database.read() as session:
            found = session.execute(statement.order_by(Organisation.full_name, Person.number, Membership.id)).all()
        rows = ((r.number, r.name, r.full_name, r.role.label, r.starts, r.ends) for r in found)
        return _write(path, "组织关系", MEMBERSHIPS, rows, len(found), progress)

    def export_conduct(self, path: Path, progress: Progress = silent) -> Done[Path]:
        """Every conduct record, reversals included, the newest first; importing the file again changes nothing."""
        with self._database.read() as session:
            found = conduct.rows_where(session)
        rows = ((r.happened_on, r.number, r.name, r.unit, r.norm, r.points, r.evidence) for r in found)
        return _write(path, "文明行为记录", CONDUCT, rows, len(found), progress)

    def export_participants(self, activity_id: int, path: Path, progress: Progress = silent) -> Done[Path]:
        """Everyone on the list of an activity."""
        with self._database.read() as session:
            detail = read_detail(session, activity_by_id(session, activity_id))
        people = detail.participants
        return _write(path, detail.draft.code, PARTICIPANTS, map(_participant, people), len(people), progress)

    def export_winners(self, code: str, path: Path, progress: Progress = silent) -> Done[Path]:
        """The winners of a campaign by tier and score; once they are honoured, importing the file changes nothing."""
        with self._database.read() as session:
            board = read_board(session, require_campaign(session, code))
        return _write(path, "获奖名单", WINNERS, _winners(board), len(board.standing), progress)


def _write(
    path: Path, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], count: int, progress: Progress
) -> Done[Path]:
    _require_writable_suffix(path)
    if path.suffix.lower() == ".xlsx":
        write_xlsx(path, title, columns, rows, progress=progress)
    else:
        write_csv(path, columns, rows, progress)
    return Done(path, frozenset(), f"已导出 {count:,} 行到“{path.name}”")


def _require_writable_suffix(path: Path) -> None:
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise WrongExportTypeError(name=path.name)


def _label(word: Word | None) -> str:
    return "" if word is None else word.label


def _column_of(field: PersonField) -> Column:
    return Column(field.column_title, _WIDTHS.get(field.key, _USUAL_WIDTH), _KINDS.get(field.kind, Kind.TEXT))


def _participant(row: Participant) -> Sequence[Value]:
    return (
        row.number,
        row.name,
        row.unit,
        row.employment.label,
        row.role.label,
        row.attendance.label,
        row.attended_at,
        row.hours,
        row.result,
    )


def _winners(board: CampaignBoard) -> Iterable[Sequence[Value]]:
    return ((*_winner(winner), board.awarded_on) for winner in board.standing)


def _winner(winner: Nominee) -> Sequence[Value]:
    number = winner.number if winner.kind is TierKind.PERSON else ""
    return (
        winner.tier,
        number,
        winner.name,
        winner.unit_full_name,
        _label(winner.employment),
        winner.total,
        winner.certificate,
    )
