"""Conditions on long lists of ids, such as all that Ctrl+A selected."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam
from sqlalchemy.orm import InstrumentedAttribute


def is_any_of(column: InstrumentedAttribute[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """``column IN (…)`` with the values in the statement's text: bound parameters end at 32,766, or at 65,535."""
    listed: BindParameter[Any] = bindparam(
        "listed", sorted(set(values)), expanding=True, literal_execute=True, unique=True
    )
    return column.in_(listed)
