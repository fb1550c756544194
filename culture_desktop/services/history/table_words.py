"""What a table and its columns are called."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TableWords:
    """``columns`` are shown in this order; ``subject`` are those that say which row it is.

    ``name`` is what other rows call it by, where that is less than its subject.
    """

    title: str
    subject: tuple[str, ...]
    columns: Mapping[str, str]
    name: tuple[str, ...] = ()
