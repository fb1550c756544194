"""A number of votes typed over a cell of a grid."""

from PySide6.QtWidgets import QLineEdit

from culture_desktop.errors import InvalidFieldError
from culture_desktop.ui.widgets.text import restyle

_MOST = 1_000_000


class CountInput(QLineEdit):
    """Empty is nothing typed."""

    def __init__(self, name: str, votes: int | None) -> None:
        super().__init__("" if votes is None else str(votes))
        self.setAccessibleName(name)
        self.selectAll()

    def value(self) -> int | None:
        """What is typed; InvalidFieldError for what is no number of votes."""
        text = self.text().strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or int(text) > _MOST:
            raise InvalidFieldError(field=self.accessibleName(), value=text, expected="不小于 0 的整数")
        return int(text)

    def mark(self, *, invalid: bool) -> None:
        """Frame the input as wrong, or well again."""
        self.setProperty("invalid", "true" if invalid else "false")
        restyle(self)
