"""Labels by role, so that sizes and colours come from the style sheet and follow the theme.

::

    Label("候选人", "card_title")      # caption, body, secondary, strong, card_title, dialog_title, page_title,
    Label("66 人", "caption")          # door_title, key_figure, counter, honour
    label.set_tone(Tone.WARN)
    paragraph("第一句。第二句。")       # wraps, with room between the lines
"""

from html import escape
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.tokens import Tone

Role = Literal[
    "caption",
    "body",
    "secondary",
    "strong",
    "card_title",
    "dialog_title",
    "page_title",
    "door_title",
    "key_figure",
    "counter",
    "honour",
]


class Label(QLabel):
    """Plain text in a role and, when it states something, in a tone."""

    def __init__(self, text: str = "", role: Role = "body", *, tone: Tone | None = None, selectable: bool = False):
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone is not None:
            self.setProperty("tone", tone.value)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_tone(self, tone: Tone | None) -> None:
        """Colour the words, or leave them in their role's colour."""
        self.setProperty("tone", tone.value if tone else "")
        restyle(self)


class ElidedLabel(Label):
    """One line that gives way: cut at the right, whole in the tooltip.

    By default it takes whatever room is left; with ``wishful`` it asks for the room of its words first; ``uncut`` are
    words of which a part would say nothing, shown whole or not at all.
    """

    def __init__(self, text: str = "", role: Role = "body", *, wishful: bool = False, uncut: bool = False) -> None:
        super().__init__("", role)
        self._whole, self._wishful, self._uncut = text, wishful, uncut
        wish = QSizePolicy.Policy.Maximum if wishful else QSizePolicy.Policy.Ignored
        self.setSizePolicy(wish, QSizePolicy.Policy.Preferred)
        self.setText(text)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height()) if self._wishful else hint

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def setText(self, text: str) -> None:
        """Show other words."""
        self._whole = text
        self.updateGeometry()
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        room = self.width() + 1 - 2 * max(0, self.indent())
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        super().setText("" if self._uncut and cut != self._whole else cut)
        self.setToolTip(self._whole if cut != self._whole else "")


def paragraph(text: str, role: Role = "body") -> Label:
    """Wrapped prose; Qt gives labels no line height, so it is set in markup around the escaped text."""
    label = Label("", role)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    set_paragraph(label, text)
    return label


def set_paragraph(label: QLabel, text: str) -> None:
    """Replace the words of a paragraph; line breaks stay."""
    lines = "<br>".join(escape(line) for line in text.splitlines())
    label.setText(f'<p style="line-height:150%; margin:0">{lines}</p>')


def hline() -> QFrame:
    """A hairline across."""
    line = QFrame()
    line.setObjectName("hline")
    line.setFixedHeight(1)
    return line


def vline() -> QFrame:
    """A hairline down."""
    line = QFrame()
    line.setObjectName("vline")
    line.setFixedWidth(1)
    return line


def restyle(widget: QWidget) -> None:
    """Make the style sheet look at changed dynamic properties."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
