"""On which certificates an element is printed."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from culture_desktop.documents.designs.elements import Condition
from culture_desktop.services.certificates.winners import FIELDS
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import FieldTest

_ALWAYS = "每张都印"
_MOST = 200


class ConditionEditor(QWidget):
    """Signals:
    edited: another condition, or none (Condition or None, object).
    """

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._fields = list(FIELDS)
        self.field = QComboBox()
        self.field.setAccessibleName("何时印出")
        self.field.setMaxVisibleItems(20)
        self.test: WordBox[FieldTest] = WordBox(FieldTest)
        self.test.setAccessibleName("条件")
        self.value = QLineEdit()
        self.value.setAccessibleName("等于什么")
        self.value.setPlaceholderText("等于什么")
        self.value.setMaxLength(_MOST)
        self.field.activated.connect(self._tell)
        self.test.activated.connect(self._tell)
        self.value.textEdited.connect(self._tell)
        self.setLayout(column(self.field, self.test, self.value, gap=6))
        self.show_condition(None)

    def show_condition(self, when: Condition | None) -> None:
        """Show a condition; a field of the user's own lists is offered as well."""
        with QSignalBlocker(self.field), QSignalBlocker(self.value):
            if when is not None and when.field not in self._fields:
                self._fields.append(when.field)
            if self.field.count() != len(self._fields) + 1:
                self.field.clear()
                self.field.addItems([_ALWAYS, *(f"当{name}" for name in self._fields)])
            self.field.setCurrentIndex(0 if when is None else self._fields.index(when.field) + 1)
            if when is not None:
                self.test.choose(when.test)
                if self.value.text().strip() != when.value:
                    self.value.setText(when.value)
        self._fit(when)

    def _tell(self, _change: object = None) -> None:
        at = self.field.currentIndex()
        test = self.test.required()
        value = self.value.text().strip() if test is FieldTest.EQUALS else ""
        when = Condition(self._fields[at - 1], test, value) if at else None
        self._fit(when)
        self.edited.emit(when)

    def _fit(self, when: Condition | None) -> None:
        self.test.setVisible(when is not None)
        self.value.setVisible(when is not None and when.test is FieldTest.EQUALS)
