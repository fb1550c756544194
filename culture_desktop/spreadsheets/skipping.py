"""Rows under a header that are not data: blank ones, totals, notes, and the header again on each printed page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from culture_desktop.spreadsheets.cell_text import text
from culture_desktop.spreadsheets.sheet import Cell, Sheet, is_blank
from culture_desktop.spreadsheets.titles import normal

BLANK = "空行"
TOTAL = "合计行"
NOTE = "说明行"
REPEATED_HEADER = "重复的表头"

_TOTALS = re.compile(
    r"(?:(?:本页|本表|部门|单位)?(?:合计|总计|小计|共计)|总数|总人数|合计人数)(?:应到|实到|人数|共)?(?=\d|$)"
)
_NOTES = re.compile(r"注|备注|说明|填表|制表|审核|填报|单位负责人|负责人签|打印(?:日期|时间|人)|第\d+页|page\d+")
# How the text of a row that is no data can begin: the words above, behind spaces or not.
_ODD_STARTS = frozenset("合总小共本部单注备说填制审负打第Pp \t\r\n\u00a0\u3000")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A run of rows that are not data, with their numbers in the file, both included, and why."""

    first: int
    last: int
    reason: str


class Judge:
    """Tells data from the rest, row by row; ``columns`` are the positions of the fields, ``required`` of those
    without which a row is no data.
    """

    def __init__(
        self, sheet: Sheet, header_row: int, titles: Sequence[str], columns: Sequence[int], required: Sequence[int]
    ) -> None:
        self._sheet, self._header_row = sheet, header_row
        self._titles, self._columns, self._required = titles, columns, required
        above = [sheet.row(n) for n in range(sheet.first_row, header_row + 1) if not is_blank(sheet.row(n))]
        self._above = {_words(row) for row in above}
        self._starts = _ODD_STARTS | {titles[required[0]][:1]}
        self._starts |= {text(row[column])[:1] for row in above for column in (0, required[0])}

    def skipped(self) -> Iterator[Skipped]:
        """The runs of rows under the header that are not data."""
        start, lead = self._header_row + 1, self._required[0]
        rows = self._sheet.rows[start - self._sheet.first_row :]
        odd = self._starts
        # Nearly every row begins like data; only the others are looked at closely.
        doubtful = {
            number
            for column in {0, lead}
            for number, row in enumerate(rows, start)
            if (type(cell := row[column]) is str and (cell[0] in odd if cell else column == lead))
        }
        first, last, known = 0, 0, None
        for number in sorted(doubtful):
            reason = self._reason(self._sheet.row(number))
            if reason is None:
                continue
            if number != last + 1 or reason != known:
                if known:
                    yield Skipped(first, last, known)
                first, known = number, reason
            last = number
        if known:
            yield Skipped(first, last, known)

    def _reason(self, row: list[Cell]) -> str | None:
        """Why the row is no data, or None."""
        if is_blank(row):
            return BLANK
        lead = normal(next(cell for cell in row if text(cell)))
        if _TOTALS.match(lead):
            # 合计 alone is a total; followed by figures it is one unless the row is otherwise a person.
            return TOTAL if _TOTALS.fullmatch(lead) or len(self._required) == 1 or not self._complete(row) else None
        if _NOTES.match(lead):
            filled = sum(1 for cell in row if text(cell))
            return NOTE if filled == 1 or (filled == 2 and not self._complete(row)) else None
        again = all(text(row[column]) == self._titles[column] for column in self._columns)
        return REPEATED_HEADER if again or _words(row) in self._above else None

    def _complete(self, row: list[Cell]) -> bool:
        return all(text(row[column]) for column in self._required)


def _words(row: list[Cell]) -> tuple[str, ...]:
    return tuple(filter(None, map(text, row)))
