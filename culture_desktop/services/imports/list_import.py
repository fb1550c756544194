"""What all kinds of lists share on their way in: look first, then write exactly what was shown.

A kind is a subclass that says what its rows mean (``_rows``), what the answer depends on (``_state``) and how settled
rows are written (``_write``).
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import EmptyTableError, HeaderNotFoundError
from culture_desktop.progress import Progress, silent
from culture_desktop.services.imports import sources
from culture_desktop.services.imports.decisions import report_on, settled
from culture_desktop.services.imports.named_organisations import NamedOrganisations
from culture_desktop.services.imports.opening import Opened, Opener
from culture_desktop.services.imports.preview import Choices, ImportPreview, ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.rejected import write_rejected
from culture_desktop.services.imports.source import Parser, SourceRows, many_objects, require_unchanged
from culture_desktop.services.imports.unit_questions import NewUnit, UnitDecision
from culture_desktop.services.results import Done, Topic
from culture_desktop.spreadsheets.fields import Field, fields
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import ListKind

_NAMED = "organisation"  # the field that names organisations on the books


class ListImport(ABC):
    """One kind of list in.

    ``kind`` names its fields, ``intention`` its entries in the history, ``topics`` what they change. Where rows go into
    an activity or a campaign, ``into`` is its code; the other kinds have none. Of the fields ``needs_one_of`` a list has
    to have one, where none is required by itself.
    """

    kind: ClassVar[ListKind]
    intention: ClassVar[str]
    topics: ClassVar[frozenset[Topic]]
    needs_one_of: ClassVar[tuple[str, ...]] = ()
    several: ClassVar[bool] = False

    def __init__(self, database: Database) -> None:
        self._database = database

    def fields(self, into: str = "") -> tuple[tuple[str, str], ...]:
        """The fields a column can feed, as (key, title)."""
        return tuple((field.key, field.title) for field in self._fields(into))

    def preview(
        self,
        path: Path,
        *,
        further: Sequence[Path] = (),
        into: str = "",
        sheet: str | None = None,
        all_sheets: bool = False,
        mapping: Mapping[str, str] | None = None,
        leave_hidden: bool = False,
        units: Mapping[str, UnitDecision] | None = None,
        progress: Progress = silent,
    ) -> ImportPreview:
        """What importing the list would do, row by row; ``mapping`` (field: column title) overrides synonyms.

        ``all_sheets`` takes every sheet that holds such a list, each by its own header; ``leave_hidden`` leaves rows
        alone that are hidden or filtered out in the file. ``units`` answers questions: an organisation as the list
        writes it -> the id it means.
        ``further`` are the other files of a kind that takes ``several``; those nothing is written in are named.
        """
        with many_objects():
            every_sheet = sheet is None and (all_sheets or self.several)
            opened, empty = self._open_all((path, *further), into, sheet, every_sheet, mapping, progress)
            tables = tuple(table for one in opened for table in one.tables)
            remembered = opened[0].source
            decisions = {**(remembered.choices.units or {} if remembered else {}), **(units or {})}
            with self._database.read() as session:
                named = self._named(session, decisions)
                source = SourceRows(
                    tables[0],
                    {**self._parsers(session, tables, into), **({} if named is None else {_NAMED: named.parse})},
                    dict(self.fields(into)),
                    progress,
                    further=tables[1:],
                    leave_hidden=leave_hidden,
                )
                rows = source.with_hidden(self._rows(session, source, into))
                stamp = self._state(session, into)
                questions = () if named is None else named.questions(source.cells(_NAMED), source.numbers)
            fields = self.fields(into)
            known = {key for key, _ in fields}
            claimed = {key: t.title(key) for t in tables for key in t.columns if key not in known}
            fields += tuple((key, self._title(key, title)) for key, title in claimed.items())
            return ImportPreview(
                tables[0],
                opened[0].sheets if not further else (),
                fields,
                rows,
                stamp,
                self._new_units(rows),
                further=tables[1:],
                into=into,
                signature=opened[0].signature,
                source=remembered,
                empty=empty,
                leave_hidden=leave_hidden,
                decisions=decisions,
                unit_questions=questions,
            )

    def apply(
        self,
        preview: ImportPreview,
        *,
        choices: Choices | None = None,
        excluded: Collection[int] = (),
        reason: str = "",
        progress: Progress = silent,
    ) -> Done[ImportReport]:
        """Write the new and changed rows and the ambiguous ones that were decided, all in one transaction.

        Raises PreviewOutdatedError when the data changed after the preview, ChoiceInvalidError for a choice that
        does not fit, CorrectionReasonMissingError when scores or votes on record are corrected without a ``reason``.
        """
        rows = settled(preview, choices or {}, excluded, self._place)
        with many_objects(), self._database.begin(self.intention, reason=reason, batch=True) as session:
            require_unchanged(preview, self._state(session, preview.into))
            units = self._write(session, preview.into, rows, progress)
            report = report_on(preview, rows, units)
            if report.new or report.changed:
                self._remember(session, preview)
            sentence = self._sentence(session, preview.into, report)
        return Done(report, self.topics, sentence)

    def write_rejected(self, preview: ImportPreview, path: Path, *, choices: Choices | None = None) -> Done[Path]:
        """Give the rows that are not written back as xlsx with the reason."""
        return write_rejected(preview, path, choices or {})

    def _open_all(
        self,
        paths: Sequence[Path],
        into: str,
        sheet: str | None,
        every_sheet: bool,
        mapping: Mapping[str, str] | None,
        progress: Progress,
    ) -> tuple[list[Opened], tuple[str, ...]]:
        """The files opened, and the names of those in which nothing is written; not all of them may be so."""
        opened: list[Opened] = []
        empty: dict[str, EmptyTableError] = {}
        for path in paths:
            try:
                opened.append(self._open(path, into, sheet, every_sheet, mapping, progress))
            except EmptyTableError as error:
                empty[path.name] = error
        if not opened:
            raise next(iter(empty.values()))
        return opened, tuple(empty)

    def _open(
        self,
        path: Path,
        into: str,
        sheet: str | None,
        every_sheet: bool,
        mapping: Mapping[str, str] | None,
        progress: Progress,
    ) -> Opened:
        titles = dict(self.fields(into))
        needed = "或".join(titles[key] for key in self.needs_one_of)
        with self._database.read() as session:
            opener = Opener((self._fields(into),), sources.recalled(session, self.kind))
        try:
            opened = opener.open(path, sheet, mapping, progress, every_sheet=every_sheet)
        except HeaderNotFoundError as error:
            raise HeaderNotFoundError(**error.data | {"needed": error.data["needed"] or needed}) from None
        chosen = opened.source.choices.mapping if opened.source and mapping is None else mapping
        tables: list[Table] = []
        trouble: HeaderNotFoundError | None = None
        for table in opened.tables:
            try:
                tables.append(self._whole(table, chosen or {}, needed))
            except HeaderNotFoundError as error:
                trouble = trouble or error
        if trouble is not None and (self.several or not tables):
            raise trouble  # a form has to be one, while of all sheets some may be about other things
        return replace(opened, tables=tuple(tables))

    def _whole(self, table: Table, mapping: Mapping[str, str], needed: str) -> Table:
        """The table with all its columns; raises HeaderNotFoundError where it lacks one that a list has to have."""
        claimed = self._claimed(table, mapping)
        if self.needs_one_of and claimed.columns.keys().isdisjoint(self.needs_one_of):
            raise HeaderNotFoundError(name=table.sheet.file, needed=needed)
        return claimed

    def _remember(self, session: Session, preview: ImportPreview) -> None:
        """Keep which column feeds which field, of the fields that every list of the kind may have."""
        known = dict.fromkeys((field.key for field in fields(self.kind)), "")
        columns = {key: title for table in reversed(preview.tables) for key, title in table.mapping.items()}
        mapping = known | {key: title for key, title in columns.items() if key in known}
        decided = {written: unit for written, unit in preview.decisions.items() if not isinstance(unit, NewUnit)}
        chosen = sources.Choices(mapping, units=decided)
        name = preview.table.sheet.file
        sources.remember(session, self.kind, name, preview.signature, chosen, datetime.now())

    def _fields(self, into: str) -> Sequence[Field]:
        """What a column can feed."""
        return fields(self.kind)

    def _claimed(self, table: Table, mapping: Mapping[str, str]) -> Table:
        """The table with the columns whose titles cannot be known beforehand, such as days."""
        return table

    def _title(self, key: str, written: str) -> str:
        """What a claimed column feeds, in words; ``written`` is its title in the file."""
        return written

    @abstractmethod
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        """How to read each field that these tables may have."""

    @abstractmethod
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        """What each data row would do, in the order of the file."""

    @abstractmethod
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        """A stamp of all that ``_rows`` went by: equal ones mean that nothing of it changed in between."""

    @abstractmethod
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        """Write settled rows; returns how many organisations had to be made for them."""

    @abstractmethod
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        """What was done, in one sentence."""

    def _named(self, session: Session, decisions: Mapping[str, UnitDecision]) -> NamedOrganisations | None:
        """The organisations that a column of the list names, by the ``decisions`` about it; None where it names none."""
        return None

    def _new_units(self, rows: Sequence[ImportRow]) -> tuple[str, ...]:
        """Full names of the organisations that the rows need and that no row is about."""
        return ()

    @staticmethod
    def _place(row: ImportRow) -> Hashable:
        """Where a row is written to: two rows may not be led to the same place."""
        return row.target


def rows_to(rows: Iterable[ImportRow], verdict: Verdict) -> list[ImportRow]:
    """The rows that get a verdict."""
    return [row for row in rows if row.verdict is verdict]
