"""From a preview and what the user decided about it to the rows that are written."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import replace

from culture_desktop.errors import ChoiceInvalidError
from culture_desktop.services.imports.preview import (
    NEW_RECORD,
    Choices,
    ImportPreview,
    ImportReport,
    ImportRow,
    Verdict,
)

_SETTLED = frozenset({Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED})


def _target(row: ImportRow) -> Hashable:
    return row.target


def settled(
    preview: ImportPreview,
    choices: Choices,
    excluded: Collection[int],
    place: Callable[[ImportRow], Hashable] = _target,
) -> list[ImportRow]:
    """The rows that are new, changed or unchanged, with the ambiguous ones as they were decided.

    ``place`` says where a row is written to. Raises ChoiceInvalidError for a choice that was not offered and for
    one that leads to the place of another row: of two rows one would be lost.
    """
    rows = []
    for row in preview.rows:
        if row.row in excluded:
            continue
        if row.verdict is Verdict.AMBIGUOUS and row.row in choices:
            decided = _decided(row, choices[row.row], preview.place(row.row))
            if decided.verdict in _SETTLED:
                rows.append(decided)
        elif row.verdict in _SETTLED:
            rows.append(row)
    if choices:
        _require_own_places(preview, rows, choices, place)
    return rows


def report_on(preview: ImportPreview, rows: Sequence[ImportRow], units: int = 0) -> ImportReport:
    """What was done with the rows of a preview of which these were settled."""
    counts = Counter(row.verdict for row in rows)
    return ImportReport(
        new=counts[Verdict.NEW],
        changed=counts[Verdict.CHANGED],
        unchanged=counts[Verdict.UNCHANGED],
        left_out=len(preview.rows) - len(rows),
        units=units,
    )


def _decided(row: ImportRow, choice: int, place: str) -> ImportRow:
    if choice == NEW_RECORD and row.may_be_new:
        return replace(row, verdict=Verdict.NEW, candidates=())
    for candidate in row.candidates:
        if candidate.person_id == choice:
            target, changes = candidate.person_id, candidate.changes
            values = row.values if candidate.values is None else candidate.values
            return replace(row, verdict=candidate.verdict, target=target, changes=changes, values=values, candidates=())
    reason = "它的工号或身份证号已属于别人，不能另建" if choice == NEW_RECORD else "所选的不在候选之列"
    raise ChoiceInvalidError(place=place, reason=reason)


def _require_own_places(
    preview: ImportPreview, rows: Sequence[ImportRow], choices: Choices, place: Callable[[ImportRow], Hashable]
) -> None:
    row_at: dict[Hashable, int] = {}
    for row in sorted(rows, key=lambda row: row.row in choices):
        if row.target is None:
            continue
        first = row_at.setdefault(place(row), row.row)
        if first != row.row:
            reason = f"所选的与{preview.place(first)}是同一个"
            raise ChoiceInvalidError(place=preview.place(row.row), reason=reason)
