"""Points, means and weighted totals in exact arithmetic.

Everything is computed with fractions and rounded once, half up (四舍五入), to the declared digits. Floats never
enter, so no result depends on the order in which judges are listed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules.rounding import rounded

Points = Decimal | int

TRIM_FROM = 3
"""Fewest scores that are trimmed: of three scores, the middle one remains; of two, both count."""


@dataclass(frozen=True, slots=True)
class JudgeScore:
    """One judge's points for one candidate; a recused judge's points, if any, count for nothing."""

    judge: str
    points: Decimal
    recused: bool = False


@dataclass(frozen=True, slots=True)
class JudgeResult:
    """A mean with the scores behind it, so that a reader can redo the sum."""

    mean: Decimal | None
    counted: tuple[JudgeScore, ...]
    dropped: tuple[JudgeScore, ...]
    recused: tuple[JudgeScore, ...]


def trimmed_mean(
    points: Iterable[Points],
    drop_highest: int = 1,
    drop_lowest: int = 1,
    digits: int = 2,
    trim_from: int = TRIM_FROM,
) -> Decimal | None:
    """The mean without the highest and lowest scores; None when there is no score at all.

    With fewer than ``trim_from`` scores, or when trimming would leave none, every score counts.
    """
    ordered = sorted(points)
    kept = ordered[_trim_slice(len(ordered), drop_highest, drop_lowest, trim_from)]
    return rounded(sum(map(Fraction, kept), Fraction()) / len(kept), digits) if kept else None


def judge_result(
    scores: Sequence[JudgeScore],
    drop_highest: int = 1,
    drop_lowest: int = 1,
    digits: int = 2,
    trim_from: int = TRIM_FROM,
) -> JudgeResult:
    """The trimmed mean of one candidate's sheet; recused judges leave both the sum and the divisor.

    Among equal highest (or lowest) scores, the one of the judge last (first) by name is shown as dropped: the
    mean is the same whichever it is.
    """
    present = sorted((s for s in scores if not s.recused), key=lambda s: (s.points, s.judge))
    window = _trim_slice(len(present), drop_highest, drop_lowest, trim_from)
    counted = tuple(present[window])
    dropped = (*present[: window.start], *present[window.stop :])
    mean = trimmed_mean([s.points for s in counted], 0, 0, digits)
    return JudgeResult(mean, counted, dropped, tuple(s for s in scores if s.recused))


def _trim_slice(count: int, drop_highest: int, drop_lowest: int, trim_from: int) -> slice:
    if count < trim_from or count <= drop_highest + drop_lowest:
        return slice(0, count)
    return slice(drop_lowest, count - drop_highest)


def participation_points(count: int | Fraction, full_at: int, maximum: Points, digits: int = 2) -> Decimal:
    """Points for taking part: in proportion up to ``full_at`` times, ``maximum`` from there on.

    ``count`` may be a fraction: a team's is the mean over its members.
    """
    if full_at < 1:
        raise InvalidFieldError(field="参与满分次数", value=full_at, expected="不小于 1 的整数")
    share = min(Fraction(count) / full_at, Fraction(1))
    return rounded(share * Fraction(maximum), digits)


def conduct_points(change: int | Fraction, base: Points, maximum: Points, digits: int = 2) -> Decimal:
    """Points for conduct: what the records add to ``base`` or take from it, never below 0 or above ``maximum``."""
    return rounded(min(max(Fraction(base) + change, Fraction(0)), Fraction(maximum)), digits)


def weighted_total(points: Mapping[str, Points], weights: Mapping[str, Points], digits: int = 2) -> Decimal:
    """The sum of points times weight over the sum of weights; both are keyed by criterion.

    Raises ValueError when a criterion lacks its points: a missing score is never taken as zero.
    """
    if points.keys() != weights.keys():
        raise ValueError(f"criteria differ: {sorted(points.keys() ^ weights.keys())}")
    whole = sum(map(Fraction, weights.values()), Fraction())
    if whole <= 0:
        raise InvalidFieldError(field="评分权重", value=whole, expected="合计大于 0")
    total = sum((Fraction(points[key]) * Fraction(weights[key]) for key in weights), Fraction())
    return rounded(total / whole, digits)
