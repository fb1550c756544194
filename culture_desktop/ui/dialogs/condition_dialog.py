"""Puts a condition of a filter together: a field, a comparison, and what to compare with.

::

    condition = condition_dialog.ask(self, choices)               # Condition | None
    condition = condition_dialog.ask(self, choices, condition)    # to be changed
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.services.people.condition_words import Names
from culture_desktop.services.people.conditions import (
    Condition,
    Operator,
    Value,
    checked,
    operator_label,
    operators_of,
)
from culture_desktop.services.people.fields import FieldKind, PersonField, all_fields
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.person_form import UnitBox, read_day
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.chips import FilterChip
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import STRETCH, Flow, clear, column, holder, row
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS

_LABELS, _MEDIUM, _DAYS, _MOST_DAYS = 48, 240, 90, 36_525
_NOTHING = (Operator.MISSING, Operator.GIVEN, Operator.OPEN)


@dataclass(frozen=True)
class Choices:
    """What conditions can be about."""

    extra: tuple[str, ...] = ()
    organisations: tuple[OrganisationNode, ...] = ()
    sources: Mapping[int, str] = field(default_factory=dict)

    @property
    def names(self) -> Names:
        """What the ids stand for."""
        return Names({node.id: node.full_name for node in self.organisations}, self.sources)


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
        self.value: _Values = _Nothing()
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
        made = self._editor(self.asked, operator)
        clear(self._place)
        self.value = made
        self._place.addWidget(made)

    def _editor(self, asked: PersonField, operator: Operator) -> "_Values":
        if operator in _NOTHING:
            return _Nothing()
        if operator is Operator.WITHIN:
            return _Numbers(1, "天", _DAYS, _MOST_DAYS)
        both = 2 if operator is Operator.BETWEEN else 1
        match asked.kind:
            case FieldKind.DATE:
                return _Days(asked.title, both)
            case FieldKind.NUMBER:
                return _Numbers(both, asked.measure, 0, 9999)
            case FieldKind.WORD:
                return _Ticks([(word.label, word.value) for word in asked.words or ()])
            case FieldKind.SOURCE:
                return _Ticks([(name, key) for key, name in self._choices.sources.items()])
            case FieldKind.FLAG:
                return _YesNo()
            case FieldKind.UNIT:
                return _Places([n for n in self._choices.organisations if n.kind in ADMINISTRATIVE_KINDS])
            case FieldKind.MEMBERSHIP:
                return _Places([n for n in self._choices.organisations if n.kind not in ADMINISTRATIVE_KINDS])
        return _Text()


class _Values(QWidget):
    """What to compare with."""

    def values(self) -> tuple[Value, ...]:
        """What is entered; raises InvalidFieldError for what cannot be read."""
        raise NotImplementedError

    def show_values(self, values: Sequence[Value]) -> None:
        """Show what is compared with already."""


class _Nothing(_Values):
    """The comparison says it all."""

    @override
    def values(self) -> tuple[Value, ...]:
        return ()


class _Text(_Values):
    """One text."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName("值")
        self.line.setFixedWidth(_MEDIUM)
        self.setLayout(row(self.line, STRETCH))
        self.setFocusProxy(self.line)

    @override
    def values(self) -> tuple[Value, ...]:
        return tuple(part for part in (self.line.text().strip(),) if part)

    @override
    def show_values(self, values: Sequence[Value]) -> None:
        self.line.setText("".join(map(str, values[:1])))


class _Days(_Values):
    """A day or two."""

    def __init__(self, title: str, number: int) -> None:
        super().__init__()
        self._title = title
        self.lines = [QLineEdit() for _ in range(number)]
        for name, line in zip(("值", "到"), self.lines, strict=False):
            line.setAccessibleName(name)
            line.setPlaceholderText("如 2017-04-13")
        parts = (self.lines[0], STRETCH) if number == 1 else (self.lines[0], Label("至"), self.lines[1])
        self.setLayout(row(*parts))
        self.setFocusProxy(self.lines[0])

    @override
    def values(self) -> tuple[Value, ...]:
        days = (read_day(self._title, line.text()) for line in self.lines)
        return tuple(day for day in days if day is not None)

    @override
    def show_values(self, values: Sequence[Value]) -> None:
        for line, value in zip(self.lines, values, strict=False):
            line.setText(str(value))


class _Numbers(_Values):
    """A number or two, with what they count."""

    def __init__(self, number: int, measure: str, start: int, most: int) -> None:
        super().__init__()
        self.boxes = [QSpinBox() for _ in range(number)]
        for name, box in zip(("值", "到"), self.boxes, strict=False):
            box.setAccessibleName(name)
            box.setRange(0, most)
            box.setValue(start)
        parts = (self.boxes[0],) if number == 1 else (self.boxes[0], Label("至"), self.boxes[1])
        self.setLayout(row(*parts, Label(measure), STRETCH))
        self.setFocusProxy(self.boxes[0])

    @override
    def values(self) -> tuple[Value, ...]:
        return tuple(box.value() for box in self.boxes)

    @override
    def show_values(self, values: Sequence[Value]) -> None:
        for box, value in zip(self.boxes, values, strict=False):
            box.setValue(int(str(value)))


class _Ticks(_Values):
    """Some of a few."""

    def __init__(self, choices: Sequence[tuple[str, Value]]) -> None:
        super().__init__()
        self.boxes = {value: QCheckBox(label) for label, value in choices}
        flow = Flow(gap=10)
        for box in self.boxes.values():
            flow.addWidget(box)
        self.setLayout(flow)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    @override
    def values(self) -> tuple[Value, ...]:
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    @override
    def show_values(self, values: Sequence[Value]) -> None:
        for value, box in self.boxes.items():
            box.setChecked(value in values)


class _YesNo(_Values):
    """Yes or no."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setAccessibleName("值")
        self.box.addItems(["是", "否"])
        self.setLayout(row(self.box, STRETCH))
        self.setFocusProxy(self.box)

    @override
    def values(self) -> tuple[Value, ...]:
        return (1 - self.box.currentIndex(),)

    @override
    def show_values(self, values: Sequence[Value]) -> None:
        self.box.setCurrentIndex(0 if values and values[0] else 1)


class _Places(_Values):
    """Organisations: those picked as chips, and a field to find another."""

    def __init__(self, nodes: Sequence[OrganisationNode]) -> None:
        super().__init__()
        self._names = {node.id: node.name for node in nodes}
        self._picked: list[int] = []
        self.box = UnitBox(nodes)
        self.box.setAccessibleName("添加组织")
        self.box.activated.connect(lambda _at: self._take())
        self._chips = Flow(gap=6)
        self.setLayout(column(self.box, holder(self._chips)))
        self.setFocusProxy(self.box)

    @override
    def values(self) -> tuple[Value, ...]:
        self._take()
        return tuple(self._picked)

    @override
    def show_values(self, values: Sequence[Value]) -> None:
        self._picked = [value for value in values if isinstance(value, int)]
        self._show()

    def _take(self) -> None:
        found = self.box.unit_id()
        if found is not None and found not in self._picked:
            self._picked.append(found)
        self.box.show_unit(None)
        self._show()

    def _drop(self, key: int) -> None:
        self._picked.remove(key)
        self._show()

    def _show(self) -> None:
        clear(self._chips)
        for key in self._picked:
            drop = _Drop(self, key)
            self._chips.addWidget(FilterChip(self._names.get(key, "（已删除）"), removed=drop))


class _Drop:
    """Takes one organisation off."""

    def __init__(self, places: _Places, key: int) -> None:
        self._places, self._key = places, key

    def __call__(self) -> None:
        self._places._drop(self._key)
