"""Selection under seats, unit limits and structure rules: optimal, repeatable, explained, and verifiable."""

from culture_desktop.rules.selection.problem import (
    Candidate,
    Exclusion,
    GroupLimit,
    Inclusion,
    Problem,
    Result,
    Status,
    Tier,
    UnitLimit,
    Winner,
)
from culture_desktop.rules.selection.solve import solve
from culture_desktop.rules.selection.verify import verify

__all__ = [
    "Candidate",
    "Exclusion",
    "GroupLimit",
    "Inclusion",
    "Problem",
    "Result",
    "Status",
    "Tier",
    "UnitLimit",
    "Winner",
    "solve",
    "verify",
]
