"""Real xlsx files for imports, and the one way in which every import is held against its preview."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

import openpyxl

from culture_desktop.database import Database
from culture_desktop.models import Model
from culture_desktop.rules.resident_id import check_digit
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.imports.preview import ImportPreview, ImportReport, Verdict
from culture_desktop.services.imports.roster_preview import RosterPreview
from tests.services.company import Dump, dump

P = TypeVar("P", bound=ImportPreview)
Cells = dict[str, Any]
_STAMPS = {"created_at", "changed_at"}
# What an import keeps beside the rows it is about: units, earlier units, and what was chosen for lists like this.
_BESIDE = {"organisation", "past_posting", "extra_field", "list_source"}


def xlsx(path: Path, *rows: Cells) -> Path:
    """A list with a header of all the titles used, in row 1; the first row of data is row 2."""
    titles = list(dict.fromkeys(title for row in rows for title in row))
    book = openpyxl.Workbook()
    sheet = book.active
    for column, title in enumerate(titles, start=1):
        sheet.cell(1, column, title)
    for number, row in enumerate(rows, start=2):
        for title, value in row.items():
            cell = sheet.cell(number, titles.index(title) + 1)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl would make a formula of "=1"
    book.save(path)
    return path


def resident_id(number: int, born: str = "19900307") -> str:
    """An ID that is right in itself; the place does exist."""
    body = f"110105{born}{number:03d}"
    return body + check_digit(body)


def verdicts(preview: ImportPreview) -> list[str]:
    """The verdict of each row, in the order of the file."""
    return [row.verdict.value for row in preview.rows]


def reasons(preview: ImportPreview) -> list[tuple[int, str, str]]:
    """Every problem as (row, column, reason)."""
    return [(problem.row, problem.column, problem.reason) for problem in preview.problems]


def accounted(preview: ImportPreview) -> bool:
    """Whether header, data and skipped rows are all the rows of the file."""
    table = preview.table
    skipped = sum(run.last - run.first + 1 for run in table.skipped)
    return table.header_row + len(preview.rows) + skipped == table.sheet.last_row


def import_exactly(
    database: Database,
    preview: Callable[[], P],
    apply: Callable[[P], ImportReport],
    table: str,
    beside: Collection[str] = (),
) -> P:
    """Import and hold the result against the preview: what it said is what the database shows, to the row.

    A preview changes nothing; the counts are the rows added to and changed in ``table``, and of the other tables only
    those ``beside`` it are touched; a second import of the same file finds nothing left to do and touches nothing.
    """
    before = dump(database)
    first = preview()
    assert dump(database) == before
    assert accounted(first)
    report = apply(first)
    after = dump(database)
    assert (report.new, report.changed) == (len(_added(before, after, table)), len(_changed(before, after, table)))
    assert (report.new, report.changed) == (first.counts[Verdict.NEW], first.counts[Verdict.CHANGED])
    assert report.unchanged == first.counts[Verdict.UNCHANGED]
    assert report.left_out == first.counts[Verdict.AMBIGUOUS] + first.counts[Verdict.ERROR]
    made = [row["full_name"] for row in _added(before, after, "organisation")]
    assert sorted(made) == sorted(first.new_units)
    assert report.units == len(made)
    untouched = set(before) - {table, *beside} - _BESIDE
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}
    second = preview()
    for old, new in zip(first.rows, second.rows, strict=True):
        settled = old.verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)
        assert new.verdict is Verdict.UNCHANGED if settled else new.verdict in (Verdict.AMBIGUOUS, Verdict.ERROR)
    apply(second)
    assert dump(database) == after
    return first


def import_roster(database: Database, path: Path) -> RosterPreview:
    """``import_exactly`` for a roster."""
    service = PeopleImportService(database)
    return import_exactly(database, lambda: service.preview(path), lambda p: service.apply(p).value, "person")


def _rows(found: Dump, table: str) -> dict[Any, dict[str, Any]]:
    columns = Model.metadata.tables[table].columns
    keys = [column.name for column in columns if column.primary_key]
    rows = [dict(zip(columns.keys(), row, strict=True)) for row in found[table]]
    return {tuple(row[key] for key in keys): row for row in rows}


def _added(before: Dump, after: Dump, table: str) -> list[dict[str, Any]]:
    old, new = _rows(before, table), _rows(after, table)
    assert old.keys() <= new.keys()
    return [row for key, row in new.items() if key not in old]


def _changed(before: Dump, after: Dump, table: str) -> list[dict[str, Any]]:
    """Rows in which more than a time stamp differs; a stamp may only differ where something else does.

    Which list people came with is no change of theirs.
    """
    old, new = _rows(before, table), _rows(after, table)
    for rows in (old, new):
        for row in rows.values():
            row.pop("source_id", None)
    touched = [new[key] for key, row in old.items() if row != new[key]]
    for key, row in old.items():
        if row != new[key]:
            assert any(row[name] != new[key][name] for name in row if name not in _STAMPS)
    return touched
