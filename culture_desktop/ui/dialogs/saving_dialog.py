"""A dialog that stays until the service has taken what was entered; what was wrong is said at its foot.

::

    class TiersDialog(SavingDialog):
        def save(self) -> Done[None]:
            return self._terms.save_tiers(self._code, [line.terms() for line in self.tiers.lines])

    done = TiersDialog(parent, ...).run()      # Done | None
"""

from abc import abstractmethod
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from culture_desktop.errors import CultureError, InvalidFieldError
from culture_desktop.override import override
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.text import Label


class SavingDialog(Dialog):
    """Call ``finish`` when the body is filled."""

    def __init__(self, parent: QWidget | None, title: str, *, act: str = "保存", width: int = 560) -> None:
        super().__init__(parent, title, act=act, width=width)
        self.answer: Done[Any] | None = None
        self.problem = Label("", tone=Tone.BAD)
        self.problem.setWordWrap(True)
        self.problem.hide()

    @abstractmethod
    def save(self) -> Done[Any]:
        """Have the service take what is entered."""

    def finish(self) -> None:
        """Put the place for what went wrong below the body."""
        self.body.addWidget(self.problem)

    def run(self) -> Done[Any] | None:
        """What the service answered; None when the dialog was left."""
        self.exec()
        return self.answer

    @override
    def accept(self) -> None:
        """Save; on an error stay open and say it."""
        self.problem.hide()
        try:
            self.answer = self.save()
        except CultureError as error:
            self.problem.setText(str(error))
            self.problem.show()
        else:
            super().accept()


def number_in(line: QLineEdit, field: str) -> Decimal | None:
    """The number typed; None for an empty line, InvalidFieldError for what is none."""
    text = line.text().strip()
    if not text:
        return None
    try:
        number = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InvalidFieldError(field=field, value=text, expected="数字")
    return number


def required_number_in(line: QLineEdit, field: str) -> Decimal:
    """The number typed; InvalidFieldError for none."""
    number = number_in(line, field)
    if number is None:
        raise InvalidFieldError(field=field, value="空白", expected="数字")
    return number
