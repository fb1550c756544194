"""What a condition of a filter compares with: an editor for each kind of field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from culture_desktop.override import override
from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.services.people.condition_words import Names
from culture_desktop.services.people.conditions import (
    Operator,
    Value,
)
from culture_desktop.services.people.fields import FieldKind, PersonField
from culture_desktop.ui.dialogs.day_text import read_day
from culture_desktop.ui.dialogs.person_form import UnitBox
from culture_desktop.ui.widgets.chips import FilterChip
from culture_desktop.ui.widgets.layouts import STRETCH, Flow, clear, column, holder, row
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS

_MEDIUM, _DAYS, _MOST_DAYS = 240, 90, 36_525
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


def value_editor(asked: PersonField, operator: Operator, choices: Choices) -> "Values":
    """The editor for what a field is compared with."""
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
            return _Ticks([(name, key) for key, name in choices.sources.items()])
        case FieldKind.FLAG:
            return _YesNo()
        case FieldKind.UNIT:
            return _Places([n for n in choices.organisations if n.kind in ADMINISTRATIVE_KINDS])
        case FieldKind.MEMBERSHIP:
            return _Places([n for n in choices.organisations if n.kind not in ADMINISTRATIVE_KINDS])
    return _Text()


class Values(QWidget):
    """What to compare with."""

    def values(self) -> tuple[Value, ...]:
        """What is entered; raises InvalidFieldError for what cannot be read."""
        raise NotImplementedError

    def show_values(self, values: Sequence[Value]) -> None:
        """Show what is compared with already."""


class _Nothing(Values):
    """The comparison says it all."""

    @override
    def values(self) -> tuple[Value, ...]:
        return ()


class _Text(Values):
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


class _Days(Values):
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


class _Numbers(Values):
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


class _Ticks(Values):
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


class _YesNo(Values):
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


class _Places(Values):
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
