"""A band across the page: the next step, or a warning that needs an act; with the button that does it.

::

    Band("scan", "签到进行中：已到 58 人，未到 3 人", "报名 64 人，请假 3 人。", actions=[print_, open_])
    Band("alert-triangle", "第 10 个名额有 2 人并列，需对并列者另行表决。", tone=Tone.WARN, actions=[vote])
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.text import Label, paragraph, set_paragraph

_COLOURS = {
    Tone.ACCENT: "red_text",
    Tone.WARN: "warn",
    Tone.INFO: "info",
    Tone.OK: "ok",
    Tone.BAD: "bad",
    Tone.NEUTRAL: "ink2",
}


class Band(QFrame):
    """Icon, one bold sentence and a plainer one, actions at the right."""

    def __init__(
        self,
        icon: str,
        title: str,
        detail: str = "",
        *,
        tone: Tone = Tone.ACCENT,
        actions: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("band")
        self.setProperty("tone", tone.value)
        self._title = Label(title, "strong" if tone is Tone.ACCENT else "body")
        self._title.setWordWrap(True)
        self._detail = paragraph(detail, "secondary")
        if not detail:  # setVisible(True) before it has a parent would make it a window
            self._detail.hide()
        size = 24 if detail else 18
        picture = Picture(icon, size=size, colour=_COLOURS[tone])
        words = column(STRETCH, self._title, self._detail, STRETCH, gap=0)
        layout = row(picture, 4, gap=8, margins=(15, 7, 15, 7))
        layout.addLayout(words, 1)
        for action in actions:
            layout.addWidget(action)
        self.setLayout(layout)
        self.setMinimumHeight(46 if not detail else 58)

    def set_text(self, title: str, detail: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        set_paragraph(self._detail, detail)
        self._detail.setVisible(bool(detail))
