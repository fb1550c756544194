"""The fields of style options that delegates read; PySide6's stubs leave them out."""

from typing import Protocol, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyle, QStyleOption


class Look(Protocol):
    """Where and in what state something is to be painted."""

    rect: QRect
    palette: QPalette
    state: QStyle.StateFlag


def look_of(option: QStyleOption) -> Look:
    """The same object, with the fields it has."""
    return cast(Look, option)
