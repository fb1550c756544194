"""One import: a file of one kind, on its way from being looked at to being written.

::

    job = RosterJob(services.people_import)
    job = ListJob(services.imports[ListKind.PARTICIPATION], "2026-014")
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.imports.list_import import ListImport
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.preview import Choices, ImportPreview, ImportReport
from culture_desktop.services.imports.roster_preview import RosterOptions, RosterPreview
from culture_desktop.services.results import Done
from culture_desktop.spreadsheets.fields import fields
from culture_desktop.ui.pages.imports.kinds import WORDS
from culture_desktop.vocabulary import ListKind

AUTOMATIC: Mapping[str, str] = {}
"""As a mapping: go by titles alone, and forget what was chosen for such lists before."""


@dataclass(frozen=True)
class Source:
    """What is looked at: a file, one of its sheets or all of them, ``further`` files, and how it is to be taken.

    Without a ``mapping`` columns are found by what was chosen before and by their titles.
    """

    path: Path
    sheet: str | None = None
    every_sheet: bool = False
    mapping: Mapping[str, str] | None = None
    options: RosterOptions = field(default_factory=RosterOptions)
    further: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Orders:
    """What the user decided about a preview: choices for ambiguous rows, rows left out, who left and when, and why
    something on record is corrected."""

    choices: Choices = field(default_factory=dict)
    excluded: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()
    left_on: date | None = None
    reason: str = ""


class ImportJob(ABC):
    """A kind of list into where it belongs; ``into`` is the code of an activity or campaign, or empty.

    ``fields`` (key, title) are those a column can feed; the ``joined`` ones can be fed by several, as levels of one path.
    ``several`` says that all sheets of one or more files are taken together, where nobody asks for one sheet.
    """

    several = False

    def __init__(self, kind: ListKind, into: str = "") -> None:
        self.kind, self.into = kind, into
        self.words = WORDS[kind]
        self.fields = tuple((known.key, known.title) for known in fields(kind))
        self.joined = frozenset(known.key for known in fields(kind) if known.levels)

    def missing(self, mapping: Mapping[str, str]) -> tuple[str, ...]:
        """The titles of fields that a list has to have and that no column feeds."""
        return tuple(known.title for known in fields(self.kind) if known.required and not mapping.get(known.key))

    @abstractmethod
    def preview(self, source: Source, before: ImportPreview | None, progress: Progress) -> ImportPreview:
        """What importing would do; ``before`` is a preview of the same sheets, taken otherwise."""

    @abstractmethod
    def apply(self, preview: ImportPreview, orders: Orders, progress: Progress) -> Done[ImportReport]:
        """Write what the preview and the orders say, all of it or nothing."""

    @abstractmethod
    def write_rejected(self, preview: ImportPreview, path: Path, choices: Choices) -> Done[Path]:
        """Give the rows that are not written back as a file."""


JobMaker = Callable[[ListKind, str], ImportJob]


class RosterJob(ImportJob):
    """A roster into the people on the books."""

    def __init__(self, service: PeopleImportService) -> None:
        super().__init__(ListKind.PERSON)
        self._service = service

    @override
    def missing(self, mapping: Mapping[str, str]) -> tuple[str, ...]:
        """Lists without staff numbers are matched by what else they have."""
        return tuple(title for title in super().missing(mapping) if title != dict(self.fields)["number"])

    @override
    def preview(self, source: Source, before: ImportPreview | None, progress: Progress) -> ImportPreview:
        if isinstance(before, RosterPreview):
            return self._service.again(before, mapping=source.mapping, options=source.options, progress=progress)
        return self._service.preview(
            source.path,
            sheet=source.sheet,
            all_sheets=source.every_sheet,
            mapping=source.mapping,
            options=source.options,
            progress=progress,
        )

    @override
    def apply(self, preview: ImportPreview, orders: Orders, progress: Progress) -> Done[ImportReport]:
        assert isinstance(preview, RosterPreview)
        return self._service.apply(
            preview,
            choices=orders.choices,
            excluded=orders.excluded,
            left=orders.left,
            left_on=orders.left_on,
            progress=progress,
        )

    @override
    def write_rejected(self, preview: ImportPreview, path: Path, choices: Choices) -> Done[Path]:
        return self._service.write_rejected(preview, path, choices=choices)


class ListJob(ImportJob):
    """Any other list, onto records that are there already."""

    def __init__(self, service: ListImport, into: str = "") -> None:
        super().__init__(service.kind, into)
        self._service, self.several = service, service.several

    @override
    def missing(self, mapping: Mapping[str, str]) -> tuple[str, ...]:
        either = self._service.needs_one_of
        titles = dict(self.fields)
        lacking = either and not any(mapping.get(key) for key in either)
        return (*super().missing(mapping), *(("或".join(titles[key] for key in either),) if lacking else ()))

    @override
    def preview(self, source: Source, before: ImportPreview | None, progress: Progress) -> ImportPreview:
        return self._service.preview(
            source.path,
            further=source.further,
            into=self.into,
            sheet=source.sheet,
            all_sheets=source.every_sheet,
            mapping=source.mapping,
            leave_hidden=source.options.leave_hidden,
            units=source.options.units,
            progress=progress,
        )

    @override
    def apply(self, preview: ImportPreview, orders: Orders, progress: Progress) -> Done[ImportReport]:
        return self._service.apply(
            preview, choices=orders.choices, excluded=orders.excluded, reason=orders.reason, progress=progress
        )

    @override
    def write_rejected(self, preview: ImportPreview, path: Path, choices: Choices) -> Done[Path]:
        return self._service.write_rejected(preview, path, choices=choices)
