"""Importing a roster: preview changes nothing, apply does exactly what the preview said."""

from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import LeaverUnknownError
from culture_desktop.models import Organisation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services.imports import sources
from culture_desktop.services.imports.books import Books
from culture_desktop.services.imports.decisions import report_on, settled
from culture_desktop.services.imports.opening import Opened, Opener
from culture_desktop.services.imports.preview import Choices, ImportPreview, ImportReport, Verdict
from culture_desktop.services.imports.rejected import write_rejected
from culture_desktop.services.imports.roster_case import RosterCase
from culture_desktop.services.imports.roster_preview import RosterOptions, RosterPreview
from culture_desktop.services.imports.roster_writing import RosterWriting, new_units
from culture_desktop.services.imports.source import (
    field_choices,
    many_objects,
    require_unchanged,
    stamp_of,
)
from culture_desktop.services.imports.unit_questions import NewUnit
from culture_desktop.services.organisations import ensure_units
from culture_desktop.services.results import Done, Topic
from culture_desktop.spreadsheets.fields import fields
from culture_desktop.vocabulary import ListKind

_KIND = ListKind.PERSON
_ANALYSE_FROM = 1000
_AS_USUAL = RosterOptions()


class PeopleImportService:
    """Rosters in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The fields a column can feed, as (key, title)."""
        return field_choices(_KIND)

    def preview(
        self,
        path: Path,
        *,
        sheet: str | None = None,
        all_sheets: bool = False,
        mapping: Mapping[str, str] | None = None,
        options: RosterOptions = _AS_USUAL,
        progress: Progress = silent,
    ) -> RosterPreview:
        """What importing the list would do, row by row; ``mapping`` (field: column title) overrides what was
        remembered of such lists, and synonyms.

        A list without staff numbers is matched by what else it has. Raises the FileProblem or TableProblem of the file.
        """
        with many_objects(), ThreadPoolExecutor(1) as beside:
            books = beside.submit(self._books)  # while the file is unpacked, which needs no Python
            opened = self._opener().open(path, sheet, mapping, progress, every_sheet=all_sheets)
            return self._judged(opened, options, *books.result(), progress)

    def again(
        self,
        preview: RosterPreview,
        *,
        mapping: Mapping[str, str] | None = None,
        options: RosterOptions = _AS_USUAL,
        progress: Progress = silent,
    ) -> RosterPreview:
        """The same file with other options, or another mapping, without reading it anew."""
        with many_objects():
            held = dict.fromkeys(dict(preview.fields), "") | preview.table.mapping if mapping is None else mapping
            opened = self._opener().again(preview.tables, preview.sheets, held)
            return self._judged(opened, options, *self._books(), progress)

    def apply(
        self,
        preview: RosterPreview,
        *,
        choices: Choices | None = None,
        excluded: Collection[int] = (),
        left: Collection[int] = (),
        left_on: date | None = None,
        progress: Progress = silent,
    ) -> Done[ImportReport]:
        """Write the new and changed rows and the ambiguous ones that were decided, all in one transaction.

        Of the people ``left``, some of the preview's leavers or of those of its units, it is noted that they left, on
        ``left_on`` or on the effective day. What was chosen is remembered for the next list with these titles.
        Raises PreviewOutdatedError when the data changed after the preview, ChoiceInvalidError for a choice that does
        not fit.
        """
        if not {leaver.person_id for leaver in (*preview.leavers, *preview.unit_leavers)}.issuperset(left):
            raise LeaverUnknownError
        rows = settled(preview, choices or {}, excluded)
        new = [row for row in rows if row.verdict is Verdict.NEW]
        changed = [row for row in rows if row.verdict is Verdict.CHANGED]
        moment = datetime.now()
        with many_objects(), self._database.begin("导入人员", batch=True) as session:
            require_unchanged(preview, _stamp(session))
            before = _unit_count(session)
            units = ensure_units(session, [unit.path for unit in new_units([*new, *changed])])
            report = report_on(preview, rows, _unit_count(session) - before)
            writing = RosterWriting(session, units, moment, progress)
            unsourced = preview.unsourced.intersection(row.target for row in rows) if preview.unsourced else ()
            if new or changed or left or unsourced:
                source_id = _remember(session, preview, units, moment)
                writing.extra_fields(preview.extra)
                writing.give_source(unsourced, source_id)
                writing.insert(new, source_id, extra=bool(preview.extra))
                writing.update(changed, preview.effective)
                report = replace(report, left=writing.leave(left, left_on or preview.effective))
            if len(new) >= _ANALYSE_FROM:
                session.execute(text("ANALYZE"))  # joins take two to three times as long by the old statistics
        words = f"已导入 {len(new) + len(changed):,} 人" + (f"，{report.left:,} 人记为离职" if report.left else "")
        return Done(report, frozenset({Topic.PEOPLE}), words)

    def write_rejected(self, preview: ImportPreview, path: Path, *, choices: Choices | None = None) -> Done[Path]:
        """Give the rows that are not written back as xlsx with the reason."""
        return write_rejected(preview, path, choices or {})

    def _opener(self) -> Opener:
        """Tries lists with a column for staff numbers first."""
        numbered = fields(_KIND)
        unnumbered = tuple(replace(field, required=False) if field.key == "number" else field for field in numbered)
        with self._database.read() as session:
            return Opener((numbered, unnumbered), sources.recalled(session, _KIND))

    def _books(self) -> tuple[Books, tuple[object, ...]]:
        """The people on the books, and the stamp of that moment."""
        with self._database.read() as session:
            return Books(session), _stamp(session)

    def _judged(
        self, opened: Opened, options: RosterOptions, books: Books, stamp: tuple[object, ...], progress: Progress
    ) -> RosterPreview:
        with self._database.read() as session:
            case = RosterCase(session, opened, options, dict(self.fields()))
        return case.preview(books, stamp, progress)


def _remember(session: Session, preview: RosterPreview, made: Mapping[str, int], moment: datetime) -> int:
    """Keep what was chosen for lists with these titles; returns the id of the source."""
    decided = {
        written: made.get(unit.path) if isinstance(unit, NewUnit) else unit
        for written, unit in preview.decisions.items()
        if not isinstance(unit, NewUnit) or unit.path in made
    }
    columns = {key: title for table in reversed(preview.tables) for key, title in table.mapping.items()}
    mapping = dict.fromkeys(dict(preview.fields), "") | columns
    chosen = sources.Choices(mapping, preview.extra, decided, preview.mode)
    return sources.remember(session, _KIND, preview.table.sheet.file, preview.signature, chosen, moment)


def _stamp(session: Session) -> tuple[object, ...]:
    return stamp_of(session, Person, Organisation)


def _unit_count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Organisation)) or 0
