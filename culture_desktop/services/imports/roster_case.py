"""One roster, opened and ready to be judged: everything between the tables of a file and their preview."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.errors import HeaderNotFoundError
from culture_desktop.models import ExtraField
from culture_desktop.progress import Progress
from culture_desktop.services.imports.books import Books
from culture_desktop.services.imports.known import PARSERS, parse_extra
from culture_desktop.services.imports.leavers import Leavers, leavers, unsourced
from culture_desktop.services.imports.opening import Opened
from culture_desktop.services.imports.preview import EXTRA, ImportRow, Verdict
from culture_desktop.services.imports.roster import Roster
from culture_desktop.services.imports.roster_preview import RosterOptions, RosterPreview
from culture_desktop.services.imports.roster_writing import new_units
from culture_desktop.services.imports.source import SourceRows
from culture_desktop.services.imports.sources import Choices
from culture_desktop.services.imports.unit_questions import UnitDecision
from culture_desktop.services.imports.units import UnitResolver
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import ImportMode

_INSTEAD_OF_NUMBER = ("resident_id", "phone", "unit")
_STORED = ("resident_id", "phone")
_USUAL = Choices({})


class RosterCase:
    """What was chosen for a file, now or for its source before, and what its rows are held against."""

    def __init__(self, session: Session, opened: Opened, options: RosterOptions, titles: Mapping[str, str]) -> None:
        require_keys(opened.tables)
        self._opened, self._options, self._titles = opened, options, titles
        chosen = opened.source.choices if opened.source is not None else _USUAL
        self._mode = options.mode or chosen.mode
        self._effective = options.effective or date.today()
        self._unknown = tuple(dict.fromkeys(title for table in opened.tables for title in table.unknown_columns))
        kept = (
            options.extra if options.extra is not None else (*chosen.extra, *session.scalars(select(ExtraField.name)))
        )
        self._extra = tuple(title for title in self._unknown if title in kept)
        self._decisions: dict[str, UnitDecision] = {**(chosen.units or {}), **options.units}
        cells = [cell for table in opened.tables for cell in table.cells("unit")]
        self._units = UnitResolver(session, cells, self._decisions)

    def preview(self, books: Books, stamp: tuple[object, ...], progress: Progress) -> RosterPreview:
        """What importing would do to the people on the books."""
        opened, source = self._opened, self._source(books, progress)
        roster = Roster(source, books, self._units, self._titles, self._mode, self._effective)
        rows = roster.rows()
        gone = self._leavers(books, source, rows)
        return RosterPreview(
            table=opened.tables[0],
            further=opened.tables[1:],
            sheets=opened.sheets,
            fields=tuple(self._titles.items()),
            rows=source.with_hidden(rows),
            leave_hidden=self._options.leave_hidden,
            stamp=stamp,
            new_units=self._new_units(rows),
            options=self._options,
            mode=self._mode,
            effective=self._effective,
            extra=self._extra,
            unknown=self._unknown,
            signature=opened.signature,
            source=opened.source,
            decisions=self._decisions,
            unit_questions=roster.questions(),
            leavers=gone.of_source,
            unit_leavers=gone.of_units,
            unsourced=unsourced(books, rows) if self._mode is ImportMode.ADD_UPDATE else frozenset(),
        )

    def _source(self, books: Books, progress: Progress) -> SourceRows:
        first, *further = self._opened.tables
        extra = {EXTRA + title: title for title in self._extra}
        return SourceRows(
            first,
            {**PARSERS, "unit": self._units.parse, **dict.fromkeys(extra, parse_extra)},
            {**self._titles, **extra},
            progress,
            further=further,
            leave_hidden=self._options.leave_hidden,
            stored={key: books.columns[key] for key in _STORED},
            known={"number": books.by_number},
        )

    def _new_units(self, rows: Sequence[ImportRow]) -> tuple[str, ...]:
        wanted = new_units(row for row in rows if row.verdict is Verdict.NEW or row.verdict is Verdict.CHANGED)
        return tuple(dict.fromkeys(name for unit in wanted for name in self._units.missing(unit)))

    def _leavers(self, books: Books, source: SourceRows, rows: Sequence[ImportRow]) -> Leavers:
        if self._mode is not ImportMode.ADD_UPDATE or not len(books):
            return Leavers()
        before, named = self._opened.source, frozenset(source.column("unit")) - {None}
        return leavers(books, rows, None if before is None else before.id, named, self._units)


def require_keys(tables: Sequence[Table]) -> None:
    """Raise HeaderNotFoundError for a list by which nobody can be told from their namesakes."""
    for table in tables:
        if "number" not in table.columns and not any(key in table.columns for key in _INSTEAD_OF_NUMBER):
            raise HeaderNotFoundError(name=table.sheet.file, needed="工号、姓名")
