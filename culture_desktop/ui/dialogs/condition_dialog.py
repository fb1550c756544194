"""Puts a condition of a filter together: a field, a comparison, and what to compare with.

::

    condition = condition_dialog.ask(self, choices)               # Condition | None
    condition = condition_dialog.ask(self, choices, condition)    # to be changed
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.people.conditions import (
    Condition,
    Operator,
    checked,
    operator_label,
    operators_of,
)
from culture_desktop.services.people.fields import PersonField, all_fields
from culture_desktop.ui.dialogs.condition_values import Choices, Values, value_editor
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import clear, column, holder
from culture_desktop.ui.widgets.text import Label

_LABELS, _MEDIUM = 48, 240


def ask(parent: QWidget | None, choices: Choices, condition: Condition | None = None) -> Condition | None:
    """The condition; None when the dialog was left."""
    dialog = ConditionDialog(parent, choices, condition)
    return dialog.made if dialog.exec() == Dialog.DialogCode.Accepted else None


class ConditionDialog(Dialog):
    """Three fields, the last of which is of the right kind."""

    def __init__(self, parent: QWidget | None, choices: Choices, condition: Condition | None) -> None:
        super().__init__(parent, "筛选条件", act="筛选" if condition is None else "保存", width=420)
        self._choices = choices
        self.made: Condition | None = None
        self._fields = all_fields(choices.extra)
        self.field, self.operator = QComboBox(), QComboBox()
        self.field.setMaxVisibleItems(28)
        self.field.addItems([each.title for each in self._fields])
        self.value: Values = value_editor(self.asked, Operator.MISSING, choices)
        self._place = column(gap=0)
        form = Form(label_width=_LABELS)
        form.add("栏", self.field, width=_MEDIUM)
        form.add("比较", self.operator, width=_MEDIUM)
        form.add("值", holder(self._place), width=Form.FILL)
        self.note = Label("", tone=Tone.BAD)
        self.note.setWordWrap(True)
        self.note.hide()
        self.body.addWidget(form)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.field.currentIndexChanged.connect(self._show_operators)
        self.operator.currentIndexChanged.connect(self._show_value)
        if condition is None:
            self._show_operators()
        else:
            self._show(condition)

    @property
    def asked(self) -> PersonField:
        """The field chosen."""
        return self._fields[self.field.currentIndex()]

    def choose(self, key: str, operator: Operator) -> None:
        """Choose field and comparison."""
        self.field.setCurrentIndex([each.key for each in self._fields].index(key))
        self.operator.setCurrentIndex(operators_of(self.asked).index(operator))

    @override
    def accept(self) -> None:
        """Take the condition, or say what is expected."""
        operator = operators_of(self.asked)[self.operator.currentIndex()]
        try:
            self.made = checked(Condition(self.asked.key, operator, self.value.values()))
        except CultureError as error:
            self.note.setText(str(error))
            self.note.show()
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().accept()

    def _show(self, condition: Condition) -> None:
        keys = [each.key for each in self._fields]
        if condition.field in keys:
            self.field.setCurrentIndex(keys.index(condition.field))
        self._show_operators()
        self.operator.setCurrentIndex(operators_of(self.asked).index(condition.operator))
        self.value.show_values(condition.values)

    def _show_operators(self) -> None:
        self.operator.blockSignals(True)
        self.operator.clear()
        self.operator.addItems([operator_label(self.asked, each) for each in operators_of(self.asked)])
        self.operator.blockSignals(False)
        self._show_value()

    def _show_value(self) -> None:
        self.note.hide()
        operator = operators_of(self.asked)[self.operator.currentIndex()]
        made = value_editor(self.asked, operator, self._choices)
        clear(self._place)
        self.value = made
        self._place.addWidget(made)
