"""Editors of an element's properties: each shows a value and tells of another, and is built in one line.

::

    part = Editors()
    part.numbers(("横向", "x", MM), ("纵向", "y", MM))
    part.tick("套打时印出", "overprint")
    part.show_element(element)              # tells nothing
    part.edited.connect(...)                # (name of the property, value)
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QGridLayout, QLineEdit, QWidget

from culture_desktop.documents.designs.elements import AnyElement
from culture_desktop.ui.pages.designer.ink_button import InkButton
from culture_desktop.ui.widgets.layouts import column, holder
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import Word


class Range(NamedTuple):
    """What a number may be: from, to, by how much a press changes it, its unit, its decimals."""

    low: float
    high: float
    step: float
    unit: str = ""
    decimals: int = 1


PLACE = Range(-1000, 2000, 0.1, " mm")
SIZE = Range(0.1, 2000, 0.1, " mm")
POINTS = Range(3, 400, 0.5, " 磅")


class Editors(QWidget):
    """A part of the pane: labels above their fields.

    Signals:
        edited: another value was given (name of the property, value).
        ended: an editor was left: what comes next is a step of its own.
    """

    edited = Signal(str, object)
    ended = Signal()

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.fields: dict[str, QWidget] = {}
        self._shows: dict[str, Callable[[Any], object]] = {}
        self._lines = column(gap=6)
        if title:
            self._lines.addWidget(Label(title, "strong"))
        self.setLayout(self._lines)

    def show_element(self, element: AnyElement) -> None:
        """Show what an element has; an editor in which the same is already seen is left alone."""
        for name, show in self._shows.items():
            with QSignalBlocker(self.fields[name]):
                show(getattr(element, name))

    def add(self, widget: QWidget) -> None:
        """Anything else, as wide as the pane."""
        self._lines.addWidget(widget)

    def bind(self, name: str, field: QWidget, show: Callable[[Any], object]) -> None:
        """Have a field show a property; it emits ``edited`` itself."""
        self.fields[name], self._shows[name] = field, show

    def numbers(self, *wanted: tuple[str, str, Range]) -> None:
        """Two to a row."""
        self._pairs([(label, self._number(label, name, limits)) for label, name, limits in wanted])

    def words(self, *wanted: tuple[str, str, type[Word]]) -> None:
        """Choices of the trade, two to a row."""
        self._pairs([(label, self._word(label, name, kind)) for label, name, kind in wanted])

    def inks(self, *wanted: tuple[str, str]) -> None:
        """Colours, two to a row."""
        self._pairs([(label, self._ink(label, name)) for label, name in wanted])

    def tick(self, words: str, name: str) -> None:
        """On or off."""
        box = QCheckBox(words)
        box.toggled.connect(lambda on: self.edited.emit(name, on))
        self.bind(name, box, box.setChecked)
        self.add(box)

    def line(self, label: str, name: str, most: int, *, empty: str = "") -> QLineEdit:
        """One line of text, that must say something unless ``empty`` tells what holds when it does not."""
        field = QLineEdit()
        field.setPlaceholderText(empty)
        field.setMaxLength(most)
        field.setAccessibleName(label)

        def show(text: str) -> None:
            if field.text().strip() != text:
                field.setText(text)

        def tell(text: str) -> None:
            if text.strip() or empty:
                self.edited.emit(name, text.strip())

        field.textEdited.connect(tell)
        field.editingFinished.connect(self.ended)
        self.bind(name, field, show)
        self._pairs([(label, field)])
        return field

    def choice(self, label: str, name: str, choices: dict[str, str]) -> None:
        """One of several: what is shown by what it means."""
        box, keys = QComboBox(), list(choices)
        box.addItems(list(choices.values()))
        box.setAccessibleName(label)
        box.setMaxVisibleItems(20)
        box.activated.connect(lambda at: self.edited.emit(name, keys[at]))
        self.bind(name, box, lambda key: box.setCurrentIndex(keys.index(key)))
        self._pairs([(label, box)])

    def _number(self, label: str, name: str, limits: Range) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setDecimals(limits.decimals)
        field.setRange(limits.low, limits.high)
        field.setSingleStep(limits.step)
        field.setSuffix(limits.unit)
        field.setAccessibleName(label)

        def show(value: float) -> None:
            if abs(field.value() - value) > 10**-limits.decimals / 2:
                field.setValue(value)

        field.valueChanged.connect(lambda value: self.edited.emit(name, round(value, limits.decimals)))
        field.editingFinished.connect(self.ended)
        self.bind(name, field, show)
        return field

    def _word(self, label: str, name: str, kind: type[Word]) -> QWidget:
        box: WordBox[Word] = WordBox(kind)
        box.setAccessibleName(label)
        box.activated.connect(lambda _at: self.edited.emit(name, box.required()))
        self.bind(name, box, box.choose)
        return box

    def _ink(self, label: str, name: str) -> QWidget:
        button = InkButton(label)
        button.chosen.connect(lambda ink: self.edited.emit(name, ink))
        self.bind(name, button, button.show_ink)
        return button

    def _pairs(self, wanted: list[tuple[str, QWidget]]) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        span = 2 if len(wanted) == 1 else 1
        for at, (label, field) in enumerate(wanted):
            row, place = divmod(at, 2)
            caption = Label(label, "caption")
            caption.setBuddy(field)
            caption.setContentsMargins(0, 4 if row else 0, 0, 0)
            grid.addWidget(caption, 2 * row, place)
            grid.addWidget(field, 2 * row + 1, place, 1, span)
            grid.setColumnStretch(place, 1)
        self._lines.addWidget(holder(grid))
