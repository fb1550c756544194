"""What a column holds, told by its cells: for lists whose titles are missing or say nothing. Suggested, never taken."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from culture_desktop.errors import ResidentIdError
from culture_desktop.rules import resident_id
from culture_desktop.rules.surnames import is_likely_name
from culture_desktop.services.imports.words import WordParser
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import (
    CellError,
    parse_code,
    parse_contract_end,
    parse_phone,
    parse_resident_id,
    parse_units,
    text,
)
from culture_desktop.vocabulary import EmploymentType, PoliticalStatus, Sex, Word

_LOOKED_AT = 400  # cells of a column, spread over all of it
_LEAST_SHARE = 0.6
_LEAST_DISTINCT = 0.5  # of a column of names
_LEAST_NUMBERED = 0.9  # numbers look like many other things
_BIRTH_YEARS = range(1930, 2011)
_HIRE_YEARS = range(1960, 2100)
_OPEN_END_YEAR = 9999
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_NUMBER = re.compile(r"[A-Za-z]{0,6}-?\d{2,12}", re.ASCII)
_UNIT = re.compile(r".+(?:部|处|科|室|班|组|中心|公司|车间|站|队|所|局|厂|院|段|支部|工会|委员会)(?:[（(].*[）)])?")


@dataclass(frozen=True, slots=True)
class Guess:
    """The field a column seems to hold, and the share (0 to 1) of its filled cells that fit."""

    key: str
    share: float


def guess_fields(columns: Sequence[Sequence[Cell]], units: Collection[str] = ()) -> dict[int, Guess]:
    """What each column seems to hold, by position; ``units`` are the names of known ones.

    The keys are fields of people. A field is suggested for one column only, the one that fits it best; columns
    that nothing fits are left out.
    """
    looked_at = {position: _spread(cells) for position, cells in enumerate(columns)}
    looked_at = {position: cells for position, cells in looked_at.items() if cells}
    known = frozenset(units)
    found: dict[int, Guess] = {}
    dates: dict[int, list[date]] = {}
    for position, cells in looked_at.items():
        days = [day for cell in cells if (day := _day(cell))]
        if len(days) >= _LEAST_SHARE * len(cells) and not _is_serial(cells):
            dates[position] = days
        elif guess := _guess(cells, known):
            found[position] = guess
    found |= _dated(dates, {position: len(cells) for position, cells in looked_at.items()})
    best: dict[str, int] = {}
    for position, guess in found.items():
        if guess.key not in best or guess.share > found[best[guess.key]].share:
            best[guess.key] = position
    return {position: found[position] for position in sorted(best.values())}


def _guess(cells: list[Cell], units: Collection[str]) -> Guess | None:
    """The field most cells fit, the most telling first among equals."""
    shares = {key: sum(map(fits, cells)) / len(cells) for key, fits in _TESTS.items()}
    shares["unit"] = sum(_is_unit(cell, units) for cell in cells) / len(cells)
    shown = [text(cell) for cell in cells]
    if len(set(shown)) < _LEAST_DISTINCT * len(shown):
        shares["name"] = 0
    if shares["number"] < _LEAST_NUMBERED or len(set(shown)) < len(shown) or _is_serial(cells):
        shares["number"] = 0
    key = max(shares, key=lambda key: shares[key])
    return Guess(key, shares[key]) if shares[key] >= _LEAST_SHARE else None


def _dated(columns: Mapping[int, Sequence[date]], filled: Mapping[int, int]) -> dict[int, Guess]:
    """Which column of days is of births, which of hiring, which of contract ends: by their years and their order."""
    found: dict[int, Guess] = {}
    born: list[int] = []
    other: list[int] = []
    for position, days in columns.items():
        if any(day.year == _OPEN_END_YEAR for day in days):
            found[position] = Guess("contract_ends", len(days) / filled[position])
        else:
            (born if all(day.year in _BIRTH_YEARS for day in days) else other).append(position)
    born.sort(key=lambda position: sorted(columns[position])[len(columns[position]) // 2])
    other = [*born[1:], *other]
    for key, position, years in (
        *(("birth_date", position, _BIRTH_YEARS) for position in born[:1]),
        *(("hire_date", position, _HIRE_YEARS) for position in other[:1]),
    ):
        share = sum(day.year in years for day in columns[position]) / filled[position]
        if share >= _LEAST_SHARE:
            found[position] = Guess(key, share)
    return found


def _spread(cells: Sequence[Cell]) -> list[Cell]:
    """At most _LOOKED_AT filled cells, evenly over the column."""
    filled = [cell for cell in cells if cell != "" and text(cell)]
    return filled[:: -(-len(filled) // _LOOKED_AT) or 1]


def _is_serial(cells: Sequence[Cell]) -> bool:
    """Whether the column counts its rows: small whole numbers, each larger than the one before."""
    shown = [text(cell) for cell in cells]
    if not all(number.isascii() and number.isdigit() and len(number) <= 6 for number in shown):
        return False
    numbers = list(map(int, shown))
    rising = all(later > earlier for earlier, later in pairwise(numbers))
    return rising and numbers[0] <= len(numbers) and numbers[0] in range(10)


def _fits(parse: Callable[[Cell], object]) -> Callable[[Cell], bool]:
    def fits(cell: Cell) -> bool:
        try:
            return parse(cell) is not None
        except (CellError, ResidentIdError):
            return False

    return fits


def _is_resident_id(cell: Cell) -> bool | None:
    return resident_id.check(parse_resident_id(cell) or "") is not None or None


def _is_mobile(cell: Cell) -> bool | None:
    return _MOBILE.fullmatch(parse_phone(cell) or "") is not None or None


def _is_number(cell: Cell) -> bool | None:
    return (_NUMBER.fullmatch(parse_code(cell)) is not None and not _MOBILE.fullmatch(text(cell))) or None


def _is_word(words: type[Word]) -> Callable[[Cell], bool]:
    parse = WordParser(words)
    return _fits(lambda cell: None if text(cell).isdigit() else parse(cell))


def _is_unit(cell: Cell, units: Collection[str]) -> bool:
    paths = parse_units(cell)
    return bool(paths) and (paths[0][-1] in units or len(paths[0]) > 1 or _UNIT.fullmatch(paths[0][-1]) is not None)


def _day(cell: Cell) -> date | None:
    """A day, unless the cell could as well be some other number."""
    if isinstance(cell, bool | int | float) and not isinstance(cell, date):
        return None if float(cell) < 20_000 else _parsed_day(cell)
    return _parsed_day(cell)


def _parsed_day(cell: Cell) -> date | None:
    try:
        return parse_contract_end(cell)
    except CellError:
        return None


# The most telling first: where two fit equally, the earlier one is meant.
_TESTS: Mapping[str, Callable[[Cell], bool]] = {
    "resident_id": _fits(_is_resident_id),
    "phone": _fits(_is_mobile),
    "sex": _is_word(Sex),
    "political_status": _is_word(PoliticalStatus),
    "employment": _is_word(EmploymentType),
    "name": lambda cell: isinstance(cell, str) and is_likely_name(cell),
    "number": _fits(_is_number),
}
