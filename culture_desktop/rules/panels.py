"""A panel's scores brought to one number in four ways, side by side, with what must be looked at.

Beside the trimmed mean stand the plain mean, the median, and the mean of scores standardised by judge, which takes out
that one judge is strict and another mild: each score becomes its distance from its judge's mean in that judge's
standard deviations (over all nominees the judge scored), is trimmed like the scores, and is put back on the panel's
scale. Roots are taken once, of whole numbers, to six decimals, halves up; everything else is exact, so that no result
depends on the order of judges or on the computer.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt

from culture_desktop.errors import InvalidFieldError, ScoreInvalidError
from culture_desktop.rules.rounding import rounded
from culture_desktop.rules.scoring import TRIM_FROM, JudgeResult, JudgeScore, judge_result
from culture_desktop.vocabulary import Word

ROOT_DIGITS = 6
_ONE = 10**ROOT_DIGITS


class Summary(Word):
    """How the scores of several judges become one."""

    TRIMMED = "trimmed", "去掉最高最低分的平均"
    MEAN = "mean", "平均分"
    MEDIAN = "median", "中位数"
    STANDARDISED = "standardised", "按评委标准化"


@dataclass(frozen=True, slots=True)
class PanelRules:
    """How many extremes are dropped, how many judges it takes, and from when on judges disagree too much."""

    drop_highest: int = 1
    drop_lowest: int = 1
    trim_from: int = TRIM_FROM
    minimum_judges: int = 3
    digits: int = 2
    widest_range: Decimal | None = None
    widest_deviation: Decimal | None = None

    def __post_init__(self) -> None:
        for field, value, least in (
            ("去掉最高分的个数", self.drop_highest, 0),
            ("去掉最低分的个数", self.drop_lowest, 0),
            ("最少评委数", self.minimum_judges, 1),
            ("小数位数", self.digits, 0),
        ):
            if value < least:
                raise InvalidFieldError(field=field, value=value, expected=f"不小于 {least} 的整数")


@dataclass(frozen=True, slots=True)
class Summaries:
    """One nominee's scores summed up.

    ``by`` holds all four summaries, empty without scores; ``result`` the judges behind the trimmed mean, ``missing``
    those who neither scored nor are recused. ``spread`` is highest less lowest, ``deviation`` the standard deviation.
    ``disagreement`` says which limit is exceeded, empty where none is.
    """

    by: dict[Summary, Decimal]
    result: JudgeResult
    missing: tuple[str, ...]
    enough: bool
    spread: Decimal | None
    deviation: Decimal | None
    disagreement: str
    sentence: str

    def points(self, summary: Summary) -> Decimal | None:
        """The points that count; None while there are fewer judges than it takes."""
        return self.by.get(summary) if self.enough else None


def summarise(
    sheets: Mapping[str, Sequence[JudgeScore]], rules: PanelRules, judges: Collection[str] = ()
) -> dict[str, Summaries]:
    """Sum up every nominee's scores; ``judges`` are the members of the panel, as far as they do not show in sheets.

    Raises ScoreInvalidError for a judge who scores a nominee twice.
    """
    for nominee, sheet in sheets.items():
        if len({score.judge for score in sheet}) < len(sheet):
            judge = next(judge for judge, count in Counter(score.judge for score in sheet).items() if count > 1)
            raise ScoreInvalidError(reason=f"{judge}给“{nominee}”评了不止一次")
    panel = frozenset(score.judge for sheet in sheets.values() for score in sheet) | set(judges)
    standard = _Standard(sheets)
    return {nominee: _summed_up(sheet, rules, panel, standard) for nominee, sheet in sheets.items()}


def _summed_up(
    sheet: Sequence[JudgeScore], rules: PanelRules, panel: frozenset[str], standard: "_Standard"
) -> Summaries:
    result = _judged(sheet, rules)
    present = (*result.counted, *result.dropped)
    missing = tuple(sorted(panel.difference(score.judge for score in sheet)))
    enough = len(present) >= rules.minimum_judges
    by: dict[Summary, Decimal] = {}
    spread = deviation = None
    disagreement = ""
    if present:
        points = sorted(standard.whole(score) for score in present)
        distances = [JudgeScore(one.judge, Decimal(standard.distance(one))) for one in present]
        nearer = [int(one.points) for one in _judged(distances, rules).counted]
        distance = Fraction(sum(nearer), len(nearer) * _ONE)
        assert result.mean is not None
        by = {
            Summary.TRIMMED: result.mean,
            Summary.MEAN: rounded(Fraction(sum(points), len(points) * standard.scale), rules.digits),
            Summary.MEDIAN: rounded(Fraction(_twice_median(points), 2 * standard.scale), rules.digits),
            Summary.STANDARDISED: rounded(standard.mean + distance * standard.deviation, rules.digits),
        }
        widest = Fraction(points[-1] - points[0], standard.scale)
        variance = Fraction(_variance(points), (len(points) * standard.scale) ** 2)
        spread, deviation = rounded(widest, rules.digits), rounded(_root(variance), rules.digits)
        disagreement = _disagreement(widest, variance, rules)
    told = _sentence(result, missing, enough, rules)
    return Summaries(by, result, missing, enough, spread, deviation, disagreement, told)


class _Standard:
    """The scores as whole numbers, and how each judge and the whole panel use the scale."""

    def __init__(self, sheets: Mapping[str, Sequence[JudgeScore]]) -> None:
        present = [score for sheet in sheets.values() for score in sheet if not score.recused]
        self._digits = max((-int(score.points.as_tuple().exponent) for score in present), default=0)
        self._digits = max(self._digits, 0)
        self.scale = 10**self._digits
        by_judge: dict[str, list[int]] = {}
        for score in present:
            by_judge.setdefault(score.judge, []).append(self.whole(score))
        self._judges = {judge: (len(its), sum(its), _variance(its)) for judge, its in by_judge.items()}
        everything = [point for its in by_judge.values() for point in its]
        count = max(len(everything), 1)
        self.mean = Fraction(sum(everything), count * self.scale)
        self.deviation = _root(Fraction(_variance(everything), (count * self.scale) ** 2))

    def whole(self, score: JudgeScore) -> int:
        """The points in units of the last digit that any score has."""
        return int(score.points.scaleb(self._digits))

    def distance(self, score: JudgeScore) -> int:
        """How far a score is from its judge's mean in that judge's standard deviations, times 10 ** ROOT_DIGITS."""
        count, total, variance = self._judges[score.judge]
        away = count * self.whole(score) - total
        if not variance:
            return 0
        size = (isqrt(4 * away * away * _ONE * _ONE // variance) + 1) // 2
        return -size if away < 0 else size


def _judged(sheet: Sequence[JudgeScore], rules: PanelRules) -> JudgeResult:
    return judge_result(sheet, rules.drop_highest, rules.drop_lowest, rules.digits, rules.trim_from)


def _twice_median(ordered: Sequence[int]) -> int:
    return ordered[len(ordered) // 2] + ordered[(len(ordered) - 1) // 2]


def _variance(points: Sequence[int]) -> int:
    """Of the points as they are, not as a sample; times the square of their number."""
    return len(points) * sum(point * point for point in points) - sum(points) ** 2


def _root(value: Fraction) -> Fraction:
    """The square root to ROOT_DIGITS decimals, halves up."""
    return Fraction((isqrt(4 * value.numerator * _ONE * _ONE // value.denominator) + 1) // 2, _ONE)


def _disagreement(spread: Fraction, variance: Fraction, rules: PanelRules) -> str:
    found = []
    if rules.widest_range is not None and spread > rules.widest_range:
        found.append(f"最高与最低相差 {rounded(spread, rules.digits)} 分，超过 {rules.widest_range} 分")
    if rules.widest_deviation is not None and variance > Fraction(rules.widest_deviation) ** 2:
        found.append(f"标准差 {rounded(_root(variance), rules.digits)}，超过 {rules.widest_deviation}")
    return "；".join(found)


def _sentence(result: JudgeResult, missing: Sequence[str], enough: bool, rules: PanelRules) -> str:
    judges = len(result.counted) + len(result.dropped)
    words = f"{judges} 位评委打分"
    if result.recused:
        words += f"，{'、'.join(sorted(score.judge for score in result.recused))}回避，不计入总和与人数"
    if missing:
        words += f"，缺 {'、'.join(missing)}的分数"
    if not enough:
        return f"{words}，不足 {rules.minimum_judges} 位，不计成绩"
    if result.dropped:
        points = sorted((score.points for score in result.dropped), reverse=True)
        words += f"，去掉 {' 与 '.join(map(str, points))}，余 {len(result.counted)} 个平均 {result.mean}"
    else:
        words += f"，平均 {result.mean}"
    return words
