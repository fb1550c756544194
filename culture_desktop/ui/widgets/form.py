"""Forms: one column, labels right-aligned, the hint behind the field, the error under it. No save button.

::

    form = Form()
    name = form.add("姓名", QLineEdit(), hint="与身份证一致")       # -> Field
    name.fail("姓名不能为空，已保留原值“林婉清”。")
    name.clear_failure()
    form.add_wide(QCheckBox("超出时提醒"))                          # under the fields, no label
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from culture_desktop.ui.theme.tokens import FIELD_LONG, FIELD_SHORT, GAP, LABEL_COLUMN, Tone
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.text import Label, restyle


class Field(QWidget):
    """An input with its hint and the place for one sentence of error."""

    def __init__(self, label: str, editor: QWidget, hint: str, width: int) -> None:
        super().__init__()
        self.editor = editor
        if width:
            editor.setFixedWidth(width)
        if not isinstance(editor, QAbstractButton) and not editor.accessibleName():
            editor.setAccessibleName(label)
        self._hint = Label(hint, "caption")
        self._sentence = Label("", "caption", tone=Tone.BAD)
        self._sentence.setWordWrap(True)
        words = row(Picture("alert-circle", size=16, colour="bad"), gap=6)
        words.addWidget(self._sentence, 1)
        self._failure = holder(words)
        self._failure.hide()
        self._line = row(editor, self._hint, STRETCH) if width else row(editor, self._hint)
        self.setLayout(column(self._line, self._failure, gap=4))

    @property
    def failed(self) -> bool:
        """Whether an error is shown."""
        return not self._failure.isHidden()

    def fail(self, sentence: str) -> None:
        """Say what is expected and what was kept."""
        self._sentence.setText(sentence)
        self._failure.show()
        self.editor.setAccessibleDescription(sentence)
        self._mark(True)

    def clear_failure(self) -> None:
        """All is well again."""
        if self.failed:
            self._failure.hide()
            self.editor.setAccessibleDescription("")
            self._mark(False)

    def set_hint(self, hint: str) -> None:
        """Change the words behind the field."""
        self._hint.setText(hint)

    def add_beside(self, widget: QWidget) -> None:
        """Put a button between the input and its hint."""
        self._line.insertWidget(1, widget)

    def _mark(self, invalid: bool) -> None:
        self.editor.setProperty("invalid", "true" if invalid else "false")
        restyle(self.editor)


class Form(QWidget):
    """Label column of ``label_width`` px, then the fields."""

    SHORT, LONG, FILL = FIELD_SHORT, FIELD_LONG, 0

    def __init__(self, *, label_width: int = LABEL_COLUMN) -> None:
        super().__init__()
        self._words: dict[Field, Label] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)

    def add(self, label: str, editor: QWidget, *, hint: str = "", width: int = FIELD_LONG) -> Field:
        """A labelled field; ``width`` is ``Form.SHORT``, ``Form.LONG``, ``Form.FILL`` or px."""
        field = Field(label, editor, hint, width)
        words = Label(label)
        words.setBuddy(editor)
        words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        words.setFixedHeight(32)
        at = self._grid.rowCount()
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(words, at, 0, align)
        self._grid.addWidget(field, at, 1)
        self._words[field] = words
        return field

    def set_row_visible(self, field: Field, visible: bool) -> None:
        """Show or hide a field with its label."""
        field.setVisible(visible)
        self._words[field].setVisible(visible)

    def add_wide(self, widget: QWidget) -> None:
        """Something without a label, in line with the fields."""
        side = Qt.AlignmentFlag.AlignLeft if isinstance(widget, QAbstractButton) else Qt.AlignmentFlag(0)
        self._grid.addWidget(widget, self._grid.rowCount(), 1, side)
