"""Rubrics: what a criterion is judged by, in parts with a maximum each, and bands of points with a description.

Points are whole numbers of the declared last digit. The bands of a part cover everything from 0 to its maximum, both
ends of each included: 0–59, 60–84 and 85–100 for whole points. A gap or an overlap is refused when a rubric is made.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from culture_desktop.errors import InvalidFieldError, RuleInvalidError, ScoreInvalidError

WHOLE = Decimal(100)
_BAND = re.compile(r"(?P<name>\D+?)\s*(?P<low>\d+(?:\.\d+)?)\s*[-—–~～至到]+\s*(?P<high>\d+(?:\.\d+)?)\s*分?")


@dataclass(frozen=True, slots=True)
class Band:
    """Points from ``lowest`` to ``highest``, both included, and what they mean."""

    name: str
    lowest: Decimal
    highest: Decimal
    description: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-criterion with points from 0 to ``maximum`` in steps of the last of ``digits`` decimals."""

    name: str
    maximum: Decimal
    bands: tuple[Band, ...] = ()
    digits: int = 0

    def __post_init__(self) -> None:
        if self.maximum <= 0:
            self._refuse(f"满分是 {self.maximum}，应大于 0")
        if not self._on_scale(self.maximum):
            self._refuse(f"满分 {self.maximum} 超出 {self.digits} 位小数")
        self._check_bands()

    @property
    def step(self) -> Decimal:
        """The smallest difference between two scores."""
        return Decimal(1).scaleb(-self.digits)

    def band(self, points: Decimal) -> Band | None:
        """The band that points fall in; None where the part has no bands."""
        self.check(points)
        return next((band for band in self.bands if band.lowest <= points <= band.highest), None)

    def band_reached(self, mean: Fraction) -> Band | None:
        """The highest band that a mean of several scores reaches; a mean may lie between two bands."""
        reached = [band for band in self.bands if Fraction(band.lowest) <= mean]
        return max(reached, key=lambda band: band.lowest, default=None)

    def check(self, points: Decimal) -> None:
        """Raises ScoreInvalidError for points beyond the maximum or finer than the scale."""
        if not points.is_finite() or not 0 <= points <= self.maximum:
            raise ScoreInvalidError(reason=f"“{self.name}”给了 {points} 分，应在 0 到 {self.maximum} 分之间")
        if not self._on_scale(points):
            allowed = f"至多 {self.digits} 位小数" if self.digits else "应为整数"
            raise ScoreInvalidError(reason=f"“{self.name}”给了 {points} 分，{allowed}")

    def _on_scale(self, points: Decimal) -> bool:
        return points.scaleb(self.digits) == points.scaleb(self.digits).to_integral_value()

    def _check_bands(self) -> None:
        ordered = sorted(self.bands, key=lambda band: (band.lowest, band.highest))
        for band in ordered:
            if band.lowest > band.highest:
                self._refuse(f"“{band.name}”的起点 {band.lowest} 高于终点 {band.highest}")
            if not (self._on_scale(band.lowest) and self._on_scale(band.highest)):
                self._refuse(f"“{band.name}”的起止超出 {self.digits} 位小数")
        for lower, upper in pairwise(ordered):
            if upper.lowest <= lower.highest:
                both = min(lower.highest, upper.highest)
                self._refuse(f"{both} 分同属“{lower.name}”和“{upper.name}”两档")
            if upper.lowest > lower.highest + self.step:
                self._refuse(f"{lower.highest + self.step} 分不属于任何一档，在“{lower.name}”和“{upper.name}”之间")
        if ordered and ordered[0].lowest != 0:
            self._refuse(f"最低一档“{ordered[0].name}”从 {ordered[0].lowest} 分起，应从 0 分起")
        if ordered and ordered[-1].highest != self.maximum:
            self._refuse(f"最高一档“{ordered[-1].name}”到 {ordered[-1].highest} 分止，应到满分 {self.maximum} 分止")

    def _refuse(self, reason: str) -> None:
        raise RuleInvalidError(rule=self.name, reason=reason)


@dataclass(frozen=True, slots=True)
class Rubric:
    """A criterion's parts; its points are their sum."""

    name: str
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise RuleInvalidError(rule=self.name, reason="没有评分细项")
        twice = _twice(part.name for part in self.parts)
        if twice:
            raise RuleInvalidError(rule=self.name, reason=f"细项“{twice}”列了不止一次")

    @property
    def maximum(self) -> Decimal:
        """The most points there are."""
        return sum((part.maximum for part in self.parts), Decimal(0))

    def check_whole(self) -> None:
        """Raises InvalidFieldError unless the parts make up the 100 points that every criterion has."""
        if self.maximum != WHOLE:
            what = f"“{self.name}”细项满分合计"
            raise InvalidFieldError(field=what, value=f"{self.maximum.normalize():f}", expected=f"{WHOLE}")

    def total(self, points: Mapping[str, Decimal]) -> Decimal:
        """The sum of one judge's points by part; a missing part is refused, never taken as zero."""
        strange = sorted(points.keys() - {part.name for part in self.parts})
        if strange:
            raise ScoreInvalidError(reason=f"“{self.name}”没有细项“{strange[0]}”")
        for part in self.parts:
            if part.name not in points:
                raise ScoreInvalidError(reason=f"“{self.name}”缺“{part.name}”的分数")
            part.check(points[part.name])
        return sum((points[part.name] for part in self.parts), Decimal(0))


def bands_from_words(part: str, text: str) -> tuple[Band, ...]:
    """Bands as they are written in a line: ``优 34-40，良 24-33``; RuleInvalidError for what cannot be read."""
    bands = []
    for piece in filter(None, (piece.strip() for piece in re.split(r"[，,；;、\n]", text))):
        found = _BAND.fullmatch(piece)
        if found is None:
            raise RuleInvalidError(rule=part, reason=f"分档“{piece}”读不出来，请写成“优 34-40”")
        bands.append(Band(found["name"].strip("：: "), Decimal(found["low"]), Decimal(found["high"])))
    return tuple(bands)


def bands_in_words(bands: Iterable[Band]) -> str:
    """What ``bands_from_words`` reads back."""
    return "，".join(f"{band.name} {band.lowest:f}-{band.highest:f}" for band in bands)


def _twice(names: Iterable[str]) -> str | None:
    return next((name for name, count in Counter(names).items() if count > 1), None)
