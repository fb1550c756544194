"""Which columns fit, and how wide those are that stretch."""

from collections.abc import Sequence
from typing import Any

from culture_desktop.ui.tables.column import Column


def fitting_widths(columns: Sequence[Column[Any]], room: int) -> list[int]:
    """The width of each column in ``room`` px; 0 is hidden.

    Columns of the highest priority go first until the rest fits; what is left is shared by the stretching ones.
    """
    widths = [column.width for column in columns]
    for at in sorted(range(len(columns)), key=lambda at: -columns[at].priority):
        if sum(widths) <= room or not columns[at].priority:
            break
        widths[at] = 0
    stretching = [at for at, column in enumerate(columns) if column.stretch and widths[at]]
    spare = max(0, room - sum(widths))
    for place, at in enumerate(stretching):
        widths[at] += spare // len(stretching) + (spare % len(stretching) if place == 0 else 0)
    return widths
