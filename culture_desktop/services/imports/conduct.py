"""Importing conduct records: one row a record, points signed in one column or in one column each way."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from culture_desktop.models import ConductRecord, Person
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.conduct import LONGEST_NORM, MOST_POINTS
from culture_desktop.services.imports import whom
from culture_desktop.services.imports.list_import import ListImport, rows_to
from culture_desktop.services.imports.preview import ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows, stamp_of
from culture_desktop.services.imports.whom import Outcome, Whom
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import CellError, parse_date, parse_decimal, parse_text, text
from culture_desktop.vocabulary import ListKind

_BATCH = 5000
_SIGNS = {"加": 1, "奖": 1, "扣": -1, "减": -1, "罚": -1}
_COLUMNS = ("happened_on", "norm", "points", "evidence")


def _points(cell: Cell) -> Decimal | None:
    """``-2``, ``+1.5分``, ``扣2分``."""
    written = text(cell)
    sign = _SIGNS.get(written[:1])
    points = parse_decimal(cell if sign is None else written[1:].removeprefix("分").lstrip(), ("分",))
    if points is None:
        return None
    if abs(points) > MOST_POINTS:
        raise CellError(f"应在 {MOST_POINTS} 分以内")
    if points != round(points, 2):
        raise CellError("至多两位小数")
    return points if sign is None else sign * abs(points)


PARSERS: Mapping[str, Parser] = {
    **whom.PARSERS,
    "happened_on": parse_date,
    "norm": lambda cell: parse_text(cell, LONGEST_NORM),
    "points": _points,
    "plus": _points,
    "minus": _points,
    "evidence": parse_text,
}


class ConductImportService(ListImport):
    """Conduct records in; one that is there already, to the evidence, is not written again."""

    kind = ListKind.CONDUCT
    intention = "导入文明行为记录"
    topics = frozenset({Topic.PEOPLE})
    needs_one_of = ("points", "plus", "minus")

    @override
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        return PARSERS

    @override
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        return _ConductList(session, source).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        return stamp_of(session, Person, ConductRecord)

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        new = [{"evidence": "", **row.values, "person_id": row.target} for row in rows_to(rows, Verdict.NEW)]
        for start in range(0, len(new), _BATCH):
            progress(start, len(new), "正在写入")
            session.execute(insert(ConductRecord), new[start : start + _BATCH])
        return 0

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        return f"已登记 {report.new:,} 条文明行为记录"

    @override
    @staticmethod
    def _place(row: ImportRow) -> Hashable:
        return row.target, *(row.values.get(column) for column in _COLUMNS)


class _ConductList:
    """Judges the rows of one list, in its order."""

    def __init__(self, session: Session, source: SourceRows) -> None:
        self._source, self._whom = source, Whom(session)
        columns = [getattr(ConductRecord, column) for column in ("person_id", *_COLUMNS)]
        self._held: dict[tuple[object, ...], set[str]] = {}
        for *record, evidence in session.execute(select(*columns)):
            self._held.setdefault(tuple(record), set()).add(evidence)

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the file would do."""
        return map(self._judged, self._source)

    def _judged(self, row: SourceRow) -> ImportRow:
        meant, values = self._whom.meant(row), row.values
        for key, title in (("happened_on", "日期"), ("norm", "条目")):
            if key not in values:
                row.refuse(key, f"{title}为空")
        written: dict[str, Any] = {key: values[key] for key in _COLUMNS if key in values} | {"points": _signed(row)}
        judged = self._whom.import_row(row, meant, written, lambda person_id: self._outcome(person_id, written))
        if judged.verdict is Verdict.NEW:
            # The same row once more in the same list says nothing new either.
            self._held.setdefault(_record(judged.target, written), set()).add(written.get("evidence", ""))
        return judged

    def _outcome(self, person_id: int, written: Mapping[str, Any]) -> Outcome:
        held = self._held.get(_record(person_id, written), set())
        known = written["evidence"] in held if "evidence" in written else bool(held)
        return (Verdict.UNCHANGED if known else Verdict.NEW), ()


def _record(person_id: int | None, written: Mapping[str, Any]) -> tuple[object, ...]:
    return person_id, written["happened_on"], written["norm"], written["points"]


def _signed(row: SourceRow) -> Decimal:
    """The points of a row, whichever columns hold them; refuses none and two."""
    given: dict[str, Decimal] = {key: row.values[key] for key in ("points", "plus", "minus") if row.values.get(key)}
    if len(given) > 1:
        row.refuse("minus" if "minus" in given else "plus", "加分和扣分只填一个")
    elif not given and not any(key in row.values for key in ("points", "plus", "minus")):
        row.refuse(next((key for key in ("points", "plus", "minus") if row.has_column(key)), "points"), "分值为空")
    key, points = next(iter(given.items()), ("points", Decimal(0)))
    return -abs(points) if key == "minus" else abs(points) if key == "plus" else points
