"""An editor for one field of a person, of the right kind; in the grid and in the dialog that sets a field of many.

::

    editor = FieldEditor(field, units)
    editor.show_words("班长")           # as the list shows it
    editor.value()                      # str | date | Word | bool | int | None; InvalidFieldError for what is none
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.services.people.field_edit import Entered
from culture_desktop.services.people.fields import FieldKind, PersonField
from culture_desktop.services.people.row_values import OPEN_WORDS
from culture_desktop.ui.dialogs.day_text import read_contract_end, read_day
from culture_desktop.ui.dialogs.person_form import UnitBox
from culture_desktop.ui.widgets.text import restyle
from culture_desktop.ui.widgets.word_box import WordBox

_LONGEST, _LONGEST_EXTRA = 64, 1000


class FieldEditor(QWidget):
    """One input as wide as its place.

    Signals:
        edited: something else is entered.
    """

    edited = Signal()

    def __init__(self, field: PersonField, units: Sequence[OrganisationNode]) -> None:
        super().__init__()
        self.field = field
        self.input: QLineEdit | QComboBox = self._make(units)
        self.input.setAccessibleName(field.title)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.input)
        self.setFocusProxy(self.input)
        if isinstance(self.input, QLineEdit):
            self.input.textEdited.connect(lambda _words: self.edited.emit())
        else:
            self.input.currentIndexChanged.connect(lambda _at: self.edited.emit())
            self.input.editTextChanged.connect(lambda _words: self.edited.emit())

    def value(self) -> Entered:
        """What is entered; raises InvalidFieldError for what cannot be read."""
        if isinstance(self.input, UnitBox):
            return self.input.unit_id()
        if isinstance(self.input, WordBox):
            word: Entered = self.input.word()
            return word
        if isinstance(self.input, QComboBox):
            return self.input.currentIndex() == 0
        words = self.input.text().strip()
        if self.field.kind is FieldKind.DATE:
            return (read_contract_end if self._open_ended else read_day)(self.field.title, words)
        return words or (None if self.field.key in ("phone", "resident_id") else "")

    @property
    def chosen(self) -> bool:
        """Whether there is a value: a list may stand at none of its words."""
        box = self.input
        return (
            not isinstance(box, QComboBox) or box.currentIndex() >= 0 or (box.isEditable() and box.currentText() != "")
        )

    def choose_nothing(self) -> None:
        """Leave it to the user which word of a list it is."""
        if isinstance(self.input, QComboBox):
            self.input.setPlaceholderText("选择…")
            self.input.setCurrentIndex(-1)

    def show_words(self, words: str) -> None:
        """Show what stands in the list."""
        if isinstance(self.input, QLineEdit):
            self.input.setText(words)
            self.input.selectAll()
        else:
            at = self.input.findText(words, Qt.MatchFlag.MatchExactly)
            self.input.setCurrentIndex(max(0, at))

    def mark(self, *, invalid: bool) -> None:
        """Frame the input as wrong, or well again."""
        self.input.setProperty("invalid", "true" if invalid else "false")
        restyle(self.input)

    @property
    def _open_ended(self) -> bool:
        return self.field.key == "contract_ends"

    def _make(self, units: Sequence[OrganisationNode]) -> QLineEdit | QComboBox:
        match self.field.kind:
            case FieldKind.WORD:
                assert self.field.words is not None
                return WordBox(self.field.words, none="" if self.field.required else "未填")
            case FieldKind.FLAG:
                box = QComboBox()
                box.addItems(["是", "否"])
                return box
            case FieldKind.UNIT:
                return UnitBox(units)
        line = QLineEdit()
        line.setMaxLength(_LONGEST_EXTRA if self.field.extra_name else _LONGEST)
        if self.field.kind is FieldKind.DATE:
            line.setPlaceholderText(f"如 2017-04-13{f'，或{OPEN_WORDS}' if self._open_ended else ''}")
        return line
