"""Units and other organisations that a list writes in other words than we do: what each may mean, offered and never
taken silently."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from culture_desktop.rules.unit_names import SEPARATOR, folded_path

_OFFERED = 3
_LOOKED_AT = 20
_LIKELY = 45  # of 100; less has hardly a character in common
_NEARLY_THE_SAME = 75
_OTHER_NUMERAL = 30  # 三班 is not 二班, however much of their paths is the same
_NUMERALS = re.compile(r"[0-9]+|[a-z]+")


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that does not exist yet, by its path."""

    path: str


UnitDecision = int | NewUnit | None
"""What a unit as a list writes it means: an organisation's id, one to be made, or nothing."""


@dataclass(frozen=True, slots=True)
class UnitCandidate:
    """A unit that may be meant; ``likeness`` is from 0 to 100."""

    id: int
    full_name: str
    likeness: int


@dataclass(frozen=True, slots=True)
class UnitQuestion:
    """A unit that a list writes as we do not, once for all ``rows`` in which it stands.

    While it is ``open``, those rows are refused. Otherwise ``answer`` is what it is taken for, which ``reason`` says,
    and the user may say otherwise. ``new`` is what making a unit of it would make, None where that can't be; ``optional``
    says that the rows may do without.
    """

    written: str
    rows: tuple[int, ...]
    candidates: tuple[UnitCandidate, ...]
    reason: str
    new: NewUnit | None = None
    open: bool = True
    answer: UnitDecision = None
    optional: bool = True

    def standing_in(self, rows: tuple[int, ...]) -> "UnitQuestion":
        """The question with the rows it is about."""
        return replace(self, rows=rows)


class Likeness:
    """Finds the units whose names are most like a name."""

    def __init__(self, full_names: Mapping[int, str]) -> None:
        self._full_names = full_names
        self._paths = {unit: folded_path(full_name) for unit, full_name in full_names.items()}
        self._leaves = {unit: path.rpartition(SEPARATOR)[2] for unit, path in self._paths.items()}

    def like(self, path: str) -> tuple[UnitCandidate, ...]:
        """The few that a path or bare name may mean, the likeliest first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - for odd names only, after the window is up

        wanted = folded_path(path)
        leaf = wanted.rpartition(SEPARATOR)[2]
        found = process.extract(leaf, self._leaves, scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=_LIKELY)
        scored = []
        for name, score, unit in found:
            whole = fuzz.ratio(wanted, self._paths[unit]) if SEPARATOR in wanted else score
            other = 0 if _NUMERALS.findall(name) == _NUMERALS.findall(leaf) else _OTHER_NUMERAL
            scored.append((round((2 * score + whole) / 3 - other), unit))
        best = sorted((s for s in scored if s[0] >= _LIKELY), key=lambda s: (-s[0], self._paths[s[1]]))
        return tuple(UnitCandidate(unit, self._full_names[unit], score) for score, unit in best[:_OFFERED])

    def nearly(self, path: str) -> tuple[UnitCandidate, ...]:
        """Those that a path for a new unit could be a slip of the pen for."""
        return tuple(candidate for candidate in self.like(path) if candidate.likeness >= _NEARLY_THE_SAME)

    def candidates(self, units: Iterable[int]) -> tuple[UnitCandidate, ...]:
        """Units that all bear the name."""
        return tuple(UnitCandidate(unit, self._full_names[unit], 100) for unit in units)
