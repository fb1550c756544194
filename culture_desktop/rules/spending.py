"""What money may be spent on, by a profile of limits that names its source and date; and what a budget comes to.

Standards differ from province to province, so none is in this code: profiles are ``resources/profiles/limits_*.json``.
A limit that is exceeded is not forbidden; it is said in words, and whoever exceeds it gives a reason.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

from culture_desktop.paths import resource
from culture_desktop.rules.records import Record
from culture_desktop.vocabulary import ExpenseCategory, FundSource, Word

FORMAT = 1
_FEN = Decimal("0.01")


class Measure(Word):
    """What a limit is held against."""

    EACH = "each", "单价"
    SHARE_OF_PARTICIPANTS = "share_of_participants", "人数占比"
    SHARE_OF_INCOME = "share_of_income", "收入占比"
    INSTEAD_OF = "instead_of", "不并用"


@dataclass(frozen=True, slots=True)
class SpendingLimit:
    """One limit: on a category, paid from certain sources; ``at_most`` is yuan for EACH, else a share."""

    category: ExpenseCategory
    sources: frozenset[FundSource]
    measure: Measure
    at_most: Fraction
    of: ExpenseCategory | None
    words: str


@dataclass(frozen=True, slots=True)
class LimitProfile:
    """Limits as one document has them."""

    key: str
    title: str
    source: str
    dated: date
    limits: tuple[SpendingLimit, ...]


@dataclass(frozen=True, slots=True)
class Spending:
    """One line of a budget or of the accounts, in yuan."""

    title: str
    category: ExpenseCategory
    source: FundSource
    quantity: Decimal
    unit_price: Decimal

    @property
    def amount(self) -> Decimal:
        """Quantity times price, to the fen, half up."""
        return amount_of(self.quantity, self.unit_price)


@dataclass(frozen=True)
class Circumstances:
    """What limits need to know besides the lines.

    ``participants`` of the activity; the year's ``income`` of each source; ``elsewhere``: what other activities of
    the year spend on a category from a source.
    """

    participants: int
    income: Mapping[FundSource, Decimal] = field(default_factory=dict)
    elsewhere: Mapping[tuple[FundSource, ExpenseCategory], Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that is exceeded by a line (its place, from 0), in words."""

    line: int
    limit: SpendingLimit
    sentence: str


def amount_of(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """Quantity times price, to the fen, half up."""
    return (quantity * unit_price).quantize(_FEN, ROUND_HALF_UP)


def breaches(profile: LimitProfile, lines: Sequence[Spending], circumstances: Circumstances) -> tuple[Breach, ...]:
    """Every limit that is exceeded, by line; a limit on several lines together names the last of them."""
    found: list[Breach] = []
    for limit in profile.limits:
        mine = [
            (at, line)
            for at, line in enumerate(lines)
            if line.category is limit.category and line.source in limit.sources and line.quantity
        ]
        if mine:
            found += _CHECKS[limit.measure](limit, mine, lines, circumstances)
    return tuple(sorted(found, key=lambda one: one.line))


_Numbered = Sequence[tuple[int, Spending]]


def _each(limit: SpendingLimit, mine: _Numbered, _all: Sequence[Spending], _known: Circumstances) -> list[Breach]:
    return [
        Breach(at, limit, f"“{line.title}”单价 {line.unit_price:,.2f} 元，{limit.words}")
        for at, line in mine
        if Fraction(line.unit_price) > limit.at_most
    ]


def _of_participants(
    limit: SpendingLimit, mine: _Numbered, _all: Sequence[Spending], known: Circumstances
) -> list[Breach]:
    people = sum((line.quantity for _, line in mine), Decimal(0))
    if Fraction(people) <= limit.at_most * known.participants:
        return []
    most = int(limit.at_most * known.participants)
    sentence = f"{limit.category.label}共 {people.normalize():f} 份，参加 {known.participants} 人，最多 {most} 份：{limit.words}"
    return [Breach(mine[-1][0], limit, sentence)]


def _of_income(limit: SpendingLimit, mine: _Numbered, _all: Sequence[Spending], known: Circumstances) -> list[Breach]:
    found = []
    for source in sorted(limit.sources):
        of_source = [(at, line) for at, line in mine if line.source is source]
        income = known.income.get(source)
        if not of_source or income is None:
            continue
        spent = sum((line.amount for _, line in of_source), known.elsewhere.get((source, limit.category), Decimal(0)))
        if Fraction(spent) > limit.at_most * Fraction(income):
            most = Decimal(int(limit.at_most * Fraction(income) * 100)) / 100
            words = f"全年{limit.category.label}将达 {spent:,.2f} 元，最多 {most:,.2f} 元：{limit.words}"
            found.append(Breach(of_source[-1][0], limit, words))
    return found


def _instead_of(
    limit: SpendingLimit, mine: _Numbered, every: Sequence[Spending], _known: Circumstances
) -> list[Breach]:
    if not any(line.category is limit.of and line.source in limit.sources and line.quantity for line in every):
        return []
    return [Breach(at, limit, f"“{line.title}”：{limit.words}") for at, line in mine]


_CHECKS = {
    Measure.EACH: _each,
    Measure.SHARE_OF_PARTICIPANTS: _of_participants,
    Measure.SHARE_OF_INCOME: _of_income,
    Measure.INSTEAD_OF: _instead_of,
}


@cache
def limit_profiles() -> tuple[LimitProfile, ...]:
    """The profiles that come along."""
    folder = resource("profiles")
    return tuple(_read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("limits_*.json")))


def _read(key: str, text: str) -> LimitProfile:
    document = Record(json.loads(text), key)
    document.only("format", "title", "source", "dated", "limits")
    if document.integer("format", 1) > FORMAT:
        document.fail("format", f"不大于 {FORMAT} 的整数")
    limits = tuple(_limit(one) for one in document.records("limits"))
    dated = date.fromisoformat(document.text("dated"))
    return LimitProfile(key, document.text("title"), document.text("source"), dated, limits)


def _limit(record: Record) -> SpendingLimit:
    record.only("category", "sources", "measure", "at_most", "of", "words")
    measure = record.word("measure", Measure)
    each = measure is Measure.EACH
    at_most = Fraction(record.decimal("at_most")) if each else record.share("at_most") or Fraction(0)
    named = record.value("sources")
    sources = frozenset(source for source in FundSource if isinstance(named, list) and source.value in named)
    if not sources:
        record.fail("sources", f"以下各项的列表（{'、'.join(source.value for source in FundSource)}）")
    of = record.word("of", ExpenseCategory) if measure is Measure.INSTEAD_OF else None
    return SpendingLimit(record.word("category", ExpenseCategory), sources, measure, at_most, of, record.text("words"))
