"""Why scores that are on record are corrected: asked over the import button, and kept with them for good."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from culture_desktop.ui.theme.tokens import PAGE_MARGIN, Tone
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.text import Label

_FIELD = 380
_LONGEST = 200


class CorrectionField(QFrame):
    """Hidden unless something is corrected; until there is a reason, it says that nothing can be imported.

    Signals:
        changed: there is a reason now, or no longer.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._words = Label("", "strong")
        self.editor = QLineEdit()
        self.editor.setAccessibleName("更正的理由")
        self.editor.setMaxLength(_LONGEST)
        self.editor.setFixedWidth(_FIELD)
        self.editor.setPlaceholderText("如：评委签字更正，附更正单")
        self.editor.textChanged.connect(lambda _text: self.changed.emit())
        self._note = Label("", "caption", tone=Tone.WARN)
        line = row(Picture("pencil", size=16, colour="warn"), self._words, self.editor, self._note)
        line.setContentsMargins(PAGE_MARGIN, 9, PAGE_MARGIN, 0)
        line.addStretch(1)
        self.setLayout(line)
        self.hide()

    @property
    def reason(self) -> str:
        """What was written; empty when nothing is asked for."""
        return "" if self.isHidden() else self.editor.text().strip()

    @property
    def settled(self) -> bool:
        """Whether importing may go on."""
        return self.isHidden() or bool(self.reason)

    def ask(self, what: str, number: int) -> None:
        """Ask why so many are corrected; nothing is asked where there are none, or where it takes no reason."""
        self._words.setText(f"更正 {number:,} 个{what}的理由")
        self.editor.setAccessibleName(self._words.text())
        self.setVisible(bool(what) and number > 0)
        self._note.setText("随更正一起留在记录里" if self.reason else "写明理由后才能导入")

    def clear(self) -> None:
        """Forget what was written for another file."""
        self.editor.clear()
