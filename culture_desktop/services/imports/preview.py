"""What an import would do, before it does it: every row of the file accounted for, exactly."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from culture_desktop.services.imports.sources import Remembered
from culture_desktop.services.imports.unit_questions import UnitDecision, UnitQuestion
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import Word


class Verdict(Word):
    """What becomes of a row; KEPT is one that the way of importing leaves alone, for a reason that its notes give."""

    NEW = "new", "新增"
    CHANGED = "changed", "变更"
    UNCHANGED = "unchanged", "未变"
    KEPT = "kept", "不动"
    AMBIGUOUS = "ambiguous", "待定"
    ERROR = "error", "错误"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row: what the data holds and what the file says, as people read them, phones and IDs masked.

    ``note`` says where the new value is from when it does not stand in the file.
    """

    key: str
    title: str
    old: str
    new: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of a candidate beside what the row says, as people read them, masked; "" is nothing said or known."""

    key: str
    title: str
    row: str
    held: str
    differs: bool


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that cannot be taken: ``row`` as Excel counts, ``column`` the file's own title; numbers masked."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that an ambiguous row may mean, what speaks for it, and what the row would do if it is chosen.

    ``verdict`` and ``changes`` are those that the row gets by the choice; ``fields`` are for looking at side by side.
    ``values`` is what the changes come from, where that is not the row itself.
    """

    person_id: int
    number: str
    name: str
    unit: str
    hint: str
    verdict: Verdict = Verdict.CHANGED
    changes: tuple[FieldChange, ...] = ()
    fields: tuple[ComparedField, ...] = ()
    values: Mapping[str, Any] | None = None


SHEET_STRIDE = 2_000_000  # more than a sheet has rows
EXTRA = "extra:"
"""What the keys of extra fields begin with; the column title follows."""


# Not frozen: a frozen object is made half as fast, and a list has 100,000 rows. Nobody changes one.
@dataclass(slots=True)
class ImportRow:
    """One data row of the file and its verdict.

    ``row`` is its number as Excel counts; in the second table of a preview SHEET_STRIDE more, and so on, so that it is
    the row's own in any case (see ``ImportPreview.place``). ``values`` is what the file gives, empty when that is what
    is there already; of a CHANGED row only the ``changes`` are written. ``target`` is the record they go to, None for
    one yet to be made. ``may_be_new`` says that an ambiguous row may also be a NEW_RECORD. ``notes`` are sentences
    about what is not as it stands in the file.
    """

    row: int
    verdict: Verdict
    number: str
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    target: int | None = None
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    may_be_new: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportPreview:
    """Everything an import would do, against the state of the data that ``stamp`` stands for.

    ``table`` is where the rows come from, with the ``further`` ones of a file whose sheets are all taken;
    ``sheets`` are the names to choose from; ``fields`` are those a column
    may feed, as (key, title); ``new_units`` are the full names of the units that the new and changed rows need;
    ``into`` is the code of the activity or campaign that the rows go into, if the kind of list has one. ``source`` is
    what was remembered of lists with these titles (``signature``), None for the first of them. ``empty`` are the names
    of files, of several, in which there is nothing. ``leave_hidden`` says that rows hidden in the file were left alone.
    ``decisions`` are the answers about organisations in force, remembered and new ones; ``unit_questions`` are in the
    order of the file.
    """

    table: Table
    sheets: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    rows: tuple[ImportRow, ...]
    stamp: tuple[object, ...]
    new_units: tuple[str, ...] = ()
    further: tuple[Table, ...] = ()
    into: str = ""
    signature: str = ""
    source: Remembered | None = None
    empty: tuple[str, ...] = ()
    leave_hidden: bool = False
    decisions: Mapping[str, UnitDecision] = field(default_factory=dict)
    unit_questions: tuple[UnitQuestion, ...] = ()
    counts: Mapping[Verdict, int] = field(init=False)

    def __post_init__(self) -> None:
        counted = Counter(row.verdict for row in self.rows)
        object.__setattr__(self, "counts", {verdict: counted[verdict] for verdict in Verdict})

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables that rows come from."""
        return (self.table, *self.further)

    def table_of(self, row: int) -> Table:
        """The table that a row (``ImportRow.row``) comes from."""
        return self.tables[row // SHEET_STRIDE]

    def cells(self, row: int) -> list[Cell]:
        """What stands in a row of the file."""
        return self.table_of(row).sheet.row(row % SHEET_STRIDE)

    def place(self, row: int) -> str:
        """A row as people find it: ``第 5 行``, or with its sheet where there are several."""
        return place_of(self.tables, row)

    @property
    def open_questions(self) -> tuple[UnitQuestion, ...]:
        """The questions about organisations because of which rows are refused."""
        return tuple(question for question in self.unit_questions if question.open)

    @property
    def field_counts(self) -> Mapping[str, int]:
        """In how many changed rows each field changes, by its title, the most frequent first."""
        titles = (change.title for row in self.rows if row.verdict is Verdict.CHANGED for change in row.changes)
        return dict(Counter(titles).most_common())

    @property
    def writable(self) -> int:
        """How many rows would be written without further choices."""
        return self.counts[Verdict.NEW] + self.counts[Verdict.CHANGED]

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        """Every cell that cannot be taken, in the order of the file."""
        return tuple(problem for row in self.rows for problem in row.problems)

    @property
    def rejected(self) -> tuple[ImportRow, ...]:
        """Rows that would not be written though they say something: errors and ambiguous ones."""
        return tuple(row for row in self.rows if row.verdict in (Verdict.ERROR, Verdict.AMBIGUOUS))


@dataclass(frozen=True)
class ImportReport:
    """What an import did, in numbers of rows; how many units it made, and of how many people it noted that they left."""

    new: int
    changed: int
    unchanged: int
    left_out: int
    units: int
    left: int = 0


def place_of(tables: Sequence[Table], row: int) -> str:
    """Where a row (``ImportRow.row``) stands, in words."""
    return f"{table_name(tables, row // SHEET_STRIDE)}第 {row % SHEET_STRIDE} 行"


def table_name(tables: Sequence[Table], at: int) -> str:
    """What tells one table from the others, quoted: its sheet, or its file, or both; nothing where it is the only one."""
    if len(tables) == 1:
        return ""
    sheet = tables[at].sheet
    of_file = sum(table.sheet.file == sheet.file for table in tables)
    if of_file == len(tables):
        return f"“{sheet.name}”"
    return f"“{sheet.file}”{f'的“{sheet.name}”' if of_file > 1 else ''}"


NEW_RECORD = -1
"""As a choice for an ambiguous row: make a new record of it."""

Choices = Mapping[int, int]
"""Row number -> the record's id (or NEW_RECORD) that the user chose for an ambiguous row."""
