"""A table of the window as it is shown, for a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShownTable:
    """Titles with their widths in characters, and the words of every row in the order shown."""

    title: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]
