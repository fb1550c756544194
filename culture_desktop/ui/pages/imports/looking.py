"""Which file is looked at and how: every other way that is wanted begins with the one before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from culture_desktop.errors import CultureError, DuplicateColumnError, HeaderNotFoundError
from culture_desktop.services.imports.outline import Outline, likeliest_kind
from culture_desktop.services.imports.roster_preview import RosterOptions
from culture_desktop.services.imports.unit_questions import UnitDecision
from culture_desktop.ui.pages.imports.job import AUTOMATIC, ImportJob, JobMaker, Source
from culture_desktop.ui.pages.imports.kinds import WORDS, ImportOrder, Place
from culture_desktop.ui.pages.imports.letting_go import LettingGo
from culture_desktop.ui.pages.imports.options_bar import EVERY_SHEET
from culture_desktop.ui.pages.imports.work import Look, Work
from culture_desktop.vocabulary import ListKind

_MENDABLE = (HeaderNotFoundError, DuplicateColumnError)


class Looking(QObject):
    """Keeps what was asked for and the look that came of it.

    Signals:
        looked: a Look (object).
        outlined: the columns are for the user to say: the ImportJob and an Outline (objects).
        failed: a CultureError (object).
        stayed: another way came to nothing; what was in force still is.
    """

    looked = Signal(object)
    outlined = Signal(object, object)
    failed = Signal(object)
    stayed = Signal()

    def __init__(self, place: Place, make_job: JobMaker, work: Work) -> None:
        super().__init__(work)
        self._place, self._make_job, self._work = place, make_job, work
        self._jobs: dict[ListKind, ImportJob] = {}
        self._source: Source | None = None
        self._look: Look | None = None
        self._shown: Look | None = None
        self._letting_go = LettingGo(self)
        self._asked = place.kinds[0]
        self._error: CultureError | None = None  # why the columns are to be said by the user
        self._told = False  # somebody, or the file, said what the list holds
        self.order = ImportOrder()
        self.guessed = False
        work.previewed.connect(self._take_look)
        work.outlined.connect(self._take_outline)
        work.unreadable.connect(self._take_problem)
        work.given_up.connect(self._stay)

    @property
    def kinds(self) -> tuple[ListKind, ...]:
        """The kinds of lists that can be imported here and now."""
        return tuple(kind for kind in self._place.kinds if self.order.into or not WORDS[kind].into)

    @property
    def file_name(self) -> str:
        """The file looked at."""
        return _name(self._source) if self._source is not None else ""

    @property
    def takes_several(self) -> bool:
        """Whether what is to be imported may come in more than one file."""
        return self.order.kind is not None and self.job(self.order.kind).several

    def begin(self, order: ImportOrder) -> None:
        """Something is to be imported, of which nothing is known but the order."""
        self.order, self._jobs = order, {}
        if len(self.kinds) == 1:
            self.order = replace(order, kind=self.kinds[0])
        self.forget()

    def forget(self) -> None:
        """Put the file away."""
        self._source = self._look = None
        self.guessed = False

    def job(self, kind: ListKind) -> ImportJob:
        """The import of a kind."""
        if kind not in self._jobs:
            self._jobs[kind] = self._make_job(kind, self.order.into)
        return self._jobs[kind]

    def open_files(self, path: Path, *further: Path) -> None:
        """Look at a file, or at several; without a kind asked for its titles tell what it holds."""
        self.forget()
        self._told = self.order.kind is not None
        self._begin_look(self.order.kind or self.kinds[0], Source(path, further=further))

    def take_as(self, kind: ListKind) -> None:
        """The file holds another kind of list."""
        self.guessed, self._told = False, True
        if self._source is not None:
            further = self._source.further if self.job(kind).several else ()
            self._begin_look(kind, Source(self._source.path, self._source.sheet, further=further))

    def take_sheet(self, sheet: str) -> None:
        """Take another sheet, or EVERY_SHEET."""
        source, every = self._source, sheet == EVERY_SHEET
        if source is not None:
            one = None if every else sheet
            self._begin_look(self._asked, replace(source, sheet=one, every_sheet=every, mapping=None))

    def map(self, mapping: Mapping[str, str], extra: Sequence[str] | None = None) -> None:
        """Take other columns, and keep others as extra fields."""
        if self._source is not None:
            options = self._source.options
            if extra is not None:
                options = replace(options, extra=tuple(extra))
            self._look_otherwise(replace(self._source, mapping=mapping, options=options))

    def map_automatically(self) -> None:
        """Forget what was chosen about the columns, now and before."""
        self.map(AUTOMATIC)

    def take_otherwise(self, other: Callable[[RosterOptions], RosterOptions]) -> None:
        """Take the list by other options."""
        if self._source is not None:
            self._look_otherwise(replace(self._source, options=other(self._source.options)))

    def answer_units(self, answers: Mapping[str, UnitDecision]) -> None:
        """Units mean what the user says."""
        self.take_otherwise(lambda options: replace(options, units={**options.units, **answers}))

    def look_again(self) -> None:
        """Read the file anew, as it was taken last."""
        if self._source is not None:
            self._begin_look(self._asked, self._source)

    def outline_sheet(self, sheet: str) -> None:
        """See what another sheet begins with."""
        if self._source is not None:
            self._error, self._source = None, Source(self._source.path, sheet)
            self._work.outline(self.job(self._asked), self._source)

    def _begin_look(self, kind: ListKind, source: Source) -> None:
        self._asked, self._source = kind, source
        self._work.preview(self.job(kind), source)

    def _look_otherwise(self, source: Source) -> None:
        """The same sheets are not read anew."""
        self._source = source
        before = self._look.preview if self._look is not None else None
        self._work.preview(self.job(self._asked), source, before)

    def _take_look(self, look: Look) -> None:
        if not self._told:
            titles = [title for table in look.preview.tables for title in table.titles if title]
            if self._goes_by([titles]):
                return
        self._look, self._source = look, look.source
        self.looked.emit(look)
        if self._shown is not None:
            self._letting_go.take(self._shown)  # now that nobody shows it any more
        self._shown = look

    def _take_outline(self, job: ImportJob, source: Source, found: Outline) -> None:
        if not self._told and self._goes_by([row.cells for row in found.rows]):
            return
        self._source = replace(source, sheet=found.sheet)
        self._look = None
        self.outlined.emit(job, found)
        if self._error is not None:
            self.failed.emit(self._error)

    def _take_problem(self, job: ImportJob, source: Source, error: CultureError) -> None:
        """Columns that were not recognised are for the user to say; what else is wrong with a file is told."""
        if isinstance(error, _MENDABLE) and source.mapping is None and not source.further:
            self._error, self._source = error, source
            self._work.outline(job, source)
        else:
            self.failed.emit(error)
            self._stay()

    def _goes_by(self, rows: Sequence[Sequence[str]]) -> bool:
        """Whether titles tell of another kind than was tried first; that is looked at then."""
        self._told = True
        first = self._asked
        kind = likeliest_kind((first, *self.kinds), rows)
        self.guessed = True
        if kind is first or self._source is None:
            return False
        self._begin_look(kind, Source(self._source.path, self._source.sheet))
        return True

    def _stay(self) -> None:
        if self._look is not None:
            self._source, self._asked = self._look.source, self._look.job.kind
            self.stayed.emit()


def _name(source: Source) -> str:
    """The file, or how many."""
    return f"{source.path.name}等 {len(source.further) + 1} 个文件" if source.further else source.path.name
